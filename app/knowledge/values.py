"""What leaves the database: immutable values that need no session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

import languages
from app.knowledge.vocabulary import (
    SOURCE_LANGUAGE,
    AttendingType,
    PhoneKind,
    PhonePurpose,
    Precision,
    Sensitivity,
    Term,
    TextState,
)


@dataclass(frozen=True, slots=True)
class SourceValue:
    """A page a text rests on. Dates: `source_date` and `read_on` partial ISO 8601, `checked_on` a day or None."""

    title: str
    url: str
    source_date: str | None
    read_on: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class AnswerValue:
    """One answer in one language."""

    language: str
    text: str
    simpler: str | None
    conditions: Mapping[str, str]
    state: TextState
    outdated: bool
    """True when the English it translates has changed since."""


@dataclass(frozen=True, slots=True)
class TopicValue:
    """A published topic with all its texts."""

    id: str
    group: str
    support: str | None
    sensitivity: Sensitivity
    questions: Mapping[str, str]
    answers: Mapping[str, AnswerValue]
    sources: tuple[SourceValue, ...]
    looked_on: date | None = None
    """Since when all of its facts were looked at; None where it rests on no page."""

    @property
    def base_intent(self) -> str:
        """`danger` for the group danger, else `faq`: the first half of the retrieval intent."""
        return "danger" if self.group == "danger" else "faq"

    def question(self, language: str) -> str:
        """The question in `language`, else in English."""
        return self.questions.get(language) or self.questions[SOURCE_LANGUAGE]

    def answer(self, language: str) -> AnswerValue | None:
        """The answer in `language`; where that is missing or outdated in one its readers read, else in English."""
        for tag in (language, *languages.get(language).fallback):
            if (found := self.answers.get(tag)) and not found.outdated:
                return found
        return self.answers.get(SOURCE_LANGUAGE)


@dataclass(frozen=True, slots=True)
class QuestionValue:
    """A published way of asking that the trained model does not know."""

    topic: str
    base: str
    """`faq` or `danger`."""
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class PhoneValue:
    """A number, how it is dialled and paid, and what it alone is for where a source says so."""

    number: str
    kind: PhoneKind
    purpose: PhonePurpose | None = None
    languages: tuple[str, ...] = ()
    """Empty where it is answered in the service's languages."""
    hours: str | None = None
    """None where it is answered in the service's hours."""


@dataclass(frozen=True, slots=True)
class ScheduleValue:
    """One rule of RFC 5545 by which a service opens, in Asia/Tokyo."""

    opens_at: time
    closes_at: time
    """Not after `opens_at`: on the next day."""
    byday: tuple[str, ...] = ()
    """`MO`; `2WE` is the second Wednesday of a month, `-1FR` the last Friday."""
    bymonthday: tuple[int, ...] = ()
    closed_on_holidays: bool | None = None
    attending_type: AttendingType | None = None
    language: str | None = None

    @property
    def freq(self) -> str:
        """HSDS: WEEKLY | MONTHLY."""
        return "MONTHLY" if self.bymonthday or any(len(day) > 2 for day in self.byday) else "WEEKLY"

    @property
    def is_around_the_clock(self) -> bool:
        """Whether every hour of every day is meant."""
        return self.opens_at == self.closes_at and len(self.byday) == 7


@dataclass(frozen=True, slots=True)
class Position:
    """Where a service lies, and how surely."""

    latitude: float
    longitude: float
    precision: Precision


@dataclass(frozen=True, slots=True)
class ServiceValue:
    """A published directory entry; texts are English, names also Japanese."""

    id: str
    name: str
    name_ja: str | None
    description: str
    categories: tuple[str, ...]
    phones: tuple[PhoneValue, ...]
    languages: tuple[str, ...]
    hours: str | None
    address: str | None
    address_ja: str | None
    prefecture: str
    helps_anywhere: bool
    """Whether people all over Japan may turn to it, by phone at least."""
    responsible_for: frozenset[str]
    """Prefectures whose people have to turn to it, however far they live; empty where nobody has to."""
    city: str | None
    url: str | None
    email: str | None
    eligibility: str | None
    cost: str | None
    appointment: str | None
    sources: tuple[SourceValue, ...]
    checked_on: date | None
    schedules: tuple[ScheduleValue, ...]
    """What of `hours` can be reckoned with; empty where that is nothing."""
    terms: tuple[Term, ...]
    position: Position | None

    @property
    def main_phone(self) -> PhoneValue | None:
        """The first number that is for everybody, else the first of all."""
        return next((phone for phone in self.phones if phone.purpose is None), next(iter(self.phones), None))
