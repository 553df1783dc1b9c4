"""Every text of one language beside its English, from where visitors get it: the database and content/."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

import languages
from app.knowledge.answer_files import digest
from app.knowledge.catalogue import read_catalogue
from app.knowledge.content import Content, read_yaml
from app.knowledge.models import Topic, TopicText
from app.knowledge.phrases import read_phrases
from app.knowledge.vocabulary import SOURCE_LANGUAGE, TextState

ANSWER, SIMPLER, QUESTION, MESSAGE, PHRASE = "answer", "simpler", "question", "message", "phrase"


class Sheet(StrEnum):
    """A kind of text, as its sheet is named."""

    ANSWERS = "Answers"
    QUESTIONS = "Questions"
    MESSAGES = "Messages"
    PHRASES = "Phrases"

    @property
    def lies_in_files(self) -> bool:
        """Whether these are read from content/ at start, and not from the database."""
        return self in {Sheet.MESSAGES, Sheet.PHRASES}


@dataclass(frozen=True)
class TextRow:
    """One English text and what there is of it in the language."""

    sheet: Sheet
    id: str
    part: str
    english: str
    current: str | None
    state: TextState | None
    """None where nothing is written, and for phrases, which have none."""
    outdated: bool = False
    """Whether the English has changed since."""

    @property
    def key(self) -> tuple[Sheet, str, str]:
        return (self.sheet, self.id, self.part)

    @property
    def digest(self) -> str:
        """Changes when the English or the translation does: what was exported is only replaced unchanged."""
        return f"{digest(self.english)}-{digest(self.current or '')}"

    @property
    def note(self) -> str:
        """What a translator must know of it."""
        if self.current is None:
            return "Not translated yet."
        return "The English has changed. Please translate every part anew." if self.outdated else ""


class UnknownTextLanguage(Exception):
    """The language has no texts to translate; the sentence is for staff."""


def check_language(tag: str) -> None:
    """Raises UnknownTextLanguage where `tag` is no language of ours, or English itself."""
    if tag not in languages.TAGS:
        raise UnknownTextLanguage(f"There is no language {tag}. Known are: {', '.join(languages.TAGS)}.")
    if tag == SOURCE_LANGUAGE:
        raise UnknownTextLanguage("English is the original: it is not translated, and changed by editing the answer.")


def text_rows(session: Session, content: Content, tag: str) -> list[TextRow]:
    """All texts of `tag` in the order to work on them."""
    texts = select(TopicText).where(TopicText.language.in_([SOURCE_LANGUAGE, tag]))
    by_key = {(text.topic_id, text.language): text for text in session.scalars(texts)}
    pairs = [
        (original, by_key.get((topic, tag)))
        for topic in session.scalars(select(Topic.id).order_by(Topic.position))
        if (original := by_key.get((topic, SOURCE_LANGUAGE))) is not None
    ]
    return [
        *(row for original, found in pairs for row in _answer_rows(original, found)),
        *(_question_row(original, found) for original, found in pairs),
        *_message_rows(content, tag),
        *_phrase_rows(session, content, tag),
    ]


def answer_parts(text: TopicText) -> dict[str, str]:
    """The parts of an answer by their names: `answer`, `simpler`, `if waiting`; none where there is no answer."""
    if text.answer is None:
        return {}
    parts = {ANSWER: text.answer}
    if text.simpler is not None:
        parts[SIMPLER] = text.simpler
    return parts | {f"if {situation}": words for situation, words in text.conditions.items()}


def _answer_rows(original: TopicText, found: TopicText | None) -> Iterator[TextRow]:
    current = answer_parts(found) if found is not None else {}
    outdated = found is not None and bool(current) and found.answer_source != original.answer_source
    for part, english in answer_parts(original).items():
        text = current.get(part)
        state = found.answer_state if found is not None and text is not None else None
        yield TextRow(Sheet.ANSWERS, original.topic_id, part, english, text, state, outdated)


def _question_row(original: TopicText, found: TopicText | None) -> TextRow:
    if found is None:
        return TextRow(Sheet.QUESTIONS, original.topic_id, QUESTION, original.question, None, None)
    outdated = found.question_source not in (None, digest(original.question))
    return TextRow(
        Sheet.QUESTIONS,
        original.topic_id,
        QUESTION,
        original.question,
        found.question,
        found.question_state,
        outdated,
    )


def _message_rows(content: Content, tag: str) -> Iterator[TextRow]:
    path = content.root / "messages" / f"{tag}.yml"
    entries = (read_yaml(path) or {}) if path.exists() else {}
    for key, english in read_yaml(content.root / "messages" / f"{SOURCE_LANGUAGE}.yml").items():
        entry = entries.get(key)
        if entry is None:
            yield TextRow(Sheet.MESSAGES, key, MESSAGE, english, None, None)
        else:
            outdated = entry.get("source") != digest(english)
            yield TextRow(Sheet.MESSAGES, key, MESSAGE, english, entry["text"], TextState(entry["state"]), outdated)


def _phrase_rows(session: Session, content: Content, tag: str) -> Iterator[TextRow]:
    phrases = read_phrases(content).by_language
    shown = [
        text
        for service in read_catalogue(session, 0).services.values()
        for text in (service.hours, service.cost, service.eligibility, *(phone.hours for phone in service.phones))
        if text
    ]
    known = [english for translations in phrases.values() for english in translations]
    for english in dict.fromkeys([*shown, *known]):
        yield TextRow(
            Sheet.PHRASES, f"phrase-{digest(english)}", PHRASE, english, phrases.get(tag, {}).get(english), None
        )
