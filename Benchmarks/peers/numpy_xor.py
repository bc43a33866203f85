"""XOR in NumPy, as the notebook writes it: 2-4-1 sigmoid, full batch, squared error.
usage: numpy_xor.py EPOCHS
Prints the predictions and `TIME seconds`, imports left out.
"""
import sys
import time

import numpy as np

epochs = int(sys.argv[1])
start = time.time()
X, Y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float), np.array([[0], [1], [1], [0]], dtype=float)
np.random.seed(42)
W1, b1 = np.random.randn(2, 4) * 0.5, np.zeros((1, 4))
W2, b2 = np.random.randn(4, 1) * 0.5, np.zeros((1, 1))


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


for epoch in range(epochs):
    hidden = sigmoid(X @ W1 + b1)
    output = sigmoid(hidden @ W2 + b2)
    loss = np.mean((output - Y) ** 2)
    d2 = (output - Y) * output * (1 - output)
    d1 = (d2 @ W2.T) * hidden * (1 - hidden)
    W2 -= 2.0 * (hidden.T @ d2) / 4
    b2 -= 2.0 * np.sum(d2, axis=0, keepdims=True) / 4
    W1 -= 2.0 * (X.T @ d1) / 4
    b1 -= 2.0 * np.sum(d1, axis=0, keepdims=True) / 4
print("predictions", output.ravel().round(4).tolist(), "loss", loss)
print("TIME", time.time() - start)
