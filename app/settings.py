"""Every setting, typed; the only module that reads the environment."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from pathlib import Path

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class KeepText(StrEnum):
    """What of a visitor's words may be kept; until masking is measured, nothing is, whatever this says."""

    CONSENT = "consent"
    UNANSWERED = "unanswered"


class Settings(BaseSettings):
    """The configuration of one running Shirube; wrong values stop the start."""

    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    var: Path = Field(ROOT / "var", validation_alias=AliasChoices("SHIRUBE_VAR", "var"))
    database_url: str = ""
    internal_port: int = Field(
        5055, ge=1, le=65535, validation_alias=AliasChoices("SHIRUBE_INTERNAL_PORT", "internal_port")
    )
    rasa_port: int = Field(5005, ge=1, le=65535, validation_alias=AliasChoices("SHIRUBE_RASA_PORT", "rasa_port"))
    rasa_timeout_seconds: float = Field(8.0, gt=0, le=30)
    rate_limit: bool = True
    trusted_proxies: str = ""
    """Addresses of the reverse proxies whose X-Forwarded-For is believed; without them all visitors look like one."""
    keep_text: KeepText = KeepText.CONSENT
    operator_name: str = ""
    operator_contact: str = ""
    operator_hours: str = ""
    privacy_contact: str = ""

    @property
    def content(self) -> Path:
        """The reviewed files that seed the database."""
        return ROOT / "content"

    @cached_property
    def database(self) -> str:
        """The SQLAlchemy URL: `DATABASE_URL`, else an SQLite file under `var/`."""
        if not self.database_url:
            return f"sqlite:///{self.var / 'shirube.sqlite3'}"
        scheme, _, rest = self.database_url.partition("://")
        return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else self.database_url

    def secret(self, name: str) -> str:
        """The shared secret `name`, from the file the runner made at first start.

        Raises FileNotFoundError when the runner has not made it.
        """
        return (self.var / "secrets" / name).read_text("ascii").strip()
