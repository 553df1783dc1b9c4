"""The knowledge this process answers from, opened once: for actions, which rasa-sdk creates without arguments."""

from __future__ import annotations

from dataclasses import dataclass

from app.database.session import open_engine, session_factory
from app.knowledge.catalogue import Catalogue
from app.knowledge.catalogue_keeper import CatalogueKeeper
from app.knowledge.follow_ups import FollowUps, read_follow_ups
from app.knowledge.places import Gazetteer, read_gazetteer
from app.settings import Settings


@dataclass(frozen=True)
class Knowledge:
    """The newest catalogue on demand, the places of Japan, and what follows on what."""

    keeper: CatalogueKeeper
    gazetteer: Gazetteer
    follow_ups: FollowUps

    @property
    def catalogue(self) -> Catalogue:
        return self.keeper.current()


_served: Knowledge | None = None


def serve(given: Knowledge) -> None:
    """From now on `knowledge()` is the one the gateway has opened already."""
    global _served
    _served = given


def knowledge() -> Knowledge:
    """This process's knowledge; opened from the configured database where nobody has handed one in."""
    if _served is None:
        settings = Settings()
        keeper = CatalogueKeeper(session_factory(open_engine(settings.database)))
        serve(Knowledge(keeper, read_gazetteer(settings.content), read_follow_ups(settings.content)))
    assert _served is not None
    return _served
