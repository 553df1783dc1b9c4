"""Runs migrations on the configured database, or on the connection a caller hands in."""

from __future__ import annotations

from typing import Literal

from alembic import context
from sqlalchemy import Connection

from app.conversations import models as conversation_models
from app.database.base import Base, UtcDateTime
from app.database.session import open_engine
from app.knowledge import directory, models
from app.settings import Settings

TABLES = (models, directory, conversation_models)


def as_plain_type(kind: str, item: object, _context: object) -> str | Literal[False]:
    """How a migration names one of our own types: it must run when that type's code has changed."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
        render_item=as_plain_type,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = open_engine(Settings().database)
    with engine.connect() as connection:
        run(connection)
    engine.dispose()
