"""Measures nnrun beside its peers on this machine, in one run, and writes Benchmarks/RESULTS.md.

    python3 Benchmarks/run.py --nnrun PROGRAM --kernels PROGRAM [--quick] [--long] [--venv FOLDER] [--output FILE]
                              [--only SECTION [--work TEXT]]

Everything runs one after the other: leave the machine alone meanwhile. --long adds the notebook's own PyTorch code,
minutes of it; --quick runs one epoch instead of five and small sizes only, to see that everything works; --only runs
one section. What these two show is written nowhere, unless --output names a file.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
from functools import cached_property

import experiments
import machine
import measure
from networks import Networks
from peer import Peer, Peers
from report import Report, megabytes, seconds, times
from works import ACTIVATIONS

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATASETS = os.path.join(ROOT, "experiments", "datasets")
MNIST = os.path.join(DATASETS, "mnist")


class Benchmark:
    def __init__(self, options: argparse.Namespace, folder: str):
        self.options, self.folder, self.report = options, folder, Report()
        self.nnrun = os.path.abspath(options.nnrun)
        self.peers = Peers(os.path.abspath(options.venv))
        self.epochs = 1 if options.quick else 5
        self.datasets, self.mnist = DATASETS, MNIST

    def run(self):
        self.report.write("# Results\n\nWritten by `make bench`; compare within one run only.\n")
        self.report.write(f"Machine: {machine.cpu_model()}, {machine.cores()} cores.")
        if machine.is_busy():
            self.report.write("\n**Something else ran on the machine when this began: the times are too long.**")
        for name, section in SECTIONS.items():
            if self.options.only in (None, name):
                section(self)
        if self.options.output:
            self.report.save(self.options.output)

    @cached_property
    def kernel_speeds(self) -> str:
        """What the kernel benchmark prints, nothing where there is none."""
        if not os.path.exists(self.options.kernels):
            print(f"{self.options.kernels} is not there: no peak is known", file=sys.stderr)
            return ""
        return subprocess.run([self.options.kernels], capture_output=True, text=True, check=True).stdout.strip()

    @property
    def peak(self) -> float:
        """Floating-point operations a second of one core; 0 where they are not known."""
        peaks = re.findall(r"one core's FMA peak ([0-9.]+) GFLOP/s", self.kernel_speeds)
        return max(map(float, peaks), default=0) * 1e9

    def kernels(self):
        """Peak and kernels by instruction set, as the kernel benchmark prints them."""
        self.report.section(
            "Kernels", "The peak is fused multiply-adds on registers, nothing else. Matrix products: GFLOP/s and their "
            "share of it, counting m n k multiplications and additions.")
        self.report.write(f"```text\n{self.kernel_speeds}\n```")

    def activation_sweep(self):
        """The program's main job beside what else does it."""
        epochs, trials = self.epochs, len(ACTIVATIONS)
        self.report.section(
            "Activation sweep",
            f"784-128-64-10 on MNIST, Adam, batches of 64, {trials} activations, {epochs} epochs each. "
            "nnrun and \"process\" count from process start to exit (nnrun: with its tables and figure written); "
            "\"training\" is what the peer's own clock says, without imports, loading and compiling. nnrun, JAX and "
            "tuned PyTorch take turns, and their medians are shown.")
        table = self.report.table(["program", "process", "training", "cores busy", "peak memory", "nnrun is faster by"])
        names = ",".join(ACTIVATIONS)
        arguments = [MNIST, "--activations", names, "--epochs", str(epochs)]
        tuned = [Peer("JAX", "jax_dense.py", arguments, ["numpy", "jax"]),
                 Peer("PyTorch, tuned", "pytorch_dense.py", arguments, ["numpy", "torch"])]
        there = [peer for peer in tuned if self.peers.is_there(peer)]
        own, theirs = [], {peer.name: [] for peer in there}
        for _ in range(1 if self.options.quick else 3):
            for peer in there:
                own.append(self.train("sweep", experiments.mnist("sweep", 128, ACTIVATIONS, epochs)))
                theirs[peer.name].append(self.peers.run(peer))
        own = own or [self.train("sweep", experiments.mnist("sweep", 128, ACTIVATIONS, epochs))]
        cost = measure.median(own)
        table.row("**nnrun**", seconds(cost.wall), "-", f"{cost.cores:.2f}", megabytes(cost.memory), "")
        for peer in tuned:
            costs = theirs.get(peer.name)
            self.comparison_row(table, peer, measure.median(costs) if costs else None, cost.wall)
        peers = [
            Peer("PyTorch, as the notebook has it", "pytorch_notebook.py", [MNIST, names, str(epochs)],
                 ["numpy", "torch", "torchvision", "pillow"]),
            Peer("scikit-learn, one trial", "sklearn_mlp.py", [MNIST, str(epochs)], ["numpy", "scikit-learn"]),
        ]
        for peer in peers:
            if peer.script == "pytorch_notebook.py" and not self.options.long:
                table.row(peer.name, "not run (`--long` runs it)", "", "", "", "")
                continue
            share = trials if peer.script == "sklearn_mlp.py" else 1
            self.compare(table, peer, cost.wall / share)
        if self.peak:
            work = experiments.operations(128, epochs) * trials
            limit = work / (self.peak * machine.cores())
            self.report.write(
                f"\nThe sweep is {work / 1e9:.0f} GFLOP, counted as dense products: {limit:.2f} s at the peak of all "
                "cores. nnrun, which multiplies by no pixel that is 0, is at "
                f"{limit / cost.wall:.0%} of it.")

    def one_trial(self):
        """How much sooner a trial ends that has all cores."""
        self.report.section(
            "One trial on all cores", "The same model with relu: an epoch is what one more of them takes, "
            "the rest is start, loading and report. Medians.")
        table = self.report.table(["jobs", "an epoch", "rest", "faster by"], 0)
        rounds, more = (1, 2) if self.options.quick else (7, 6)
        cases = [(jobs, epochs) for jobs in sorted({1, machine.cores()}) for epochs in (1, more)]
        runs = {case: [] for case in cases}
        for jobs, epochs in cases * rounds:
            text = experiments.mnist("one", 128, ["relu"], epochs)
            runs[jobs, epochs].append(self.train("one", text, "--jobs", str(jobs)))
        wall = {case: measure.median(costs).wall for case, costs in runs.items()}
        alone = wall[1, more] - wall[1, 1]
        for jobs in sorted({jobs for jobs, _ in cases}):
            more_epochs = wall[jobs, more] - wall[jobs, 1]
            epoch = more_epochs / (more - 1)
            table.row(str(jobs), f"{epoch * 1e3:.0f} ms", f"{(wall[jobs, 1] - epoch) * 1e3:.0f} ms",
                      f"{alone / more_epochs:.2f} ×")

    def xor(self):
        """The smallest network, where a step is nothing but overhead."""
        epochs = 1000 if self.options.quick else 10_000
        self.report.section("XOR from scratch", f"2-4-1 in float64, full batch, {epochs} epochs.")
        table = self.report.table(["program", "process", "training", "cores busy", "peak memory", "nnrun is faster by"])
        cost = self.train("xor", experiments.xor(1, epochs))
        table.row("**nnrun**", seconds(cost.wall), "-", f"{cost.cores:.2f}", megabytes(cost.memory), "")
        self.compare(table, Peer("NumPy", "numpy_xor.py", [str(epochs)], ["numpy"]), cost.wall)

    def small_work(self):
        """What a trial costs besides its arithmetic."""
        trials, size = (1000, 30) if self.options.quick else (10_000, 100)
        self.report.section("Small work")
        table = self.report.table(["", "process", "each trial", "cores busy", "peak memory"])
        cost = self.train("small", experiments.xor(trials, 50))
        each = cost.wall / trials * 1e6
        table.row(f"{trials:,} XOR trials of 50 epochs", seconds(cost.wall), f"{each:.0f} µs", f"{cost.cores:.2f}",
                  megabytes(cost.memory))
        path = self.write("grid", experiments.grid(size))
        cost = measure.run([self.nnrun, "plan", path], keep_output=False, **self.variables)
        each = cost.wall / size**3 * 1e6
        table.row(f"`nnrun plan` of {size**3:,} trials", seconds(cost.wall), f"{each:.1f} µs", f"{cost.cores:.2f}",
                  megabytes(cost.memory))
        cost = min((measure.run([self.nnrun, "--help"]) for _ in range(5)), key=lambda cost: cost.wall)
        table.row("`nnrun --help`", f"{cost.wall * 1e3:.0f} ms", "", "", megabytes(cost.memory))

    def growth(self):
        """How time grows with the number of trials, with their width, and with --jobs."""
        columns = ["process", "GFLOP/s", "of peak", "cores busy", "peak memory"]
        quick = self.options.quick
        self.report.section("With the number of trials", "784-32-16-10, one epoch, one seed a trial.")
        table = self.report.table(["trials", *columns], 0)
        for trials in [1, 2, 4] if quick else [1, 2, 4, 8, 16, 32, 64]:
            cost = self.train("trials", experiments.mnist("trials", 32, ["relu"], 1, seeds=trials))
            self.growth_row(table, str(trials), cost, trials * experiments.operations(32, 1))
        self.report.section("With the width", "784-width-width/2-10, one epoch, one trial.")
        table = self.report.table(["width", *columns], 0)
        for width in [32, 128] if quick else [32, 64, 128, 256, 512, 1024, 2048]:
            cost = self.train("width", experiments.mnist("width", width, ["relu"], 1))
            self.growth_row(table, str(width), cost, experiments.operations(width, 1))
        self.report.section("With --jobs", f"The activation sweep, {self.epochs} epochs.")
        table = self.report.table(["jobs", *columns], 0)
        for jobs in sorted({1, 2, machine.cores(), 2 * machine.cores()}):
            text = experiments.mnist("jobs", 128, ACTIVATIONS, self.epochs)
            cost = self.train("jobs", text, "--jobs", str(jobs))
            self.growth_row(table, str(jobs), cost, 3 * experiments.operations(128, self.epochs))

    def growth_row(self, table, name: str, cost: measure.Cost, operations: float):
        rate = operations / cost.wall
        share = f"{rate / (self.peak * machine.cores()):.0%}" if self.peak else "-"
        table.row(name, seconds(cost.wall), f"{rate / 1e9:.0f}", share, f"{cost.cores:.2f}", megabytes(cost.memory))

    def compare(self, table, peer: Peer, reference: float):
        """Runs a peer for its row; `reference` is what nnrun needs for the same work."""
        self.comparison_row(table, peer, self.peers.run(peer) if self.peers.is_there(peer) else None, reference)

    def comparison_row(self, table, peer: Peer, cost: measure.Cost | None, reference: float):
        if cost is None:
            table.row(peer.name, "absent: it could not be installed", "", "", "", "")
            return
        if cost.status:
            table.row(peer.name, f"failed with exit code {cost.status}", "", "", "", "")
            return
        inner = cost.inner_seconds
        table.row(peer.name, seconds(cost.wall), seconds(inner), f"{cost.cores:.2f}", megabytes(cost.memory),
                  times((inner or cost.wall) / reference))

    def train(self, name: str, text: str, *arguments: str) -> measure.Cost:
        """Runs an experiment of this text to its end."""
        command = [self.nnrun, self.write(name, text), "--quiet", *arguments]
        cost = measure.run(command, folder=self.folder, **self.variables)
        if cost.status:
            raise SystemExit(f"nnrun failed on {name}")
        return cost

    def write(self, name: str, text: str) -> str:
        path = os.path.join(self.folder, f"{name}.yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    @property
    def variables(self) -> dict[str, str]:
        return {"NNRUN_DATASETS": DATASETS}


# In the order of the report; `--only` takes their names.
SECTIONS = {
    "kernels": Benchmark.kernels, "sweep": Benchmark.activation_sweep,
    "networks": lambda benchmark: Networks(benchmark).run(), "one-trial": Benchmark.one_trial, "xor": Benchmark.xor,
    "small": Benchmark.small_work, "growth": Benchmark.growth,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nnrun", default=os.path.join(ROOT, ".build/release/nnrun"))
    parser.add_argument("--kernels", default=os.path.join(ROOT, ".build/release/kernel-benchmark"))
    parser.add_argument("--venv", default=os.path.join(ROOT, ".build/peers"),
                        help="where the peers' packages are installed")
    parser.add_argument("--output", help="Benchmarks/RESULTS.md for a whole run, where nothing is said")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--long", action="store_true")
    parser.add_argument("--only", choices=SECTIONS, help="the section to run")
    parser.add_argument("--work", default="", help="of the section networks, the works whose names contain this")
    options = parser.parse_args()
    is_whole = not (options.quick or options.only or options.work)
    options.output = options.output or (os.path.join(ROOT, "Benchmarks/RESULTS.md") if is_whole else None)
    with tempfile.TemporaryDirectory() as folder:
        Benchmark(options, folder).run()


if __name__ == "__main__":
    main()
