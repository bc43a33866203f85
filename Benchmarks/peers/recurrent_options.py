"""The command line of the peers that train a recurrent network on MNIST-1D."""
import argparse


def parser(description: str) -> argparse.ArgumentParser:
    result = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    result.add_argument("folder", help="of mnist1d-train.csv.gz and mnist1d-test.csv.gz")
    result.add_argument("kind", choices=["gru", "lstm"])
    result.add_argument("--epochs", type=int, default=11)
    return result
