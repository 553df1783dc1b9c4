"""The cautious day for a request for review is the 7th, the notice's own day included, or the working day before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.knowledge.deadlines import is_office_closed, review_deadline

# The first day of a year that is asked for is slow: its holidays are worked out.
SLOW_AT_FIRST = settings(deadline=None)
DAYS = st.dates(min_value=date(2019, 5, 1), max_value=date(2060, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("notice_on", "cautious_day"),
    [
        # June has no public holiday: each weekday by itself.
        ("2026-06-01", "2026-06-05"),  # Monday: the 7th day is a Sunday
        ("2026-06-02", "2026-06-08"),
        ("2026-06-03", "2026-06-09"),
        ("2026-06-04", "2026-06-10"),
        ("2026-06-05", "2026-06-11"),
        ("2026-06-06", "2026-06-12"),  # Saturday
        ("2026-06-07", "2026-06-12"),  # Sunday: the 7th day is a Saturday
        # New Year: closed from 29 December to 3 January, whatever the weekday.
        ("2026-12-22", "2026-12-28"),
        ("2026-12-23", "2026-12-28"),
        ("2026-12-25", "2026-12-28"),
        ("2026-12-28", "2026-12-28"),  # nothing is left but the day itself
        ("2026-12-29", "2027-01-04"),
        ("2027-12-28", "2027-12-28"),
        ("2027-12-27", "2027-12-28"),
        # Golden Week
        ("2026-04-23", "2026-04-28"),
        ("2026-04-27", "2026-05-01"),
        ("2026-04-30", "2026-05-01"),
        ("2026-05-01", "2026-05-07"),
        ("2019-04-26", "2019-04-26"),  # ten days in a row, for the change of emperors
        # A substitute for a holiday on a Sunday, and a day between two holidays
        ("2026-04-30", "2026-05-01"),  # the 7th day is 6 May, in place of Sunday the 3rd
        ("2027-03-16", "2027-03-19"),  # 22 March, in place of Sunday the 21st
        ("2026-09-16", "2026-09-18"),  # 22 September, between two
        # Single holidays
        ("2026-11-17", "2026-11-20"),
        ("2026-10-28", "2026-11-02"),
    ],
)
def test_the_cautious_day_stands_in_the_calendar(notice_on: str, cautious_day: str) -> None:
    found = review_deadline(day(notice_on), day(notice_on))
    assert found.cautious_day == day(cautious_day)


def test_a_paper_that_came_while_all_was_closed_may_leave_no_day_that_is_sure() -> None:
    found = review_deadline(day("2019-04-27"), day("2019-04-27"))
    assert found.cautious_day == day("2019-04-26")
    assert found.is_past and not found.is_today


@pytest.mark.parametrize(
    ("today", "days_left", "is_today", "is_past"),
    [
        ("2026-11-18", 6, False, False),
        ("2026-11-23", 1, False, False),
        ("2026-11-24", 0, True, False),
        ("2026-11-25", -1, False, True),
    ],
)
def test_it_says_how_many_days_are_left(today: str, days_left: int, is_today: bool, is_past: bool) -> None:
    found = review_deadline(day("2026-11-18"), day(today))
    assert (found.days_left, found.is_today, found.is_past) == (days_left, is_today, is_past)


def test_a_notice_yet_to_come_is_refused() -> None:
    with pytest.raises(ValueError, match="2026-11-30"):
        review_deadline(day("2026-11-30"), day("2026-11-29"))


@pytest.mark.parametrize(
    ("closed", "expected"),
    [
        ("2026-12-28", False),
        ("2026-12-29", True),
        ("2027-01-01", True),
        ("2027-01-03", True),
        ("2027-01-04", False),
        ("2026-11-28", True),
        ("2026-11-29", True),
        ("2026-11-30", False),
        ("2026-11-23", True),
    ],
)
def test_the_office_is_closed_at_weekends_on_holidays_and_at_the_turn_of_the_year(closed: str, expected: bool) -> None:
    assert is_office_closed(day(closed)) is expected


@SLOW_AT_FIRST
@given(notice_on=DAYS, waited=st.integers(0, 400))
def test_no_later_day_than_the_cautious_one_is_ever_given(notice_on: date, waited: int) -> None:
    found = review_deadline(notice_on, notice_on + timedelta(days=waited))
    seventh = notice_on + timedelta(days=6)
    assert found.cautious_day <= seventh
    assert not is_office_closed(found.cautious_day)
    skipped = (seventh - found.cautious_day).days
    assert all(is_office_closed(seventh - timedelta(days=n)) for n in range(skipped))
    assert found.days_left == (found.cautious_day - found.today).days
    assert found.is_past == (found.today > found.cautious_day)


@SLOW_AT_FIRST
@given(notice_on=DAYS, later=st.integers(1, 30))
def test_who_got_the_paper_earlier_is_never_given_more_time(notice_on: date, later: int) -> None:
    after = notice_on + timedelta(days=later)
    assert review_deadline(notice_on, after).cautious_day <= review_deadline(after, after).cautious_day
