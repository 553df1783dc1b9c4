"""Each migration goes up and comes back, and the newest equals the models."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, inspect, text

from app.conversations import models as conversation_models
from app.database.base import Base
from app.database.migrate import alembic_config, migrate
from app.database.session import open_engine
from app.knowledge import directory

TABLES = (conversation_models, directory)
REVISIONS = [script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()]
POSTGRESQL = "postgresql+psycopg://postgres@127.0.0.1:5432/test"


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database; PostgreSQL in a schema of its own, and only where a server runs."""
    if request.param == "sqlite":
        yield open_engine(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
        return
    schema = f"migrations_{secrets.token_hex(8)}"  # tests side by side get the same names of folders
    admin = create_engine(POSTGRESQL, connect_args={"connect_timeout": 2})
    try:
        with admin.begin() as connection:
            connection.execute(text(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE'))
            connection.execute(text(f'CREATE SCHEMA "{schema}"'))
    except Exception:
        pytest.skip("no PostgreSQL on 127.0.0.1:5432")
    yield create_engine(POSTGRESQL, connect_args={"options": f"-csearch_path={schema}"})
    with admin.begin() as connection:
        connection.execute(text(f'DROP SCHEMA "{schema}" CASCADE'))


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_revision_goes_up_and_comes_back(engine: Engine, revision: str) -> None:
    migrate(engine, revision)
    assert "topic" in inspect(engine).get_table_names()
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    assert inspect(engine).get_table_names() in ([], ["alembic_version"])


def test_head_equals_the_models(engine: Engine) -> None:
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_what_staff_entered_before_the_directory_was_structured_stays(engine: Engine) -> None:
    migrate(engine, "0002_topic_questions")
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO knowledge_revision (id, number, seed_digest) VALUES (1, 7, 'of these')"))
        connection.execute(text("INSERT INTO organization (id, name) VALUES ('desk', 'Desk')"))
        connection.execute(
            text(
                "INSERT INTO service (id, organization_id, name, description, status, state, changed_by_staff)"
                " VALUES ('desk', 'desk', 'Desk', 'Advice', 'active', 'published', true)"
            )
        )
        connection.execute(text("INSERT INTO location (id, prefecture) VALUES ('desk', 'JP-13')"))
        connection.execute(text("INSERT INTO service_at_location (service_id, location_id) VALUES ('desk', 'desk')"))
        connection.execute(text("INSERT INTO schedule (service_id, description) VALUES ('desk', 'Mon 9:00')"))
        connection.execute(
            text("INSERT INTO phone (service_id, number, kind, position) VALUES ('desk', '110', 'short', 0)")
        )
    migrate(engine)
    with engine.begin() as connection:
        assert connection.execute(text("SELECT description, position, opens_at FROM schedule")).all() == [
            ("Mon 9:00", 0, None)
        ]
        assert connection.execute(text("SELECT number, purpose, hours FROM phone")).all() == [("110", None, None)]
        # The next start brings in from the files what the older form could not hold.
        assert connection.execute(text("SELECT number, seed_digest FROM knowledge_revision")).all() == [(7, "")]
        connection.execute(text("INSERT INTO schedule (service_id, position, byday) VALUES ('desk', 1, 'MO')"))
    config = alembic_config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0002_topic_questions")
        assert connection.execute(text("SELECT description FROM schedule")).scalars().all() == ["Mon 9:00"]
        assert connection.execute(text("SELECT service_id FROM service_at_location")).scalars().all() == ["desk"]
