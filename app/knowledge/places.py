"""Places in Japan a visitor may name: prefectures (ISO 3166-2), cities and wards (JIS codes)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

import languages
from app.errors import UnknownPlace
from app.knowledge.content import read_yaml
from app.knowledge.vocabulary import SOURCE_LANGUAGE

EARTH_RADIUS_KM = 6371.0


class Point(Protocol):
    """Whatever has coordinates."""

    @property
    def latitude(self) -> float: ...
    @property
    def longitude(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Place:
    """A prefecture (`JP-23`), city (`23100`) or ward, with the prefecture it lies in and a point to measure from."""

    code: str
    prefecture: str
    latitude: float
    longitude: float
    names: Mapping[str, tuple[str, ...]]
    """BCP 47 tag → names, the one to show first; a language without names of its own is absent."""

    def name(self, language: str) -> str:
        """Its name in `language`; else as a language writes it that is read there (fa for prs), else in romaji."""
        tag = language if language in self.names else languages.nearest(language, self.names)
        return self.names[tag or SOURCE_LANGUAGE][0]

    def distance_km(self, other: Point) -> float:
        """Kilometres as the crow flies."""
        here, there = math.radians(self.latitude), math.radians(other.latitude)
        across = math.radians(other.longitude - self.longitude)
        cosine = math.sin(here) * math.sin(there) + math.cos(here) * math.cos(there) * math.cos(across)
        return EARTH_RADIUS_KM * math.acos(max(-1.0, min(1.0, cosine)))


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """Every place we know, by code."""

    places: Mapping[str, Place]

    def place(self, code: str) -> Place:
        """The place with this code; raises UnknownPlace."""
        try:
            return self.places[code]
        except KeyError:
            raise UnknownPlace(place=code) from None

    def locate(self, prefecture: str, city: str | None) -> Place | None:
        """Where a directory entry lies: its city if we know it, else its prefecture; None for nationwide ones."""
        if city and (found := self._cities.get((prefecture, city))):
            return found
        return self.places.get(prefecture)

    @cached_property
    def _cities(self) -> dict[tuple[str, str], Place]:
        return {
            (place.prefecture, name): place
            for place in self.places.values()
            if place.code != place.prefecture
            for name in place.names[SOURCE_LANGUAGE]
        }


def read_gazetteer(content: Path) -> Gazetteer:
    """The areas of `content/places/places.yml` with their names in `names/<tag>.yml`; landmarks are none."""
    entries = read_yaml(content / "places" / "places.yml")
    named = {path.stem: read_yaml(path)["names"] for path in sorted((content / "places" / "names").glob("*.yml"))}
    return Gazetteer(
        {
            code: Place(
                code=code,
                prefecture=entry.get("prefecture", code),
                latitude=entry["latitude"],
                longitude=entry["longitude"],
                names={tag: tuple(names[code]) for tag, names in named.items() if code in names},
            )
            for code, entry in entries.items()
            if entry["kind"] != "landmark"
        }
    )
