"""How many cores a peer has, and how XLA uses them best."""
import os


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def prepare_xla(devices: int = 1):
    """Sets XLA's flags, before JAX is imported: the widest vectors (without this, half of what AVX-512 has), all cores
    for one operation, or a device for each core."""
    flags = ["--xla_cpu_prefer_vector_width=512", f"--xla_force_host_platform_device_count={devices}"]
    os.environ["XLA_FLAGS"] = " ".join(flags)
