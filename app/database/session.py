"""Engine and session factory."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.orm import Session, configure_mappers, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

OpenSession = sessionmaker[Session]

CONNECTIONS = 12
BUSY_SECONDS = 30
"""Seeding by another process takes some seconds, on a slow machine many."""
SECONDS_BETWEEN_SWITCHES = 0.01
READ_ONLY = {"read_only": True}
"""Execution options of a transaction that only reads: on SQLite it waits for no writer and keeps none waiting."""

_SETUP_LOCK = 0x5317_B0BE
# A PostgreSQL that has vanished without a word must not hold a visitor for minutes.
_POSTGRESQL = {"connect_timeout": 3, "tcp_user_timeout": 10_000}


def open_engine(url: str) -> Engine:
    """An engine for `url`; an SQLite file gets WAL, foreign keys and overwritten deletes."""
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return create_engine(
            parsed,
            pool_size=CONNECTIONS,
            max_overflow=4,
            pool_timeout=5,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args=_POSTGRESQL,
        )
    if parsed.database:
        Path(parsed.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(
        parsed, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def session_factory(engine: Engine) -> OpenSession:
    """Sessions whose rows stay readable after commit; the caller owns the transaction."""
    configure_mappers()  # not in the first transaction, while others wait
    return sessionmaker(engine, expire_on_commit=False)


def set_up_alone(connection: Connection) -> None:
    """From here to the end of the transaction no other process migrates or seeds this database."""
    if connection.dialect.name == "postgresql":  # on SQLite whoever writes is alone
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SETUP_LOCK})


def overwrite_deleted(engine: Engine) -> None:
    """Empties SQLite's write-ahead log, where deleted rows stand until then; a busy database is left for next time."""
    if engine.dialect.name != "sqlite":
        return
    with contextlib.closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=500")
        try:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # left to itself, Python's driver runs DDL and reads outside any transaction
    cursor = connection.cursor()
    _switch_to_wal(cursor)
    for pragma in ("synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _switch_to_wal(cursor: DBAPICursor) -> None:
    # SQLite's own waiting leaves this switch out: of several who open a new file at once, some are told "locked".
    end = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as fault:
            if fault.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(SECONDS_BETWEEN_SWITCHES)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that begins by reading cannot wait for a writer later: "database is locked" at once.
    reads = connection.get_execution_options().get("read_only")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
