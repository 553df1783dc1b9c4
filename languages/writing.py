"""What a text is made of, for telling languages apart: its words, and which scripts they are in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

MOST_LETTERS = 240
"""More of a message says nothing new."""
OTHER_SCRIPT = "Zzzz"

_NO_WORDS = re.compile(r"\S*(?:://|@|www\.)\S*")
_APOSTROPHES = dict.fromkeys(map(ord, "ʻʼ‘’`´′ʹ"), "'")
# Digits inside a word are letters of romanised Arabic (mo7ami); those that stand alone are numbers.
_NUMBERS = re.compile(r"(?<![^\W\d_])\d+(?![^\W\d_])")
# Vowel signs and other marks are no word characters to `re`, yet parts of words; some blocks hold full stops, too.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u109f\u135d-\u135f\u1780-\u17d3"
_BETWEEN_WORDS = re.compile(rf"[^\w'{_MARKS}]+|[_\u0964\u0965\u0df4\u0e2f\u0e5a\u0e5b\u104a-\u104f]+")
_LOOSE_APOSTROPHES = re.compile(r"(?<!\w)'|'(?!\w)")

# Where each script lies, in steps of 16 code points; between their letters `letters_of` leaves nothing.
_BLOCKS = {
    "Latn": (range(0x2B0), range(0x300, 0x370), range(0x1E00, 0x1F00)),
    "Cyrl": (range(0x400, 0x530),),
    "Arab": (range(0x600, 0x700), range(0x750, 0x780), range(0x8A0, 0x900), range(0xFB50, 0xFF00)),
    "Deva": (range(0x900, 0x980),),
    "Beng": (range(0x980, 0xA00),),
    "Taml": (range(0xB80, 0xC00),),
    "Sinh": (range(0xD80, 0xE00),),
    "Thai": (range(0xE00, 0xE80),),
    "Mymr": (range(0x1000, 0x10A0), range(0xA9E0, 0xAA00), range(0xAA60, 0xAA80)),
    "Ethi": (range(0x1200, 0x13A0), range(0x2D80, 0x2DE0), range(0xAB00, 0xAB30)),
    "Khmr": (range(0x1780, 0x1800),),
    "Hang": (range(0x1100, 0x1200), range(0x3130, 0x3190), range(0xAC00, 0xD7B0)),
    "Kana": (range(0x3040, 0x3100), range(0x31F0, 0x3200)),
    "Hani": (range(0x2E80, 0x3010), range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00)),
}
_SCRIPT_OF_BLOCK = {
    start >> 4: script for script, blocks in _BLOCKS.items() for block in blocks for start in block[::16]
}


def letters_of(text: str) -> str:
    """`text` in small letters, its words apart and held by single spaces: no numbers, addresses, punctuation.

    >>> letters_of("C’est 3 km, no?")
    " c'est km no "
    """
    text = unicodedata.normalize("NFKC", text[: 4 * MOST_LETTERS]).lower().translate(_APOSTROPHES)
    text = _BETWEEN_WORDS.sub(" ", _NUMBERS.sub(" ", _NO_WORDS.sub(" ", text)))
    words = _LOOSE_APOSTROPHES.sub(" ", text).split()
    return f" {' '.join(words)}"[:MOST_LETTERS] + " " if words else ""


def scripts_of(letters: str) -> Counter[str]:
    """How many letters of which script: ISO 15924, `Kana` for both kinds, `Zzzz` for scripts none of ours writes."""
    found: Counter[str] = Counter()
    if letters.isascii():
        if letters:
            found["Latn"] = len(letters) - letters.count(" ") - letters.count("'")
        return found
    for letter, times in Counter(letters).items():
        if letter not in " '":
            found[_SCRIPT_OF_BLOCK.get(ord(letter) >> 4, OTHER_SCRIPT)] += times
    return found
