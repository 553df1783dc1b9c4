"""Training at the size of 33 languages: from nothing, then with every vector known, then what Rasa holds in memory."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.runner.state import emptied
from app.settings import ROOT
from bench import last_full_run, projects
from bench.children import run, serving
from bench.commands import OurSide
from bench.public_data import data_folder, sentences
from bench.sample import SEED, Example, draw

PART = "size"
LANGUAGES, EXAMPLES = 33, 12
WORDS, LETTERS = 7, 24
MOST_TRAINING_SECONDS = 40 * 60


async def measure(folder: Path, say: Callable[[str], None], *, full: bool) -> dict[str, Any] | None:
    """Seconds and megabytes, the last ones unless `full`; None without the data the examples are cut from."""
    if not full:
        return last_full_run.read().get(PART)
    texts = sentences(data_folder())
    if not texts:
        say(f"size: skipped, there is nothing in {data_folder()} (SHIRUBE_BENCH_DATA names the folder)")
        return None
    emptied(folder)
    examples = list(synthesised(texts, draw(ROOT / "data/nlu").intents))
    ours = OurSide(folder / projects.OURS)
    project = projects.write_ours(folder / "project", examples)
    say(f"size: training on {len(examples)} examples from nothing")
    found: dict[str, Any] = last_full_run.stamp() | {"examples": len(examples)}
    found["cold_seconds"] = await run(ours.train(project), most_seconds=MOST_TRAINING_SECONDS)
    shutil.rmtree(project / ".rasa", ignore_errors=True)  # Rasa's own cache would train nothing
    say("size: the same with every vector known")
    found["warm_seconds"] = await run(ours.train(project), most_seconds=MOST_TRAINING_SECONDS)
    model = project / "models/bench.tar.gz"
    found["model_megabytes"] = model.stat().st_size / 1e6
    async with serving(ours.rasa(model), ours.rasa_port, "/") as rasa:
        found["loaded_megabytes"] = rasa.megabytes()
    last_full_run.keep({PART: found})
    return found


def synthesised(texts: dict[str, list[str]], intents: tuple[str, ...]) -> Iterator[Example]:
    """Pieces of sentences as examples; those of one intent and language begin alike, as a topic's words recur."""
    chance = random.Random(SEED)  # noqa: S311
    for language in sorted(texts)[:LANGUAGES]:
        for intent in intents:
            theme = _piece(chance.choice(texts[language]), chance, 2, 6)
            for _ in range(EXAMPLES):
                text = f"{theme} {_piece(chance.choice(texts[language]), chance, WORDS, LETTERS)}"
                yield Example(language, intent, text.replace("[", "(").replace("{", "("))


def _piece(sentence: str, chance: random.Random, words: int, letters: int) -> str:
    parts = sentence.split()
    if len(parts) > words:
        start = chance.randrange(len(parts) - words)
        return " ".join(parts[start : start + words])
    start = chance.randrange(max(1, len(sentence) - letters))
    return sentence[start : start + letters]
