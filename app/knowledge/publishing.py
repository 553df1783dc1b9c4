"""Publishes topics and ways of asking while Shirube runs; each replica answers with them within seconds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.knowledge.answer_files import body_digest, digest
from app.knowledge.checking.embassies import embassy_faults
from app.knowledge.models import KnowledgeRevision, Topic, TopicQuestion, TopicText
from app.knowledge.publication import Publication, PublicationRefused, TextIn
from app.knowledge.question_feed import MOST_BYTES, MOST_QUESTIONS, is_too_large
from app.knowledge.values import QuestionValue
from app.knowledge.vocabulary import SOURCE_LANGUAGE, EditingState, TextState


def publish(session: Session, publication: Publication, *, at: datetime) -> int:
    """Publishes the topic and its questions; how many of the questions are new. The caller commits.

    Raises PublicationRefused, with nothing for the caller to commit, where the topic would have no answer or where
    more questions would be live than Rasa can take.
    """
    _refuse_embassies(publication)
    _put_topic(session, publication)
    known = {
        (row.language, row.text): row
        for row in session.scalars(select(TopicQuestion).where(TopicQuestion.topic_id == publication.topic))
    }
    fresh = 0
    for tag, texts in publication.questions.items():
        for text in dict.fromkeys(texts):
            row = known.get((tag, text)) or TopicQuestion(topic_id=publication.topic, language=tag, text=text)
            if row.state is not EditingState.PUBLISHED:
                row.state, row.published_at = EditingState.PUBLISHED, at
                fresh += 1
            session.add(row)
    session.flush()
    _refuse_too_many(session)
    _raise_revision(session)
    return fresh


def withdraw(session: Session, topic_id: str, *, with_topic: bool) -> int:
    """Takes back a topic's live questions, and the topic itself if asked to; how many questions were live."""
    topic = session.get(Topic, topic_id)
    if topic is None:
        raise PublicationRefused(f"There is no topic {topic_id}.")
    withdrawn = session.scalars(
        select(TopicQuestion).where(TopicQuestion.topic_id == topic_id, TopicQuestion.state == EditingState.PUBLISHED)
    ).all()
    for row in withdrawn:
        row.state = EditingState.DRAFT
    if with_topic:
        topic.state = EditingState.DRAFT
    session.flush()
    _raise_revision(session)
    return len(withdrawn)


def live_questions(session: Session) -> list[QuestionValue]:
    """All that are published, newest first; their base intents are not looked up."""
    rows = session.scalars(
        select(TopicQuestion)
        .where(TopicQuestion.state == EditingState.PUBLISHED)
        .order_by(TopicQuestion.published_at.desc(), TopicQuestion.id)
    )
    return [QuestionValue(row.topic_id, "danger", row.language, row.text) for row in rows]


def _put_topic(session: Session, publication: Publication) -> None:
    topic = session.get(Topic, publication.topic)
    if topic is None:
        if publication.group is None:
            raise PublicationRefused(f"{publication.topic} is a new topic: say which group it belongs to.")
        last = session.scalar(select(func.max(Topic.position))) or 0
        topic = Topic(id=publication.topic, position=last + 1, state=EditingState.DRAFT)
        topic.group, topic.support = publication.group, publication.support
        topic.sensitivity = publication.sensitivity
        session.add(topic)
    english = session.get(TopicText, (publication.topic, SOURCE_LANGUAGE))
    if publication.lacks_english and (english is None or english.answer is None):
        raise PublicationRefused(
            f"{publication.topic} has no answer in English yet. Write at least its question and its answer in English:"
            " visitors whose language has no text get these."
        )
    topic.state = EditingState.PUBLISHED
    session.flush()
    # English first: the others name what they translate.
    for tag in sorted(publication.texts, key=lambda tag: tag != SOURCE_LANGUAGE):
        _put_text(session, publication.topic, tag, publication.texts[tag])


def _put_text(session: Session, topic_id: str, tag: str, given: TextIn) -> None:
    original = session.get(TopicText, (topic_id, SOURCE_LANGUAGE))
    is_original = tag == SOURCE_LANGUAGE
    state = given.state or (TextState.ORIGINAL if is_original else TextState.TRANSLATED)
    text = session.get(TopicText, (topic_id, tag)) or TopicText(topic_id=topic_id, language=tag)
    text.question, text.question_state = given.question, state
    text.question_source = None if is_original or original is None else digest(original.question)
    text.answer, text.simpler = given.answer, given.simpler
    text.conditions = {str(situation): words for situation, words in given.conditions.items()}
    text.answer_state = state if given.answer else None
    text.answer_source = None
    if given.answer:
        own = body_digest(given.answer, given.simpler, text.conditions)
        text.answer_source = own if is_original or original is None else original.answer_source
    text.changed_by_staff = True
    session.add(text)
    session.flush()


def _refuse_embassies(publication: Publication) -> None:
    """No text sends anybody to an embassy: those in the repository are read for it, and so are these."""
    for tag, given in publication.texts.items():
        for text in filter(None, (given.answer, given.simpler, *given.conditions.values())):
            if fault := next(embassy_faults(text, tag), None):
                raise PublicationRefused(f"Nothing was published: {publication.topic} in {tag} {fault}")


def _refuse_too_many(session: Session) -> None:
    questions = live_questions(session)
    if is_too_large(questions):
        raise PublicationRefused(
            f"Nothing was published: with these there would be {len(questions)} live questions, and at most"
            f" {MOST_QUESTIONS} or {MOST_BYTES // 1_000_000} MB of them can be understood at once. Withdraw what is no"
            " longer needed, or bring published questions into data/nlu/ and train."
        )


def _raise_revision(session: Session) -> None:
    session.execute(update(KnowledgeRevision).values(number=KnowledgeRevision.number + 1))
