"""Several gateways on one database, many visitors at once, on SQLite and on PostgreSQL."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Connection, create_engine, func, select, text
from sqlalchemy.exc import OperationalError

from app.conversations.models import SealedReply, TurnCount
from app.knowledge.catalogue import read_catalogue
from app.knowledge.content import Content
from app.knowledge.models import KnowledgeRevision
from app.knowledge.publication import Publication
from app.knowledge.publishing import publish
from app.knowledge.revisions import changed_since
from app.knowledge.seed import seed
from app.main import create_app
from app.settings import ROOT, Settings
from tests.fixtures.servers import Gateway, StandInRasa, Visitor, new_secrets

pytestmark = pytest.mark.xdist_group("replicas")

POSTGRESQL = "postgresql://postgres@127.0.0.1:5432/"
TEXTS = {"en": {"question": "May I keep a dog?", "answer": "Ask your landlord first."}}


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Connection]:
    """A connection to the server, for making databases."""
    url = POSTGRESQL.replace("://", "+psycopg://") + "test"
    engine = create_engine(url, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 2})
    try:
        connection = engine.connect()
    except OperationalError:
        pytest.skip("no PostgreSQL on 127.0.0.1:5432")
    with connection:
        yield connection


@contextlib.contextmanager
def database(postgresql: Connection, like: str = "template1") -> Iterator[str]:
    """The name of a database of its own, empty or `like` another."""
    name = f"replicas_{uuid4().hex}"
    postgresql.execute(text(f"CREATE DATABASE {name} TEMPLATE {like}"))
    yield name
    postgresql.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="module")
def seeded_database(postgresql: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of a PostgreSQL database with the real content, to be copied."""
    folder = tmp_path_factory.mktemp("postgresql")
    new_secrets(folder)
    with database(postgresql) as name:
        app = create_app(Settings(var=folder, database_url=POSTGRESQL + name))
        app.state.gateway.engine.dispose()
        yield name


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A seeded database of the test's own; "" is SQLite."""
    if request.param == "sqlite":
        yield ""
        return
    with database(request.getfixturevalue("postgresql"), like=request.getfixturevalue("seeded_database")) as name:
        yield POSTGRESQL + name


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The same with nothing in it."""
    if request.param == "sqlite":
        yield ""
        return
    with database(request.getfixturevalue("postgresql")) as name:
        yield POSTGRESQL + name


def test_gateways_that_start_at_once_set_the_database_up_once(empty_database_url: str, tmp_path: Path) -> None:
    new_secrets(tmp_path)
    settings = [Settings(var=tmp_path, database_url=empty_database_url) for _ in range(3)]
    with ThreadPoolExecutor(3) as threads:
        apps = list(threads.map(create_app, settings))
    assert {len(app.state.gateway.knowledge.catalogue.topics) for app in apps} == {108}
    assert {app.state.gateway.knowledge.catalogue.revision for app in apps} == {1}


def test_one_message_sent_to_two_gateways_is_answered_once(
    start_gateway: Callable[..., Gateway], database_url: str, rasa: StandInRasa
) -> None:
    rasa.says("utter_greet")
    rasa.seconds = 0.3
    first = start_gateway(database_url=database_url, rasa_port=rasa.port)
    second = start_gateway(database_url=database_url, rasa_port=rasa.port)
    visitor, message_id = first.begin(), str(uuid4())
    elsewhere = Visitor(second.client, visitor.token, visitor.begun)
    with ThreadPoolExecutor(2) as threads:
        replies = list(threads.map(lambda who: who.send(text="hello", id=message_id), (visitor, elsewhere)))
    assert [reply.status_code for reply in replies] == [200, 200]
    assert replies[0].content == replies[1].content
    with first.app.state.gateway.open_session() as session:
        assert session.scalar(select(func.count()).where(SealedReply.message_id == message_id)) == 1
        assert session.scalar(select(func.sum(TurnCount.turns))) == 1


def test_eight_visitors_at_two_gateways_are_all_answered_and_counted(
    start_gateway: Callable[..., Gateway], database_url: str
) -> None:
    gateways = [start_gateway(database_url=database_url) for _ in range(2)]

    def visit(number: int) -> list[int]:
        visitor = gateways[number % 2].begin()
        return [visitor.send(payload="faq/apply_fee").status_code for _ in range(15)]

    with ThreadPoolExecutor(8) as threads:
        statuses = Counter(status for found in threads.map(visit, range(8)) for status in found)
    assert statuses == {200: 120}
    with gateways[0].app.state.gateway.open_session() as session:
        assert session.scalar(select(func.sum(TurnCount.turns))) == 120


def test_what_two_of_the_staff_publish_at_once_reaches_every_gateway(
    start_gateway: Callable[..., Gateway], database_url: str
) -> None:
    states = [start_gateway(database_url=database_url).app.state.gateway for _ in range(2)]
    revision = states[0].knowledge.catalogue.revision

    def publish_five(number: int) -> None:
        for n in range(5):
            texts = {"en": {"question": "May I keep a dog?", "answer": f"Ask your landlord {n} first."}}
            of_topic = {
                "topic": f"pets_{number}_{n}",
                "group": "life",
                "texts": texts,
                "questions": {"en": [f"dog {n}"]},
            }
            with states[number].open_session.begin() as session:
                publish(session, Publication.model_validate(of_topic), at=datetime.now(UTC))

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(publish_five, range(2)))
    end = time.monotonic() + 10
    while {state.knowledge.catalogue.revision for state in states} != {revision + 10}:
        assert time.monotonic() < end
        time.sleep(0.05)
    with states[0].open_session() as session:
        fresh = read_catalogue(session, revision + 10)
    assert len(fresh.questions) == 10
    assert [state.knowledge.catalogue for state in states] == [fresh, fresh]
    assert [list(state.knowledge.catalogue.topics) for state in states] == [list(fresh.topics)] * 2


def test_what_staff_publish_while_new_files_are_seeded_loses_nothing(
    start_gateway: Callable[..., Gateway], postgresql: Connection, seeded_database: str
) -> None:
    with database(postgresql, like=seeded_database) as name:
        state = start_gateway(database_url=POSTGRESQL + name).app.state.gateway
        before = state.knowledge.catalogue.revision
        pets = {"topic": "pets", "group": "life", "texts": TEXTS, "questions": {"en": ["dog"]}}
        with state.open_session() as seeding:
            seeding.get_one(KnowledgeRevision, 1).seed_digest = "another"
            with state.open_session.begin() as staff:
                staff.execute(text("SET LOCAL lock_timeout = '5s'"))
                publish(staff, Publication.model_validate(pets), at=datetime.now(UTC))
            assert seed(seeding, Content(ROOT / "content"), today=datetime.now(UTC).date())
            seeding.commit()
        with state.open_session() as session:
            assert changed_since(session, before) == (before + 2, None)
            assert changed_since(session, before + 1) == (before + 2, None)


def test_messages_are_answered_in_order_of_arrival(
    start_gateway: Callable[..., Gateway], database_url: str, rasa: StandInRasa
) -> None:
    rasa.says("utter_greet")
    visitor = start_gateway(database_url=database_url, rasa_port=rasa.port).begin()
    rasa.seconds = 0.05
    with ThreadPoolExecutor(10) as threads:
        for number in range(10):
            threads.submit(visitor.send, text=f"message {number}")
            time.sleep(0.03)
    assert [asked["text"] for asked in rasa.asked] == [f"message {number}" for number in range(10)]
