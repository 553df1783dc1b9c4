"""Asks when the paper came and tells the cautious last day for the request for review; never that it is too late."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from app.gateway.cards import source_out
from app.gateway.moments import Moment
from app.gateway.rendering import Renderer, new_message_id
from app.gateway.schemas import Button, CalendarEntry, Message
from app.gateway.typed_dates import typed_date
from app.gateway.written_dates import day_in_text, day_on_button, days_on_button
from app.knowledge.deadlines import DAYS_FOR_REVIEW, ReviewDeadline, is_office_closed, review_deadline
from app.knowledge.search import FoundService
from app.knowledge.vocabulary import SOURCE_LANGUAGE, Category, TextState

ANSWER = "appeal_deadline"
ASKED_AFTER = frozenset({ANSWER, "refused", "appeal_how"})
"""Topics whose readers may have a paper in their hands."""
ADVISERS = "jar"
"""Whose number stands in every reply, as the directory has it."""
REPLIES_IN_SIGHT = 3
"""How many replies of a conversation a turn can look back on; a shorter conversation is seen whole."""
EARLIER = "received/earlier"
_NAMED_DAYS = ("received_today", "received_yesterday", "received_two_days_ago")
_STATES = list(TextState)
_ONE_DAY = timedelta(days=1)


def with_received_question(
    renderer: Renderer, messages: Sequence[Message], language: str, *, is_due: bool = False
) -> list[Message]:
    """`messages`, and the question after them where it is due, or one of them is an answer it belongs to."""
    if any(message.asked_on for message in messages):
        return list(messages)
    is_due = is_due or any(message.topic in ASKED_AFTER and not _is_reply_to_it(message) for message in messages)
    return [*messages, ask_received(renderer, language)] if is_due else list(messages)


def ask_received(
    renderer: Renderer,
    language: str,
    key: str = "utter_ask_received",
    *,
    meant: Button | None = None,
    **arguments: date,
) -> Message:
    """When did the paper come? The days by button; `meant` is the likely one and stands first."""
    buttons = [
        *(_day_button(renderer, ago, language) for ago in range(DAYS_FOR_REVIEW + 1)),
        renderer.button(EARLIER, "button.received_earlier", language),
        renderer.button("received/not-yet", "button.received_not_yet", language),
    ]
    if meant is not None:
        buttons = [meant, *(button for button in buttons if button.payload != meant.payload)]
    asked = _said(renderer, [key], language, **arguments)
    return asked.model_copy(update={"kind": "question", "buttons": buttons, "asked_on": renderer.today})


def received(renderer: Renderer, value: str, moment: Moment) -> list[Message]:
    """The reply to `received/<value>`."""
    language, today = moment.language, renderer.today
    if value == "not-yet":
        return [_advice(renderer, ["utter_deadline_not_yet", _call_key(renderer)], language)]
    if value == "earlier":
        return [_go_today(renderer, language, "utter_deadline_possible")]
    asked_on = _asked_on(moment)
    if asked_on is None and len(moment.past.sealed) >= REPLIES_IN_SIGHT:
        # A button of long ago: "today" on it may have been another day.
        return [_confirm(renderer, today - int(value) * _ONE_DAY, language)]
    deadline = review_deadline((asked_on or today) - int(value) * _ONE_DAY, today)
    if deadline.is_past:
        return [_go_today(renderer, language, "utter_deadline_law")]
    return [_in_time(renderer, deadline, language)]


def typed_day(renderer: Renderer, text: str, moment: Moment) -> list[Message] | None:
    """A date typed while the question is in sight, shown back as a button; None where nobody asked or it is none."""
    typed = typed_date(text, renderer.today)
    if typed is None or _asked_on(moment) is None:
        return None
    if typed.day is None:
        return [ask_received(renderer, moment.language, "utter_which_day")]
    return [_confirm(renderer, typed.day, moment.language)]


def _is_reply_to_it(message: Message) -> bool:
    """Whether `message` is one of ours below, said again: it leads to the answer and so is not the answer."""
    return any(button.payload == f"faq/{ANSWER}" for button in message.buttons)


def _asked_on(moment: Moment) -> date | None:
    """The day that "today" was on the question last shown: midnight may have passed since."""
    said = [message for reply in moment.past.replies for message in reply]
    return next((message.asked_on for message in reversed(said) if message.asked_on), None)


def _confirm(renderer: Renderer, day: date, language: str) -> Message:
    ago = (renderer.today - day).days
    if ago <= DAYS_FOR_REVIEW:
        meant = _day_button(renderer, ago, language)
    else:
        meant = Button(title=day_on_button(day, language), payload=EARLIER)
    return ask_received(renderer, language, "utter_confirm_received", meant=meant, day=day)


def _day_button(renderer: Renderer, ago: int, language: str) -> Button:
    key = f"button.{_NAMED_DAYS[ago]}" if ago < len(_NAMED_DAYS) else "button.received_days_ago"
    written_in = renderer.messages.find(key, language).language
    day, days = day_on_button(renderer.today - ago * _ONE_DAY, written_in), days_on_button(ago, written_in)
    return Button(title=renderer.messages.text(key, language, day=day, days=days), payload=f"received/{ago}")


def _in_time(renderer: Renderer, deadline: ReviewDeadline, language: str) -> Message:
    keys = [
        "utter_deadline_today" if deadline.is_today else "utter_deadline",
        "utter_deadline_counted",
        "utter_deadline_law",
        _call_key(renderer),
        "utter_deadline_bring",
    ]
    days = {"day": deadline.cautious_day, "received": deadline.notice_on}
    message = _advice(renderer, keys, language, days=deadline.days_left, **days)
    entry = CalendarEntry(date=deadline.cautious_day, title=renderer.messages.text("calendar.title", language))
    return message.model_copy(update={"calendar": entry})


def _go_today(renderer: Renderer, language: str, hope: str) -> Message:
    closed = ["utter_deadline_closed"] if is_office_closed(renderer.today) else []
    keys = ["utter_deadline_past", *closed, _call_key(renderer), hope, "utter_deadline_court"]
    return _advice(renderer, keys, language)


def _call_key(renderer: Renderer) -> str:
    return "utter_deadline_call" if _phone(renderer) else "utter_deadline_call_lawyer"


def _phone(renderer: Renderer) -> str | None:
    advisers = renderer.catalogue.services.get(ADVISERS)
    return advisers.main_phone.number if advisers and advisers.main_phone else None


def _advice(renderer: Renderer, keys: Sequence[str], language: str, **arguments: date | int) -> Message:
    """The texts of `keys` as an answer: with sources, the advisers' card, and the way to the whole answer."""
    message = _said(renderer, keys, language, phone=_phone(renderer) or "", **arguments)
    found = [FoundService(renderer.catalogue.services[ADVISERS], None)] if _phone(renderer) else []
    topics = [topic for name in (ANSWER, "appeal_how") if (topic := renderer.catalogue.topics.get(name))]
    buttons = [Button(title=topic.question(language), payload=f"faq/{topic.id}") for topic in topics]
    message = message.model_copy(
        update={
            "services": renderer.service_cards(found, language),
            "buttons": [*buttons, renderer.find_button(Category.LEGAL, language)],
        }
    )
    topic = renderer.catalogue.topics.get(ANSWER)
    if topic is None:
        return message
    sources = [source_out(source) for source in topic.sources]
    message = message.model_copy(update={"topic": topic.id, "sources": sources})
    return renderer.overdue.on_answer(message, topic, language)


def _said(renderer: Renderer, keys: Sequence[str], language: str, **arguments: date | int | str) -> Message:
    """The texts of `keys`, from the second on as a list, all in `language` or, where one is missing, all in English."""
    if any(renderer.messages.find(key, language).language != language for key in keys):
        language = SOURCE_LANGUAGE
    filled = {
        name: day_in_text(value, language, with_year=name == "day") if isinstance(value, date) else value
        for name, value in arguments.items()
    }
    found = [renderer.messages.find(key, language, **filled) for key in keys]
    first, *others = (one.text for one in found)
    return Message(
        id=new_message_id(),
        kind="answer",
        text="\n\n".join([first, *(["\n".join(f"- {line}" for line in others)] if others else [])]),
        language=language,
        state=min((one.state for one in found), key=_STATES.index).value,
    )
