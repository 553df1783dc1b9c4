"""The runner's own lines on standard output."""

from __future__ import annotations

import contextlib
import sys
from typing import TextIO

SECONDS_BETWEEN_LINES = 15


class Console:
    """Says one thing a line; a progress line rewrites itself on a terminal and is repeated now and then elsewhere."""

    def __init__(self, output: TextIO | None = None) -> None:
        self._output = output or sys.stdout
        self._open = False

    def say(self, text: str) -> None:
        """Print one line."""
        self._write(("\n" if self._open else "") + f"{text}\n")
        self._open = False

    def progress(self, text: str, seconds: int) -> None:
        """Show how long `text` has been going on; called once a second."""
        if self._output.isatty():
            self._write(f"\r{text}, {seconds} s ")
            self._open = True
        elif seconds % SECONDS_BETWEEN_LINES == 0:
            self.say(f"{text}, {seconds} s")

    def _write(self, text: str) -> None:
        with contextlib.suppress(OSError):  # a closed terminal must not end the service
            self._output.write(text)
            self._output.flush()
