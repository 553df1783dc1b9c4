"""Finds words that narrow a list of services: free, for women, on Saturday, in Dari."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import ahocorasick
from rasa.shared.utils.io import read_yaml_file

from bot.nlu.letter_clusters import UNSPACED
from languages import fold

FLAGS = ("phone", "free", "women", "open")
WEEKDAYS = {
    "monday": "MO", "tuesday": "TU", "wednesday": "WE", "thursday": "TH", "friday": "FR", "saturday": "SA",
    "sunday": "SU",
}  # fmt: skip
NOT = "not"
"""What words of not speaking or reading a language stand for."""
ALWAYS_READ = ("en", "ja")
"""Languages whose words stand in messages of every language."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARABIC_BEFORE = re.compile(r"^(?:و|ف)?(?:بال|لل|ال|ب|ل|ك)?")
_LONGEST_ENDING = 4
_SHORTEST_STEM = 4


def read_filter_words(folder: Path) -> dict[str, dict[str, str]]:
    """Language → folded words → what they stand for (`free`, `on:SA`, `lang:fa`); of `content/filters/<tag>.yml`.

    A word that stands for nothing (`""`) is one of another language that means something else here: Burmese "thu".
    """
    return {path.stem: _values(read_yaml_file(path)) for path in sorted(folder.glob("*.yml"))}


def _values(entry: Mapping[str, Any]) -> dict[str, str]:
    found = {fold(str(word)): flag for flag in FLAGS for word in entry.get(flag, [])}
    found |= {fold(str(word)): f"on:{day}" for name, day in WEEKDAYS.items() for word in entry.get(name, [])}
    found |= {fold(str(word)): NOT for word in entry.get("not", [])}
    found |= {fold(str(word)): f"lang:{tag}" for tag, words in entry.get("languages", {}).items() for word in words}
    return found | {fold(str(word)): "" for word in entry.get("never", [])}


class FilterWords:
    """The words of all languages, looked up in a message of one of them."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self.words = words
        self._spaced: dict[str, dict[str, str]] = {}
        self._unspaced: dict[str, ahocorasick.Automaton] = {}
        self._longest = 1
        for tag, values in words.items():
            self._spaced[tag] = {}
            automaton = ahocorasick.Automaton()
            for word, value in values.items():
                if not value:
                    continue
                if UNSPACED.match(word):
                    automaton.add_word(word, (len(word), value))
                else:
                    self._spaced[tag][word] = value
                    self._longest = max(self._longest, len(word.split()))
            if len(automaton):
                automaton.make_automaton()
                self._unspaced[tag] = automaton

    def find(self, folded: str, language: str | None) -> list[tuple[str, int, int]]:
        """Each value once, with where its words start and end in the folded text; of overlapping words the longest."""
        tags = dict.fromkeys(tag for tag in (language, *ALWAYS_READ) if tag in self.words)
        never = {word for word, value in self.words.get(language or "", {}).items() if not value}
        matches = [
            match
            for tag in tags
            for match in (*self._by_word(folded, tag), *self._by_letter(folded, tag))
            if folded[match[1] : match[2]] not in never
        ]
        found: dict[str, tuple[str, int, int]] = {}
        covered: list[tuple[int, int]] = []
        for value, start, end in sorted(matches, key=lambda match: match[1] - match[2]):
            if any(start < other_end and other_start < end for other_start, other_end in covered):
                continue
            covered.append((start, end))
            found.setdefault(value, (value, start, end))
        return sorted(found.values(), key=lambda match: match[1])

    def _by_word(self, folded: str, tag: str) -> Iterator[tuple[str, int, int]]:
        known = self._spaced[tag]
        pieces = [(one.group(), one.start(), one.end()) for one in _WORD.finditer(folded)]
        for first, (_, start, _) in enumerate(pieces):
            for count in range(min(self._longest, len(pieces) - first), 0, -1):
                run = pieces[first : first + count]
                if value := self._known(" ".join(word for word, _, _ in run), known, is_arabic=tag == "ar"):
                    yield value, start, run[-1][2]
                    break

    @staticmethod
    def _known(words: str, known: Mapping[str, str], *, is_arabic: bool) -> str | None:
        """The value of a word, also with an article or preposition before it or an ending after it."""
        bare = [words, _ARABIC_BEFORE.sub("", words)] if is_arabic else [words]
        for word in bare:
            if word in known:
                return known[word]
        for word in bare:
            for ending in range(1, _LONGEST_ENDING + 1):
                stem = word[:-ending]
                value = known.get(stem) if len(stem) >= _SHORTEST_STEM and " " not in word[-ending:] else None
                # "Freedom" is not free, Thailand no Thai: in Latin letters only a plural is the same word.
                if value and (not stem.isascii() or (word.endswith("s") and ending == 1)):
                    return value
        return None

    def _by_letter(self, folded: str, tag: str) -> Iterator[tuple[str, int, int]]:
        if tag in self._unspaced:
            for last, (length, value) in self._unspaced[tag].iter(folded):
                yield value, last + 1 - length, last + 1
