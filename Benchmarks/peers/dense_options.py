"""The command line of the peers that train dense networks on MNIST."""
import argparse


def parser(description: str) -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    result.add_argument("folder", help="of MNIST's four *-ubyte.gz files")
    result.add_argument("--sizes", type=_numbers, default=[784, 128, 64, 10], help="784,128,64,10")
    result.add_argument("--activations", type=lambda text: text.split(","), default=["relu"], help="a trial for each")
    result.add_argument("--batch", type=int, default=64)
    result.add_argument("--epochs", type=int, default=5)
    result.add_argument("--seeds", type=int, default=1, help="networks that are trained side by side")
    return result


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]
