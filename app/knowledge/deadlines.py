"""The cautious last day for the request for review (審査請求): 7 days from the notice, read as strictly as one can."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.knowledge.public_holidays import is_public_holiday, is_year_end

DAYS_FOR_REVIEW = 7
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class ReviewDeadline:
    """What a visitor can be told without risk; all days are days in Japan."""

    notice_on: date
    cautious_day: date
    """The law may allow a later one; nothing we say may."""
    today: date

    @property
    def days_left(self) -> int:
        """0 on the cautious day itself, negative after it."""
        return (self.cautious_day - self.today).days

    @property
    def is_today(self) -> bool:
        """Whether today is the cautious day."""
        return self.cautious_day == self.today

    @property
    def is_past(self) -> bool:
        """Whether the cautious day is over; nobody is ever told that it is too late."""
        return self.cautious_day < self.today


def review_deadline(notice_on: date, today: date) -> ReviewDeadline:
    """The cautious day for a notice of `notice_on`: its 7th day, that day included, or the working day before.

    Where the office is closed all along, that is before the notice itself. Raises ValueError for a notice yet to come.
    """
    if notice_on > today:
        raise ValueError(f"no notice can be of {notice_on} on {today}")
    # Whether the first day counts and whether closed days extend the period, no source of ours says.
    day = notice_on + (DAYS_FOR_REVIEW - 1) * _ONE_DAY
    while is_office_closed(day):
        day -= _ONE_DAY
    return ReviewDeadline(notice_on, day, today)


def is_office_closed(day: date) -> bool:
    """Whether an immigration office takes no papers: Saturday, Sunday, public holiday, 29 December to 3 January."""
    return day.weekday() >= _SATURDAY or is_public_holiday(day) or is_year_end(day)
