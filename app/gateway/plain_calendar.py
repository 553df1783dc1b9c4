"""A day for the visitor's own calendar, where no script can make it on the phone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

FILE = "calendar.ics"


def calendar_file(day: date, title: str, now: datetime) -> bytes:
    """An all-day event by RFC 5545; neither it nor the name of its file says what it is about."""
    from icalendar import Calendar, Event  # loaded here, in a thread: a tenth of a second that every start would pay

    event = Event()
    event.add("uid", str(uuid4()))
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Calendar//EN")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
