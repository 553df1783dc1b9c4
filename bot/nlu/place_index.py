"""All spellings of all places as matching wants them: made when the model is trained, read when it is loaded."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property

from bot.nlu.letter_clusters import UNSPACED
from bot.nlu.place_list import NEAR, Place, PlaceList
from bot.nlu.place_spelling import inflected, plain, romaji_key, vowel_variants

WORD = re.compile(r"[^\s\-‐–/.,:;!?()（）\[\]{}<>«»\"'’‘ʼʻ“”、。・،؛؟।॥።၊၊|~*_]+")
SHORTEST_ROMAJI = 5
Bearers = tuple[int, ...]
"""Positions of the places that share a name."""


@dataclass(frozen=True)
class PlaceIndex:
    """Everything is spelled as `plain` leaves it."""

    places: tuple[Place, ...] = ()
    spaced: Mapping[str, Bearers] = field(default_factory=dict)
    """Names of languages that write spaces, their words joined by one."""
    unspaced: Mapping[str, Bearers] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    """Case forms and the like → the name in `spaced`."""
    romaji: Mapping[str, str] = field(default_factory=dict)
    """`romaji_key` → the name in `spaced`."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Language → spellings of places that are ordinary words there."""
    common: tuple[str, ...] = ()
    """Words of any language, one mistake away from a name, that name no place."""

    @classmethod
    def of(cls, known: PlaceList) -> PlaceIndex:
        spaced: dict[str, dict[int, None]] = {}
        unspaced: dict[str, dict[int, None]] = {}
        for position, names in enumerate(known.spelled.values()):
            for name in names:
                if UNSPACED.search(name):
                    for spelled in {plain(name), plain(name).replace(" ", "")}:
                        for variant in (spelled, *vowel_variants(spelled)):
                            unspaced.setdefault(variant, {})[position] = None
                else:
                    spaced.setdefault(" ".join(map(plain, WORD.findall(name))), {})[position] = None
        index = cls(
            tuple(known.spelled),
            {name: tuple(bearers) for name, bearers in spaced.items()},
            {name: tuple(bearers) for name, bearers in unspaced.items()},
            words={tag: tuple(map(plain, words)) for tag, words in known.words.items()},
        )
        single = index.single_words
        forms = {form: name for name in single for form in (*inflected(name), *vowel_variants(name))}
        romaji = {romaji_key(name): name for name in single if name.isascii() and len(name) >= SHORTEST_ROMAJI}
        return replace(index, forms=forms, romaji=romaji)

    @cached_property
    def single_words(self) -> list[str]:
        """The names of one word, "nearby" and its like left out."""
        return [
            name for name, bearers in self.spaced.items() if " " not in name and self.places[bearers[0]].code != NEAR
        ]

    def with_common(self, words: tuple[str, ...]) -> PlaceIndex:
        return replace(self, common=words)

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> PlaceIndex:
        kept = json.loads(text)
        kept["places"] = tuple(Place(one["code"], tuple(one["within"])) for one in kept["places"])
        for table in ("spaced", "unspaced"):
            kept[table] = {name: tuple(bearers) for name, bearers in kept[table].items()}
        kept["words"] = {tag: tuple(words) for tag, words in kept["words"].items()}
        return cls(**{**kept, "common": tuple(kept["common"])})
