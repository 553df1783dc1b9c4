"""The feed's reader against a real server: changes only, this machine only, limits kept, faults survived."""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar

import pytest

from bot.nlu import question_feed
from bot.nlu.question_feed import FeedFollower, FeedRefused, Question, QuestionFeed

DOG = {"topic": "pets", "base": "faq", "language": "en", "text": "my dog"}


class Served:
    """What the server says next, and what it was asked."""

    def __init__(self) -> None:
        self.port = 0
        self.body = b""
        self.status = 200
        self.asked: list[tuple[str, str]] = []

    def questions(self, *entries: dict[str, Any]) -> None:
        self.body = json.dumps({"version": "v", "questions": entries}).encode()


@pytest.fixture
def served() -> Iterator[Served]:
    served = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            tag = f'"{hash(served.body)}"'
            served.asked.append((self.path, self.headers["Authorization"]))
            known = served.status == 200 and self.headers["If-None-Match"] == tag
            self.send_response(304 if known else served.status)
            self.send_header("ETag", tag)
            self.end_headers()
            if not known:
                self.wfile.write(served.body)

        def log_message(self, *_: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield served
    server.shutdown()


@pytest.fixture
def feed(served: Served) -> QuestionFeed:
    return QuestionFeed(f"http://127.0.0.1:{served.port}/questions", "a-token")


def wait_for(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 3
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_only_changes_are_handed_over(served: Served, feed: QuestionFeed) -> None:
    served.questions(DOG)
    assert feed.changed() == [Question("faq/pets", "en", "my dog")]
    assert feed.changed() is None
    served.questions()
    assert feed.changed() == []
    feed.start_over()
    assert feed.changed() == []
    assert set(served.asked) == {("/questions", "Bearer a-token")}


@pytest.mark.parametrize(
    "url", ["http://192.0.2.1/questions", "https://127.0.0.1/questions", "http://example.org/", "file:///etc/passwd"]
)
def test_a_feed_that_is_not_on_this_machine_is_refused(url: str) -> None:
    with pytest.raises(FeedRefused):
        QuestionFeed(url, "token")


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (401, b""),
        (200, b"{}"),
        (200, b"[1]"),
        (200, b'{"questions": [{"topic": "pets"}]}'),
        (200, json.dumps({"questions": [DOG] * 2001}).encode()),
        (200, json.dumps({"questions": [{**DOG, "text": "x" * 1_000_001}]}).encode()),
    ],
    ids=["refused", "empty", "list", "half", "too many", "too large"],
)
def test_what_is_no_feed_or_over_the_limits_is_refused_without_its_text(
    served: Served, feed: QuestionFeed, status: int, body: bytes
) -> None:
    served.status, served.body = status, body
    with pytest.raises(FeedRefused) as refusal:
        feed.changed()
    assert "pets" not in str(refusal.value) and refusal.value.__cause__ is None


def test_without_the_runners_settings_nothing_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SHIRUBE_QUESTIONS_URL", raising=False)
    assert QuestionFeed.from_environment() is None


class Learner:
    def __init__(self) -> None:
        self.learned: list[list[Question]] = []
        self.fails = 0
        self.calls_needed = 1

    def learn(self, questions: list[Question]) -> bool:
        if self.fails:
            self.fails -= 1
            raise RuntimeError("my dog")
        self.learned.append(questions)
        self.calls_needed -= 1
        return self.calls_needed <= 0


def test_the_follower_survives_faults_logs_once_without_text_and_learns_in_the_end(
    served: Served, feed: QuestionFeed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(question_feed, "SECONDS_BETWEEN_QUESTIONS", 0.01)
    served.questions(DOG)
    served.status = 500
    learner = Learner()
    learner.fails = 2
    FeedFollower(feed, learner.learn)
    wait_for(lambda: len(served.asked) > 3)
    served.status = 200
    wait_for(lambda: learner.learned != [])
    assert learner.learned[0][0].text == "my dog"
    lines = [record.getMessage() for record in caplog.records if record.name == question_feed.__name__]
    assert lines == ["Live questions are out of reach (FeedRefused); trying again"]


def test_what_is_left_is_learned_at_once_and_the_feed_is_asked_in_between(served: Served, feed: QuestionFeed) -> None:
    served.questions(DOG)
    learner = Learner()
    learner.calls_needed = 5
    FeedFollower(feed, learner.learn)
    wait_for(lambda: len(learner.learned) == 5)  # with pauses of a second it would not be
    assert len(served.asked) == 5
    served.questions()
    wait_for(lambda: len(learner.learned) == 6)
    assert learner.learned[4:] == [[Question("faq/pets", "en", "my dog")], []]


@pytest.mark.skipif(sys.platform != "linux", reason="a priority is the whole process's there")
def test_learning_leaves_the_processor_to_visitors_and_nothing_else_yields(served: Served, feed: QuestionFeed) -> None:
    class Learner:
        priorities: ClassVar[list[int]] = []

        def learn(self, _: list[Question]) -> bool:
            self.priorities.append(os.getpriority(os.PRIO_PROCESS, threading.get_native_id()))
            return True

    served.questions(DOG)
    learner = Learner()
    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    FeedFollower(feed, learner.learn)
    wait_for(lambda: learner.priorities != [])
    assert learner.priorities == [max(before, question_feed.LOW_PRIORITY)]
    assert os.getpriority(os.PRIO_PROCESS, threading.get_native_id()) == before


def test_the_follower_ends_with_the_model_it_served(
    served: Served, feed: QuestionFeed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(question_feed, "SECONDS_BETWEEN_QUESTIONS", 0.01)
    served.questions()
    learner = Learner()
    learned = learner.learned
    FeedFollower(feed, learner.learn)
    wait_for(lambda: learned != [])
    del learner
    gc.collect()
    time.sleep(0.1)
    asked = len(served.asked)
    time.sleep(0.1)
    assert len(served.asked) == asked
