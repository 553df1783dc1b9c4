"""The knowledge in memory: at hand whatever the database does."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from app.database.session import OpenSession, open_engine, session_factory
from app.knowledge.catalogue_keeper import CatalogueKeeper


class Database:
    """Opens sessions as long as it is there; hangs or fails when told to."""

    def __init__(self, open_session: OpenSession) -> None:
        self._open_session = open_session
        self.back = threading.Event()
        self.back.set()
        self.away = False
        self.asked = 0

    def __call__(self) -> object:
        self.asked += 1
        self.back.wait(20)
        if self.away:
            raise OperationalError("SELECT", {}, Exception("away"))
        return self._open_session()


@pytest.fixture
def database(seeded: Path) -> Database:
    return Database(session_factory(open_engine(f"sqlite:///{seeded}")))


@pytest.fixture
def keeper(database: Database) -> CatalogueKeeper:
    keeper = CatalogueKeeper(database, clock=lambda: time.monotonic() * 100)  # type: ignore[arg-type]
    keeper.current()
    return keeper


def test_a_database_that_hangs_keeps_no_visitor_waiting(keeper: CatalogueKeeper, database: Database) -> None:
    database.back.clear()
    for _ in range(5):
        time.sleep(0.05)
        began = time.monotonic()
        assert keeper.current().topics
        assert time.monotonic() - began < 0.2
    assert database.asked == 2
    database.back.set()


def test_a_database_that_is_away_leaves_the_last_catalogue(keeper: CatalogueKeeper, database: Database) -> None:
    database.away = True
    before = keeper.current()
    time.sleep(0.1)
    assert keeper.current() is before


def test_without_a_first_catalogue_the_fault_is_not_hidden(database: Database) -> None:
    database.away = True
    with pytest.raises(OperationalError):
        CatalogueKeeper(database).current()  # type: ignore[arg-type]
