"""Follows the gateway's feed of published questions, which the trained model does not know."""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

log = logging.getLogger(__name__)

SECONDS_BETWEEN_QUESTIONS = 1.0
SECONDS_TO_ANSWER = 2.0
MOST_QUESTIONS = 2000
MOST_BYTES = 1_000_000
LOW_PRIORITY = 10
"""Learning takes the processor time that visitors leave; lower still it would keep the interpreter's lock from them."""
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


class FeedRefused(Exception):
    """The feed is not what we may or can follow; the sentence holds none of its text."""


@dataclass(frozen=True)
class Question:
    """A way of asking for a topic; `label` as in training: `faq/<topic>` or `danger/<topic>`."""

    label: str
    language: str
    text: str


class QuestionFeed:
    """One feed on this machine, asked for what has changed only."""

    def __init__(self, url: str, token: str) -> None:
        address = urlsplit(url)
        if address.scheme != "http" or address.hostname not in LOOPBACK:
            raise FeedRefused("SHIRUBE_QUESTIONS_URL must lie on this machine")
        self._host, self._port, self._path = address.hostname, address.port or 80, address.path
        self._headers = {"Authorization": f"Bearer {token}"}
        self._version = ""

    @classmethod
    def from_environment(cls) -> QuestionFeed | None:
        """The feed that the runner names; None where nobody did (training, `rasa shell`, `rasa test`)."""
        url, token = os.environ.get("SHIRUBE_QUESTIONS_URL"), os.environ.get("SHIRUBE_ACTIONS_TOKEN_FILE")
        if not url or not token:
            return None
        return cls(url, Path(token).read_text("ascii").strip())

    def changed(self) -> list[Question] | None:
        """All questions, newest first; None where they are the same as last time. Raises OSError or FeedRefused."""
        connection = HTTPConnection(self._host, self._port, timeout=SECONDS_TO_ANSWER)
        try:
            connection.request("GET", self._path, headers={**self._headers, "If-None-Match": self._version})
            answer = connection.getresponse()
            if answer.status == 304:
                return None
            body = answer.read(MOST_BYTES + 1)
            if answer.status != 200 or len(body) > MOST_BYTES:
                raise FeedRefused("the feed was refused or is too large")
            questions = _questions(body)
            self._version = answer.headers.get("ETag", "")
        finally:
            connection.close()
        return questions

    def start_over(self) -> None:
        """Next time all questions are asked for again: the last ones may not have been learned."""
        self._version = ""


class FeedFollower:
    """A thread that hands each change to `learn` until all of it is learned, and ends once `learn`'s owner is gone."""

    def __init__(self, feed: QuestionFeed, learn: Callable[[list[Question]], bool]) -> None:
        self._feed = feed
        # A model that Rasa has replaced must not be kept alive by its own thread.
        self._learn = weakref.WeakMethod(learn)
        self._away = False
        self._left: list[Question] | None = None
        threading.Thread(target=self._follow, name="live questions", daemon=True).start()

    def _follow(self) -> None:
        if sys.platform == "linux":  # elsewhere a priority is the whole process's
            thread = threading.get_native_id()
            low = max(LOW_PRIORITY, os.getpriority(os.PRIO_PROCESS, thread))  # to raise it is forbidden
            os.setpriority(os.PRIO_PROCESS, thread, low)
        pause = threading.Event()
        while self._once():
            if self._left is None:
                pause.wait(SECONDS_BETWEEN_QUESTIONS)

    def _once(self) -> bool:
        learn = self._learn()
        if learn is None:
            return False
        try:
            questions = self._feed.changed()
            wanted = self._left if questions is None else questions
            if wanted is not None:
                self._left = None if learn(wanted) else wanted
            self._away = False
        except Exception as fault:  # whatever it is, the model goes on with what it knows
            self._feed.start_over()
            self._left = None
            if not self._away:
                log.error("Live questions are out of reach (%s); trying again", type(fault).__name__)
            self._away = True
        return True


def _questions(body: bytes) -> list[Question]:
    try:
        entries = json.loads(body)["questions"]
        questions = [
            Question(f"{one['base']}/{one['topic']}", str(one["language"]), str(one["text"])) for one in entries
        ]
    except (ValueError, KeyError, TypeError):
        raise FeedRefused("the feed is not what we know") from None
    if len(questions) > MOST_QUESTIONS:
        raise FeedRefused("the feed is too large")
    return questions
