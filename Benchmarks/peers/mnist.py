"""MNIST's files, gzipped as they are published, as arrays."""
import gzip
import os

import numpy as np


def read(folder: str, part: str) -> tuple[np.ndarray, np.ndarray]:
    """Features (examples, 784), normalised, and labels (examples) of the part `train` or `t10k`."""
    pixels = _bytes(folder, f"{part}-images-idx3", header=16).reshape(-1, 784)
    features = (pixels.astype(np.float32) / 255 - 0.1307) / 0.3081
    return features, _bytes(folder, f"{part}-labels-idx1", header=8).astype(np.int32)


def _bytes(folder: str, name: str, header: int) -> np.ndarray:
    with gzip.open(os.path.join(folder, f"{name}-ubyte.gz")) as file:
        return np.frombuffer(file.read(), dtype=np.uint8)[header:]
