"""All that is published, as one immutable value in memory, and how it is read from the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.errors import TopicNotFound
from app.knowledge.answer_files import digest
from app.knowledge.directory import Service
from app.knowledge.freshness import oldest_look
from app.knowledge.models import Fact, Source, Topic, TopicQuestion, TopicText
from app.knowledge.service_values import service_value
from app.knowledge.values import AnswerValue, QuestionValue, ServiceValue, SourceValue, TopicValue
from app.knowledge.vocabulary import SOURCE_LANGUAGE, EditingState, FactMark

SHOWN_SOURCES = 3
UNKNOWN_PUBLISHER_RANK = 3
HIDDEN_RANK = 9


@dataclass(frozen=True)
class Catalogue:
    """Published topics in their order, published services by id, and the questions Rasa learns live, newest first."""

    revision: int
    topics: Mapping[str, TopicValue]
    services: Mapping[str, ServiceValue]
    questions: tuple[QuestionValue, ...] = ()

    def topic(self, topic_id: str) -> TopicValue:
        """The published topic `topic_id`; raises TopicNotFound."""
        try:
            return self.topics[topic_id]
        except KeyError:
            raise TopicNotFound(topic=topic_id) from None


def read_catalogue(session: Session, revision: int) -> Catalogue:
    """Everything published, read in a handful of queries."""
    topics = _topics(session)
    services = session.scalars(
        select(Service)
        # A row whose place nobody has entered yet can be shown to nobody; it must not keep the others back.
        .where(Service.state == EditingState.PUBLISHED, Service.status == "active", Service.locations.any())
        .options(selectinload("*"))
        .order_by(Service.id)
    )
    return Catalogue(
        revision=revision,
        topics=topics,
        services={
            service.id: service_value(service, shown_sources(sorted(service.sources, key=lambda source: source.rank)))
            for service in services
        },
        questions=_questions(session, topics),
    )


def reread_topics(session: Session, catalogue: Catalogue, revision: int, changed: Collection[str]) -> Catalogue:
    """The catalogue with these topics and all live questions as they stand now; the rest of it is not read."""
    known = {**catalogue.topics, **_topics(session, changed)}
    published = select(Topic.id).where(Topic.state == EditingState.PUBLISHED).order_by(Topic.position, Topic.id)
    order = session.scalars(published).all()
    if not known.keys() >= set(order):  # published since the revision was read
        return read_catalogue(session, revision)
    topics = {topic: known[topic] for topic in order}
    return replace(catalogue, revision=revision, topics=topics, questions=_questions(session, topics))


def published_questions(session: Session) -> Sequence[tuple[str, str, str]]:
    """Topic, language and text of every question that Rasa learns live, newest first."""
    # Columns, not whole rows: there may be 2,000, and visitors wait meanwhile.
    rows = session.execute(
        select(TopicQuestion.topic_id, TopicQuestion.language, TopicQuestion.text)
        .where(TopicQuestion.state == EditingState.PUBLISHED)
        .order_by(TopicQuestion.published_at.desc(), TopicQuestion.id)
    )
    return [(topic, language, text) for topic, language, text in rows]


def _topics(session: Session, only: Collection[str] | None = None) -> dict[str, TopicValue]:
    published = select(Topic).where(Topic.state == EditingState.PUBLISHED)
    rows = session.scalars(
        (published if only is None else published.where(Topic.id.in_(only)))
        .options(selectinload(Topic.texts), selectinload(Topic.facts).selectinload(Fact.sources))
        .order_by(Topic.position, Topic.id)
    )
    return {topic.id: _topic_value(topic) for topic in rows}


def _questions(session: Session, topics: Mapping[str, TopicValue]) -> tuple[QuestionValue, ...]:
    return tuple(
        QuestionValue(topic, topics[topic].base_intent, language, text)
        for topic, language, text in published_questions(session)
        if topic in topics
    )


def shown_sources(sources: list[Source]) -> tuple[SourceValue, ...]:
    """The first three that may be linked."""
    best = [source for source in dict.fromkeys(sources) if source.rank < HIDDEN_RANK][:SHOWN_SOURCES]
    return tuple(SourceValue(s.title, s.url, s.source_date, s.read_on, s.checked_on) for s in best)


def _topic_value(topic: Topic) -> TopicValue:
    texts = {text.language: text for text in topic.texts}
    original = texts.get(SOURCE_LANGUAGE)
    by_fact = [
        sorted(fact.sources, key=lambda source: source.rank)
        for fact in topic.facts
        if fact.mark is not FactMark.UNSOURCED
    ]
    # The most official source of each fact, in the order the author named the facts, before the second of any.
    rounds = [sources[n] for n in range(max(map(len, by_fact), default=0)) for sources in by_fact if n < len(sources)]
    return TopicValue(
        id=topic.id,
        group=topic.group,
        support=topic.support,
        sensitivity=topic.sensitivity,
        questions={text.language: text.question for text in topic.texts if _question_is_current(text, original)},
        answers={text.language: _answer_value(text, original) for text in topic.texts if text.answer is not None},
        sources=shown_sources(sorted(rounds, key=lambda source: source.rank >= UNKNOWN_PUBLISHER_RANK)),
        looked_on=oldest_look(by_fact),
    )


def _question_is_current(text: TopicText, original: TopicText | None) -> bool:
    return text.question_source is None or original is None or text.question_source == digest(original.question)


def _answer_value(text: TopicText, original: TopicText | None) -> AnswerValue:
    assert text.answer is not None and text.answer_state is not None
    is_translation = text.language != SOURCE_LANGUAGE
    return AnswerValue(
        language=text.language,
        text=text.answer,
        simpler=text.simpler,
        conditions=text.conditions,
        state=text.answer_state,
        outdated=is_translation and (original is None or text.answer_source != original.answer_source),
    )
