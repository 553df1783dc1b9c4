"""How often one may ask: fair, forgetful, and on a clock nobody can set."""

from __future__ import annotations

import time
from datetime import date

import pytest

from app.errors import TooManyRequests
from app.gateway.limits import BEGUN_PER_ADDRESS, MOST_KEYS, PER_ADDRESS, PER_CONVERSATION, RateLimits
from tests.fixtures.servers import Gateway

TODAY = date(2026, 11, 22)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limits(clock: Clock) -> RateLimits:
    return RateLimits(clock=clock)


def test_the_wait_told_is_long_enough_and_no_longer(limits: RateLimits, clock: Clock) -> None:
    for _ in range(PER_CONVERSATION):
        limits.message("192.0.2.1", "one", TODAY)
        clock.now += 0.5
    with pytest.raises(TooManyRequests) as refused:
        limits.message("192.0.2.1", "one", TODAY)
    assert refused.value.retry_after_seconds == 40
    limits.message("192.0.2.1", "another", TODAY)
    clock.now += refused.value.retry_after_seconds
    limits.message("192.0.2.1", "one", TODAY)


def test_nothing_is_remembered_of_who_was_silent_for_a_minute(limits: RateLimits, clock: Clock) -> None:
    for number in range(PER_ADDRESS):
        limits.message("192.0.2.1", f"conversation {number}", TODAY)
    clock.now += 61
    limits.begin("192.0.2.2", TODAY)
    assert len(limits._hits) == 1


def test_tokens_made_up_by_one_address_do_not_fill_the_memory(limits: RateLimits) -> None:
    refused = 0
    for number in range(2 * PER_ADDRESS):
        try:
            limits.message("192.0.2.1", f"made up {number}", TODAY)
        except TooManyRequests:
            refused += 1
    assert refused == PER_ADDRESS
    assert len(limits._hits) == PER_ADDRESS + 1


def test_a_flood_from_everywhere_has_a_bound(limits: RateLimits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.gateway.limits.MOST_KEYS", 50)
    for number in range(200):
        limits.begin(f"192.0.2.{number}", TODAY)
    assert len(limits._hits) <= 51 < MOST_KEYS


def test_a_clock_set_back_locks_nobody_out(limits: RateLimits, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(PER_CONVERSATION):
        limits.message("192.0.2.1", "one", TODAY)
    monkeypatch.setattr(time, "time", lambda: 0.0)
    clock.now += 61
    limits.message("192.0.2.1", "one", TODAY)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("unknown", "unknown", True),
    ],
)
def test_who_has_a_whole_network_is_one_caller(limits: RateLimits, first: str, second: str, same: bool) -> None:
    for _ in range(BEGUN_PER_ADDRESS):
        limits.begin(first, TODAY)
    if same:
        with pytest.raises(TooManyRequests):
            limits.begin(second, TODAY)
    else:
        limits.begin(second, TODAY)


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/api/v1/conversations", None),
        ("DELETE", "/api/v1/conversations", None),
        ("POST", "/api/v1/conversations/feedback", {"message_id": "x", "helpful": True}),
    ],
)
def test_every_route_of_a_conversation_slows_a_flood_down(
    start_gateway, monkeypatch: pytest.MonkeyPatch, method: str, path: str, body: object
) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("app.gateway.limits.PER_ADDRESS", 3)
    monkeypatch.setattr("app.gateway.limits.PER_CONVERSATION", 3)
    gateway: Gateway = start_gateway(rate_limit=True)
    headers = {"Authorization": "Bearer nobody"}
    answers = [gateway.client.request(method, path, json=body, headers=headers) for _ in range(4)]
    assert [answer.status_code for answer in answers][-1] == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert answers[-1].json()["error"]["key"] == "error.too_many_requests"
