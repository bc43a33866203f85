"""One trial of the activation sweep in scikit-learn: MLPClassifier, 784-128-64-10, relu, Adam 1e-3, batch 64.
usage: sklearn_mlp.py MNIST_DIR EPOCHS      (MNIST_DIR holds the four *-ubyte.gz files)
Prints the test accuracy and `TIME seconds`, imports and loading left out.
"""
import gzip
import sys
import time
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

root, epochs = sys.argv[1], int(sys.argv[2])


def idx(name, header):
    return np.frombuffer(gzip.open(f"{root}/{name}-ubyte.gz").read(), dtype=np.uint8)[header:]


def images(name):
    return ((idx(name, 16).reshape(-1, 784) / 255 - 0.1307) / 0.3081).astype(np.float32)


X, Y = images("train-images-idx3"), idx("train-labels-idx1", 8)
TX, TY = images("t10k-images-idx3"), idx("t10k-labels-idx1", 8)
# An epoch each is what is asked for, not convergence.
warnings.simplefilter("ignore", ConvergenceWarning)
start = time.time()
model = MLPClassifier((128, 64), activation="relu", solver="adam", alpha=0, batch_size=64, learning_rate_init=1e-3,
                      max_iter=epochs, random_state=42)
model.fit(X, Y)
print("relu train_loss", model.loss_, "test_accuracy", model.score(TX, TY))
print("TIME", time.time() - start)
