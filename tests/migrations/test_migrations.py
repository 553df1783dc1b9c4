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
