"""A runner as a process of its own, watched from outside."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parents[2]
LONGEST_WAIT_SECONDS = 15


class RunningShirube:
    """One started runner on the fake servers of `runner_on_fakes.py`."""

    def __init__(self, root: Path, port: int, internal_port: int, rasa_port: int) -> None:
        self.root, self.port, self.rasa_port = root, port, rasa_port
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, HERE / "runner_on_fakes.py", root, str(port), str(internal_port), str(rasa_port)],
            cwd=PROJECT,
            env=os.environ | {"PYTHONPATH": str(PROJECT)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def wait_until_said(self, text: str, times: int = 1) -> None:
        """Return once `text` was in so many lines."""
        wait_for(lambda: sum(text in line for line in self.lines) >= times)

    def pid_of(self, name: str) -> int:
        """The process id of the gateway or of Rasa."""
        return int((self.root / "var" / f"{name}.pid").read_text())

    def ask(self, path: str) -> None:
        """GET `path` from both servers."""
        for port in (self.port, self.rasa_port):
            urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5).close()

    def end_with(self, number: signal.Signals) -> int:
        """Signal the runner, wait until it is gone, and return its exit code."""
        self.process.send_signal(number)
        code = self.process.wait(LONGEST_WAIT_SECONDS)
        self._reader.join(LONGEST_WAIT_SECONDS)
        return code

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))


def wait_for(condition: Callable[[], bool]) -> None:
    """Return once `condition` holds; fail the test if that takes too long."""
    end = time.monotonic() + LONGEST_WAIT_SECONDS
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.02)


def is_alive(process_id: int) -> bool:
    """Whether the process exists and is not just waiting to be reaped."""
    try:
        return ") Z " not in Path(f"/proc/{process_id}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
