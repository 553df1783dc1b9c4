"""Keeps the catalogue in memory; what a publication changed is reread within seconds of it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from app.database.session import READ_ONLY, OpenSession
from app.knowledge.catalogue import Catalogue, read_catalogue, reread_topics
from app.knowledge.revisions import changed_since

log = logging.getLogger("shirube.knowledge")

REREAD_SECONDS = 1.0


class CatalogueKeeper:
    """Hands out the newest catalogue; asks the database for its revision every second, aside from any visitor."""

    def __init__(self, open_session: OpenSession, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._open_session = open_session
        self._clock = clock
        self._reading = threading.Lock()
        self._catalogue: Catalogue | None = None
        self._asked_at = 0.0
        self._database_away = False

    def current(self) -> Catalogue:
        """The newest catalogue; waits for the database for the very first one only."""
        if self._catalogue is None:
            with self._reading:
                self._read()
        elif self._clock() - self._asked_at >= REREAD_SECONDS and self._reading.acquire(blocking=False):
            threading.Thread(target=self._reread, name="catalogue", daemon=True).start()
        assert self._catalogue is not None
        return self._catalogue

    def _reread(self) -> None:
        """Reads anew and gives the lock back; while the database is away, the last catalogue known stays."""
        try:
            self._read()
            self._database_away = False
        except Exception as fault:
            if not self._database_away:
                log.error("event=knowledge_not_reread fault=%s", type(fault).__name__)
            self._database_away = True
        finally:
            self._asked_at = self._clock()
            self._reading.release()

    def _read(self) -> None:
        with self._open_session() as session:
            session.connection(execution_options=READ_ONLY)
            known = self._catalogue
            revision, changed = changed_since(session, known.revision if known else None)
            if known is None or changed is None:
                self._catalogue = read_catalogue(session, revision)
            elif changed:
                self._catalogue = reread_topics(session, known, revision, changed)
        self._asked_at = self._clock()
