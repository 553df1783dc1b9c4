"""Open is said only of what is surely open."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from app.errors import ContentFault
from app.knowledge.content import Content
from app.knowledge.freshness import JAPAN
from app.knowledge.opening_hours import is_open
from app.knowledge.public_holidays import is_public_holiday, is_year_end
from app.knowledge.schedule_entries import read_schedule, schedule_row, schedule_value

WEEKDAYS = {"byday": ["MO", "TU", "WE", "TH", "FR"], "opens_at": "09:00", "closes_at": "17:00"}
DAILY = {"byday": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]}
ALWAYS = {**DAILY, "around_the_clock": True}


def at(moment: str) -> datetime:
    """A time in Japan: 30 November 2026 is a Monday, 3 November a public holiday."""
    return datetime.fromisoformat(moment).replace(tzinfo=JAPAN)


@pytest.mark.parametrize(
    ("rules", "moment", "expected"),
    [
        ([WEEKDAYS], "2026-11-30 09:00", True),
        ([WEEKDAYS], "2026-11-30 08:59", False),
        ([WEEKDAYS], "2026-11-30 17:00", False),
        ([WEEKDAYS], "2026-11-29 12:00", False),
        ([WEEKDAYS], "2026-11-03 12:00", None),
        ([{**WEEKDAYS, "closed_on_holidays": True}], "2026-11-03 12:00", False),
        ([{**WEEKDAYS, "closed_on_holidays": True}, WEEKDAYS], "2026-11-03 12:00", None),
        ([WEEKDAYS], "2026-12-29 12:00", None),
        ([ALWAYS], "2026-11-03 03:00", True),
        ([ALWAYS], "2026-12-31 03:00", True),
        ([{**DAILY, "opens_at": "09:00", "closes_at": "20:00"}], "2026-11-03 12:00", None),
        ([{"byday": ["2WE", "4WE"], "opens_at": "13:00", "closes_at": "17:00"}], "2026-11-25 13:00", True),
        ([{"byday": ["2WE", "4WE"], "opens_at": "13:00", "closes_at": "17:00"}], "2026-11-18 13:00", False),
        ([{"byday": ["1SA"], "opens_at": "13:00", "closes_at": "17:00"}], "2026-11-07 13:00", True),
        ([{"byday": ["-1FR"], "opens_at": "13:00", "closes_at": "17:00"}], "2026-11-27 13:00", True),
        ([{"byday": ["-1FR"], "opens_at": "13:00", "closes_at": "17:00"}], "2026-11-20 13:00", False),
        ([{"byday": ["FR"], "opens_at": "22:00", "closes_at": "02:00"}], "2026-11-28 01:59", True),
        ([{"byday": ["FR"], "opens_at": "22:00", "closes_at": "02:00"}], "2026-11-28 02:00", False),
        ([{"bymonthday": [10], "opens_at": "08:00", "closes_at": "08:00"}], "2026-12-11 07:59", True),
        ([{"bymonthday": [10], "opens_at": "08:00", "closes_at": "08:00"}], "2026-12-11 08:00", False),
        ([], "2026-11-30 12:00", None),
    ],
)
def test_a_service_is_open_closed_or_nobody_can_tell(
    rules: list[dict[str, object]], moment: str, expected: bool | None
) -> None:
    assert is_open([read_schedule(rule) for rule in rules], at(moment)) is expected


def test_the_hours_are_those_of_japan_wherever_the_clock_stands() -> None:
    monday_noon = datetime.fromisoformat("2026-11-30T03:00+00:00")
    assert is_open([read_schedule(WEEKDAYS)], monday_noon) is True
    assert is_open([read_schedule(WEEKDAYS)], monday_noon + timedelta(hours=5)) is False


@pytest.mark.parametrize(
    ("spoken", "expected"), [(["pt"], True), (["ja-simple", "ja"], False), (["ar"], True), ([], True)]
)
def test_hours_of_one_language_hold_for_those_who_speak_it(spoken: list[str], expected: bool) -> None:
    rules = [read_schedule(WEEKDAYS), read_schedule({**WEEKDAYS, "byday": ["TU"], "for": "lang:ja"})]
    assert is_open(rules, at("2026-11-30 12:00"), spoken=spoken) is expected


def test_hours_of_other_languages_say_nothing() -> None:
    assert is_open([read_schedule({**WEEKDAYS, "for": "lang:pt"})], at("2026-11-30 12:00"), spoken=["ar"]) is None


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-01", True),
        ("2026-01-12", True),  # second Monday
        ("2026-03-20", True),  # equinox
        ("2026-05-06", True),  # in place of a Sunday
        ("2026-09-22", True),  # between two
        ("2026-09-23", True),
        ("2026-12-23", False),  # was one until 2018
        ("2026-12-31", False),
    ],
)
def test_public_holidays_are_those_of_the_law(day: str, expected: bool) -> None:
    assert is_public_holiday(date.fromisoformat(day)) is expected


def test_new_year_s_day_is_a_holiday_and_the_days_around_it_are_uncertain() -> None:
    days = [date(2026, 12, 28) + timedelta(days=n) for n in range(8)]
    assert [day.day for day in days if is_year_end(day)] == [29, 30, 31, 2, 3]


@pytest.mark.parametrize(
    "entry",
    [
        {**WEEKDAYS, "byday": ["XX"]},
        {**WEEKDAYS, "byday": []},
        {**WEEKDAYS, "bymonthday": [10]},
        {**WEEKDAYS, "opens_at": 540},  # what YAML makes of a bare 09:00
        {**WEEKDAYS, "closes_at": "25:00"},
        {**WEEKDAYS, "around_the_clock": True},
        {**WEEKDAYS, "closed_on_holidays": False},
        {**WEEKDAYS, "for": "lang:tlh"},
        {**WEEKDAYS, "for": "pigeon"},
        {"byday": ["MO"], "opens_at": "09:00"},
        {**WEEKDAYS, "bysetpos": [1]},
    ],
)
def test_a_malformed_rule_is_refused_with_itself_in_the_message(entry: dict[str, object]) -> None:
    with pytest.raises(ContentFault, match=r"schedule \{"):
        read_schedule(entry)


def test_every_rule_of_the_files_comes_back_from_its_row_as_it_was(content: Content) -> None:
    rules = [read_schedule(one) for entry in content.services.values() for one in entry["schedules"]]
    assert len(rules) > 150
    assert all(schedule_value(schedule_row("any", rule, 1)) == rule for rule in rules)
    assert {rule.freq for rule in rules} == {"WEEKLY", "MONTHLY"}
