"""How old what we say is: three dates that are never mixed, and the day something is due again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest

from app.knowledge.checking.review_intervals import check_review_intervals
from app.knowledge.content import Content
from app.knowledge.freshness import (
    OFTEN_DAYS,
    SELDOM_DAYS,
    ReviewIntervals,
    deadlines_and_amounts,
    due_on,
    first_day,
    is_overdue,
    last_looked_on,
    oldest_look,
    read_review_intervals,
    today_in_japan,
)


@dataclass(frozen=True)
class Page:
    """A source with the dates that count, and the one that does not."""

    read_on: str = ""
    checked_on: date | None = None
    source_date: str | None = None


@pytest.mark.parametrize(
    ("partial", "day"),
    [
        ("2026-11", date(2026, 11, 1)),
        ("2026", date(2026, 1, 1)),
        ("2026-11-29", date(2026, 11, 29)),
        ("", None),
        ("2026-13", None),
        ("2026-02-30", None),
        ("last autumn", None),
        ("11/2026", None),
    ],
)
def test_a_partial_date_counts_from_its_first_day(partial: str, day: date | None) -> None:
    assert first_day(partial) == day


def test_a_page_was_looked_at_when_it_was_last_read_or_confirmed() -> None:
    assert last_looked_on([Page("2026-11")]) == date(2026, 11, 1)
    assert last_looked_on([Page("2026-11", date(2027, 2, 3))]) == date(2027, 2, 3)
    assert last_looked_on([Page("2027-03", date(2027, 2, 3))]) == date(2027, 3, 1)
    assert last_looked_on([Page("2026-11")], date(2027, 5, 6)) == date(2027, 5, 6)


def test_what_a_page_says_of_itself_is_no_look_of_ours() -> None:
    assert last_looked_on([Page("2024-01", source_date="2026-11-20")]) == date(2024, 1, 1)
    assert last_looked_on([Page(source_date="2026-11-20")]) is None
    assert last_looked_on([]) is None


def test_one_fact_that_waits_makes_the_whole_answer_wait() -> None:
    fresh, old = Page("2026-11", date(2027, 4, 1)), Page("2026-11")
    assert oldest_look([[fresh], [old]]) == date(2026, 11, 1)
    assert oldest_look([[fresh, old], [fresh]]) == date(2027, 4, 1)
    assert oldest_look([[fresh], []]) == date(2027, 4, 1)
    assert oldest_look([[], []]) is None


def test_it_is_due_on_the_day_and_overdue_the_day_after() -> None:
    looked_on = date(2026, 11, 1)
    assert due_on(looked_on, OFTEN_DAYS) == date(2027, 1, 30)
    assert not is_overdue(looked_on, OFTEN_DAYS, date(2027, 1, 30))
    assert is_overdue(looked_on, OFTEN_DAYS, date(2027, 1, 31))
    assert not is_overdue(looked_on, SELDOM_DAYS, date(2027, 11, 1))
    assert is_overdue(looked_on, SELDOM_DAYS, date(2027, 11, 2))
    assert not is_overdue(None, OFTEN_DAYS, date(2099, 1, 1))


def test_the_day_begins_when_it_does_in_japan() -> None:
    assert today_in_japan(datetime(2027, 1, 30, 14, 59, tzinfo=UTC)) == date(2027, 1, 30)
    assert today_in_japan(datetime(2027, 1, 30, 15, 0, tzinfo=UTC)) == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("english", "found"),
    [
        ("Ask within 7 days.", ["7 days"]),
        ("It takes 22 months.", ["22 months"]),
        ("A 6-month status.", ["6-month"]),
        ("Ask 7 working days before.", ["7 working days"]),
        ("It costs 6,000 yen.", ["yen"]),
        ("Call on the day. Ask every month.", []),
        ("Open 24 hours. Wednesdays. Room 3. In 2024.", []),
    ],
)
def test_lengths_of_time_and_amounts_are_found_in_english(english: str, found: list[str]) -> None:
    assert deadlines_and_amounts(english) == found


def test_topics_of_deadlines_and_money_are_due_after_90_days_and_others_after_a_year(content: Content) -> None:
    intervals = read_review_intervals(content)
    often = [
        "apply_deadline",
        "appeal_deadline",
        "appeal_how",
        "refused",
        "court_case",
        "living_allowance",
        "legal_cost",
    ]
    assert {intervals.days(topic) for topic in often} == {OFTEN_DAYS}
    assert intervals.days("assistant_identity") == SELDOM_DAYS


def test_a_topic_made_live_is_judged_by_its_words() -> None:
    intervals = ReviewIntervals({"known": SELDOM_DAYS})
    assert intervals.days("bicycle", "Register it within 7 days.") == OFTEN_DAYS
    assert intervals.days("bicycle", "Register it.") == SELDOM_DAYS
    assert intervals.days("known", "Register it within 7 days.") == SELDOM_DAYS


def test_an_answer_that_states_a_deadline_must_be_marked(content: Content) -> None:
    topics = {topic: {**entry} for topic, entry in content.topics.items()}
    del topics["appeal_deadline"]["review"]
    topics["food"]["review"] = "weekly"
    changed = Content(content.root)
    changed.__dict__["topics"] = topics
    faults = {fault.place.rpartition(" ")[2]: fault.text for fault in check_review_intervals(changed)}
    assert "review: often" in faults["appeal_deadline"]
    assert "'weekly'" in faults["food"]
