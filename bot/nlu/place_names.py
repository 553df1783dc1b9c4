"""Finds names of places in Japan in a message, whichever of our scripts they are written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ahocorasick
from rasa.shared.utils.io import read_yaml_file
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bot.nlu.letter_clusters import UNSPACED
from languages import fold

Piece = tuple[int, str]
"""Where it starts in the message, and its letters."""
_WORD = re.compile(r"[^\s\-‐–/.,:;!?()\[\]{}<>«»\"'’‘ʼ“”、。・،؛؟။၊|~*_]+")
_ARABIC = re.compile("[\u0600-\u06ff]")
_LATIN = re.compile("[a-z]")
# "and", "so", "in", "to", "like", "the" are written as one word with the name; spelled as `fold` leaves them.
_ARABIC_PREFIXES = tuple(
    a + b + c for a in ("", "و", "ف") for b in ("", "ب", "ل", "ک") for c in ("", "ال") if a + b + c
)
_PERSIAN_ENDINGS = ("م", "ام", "ی", "ای", "یی", "یم", "ایم", "ست", "ه", "و", "رو", "را")
_LATIN_ENDINGS = ("shi", "ken", "fu", "to", "ku", "machi")  # city, prefecture, ward, town
_PERSON = re.compile("さん|ちゃん|君|様|氏|先生")  # 千葉さん is Mr or Ms Chiba
_SHORTEST_STEM = 4  # Arabic تسوي ("you do") is not the city of Tsu


@dataclass(frozen=True)
class Place:
    """A prefecture or a city with all its spellings."""

    code: str
    prefecture: str
    names: tuple[str, ...]

    @property
    def is_city(self) -> bool:
        return self.code != self.prefecture


@dataclass(frozen=True)
class Found:
    """A place named in a text."""

    place: Place
    start: int
    end: int


def read_places(file: Path) -> list[Place]:
    """The places of `content/places/places.yml`, prefectures first."""
    entries: Mapping[str, Any] = read_yaml_file(file)
    places = [
        Place(
            str(code),
            str(entry.get("prefecture", code)),
            tuple(name for many in entry["names"].values() for name in many),
        )
        for code, entry in entries.items()
    ]
    return sorted(places, key=lambda place: place.is_city)


class PlaceNames:
    """Looks names up: spaCy's matcher for words, an automaton over letters where no spaces are written."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._spaced: dict[str, list[Place]] = {}
        self._unspaced = ahocorasick.Automaton()
        unspaced: dict[str, list[Place]] = {}
        for place in places:
            for name in place.names:
                if UNSPACED.search(name):
                    for spelled in {_plain(name), _plain(name).replace(" ", "")}:
                        unspaced.setdefault(spelled, []).append(place)
                else:
                    self._spaced.setdefault(" ".join(map(_plain, _WORD.findall(name))), []).append(place)
        for name, named in unspaced.items():
            self._unspaced.add_word(name, (len(name), named))
        self._unspaced.make_automaton()
        self._known_words = {word for name in self._spaced for word in name.split()}
        self._vocab = Vocab()
        self._matcher = PhraseMatcher(self._vocab)
        for name in self._spaced:
            self._matcher.add(name, [Doc(self._vocab, words=name.split())])

    def find(self, tokens: Sequence[Piece]) -> list[Found]:
        """The places a tokenised text names, in its order; of overlapping names the longest."""
        found = sorted([*self._find_words(tokens), *self._find_letters(tokens)], key=lambda one: one[1])
        named = [places[0].code for places, _, _ in found]
        return [Found(_meant(places, {*named} - {places[0].code}), start, end) for places, start, end in found]

    def _find_words(self, tokens: Sequence[Piece]) -> Iterator[tuple[list[Place], int, int]]:
        words, spelled = [], []
        for start, original in _pieces(tokens):
            for word in self._spellings(_plain(original)):
                words.append((start, original))
                spelled.append(word)
        if not self._known_words.intersection(spelled):
            return
        with self._vocab.memory_zone():  # else spaCy would remember every word a visitor ever wrote
            matches = [(first, last) for _, first, last in self._matcher(Doc(self._vocab, words=spelled))]
        for first, last in _longest(matches):
            start, original = words[last - 1]
            yield self._spaced[" ".join(spelled[first:last])], words[first][0], start + len(original)

    def _spellings(self, word: str) -> list[str]:
        """The word without what is glued to it, if a name remains."""
        if word in self._known_words:
            return [word]
        if _ARABIC.search(word):
            stems = [word, *(word[len(p) :] for p in _ARABIC_PREFIXES if word.startswith(p))]
            stems += [stem[: -len(e)] for stem in stems for e in _PERSIAN_ENDINGS if stem.endswith(e)]
            return [next((stem for stem in stems if len(stem) >= _SHORTEST_STEM and stem in self._known_words), word)]
        if _LATIN.search(word):
            for ending in _LATIN_ENDINGS:
                stem = word.removesuffix(ending)
                if stem != word and stem in self._known_words:
                    return [stem, ending]
        return [word]

    def _find_letters(self, tokens: Sequence[Piece]) -> Iterator[tuple[list[Place], int, int]]:
        letters, origins, borders, end_before = "", [], set(), 0
        for start, piece in tokens:
            if start > end_before:  # すみません だいじょうぶ does not name 仙台
                letters, origins = letters + " ", [*origins, (end_before, start)]
            borders.add(len(letters))
            spelled, end_before = _plain(piece), start + len(piece)
            letters += spelled
            origins += [(start, end_before)] * len(spelled)
            borders.add(len(letters))
        if not UNSPACED.search(letters):
            return
        matches, named_at = [], {}
        for last, (length, named) in self._unspaced.iter(letters):
            first, end = last + 1 - length, last + 1
            if first in borders and end in borders and not _PERSON.match(letters, end):
                matches.append((first, end))
                named_at[first, end] = named
        for first, end in _longest(matches):
            yield named_at[first, end], origins[first][0], origins[end - 1][1]


def the_place(found: Sequence[Found]) -> Found | None:
    """The one place a message is about: a city whose prefecture is named too, else what is named first."""
    prefectures = {one.place.code for one in found if not one.place.is_city}
    inside = (one for one in found if one.place.is_city and one.place.prefecture in prefectures)
    return next(inside, found[0] if found else None)


def _meant(bearers: Sequence[Place], prefectures: set[str]) -> Place:
    """Of places with one name: the city whose prefecture is named elsewhere in the text, else the prefecture itself."""
    return next((place for place in bearers if place.is_city and place.prefecture in prefectures), bearers[0])


def _longest(matches: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end = 0
    for first, last in sorted(matches, key=lambda match: (match[0], -match[1])):
        if first >= end:
            yield first, last
            end = last


def _pieces(tokens: Sequence[Piece]) -> Iterator[Piece]:
    for start, token in tokens:
        for match in _WORD.finditer(token):
            yield start + match.start(), match[0]


def _plain(text: str) -> str:
    """Folded, and Latin letters without their marks (Tōkyō, Saïtama)."""
    folded = fold(text)
    if not _LATIN.search(folded):
        return folded
    bare = "".join(c for c in unicodedata.normalize("NFD", folded) if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", bare)
