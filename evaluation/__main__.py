"""python -m evaluation [--only TAG …] [--tuning] [--accept] [--near-copies]: scores, and writes docs/evaluation.md."""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from app.runner.training import TrainingFailed
from app.settings import ROOT
from bench import machine
from bench.children import MeasuringFailed
from evaluation import gate, report, test_set
from evaluation.measuring import Measuring
from evaluation.near_copies import NearCopies
from evaluation.report import Results

DOCUMENT = ROOT / "docs/evaluation.md"
WEAK = ROOT / "evaluation/weak.md"

Say = Callable[[str], None]


async def evaluate(options: argparse.Namespace, say: Say) -> int:
    """Measures, writes, judges; 1 where a language fell or training texts are copies."""
    began, bystanders = time.perf_counter(), machine.Bystanders()
    made = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "commit": machine.commit()}
    measuring = Measuring.begin(say)
    folder = test_set.TUNING if options.tuning else test_set.FOLDER
    results = Results.of(await measuring.heard(options.only or test_set.tags(folder), options.model, folder=folder))
    figures = gate.figures(results.scores)
    faults = list(gate.falls(figures, gate.accepted()))
    print("\n" + "\n".join(report.sections(results)))
    if options.tuning:
        return 0
    if not options.only:
        copies = await measuring.near_copies()
        faults += copies.faults
        others = [*measuring.identification(), copies.section(), WEAK.read_text("utf-8")]
        head = report.head(**made, seconds=time.perf_counter() - began, bystanders=bystanders.share())
        DOCUMENT.write_text(report.document(results, head=head, others=others), "utf-8")
        say(f"written to {DOCUMENT}")
    if options.accept:
        gate.accept(figures, made)
        say(f"accepted into {gate.ACCEPTED}")
        return 0
    return _judged(faults)


async def list_near_copies(say: Say) -> int:
    """Prints every pair of training texts that say the same, the nearest first; 1 where there are too many."""
    copies: NearCopies = await Measuring.begin(say).near_copies()
    for pair in copies.pairs:
        one, other = (f"{line.place} {line.text}" for line in (pair.one, pair.other))
        print(f"{pair.cosine:.3f} {pair.one.intent}: {one} | {other}")
    return _judged(copies.faults)


def _judged(faults: list[str]) -> int:
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=test_set.tags(), metavar="TAG", help="print these languages only")
    parser.add_argument("--accept", action="store_true", help="make the figures those to hold")
    parser.add_argument(
        "--tuning", action="store_true", help="print the set that thresholds are chosen by, and no more"
    )
    parser.add_argument("--near-copies", action="store_true", help="list training texts that say the same, and no more")
    parser.add_argument("--model", type=Path, help="ask this model, and train none")
    options = parser.parse_args()
    began = time.perf_counter()

    def say(text: str) -> None:
        print(f"[{time.perf_counter() - began:4.0f} s] {text}", flush=True)

    try:
        return asyncio.run(list_near_copies(say) if options.near_copies else evaluate(options, say))
    except (MeasuringFailed, TrainingFailed) as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit("stopped; nothing was written")


if __name__ == "__main__":
    sys.exit(main())
