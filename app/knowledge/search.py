"""Which services to offer for a need and a place."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import languages
from app.errors import UnknownCategory
from app.knowledge.catalogue import Catalogue
from app.knowledge.opening_hours import is_open
from app.knowledge.places import Gazetteer, Place
from app.knowledge.positions import position_of
from app.knowledge.values import ServiceValue
from app.knowledge.vocabulary import NATIONWIDE, Category, PhoneKind, Precision

NEAR_KM = 120.0
"""Further away than this, a phone line is the better help."""

_FOR_REFUGEES = re.compile(r"refugee|asylum|seeking recognition", re.I)


@dataclass(frozen=True, slots=True)
class FoundService:
    """A service and how far it lies from the place asked about."""

    service: ServiceValue
    distance_km: float | None
    """To be shown; None where it does not matter, or where of either end only the prefecture is known."""
    about_km: float | None = None
    """To be ordered by, measured from a prefecture's seat where nothing better is known; None for nationwide ones."""


@dataclass(frozen=True, slots=True)
class FoundServices:
    """Services in the order to show them; from `nationwide_from` on they help anywhere in Japan."""

    services: Sequence[FoundService]
    nationwide_from: int

    @property
    def total(self) -> int:
        return len(self.services)


@dataclass(frozen=True, slots=True)
class Only:
    """What a visitor narrowed the list to."""

    phone: bool = False
    free: bool = False
    women: bool = False
    open: bool = False
    """Surely open now."""
    language: str | None = None

    def admits(self, service: ServiceValue, *, at: datetime, spoken: Collection[str]) -> bool:
        """Whether the list keeps `service` at `at` for somebody who speaks `spoken`."""
        return (
            (not self.phone or bool(service.phones))
            and (not self.free or (service.cost or "").startswith(("free", "service free")))
            and (not self.women or "women" in service.categories)
            and (not self.open or is_open(service.schedules, at, spoken=spoken) is True)
            and (self.language is None or self.language in service.languages)
        )


def find_services(
    catalogue: Catalogue,
    gazetteer: Gazetteer,
    category: str,
    *,
    place: str | None,
    language: str,
    only: Only = Only(),
    at: datetime | None = None,
) -> FoundServices:
    """Services of `category`, nearest first where `place` is known, those that help anywhere after them.

    `place` is a prefecture or city code, or None for all of Japan; `at` is now unless given. Never empty while the
    directory has anything for the category: filters that leave nothing are dropped, far services come where there are
    neither near nor nationwide ones, and general desks where the directory has none of the category.
    Raises UnknownCategory and UnknownPlace.
    """
    if category not in set(Category):
        raise UnknownCategory(category=category)
    here = gazetteer.place(place) if place and place != NATIONWIDE else None
    offered = [service for service in catalogue.services.values() if category in service.categories]
    if not offered:
        offered = [service for service in catalogue.services.values() if Category.GENERAL in service.categories]
    now, spoken = at or datetime.now(UTC), {language, *languages.get(language).fallback}
    offered = [service for service in offered if only.admits(service, at=now, spoken=spoken)] or offered
    local: list[FoundService] = []
    far: list[FoundService] = []
    anywhere: list[FoundService] = []
    for service in offered:
        if service.prefecture == NATIONWIDE or (here is None and service.helps_anywhere):
            anywhere.append(FoundService(service, None))
        elif here is None:
            local.append(FoundService(service, None))
        else:
            found = _measured(gazetteer, here, service)
            if found.about_km is not None and found.about_km <= NEAR_KM:
                local.append(found)
            elif service.helps_anywhere:
                anywhere.append(FoundService(service, None))
            else:
                far.append(found)
    # What has no place must at least have a number.
    anywhere.sort(key=lambda found: (not found.service.phones, *_preference(found.service, category, language)))
    if here is None:
        local.sort(key=lambda found: _preference(found.service, category, language))
        return FoundServices([*anywhere, *local], 0)
    local.sort(key=lambda found: (_ring(found, here), *_preference(found.service, category, language)))
    if not local and not anywhere:
        local = sorted(far, key=lambda found: (found.about_km or 0.0, found.service.id))
    return FoundServices([*local, *anywhere], len(local))


def _measured(gazetteer: Gazetteer, here: Place, service: ServiceValue) -> FoundService:
    # Staff may have entered a row without coordinates.
    there = service.position or position_of(gazetteer, service.prefecture, service.city)
    if there is None:
        return FoundService(service, None)
    is_prefecture = here.code == here.prefecture
    if is_prefecture and service.prefecture == here.prefecture:
        return FoundService(service, None, 0.0)
    distance = round(here.distance_km(there), 1)
    is_known = not is_prefecture and there.precision is not Precision.PREFECTURE
    return FoundService(service, distance if is_known else None, distance)


def _ring(found: FoundService, here: Place) -> tuple[int, float]:
    """The place's own prefecture first, then by distance in steps of 10 km, so that small differences do not decide."""
    own = found.service.prefecture == here.prefecture
    return (0 if own else 1, (found.about_km or 0.0) // 10)


def _preference(service: ServiceValue, category: str, language: str) -> tuple[bool, bool, int, bool, bool, str]:
    return (
        not _FOR_REFUGEES.search(service.eligibility or ""),
        not {language, *languages.get(language).fallback} & set(service.languages),
        service.categories.index(category) if category in service.categories else len(service.categories),
        not any(phone.kind is not PhoneKind.NAVI for phone in service.phones),
        not service.phones,
        service.id,
    )
