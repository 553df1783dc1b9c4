"""Reads ngrams.bin, which `make languages` builds: how much each n-gram of letters speaks for each language."""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from languages.neighbours import ALSO_READ

TABLE = Path(__file__).with_name("ngrams.bin")
LONGEST_NGRAM = 4
MOST_WEIGHT = 63
"""Times the n-grams of the longest text, it stays below what a lane of 16 bits holds."""
LATIN = "-Latn"
"""Ends the name of a language of another script as people type it in Latin letters."""
ROMANISED_IS_RARER = 1.0
NEIGHBOUR_IS_RARER = 3.0
_NEGLIGIBLE = 5.0
_LENGTH_BYTES = 4


class NgramTable(NamedTuple):
    """What the n-grams of one script say: a row holds a weight for each class, 16 bits a class, in one number."""

    classes: tuple[str, ...]
    rarer: tuple[float, ...]
    rows: dict[str, int]
    sharpness: float
    """How much a weight of 1 speaks for a class, in natural logarithms, in a text of one letter…"""
    fading: float
    """…and with which power of the number of letters that grows less: neighbouring n-grams repeat each other."""

    def likelihoods(self, letters: str, favoured: Mapping[str, float]) -> dict[str, float]:
        """How likely each class is, where it is not negligible; `favoured` adds to the logarithm of some."""
        scale = self.sharpness * len(letters) ** -self.fading
        weights = self.weights(letters)
        least = max(weights) - _NEGLIGIBLE / scale
        near = [place for place, weight in enumerate(weights) if weight >= least]
        odds = {self.classes[place]: weights[place] * scale - self.rarer[place] for place in near}
        for name, bonus in favoured.items():
            if name in odds:
                odds[name] += bonus
        highest = max(odds.values())
        shares = {name: math.exp(one - highest) for name, one in odds.items()}
        total = sum(shares.values())
        return {name: share / total for name, share in shares.items()}

    def weights(self, letters: str) -> Sequence[int]:
        """What all n-grams of `letters` weigh together, class by class."""
        found = self.rows.get
        # Adding whole rows as numbers is what makes this fast enough without numpy.
        total = sum(
            [
                found(letters[start : start + n], 0)
                for n in range(1, LONGEST_NGRAM + 1)
                for start in range(len(letters) - n + 1)
            ]
        )
        return memoryview(total.to_bytes(2 * len(self.classes), "little")).cast("H")


def how_much_rarer(name: str) -> float:
    """Than a language of ours in its own script, a class is in messages to us; a natural logarithm."""
    return ROMANISED_IS_RARER if name.endswith(LATIN) else NEIGHBOUR_IS_RARER if name in ALSO_READ else 0.0


def rows_of(ngrams: Sequence[str], columns: Sequence[bytes]) -> dict[str, int]:
    """Each n-gram's weights as one number of 16 bits a class, of `columns` with one class's weights each."""
    size = 2 * len(columns)
    lanes = bytearray(size * len(ngrams))
    for place, column in enumerate(columns):
        lanes[2 * place :: size] = column
    starts = range(0, len(lanes), size)
    return {
        ngram: int.from_bytes(lanes[start : start + size], "little")
        for ngram, start in zip(ngrams, starts, strict=True)
    }


@cache
def tables(path: Path = TABLE) -> dict[str, NgramTable]:
    """All tables by script, where more than one language writes it; read once, when the first message comes."""
    content = path.read_bytes()
    length = int.from_bytes(content[:_LENGTH_BYTES], "little")
    header = json.loads(content[_LENGTH_BYTES : _LENGTH_BYTES + length])
    body = zlib.decompress(content[_LENGTH_BYTES + length :])
    found, place = {}, 0
    for part in header:
        classes = tuple(part["classes"])
        ngrams = body[place : place + part["bytes"]].decode().split("\n")
        place += part["bytes"]
        # Stored class after class: that packs well.
        columns = [body[place + n * len(ngrams) : place + (n + 1) * len(ngrams)] for n in range(len(classes))]
        place += len(classes) * len(ngrams)
        found[part["script"]] = NgramTable(
            classes,
            tuple(map(how_much_rarer, classes)),
            rows_of(ngrams, columns),
            part["sharpness"],
            part["fading"],
        )
    return found


def pack(found: Mapping[str, tuple[Sequence[str], Mapping[str, bytes], float, float]]) -> bytes:
    """What `tables` reads, of each script's classes, weights by n-gram, sharpness and fading."""
    header, body = [], bytearray()
    for script, (classes, weights, sharpness, fading) in sorted(found.items()):
        ngrams = sorted(weights)
        keys = "\n".join(ngrams).encode()
        scale = {"sharpness": round(sharpness, 4), "fading": round(fading, 4)}
        header.append({"script": script, "classes": list(classes), "bytes": len(keys), **scale})
        body += keys
        body += b"".join(columns_of(ngrams, weights))
    head = json.dumps(header, sort_keys=True).encode()
    return len(head).to_bytes(_LENGTH_BYTES, "little") + head + zlib.compress(bytes(body), 9)


def columns_of(ngrams: Sequence[str], weights: Mapping[str, bytes]) -> list[bytes]:
    """The weights of each class for all n-grams, of weights for each n-gram."""
    return list(map(bytes, zip(*(weights[ngram] for ngram in ngrams), strict=True)))
