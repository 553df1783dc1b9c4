"""python -m bench [--full] [--only sample|product|size|public|widget]: measures, prints, writes docs/benchmarks.md."""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import functools
import json
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from app.runner.state import private_folder
from app.settings import ROOT
from bench import machine, product_part, public_part, report, sample_part, size_part, widget_part
from bench.children import MeasuringFailed

FOLDER = ROOT / "var/bench"
DOCUMENT = ROOT / "docs/benchmarks.md"
MOST_SECONDS, MOST_SECONDS_FULL = 40 * 60, 70 * 60

Say = Callable[[str], None]


async def measure(parts: list[str], say: Say, *, full: bool) -> dict[str, Any]:
    """The numbers of each part, and what they were measured on."""
    measures: dict[str, Callable[[], Awaitable[Any]]] = {
        "product": functools.partial(product_part.measure, FOLDER / "product", say),
        "sample": functools.partial(sample_part.measure, FOLDER / "sample", say),
        "size": functools.partial(size_part.measure, FOLDER / "size", say, full=full),
        "public": functools.partial(public_part.measure, FOLDER / "public", say, full=full),
        "widget": functools.partial(widget_part.measure, FOLDER / "widget", say),
    }
    began = time.perf_counter()
    results: dict[str, Any] = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "commit": machine.commit(), "bystanders": {}}
    for part in parts:
        bystanders = machine.Bystanders()
        results[part] = await measures[part]()
        results["bystanders"][part] = bystanders.share()
    return results | {"seconds": time.perf_counter() - began}


async def until_told_to_stop(work: Awaitable[dict[str, Any]], most_seconds: float) -> dict[str, Any]:
    """The work's result; Ctrl-C and SIGTERM cancel it, so that every child is stopped."""
    task = asyncio.ensure_future(work)
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    async with asyncio.timeout(most_seconds):
        return await task


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--full", action="store_true", help="also what takes an hour: the size of 33 languages, Rasa's own pipelines"
    )
    parser.add_argument(
        "--only", choices=["sample", "product", "size", "public", "widget"], help="measure one part and print it"
    )
    options = parser.parse_args()
    parts = [options.only] if options.only else ["widget", "product", "sample", "size", "public"]
    began = time.perf_counter()

    def say(text: str) -> None:
        print(f"[{time.perf_counter() - began:5.0f} s] {text}", flush=True)

    private_folder(FOLDER.parent)
    lock = (private_folder(FOLDER) / ".lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # the kernel opens it when we end
    except BlockingIOError:
        sys.exit("another `python -m bench` is measuring; two at once would measure each other")
    most = MOST_SECONDS_FULL if options.full else MOST_SECONDS
    try:
        results = asyncio.run(until_told_to_stop(measure(parts, say, full=options.full), most))
    except MeasuringFailed as failure:
        sys.exit(str(failure))
    except asyncio.CancelledError:
        sys.exit("stopped; nothing was written")
    except TimeoutError:
        sys.exit(f"took longer than {most // 60} minutes; nothing was written")
    (FOLDER / f"results{'-' + options.only if options.only else ''}.json").write_text(json.dumps(results, indent=1))
    if options.only:
        print("\n" + "\n".join(report.sections(results)))
        if options.only == "widget":  # carries its own date, and needs nothing of the rest
            DOCUMENT.write_text(report.with_widget(DOCUMENT.read_text("utf-8"), results["widget"]), "utf-8")
    else:
        DOCUMENT.write_text(report.document(results), "utf-8")
        print(DOCUMENT.read_text("utf-8"))
        say(f"written to {DOCUMENT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
