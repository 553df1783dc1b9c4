"""Whom a visitor can talk to: people with a telephone, those who are open now first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import languages
from app.knowledge.catalogue import Catalogue
from app.knowledge.opening_hours import is_open
from app.knowledge.places import Gazetteer
from app.knowledge.search import FOR_VICTIMS, FoundService, Only, find_services
from app.knowledge.vocabulary import NATIONWIDE, Category

PEOPLE = (Category.LEGAL, Category.GENERAL)
"""What people who listen to any question do; other needs have lists of their own."""
_COUNTERS = {Category.IMMIGRATION, Category.EMPLOYMENT, Category.EMERGENCY}
"""Where one is served, or called to; nobody to talk a worry over with."""


@dataclass(frozen=True, slots=True)
class FoundPeople:
    """Services in the order to show them; the first `open_now` of them are surely open."""

    services: Sequence[FoundService]
    open_now: int


def find_people(
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    *,
    need: str | None,
    place: str | None,
    language: str,
    situation: str | None = None,
    at: datetime | None = None,
) -> FoundPeople:
    """Services with a telephone for `need` and for any question: open ones first, then those that speak `language`.

    Without a place, those of one town or prefecture come after those that help anywhere, and for who was hurt those
    that are there for victims come before the others, whatever they speak.
    Raises UnknownCategory and UnknownPlace.
    """
    now, spoken = at or datetime.now(UTC), {language, *languages.get(language).fallback}
    found: dict[str, FoundService] = {}
    for category in dict.fromkeys((*((need,) if need and need not in _COUNTERS else ()), *PEOPLE)):
        listed = find_services(
            catalogue, gazetteer, category, place=place, language=language, only=Only(phone=True), at=now,
            situation=situation,
        )  # fmt: skip
        for one in listed.services:
            # Not whoever does this among other things: a line for victims of violence is not for a question on doctors.
            if one.service.categories[0] == category:
                found.setdefault(one.service.id, one)

    def is_open_now(one: FoundService) -> bool:
        return is_open(one.service.schedules, now, spoken=spoken) is True

    def helps_elsewhere(one: FoundService) -> bool:
        return place is None and one.service.prefecture != NATIONWIDE and not one.service.helps_anywhere

    def is_beside(one: FoundService) -> bool:
        return need in FOR_VICTIMS and one.service.categories[0] != need

    def speaks(one: FoundService) -> bool:
        return bool(spoken & set(one.service.languages))

    def order(one: FoundService) -> tuple[bool, ...]:
        return not is_open_now(one), helps_elsewhere(one), is_beside(one), not speaks(one)

    ordered = sorted(found.values(), key=order)
    return FoundPeople(ordered, sum(map(is_open_now, ordered)))
