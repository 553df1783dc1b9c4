"""Erased is erased: in the tables, in the bytes on disk, in Rasa; also what nobody erased, when its time has come."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.conversations.models import Conversation, SealedReply
from app.gateway.state import GatewayState, utc_now
from tests.fixtures.servers import Gateway, StandInRasa


def _written(gateway: Gateway) -> bytes:
    return b"".join(path.read_bytes() for path in gateway.settings.var.glob("shirube.sqlite3*"))


def _rows(state: GatewayState) -> int:
    with state.open_session() as session:
        counts = [session.scalar(select(func.count()).select_from(table)) for table in (Conversation, SealedReply)]
    return sum(count or 0 for count in counts)


def _wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def purges_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every gateway started from now on purges all the time."""
    monkeypatch.setattr("app.main.PURGE_SECONDS", 0.05)


@pytest.fixture
def rasa_gateway(start_gateway, rasa: StandInRasa) -> Gateway:  # type: ignore[no-untyped-def]
    """A gateway with the stand-in for Rasa, whose clock the test may set."""
    rasa.says("utter_greet")
    gateway: Gateway = start_gateway(rasa_port=rasa.port)
    return gateway


@pytest.mark.parametrize("way", ["erased", "left", "purged"])
def test_no_byte_of_a_conversation_stays_on_disk(
    request: pytest.FixtureRequest, start_gateway: Callable[[], Gateway], way: str
) -> None:
    if way == "purged":
        request.getfixturevalue("purges_often")
    own_gateway = start_gateway()
    state: GatewayState = own_gateway.app.state.gateway
    visitors = [own_gateway.begin() for _ in range(20)]
    for visitor in visitors:
        for payload in ("situation/refused", "faq/apply_fee", "need/legal"):
            visitor.send(payload=payload, id=str(uuid4()))
    with state.open_session() as session:
        ids = [*session.scalars(select(Conversation.id)), *session.scalars(select(SealedReply.message_id))]
        sealed = list(session.scalars(select(SealedReply.sealed)))
    assert all(one.encode() in _written(own_gateway) for one in ids if one != "greeting")
    if way == "purged":
        state.now = lambda: utc_now() + timedelta(minutes=31)
        _wait_until(lambda: _rows(state) == 0)
        time.sleep(0.3)
    for visitor in visitors if way != "purged" else []:
        if way == "erased":
            answer = own_gateway.client.delete("/api/v1/conversations", headers=visitor.headers)
        else:
            answer = own_gateway.client.post(
                "/api/v1/exit", content=visitor.token, headers={"Content-Type": "text/plain;charset=UTF-8"}
            )
        assert answer.status_code == 200 and answer.json()["receipt"]
    assert _rows(state) == 0
    left = _written(own_gateway)
    assert not [one for one in ids if one != "greeting" and one.encode() in left]
    assert not [one for one in sealed if one[:64] in left]


def test_rasa_forgets_what_fell_silent(purges_often: None, rasa_gateway: Gateway, rasa: StandInRasa) -> None:
    rasa_gateway.begin().send(text="hello")
    state: GatewayState = rasa_gateway.app.state.gateway
    state.now = lambda: utc_now() + timedelta(minutes=31)
    _wait_until(lambda: rasa.asked[0]["sender"] in rasa.erased)


def test_rasa_is_told_again_when_it_did_not_hear(purges_often: None, rasa_gateway: Gateway, rasa: StandInRasa) -> None:
    visitor = rasa_gateway.begin()
    visitor.send(text="hello")
    rasa.erase_status = 500
    answer = rasa_gateway.client.delete("/api/v1/conversations", headers=visitor.headers)
    assert answer.status_code == 200
    state: GatewayState = rasa_gateway.app.state.gateway
    assert state.undelivered == {rasa.asked[0]["sender"]}
    rasa.erase_status = 200
    _wait_until(lambda: not state.undelivered)
    assert rasa.erased.count(rasa.asked[0]["sender"]) > 1


def test_erasing_during_an_answer_leaves_nothing_behind(rasa_gateway: Gateway, rasa: StandInRasa) -> None:
    visitor = rasa_gateway.begin()
    rasa.seconds = 0.6
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(visitor.send, text="hello", id=str(uuid4()))
        while not rasa.asked:
            time.sleep(0.01)
        erased = rasa_gateway.client.delete("/api/v1/conversations", headers=visitor.headers)
        assert erased.status_code == 200
        assert answer.result().status_code == 401
    assert rasa.erased[-1] == rasa.asked[0]["sender"]
    assert _rows(rasa_gateway.app.state.gateway) == 0


def test_a_clock_set_back_keeps_nothing_longer(purges_often: None, own_gateway: Gateway) -> None:
    state: GatewayState = own_gateway.app.state.gateway
    state.now = lambda: utc_now() + timedelta(days=30)
    own_gateway.begin().send(payload="faq/apply_fee")
    state.now = utc_now
    time.sleep(0.5)
    state.now = lambda: utc_now() + timedelta(minutes=31)
    _wait_until(lambda: _rows(state) == 0)


def test_whoever_shares_an_address_with_many_may_leave_all_the_same(
    start_gateway: Callable[..., Gateway], monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway = start_gateway(rate_limit=True)
    visitor = gateway.begin()
    monkeypatch.setattr("app.gateway.limits.PER_ADDRESS", 1)
    look = {"headers": visitor.headers}
    assert [gateway.client.get("/api/v1/conversations", **look).status_code for _ in range(3)][-1] == 429
    left = gateway.client.post("/api/v1/exit", content=visitor.token, headers={"Content-Type": "text/plain"})
    assert left.status_code == 200
    monkeypatch.undo()
    assert gateway.client.get("/api/v1/conversations", **look).status_code == 401
