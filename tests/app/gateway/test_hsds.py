"""The export says in HSDS's words all that we know, and nothing that no source says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.gateway.hsds import hsds_service
from app.knowledge.content import Content
from app.knowledge.serving import Knowledge
from app.messages import Messages, read_messages
from tests.fixtures.hsds import PAGE, SERVICE
from tests.fixtures.servers import Gateway

Exported = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def messages(content: Content) -> Messages:
    return read_messages(content)


@pytest.fixture(scope="module")
def exported(knowledge: Knowledge, messages: Messages) -> Exported:
    """Our id → the service as it is exported."""
    return {own: hsds_service(service, messages) for own, service in knowledge.catalogue.services.items()}


def test_the_whole_export_is_what_the_standard_asks_for(gateway: Gateway) -> None:
    validator = Draft202012Validator(PAGE, format_checker=Draft202012Validator.FORMAT_CHECKER)
    page = gateway.client.get("/api/v1/services.json").json()
    assert [f"{fault.json_path}: {fault.message}" for fault in validator.iter_errors(page)] == []
    assert len(page["contents"]) > 200


@pytest.mark.parametrize(
    "change", [{"assured_date": None}, {"id": "jar"}, {"status": "open"}, {"opening": "now"}, {"languages": [{}]}]
)
def test_what_the_standard_forbids_would_be_seen(exported: Exported, change: dict[str, Any]) -> None:
    validator = Draft202012Validator(SERVICE, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert validator.is_valid(exported["jar"])
    assert not validator.is_valid({**exported["jar"], **change})


def ids(thing: Any, kind: str = "service") -> Iterator[tuple[str, str]]:
    """Every id in `thing` with what it is the id of."""
    if isinstance(thing, dict):
        yield from [(kind, thing["id"])] if "id" in thing else []
        for name, part in thing.items():
            yield from ids(part, name)
    elif isinstance(thing, list):
        for part in thing:
            yield from ids(part, kind)


def test_each_thing_has_an_id_of_its_own_that_is_the_same_in_every_export(
    exported: Exported, knowledge: Knowledge, messages: Messages
) -> None:
    found = Counter(one for service in exported.values() for one in ids(service))
    assert [one for one, times in found.items() if times > 1 and one[0] != "taxonomy_term"] == []
    again = {own: hsds_service(service, messages) for own, service in knowledge.catalogue.services.items()}
    assert again == exported


def test_hours_are_there_in_words_and_as_rules(exported: Exported) -> None:
    words, *rules = exported["yorisoi"]["schedules"]
    assert words["description"] == "foreign languages daily 10:00-22:00; Japanese 24h"
    assert [(rule["byday"], rule["opens_at"], rule["closes_at"], rule.get("notes")) for rule in rules] == [
        ("MO,TU,WE,TH,FR,SA,SU", "10:00+09:00", "22:00+09:00", None),
        ("MO,TU,WE,TH,FR,SA,SU", "00:00+09:00", "23:59+09:00", "in ja only"),
    ]
    assert exported["kashiwa-kira"]["schedules"][1]["byday"] == "4WE"
    assert exported["kashiwa-kira"]["schedules"][1]["freq"] == "MONTHLY"


def test_a_number_says_what_it_is_for(exported: Exported) -> None:
    first, second = exported["houterasu-ml"]["phones"]
    assert (first["number"], first["description"]) == ("050-3754-5430", "for internet phones and prepaid phones")
    assert second["description"] == "0570: charged, not in flat rates"
    assert exported["dv-plus"]["phones"][0]["languages"][0]["code"] == "ja"


def test_what_a_service_does_stands_in_its_attributes(exported: Exported) -> None:
    terms = {one["taxonomy_term"]["code"] for one in exported["jar"]["attributes"] if "taxonomy_term" in one}
    assert {"legal", "legal_advice", "refugees_only"} <= terms


def test_coordinates_say_how_surely_they_are_known(exported: Exported) -> None:
    [city], [prefecture] = exported["jar"]["service_at_locations"], exported["issj"]["service_at_locations"]
    assert city["location"]["description"].startswith("Coordinates: the hall of the city")
    assert prefecture["location"]["description"].startswith("Coordinates: the seat of the prefecture")
    assert city["location"]["addresses"][0]["postal_code"] == "101-0065"
    [nowhere] = exported["isa-info"]["service_at_locations"]
    assert "latitude" not in nowhere["location"] and nowhere["location"]["location_type"] == "virtual"
    assert exported["isa-info"]["service_areas"][0]["name"] == "Japan"
    assert [area["name"] for area in exported["isa-takamatsu"]["service_areas"]] == ["JP-36", "JP-37", "JP-38", "JP-39"]


def test_the_day_of_a_confirmation_is_the_assured_date(
    exported: Exported, knowledge: Knowledge, messages: Messages
) -> None:
    assert "assured_date" not in exported["jar"]
    confirmed = replace(knowledge.catalogue.services["jar"], checked_on=date(2026, 12, 1))
    assert hsds_service(confirmed, messages)["assured_date"] == "2026-12-01"
