"""Texts as they come out of a spreadsheet: made clean, and compared by what they say, not by how they were saved."""

from __future__ import annotations

import re
import unicodedata

_LINE_BREAK = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# What a carriage return becomes where a program does not take it back from the file.
_ESCAPED_RETURN = "_x000D_"
_LIST_MARK = re.compile(r"^(-|\d+\.)\s+(?=\S)", re.M)
_MANY_LINES = re.compile(r"\n{3,}")
_STEERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """`text` with plain line breaks, composed letters, nothing at the ends of lines, and list marks as we write them.

    Spaces that do not break stay inside a line: French wants them.
    """
    text = unicodedata.normalize("NFC", text.replace(_ESCAPED_RETURN, "").replace("\ufeff", "").replace("\t", " "))
    lines = [line.strip() for line in _LINE_BREAK.sub("\n", text).split("\n")]
    return _LIST_MARK.sub(r"\1 ", _MANY_LINES.sub("\n\n", "\n".join(lines).strip()))


def says_the_same(one: str, other: str) -> bool:
    """Whether two texts differ in blank space and in the way letters are composed only; line breaks count."""
    return _plain(one) == _plain(other)


def invisible_characters(text: str) -> list[str]:
    """Code points that nobody sees and that turn text around or break it; joiners and marks of direction are none."""
    found = {c for c in text if unicodedata.category(c) in {"Cc", "Cs", "Co"} and c != "\n"} | {
        *_STEERING.findall(text)
    }
    return sorted(f"U+{ord(c):04X}" for c in found)


def _plain(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in clean(text).split("\n"))
