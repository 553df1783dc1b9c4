"""What takes too long for every run: figures of the last `make bench` with `--full`, with their date and commit."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from app.settings import ROOT
from bench.machine import commit, processor

FILE = ROOT / "bench/last_full_run.json"


def read() -> dict[str, Any]:
    """The figures by part; none before the first full run."""
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    return found


def keep(figures: dict[str, Any]) -> None:
    """Replaces the figures of these parts."""
    FILE.write_text(json.dumps(read() | figures, indent=1) + "\n", "utf-8")


def stamp() -> dict[str, str]:
    """When and of what something was measured, and on which processor."""
    return {"date": f"{datetime.now(UTC):%Y-%m-%d}", "commit": commit(), "processor": processor()}
