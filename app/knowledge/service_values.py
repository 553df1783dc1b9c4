"""A directory entry as it leaves the database."""

from __future__ import annotations

from app.knowledge.directory import Location, Phone, Service
from app.knowledge.schedule_entries import schedule_value
from app.knowledge.values import PhoneValue, Position, ServiceValue, SourceValue
from app.knowledge.vocabulary import NATIONWIDE, PhoneKind, Term


def service_value(service: Service, sources: tuple[SourceValue, ...]) -> ServiceValue:
    """The entry with the `sources` that may be linked; 0570 numbers are its last."""
    location = service.locations[0]
    phones = sorted(service.phones, key=lambda phone: (phone.kind is PhoneKind.NAVI, phone.position))
    rules = (schedule_value(row) for row in service.schedules)
    return ServiceValue(
        id=service.id,
        name=service.name,
        name_ja=service.alternate_name,
        description=service.description,
        categories=tuple(category.category for category in service.categories),
        phones=tuple(_phone_value(phone) for phone in phones),
        languages=tuple(language.code for language in service.languages),
        hours=next((row.description for row in service.schedules if row.description), None),
        address=location.address,
        address_ja=location.address_ja,
        prefecture=location.prefecture,
        helps_anywhere=NATIONWIDE in (location.prefecture, service.service_area),
        responsible_for=frozenset((service.service_area or "").split()) - {NATIONWIDE},
        city=location.city,
        url=service.url,
        email=service.email,
        eligibility=service.eligibility_description,
        cost=service.fees_description,
        appointment=service.application_process,
        sources=sources,
        checked_on=service.assured_date,
        schedules=tuple(rule for rule in rules if rule is not None),
        # A term that was taken out of the vocabulary has no label any more.
        terms=tuple(Term(one.term) for one in service.terms if one.term in set(Term)),
        position=_position(location),
    )


def _phone_value(phone: Phone) -> PhoneValue:
    return PhoneValue(phone.number, phone.kind, phone.purpose, tuple(phone.languages or ()), phone.hours)


def _position(location: Location) -> Position | None:
    if location.latitude is None or location.longitude is None or location.precision is None:
        return None
    return Position(location.latitude, location.longitude, location.precision)
