"""Finds a name that was typed with one mistake: a letter too many, too few, wrong, or two changed over."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

# Latin, Cyrillic, Arabic, Devanagari, Bengali: scripts of letters, with spaces. A syllable's sign is no small mistake.
_ALPHABETIC = re.compile("[a-z]+|[\u0430-\u04ff]+|[\u0620-\u06ff]+|[\u0900-\u09ff]+")
FREE = 7
"""Letters a name needs for any mistake: one off a name of six lies some word of each language (minuto, nakita)."""
SHORTEST = 5
"""Letters a Latin name needs where two neighbours are changed over or one is doubled (Tokoy, Osakka)."""
LONGEST = 16
_END = 3


class Typos:
    """An index of names by their first and last letters: one mistake leaves either as they are."""

    def __init__(self, names: Iterable[str], *, never: Iterable[str] = ()) -> None:
        self._never = frozenset(never)
        self._slips: dict[str, list[str]] = defaultdict(list)
        self._by_end: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in names:
            if not SHORTEST <= len(name) <= LONGEST or not _ALPHABETIC.fullmatch(name):
                continue
            if len(name) >= FREE:
                self._by_end[name[:_END], ""].append(name)
                self._by_end[name[0], name[-_END:]].append(name)
            elif name.isascii():
                for slip in _slips(name):
                    self._slips[slip].append(name)

    def near(self, word: str) -> list[str]:
        """The names this word is one mistake away from; their first letter is never the mistake."""
        if not SHORTEST <= len(word) <= LONGEST + 1 or word in self._never or not _ALPHABETIC.fullmatch(word):
            return []
        found = dict.fromkeys(self._slips.get(word, ()))
        if len(word) >= FREE - 1:
            for end in ((word[:_END], ""), (word[0], word[-_END:])):
                found |= dict.fromkeys(name for name in self._by_end.get(end, ()) if _is_one_mistake(word, name))
        return list(found)


def _slips(name: str) -> set[str]:
    swapped = {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(1, len(name) - 1)}
    doubled = {name[:i] + name[i] + name[i:] for i in range(1, len(name))}
    return (swapped | doubled) - {name}


def _is_one_mistake(word: str, name: str) -> bool:
    if abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    if len(word) > len(name):
        return word[start + 1 :] == name[start:]
    if len(word) < len(name):
        return word[start:] == name[start + 1 :]
    swapped = word[start : start + 2] == name[start : start + 2][::-1] and word[start + 2 :] == name[start + 2 :]
    return swapped or word[start + 1 :] == name[start + 1 :]
