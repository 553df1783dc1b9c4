"""Every setting, typed; the only module that reads the environment."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import AliasChoices, BeforeValidator, Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
_NAME = r"[a-z0-9]([a-z0-9-]*[a-z0-9])?"
_ORIGIN = re.compile(rf"https://{_NAME}(\.{_NAME})*(:[1-9]\d{{0,4}})?|http://(localhost|127\.0\.0\.1):[1-9]\d{{0,4}}")


class KeepText(StrEnum):
    """What of a visitor's words may be kept; until masking is measured, nothing is, whatever this says."""

    CONSENT = "consent"
    UNANSWERED = "unanswered"


def origins(given: str | tuple[str, ...]) -> tuple[str, ...]:
    """The origins of a list with commas, as browsers write them; raises ValueError for anything that is none."""
    listed = given.split(",") if isinstance(given, str) else given
    found = dict.fromkeys(one.strip().lower() for one in listed if one.strip())
    for one in found:
        if not _ORIGIN.fullmatch(one):
            raise ValueError(
                f"{one!r} is not the origin of a site: write https://www.example.org (no path, no wildcard; another "
                "port as :8443), or http://localhost:9000 to try it out"
            )
    return tuple(dict.fromkeys(one.removesuffix(":443") for one in found))


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
    embedding_sites: Annotated[tuple[str, ...], NoDecode, BeforeValidator(origins)] = ()
    """Origins of the sites that may show the chat in a frame; none unless listed."""
    exit_url: str = Field("about:blank", pattern=r"^(about:blank|https?://\S+)$")
    """Where the quick exit leads: a page that says nothing of what was left."""
    widget_source: bool = False
    """Serves the chat page's files as they are written, for who works on them."""

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
