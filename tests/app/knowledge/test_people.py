"""Whom a visitor can talk to, at any hour of the week."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.knowledge.people import FoundPeople, find_people
from app.knowledge.serving import Knowledge
from app.knowledge.vocabulary import NATIONWIDE

MONDAY_MORNING = datetime(2026, 11, 30, 1, tzinfo=UTC)  # ten o'clock in Japan
SUNDAY_NIGHT = datetime(2026, 12, 6, 14, tzinfo=UTC)
NEW_YEAR = datetime(2027, 1, 1, 4, tzinfo=UTC)
HOURS = [MONDAY_MORNING, SUNDAY_NIGHT, NEW_YEAR]
LANGUAGES = ["ar", "en", "fa", "fr", "ja", "my"]


def people(
    knowledge: Knowledge, *, at: datetime, language: str, need: str | None = None, place: str | None = None
) -> FoundPeople:
    return find_people(knowledge.catalogue, knowledge.gazetteer, need=need, place=place, language=language, at=at)


@pytest.mark.parametrize("at", HOURS, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("need", [None, "legal", "medical", "women"])
def test_who_names_no_place_is_not_sent_to_a_far_town_before_those_that_help_anywhere(
    knowledge: Knowledge, need: str | None, language: str, at: datetime
) -> None:
    found = people(knowledge, at=at, language=language, need=need)
    for first, last in ((0, found.open_now), (found.open_now, len(found.services))):
        group = [one.service for one in found.services[first:last]]
        elsewhere = [one.prefecture != NATIONWIDE and not one.helps_anywhere for one in group]
        assert elsewhere == sorted(elsewhere), [one.id for one in group]


@pytest.mark.parametrize("at", HOURS, ids=str)
@pytest.mark.parametrize("language", LANGUAGES)
def test_who_was_hurt_finds_a_line_that_never_closes_among_the_first(
    knowledge: Knowledge, language: str, at: datetime
) -> None:
    found = people(knowledge, at=at, language=language, need="women")
    assert found.services[0].service.id == "dv-plus"
    assert found.open_now >= 1


def test_those_that_are_open_come_first_and_are_counted(knowledge: Knowledge) -> None:
    in_the_morning = people(knowledge, at=MONDAY_MORNING, language="en")
    at_night = people(knowledge, at=SUNDAY_NIGHT, language="en")
    assert in_the_morning.open_now > 0 and at_night.open_now == 0
    assert {one.service.id for one in in_the_morning.services} == {one.service.id for one in at_night.services}


def test_among_those_that_are_open_there_who_speaks_the_language_comes_first(knowledge: Knowledge) -> None:
    found = people(knowledge, at=MONDAY_MORNING, language="my", place="JP-23")
    speaking = ["my" in one.service.languages for one in found.services[: found.open_now]]
    assert speaking[0] and speaking == sorted(speaking, reverse=True)
