"""What the page without scripts does for others' phones, calendars and votes."""

from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.conversations.models import FeedbackCount
from languages import zawgyi
from tests.fixtures.burmese import rows
from tests.fixtures.plain_page import PlainVisitor
from tests.fixtures.servers import Gateway, StandInRasa

UNICODE, ZAWGYI, _ = rows("zawgyi.tsv")[0]
DEADLINE = "received/1"


def test_burmese_in_zawgyi_is_asked_and_shown_as_it_was_meant(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says("utter_goodbye")
    assert zawgyi.is_zawgyi(ZAWGYI)
    visitor = PlainVisitor.comes(gateway_with_rasa.client, "my").send(text=ZAWGYI)
    assert rasa.asked[-1]["text"] == UNICODE
    (own,) = visitor.messages("own")
    assert own.all("div")[0].text == UNICODE


def test_what_was_not_answered_stays_as_an_old_phone_can_show_it(gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(gateway.client, "my").send(text=ZAWGYI)
    assert visitor.box == ZAWGYI


@pytest.mark.parametrize("verdict", ["yes", "no"])
def test_the_newest_answer_can_be_voted_on(own_gateway: Gateway, verdict: str) -> None:
    visitor = PlainVisitor.comes(own_gateway.client).send(payload="faq/apply_fee")
    votes = [payload for payload in visitor.payloads if payload.startswith("feedback/")]
    assert [vote.rpartition("/")[2] for vote in votes] == ["yes", "no"]
    thanked = visitor.send(payload=next(vote for vote in votes if vote.endswith(verdict)))
    thanks = own_gateway.app.state.gateway.messages.text("utter_feedback_thanks", "en")
    assert thanks in thanked.messages()[0].text
    assert not [payload for payload in thanked.payloads if payload.startswith("feedback/")]
    with own_gateway.app.state.gateway.open_session() as session:
        counted = session.scalars(select(FeedbackCount)).one()
    assert (counted.topic, counted.helpful, counted.votes) == ("apply_fee", verdict == "yes", 1)


@pytest.mark.parametrize("tag", ["en", "ar", "my"])
def test_the_cautious_day_goes_into_a_calendar_that_tells_nothing(gateway: Gateway, tag: str) -> None:
    visitor = PlainVisitor.comes(gateway.client, tag).send(payload=DEADLINE)
    (button,) = visitor.page.all("button", name="calendar")
    assert button.get("formaction") == "/plain/calendar"
    day = button.get("value") or ""
    file = visitor.post("/plain/calendar", visitor.hidden | {"calendar": day, "text": "canary"}).response
    assert file.headers["content-type"] == "text/calendar; charset=utf-8"
    assert file.headers["content-disposition"] == 'attachment; filename="calendar.ics"'
    (event,) = Calendar.from_ical(file.text).walk("VEVENT")
    assert event.decoded("dtstart") == date.fromisoformat(day)
    assert event["summary"] == gateway.app.state.gateway.messages.text("calendar.title", tag)
    assert all(len(line) <= 75 for line in file.content.split(b"\r\n"))
    assert not any(word in file.text.lower() for word in ("canary", "shirube", "refugee", "appeal"))


@pytest.mark.parametrize("day", ["", "tomorrow", "2026-13-01", "9999-12-31", "2026-12-04\r\nX: y"])
def test_a_day_that_is_none_is_refused_and_loses_nothing(gateway: Gateway, day: str) -> None:
    visitor = PlainVisitor.comes(gateway.client).send(payload=DEADLINE)
    refused = visitor.post("/plain/calendar", visitor.hidden | {"calendar": day, "text": "canary"})
    assert refused.response.status_code == 422
    assert refused.trouble
    assert refused.box == "canary"


def test_another_site_gets_no_calendar(gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(gateway.client).send(payload=DEADLINE)
    fields = visitor.hidden | {"calendar": "2026-12-04"}
    page = visitor.post("/plain/calendar", fields, **{"Sec-Fetch-Site": "cross-site"}).response
    assert page.headers["content-type"].startswith("text/html")
