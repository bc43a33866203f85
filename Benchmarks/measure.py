"""What a process costs: wall time, cores busy, peak memory."""
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

# Variables that tune the libraries of peers on some machines, and hold them back on others.
DROPPED = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "NNRUN_ISA", "NNRUN_DATASETS", "OMP_NUM_THREADS",
           "XLA_FLAGS")


@dataclass
class Cost:
    wall: float  # seconds
    cpu: float  # seconds, user and system
    memory: int  # bytes, the largest resident set
    status: int
    output: str

    @property
    def cores(self) -> float:
        return self.cpu / self.wall

    def printed(self, label: str) -> float | None:
        """The number after this label in the last line that begins with it."""
        lines = [line for line in self.output.splitlines() if line.startswith(f"{label} ")]
        return float(lines[-1].split()[1]) if lines else None

    @property
    def inner_seconds(self) -> float | None:
        """The program's own `TIME seconds`, without its start."""
        return self.printed("TIME")


def median(costs: list[Cost]) -> Cost:
    """The cost in the middle of several runs of one command (of an even number the slower one), the first that failed if
    one did."""
    ordered = sorted(costs, key=lambda cost: cost.inner_seconds or cost.wall)
    return next((cost for cost in costs if cost.status), ordered[len(ordered) // 2])


def run(command: list[str], folder: str | None = None, keep_output: bool = True, **variables: str) -> Cost:
    """Runs a program to its end; what it prints is kept, its errors are shown where it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in DROPPED} | variables
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
            stdout=output if keep_output else subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if process.returncode:
            sys.stderr.write(f"{' '.join(command)}: exit code {process.returncode}\n{errors.read().decode()[-2000:]}\n")
        unit = 1 if sys.platform == "darwin" else 1024
        return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, process.returncode,
                    output.read().decode())
