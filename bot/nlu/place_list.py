"""The places we know, read from `content/places/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.shared.utils.io import read_yaml_file

NEAR = "near"
"""The code of "near me": no place, but the wish for one."""


@dataclass(frozen=True)
class Place:
    """A prefecture, a city or a ward."""

    code: str
    within: tuple[str, ...]
    """Codes of the areas it lies in, its prefecture first; a prefecture lies in itself."""

    @property
    def prefecture(self) -> str:
        return self.within[0]

    @property
    def is_prefecture(self) -> bool:
        return self.code == self.prefecture


@dataclass(frozen=True)
class PlaceList:
    """All places with all their spellings, prefectures first."""

    spelled: Mapping[Place, tuple[str, ...]]
    """Those of a place's landmarks too; "near me" comes last."""
    words: Mapping[str, tuple[str, ...]]
    """Language → spellings of places that are ordinary words there."""


def names_folder(places_file: Path) -> Path:
    """Where the names stand, one file a language, beside the list of places."""
    return places_file.parent / "names"


def read_places(places_file: Path) -> PlaceList:
    """The places of `content/places/places.yml` with their names in every language, and "near me"."""
    entries: Mapping[str, Any] = read_yaml_file(places_file)
    by_language = {path.stem: read_yaml_file(path) for path in sorted(names_folder(places_file).glob("*.yml"))}
    names: dict[str, dict[str, None]] = {}  # keeps the order
    for code, entry in sorted(entries.items(), key=lambda item: item[1]["kind"] != "prefecture"):
        own = (name for file in by_language.values() for name in file["names"].get(code, ()))
        names.setdefault(entry.get("at", code), {}).update(dict.fromkeys(own))
    spelled = {Place(code, _within(code, entries[code])): tuple(own) for code, own in names.items()}
    spelled[Place(NEAR, (NEAR,))] = tuple(phrase for file in by_language.values() for phrase in file.get(NEAR, ()))
    return PlaceList(spelled, {tag: tuple(file["words"]) for tag, file in by_language.items() if "words" in file})


def _within(code: str, entry: Mapping[str, Any]) -> tuple[str, ...]:
    return (entry.get("prefecture", code), *([entry["city"]] if "city" in entry else []))
