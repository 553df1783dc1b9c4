"""Which services to offer for a need and a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import languages
from app.errors import UnknownCategory
from app.knowledge.catalogue import Catalogue
from app.knowledge.opening_hours import is_open, opens_on
from app.knowledge.places import Gazetteer, Place
from app.knowledge.positions import position_of
from app.knowledge.values import ServiceValue
from app.knowledge.vocabulary import NATIONWIDE, Category, PhoneKind, Precision, Situation, Term

NEAR_KM = 120.0
"""Further away than this, a phone line is the better help."""

_HARDEST = {Situation.NONE, Situation.RELEASED, Situation.REFUSED}
"""Where not every door is open: who helps people of any status comes first."""
_FOR_ANYBODY = {Category.LEGAL, Category.MEDICAL, Category.EMPLOYMENT, Category.LABOUR, Category.GENERAL}
FOR_VICTIMS = {Category.EMERGENCY, Category.WOMEN}
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
    are_unfiltered: bool = False
    """Nothing passed the filters, so they were dropped."""

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
    on: str | None = None
    """Open on this weekday (`MO` … `SU`)."""
    language: str | None = None

    def admits(self, service: ServiceValue, *, at: datetime, spoken: Collection[str]) -> bool:
        """Whether the list keeps `service` at `at` for somebody who speaks `spoken`."""
        return (
            (not self.phone or bool(service.phones))
            and (not self.free or (service.cost or "").startswith(("free", "service free")))
            and (not self.women or "women" in service.categories or Term.WOMEN_ONLY in service.terms)
            and (not self.open or is_open(service.schedules, at, spoken=spoken) is True)
            and (self.on is None or opens_on(service.schedules, self.on, spoken=spoken))
            and (self.language is None or not set(service.languages).isdisjoint(_understood(self.language)))
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
    situation: str | None = None,
) -> FoundServices:
    """Services of `category`, nearest first where `place` is known, those that help anywhere after them.

    An office that is responsible for the place's prefecture counts as near, however far it lies.

    `place` is a prefecture or city code, or None for all of Japan; `at` is now unless given. Among equals those come
    first that say they help people in the visitor's `situation`. Never empty while the directory has anything for the
    category: filters that leave nothing are dropped (a language in favour of interpreters), far services come where
    there are neither near nor nationwide ones, and general desks where the directory has none of the category.
    Raises UnknownCategory and UnknownPlace.
    """
    if category not in set(Category):
        raise UnknownCategory(category=category)
    here = gazetteer.place(place) if place and place != NATIONWIDE else None
    offered = [service for service in catalogue.services.values() if category in service.categories]
    if category in _FOR_ANYBODY and not only.women:
        # A line for victims of violence that also finds doctors is not whom to show somebody with toothache.
        offered = [service for service in offered if service.categories[0] not in FOR_VICTIMS] or offered
    if not offered:
        offered = [service for service in catalogue.services.values() if Category.GENERAL in service.categories]
    now, spoken = at or datetime.now(UTC), _understood(language)
    admitted = [service for service in offered if only.admits(service, at=now, spoken=spoken)]

    def wanted(service: ServiceValue) -> tuple[bool | int | str, ...]:
        return _preference(service, category, language, situation)

    found = _in_order(gazetteer, here, admitted, wanted)
    if found.nationwide_from or (found.total > 0 and not _are_far(found, here)):
        return found

    def interpreting(service: ServiceValue) -> tuple[bool | int | str, ...]:
        return (only.language is not None and Term.INTERPRETER not in service.terms, *wanted(service))

    # Nothing near passes the filters: what there is near, or anywhere, is the better help.
    is_filtered = only != Only()
    return replace(_in_order(gazetteer, here, offered, interpreting), are_unfiltered=is_filtered)


def _in_order(
    gazetteer: Gazetteer,
    here: Place | None,
    offered: Sequence[ServiceValue],
    preference: Callable[[ServiceValue], tuple[bool | int | str, ...]],
) -> FoundServices:
    """Those near `here`, then those that help anywhere; where there are neither, the others by distance."""
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
            is_near = found.about_km is not None and found.about_km <= NEAR_KM
            if is_near or here.prefecture in service.responsible_for:
                local.append(found)
            elif service.helps_anywhere:
                anywhere.append(FoundService(service, None))
            else:
                far.append(found)
    # What has no place must at least have a number.
    anywhere.sort(key=lambda found: (not found.service.phones, *preference(found.service)))
    if here is None:
        local.sort(key=lambda found: preference(found.service))
        return FoundServices([*anywhere, *local], 0)
    local.sort(key=lambda found: (*_ring(found, here), *preference(found.service)))
    if not local and not anywhere:
        local = sorted(far, key=lambda found: (found.about_km or 0.0, found.service.id))
    return FoundServices([*local, *anywhere], len(local))


def _are_far(found: FoundServices, here: Place | None) -> bool:
    """Whether the first of the services is out of reach."""
    first = found.services[0]
    return here is not None and first.about_km is not None and first.about_km > NEAR_KM


def _understood(tag: str) -> set[str]:
    """Languages that somebody who speaks `tag` understands."""
    return {tag, *(languages.get(tag).fallback if tag in languages.TAGS else ())}


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


def _ring(found: FoundService, here: Place) -> tuple[bool, bool, float]:
    """The place's own prefecture, and who is responsible for it, first; then by distance.

    In steps of 10 km, so that small differences do not decide. Whom nobody can call or visit comes last among those in
    the prefecture, and among the others.
    """
    is_elsewhere = here.prefecture not in {found.service.prefecture, *found.service.responsible_for}
    is_out_of_reach = not (found.service.phones or found.service.address)
    return is_elsewhere, is_out_of_reach, (found.about_km or 0.0) // 10


def _preference(
    service: ServiceValue, category: str, language: str, situation: str | None
) -> tuple[bool, bool, bool, bool, int, bool, bool, str]:
    return (
        service.categories[0] != category,
        not _FOR_REFUGEES.search(service.eligibility or ""),
        situation in _HARDEST and Term.ANY_STATUS not in service.terms,
        not {language, *languages.get(language).fallback} & set(service.languages),
        service.categories.index(category) if category in service.categories else len(service.categories),
        not any(phone.kind is not PhoneKind.NAVI for phone in service.phones),
        not service.phones,
        service.id,
    )
