"""The feed Rasa learns from: behind its token, never over its limits, 304 where nothing has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import httpx
import pytest

from app.gateway.internal import create_internal_app
from app.knowledge.publication import Publication, read_publication
from app.knowledge.publishing import publish, withdraw
from app.knowledge.question_feed import MOST_BYTES, MOST_QUESTIONS, fits_surely, is_too_large, question_feed
from app.knowledge.values import QuestionValue
from tests.fixtures.publishing import BICYCLE, change, wait_for
from tests.fixtures.servers import Gateway, free_port, serving

TOKEN = "a-token"


@pytest.fixture
def feed(own_gateway: Gateway) -> Iterator[Callable[..., httpx.Response]]:
    """Asks the feed of the gateway's knowledge."""
    port = free_port()
    with serving(create_internal_app(TOKEN), port):
        yield lambda token=TOKEN, **headers: httpx.get(
            f"http://127.0.0.1:{port}/questions",
            headers={"Authorization": f"Bearer {token}"} | {k.replace("_", "-"): v for k, v in headers.items()},
            trust_env=False,
        )


@pytest.mark.parametrize("token", ["x", "another", f"{TOKEN}x"])
def test_only_who_shows_the_token_reads_the_feed(feed: Callable[..., httpx.Response], token: str) -> None:
    refused = feed(token)
    assert (refused.status_code, refused.content) == (401, b"")


def test_a_publication_reaches_the_feed_and_leaves_it_again_within_three_seconds(
    feed: Callable[..., httpx.Response], own_gateway: Gateway
) -> None:
    assert feed().json()["questions"] == []
    change(own_gateway, publish, read_publication(BICYCLE), at=datetime.now(UTC))
    wait_for(lambda: len(feed().json()["questions"]) == 10)
    first = feed().json()["questions"][0]
    assert first == {
        "topic": "bicycle_registration",
        "base": "faq",
        "language": "en",
        "text": "Do I have to register my bicycle?",
    }
    change(own_gateway, withdraw, "bicycle_registration", with_topic=True)
    wait_for(lambda: feed().json()["questions"] == [])


def test_what_is_known_already_is_not_sent_again(feed: Callable[..., httpx.Response], own_gateway: Gateway) -> None:
    known = feed()
    again = feed(if_none_match=known.headers["etag"])
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", known.headers["etag"])
    publication = Publication.model_validate({"topic": "apply_how", "questions": {"en": ["asylum how??"]}})
    change(own_gateway, publish, publication, at=datetime.now(UTC))
    wait_for(lambda: feed(if_none_match=known.headers["etag"]).status_code == 200)
    assert feed().json()["version"] in feed().headers["etag"]


@pytest.mark.parametrize(
    ("number", "length"), [(MOST_QUESTIONS + 500, 10), (MOST_QUESTIONS, 900)], ids=["too many", "too large"]
)
def test_the_feed_itself_is_never_over_its_limits(number: int, length: int) -> None:
    made = question_feed([QuestionValue("topic", "faq", "en", f"{n}".ljust(length)) for n in range(number)])
    assert len(made.body) <= MOST_BYTES
    assert 900 < made.body.count(b'"topic":') <= MOST_QUESTIONS


@pytest.mark.parametrize("letter", ["a", '"', "\\", "\t", "\x1b", "က", "𝄞"])
def test_what_fits_surely_by_its_numbers_fits_whatever_the_letters_are(letter: str) -> None:
    for number, length in ((1400, 80), (MOST_QUESTIONS, 50), (450, 300)):
        questions = [QuestionValue("t" * 60, "danger", "zh-Hant-x", letter * length) for _ in range(number)]
        assert fits_surely(number, number * length)
        assert not is_too_large(questions)
    assert not fits_surely(MOST_QUESTIONS + 1, 0)
