"""Splits scripts without spaces into the smallest pieces a reader would not divide further."""

from __future__ import annotations

import re
import unicodedata

# Thai and Lao, Tibetan, Burmese, Khmer, kana (also half-width), Chinese characters.
UNSPACED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9f]"
)
_STACKERS = "\u1039\u17d2"  # join the letter after them: Burmese, Khmer
_BEFORE_THEIR_LETTER = "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4"  # Thai and Lao vowels
_VOICING = "\uff9e\uff9f"  # the two half-width kana marks, letters to Unicode
# A Burmese consonant that closes the syllable before it, or carries another below.
_CLOSING = re.compile("[\u1000-\u1021]\u1037?[\u103a\u1039]")


def clusters(text: str) -> list[tuple[int, str]]:
    """Start and letters of each piece, syllables in Burmese; spaces are left out.

    >>> clusters("တိုကျို မှာ")
    [(0, 'တို'), (3, 'ကျို'), (8, 'မှာ')]
    """
    found: list[tuple[int, str]] = []
    for position, letter in enumerate(text):
        if letter.isspace():
            continue
        if found and found[-1][0] + len(found[-1][1]) == position and _joins(text, position):
            start, before = found[-1]
            found[-1] = (start, before + letter)
        else:
            found.append((position, letter))
    return found


def _joins(text: str, position: int) -> bool:
    letter, before = text[position], text[position - 1]
    return (
        unicodedata.category(letter).startswith("M")
        or letter in _VOICING
        or before in _STACKERS
        or before in _BEFORE_THEIR_LETTER
        or _CLOSING.match(text, position) is not None
    )
