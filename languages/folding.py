"""One spelling for what people type in many ways: digits, letter variants, invisible marks."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from languages.registry import TAGS, get

_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xFEFF, *range(0x202A, 0x202F)]
)
# Joiners shape what a reader sees and many typists leave them out; tatweel only stretches a word.
_MARKS = {"\u200c": None, "\u200d": None, "ـ": None, "؟": "?", "،": ",", "؛": ";"}
_ARABIC_MARKS = re.compile("[\u064b-\u065f\u0670\u06d6-\u06ed]")
_SPACES = re.compile(r"\s+")


def fold_digits(text: str) -> str:
    """`text` with the decimal digits of every script as 0–9.

    >>> fold_digits("٣ أولاد، ۷ روز, ၇")
    '3 أولاد، 7 روز, 7'
    """
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() and not c.isascii() else c for c in text)


def clean(text: str) -> str:
    """`text` as a reader would see it: NFC, no control or invisible marks, single spaces."""
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text) if not text.isprintable() else text
    return _SPACES.sub(" ", text).strip()


def fold(text: str) -> str:
    """`text` in the one spelling that matching and learning use: compatibility forms, digits, case, letter variants.

    Messages mix languages, so the folds of all languages hold for every text.

    >>> fold("Ｔｏｋｙｏ　٣")
    'tokyo 3'
    """
    text = fold_digits(unicodedata.normalize("NFKC", clean(text))).casefold()
    if not text.isascii():
        text = _ARABIC_MARKS.sub("", text).translate(_letters())
    return _SPACES.sub(" ", text).strip()


@cache
def _letters() -> dict[int, str | None]:
    folds: dict[str, str | None] = dict(_MARKS)
    for tag in TAGS:
        folds |= get(tag).folds
    return str.maketrans(folds)
