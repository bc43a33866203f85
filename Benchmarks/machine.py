"""The machine, by its CPU model and number of cores alone."""
import os
import platform
import subprocess
import time


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cpu_model() -> str:
    if platform.system() == "Darwin":
        command = ["sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        fields = dict(line.split(":", 1) for line in file if ":" in line)
    named = {name.strip(): value.strip() for name, value in fields.items()}
    return named.get("model name", platform.machine())


def is_busy() -> bool:
    """Whether something else takes more than a fifth of a core; unknown (no) where there is no /proc."""
    def busy_and_total() -> tuple[int, int]:
        with open("/proc/stat", encoding="utf-8") as file:
            ticks = [int(number) for number in file.readline().split()[1:9]]
        return sum(ticks) - ticks[3] - ticks[4], sum(ticks)

    if not os.path.exists("/proc/stat"):
        return False
    before = busy_and_total()
    time.sleep(1)
    after = busy_and_total()
    return (after[0] - before[0]) / max(after[1] - before[1], 1) * cores() > 0.2
