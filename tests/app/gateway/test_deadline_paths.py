"""Whatever a visitor presses or types, and whenever, no reply names a later day than the cautious one."""

from __future__ import annotations

import asyncio
import dataclasses
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.conversations.conversations import OpenConversation
from app.gateway.cards import Cards
from app.gateway.overdue import OverdueMarks
from app.gateway.past_replies import PastReplies
from app.gateway.payloads import parse_payload
from app.gateway.rasa_client import RasaAway
from app.gateway.rendering import Renderer
from app.gateway.schemas import Button, HistoryOut, Message
from app.gateway.turns import Turns
from app.gateway.written_dates import day_in_text
from app.knowledge.content import Content
from app.knowledge.deadlines import review_deadline
from app.knowledge.freshness import read_review_intervals
from app.knowledge.phrases import read_phrases
from app.knowledge.serving import Knowledge
from app.messages import read_messages
from app.settings import Settings

IN_SIGHT = 3
SLIPS = ("11/12", "2026", "hello", "4 آذر", "25 November he hit me")
# Around New Year, Golden Week, the days between holidays, and any day.
STARTS = st.one_of(
    st.dates(date(2026, 12, 20), date(2027, 1, 10)),
    st.dates(date(2027, 4, 20), date(2027, 5, 10)),
    st.dates(date(2026, 9, 10), date(2026, 9, 30)),
    st.dates(date(2026, 1, 1), date(2030, 12, 31)),
)
MINUTES = st.one_of(st.integers(0, 24 * 60 - 1), st.integers(23 * 60, 24 * 60 - 1))
STEPS = st.lists(
    st.tuples(
        st.integers(0, 29),  # minutes of silence before it
        st.sampled_from(["ask", "other", "press", "press", "press", "type", "slip", "repeat", "situation/refused"]),
        st.integers(0, 40),  # which button, how long ago, which slip
    ),
    max_size=12,
)


NOW = datetime(2026, 11, 29, 3, tzinfo=UTC)


class NoRasa:
    """Rasa, away."""

    async def turn(self, *_: Any, **__: Any) -> Any:
        raise RasaAway("test")


@pytest.fixture(scope="module")
def renderer(content: Content, knowledge: Knowledge) -> Renderer:
    messages = read_messages(content)
    marks = OverdueMarks(messages, read_review_intervals(content), date(2026, 11, 29))
    cards = Cards(messages, read_phrases(content))
    return Renderer(
        knowledge.catalogue, knowledge.gazetteer, messages, cards, Settings(), marks, knowledge.follow_ups, NOW
    )


@dataclass
class Walk:
    """A conversation, and the page it stands on."""

    renderer: Renderer
    language: str
    clock: datetime
    replies: list[list[Message]] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.clock.date()

    def say(self, *, payload: str | None = None, text: str | None = None) -> list[Message]:
        renderer = dataclasses.replace(
            self.renderer, overdue=dataclasses.replace(self.renderer.overdue, today=self.today)
        )
        sealed = [HistoryOut(language="en", messages=reply).model_dump_json().encode() for reply in self.replies]
        past = PastReplies(sealed[-IN_SIGHT:], lambda reply: reply)
        turns = Turns(cast(Any, NoRasa()), lambda name: name, tuple(self.renderer.messages.languages), lambda _: None)
        conversation = OpenConversation("id", "token", self.language, True, None)
        if payload is not None:
            answered = asyncio.run(turns.payload(renderer, conversation, parse_payload(payload), past))
        else:
            answered = asyncio.run(turns.text(renderer, conversation, text or "", past))
        assert answered.messages and all(message.text for message in answered.messages)
        self.replies.append(answered.messages)
        return answered.messages

    def pressable(self) -> list[tuple[date, Button]]:
        """The buttons on the page with the day they were asked on; it takes those of another day than the newest."""
        asked = [message for reply in self.replies for message in reply if message.asked_on]
        return [
            (message.asked_on, button)
            for message in asked
            if message.asked_on and message.asked_on == asked[-1].asked_on
            for button in message.buttons
        ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=STARTS, minute=MINUTES, language=st.sampled_from(["en", "ja-simple", "ar"]), steps=STEPS)
def test_no_path_shows_a_later_day_than_the_cautious_one(
    renderer: Renderer, start: date, minute: int, language: str, steps: list[tuple[int, str, int]]
) -> None:
    walk = Walk(renderer, language, datetime(start.year, start.month, start.day) + timedelta(minutes=minute))
    walk.say(payload="faq/appeal_deadline")
    for silence, action, number in steps:
        walk.clock += timedelta(minutes=silence)
        if action == "press":
            buttons = walk.pressable()
            asked_on, button = buttons[number % len(buttons)]
            reply = walk.say(payload=button.payload)
            value = button.payload.removeprefix("received/")
            if value.isdecimal():
                assert_never_later(reply, asked_on - timedelta(days=int(value)), walk)
            else:
                assert all(message.calendar is None for message in reply)
        elif action == "type":
            day = walk.today - timedelta(days=number)
            (shown,) = walk.say(text=day.isoformat()) if walk.replies[-1][-1].asked_on else [None]
            if shown is not None:
                reply = walk.say(payload=shown.buttons[0].payload)
                assert_never_later(reply, day, walk)
        elif action == "slip":
            walk.say(text=SLIPS[number % len(SLIPS)])
        else:
            walk.say(payload={"ask": "faq/appeal_deadline", "other": "faq/apply_fee"}.get(action, action))


def assert_never_later(reply: list[Message], notice_on: date, walk: Walk) -> None:
    """Every day that `reply` counts to is the cautious one of a notice of `notice_on`, or none is named."""
    cautious = review_deadline(notice_on, walk.today).cautious_day
    for message in reply:
        if message.asked_on:
            continue  # asked again: nothing is counted yet
        assert message.calendar is None or message.calendar.date == cautious >= walk.today
        assert message.calendar is not None or cautious < walk.today
        for later in (cautious + timedelta(days=ahead) for ahead in range(1, 15)):
            for with_year in (True, False):
                assert day_in_text(later, message.language, with_year=with_year) not in message.text
