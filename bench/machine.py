"""What the numbers were measured on."""

from __future__ import annotations

import os
import platform
import subprocess
import time
from pathlib import Path

from app.settings import ROOT
from bench.projects import rasa_python

WRITTEN_BY_MEASURING = (
    *("docs/benchmarks.md", "bench/last_full_run.json"),
    *("docs/evaluation.md", "evaluation/last.json"),
)
PACKAGES = "from importlib.metadata import version as v; print(v('rasa'), v('tensorflow'), v('onnxruntime'))"


def commit() -> str:
    """The short commit of the checkout, with + where files differ from it."""
    changed = _said("git", "status", "--porcelain", "--", ".", *(f":!{name}" for name in WRITTEN_BY_MEASURING))
    return _said("git", "rev-parse", "--short", "HEAD") + ("+" if changed else "")


def processor() -> str:
    """Model and number of cores."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    model = next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine()
    )
    return f"{len(os.sched_getaffinity(0))} cores {model}"


def memory() -> str:
    """How much there is."""
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 1e9:.0f} GB"


class Bystanders:
    """How much of the processors other programs use from now on."""

    def __init__(self) -> None:
        self._began, self._busy, self._own = time.monotonic(), _busy_seconds(), _own_seconds()

    def share(self) -> float:
        """Their share of all processors so far, in percent; asked when our children have ended."""
        others = (_busy_seconds() - self._busy) - (_own_seconds() - self._own)
        available = (time.monotonic() - self._began) * (os.cpu_count() or 1)
        return max(0.0, 100 * others / available)


def versions() -> dict[str, str]:
    """The versions that matter, by name."""
    rasa, tensorflow, onnxruntime = _said(rasa_python(), "-c", PACKAGES).split()
    return {
        "Rasa": rasa,
        "TensorFlow": tensorflow,
        "ONNX Runtime": onnxruntime,
        "Python": platform.python_version(),
        "Linux": platform.release(),
    }


def _busy_seconds() -> float:
    user, nice, system, _idle, _waiting, *interrupts = Path("/proc/stat").read_text().split(maxsplit=9)[1:9]
    return sum(map(int, [user, nice, system, *interrupts])) / os.sysconf("SC_CLK_TCK")


def _own_seconds() -> float:
    return sum(os.times()[:4])


def _said(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True).stdout.strip()
