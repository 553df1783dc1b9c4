"""Brings a database to the newest migration."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from app.database.session import set_up_alone

MIGRATIONS = Path(__file__).parent / "migrations"


def alembic_config() -> Config:
    """Alembic's configuration without its command line's file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("file_template", "%%(year)d-%%(month).2d-%%(day).2d_%%(slug)s")
    return config


def migrate(engine: Engine, revision: str = "head") -> None:
    """The database at `engine` stands at `revision` afterwards, all in one transaction."""
    config = alembic_config()
    with engine.begin() as connection:
        set_up_alone(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
