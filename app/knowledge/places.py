"""Places in Japan a visitor may name: prefectures (ISO 3166-2) and cities (JIS codes)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.errors import UnknownPlace
from app.knowledge.content import read_yaml
from app.knowledge.vocabulary import SOURCE_LANGUAGE

EARTH_RADIUS_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Place:
    """A prefecture (`JP-23`) or a city (`23100`) with the prefecture it lies in and a point to measure from."""

    code: str
    prefecture: str
    latitude: float
    longitude: float
    names: Mapping[str, tuple[str, ...]]
    """BCP 47 tag → names, the one to show first."""

    def name(self, language: str) -> str:
        """Its name in `language`, else in English."""
        return (self.names.get(language) or self.names[SOURCE_LANGUAGE])[0]

    def distance_km(self, other: Place) -> float:
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
    """The places of `content/places/places.yml`."""
    entries = read_yaml(content / "places" / "places.yml")
    return Gazetteer(
        {
            str(code): Place(
                code=str(code),
                prefecture=entry.get("prefecture", str(code)),
                latitude=entry["latitude"],
                longitude=entry["longitude"],
                names={tag: tuple(names) for tag, names in entry["names"].items()},
            )
            for code, entry in entries.items()
        }
    )
