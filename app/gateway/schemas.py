"""Shapes of the public API, in and out."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Tag = Annotated[str, StringConstraints(min_length=2, max_length=35, pattern=r"^[A-Za-z0-9_-]+$")]
Confidence = Annotated[float, Field(allow_inf_nan=False), AfterValidator(lambda found: min(1.0, max(0.0, found)))]
MAX_TEXT = 1000
"""Characters of one message; the gateway says so in the visitor's language."""


class Request(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewConversation(Request):
    language: Tag | None = None


class NewMessage(Request):
    """Either words or a button's payload."""

    text: str | None = None
    payload: Annotated[str, StringConstraints(max_length=200)] | None = None
    language: Tag | None = None
    id: UUID | None = None


class Feedback(Request):
    message_id: Annotated[str, StringConstraints(max_length=64)]
    helpful: bool
    comment: Annotated[str, StringConstraints(max_length=MAX_TEXT)] | None = None


class SourceOut(BaseModel):
    title: str
    url: str
    source_date: str | None
    read_on: str
    checked_on: str | None


class LabelOut(BaseModel):
    """A word of a fixed vocabulary: `id` for programs, `label` in the reader's language."""

    id: str
    label: str


class PhoneOut(BaseModel):
    number: str
    kind: Literal["phone", "short", "navi", "free"]
    cost: str | None
    languages: list[str]
    hours: str | None
    purpose: LabelOut | None = None
    """What this number alone is for, where a source says so."""


class ServiceOut(BaseModel):
    id: str
    name: str
    categories: list[str]
    phone: str | None
    phones: list[PhoneOut]
    hours: str | None
    languages: list[str]
    address: str | None
    prefecture: str
    url: str | None
    eligibility: str | None
    cost: str | None
    source_date: str | None
    read_on: str
    checked_on: str | None
    distance_km: float | None
    terms: list[LabelOut] = Field(default_factory=list)
    """What the service does and for whom, the most telling first."""
    description: str | None = None
    """The same in a sentence, for readers of English and Japanese."""
    open_now: bool | None = None
    """True and False where its hours surely say so at this moment."""
    overdue: bool = False
    overdue_note: str | None = None


class Button(BaseModel):
    title: str
    payload: str


class CalendarEntry(BaseModel):
    """An all-day event to put into one's own calendar; its title tells nothing to who looks over a shoulder."""

    date: date
    title: str


Kind = Literal["answer", "services", "crisis", "question", "fallback", "notice", "greeting"]


class Message(BaseModel):
    id: str
    kind: Kind
    text: str
    language: str
    topic: str | None = None
    state: Literal["machine", "translated", "reviewed", "original"]
    sources: list[SourceOut] = Field(default_factory=list)
    services: list[ServiceOut] = Field(default_factory=list)
    buttons: list[Button] = Field(default_factory=list)
    overdue: bool = False
    overdue_note: str | None = None
    calendar: CalendarEntry | None = None
    asked_on: date | None = None
    """The day in Japan that "today" means on the buttons `received/…` of this message."""


class TopicGuess(BaseModel):
    id: str
    confidence: Confidence


class Entity(BaseModel):
    entity: str
    value: str


class Understanding(BaseModel):
    intent: str | None = None
    confidence: Confidence = 0.0
    topics: list[TopicGuess] = Field(default_factory=list)
    language: str | None = None
    language_confidence: float = 0.0
    entities: list[Entity] = Field(default_factory=list)


class ConversationOut(BaseModel):
    token: str
    language: str
    messages: list[Message]


class TurnOut(BaseModel):
    language: str
    messages: list[Message]
    understanding: Understanding


class HistoryOut(BaseModel):
    language: str
    messages: list[Message]


class Problem(BaseModel):
    key: str
    message: str
    request_id: str


class ProblemOut(BaseModel):
    """What every refused or failed request answers; `message` is in the reader's language."""

    error: Problem


class Receipt(BaseModel):
    receipt: str


class LanguageOut(BaseModel):
    tag: str
    endonym: str
    direction: Literal["ltr", "rtl"]
    state: str


class LanguagesOut(BaseModel):
    languages: list[LanguageOut]


class TopicOut(BaseModel):
    id: str
    group: str
    question: str
    sensitivity: str


class TopicsOut(BaseModel):
    topics: list[TopicOut]


class ServicesOut(BaseModel):
    services: list[ServiceOut]
    total: int
    nationwide_from: int
