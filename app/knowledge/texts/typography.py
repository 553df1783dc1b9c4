"""How a script is set in a spreadsheet: a font people have, and the room its letters take."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

HIGHEST_ROW_POINTS = 409
"""No spreadsheet program draws a row higher."""
_LEAST_POINTS, _MARGIN_POINTS = 20, 6


@dataclass(frozen=True)
class Typeface:
    """A font that office programs bring, or replace well."""

    font: str
    size: int
    line_points: float
    """From one line to the next: Burmese and Khmer stack their letters, Nastaliq hangs them."""
    letter_width: float = 1.1
    """Of a letter, in the digits that columns are measured by; a little too much, for words that wrap early."""


LATIN = Typeface("Calibri", 11, 15)
_BY_SCRIPT = {
    "Arab": Typeface("Arial", 13, 20, 1.1),
    "Mymr": Typeface("Myanmar Text", 12, 24, 1.5),
    "Khmr": Typeface("Khmer UI", 13, 26, 1.5),
    "Thai": Typeface("Tahoma", 12, 21, 1.3),
    "Deva": Typeface("Nirmala UI", 12, 21, 1.3),
    "Beng": Typeface("Nirmala UI", 12, 21, 1.3),
    "Sinh": Typeface("Nirmala UI", 12, 21, 1.6),
    "Taml": Typeface("Nirmala UI", 12, 21, 1.7),
    "Ethi": Typeface("Ebrima", 12, 20, 1.6),
    "Jpan": Typeface("Yu Gothic", 11, 19, 2.1),
    "Hans": Typeface("Microsoft YaHei", 11, 19, 2.1),
    "Hang": Typeface("Malgun Gothic", 11, 19, 2.0),
}


def typeface_of(script: str) -> Typeface:
    """The typeface for a script (ISO 15924)."""
    return _BY_SCRIPT.get(script, LATIN)


def height_points(text: str, typeface: Typeface, column_width: float) -> float:
    """The room `text` takes in a column so wide, as far as that can be told without drawing it.

    Written into the file, because not every program makes room by itself.
    """
    lines = sum(math.ceil(_letters(line) * typeface.letter_width / column_width) or 1 for line in text.split("\n"))
    return min(HIGHEST_ROW_POINTS, max(_LEAST_POINTS, lines * typeface.line_points + _MARGIN_POINTS))


def _letters(line: str) -> int:
    """Marks above and below a letter take no room beside it."""
    return sum(unicodedata.category(character) != "Mn" for character in line)
