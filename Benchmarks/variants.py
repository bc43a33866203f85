"""MNIST as other data: without a byte that is 0, of which a program might make use, and as normalised floats."""
import gzip
import os
import struct

PARTS = {"train": "train", "test": "t10k"}  # as experiments name them, and MNIST's files


class Variants:
    """Writes its files into `folder`. Its datasets are declarations in YAML, for experiments in the same folder."""

    def __init__(self, source: str, folder: str):
        self.source, self.folder = source, folder
        self.without_zeros = os.path.join(folder, "without-zeros")  # has files with the names of MNIST's own
        os.makedirs(self.without_zeros)
        for part in PARTS.values():
            self._write(part)

    @property
    def bytes_dataset(self) -> str:
        """Bytes from 1 to 255."""
        parts = [f"{name}: {{images: without-zeros/{part}-images-idx3-ubyte.gz, "
                 f"labels: without-zeros/{part}-labels-idx1-ubyte.gz}}" for name, part in PARTS.items()]
        normalization = "normalization: {mean: 0.1307, standard_deviation: 0.3081}"
        return (f"{{name: mnist_without_zeros, shape: [28, 28], {normalization}, {self._classes}, "
                "format: {idx: {" + ", ".join(parts) + "}}}")

    @property
    def floats_dataset(self) -> str:
        """The same numbers in float32, normalised."""
        parts = [f"{name}: {{features: {part}-features.npy, targets: {part}-targets.npy}}"
                 for name, part in PARTS.items()]
        return "{name: mnist_floats, " + self._classes + ", format: {npy: {" + ", ".join(parts) + "}}}"

    _classes = "classes: [" + ", ".join(f'"{digit}"' for digit in range(10)) + "]"

    def _write(self, part: str):
        images, labels = f"{part}-images-idx3-ubyte.gz", f"{part}-labels-idx1-ubyte.gz"
        with gzip.open(os.path.join(self.source, images)) as file:
            header, pixels = file.read(16), file.read().replace(b"\0", b"\1")
        with gzip.open(os.path.join(self.source, labels)) as file:
            label_header, classes = file.read(8), file.read()
        for name, content in ((images, header + pixels), (labels, label_header + classes)):
            with gzip.open(os.path.join(self.without_zeros, name), "wb", compresslevel=1) as file:
                file.write(content)
        # Byte k of the float of each pixel, by a table of 256 entries.
        floats = [struct.pack("<f", (byte / 255 - 0.1307) / 0.3081) for byte in range(256)]
        features = bytearray(4 * len(pixels))
        for k in range(4):
            features[k::4] = pixels.translate(bytes(number[k] for number in floats))
        self._save(f"{part}-features.npy", "<f4", (len(classes), 784), features)
        self._save(f"{part}-targets.npy", "|u1", (len(classes),), classes)

    def _save(self, name: str, kind: str, shape: tuple[int, ...], content: bytes):
        """A file as numpy.save writes it."""
        header = f"{{'descr': '{kind}', 'fortran_order': False, 'shape': {shape}, }}".encode()
        header += b" " * (-(len(header) + 11) % 64) + b"\n"
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(b"\x93NUMPY\1\0" + struct.pack("<H", len(header)) + header + content)
