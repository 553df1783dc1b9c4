"""Whether a service is open at a moment: only what its schedules surely say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from app.knowledge.freshness import JAPAN
from app.knowledge.public_holidays import is_public_holiday, is_year_end
from app.knowledge.values import ScheduleValue

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def is_open(schedules: Iterable[ScheduleValue], at: datetime, *, spoken: Collection[str] = ()) -> bool | None:
    """Whether somebody who speaks `spoken` (BCP 47) finds the service open at `at`; None where nobody can tell.

    Hours of one language only count for those who speak it, in place of the hours for all. On a public holiday only
    those are known to be closed that say so, and only those to be open that never close; in the days around New Year
    nobody else is known to be either.
    """
    there = list(schedules)
    mine = [one for one in there if one.language in spoken]
    rules = mine or [one for one in there if one.language is None]
    if not rules:
        return None
    now = at.astimezone(JAPAN)
    answers = {_is_open(rule, now) for rule in rules}
    return True if True in answers else None if None in answers else False


def opens_on(schedules: Iterable[ScheduleValue], weekday: str, *, spoken: Collection[str] = ()) -> bool:
    """Whether somebody who speaks `spoken` finds the service open on every `weekday` (`MO` … `SU`), for all we know."""
    there = list(schedules)
    rules = [one for one in there if one.language in spoken] or [one for one in there if one.language is None]
    return any(weekday in rule.byday for rule in rules)


def _is_open(rule: ScheduleValue, now: datetime) -> bool | None:
    today, time = now.date(), now.time()
    ends_next_day = rule.closes_at <= rule.opens_at
    if rule.opens_at <= time and (ends_next_day or time < rule.closes_at) and _falls_on(rule, today):
        return _is_kept(rule, today)
    yesterday = today - timedelta(days=1)
    if ends_next_day and time < rule.closes_at and _falls_on(rule, yesterday):
        return _is_kept(rule, yesterday)
    return False


def _falls_on(rule: ScheduleValue, day: date) -> bool:
    weekday = WEEKDAYS[day.weekday()]
    nth = (day.day - 1) // 7 + 1
    is_last = (day + timedelta(days=7)).month != day.month
    return day.day in rule.bymonthday or any(
        one in (weekday, f"{nth}{weekday}") or (is_last and one == f"-1{weekday}") for one in rule.byday
    )


def _is_kept(rule: ScheduleValue, day: date) -> bool | None:
    if rule.is_around_the_clock:
        return True
    if is_public_holiday(day):
        return False if rule.closed_on_holidays else None
    return None if is_year_end(day) else True
