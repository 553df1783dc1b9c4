"""Out of the forms: erased at once, and no form of before shows anything again; nobody else can send one."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app.conversations import conversations
from app.conversations.models import Conversation, SealedReply
from app.gateway.state import GatewayState, utc_now
from tests.fixtures.plain_page import PlainVisitor
from tests.fixtures.servers import Gateway, StandInRasa

CANARY = "canary & <b>words</b> \"of\" 'mine'"


def rows(gateway: Gateway, table: type[Conversation | SealedReply]) -> int:
    with gateway.app.state.gateway.open_session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@pytest.mark.parametrize("way", ["exit", "delete"])
@pytest.mark.parametrize("asked", [{"payload": "danger/domestic_violence"}, {"text": CANARY}])
def test_after_leaving_no_form_of_before_shows_anything_again(
    own_gateway: Gateway, way: str, asked: dict[str, str]
) -> None:
    first = PlainVisitor.comes(own_gateway.client)
    second = first.send(**asked)
    third = second.send(text=CANARY)
    assert third.leave(way).response.status_code == (303 if way == "exit" else 200)
    for before, fields in ((first, asked), (second, {"text": CANARY}), (third, {"group": "danger", "text": CANARY})):
        after = before.send(**fields)
        assert after.response.status_code == 401
        assert "has ended" in after.trouble
        assert "canary" not in after.response.text
        assert not after.messages("fallback") and not after.page.all("h2", id="subjects")
        assert "danger/domestic_violence" not in after.payloads
        assert after.token not in {first.token, second.token, third.token}
        assert after.send(payload="faq/apply_fee").messages("answer")  # a new beginning


def test_leaving_before_anything_was_asked_makes_the_page_useless_as_well(own_gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(own_gateway.client)
    written = visitor.send(group="danger", text=CANARY)
    assert written.box == CANARY
    visitor.leave()
    for after in (visitor.send(text=CANARY), visitor.send(group="danger", text=CANARY), written.send(text=CANARY)):
        assert after.response.status_code == 401 and "canary" not in after.response.text


def test_leaving_answers_with_the_blank_page_and_erases(own_gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(own_gateway.client).send(payload="faq/apply_fee")
    left = visitor.leave().response
    assert (left.status_code, left.headers["location"]) == (303, "/blank")
    assert left.headers["clear-site-data"] == '"cache"'
    assert rows(own_gateway, SealedReply) == 0
    headers = {"Authorization": f"Bearer {visitor.token}"}
    assert own_gateway.client.get("/api/v1/conversations", headers=headers).status_code == 401


def test_leaving_never_waits_for_an_answer_and_never_fails(start_gateway, rasa: StandInRasa) -> None:  # type: ignore[no-untyped-def]
    rasa.says("utter_goodbye")
    rasa.seconds = 3
    gateway = start_gateway(rasa_port=rasa.port, rasa_timeout_seconds=10)
    visitor = PlainVisitor.comes(gateway.client).send(payload="faq/apply_fee")
    with ThreadPoolExecutor(1) as threads:
        answer = threads.submit(visitor.send, text=CANARY)
        while not rasa.asked:
            time.sleep(0.01)
        began = time.monotonic()
        assert visitor.leave().response.status_code == 303
        assert time.monotonic() - began < 2
        assert answer.result().response.status_code == 401  # nothing is kept of the answer that came too late
    assert rows(gateway, SealedReply) == 0
    end = time.monotonic() + 5
    while not rasa.erased:  # after the answer, so that Rasa forgets that, too
        assert time.monotonic() < end
        time.sleep(0.02)
    for fields in ({}, {"token": ""}, {"token": "x" * 9000}, {"token": "a.b.c"}, {"token": "é"}):
        assert gateway.client.post("/plain/exit", data=fields).status_code == 303
    assert gateway.client.post("/plain/exit", content=b"\xff").status_code == 303


def test_deleting_shows_the_receipt_and_the_first_page(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    visitor = PlainVisitor.comes(gateway_with_rasa.client).send(payload="faq/apply_fee")
    receipt = gateway_with_rasa.app.state.gateway.sealer.receipt(
        gateway_with_rasa.app.state.gateway.sealer.conversation_id(visitor.token)
    )
    deleted = visitor.leave("delete")
    assert "This conversation was deleted." in deleted.trouble and receipt in deleted.trouble
    assert deleted.messages("greeting") and not deleted.messages("answer")
    assert len(rasa.erased) == 1


def test_no_byte_of_the_conversation_stays_on_disk(own_gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(own_gateway.client).send(payload="situation/refused").send(text=CANARY)
    with own_gateway.app.state.gateway.open_session() as session:
        found = [
            *session.scalars(select(SealedReply.message_id)),
            *session.scalars(select(SealedReply.conversation_id)),
        ]
        sealed = list(session.scalars(select(SealedReply.sealed)))
    visitor.leave()
    left = b"".join(path.read_bytes() for path in own_gateway.settings.var.glob("shirube.sqlite3*"))
    assert not [one for one in found if one != "greeting" and one.encode() in left]
    assert not [one for one in sealed if one[:64] in left]
    assert visitor.token.encode() not in left and b"canary" not in left


def test_what_is_remembered_of_a_used_first_page_is_forgotten_in_half_an_hour(own_gateway: Gateway) -> None:
    first = PlainVisitor.comes(own_gateway.client)
    first.send(payload="faq/apply_fee").leave()
    assert rows(own_gateway, Conversation) == 1
    state: GatewayState = own_gateway.app.state.gateway
    state.now = lambda: utc_now() + timedelta(minutes=31)
    assert first.send(payload="faq/apply_fee").response.status_code == 401
    with state.open_session.begin() as session:
        assert len(conversations.purge(session, now=state.now())) == 1
    assert rows(own_gateway, Conversation) == 0
    assert first.send(payload="faq/apply_fee").response.status_code == 401


def test_a_page_works_for_half_an_hour_and_gives_no_words_back_after_it(own_gateway: Gateway) -> None:
    first = PlainVisitor.comes(own_gateway.client)
    begun = first.send(payload="faq/apply_fee")
    untouched = PlainVisitor.comes(own_gateway.client)
    own_gateway.app.state.gateway.now = lambda: utc_now() + timedelta(minutes=29)
    assert PlainVisitor.comes(own_gateway.client).send(payload="faq/apply_fee").messages("answer")
    own_gateway.app.state.gateway.now = lambda: utc_now() + timedelta(minutes=31)
    for page in (begun, first, untouched):
        after = page.send(text=CANARY)
        assert after.response.status_code == 401
        assert "write them once more" in after.trouble and "canary" not in after.response.text


@pytest.mark.parametrize("token", ["", "nonsense", "a.1.b", "é" * 20, "x" * 5000, "ticket"])
def test_a_form_without_a_token_of_ours_begins_nothing(own_gateway: Gateway, token: str) -> None:
    visitor = PlainVisitor.comes(own_gateway.client)
    own, seconds, signature = visitor.token.split(".")
    forged = f"{own}.{int(seconds) + 1}.{signature}" if token == "ticket" else token
    after = visitor.send(token=forged, payload="faq/apply_fee")
    assert after.response.status_code == 401 and not after.messages("answer")
    assert rows(own_gateway, Conversation) == 0


@pytest.mark.parametrize(
    ("site", "is_answered"), [("cross-site", False), ("same-site", False), ("same-origin", True), ("none", True)]
)
def test_a_form_of_another_sites_page_is_not_read(gateway: Gateway, site: str, is_answered: bool) -> None:
    visitor = PlainVisitor.comes(gateway.client)
    fields = visitor.hidden | {"payload": "faq/apply_fee"}
    after = visitor.post("/plain", fields, **{"Sec-Fetch-Site": site})
    assert after.response.status_code == 200
    assert bool(after.messages("answer")) == is_answered
    assert visitor.post("/plain/exit", fields, **{"Sec-Fetch-Site": "cross-site"}).response.status_code == 303
    assert visitor.send(payload="faq/apply_fee").messages("answer")  # a page of another site erased nothing


def test_a_conversation_of_the_chat_page_cannot_be_begun_twice_by_choosing_its_token(gateway: Gateway) -> None:
    chosen = uuid4().hex
    PlainVisitor.comes(gateway.client).send(token=chosen, payload="faq/apply_fee")
    headers = {"Authorization": f"Bearer {chosen}"}
    assert gateway.client.get("/api/v1/conversations", headers=headers).status_code == 401
