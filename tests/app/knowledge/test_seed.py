"""The database after seeding: sourced rows only, staff's work untouched."""

from __future__ import annotations

import datetime
import time
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.database.base import Base
from app.database.migrate import migrate
from app.database.session import open_engine
from app.knowledge.catalogue_keeper import CatalogueKeeper
from app.knowledge.content import Content
from app.knowledge.directory import Phone, Schedule, Service, ServiceTerm
from app.knowledge.freshness import newest_source_year, stale_services
from app.knowledge.models import Fact, KnowledgeRevision, Source, TopicText
from app.knowledge.seed import seed
from app.knowledge.serving import Knowledge
from app.knowledge.vocabulary import NATIONWIDE, EditingState, FactMark, PhoneKind, Precision
from app.settings import ROOT
from tests.fixtures.own_database import copy_database

TODAY = date(2026, 11, 22)
PARTS = {
    *("organization", "service", "phone", "schedule", "location", "service_at_location"),
    *("service_category", "service_language", "service_term", "service_source"),
}
WITHOUT_A_HALL = {None, "Tokyo", "Tokyo (address not published)"}
"""Cities of rows that stand for a whole prefecture."""


@pytest.fixture(scope="module")
def just_seeded(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Path:
    path = tmp_path_factory.mktemp("seed") / "seed.sqlite3"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    with Session(engine) as session:
        assert seed(session, content, today=TODAY)
        session.commit()
    return path


@pytest.fixture
def session(just_seeded: Path, tmp_path: Path) -> Session:
    return Session(open_engine(f"sqlite:///{copy_database(just_seeded, tmp_path)}"))


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
    assert not {"child-189", "c-yamanashi"} & set(knowledge.catalogue.services)


def test_seeding_again_changes_nothing(session: Session, content: Content) -> None:
    assert not seed(session, content, today=TODAY)
    assert session.scalar(select(KnowledgeRevision.number)) == 1


def test_an_empty_database_is_filled_within_twenty_seconds(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    migrate(engine)
    began = time.monotonic()
    with Session(engine) as session:
        assert seed(session, Content(ROOT / "content"), today=TODAY)
        session.commit()
    assert time.monotonic() - began < 20


def parts_of_the_directory(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the directory's tables but for the numbers the database gives."""
    tables = [table for table in Base.metadata.sorted_tables if table.name in PARTS]
    return {
        table.name: sorted(
            tuple(
                str(row[column.name])
                for column in table.columns
                if str(column.type) != "INTEGER" or not column.primary_key
            )
            for row in session.execute(select(table)).mappings()
        )
        for table in tables
    }


def test_seeding_the_same_rows_anew_leaves_the_directory_as_it_was(session: Session, content: Content) -> None:
    before = parts_of_the_directory(session)
    assert all(before[table] for table in PARTS)
    session.get_one(KnowledgeRevision, 1).seed_digest = "another"
    session.commit()
    assert seed(session, content, today=TODAY)
    session.commit()
    session.expire_all()
    assert parts_of_the_directory(session) == before


def test_no_part_of_a_row_that_staff_changed_is_seeded_again(session: Session, content: Content) -> None:
    service = session.get_one(Service, "houterasu-ml")
    service.changed_by_staff = True
    service.phones = [Phone(number="110", kind=PhoneKind.SHORT, hours="at night", position=0)]
    service.terms = [ServiceTerm(service_id=service.id, term="food", position=0)]
    service.schedules = [Schedule(description="By staff", position=0)]
    service.locations[0].latitude, service.locations[0].precision = 35.0, Precision.ADDRESS
    service.sources = []
    own = Service(
        id="ours", organization_id="jar", name="Ours", description="", status="active", state=EditingState.PUBLISHED,
        changed_by_staff=True, sources=[session.scalars(select(Source)).first()],
    )  # fmt: skip
    session.add(own)
    session.get_one(KnowledgeRevision, 1).seed_digest = "another"
    session.commit()
    assert seed(session, content, today=TODAY)
    session.commit()
    session.expire_all()
    kept = session.get_one(Service, "houterasu-ml")
    assert [(phone.number, phone.hours) for phone in kept.phones] == [("110", "at night")]
    assert [one.term for one in kept.terms] == ["food"]
    assert [(one.description, one.opens_at) for one in kept.schedules] == [("By staff", None)]
    assert kept.locations[0].precision is Precision.ADDRESS
    assert kept.sources == []
    assert len(session.get_one(Service, "ours").sources) == 1


def test_what_has_left_the_files_is_shown_no_more_unless_staff_changed_it(session: Session, content: Content) -> None:
    session.get_one(Service, "fresc").changed_by_staff = True
    fewer = Content(content.root)
    vars(fewer)["services"] = {
        service: entry for service, entry in content.services.items() if service not in {"jar", "fresc"}
    }
    session.get_one(KnowledgeRevision, 1).seed_digest = "another"
    assert seed(session, fewer, today=TODAY)
    states = [session.get_one(Service, service).state for service in ("jar", "fresc", "houterasu-ml")]
    assert states == [EditingState.DRAFT, EditingState.PUBLISHED, EditingState.PUBLISHED]


def test_a_service_lies_where_its_city_does_or_says_that_only_the_prefecture_is_known(
    session: Session, content: Content
) -> None:
    for service in session.scalars(select(Service)):
        location = service.locations[0]
        if location.prefecture == NATIONWIDE:
            assert (location.latitude, location.longitude, location.precision) == (None, None, None)
        else:
            assert location.latitude and location.longitude
            assert (location.precision is Precision.CITY) == (location.city not in WITHOUT_A_HALL), service.id


def test_rules_and_words_of_hours_are_both_kept(session: Session) -> None:
    first, *rules = session.get_one(Service, "kashiwa-kira").schedules
    assert (first.description, first.opens_at) == ("talks on the 4th Wed 13:00-17:00", None)
    assert [(rule.freq, rule.byday, rule.opens_at, rule.closes_at) for rule in rules] == [
        ("MONTHLY", "4WE", datetime.time(13), datetime.time(17))
    ]


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
