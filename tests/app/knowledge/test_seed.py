"""The database after seeding: sourced rows only, staff's work untouched."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.database.migrate import migrate
from app.database.session import open_engine
from app.knowledge.catalogue import CatalogueKeeper
from app.knowledge.content import Content
from app.knowledge.directory import Service
from app.knowledge.freshness import newest_source_year, stale_services
from app.knowledge.models import Fact, KnowledgeRevision, Source, TopicText
from app.knowledge.seed import seed
from app.knowledge.serving import Knowledge
from app.knowledge.vocabulary import EditingState, FactMark

TODAY = date(2026, 11, 22)


@pytest.fixture
def session(tmp_path: Path, content: Content) -> Session:
    engine = open_engine(f"sqlite:///{tmp_path / 'seed.sqlite3'}")
    migrate(engine)
    session = Session(engine)
    assert seed(session, content, today=TODAY)
    session.commit()
    return session


def test_every_topic_has_an_english_answer_resting_on_shown_facts(knowledge: Knowledge) -> None:
    topics = knowledge.catalogue.topics
    assert len(topics) == 108
    assert all(topic.answer("en") is not None for topic in topics.values())


def test_unsourced_facts_are_kept_and_never_linked(session: Session) -> None:
    unsourced = session.scalars(select(Fact).where(Fact.mark == FactMark.UNSOURCED)).all()
    assert unsourced
    assert all(not fact.sources for fact in unsourced)


def test_nobody_has_confirmed_a_seeded_service_or_source(session: Session) -> None:
    assert all(service.assured_date is None for service in session.scalars(select(Service)))
    assert all(source.checked_on is None for source in session.scalars(select(Source)))


def test_unsourced_rows_stay_out_of_the_directory(knowledge: Knowledge) -> None:
    assert not {"child-189", "c-tochigi", "c-yamanashi"} & set(knowledge.catalogue.services)


def test_seeding_again_changes_nothing(session: Session, content: Content) -> None:
    assert not seed(session, content, today=TODAY)
    assert session.scalar(select(KnowledgeRevision.number)) == 1


def test_what_staff_changed_survives_a_new_seed(session: Session, content: Content) -> None:
    text = session.get_one(TopicText, ("apply_fee", "en"))
    text.answer, text.changed_by_staff = "Written by staff.", True
    service = session.get_one(Service, "jar")
    service.name, service.changed_by_staff = "Renamed by staff", True
    session.get_one(KnowledgeRevision, 1).seed_digest = "another"
    session.commit()
    assert seed(session, content, today=TODAY)
    session.commit()
    assert session.get_one(TopicText, ("apply_fee", "en")).answer == "Written by staff."
    assert session.get_one(Service, "jar").name == "Renamed by staff"
    assert session.get_one(TopicText, ("apply_how", "en")).answer != "Written by staff."


def test_services_of_old_sources_are_drafts_where_fresher_ones_cover_the_need(
    session: Session, content: Content
) -> None:
    stale = stale_services(content.services, TODAY)
    assert stale
    for service in session.scalars(select(Service)):
        assert (service.state is EditingState.DRAFT) == (service.id in stale)
        if service.id in stale:
            assert TODAY.year - (newest_source_year(content.services[service.id]) or 0) > 5


def test_a_publication_is_seen_within_seconds_without_restart(session: Session, tmp_path: Path) -> None:
    from app.database.session import session_factory

    now = 0.0
    keeper = CatalogueKeeper(session_factory(session.get_bind()), clock=lambda: now)  # type: ignore[arg-type]
    assert "Renamed" not in keeper.current().services["jar"].name
    session.get_one(Service, "jar").name = "Renamed"
    session.get_one(KnowledgeRevision, 1).number += 1
    session.commit()
    now = 5.0
    end = time.monotonic() + 10
    while keeper.current().services["jar"].name != "Renamed":
        assert time.monotonic() < end
        time.sleep(0.01)
