"""What every peer prints: a line for each trial, and at the end of all of them the seconds.

    COMPILE  of compiling ahead, where there is such a thing
    EPOCH    of an epoch of every trial, the mean of all epochs but the first, which warms up; evaluation left out
    TIME     of all epochs and the evaluation after each of them; imports, loading and compiling left out
"""
import time
from collections.abc import Callable


class Clock:
    def __init__(self):
        self.compiling = self.epoch = self.total = 0.0

    def compile(self, work: Callable):
        """Does `work`, which compiles, and returns what it makes."""
        start = time.perf_counter()
        result = work()
        self.compiling += time.perf_counter() - start
        return result

    def train(self, name: str, epochs: int, epoch: Callable[[int], float], accuracy: Callable[[], float]):
        """Trains a trial. `epoch` trains the epoch of this index and returns its mean loss, `accuracy` evaluates;
        both return when their work is done."""
        times, start = [], time.perf_counter()
        for index in range(epochs):
            before = time.perf_counter()
            loss = epoch(index)
            times.append(time.perf_counter() - before)
            share = accuracy()
            print(name, "epoch", index + 1, "train_loss", round(loss, 4), "test_accuracy", round(share, 4), flush=True)
        self.total += time.perf_counter() - start
        warm = times[1:] or times
        self.epoch += sum(warm) / len(warm)

    def report(self):
        if self.compiling:
            print("COMPILE", self.compiling)
        print("EPOCH", self.epoch)
        print("TIME", self.total)
