"""Fills the service directory from `content/services/`; what staff changed is left alone, with all its parts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from app.knowledge.content import Content
from app.knowledge.directory import (
    Location,
    Organization,
    Phone,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceCategory,
    ServiceLanguage,
    ServiceSource,
    ServiceTerm,
)
from app.knowledge.freshness import stale_services
from app.knowledge.models import Source
from app.knowledge.places import Gazetteer, read_gazetteer
from app.knowledge.positions import position_of
from app.knowledge.schedule_entries import read_schedule, schedule_row
from app.knowledge.values import Position
from app.knowledge.vocabulary import NATIONWIDE, EditingState, PhoneKind, PhonePurpose, Precision


def seed_directory(session: Session, content: Content, sources: Mapping[str, Source], *, today: date) -> None:
    """Every row of the files is in the database afterwards, `sources` linked to it by address.

    What has left the files is a draft from then on: the place may be closed, the number somebody else's.
    """
    stale = stale_services(content.services, today)
    gazetteer = read_gazetteer(content.root)
    rows = {row.id: row for row in session.scalars(select(Service).options(selectinload("*")))}
    ours = {
        service: entry
        for service, entry in content.services.items()
        if service not in rows or not rows[service].changed_by_staff
    }
    for service, row in rows.items():
        if service not in content.services and not row.changed_by_staff:
            row.state = EditingState.DRAFT
    for service, entry in ours.items():
        state = EditingState.DRAFT if service in stale else EditingState.PUBLISHED
        _seed_organization(session, service, entry)
        row = rows.get(service) or Service(id=service, organization_id=service)
        session.add(row)
        _fill(row, entry, state)
        session.merge(_location(service, entry, gazetteer))
    session.flush()
    for service in ours:
        session.merge(ServiceAtLocation(service_id=service, location_id=service))
    session.execute(delete(ServiceSource).where(ServiceSource.service_id.in_(ours)))
    for service, entry in ours.items():
        pages = dict.fromkeys(page["url"] for page in entry["sources"])
        session.add_all(ServiceSource(service_id=service, source_id=sources[url].id) for url in pages)


def _seed_organization(session: Session, service: str, entry: Mapping[str, Any]) -> None:
    name = entry["name"]
    session.merge(Organization(id=service, name=name["en"], alternate_name=name.get("ja"), website=entry.get("url")))


def _fill(row: Service, entry: Mapping[str, Any], state: EditingState) -> None:
    name = entry["name"]
    row.name, row.alternate_name, row.description = name["en"], name.get("ja"), entry["description"]
    row.url, row.email, row.status, row.state = entry.get("url"), entry.get("email"), "active", state
    row.eligibility_description, row.fees_description = entry.get("eligibility"), entry.get("cost")
    row.application_process = entry.get("appointment")
    row.service_area = entry.get("service_area")
    row.categories = [
        ServiceCategory(service_id=row.id, category=c, position=n) for n, c in enumerate(entry["categories"])
    ]
    row.terms = [ServiceTerm(service_id=row.id, term=term, position=n) for n, term in enumerate(entry["terms"])]
    row.languages = [
        ServiceLanguage(service_id=row.id, code=c, position=n) for n, c in enumerate(entry.get("languages", ()))
    ]
    row.phones = [_phone(row.id, phone, n) for n, phone in enumerate(entry.get("phones", ()))]
    words = [Schedule(service_id=row.id, description=entry["hours"], position=0)] if entry.get("hours") else []
    rules = [read_schedule(one) for one in entry["schedules"]]
    row.schedules = [*words, *(schedule_row(row.id, rule, n) for n, rule in enumerate(rules, start=1))]


def _phone(service: str, phone: Mapping[str, Any], position: int) -> Phone:
    return Phone(
        service_id=service,
        number=phone["number"],
        kind=PhoneKind(phone["kind"]),
        purpose=PhonePurpose(phone["purpose"]) if "purpose" in phone else None,
        languages=phone.get("languages"),
        hours=phone.get("hours"),
        position=position,
    )


def _location(service: str, entry: Mapping[str, Any], gazetteer: Gazetteer) -> Location:
    address = entry.get("address", {})
    prefecture = entry.get("prefecture", NATIONWIDE)
    if "latitude" in entry:
        position: Position | None = Position(entry["latitude"], entry["longitude"], Precision.ADDRESS)
    else:
        position = position_of(gazetteer, prefecture, entry.get("city"))
    return Location(
        id=service,
        prefecture=prefecture,
        city=entry.get("city"),
        address=address.get("en"),
        address_ja=address.get("ja"),
        latitude=position.latitude if position else None,
        longitude=position.longitude if position else None,
        precision=position.precision if position else None,
    )
