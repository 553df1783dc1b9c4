"""A fixed sample of our own examples: five to learn from and five to be asked, for every topic and language."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

LANGUAGES = ("en", "ar", "ja", "my")
EXAMPLES = 5
SEED = 0
TOPIC_INTENTS = ("faq/", "danger/")


@dataclass(frozen=True)
class Example:
    """A text, the language it is in, and the intent a person gave it."""

    language: str
    intent: str
    text: str


@dataclass(frozen=True)
class Sample:
    """What both sides learn, and what both are asked; no text stands in both."""

    training: tuple[Example, ...]
    test: tuple[Example, ...]

    @property
    def intents(self) -> tuple[str, ...]:
        return tuple(sorted({example.intent for example in self.training}))


def draw(nlu: Path, languages: Sequence[str] = LANGUAGES, *, examples: int = EXAMPLES, seed: int = SEED) -> Sample:
    """The sample of the training data in `nlu`; every intent is shuffled by itself, so new ones leave the others alone.

    A text that another language teaches ("hello work") is not asked.
    Raises ValueError where an intent has too few examples in one of the languages.
    """
    training: list[Example] = []
    test: list[Example] = []
    for language in languages:
        by_intent: dict[str, list[Example]] = {}
        for example in _unique(read(nlu / language, language)):
            by_intent.setdefault(example.intent, []).append(example)
        for intent, found in sorted(by_intent.items()):
            if not intent.startswith(TOPIC_INTENTS):
                continue
            if len(found) < 2 * examples:
                raise ValueError(f"{intent} has {len(found)} different examples in {language}, not {2 * examples}")
            random.Random(f"{seed} {language} {intent}").shuffle(found)  # noqa: S311
            training += found[:examples]
            test += found[examples : 2 * examples]
    learned = {example.text for example in training}
    return Sample(tuple(training), tuple(example for example in test if example.text not in learned))


def mixed(examples: Iterable[Example], seed: int = SEED) -> list[Example]:
    """The examples in a fixed mixed order, each text once."""
    once = list(_unique(iter(examples)))
    random.Random(seed).shuffle(once)  # noqa: S311
    return once


def read(folder: Path, language: str) -> Iterator[Example]:
    """Every example of a language's training files, file by file."""
    for path in sorted(folder.glob("*.yml")):
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in block.get("examples", "").splitlines():
                if line.startswith("- "):
                    yield Example(language, block["intent"], line[2:].strip())


def _unique(examples: Iterator[Example]) -> Iterator[Example]:
    """The examples without those whose text came before."""
    seen: set[str] = set()
    for example in examples:
        if example.text not in seen:
            seen.add(example.text)
            yield example
