"""A visitor says when the paper came, sees the day to keep and takes it along in the calendar; nobody is told of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from app.knowledge.content import Content
from app.knowledge.deadlines import review_deadline
from app.knowledge.freshness import today_in_japan
from app.messages import read_messages
from app.settings import ROOT
from tests.journeys.chat_page import MESSAGES as SENT
from tests.journeys.chat_page import NOT_ASKED, ChatPage
from tests.journeys.test_numbers import MISPLACED, message

Visit = Callable[..., ChatPage]
Offered = Callable[[str], str]
MESSAGES = read_messages(Content(ROOT / "content"))
SIX = ["en", "ja", "fr", "ar", "fa", "my"]
TELLING = ("refugee", "review", "shirube", "immigration", "deadline", "japan", "難民", "審査")


def answer_with(chat: ChatPage, *replies: list[dict[str, object]]) -> None:
    """The next messages of the visitor are answered with these."""
    waiting = iter(replies)

    def answer(route: Route) -> None:
        tag = chat.page.locator("html").get_attribute("lang")
        route.fulfill(json={"language": tag, "messages": next(waiting), "understanding": NOT_ASKED})

    chat.page.route(SENT, answer)


def wait_until_at_hand(chat: ChatPage) -> None:
    """The module is fetched when a day to keep is shown; losing the connection in that moment is not what is tested."""
    arrived = "() => performance.getEntriesByType('resource').some(one => one.name.includes('/calendar.js'))"
    end = time.monotonic() + 10
    while not chat.page.evaluate(arrived):
        assert time.monotonic() < end, "calendar.js was not fetched"
        time.sleep(0.05)


def saved_by(chat: ChatPage, tag: str) -> tuple[str, str]:
    """The name and the text of the file that the button gives, without any connection."""
    wait_until_at_hand(chat)
    chat.page.context.set_offline(True)
    with chat.page.expect_download() as saved:
        chat.page.get_by_role("button", name=MESSAGES.text("page.calendar", tag)).click()
    chat.page.context.set_offline(False)
    return saved.value.suggested_filename, Path(saved.value.path()).read_bytes().decode("utf-8")


@pytest.mark.parametrize("tag", SIX)
def test_the_day_goes_into_the_calendar_without_connection_and_tells_nothing(
    visit: Visit, offered: Offered, tag: str
) -> None:
    chat = visit(offered(tag))
    title = MESSAGES.text("calendar.title", tag)
    answer_with(chat, [message("…", tag, calendar={"date": "2026-12-31", "title": title})])
    chat.say("hello")
    name, text = saved_by(chat, tag)
    assert name == "calendar.ics"
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""] and "\n" not in "".join(lines)
    assert {"VERSION:2.0", "BEGIN:VEVENT", "END:VEVENT", f"SUMMARY:{title}"} <= set(lines)
    assert "DTSTART;VALUE=DATE:20261231" in lines and "DTEND;VALUE=DATE:20270101" in lines
    assert not any(word in f"{name}{text}".lower() for word in TELLING)
    stamp = next(line for line in lines if line.startswith("DTSTAMP:"))
    made_at = datetime.strptime(stamp, "DTSTAMP:%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    assert abs(made_at - datetime.now(UTC)) < timedelta(minutes=5)


def test_what_could_break_the_file_is_escaped_and_long_lines_are_folded(visit: Visit) -> None:
    chat = visit("en")
    title = "a,b;c\\d\nEND:VCALENDAR " + "予定" * 40
    answer_with(chat, [message("…", "en", calendar={"date": "2026-03-01", "title": title})])
    chat.say("hello")
    text = saved_by(chat, "en")[1]
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert text.replace("\r\n ", "").count("\r\nEND:VCALENDAR") == 1
    assert "SUMMARY:a\\,b\\;c\\\\d\\nEND:VCALENDAR " + "予定" * 40 in text.replace("\r\n ", "")


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_from_the_answer_to_the_day_by_buttons(visit: Visit, offered: Offered, tag: str) -> None:
    chat = visit(offered(tag), viewport={"width": 320, "height": 568})
    question = Content(ROOT / "content").questions[tag]["appeal_deadline"].text
    chat.page.locator("#subjects > summary").click()
    groups = chat.page.locator("#groups > details")
    group = MESSAGES.text("group.decision", tag)
    groups.filter(has=chat.page.locator("summary", has_text=group)).locator("summary").click()
    chat.press(groups.get_by_role("button", name=question, exact=True))
    asked = chat.page.locator(".message.question[data-asked-on]")
    expect(asked.locator(".buttons button")).to_have_count(10)
    reply = chat.press(asked.locator(".buttons button").nth(1))["messages"][-1]
    today = today_in_japan(datetime.now(UTC))
    deadline = review_deadline(today - timedelta(days=1), today)
    shown = chat.page.locator(f"[data-id='{reply['id']}']")
    expect(shown.locator(".text a.tel")).to_have_attribute("href", "tel:0353796001")
    assert chat.page.evaluate(MISPLACED) == []
    assert chat.page.evaluate("() => document.documentElement.scrollWidth") <= 320
    if deadline.is_past:  # around New Year and in Golden Week no day is left that is sure
        expect(shown.locator("button.save")).to_have_count(0)
    else:
        day = deadline.cautious_day
        assert reply["calendar"] == {"date": day.isoformat(), "title": MESSAGES.text("calendar.title", tag)}
        assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}\r\n" in saved_by(chat, tag)[1]
    chat.page.reload()  # what was said is drawn again, with all its buttons
    expect(chat.page.locator("button.save")).to_have_count(0 if deadline.is_past else 1)


def test_buttons_of_another_day_go_when_it_is_asked_anew(visit: Visit) -> None:
    def asked(id_: str, day: str | None) -> dict[str, object]:
        buttons = [{"title": "Today", "payload": "received/0"}]
        return message("When?", "en", id=id_, kind="question", buttons=buttons, asked_on=day)

    chat = visit("en")
    days = [("a", "2026-11-29"), ("b", "2026-11-29"), ("c", None), ("d", "2026-11-30")]
    answer_with(chat, *([asked(id_, day)] for id_, day in days))
    seen = []
    for _ in days:
        chat.say("hello")
        seen.append("".join(id_ for id_, _ in days if chat.page.locator(f"[data-id={id_}] button").count()))
    assert seen == ["a", "ab", "abc", "cd"]
