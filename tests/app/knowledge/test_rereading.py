"""What a replica rereads after a publication: that topic, and in the end the same as a replica that starts now."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app.database.session import OpenSession
from app.knowledge.catalogue import Catalogue, reread_topics
from app.knowledge.catalogue_keeper import CatalogueKeeper
from app.knowledge.directory import Service
from app.knowledge.models import KnowledgeRevision, Topic
from app.knowledge.publication import Publication, read_publication
from app.knowledge.publishing import publish, withdraw
from app.knowledge.revisions import KEPT_REVISIONS, changed_since, raise_revision
from app.knowledge.vocabulary import EditingState
from app.settings import ROOT
from tests.fixtures.own_database import own_database

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
BICYCLE = read_publication(ROOT / "tests/nlu/live/bicycle_registration.yml")
TEXTS = {"en": {"question": "Where is a doctor?", "answer": "Call your town hall."}}
OTHER_ANSWER = Publication.model_validate({"topic": "find_doctor", "texts": TEXTS, "questions": {"en": ["a doctor"]}})
WAYS_OF_ASKING = Publication.model_validate({"topic": "apply_how", "questions": {"en": ["how now?"], "ja": ["どう？"]}})


@pytest.fixture
def open_session(seeded: Path, tmp_path: Path) -> OpenSession:
    return own_database(seeded, tmp_path)


class Replica:
    """Rereads when it is told to, as if a second had passed."""

    def __init__(self, open_session: OpenSession) -> None:
        self._now = 0.0
        self._keeper = CatalogueKeeper(open_session, clock=lambda: self._now)
        self._keeper.current()

    def reread(self) -> Catalogue:
        self._now += 5
        self._keeper.current()
        for thread in threading.enumerate():
            if thread.name == "catalogue":
                thread.join(20)
        return self._keeper.current()


def publishing(*publications: Publication) -> Callable[[Session], None]:
    def change(session: Session) -> None:
        for publication in publications:
            publish(session, publication, at=NOW)

    return change


def withdrawing(session: Session) -> None:
    withdraw(session, "bicycle_registration", with_topic=True)


def nothing(_session: Session) -> None:
    pass


CHANGES = {
    "a new topic": (nothing, publishing(BICYCLE)),
    "another answer": (nothing, publishing(OTHER_ANSWER)),
    "ways of asking": (nothing, publishing(WAYS_OF_ASKING)),
    "three at once": (nothing, publishing(BICYCLE, OTHER_ANSWER, WAYS_OF_ASKING)),
    "one taken back": (publishing(BICYCLE), withdrawing),
}


@pytest.mark.parametrize(("earlier", "change"), CHANGES.values(), ids=CHANGES)
def test_what_is_reread_is_what_a_replica_that_starts_now_reads(
    open_session: OpenSession, earlier: Callable[[Session], None], change: Callable[[Session], None]
) -> None:
    with open_session.begin() as session:
        earlier(session)
    replica = Replica(open_session)
    before = replica.reread()
    with open_session.begin() as session:
        change(session)
    after, fresh = replica.reread(), CatalogueKeeper(open_session).current()
    assert after == fresh
    assert list(after.topics) == list(fresh.topics)
    assert after.services is before.services


def test_a_topic_that_comes_back_stands_where_it_stood(open_session: OpenSession) -> None:
    replica = Replica(open_session)
    before = list(replica.reread().topics)
    with open_session.begin() as session:
        withdraw(session, before[3], with_topic=True)
    assert list(replica.reread().topics) == before[:3] + before[4:]
    with open_session.begin() as session:
        session.get_one(Topic, before[3]).state = EditingState.PUBLISHED
        raise_revision(session, [before[3]])
    assert list(replica.reread().topics) == before


def test_only_the_topic_that_was_published_is_read(open_session: OpenSession) -> None:
    replica = Replica(open_session)
    before = replica.reread()
    with open_session.begin() as session:
        publish(session, OTHER_ANSWER, at=NOW)
    after = replica.reread()
    assert [topic for topic in before.topics if after.topics[topic] is not before.topics[topic]] == ["find_doctor"]


@pytest.mark.parametrize("explained", [[], ["find_doctor"]], ids=["alone", "before one that names its topic"])
def test_a_revision_that_does_not_say_what_changed_makes_all_reread(
    open_session: OpenSession, explained: list[str]
) -> None:
    replica = Replica(open_session)
    with open_session.begin() as session:
        session.get_one(Service, "jar").name = "Renamed"
        session.execute(update(KnowledgeRevision).values(number=KnowledgeRevision.number + 1))
        if explained:
            raise_revision(session, explained)
    assert replica.reread().services["jar"].name == "Renamed"


def test_a_replica_that_slept_through_many_publications_reads_everything(open_session: OpenSession) -> None:
    with open_session.begin() as session:
        known, _ = changed_since(session, None)
        for _ in range(KEPT_REVISIONS + 1):
            raise_revision(session, ["find_doctor"])
        number = known + KEPT_REVISIONS + 1
        assert changed_since(session, known) == (number, None)
        assert changed_since(session, known + 1) == (number, frozenset({"find_doctor"}))


def test_a_database_that_was_put_back_is_read_anew(open_session: OpenSession) -> None:
    with open_session() as session:
        number, _ = changed_since(session, None)
        assert changed_since(session, number) == (number, frozenset())
        assert changed_since(session, number + 1) == (number, None)


def test_a_topic_published_while_another_is_reread_is_not_missed(open_session: OpenSession) -> None:
    before = Replica(open_session).reread()
    with open_session.begin() as session:
        publish(session, BICYCLE, at=NOW)
    with open_session() as session:
        after = reread_topics(session, before, before.revision + 1, ["find_doctor"])
    assert "bicycle_registration" in after.topics
