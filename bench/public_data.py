"""The public data beside us, drawn as its README says; from `SHIRUBE_BENCH_DATA`, no part of the project."""

from __future__ import annotations

import csv
import os
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from app.settings import ROOT
from bench.sample import SEED, Example

TRAINING_EXAMPLES = 10
TEST_SENTENCES = 200
OUT_OF_SCOPE = "oos"
Row = dict[str, str]


@dataclass(frozen=True)
class Protocol:
    """What is learned, what is asked, and what none of the intents fits."""

    name: str
    title: str
    training: tuple[Example, ...]
    test: tuple[Example, ...]
    strange: tuple[Example, ...] = ()


def data_folder() -> Path:
    """Where the public data lies: `SHIRUBE_BENCH_DATA`, else `../shared/bench`."""
    return ROOT / (os.environ.get("SHIRUBE_BENCH_DATA") or "../shared/bench")


def protocols(folder: Path) -> list[Protocol]:
    """Those whose file is there."""
    draws: dict[str, Callable[[list[Row]], Protocol]] = {"injongo": _injongo, "clinc150": _clinc, "sib200": _sib}
    files = ((folder / f"{name}.tsv", draw) for name, draw in draws.items())
    return [draw(_rows(path)) for path, draw in files if path.exists()]


def sentences(folder: Path) -> dict[str, list[str]]:
    """Sentences of 39 languages, to cut other texts from; none where the file is missing."""
    path = folder / "sib200.tsv"
    found: dict[str, list[str]] = {}
    for row in _rows(path) if path.exists() else ():
        found.setdefault(row["lang"], []).append(row["text"])
    return found


def _injongo(rows: list[Row]) -> Protocol:
    chance = random.Random(SEED)  # noqa: S311
    training: list[Example] = []
    test: list[Example] = []
    for language in sorted({row["lang"] for row in rows}):
        ours = [row for row in rows if row["lang"] == language]
        training += _few(ours, chance)
        test += chance.sample([_example(row) for row in ours if row["split"] == "test"], TEST_SENTENCES)
    title = "Injongo: 40 intents in six languages, 10 examples of each, 200 sentences a language asked"
    return Protocol("injongo", title, tuple(training), tuple(test))


def _clinc(rows: list[Row]) -> Protocol:
    known = [row for row in rows if row["intent"] != OUT_OF_SCOPE]
    return Protocol(
        "clinc150",
        "CLINC150: 150 intents in English, 10 examples of each, and sentences that fit none",
        tuple(_few(known, random.Random(SEED))),  # noqa: S311
        tuple(_example(row) for row in known if row["split"] == "test"),
        tuple(_example(row) for row in rows if row["split"] == "oos_test"),
    )


def _sib(rows: list[Row]) -> Protocol:
    by_split = {split: tuple(_example(row) for row in rows if row["split"] == split) for split in ("train", "test")}
    return Protocol(
        "sib200", "SIB-200: 7 subjects in 39 languages, 16 examples of each", by_split["train"], by_split["test"]
    )


def _few(rows: Iterable[Row], chance: random.Random) -> list[Example]:
    """Ten training examples of each intent."""
    by_intent: dict[str, list[Example]] = {}
    for row in rows:
        if row["split"] == "train":
            by_intent.setdefault(row["intent"], []).append(_example(row))
    return [one for _, examples in sorted(by_intent.items()) for one in chance.sample(examples, TRAINING_EXAMPLES)]


def _example(row: Row) -> Example:
    return Example(row["lang"], row["intent"], row["text"])


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
