"""What is published while Shirube runs: answered within five seconds, by a restarted Rasa too, and gone again."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from app.database.session import OpenSession, open_engine, session_factory
from app.knowledge.publication import Publication, PublicationRefused, read_publication
from app.knowledge.publishing import publish, withdraw
from app.settings import ROOT
from tests.fixtures.servers import Visitor
from tests.fixtures.whole import WholeShirube

pytestmark = pytest.mark.xdist_group("whole")  # one Shirube for all of them

SECONDS = 5.0
BICYCLE = read_publication(ROOT / "tests/nlu/live/bicycle_registration.yml")


@pytest.fixture
def open_session(running_shirube: WholeShirube) -> Iterator[OpenSession]:
    """The database of the running Shirube; afterwards nothing is published any more."""
    open_session = session_factory(open_engine(f"sqlite:///{running_shirube.var / 'shirube.sqlite3'}"))
    yield open_session
    for topic, with_topic in ((BICYCLE.topic, True), ("find_doctor", False)):
        with contextlib.suppress(PublicationRefused), open_session.begin() as session:
            withdraw(session, topic, with_topic=with_topic)


def publish_now(open_session: OpenSession, publication: Publication) -> None:
    with open_session.begin() as session:
        publish(session, publication, at=datetime.now(UTC))


def answer(visitor: Visitor, text: str) -> dict[str, Any]:
    message: dict[str, Any] = visitor.send(text=text).json()["messages"][0]
    return message


def seconds_until(visitor: Visitor, text: str, topic: str, *, is_answered: bool = True) -> float:
    began = time.monotonic()
    while (answer(visitor, text)["topic"] == topic) is not is_answered:
        assert time.monotonic() - began < 3 * SECONDS
        time.sleep(0.1)
    return time.monotonic() - began


def test_a_topic_published_meanwhile_is_answered_also_by_a_rasa_that_was_killed_and_withdrawn_again(
    running_shirube: WholeShirube, open_session: OpenSession
) -> None:
    visitor = running_shirube.begin("ja")
    question = BICYCLE.questions["ja"][1]
    assert answer(visitor, question)["topic"] != BICYCLE.topic
    publish_now(open_session, BICYCLE)
    assert seconds_until(visitor, question, BICYCLE.topic) < SECONDS
    for language, questions in BICYCLE.questions.items():
        asking = running_shirube.begin(language)
        for text in questions:
            reply = asking.send(text=text).json()
            assert (reply["messages"][0]["topic"], reply["messages"][0]["language"]) == (BICYCLE.topic, language)
            assert reply["understanding"]["topics"][0]["id"] == BICYCLE.topic

    running_shirube.kill("rasa")
    running_shirube.wait_until(lambda: not running_shirube.is_ready(), "gone")
    running_shirube.wait_until(running_shirube.is_ready, "ready again")
    assert seconds_until(visitor, question, BICYCLE.topic) < SECONDS

    with open_session.begin() as session:
        withdraw(session, BICYCLE.topic, with_topic=True)
    assert seconds_until(visitor, question, BICYCLE.topic, is_answered=False) < SECONDS
    assert answer(visitor, question)["kind"]


def test_a_new_question_of_a_known_topic_is_answered_with_its_text(
    running_shirube: WholeShirube, open_session: OpenSession
) -> None:
    visitor, odd = running_shirube.begin("en"), "blibber gurn wobbel"
    assert answer(visitor, odd)["topic"] != "find_doctor"
    publish_now(open_session, Publication.model_validate({"topic": "find_doctor", "questions": {"en": [odd]}}))
    assert seconds_until(visitor, odd, "find_doctor") < SECONDS
