"""Which services to offer for a need and a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import UnknownCategory
from app.knowledge.catalogue import Catalogue
from app.knowledge.places import Gazetteer, Place
from app.knowledge.values import ServiceValue
from app.knowledge.vocabulary import NATIONWIDE, Category, PhoneKind

NEAR_KM = 120.0
"""Further away than this, a phone line is the better help."""

_FOR_REFUGEES = re.compile(r"refugee|asylum|seeking recognition", re.I)


@dataclass(frozen=True, slots=True)
class FoundService:
    """A service and how far it lies from the place asked about; None where that is not known or does not matter."""

    service: ServiceValue
    distance_km: float | None


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
    """Open at any hour: the only opening we can be sure of from a source's wording."""
    language: str | None = None

    def admits(self, service: ServiceValue) -> bool:
        return (
            (not self.phone or bool(service.phones))
            and (not self.free or (service.cost or "").startswith(("free", "service free")))
            and (not self.women or "women" in service.categories)
            and (not self.open or "24h" in (service.hours or ""))
            and (self.language is None or self.language in service.languages)
        )


def find_services(
    catalogue: Catalogue, gazetteer: Gazetteer, category: str, *, place: str | None, language: str, only: Only = Only()
) -> FoundServices:
    """Services of `category`, nearest first where `place` is known, those that help anywhere after them.

    `place` is a prefecture or city code, or None for all of Japan. Never empty while the directory has anything for
    the category: filters that leave nothing are dropped, far services come where there are neither near nor
    nationwide ones, and general desks where the directory has none of the category.
    Raises UnknownCategory and UnknownPlace.
    """
    if category not in set(Category):
        raise UnknownCategory(category=category)
    here = gazetteer.place(place) if place and place != NATIONWIDE else None
    offered = [service for service in catalogue.services.values() if category in service.categories]
    if not offered:
        offered = [service for service in catalogue.services.values() if Category.GENERAL in service.categories]
    offered = [service for service in offered if only.admits(service)] or offered
    local: list[FoundService] = []
    far: list[FoundService] = []
    anywhere: list[FoundService] = []
    for service in offered:
        if service.prefecture == NATIONWIDE:
            anywhere.append(FoundService(service, None))
        elif here is None:
            local.append(FoundService(service, None))
        else:
            distance = _distance_km(gazetteer, here, service)
            (far if distance is None or distance > NEAR_KM else local).append(FoundService(service, distance))
    # What has no place must at least have a number.
    anywhere.sort(key=lambda found: (not found.service.phones, *_preference(found.service, category, language)))
    if here is None:
        local.sort(key=lambda found: _preference(found.service, category, language))
        return FoundServices([*anywhere, *local], 0)
    local.sort(key=lambda found: (_ring(found, here), *_preference(found.service, category, language)))
    if not local and not anywhere:
        local = sorted(far, key=lambda found: (found.distance_km or 0.0, found.service.id))
    return FoundServices([*local, *anywhere], len(local))


def _distance_km(gazetteer: Gazetteer, here: Place, service: ServiceValue) -> float | None:
    there = gazetteer.locate(service.prefecture, service.city)
    if there is None:
        return None
    if service.prefecture == here.prefecture and here.code == here.prefecture:
        return 0.0
    return round(here.distance_km(there), 1)


def _ring(found: FoundService, here: Place) -> tuple[int, float]:
    """The place's own prefecture first, then by distance in steps of 10 km, so that small differences do not decide."""
    own = found.service.prefecture == here.prefecture
    return (0 if own else 1, (found.distance_km or 0.0) // 10)


def _preference(service: ServiceValue, category: str, language: str) -> tuple[bool, bool, int, bool, bool, str]:
    return (
        not _FOR_REFUGEES.search(service.eligibility or ""),
        language not in service.languages,
        service.categories.index(category) if category in service.categories else len(service.categories),
        not any(phone.kind is not PhoneKind.NAVI for phone in service.phones),
        not service.phones,
        service.id,
    )
