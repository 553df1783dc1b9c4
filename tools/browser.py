"""Where Debian's Chromium lies, for tests, measurements and screenshots."""

from __future__ import annotations

import shutil

# The shell is the same browser without its windows, three times as fast.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """The path of the first one there is; raises FileNotFoundError where there is none."""
    for name in BROWSERS:
        if path := shutil.which(name):
            return path
    raise FileNotFoundError("no chromium on PATH: run tools/setup.sh browser")
