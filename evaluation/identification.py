"""How well languages are identified: SIB-200 and TICO-19, whole sentences and pieces, beside pycld2.

`python -m evaluation.identification` prints the section.
"""

from __future__ import annotations

import csv
import os
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import languages
from languages.writing import letters_of, scripts_of

DATA = Path(os.environ.get("SHIRUBE_BENCH_DATA", Path(__file__).parents[1] / "../shared/bench"))
# Names of the data sets → ours; text tells neither Dari from Persian nor one kind of Chinese from the other.
SAME = {"tl": "fil", "prs": "fa", "zh-Hant": "zh-Hans"}
# Characters that make a piece of "three words" and of one, where no spaces are written.
CHARACTERS = {"ja": (8, 3), "zh-Hans": (7, 2), "th": (14, 5), "lo": (14, 5), "km": (16, 6), "my": (16, 6)}
PIECES = {"sentence": 0, "3 words": 3, "1 word": 1}
CALLS = 300
_ALONE = {
    "Kana": "ja",
    "Hang": "ko",
    "Thai": "th",
    "Khmr": "km",
    "Mymr": "my",
    "Sinh": "si",
    "Taml": "ta",
    "Beng": "bn",
}
_PYCLD2 = {"zh": "zh-Hans", "zh-Hant": "zh-Hans", "tl": "fil", "iw": "he"}

Row = tuple[str, str]
Guess = Callable[[str], "tuple[str | None, bool, bool]"]
"""Of a text: the language or None; whether a reply may follow it; whether it is none of ours."""


@dataclass
class Score:
    """Shares of the texts of one language, 0–1."""

    right: float
    unsure: float
    wrong_but_sure: float
    none_of_ours: float


def measure(data: Path = DATA) -> dict[str, Any]:
    """Scores by data set, kind of piece, tool and language; microseconds a call by tool; nothing without the data."""
    if not (data / "sib200.tsv").exists():
        return {}
    tools = {"ours": _ours, "pycld2": _pycld2()}
    sets = {
        "SIB-200": _rows(data / "sib200.tsv", "test"),
        "TICO-19": _rows(data / "tico19.tsv", "cmu"),
    }
    scores: dict[str, Any] = {}
    for name, rows in sets.items():
        for piece, words in PIECES.items():
            pieces = list(_pieces(rows, words))
            scores[f"{name}, {piece}"] = {
                tool: {tag: asdict(score) for tag, score in _scores(pieces, guess).items()}
                for tool, guess in tools.items()
            }
    sentences = [text for _, text in sets["TICO-19"]][:: max(1, len(sets["TICO-19"]) // CALLS)]
    return {"scores": scores, "microseconds": {tool: _microseconds(guess, sentences) for tool, guess in tools.items()}}


def section(found: dict[str, Any]) -> str:
    """`measure`'s findings for docs/evaluation.md."""
    if not found:
        return "## Language identification\n\nNot measured: the public data is not here (`SHIRUBE_BENCH_DATA`).\n"
    lines = [
        "## Language identification",
        "",
        "`languages.identify` beside pycld2, which is asked only among languages of ours and told what a script says",
        "alone. Accuracy in %, mean over our languages; Dari counts as Persian, both kinds of Chinese as one.",
        "*Unsure*: no reply would follow it. *Wrong but sure*: a reply would come in a wrong language. Nothing was",
        "learned from these texts; a few settings (how long n-grams are, how rare unseen ones) were chosen by them.",
        "",
        "| texts | ours | pycld2 | unsure | wrong but sure | pycld2 wrong but sure | taken for none of ours |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, tools in found["scores"].items():
        ours, other = ({tag: one for tag, one in tools[tool].items() if tag in languages.TAGS} for tool in tools)
        cells = [
            _mean(ours, "right"), _mean(other, "right"), _mean(ours, "unsure"), _mean(ours, "wrong_but_sure"),
            _mean(other, "wrong_but_sure"), _mean(ours, "none_of_ours"),
        ]  # fmt: skip
        lines.append(f"| {name} | " + " | ".join(f"{100 * cell:.1f}" for cell in cells) + " |")
    first, *_ = found["scores"].values()
    foreign = sorted(tag for tag in first["ours"] if tag not in languages.TAGS)
    kinds = list(found["scores"])
    lines += [
        "",
        f"Languages that are none of ours ({', '.join(foreign)}), mean %: recognised as such / surely taken for ours.",
        "",
        "| " + " | ".join(kinds) + " |",
        "|" + "---|" * len(kinds),
        "| " + " | ".join(_foreign(found["scores"][kind]["ours"], foreign) for kind in kinds) + " |",
        "",
        "Accuracy by language, ours / pycld2:",
        "",
        "| | " + " | ".join(kinds) + " |",
        "|---|" + "---|" * len(kinds),
    ]
    for tag in sorted(first["ours"]):
        if tag in languages.TAGS:
            lines.append(f"| {tag} | " + " | ".join(_both(found["scores"][kind], tag) for kind in kinds) + " |")
    times = ", ".join(f"{tool} {micro:.0f} µs" for tool, micro in found["microseconds"].items())
    return "\n".join([*lines, "", f"Median time a call on chat sentences: {times}.", ""])


def _ours(text: str) -> tuple[str | None, bool, bool]:
    found = languages.identify(text)
    return found.language, found.is_sure, found.none_of_ours


def _pycld2() -> Guess:
    import pycld2

    def guess(text: str) -> tuple[str | None, bool, bool]:
        counts = scripts_of(letters_of(text))
        alone = _ALONE.get(counts.most_common(1)[0][0]) if counts else None
        if alone or counts.get("Kana"):
            return alone or "ja", True, False
        try:
            reliable, _, best = pycld2.detect(text, bestEffort=True)
        except pycld2.error:
            return None, False, False
        codes = [_PYCLD2.get(code, code) for _, code, _, _ in best if code != "un"]
        known = [code for code in codes if code in languages.TAGS]
        return (known or [None])[0], reliable and bool(known), bool(codes) and not known

    return guess


def _rows(path: Path, split: str) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(SAME.get(row["lang"], row["lang"]), row["text"]) for row in rows if row["split"] == split]


def _pieces(rows: Iterable[Row], words: int) -> Iterator[Row]:
    """One piece of each text, by chance but always the same; the whole text for 0 words."""
    chance = random.Random(0)  # noqa: S311
    for tag, text in rows:
        if not words:
            yield tag, text
            continue
        parts = list(text.replace(" ", "")) if tag in CHARACTERS else text.split()
        size = CHARACTERS[tag][0 if words > 1 else 1] if tag in CHARACTERS else words
        start = chance.randrange(max(1, len(parts) - size + 1))
        yield tag, ("" if tag in CHARACTERS else " ").join(parts[start : start + size])


def _scores(rows: Iterable[Row], guess: Guess) -> dict[str, Score]:
    by_tag: dict[str, list[tuple[str | None, bool, bool]]] = defaultdict(list)
    for tag, text in rows:
        by_tag[tag].append(guess(text))
    return {
        tag: Score(
            right=statistics.fmean(language == tag for language, _, _ in guesses),
            unsure=statistics.fmean(not (sure or none) for _, sure, none in guesses),
            wrong_but_sure=statistics.fmean(sure and language != tag for language, sure, _ in guesses),
            none_of_ours=statistics.fmean(none for _, _, none in guesses),
        )
        for tag, guesses in sorted(by_tag.items())
    }


def _microseconds(guess: Guess, texts: Iterable[str]) -> float:
    times = []
    for text in texts:
        started = time.perf_counter()
        guess(text)
        times.append(time.perf_counter() - started)
    return 1e6 * statistics.median(times)


def _mean(scores: dict[str, dict[str, float]], what: str) -> float:
    return statistics.fmean(one[what] for one in scores.values())


def _foreign(scores: dict[str, dict[str, float]], foreign: list[str]) -> str:
    there = {tag: scores[tag] for tag in foreign if tag in scores}
    return f"{100 * _mean(there, 'none_of_ours'):.0f} / {100 * _mean(there, 'wrong_but_sure'):.1f}" if there else "–"


def _both(tools: dict[str, dict[str, dict[str, float]]], tag: str) -> str:
    return " / ".join(f"{100 * tools[tool][tag]['right']:.0f}" if tag in tools[tool] else "–" for tool in tools)


if __name__ == "__main__":
    print(section(measure()))
