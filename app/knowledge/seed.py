"""Fills the database from `content/`; what staff changed is never overwritten."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.database.session import set_up_alone
from app.knowledge.content import Content
from app.knowledge.models import Fact, FactSource, KnowledgeRevision, Source, Topic, TopicFact, TopicText
from app.knowledge.revisions import raise_revision
from app.knowledge.seed_directory import seed_directory
from app.knowledge.vocabulary import EditingState, FactMark, Sensitivity


def seed(session: Session, content: Content, *, today: date) -> bool:
    """True when the files had changed since the last seed and were brought in; the caller commits."""
    set_up_alone(session.connection())
    revision = session.get(KnowledgeRevision, 1)
    if revision is None:
        revision = KnowledgeRevision(id=1, number=0, seed_digest="")
        session.add(revision)
    if revision.seed_digest == content.digest:
        return False
    sources = _seed_sources(session, content)
    _seed_facts(session, content, sources)
    _seed_topics(session, content)
    seed_directory(session, content, sources, today=today)
    revision.seed_digest = content.digest
    session.flush()
    raise_revision(session, ())  # counted by the database: staff may publish meanwhile
    return True


def _seed_sources(session: Session, content: Content) -> dict[str, Source]:
    known = {source.url: source for source in session.scalars(select(Source))}
    entries = [*content.facts.values(), *content.services.values()]
    for entry in entries:
        for page in entry["sources"]:
            title, rank = content.publisher(page["url"])
            source = known.get(page["url"])
            if source is None:
                source = known[page["url"]] = Source(url=page["url"])
                session.add(source)
            source.title, source.rank, source.read_on = title, rank, entry["read_on"]
            source.source_date = max(filter(None, (source.source_date, page.get("source_date"))), default=None)
    session.flush()
    return known


def _seed_facts(session: Session, content: Content, sources: dict[str, Source]) -> None:
    session.execute(delete(FactSource))
    for fact, entry in content.facts.items():
        session.merge(Fact(id=fact, text=entry["text"], mark=FactMark(entry["mark"])))
    session.flush()
    for fact, entry in content.facts.items():
        pages = dict.fromkeys(page["url"] for page in entry["sources"])
        session.add_all(FactSource(fact_id=fact, source_id=sources[url].id, position=n) for n, url in enumerate(pages))


def _seed_topics(session: Session, content: Content) -> None:
    session.execute(delete(TopicFact))
    texts = {(text.topic_id, text.language): text for text in session.scalars(select(TopicText))}
    for topic, entry in content.topics.items():
        row = session.get(Topic, topic) or Topic(id=topic, state=EditingState.PUBLISHED)
        session.add(row)
        row.group, row.position, row.support = entry["group"], entry["position"], entry["support"]
        row.sensitivity = Sensitivity(entry["sensitivity"])
    session.flush()
    for tag in content.languages:
        for topic, question in content.questions[tag].items():
            text = texts.get((topic, tag)) or TopicText(topic_id=topic, language=tag, changed_by_staff=False)
            if text.changed_by_staff:
                continue
            session.add(text)
            text.question, text.question_state, text.question_source = question.text, question.state, question.source
            answer = content.answers[tag].get(topic)
            text.answer = answer.text if answer else None
            text.simpler = answer.simpler if answer else None
            text.conditions = answer.conditions if answer else {}
            text.answer_state = answer.state if answer else None
            text.answer_source = (answer.source or answer.digest) if answer else None
    for topic, answer in content.answers["en"].items():
        session.add_all(TopicFact(topic_id=topic, fact_id=fact, position=n) for n, fact in enumerate(answer.facts))
