"""What nobody has looked at for too long says so to visitors, by the day it is in Japan."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from app.knowledge.models import KnowledgeRevision, Source
from tests.fixtures.servers import Gateway

# Everything in the seed was read in 2026-11.
LAST_DAY_OF_DEADLINES = datetime(2027, 1, 30, 14, 59, tzinfo=UTC)
DEADLINES_OVERDUE = datetime(2027, 1, 30, 15, 0, tzinfo=UTC)
ALL_OVERDUE = datetime(2027, 11, 2, tzinfo=UTC)


def at(gateway: Gateway, now: datetime) -> Gateway:
    gateway.app.state.gateway.now = lambda: now
    return gateway


def topic(gateway: Gateway, name: str, language: str = "en") -> dict[str, Any]:
    answer: dict[str, Any] = gateway.client.get(f"/api/v1/topics/{name}?language={language}").json()
    return answer


def services(gateway: Gateway) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = gateway.client.get("/api/v1/services?category=legal&language=en").json()["services"]
    return found


def test_an_answer_with_a_deadline_is_marked_from_midnight_in_tokyo_after_90_days(own_gateway: Gateway) -> None:
    before = topic(at(own_gateway, LAST_DAY_OF_DEADLINES), "appeal_deadline")
    assert (before["overdue"], before["overdue_note"]) == (False, None)
    after = topic(at(own_gateway, DEADLINES_OVERDUE), "appeal_deadline")
    assert after["overdue"] is True
    assert after["overdue_note"] == "We have not checked this since 11/2026. Please ask before you rely on it."
    assert after["text"] == before["text"] and after["sources"] == before["sources"]


def test_other_answers_and_services_are_marked_after_a_year(own_gateway: Gateway) -> None:
    at(own_gateway, DEADLINES_OVERDUE)
    assert not topic(own_gateway, "refugee_definition")["overdue"]
    assert not any(service["overdue"] for service in services(own_gateway))
    at(own_gateway, ALL_OVERDUE)
    assert topic(own_gateway, "refugee_definition")["overdue"]
    found = services(own_gateway)
    assert found and all(service["overdue"] and "11/2026" in service["overdue_note"] for service in found)


def test_the_conversation_marks_its_cards_as_the_list_does(own_gateway: Gateway) -> None:
    at(own_gateway, ALL_OVERDUE)
    message = own_gateway.begin().send(payload="need/legal").json()["messages"][0]
    assert message["services"] and all(service["overdue_note"] for service in message["services"])
    assert (message["overdue"], message["overdue_note"]) == (False, None)


def test_nobody_in_danger_is_told_to_ask_first(own_gateway: Gateway) -> None:
    answer = topic(at(own_gateway, ALL_OVERDUE), "domestic_violence")
    assert answer["kind"] == "crisis"
    assert (answer["overdue"], answer["overdue_note"]) == (True, None)


def test_what_rests_on_no_page_is_never_marked(own_gateway: Gateway) -> None:
    assert not topic(at(own_gateway, ALL_OVERDUE), "assistant_identity")["overdue"]


def test_the_line_is_in_the_language_of_the_conversation_whatever_the_answer_is_in(own_gateway: Gateway) -> None:
    messages = own_gateway.app.state.gateway.messages
    at(own_gateway, ALL_OVERDUE)
    for language in messages.languages:
        wanted = messages.text("utter_overdue", language, month="11/2026")
        assert topic(own_gateway, "appeal_deadline", language)["overdue_note"] == wanted


@pytest.mark.parametrize(("checked_on", "is_marked"), [(date(2027, 1, 15), False), (date(2026, 10, 1), True)])
def test_a_source_confirmed_by_staff_counts_from_that_day(
    own_gateway: Gateway, checked_on: date, is_marked: bool
) -> None:
    state = own_gateway.app.state.gateway
    before = state.knowledge.catalogue
    with state.open_session.begin() as session:
        session.execute(update(Source).values(checked_on=checked_on))
        session.execute(update(KnowledgeRevision).values(number=KnowledgeRevision.number + 1))
    patience = time.monotonic() + 10
    while state.knowledge.catalogue is before:
        assert time.monotonic() < patience
        time.sleep(0.01)
    answer = topic(at(own_gateway, DEADLINES_OVERDUE), "appeal_deadline")
    assert answer["overdue"] is is_marked
    assert {source["read_on"] for source in answer["sources"]} == {"2026-11"}
