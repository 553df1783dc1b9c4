"""The Injongo protocol of the public data beside us: 40 intents, six languages together, ten examples of each."""

from __future__ import annotations

import csv
import json
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.runner.state import emptied
from app.settings import ROOT
from bench import projects
from bench.children import run
from bench.commands import DefaultSide, OurSide, script
from bench.machine import commit
from bench.numbers import accuracy
from bench.projects import DEFAULT, OURS
from bench.sample import SEED, Example
from bench.sample_part import MOST_TRAINING_SECONDS
from bench.understanding import Understanding, understood

TRAINING_EXAMPLES = 10
TEST_SENTENCES = 200
MOST_FITTING_SECONDS = 5 * 60
LAST_FULL_RUN = ROOT / "bench/last_full_run.json"
"""What the default pipeline reached when it was last measured; it takes too long for every run."""


def data_folder() -> Path:
    """Where the public data lies: `SHIRUBE_BENCH_DATA`, else `../shared/bench`."""
    return ROOT / (os.environ.get("SHIRUBE_BENCH_DATA") or "../shared/bench")


def draw(path: Path, *, seed: int = SEED) -> tuple[list[Example], list[Example]]:
    """Ten training examples an intent and language, and 200 test sentences a language."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    chance = random.Random(seed)  # noqa: S311
    training: list[Example] = []
    test: list[Example] = []
    for language in sorted({row["lang"] for row in rows}):
        learned: dict[str, list[Example]] = {}
        asked: list[Example] = []
        for row in rows:
            example = Example(language, row["intent"], row["text"])
            if row["lang"] == language and row["split"] == "train":
                learned.setdefault(example.intent, []).append(example)
            elif row["lang"] == language and row["split"] == "test":
                asked.append(example)
        for _, examples in sorted(learned.items()):
            training += chance.sample(examples, TRAINING_EXAMPLES)
        test += chance.sample(asked, TEST_SENTENCES)
    return training, test


async def measure(folder: Path, say: Callable[[str], None], *, full: bool) -> dict[str, Any] | None:
    """Accuracy and training seconds of our classifier and of the default pipeline; None without the data."""
    path = data_folder() / "injongo.tsv"
    if not path.exists():
        say(f"injongo: skipped, there is no {path} (SHIRUBE_BENCH_DATA names the folder)")
        return None
    emptied(folder)
    training, test = draw(path)
    say(f"injongo: ours, {len(training)} examples")
    found = {"training": len(training), "test": len(test), OURS: await _ours(folder, training, test)}
    if full:
        say("injongo: default pipeline (about 14 minutes)")
        measured = {"commit": commit(), "date": f"{datetime.now(UTC):%Y-%m-%d}"}
        last = measured | await _default(folder / DEFAULT, training, test)
        LAST_FULL_RUN.write_text(json.dumps(last, indent=1) + "\n", "utf-8")
    if LAST_FULL_RUN.exists():
        found[DEFAULT] = json.loads(LAST_FULL_RUN.read_text("utf-8"))
    return found


async def _ours(folder: Path, training: Sequence[Example], test: Sequence[Example]) -> dict[str, Any]:
    given, results = folder / "given.json", folder / "found.json"
    texts = {"training": [asdict(one) for one in training], "test": [asdict(one) for one in test]}
    given.write_text(json.dumps(texts), "utf-8")
    env = OurSide(folder / OURS).rasa_env()
    await run(script("fit", [str(given), str(results)], env, folder / "fit.log"), most_seconds=MOST_FITTING_SECONDS)
    found: dict[str, Any] = json.loads(results.read_text("utf-8"))
    return {"accuracy": accuracy(test, found.pop("labels")), **found}


async def _default(folder: Path, training: Sequence[Example], test: Sequence[Example]) -> dict[str, Any]:
    side = DefaultSide(folder)
    project = projects.write_default_nlu(folder / "project", training)
    command = side.train(project, ("nlu",))
    seconds = await run(command, most_seconds=MOST_TRAINING_SECONDS)
    (results,) = await understood(Understanding(project / "models/bench.tar.gz", test, command.env, folder))
    return {"training_seconds": seconds, "accuracy": accuracy(test, [one["label"] for one in results])}
