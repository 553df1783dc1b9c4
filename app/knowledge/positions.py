"""Where a directory entry lies, from the place it names."""

from __future__ import annotations

from app.knowledge.places import Gazetteer
from app.knowledge.values import Position
from app.knowledge.vocabulary import Precision


def position_of(gazetteer: Gazetteer, prefecture: str, city: str | None) -> Position | None:
    """The hall of its city where we know that, else its prefecture's seat; None for nationwide services."""
    place = gazetteer.locate(prefecture, city)
    if place is None:
        return None
    precision = Precision.PREFECTURE if place.code == place.prefecture else Precision.CITY
    return Position(place.latitude, place.longitude, precision)
