"""From texts to weights: how often each class has an n-gram, and how much that speaks for it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping

import languages
from languages.ngram_table import LATIN, LONGEST_NGRAM, MOST_WEIGHT
from languages.writing import letters_of, scripts_of
from tools.languages.sources import own_characters

UNSEEN = 2.5e-5
"""The share that an n-gram is taken to have in a class that never showed it, if its texts are like the Declaration…"""
USUAL_LETTERS = 10_000
RICHER_KNOWS = 0.7
"""…and with which power of its letters that falls: who has shown more has more likely shown all it has."""
STEP = 0.15
"""What a weight of 1 stands for, in natural logarithms."""
ORDER_WEIGHTS = (0.4, 0.7, 1.0, 1.0)
HAN_ORDER_WEIGHTS = (0.6, 0.4, 0.3, 0.2)
"""One Chinese character says as much as several letters."""
TIMES_OF_CUE_WORDS = 5
"""How often a cue word counts: once would drown in the Declaration's ten thousand letters."""
LEAST_LETTERS = 1_500
"""So that a few sentences do not look like a whole language."""
SHARE_OF_NEIGHBOURS = 0.2
"""How much an n-gram that tells neighbours apart is worth beside one that tells ours."""
MOST_NGRAMS = {"Latn": 48_000, "Arab": 14_000, "Cyrl": 14_000}
MOST_NGRAMS_ELSEWHERE = 8_000
_HAN_RUN = re.compile("[\u2e80-\u2fdf\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_WORDS_AT_ONCE = 20

Counts = tuple["Counter[str]", ...]


def in_script(text: str, script: str) -> str:
    """The words of `text` that are in one script, as a message's letters look."""
    parts = text.split(" ")
    # A message is cut where it says nothing new any more; what we learn from is not.
    cut = (" ".join(parts[start : start + _WORDS_AT_ONCE]) for start in range(0, len(parts), _WORDS_AT_ONCE))
    words = " ".join(map(letters_of, cut)).split()
    if script == "Hani":
        words = _HAN_RUN.findall(" ".join(words))
    else:
        words = [word for word in words if scripts_of(word).most_common(1)[0][0] == script]
    return f" {' '.join(words)} " if words else ""


def count(texts: Iterable[str], cue_words: Iterable[str]) -> Counts:
    """How often which n-gram stands in texts of one script, by its length."""
    counts = tuple(Counter[str]() for _ in range(LONGEST_NGRAM))
    for letters, times in [*((text, 1) for text in texts), *((word, TIMES_OF_CUE_WORDS) for word in cue_words)]:
        for n, counter in enumerate(counts, 1):
            for start in range(len(letters) - n + 1):
                counter[letters[start : start + n]] += times
    for counter in counts:
        counter.pop(" ", None)
    return counts


def weigh(counts: Mapping[str, Counts], script: str) -> dict[str, bytes]:
    """A weight for each class (in alphabetical order) of the n-grams that tell most."""
    classes = sorted(counts)
    unseen = [_unseen(counts[name]) for name in classes]
    least = min(unseen)
    told: dict[str, float] = {}
    logs: dict[str, list[float]] = {}
    for n, order_weight in enumerate(HAN_ORDER_WEIGHTS if script == "Hani" else ORDER_WEIGHTS):
        seen: dict[str, dict[int, float]] = {}
        often: set[str] = set()
        for place, name in enumerate(classes):
            total = max(LEAST_LETTERS, counts[name][n].total())
            for ngram, times in counts[name][n].items():
                seen.setdefault(ngram, {})[place] = times / total
                if times > 1:
                    often.add(ngram)
        for ngram in often:
            shares = seen[ngram]
            logs[ngram] = [
                math.log((shares.get(place, 0) + floor) / least) * order_weight for place, floor in enumerate(unseen)
            ]
            mean = sum(logs[ngram]) / len(classes)
            told[ngram] = order_weight * sum(
                share * abs(logs[ngram][place] - mean) * (1 if _is_ours(classes[place]) else SHARE_OF_NEIGHBOURS)
                for place, share in shares.items()
            )
    kept = sorted(told, key=lambda ngram: (-told[ngram], ngram))[: MOST_NGRAMS.get(script, MOST_NGRAMS_ELSEWHERE)]
    chosen = {ngram: logs[ngram] for ngram in kept}
    if script == "Hani":
        for name, character, log in own_characters():
            chosen[character] = [log if other == name else 0.0 for other in classes]
    return {ngram: bytes(min(MOST_WEIGHT, round(log / STEP)) for log in found) for ngram, found in chosen.items()}


def _is_ours(name: str) -> bool:
    return name.removesuffix(LATIN) in languages.TAGS


def _unseen(counts: Counts) -> float:
    letters = max(USUAL_LETTERS, counts[0].total())
    return UNSEEN * math.pow(USUAL_LETTERS / letters, RICHER_KNOWS)
