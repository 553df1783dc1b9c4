"""How far the weights can be believed: measured on texts that a table did not learn from."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence

from languages.ngram_table import NgramTable, columns_of, how_much_rarer, rows_of
from tools.languages.weighing import count, weigh

PIECES = (1, 2, 3, 5, 8, 12)
"""Words of a piece; runs of characters where a text has few spaces come out longer."""
PIECES_OF_EACH = 25
SHARPNESS = tuple(0.01 * 1.4**i for i in range(14))
FADING = (0.0, 0.2, 0.4, 0.6)
Texts = Mapping[str, "tuple[list[str], list[str]]"]


def calibrate(texts: Texts, tested: set[str], script: str) -> tuple[float, float]:
    """The sharpness and fading with which the table's odds fit held-out pieces of the `tested` classes best."""
    counts = {name: count(written[::2], cue_words) for name, (written, cue_words) in texts.items()}
    weights, classes = weigh(counts, script), sorted(counts)
    ngrams = list(weights)
    rarer = tuple(map(how_much_rarer, classes))
    table = NgramTable(tuple(classes), rarer, rows_of(ngrams, columns_of(ngrams, weights)), 1.0, 0.0)
    samples = [
        (len(piece), classes.index(name), list(table.weights(piece)))
        for name in sorted(tested)
        for piece in _pieces(texts[name][0][1::2])
    ]
    fits = {
        (sharpness, fading): sum(
            _surprise(found, rarer, place, sharpness * letters**-fading) for letters, place, found in samples
        )
        for sharpness in SHARPNESS
        for fading in FADING
    }
    return min(fits, key=lambda pair: (fits[pair], pair))


def _pieces(texts: list[str]) -> Iterator[str]:
    chance = random.Random(0)  # noqa: S311
    long_enough = [words for text in texts if len(words := text.split()) >= 2]
    for length in PIECES:
        for _ in range(PIECES_OF_EACH):
            words = chance.choice(long_enough)
            start = chance.randrange(max(1, len(words) - length + 1))
            yield f" {' '.join(words[start : start + length])} "


def _surprise(weights: Sequence[int], rarer: Sequence[float], place: int, scale: float) -> float:
    """How unlikely the table thinks what is true; a negative logarithm."""
    odds = [weight * scale - less for weight, less in zip(weights, rarer, strict=True)]
    highest = max(odds)
    return highest + math.log(sum(math.exp(one - highest) for one in odds)) - odds[place]
