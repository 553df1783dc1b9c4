"""Directory entries as HSDS 3 (openreferral.org) writes them, for partners; English, with the Japanese names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from typing import Any
from uuid import UUID, uuid5

from app.knowledge.values import PhoneValue, ScheduleValue, ServiceValue
from app.knowledge.vocabulary import SOURCE_LANGUAGE, PhoneKind, Precision
from app.messages import Messages

_OURS = UUID("6f1c3f53-0c5e-5b0e-9d0e-8a3f6f0e7a51")
"""Namespace of every id here: HSDS wants UUIDs, and an entry must keep its own from export to export."""
_UTC_OFFSET = 9
_MIDNIGHT, _LAST_MINUTE = time(0), time(23, 59)
_POSTAL_CODE = re.compile(r"(?<![\d-])\d{3}-\d{4}(?![\d-])")
_DIALLING = {
    PhoneKind.FREE: "free call inside Japan",
    PhoneKind.NAVI: "0570: charged, not in flat rates",
    PhoneKind.SHORT: "short number, inside Japan",
}
_POINT = {
    Precision.CITY: "Coordinates: the hall of the city or ward, not the address.",
    Precision.PREFECTURE: "Coordinates: the seat of the prefecture; where in it is not known.",
}
Thing = dict[str, Any]


def hsds_service(service: ServiceValue, messages: Messages) -> Thing:
    """One entry as an HSDS 3 `service` with its parts inside; what no source says is absent, as the schema wants."""
    rules = enumerate(service.schedules)
    words = [{"id": _id("schedule", service.id), "description": service.hours}] if service.hours else []
    terms = [("category", category) for category in service.categories] + [("term", term) for term in service.terms]
    return _said(
        id=_id("service", service.id),
        name=service.name,
        alternate_name=service.name_ja,
        description=service.description,
        url=service.url,
        email=service.email,
        status="active",
        application_process=service.appointment,
        fees_description=service.cost,
        eligibility_description=service.eligibility,
        assured_date=service.checked_on.isoformat() if service.checked_on else None,
        organization=_said(
            id=_id("organization", service.id),
            name=service.name,
            alternate_name=service.name_ja,
            description=service.description,
            website=service.url,
        ),
        phones=[_phone(phone, n, service, messages) for n, phone in enumerate(service.phones)],
        languages=[_language(tag, "service", service.id) for tag in service.languages],
        schedules=[*words, *(_schedule(rule, _id("schedule", service.id, n)) for n, rule in rules)],
        service_areas=_service_areas(service),
        service_at_locations=[{"id": _id("service_at_location", service.id), "location": _location(service)}],
        attributes=[
            {
                "id": _id("attribute", service.id),
                "link_id": _id("service", service.id),
                "link_entity": "service",
                "link_type": "identifier",
                "value": service.id,
            },
            *(_attribute(kind, code, service, messages) for kind, code in terms),
        ],
    )


def _service_areas(service: ServiceValue) -> list[Thing]:
    if service.helps_anywhere:
        return [{"id": _id("service_area", service.id), "name": "Japan"}]
    return [
        {"id": _id("service_area", service.id, number), "name": code, "description": "prefecture, ISO 3166-2"}
        for number, code in enumerate(sorted(service.responsible_for))
    ]


def _said(**values: Any) -> Thing:
    """HSDS knows no null: what is not known is left out."""
    return {name: value for name, value in values.items() if value is not None}


def _id(*parts: object) -> str:
    return str(uuid5(_OURS, "/".join(map(str, parts))))


def _phone(phone: PhoneValue, position: int, service: ServiceValue, messages: Messages) -> Thing:
    mine = _id("phone", service.id, position)
    purpose = messages.text(f"phone_for.{phone.purpose}", SOURCE_LANGUAGE) if phone.purpose else None
    said = [purpose, _DIALLING.get(phone.kind), phone.hours]
    return _said(
        id=mine,
        number=phone.number,
        type="voice",
        description="; ".join(filter(None, said)) or None,
        languages=[_language(tag, "phone", mine) for tag in phone.languages],
    )


def _language(tag: str, *of: object) -> Thing:
    """HSDS names languages by ISO 639; a script or region is a note."""
    code = tag.split("-")[0]
    return _said(id=_id("language", *of, tag), code=code, note=None if code == tag else tag)


def _schedule(rule: ScheduleValue, schedule_id: str) -> Thing:
    closes = _LAST_MINUTE if rule.opens_at == rule.closes_at == _MIDNIGHT else rule.closes_at
    notes = (
        f"in {rule.language} only" if rule.language else None,
        "closes on the next day" if closes <= rule.opens_at else None,
        "closed on public holidays" if rule.closed_on_holidays else None,
    )
    return _said(
        id=schedule_id,
        freq=rule.freq,
        byday=",".join(rule.byday) or None,
        bymonthday=",".join(map(str, rule.bymonthday)) or None,
        opens_at=_clock(rule.opens_at),
        closes_at=_clock(closes),
        timezone=_UTC_OFFSET,
        attending_type=rule.attending_type,
        notes="; ".join(filter(None, notes)) or None,
    )


def _clock(moment: time) -> str:
    return f"{moment:%H:%M}+{_UTC_OFFSET:02}:00"


def _location(service: ServiceValue) -> Thing:
    lies = service.address or service.address_ja
    is_physical = bool(lies or service.city)
    position = service.position
    return _said(
        id=_id("location", service.id),
        location_type="physical" if is_physical else "virtual",
        url=None if is_physical else service.url,
        description=_POINT.get(position.precision) if position else None,
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
        addresses=[_address(service)] if is_physical else [],
    )


def _address(service: ServiceValue) -> Thing:
    """Every part is required: one that no source says is empty."""
    code = _POSTAL_CODE.search(f"{service.address_ja or ''} {service.address or ''}")
    return {
        "id": _id("address", service.id),
        "address_1": service.address or service.address_ja or "",
        "city": service.city or "",
        "state_province": service.prefecture,
        "postal_code": code[0] if code else "",
        "country": "JP",
        "address_type": "physical",
    }


def _attribute(kind: str, code: str, service: ServiceValue, messages: Messages) -> Thing:
    label = messages.text(f"{kind}.{code}", SOURCE_LANGUAGE)
    term: Mapping[str, str] = {
        "id": _id("taxonomy_term", kind, code),
        "code": code,
        "name": label,
        "description": label,
        "taxonomy": f"shirube {kind}",
        "language": SOURCE_LANGUAGE,
    }
    return {
        "id": _id("attribute", service.id, kind, code),
        "link_id": _id("service", service.id),
        "taxonomy_term_id": term["id"],
        "link_entity": "service",
        "taxonomy_term": term,
    }
