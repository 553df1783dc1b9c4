"""Transactions on SQLite: whole or not at all, and never "locked" where waiting helps."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from app.database.migrate import migrate
from app.database.session import READ_ONLY, open_engine, session_factory


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_engine(f"sqlite:///{tmp_path / 'one.sqlite3'}")


def test_a_migration_that_is_interrupted_leaves_nothing_behind(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command

    upgrade = command.upgrade

    def upgrade_and_die(*arguments: object) -> None:
        upgrade(*arguments)  # type: ignore[arg-type]
        raise SystemExit

    monkeypatch.setattr(command, "upgrade", upgrade_and_die)
    with pytest.raises(SystemExit):
        migrate(engine)
    assert inspect(engine).get_table_names() == []
    monkeypatch.undo()
    migrate(engine)
    assert "topic" in inspect(engine).get_table_names()


def test_who_reads_before_writing_waits_for_another_writer(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE tally (turns INTEGER)"))
        connection.execute(text("INSERT INTO tally VALUES (0)"))

    def raise_by_one() -> None:
        for _ in range(20):
            with engine.begin() as connection:
                turns = connection.scalar(text("SELECT turns FROM tally"))
                connection.execute(text("UPDATE tally SET turns = :turns"), {"turns": turns + 1})

    threads = [threading.Thread(target=raise_by_one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT turns FROM tally")) == 80


def test_who_opens_a_new_file_at_once_with_others_is_not_told_that_it_is_locked(tmp_path: Path) -> None:
    together = threading.Barrier(6)

    def open_one(number: int) -> str:
        engine = open_engine(f"sqlite:///{tmp_path / f'{number}.sqlite3'}")
        together.wait()
        try:
            with engine.connect() as connection:
                return str(connection.scalar(text("PRAGMA journal_mode")))
        finally:
            engine.dispose()

    with ThreadPoolExecutor(6) as threads:
        for number in range(100):
            assert list(threads.map(open_one, [number] * 6)) == ["wal"] * 6


def test_who_only_reads_waits_for_nobody(engine: Engine) -> None:
    migrate(engine)
    with engine.begin() as writing:
        writing.execute(text("INSERT INTO knowledge_revision VALUES (1, 1, '')"))
        with session_factory(engine)() as session:
            session.connection(execution_options=READ_ONLY)
            assert session.scalar(text("SELECT count(*) FROM knowledge_revision")) == 0


def test_a_fault_of_the_database_quotes_no_value(engine: Engine) -> None:
    with pytest.raises(Exception, match="no such table") as fault, engine.begin() as connection:
        connection.execute(text("INSERT INTO unheard_of VALUES (:value)"), {"value": "canary"})
    assert "canary" not in str(fault.value)
