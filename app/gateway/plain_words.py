"""What stands around a message on the page without scripts: dates, lines of cards, which buttons still hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import languages
from app.gateway.language_names import language_name
from app.gateway.schemas import Message, PhoneOut, ServiceOut, SourceOut
from app.knowledge.vocabulary import SOURCE_LANGUAGE
from app.messages import Messages

NEAREST_KM = 0.5
"""What is nearer stands where the visitor is, as far as we know that."""


@dataclass(frozen=True)
class PlainWords:
    """The words of the page in one language, as the chat page puts them together in the browser."""

    messages: Messages
    language: str

    def text(self, key: str, **arguments: object) -> str:
        return self.messages.text(key, self.language, **arguments)

    def direction(self, tag: str) -> str:
        return languages.direction_of(tag)

    def dates(self, dated: ServiceOut | SourceOut) -> str:
        """The three dates in one line, never mixed."""
        source, checked = dated.source_date, dated.checked_on
        return self.text(
            "page.dates_line",
            source=self.text("page.source_of", date=_shown(source)) if source else self.text("page.source_undated"),
            read=self.text("page.read_on", date=_shown(dated.read_on)),
            confirmed=self.text("page.confirmed_on", date=_shown(checked))
            if checked
            else self.text("page.not_confirmed"),
        )

    def language_names(self, tags: Sequence[str]) -> list[str]:
        """The names of languages in that of the page."""
        return [language_name(tag, self.language) for tag in tags]

    def phone_notes(self, phone: PhoneOut, service: ServiceOut) -> list[str]:
        """What holds for this number only: its price, what it is for, its own hours and languages."""
        own_hours = phone.hours if phone.hours != service.hours else None
        own_languages = self.language_names(phone.languages) if phone.languages != service.languages else []
        said = [phone.cost, phone.purpose.label if phone.purpose else None, own_hours, *own_languages]
        return [one for one in said if one]

    def distance(self, service: ServiceOut) -> str | None:
        """How far it is, for what is not right there."""
        if service.distance_km is None or service.distance_km < NEAREST_KM:
            return None
        return self.text("page.distance", km=int(service.distance_km + 0.5))

    def host(self, url: str) -> str:
        """A web address without what nobody reads."""
        return re.sub(r"^https?://(www\.)?|/.*$", "", url)


def marked_machine(messages: Sequence[Message]) -> list[bool]:
    """Under which messages of a reply it says that a machine translated: one line says it for those above it, too."""
    by_machine = [one.state == "machine" and one.language != SOURCE_LANGUAGE for one in messages]
    return [here and not below for here, below in zip_longest(by_machine, by_machine[1:])]


def without_old_questions(replies: Sequence[Sequence[Message]]) -> list[list[Message]]:
    """`replies`, newest first; questions of another day than the newest have no buttons: their "today" is over."""
    asked = [one.asked_on for reply in replies for one in reversed(reply) if one.asked_on]
    return [
        [one.model_copy(update={"buttons": []}) if one.asked_on and one.asked_on != asked[0] else one for one in reply]
        for reply in replies
    ]


def _shown(date: str) -> str:
    """2026-11 as 11/2026; years and whole days stay as they are, since 04/05 means two different days."""
    return re.sub(r"^([0-9]{4})-([0-9]{2})$", r"\2/\1", date)
