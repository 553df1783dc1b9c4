"""Training texts that say the same in two languages: a list that was translated teaches less than it seems to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from app.knowledge.checking.training_lines import TrainingLine
from bench.numbers import table
from evaluation.rasa_room import RasaRoom

ABOVE = 0.93
"""Cosine from which two sentences of one topic say the same; of pairs a little below, most share an official word."""
MOST_OF_ALL, MOST_OF_A_TOPIC = 5, 25
"""Percent of the compared texts that may have a near-copy: chance makes a few of them, a translated list most."""
LEAST_WORDS, LEAST_LETTERS = 4, 12
SHOWN = 8
SECTION = f"""## Training texts that say the same in two languages

{{texts}} of {{compared}} training sentences ({{percent:.1f}} %; at most {MOST_OF_ALL} % of all and
{MOST_OF_A_TOPIC} % of a topic) have one of their topic in another language at a cosine over {ABOVE}; `python -m
evaluation --near-copies` lists them. Keywords and short calls (fewer than {LEAST_WORDS} words, or {LEAST_LETTERS}
letters in scripts without spaces) are not compared. Most of them in:

{{table}}
"""
# Thai, Burmese, Khmer, kana and kanji: no spaces between words.
_UNSPACED = re.compile("[\u0e00-\u0e7f\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class NearCopy:
    """A text, one of the same topic in another language, and how near they are."""

    one: TrainingLine
    other: TrainingLine
    cosine: float


@dataclass(frozen=True)
class NearCopies:
    """All pairs, the nearest first, among so many compared texts a topic."""

    pairs: Sequence[NearCopy]
    compared: Counter[str]

    @property
    def texts(self) -> Counter[str]:
        """How many texts of each topic have a near-copy."""
        return Counter(line.intent for line in {line for pair in self.pairs for line in (pair.one, pair.other)})

    @property
    def percent(self) -> float:
        return 100 * self.texts.total() / max(1, self.compared.total())

    def percent_of(self, intent: str) -> float:
        return 100 * self.texts[intent] / max(1, self.compared[intent])

    @property
    def faults(self) -> list[str]:
        """What is too much, a sentence each."""
        found = []
        if self.percent > MOST_OF_ALL:
            found.append(f"{self.percent:.1f} % of training texts have a near-copy in another language")
        for intent in self.compared:
            if self.percent_of(intent) > MOST_OF_A_TOPIC:
                found.append(f"{self.percent_of(intent):.0f} % of {intent} have a near-copy in another language")
        return found

    def section(self) -> str:
        """For docs/evaluation.md."""
        worst = sorted(self.texts, key=self.percent_of, reverse=True)[:SHOWN]
        rows = [[intent, f"{self.percent_of(intent):.0f} %", str(self.compared[intent])] for intent in worst]
        return SECTION.format(
            texts=self.texts.total(),
            compared=self.compared.total(),
            percent=self.percent,
            table=table(["topic", "near-copies", "compared"], rows),
        )


async def near_copies(training: Iterable[TrainingLine], room: RasaRoom, above: float = ABOVE) -> NearCopies:
    """Every pair of sentences of topics; what `update-content` writes is translated by its nature."""
    lines = [line for line in training if "/" in line.intent and not line.is_derived and is_sentence(line.text)]
    given = {"training": [{**asdict(line), "path": ""} for line in lines], "above": above}
    found = await room.answer("near_copies", given)
    pairs = [NearCopy(lines[pair["rows"][0]], lines[pair["rows"][1]], pair["cosine"]) for pair in found]
    return NearCopies(pairs, Counter(line.intent for line in lines))


def is_sentence(text: str) -> bool:
    """Whether it says more than a keyword, which every language has to have."""
    if _UNSPACED.search(text):
        return sum(map(str.isalpha, text)) >= LEAST_LETTERS
    return len(text.split()) >= LEAST_WORDS
