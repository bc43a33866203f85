"""What a user would run instead: programs in Python, with their packages in a virtual environment of their own."""
import os
import subprocess
import sys
from dataclasses import dataclass

import measure

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclass
class Peer:
    name: str
    script: str
    arguments: list[str]
    packages: list[str]


class Peers:
    """The virtual environment in `folder`, made where it is missing."""

    def __init__(self, folder: str):
        self.python = os.path.join(folder, "bin", "python")
        self.installed: dict[str, bool] = {}
        if not os.path.exists(self.python):
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)

    def is_there(self, peer: Peer) -> bool:
        """Whether the peer's packages can be imported, after an attempt to install those that cannot."""
        return all([self._has(package) for package in peer.packages])

    def _has(self, package: str) -> bool:
        if package not in self.installed:
            self.installed[package] = self._imports(package) or (self._install(package) and self._imports(package))
        return self.installed[package]

    def _imports(self, package: str) -> bool:
        module = {"scikit-learn": "sklearn", "pillow": "PIL"}.get(package, package)
        return subprocess.run([self.python, "-c", f"import {module}"], capture_output=True).returncode == 0

    def _install(self, package: str) -> bool:
        print(f"  installing {package} for the peers", file=sys.stderr, flush=True)
        command = [self.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", package]
        return subprocess.run(command, capture_output=True).returncode == 0

    def run(self, peer: Peer) -> measure.Cost:
        return measure.run([self.python, os.path.join(HERE, "peers", peer.script), *peer.arguments])
