"""What leaves the database: immutable values that need no session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.knowledge.vocabulary import SOURCE_LANGUAGE, PhoneKind, Sensitivity, TextState


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

    @property
    def base_intent(self) -> str:
        """`danger` for the group danger, else `faq`: the first half of the retrieval intent."""
        return "danger" if self.group == "danger" else "faq"

    def question(self, language: str) -> str:
        """The question in `language`, else in English."""
        return self.questions.get(language) or self.questions[SOURCE_LANGUAGE]

    def answer(self, language: str) -> AnswerValue | None:
        """The answer in `language`; the English one where that is missing or outdated; None where there is none."""
        found = self.answers.get(language)
        if found is None or found.outdated:
            return self.answers.get(SOURCE_LANGUAGE)
        return found


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
    """A number and how it is dialled and paid."""

    number: str
    kind: PhoneKind


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
    city: str | None
    url: str | None
    email: str | None
    eligibility: str | None
    cost: str | None
    appointment: str | None
    sources: tuple[SourceValue, ...]
    checked_on: date | None
