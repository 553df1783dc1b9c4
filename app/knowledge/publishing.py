"""Publishes topics and ways of asking while Shirube runs; each replica answers with them within seconds."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.knowledge.answer_files import body_digest, digest
from app.knowledge.catalogue import published_questions
from app.knowledge.checking.embassies import embassy_faults
from app.knowledge.models import Topic, TopicQuestion, TopicText
from app.knowledge.publication import Publication, PublicationRefused, TextIn
from app.knowledge.question_feed import MOST_BYTES, MOST_QUESTIONS, fits_surely, is_too_large
from app.knowledge.revisions import raise_revision
from app.knowledge.values import QuestionValue
from app.knowledge.vocabulary import SOURCE_LANGUAGE, EditingState, TextState


def publish(session: Session, publication: Publication, *, at: datetime) -> int:
    """Publishes the topic and its questions; how many of the questions are new. The caller commits.

    Raises PublicationRefused, with nothing for the caller to commit, where the topic would have no answer or where
    more questions would be live than Rasa can take.
    """
    _refuse_embassies(publication)
    _put_topic(session, publication)
    fresh = _publish_questions(session, publication, at)
    _refuse_too_many(session)
    raise_revision(session, [publication.topic])
    return fresh


def withdraw(session: Session, topic_id: str, *, with_topic: bool) -> int:
    """Takes back a topic's live questions, and the topic itself if asked to; how many questions were live."""
    topic = session.get(Topic, topic_id)
    if topic is None:
        raise PublicationRefused(f"There is no topic {topic_id}.")
    withdrawn = session.scalars(
        update(TopicQuestion)
        .where(TopicQuestion.topic_id == topic_id, TopicQuestion.state == EditingState.PUBLISHED)
        .values(state=EditingState.DRAFT)
        .returning(TopicQuestion.id)
    ).all()
    if with_topic:
        topic.state = EditingState.DRAFT
    session.flush()
    raise_revision(session, [topic_id])
    return len(withdrawn)


def live_questions(session: Session) -> list[QuestionValue]:
    """All that are published, newest first; their base intents are not looked up."""
    return [QuestionValue(topic, "danger", language, text) for topic, language, text in published_questions(session)]


def _publish_questions(session: Session, publication: Publication, at: datetime) -> int:
    # No object a row: on SQLite all other writers wait while this transaction is open.
    of_topic = TopicQuestion.topic_id == publication.topic
    columns = TopicQuestion.language, TopicQuestion.text, TopicQuestion.id, TopicQuestion.state
    known = {
        (language, text): (id_, state)
        for language, text, id_, state in session.execute(select(*columns).where(of_topic))
    }
    wanted = dict.fromkeys((tag, text) for tag, texts in publication.questions.items() for text in texts)
    now = {"state": EditingState.PUBLISHED, "published_at": at}
    new = [
        {"topic_id": publication.topic, "language": tag, "text": text} | now
        for tag, text in wanted
        if (tag, text) not in known
    ]
    drafts = [
        {"id": known[one][0]} | now for one in wanted if one in known and known[one][1] is not EditingState.PUBLISHED
    ]
    if new:
        session.connection().execute(insert(TopicQuestion), new)
    if drafts:
        session.execute(update(TopicQuestion), drafts)
    return len(new) + len(drafts)


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
    live = TopicQuestion.state == EditingState.PUBLISHED
    number, letters = session.execute(select(func.count(), func.sum(func.length(TopicQuestion.text))).where(live)).one()
    if fits_surely(number, letters or 0):
        return  # without reading them all, while others wait
    questions = live_questions(session)
    if is_too_large(questions):
        raise PublicationRefused(
            f"Nothing was published: with these there would be {len(questions)} live questions, and at most"
            f" {MOST_QUESTIONS} or {MOST_BYTES // 1_000_000} MB of them can be understood at once. Withdraw what is no"
            " longer needed, or bring published questions into data/nlu/ and train."
        )
