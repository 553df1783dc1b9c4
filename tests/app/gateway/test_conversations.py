"""The public conversation API: begin, ask, look back, erase."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from app.gateway.state import utc_now
from tests.fixtures.servers import Gateway, StandInRasa, serving


def test_a_conversation_begins_with_a_greeting_in_the_language_asked_for(gateway: Gateway) -> None:
    visitor = gateway.begin("en")
    assert visitor.begun["language"] == "en"
    assert [message["kind"] for message in visitor.begun["messages"]] == ["greeting", "notice", "question"]
    assert "run by nobody" in visitor.begun["messages"][1]["text"]


@pytest.mark.parametrize(
    ("wish", "accept_language", "status", "language"),
    [
        ("en-GB", "", 201, "en"),
        (None, "xx, en;q=0.5", 201, "en"),
        (None, "", 201, "en"),
        ("tlh", "", 422, None),
        ("!!", "", 422, None),
    ],
)
def test_the_nearest_language_is_taken_and_an_unknown_one_refused(
    gateway: Gateway, wish: str | None, accept_language: str, status: int, language: str | None
) -> None:
    headers = {"Accept-Language": accept_language}
    response = gateway.client.post("/api/v1/conversations", json={"language": wish} if wish else {}, headers=headers)
    assert response.status_code == status
    assert response.json().get("language") == language


def test_topics_by_button_are_answered_without_rasa(gateway: Gateway) -> None:
    reply = gateway.begin().send(payload="faq/apply_how").json()
    assert [message["kind"] for message in reply["messages"]] == ["answer", "question"]
    answer = reply["messages"][0]
    assert answer["topic"] == "apply_how"
    assert answer["sources"] and all(source["url"].startswith("http") for source in answer["sources"])
    assert reply["understanding"]["topics"] == [{"id": "apply_how", "confidence": 1.0}]


def test_words_are_met_with_fixed_text_and_phones_while_rasa_is_away(gateway: Gateway) -> None:
    reply = gateway.begin().send(text="How do I apply?")
    assert reply.status_code == 200
    first = reply.json()["messages"][0]
    assert first["kind"] == "fallback"
    assert "110" in first["text"] and "119" in first["text"] and "03-5379-6001" in first["text"]
    assert reply.json()["messages"][1]["buttons"]


def test_the_same_id_gives_the_stored_reply_byte_for_byte(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says("utter_greet")
    visitor, message_id = gateway_with_rasa.begin(), str(uuid4())
    first = visitor.send(text="hello there", id=message_id)
    again = visitor.send(text="hello there", id=message_id)
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert len(rasa.asked) == 1


def test_the_same_id_with_other_words_is_a_conflict(gateway: Gateway) -> None:
    visitor, message_id = gateway.begin(), str(uuid4())
    visitor.send(text="hello there", id=message_id)
    assert visitor.send(text="something else", id=message_id).status_code == 409


def test_parallel_retries_are_answered_once(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says("utter_greet")
    rasa.seconds = 0.2
    visitor, message_id = gateway_with_rasa.begin(), str(uuid4())
    with ThreadPoolExecutor(8) as threads:
        replies = list(threads.map(lambda _: visitor.send(text="hello", id=message_id).content, range(8)))
    assert len(set(replies)) == 1
    assert len(rasa.asked) == 1


def test_a_stored_reply_survives_a_restart_of_the_gateway(start_gateway) -> None:  # type: ignore[no-untyped-def]
    first_run, message_id = start_gateway(), str(uuid4())
    visitor = first_run.begin()
    before = visitor.send(payload="faq/apply_fee", id=message_id)
    second_run = start_gateway()
    after = second_run.client.post(
        "/api/v1/conversations/messages", json={"payload": "faq/apply_fee", "id": message_id}, headers=visitor.headers
    )
    assert after.content == before.content


def test_looking_back_shows_our_messages_and_no_words_of_the_visitor(gateway: Gateway) -> None:
    visitor = gateway.begin()
    visitor.send(text="my secret canary")
    visitor.send(payload="faq/apply_fee")
    response = gateway.client.get("/api/v1/conversations", headers=visitor.headers)
    kinds = [message["kind"] for message in response.json()["messages"]]
    assert kinds == ["greeting", "notice", "question", "fallback", "question", "answer"]
    assert "canary" not in response.text


def test_erasing_gives_a_receipt_forgets_everywhere_and_ends_the_token(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    visitor = gateway_with_rasa.begin()
    visitor.send(payload="faq/apply_fee")
    response = gateway_with_rasa.client.delete("/api/v1/conversations", headers=visitor.headers)
    assert response.status_code == 200 and response.json()["receipt"]
    assert len(rasa.erased) == 1
    assert visitor.send(payload="faq/apply_fee").status_code == 401
    written = [path.read_bytes() for path in gateway_with_rasa.settings.var.glob("shirube.sqlite3*")]
    assert not any(visitor.token.encode() in part for part in written)


def test_leaving_quickly_erases_as_well(gateway: Gateway) -> None:
    visitor = gateway.begin()
    response = gateway.client.post("/api/v1/exit", content=visitor.token, headers={"Content-Type": "text/plain"})
    assert response.status_code == 200
    assert visitor.send(payload="faq/apply_fee").status_code == 401


def test_a_conversation_ends_after_thirty_minutes_of_silence(own_gateway: Gateway) -> None:
    visitor = own_gateway.begin()
    own_gateway.app.state.gateway.now = lambda: utc_now() + timedelta(minutes=29)
    assert visitor.send(payload="faq/apply_fee").status_code == 200
    own_gateway.app.state.gateway.now = lambda: utc_now() + timedelta(minutes=29 + 31)
    assert visitor.send(payload="faq/apply_fee").status_code == 401


@pytest.mark.parametrize("token", ["Bearer", "Bearer nonsense", "Basic nonsense", "Bearer " + "x" * 500])
def test_a_token_nobody_knows_is_refused_in_the_readers_language(gateway: Gateway, token: str) -> None:
    response = gateway.client.post(
        "/api/v1/conversations/messages", json={"text": "hi"}, headers={"Authorization": token}
    )
    assert response.status_code == 401
    assert set(response.json()["error"]) == {"key", "message", "request_id"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"payload": "faq/nope"}, 422),
        ({"payload": "danger/apply_how"}, 422),
        ({"payload": "need/helicopter"}, 422),
        ({"payload": "place/JP-99"}, 422),
        ({"payload": "/restart"}, 422),
        ({"payload": ""}, 422),
        ({"text": ""}, 422),
        ({"text": "\x00\x00"}, 422),
        ({"text": " \u200b "}, 422),
        ({"text": "x" * 1001}, 422),
        ({"text": "a", "payload": "human"}, 422),
        ({}, 422),
        ({"text": "a", "id": "not-a-uuid"}, 422),
        ({"text": "a", "surprise": 1}, 422),
        ({"text": "a\x00b"}, 200),
        ({"text": "/restart"}, 200),
        ({"text": "💙"}, 200),
    ],
)
def test_bad_input_gets_a_clear_error_and_odd_input_an_answer(
    gateway: Gateway, body: dict[str, str], status: int
) -> None:
    response = gateway.begin().send(**body)
    assert response.status_code == status
    if status != 200:
        assert response.json()["error"]["message"]


def test_a_body_that_is_too_large_is_refused_before_it_is_read(gateway: Gateway) -> None:
    visitor = gateway.begin()
    response = gateway.client.post(
        "/api/v1/conversations/messages", content=b'{"text": "' + b"x" * 100_000 + b'"}', headers=visitor.headers
    )
    assert response.status_code == 413
    assert response.json()["error"]["key"] == "error.too_large"


def test_floods_are_slowed_down_and_told_how_long(start_gateway) -> None:  # type: ignore[no-untyped-def]
    visitor = start_gateway(rate_limit=True).begin()
    answers = [visitor.send(payload="repeat") for _ in range(45)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused
    assert int(refused[0].headers["Retry-After"]) >= 1


def test_a_vote_is_counted_once_given_on_a_message_of_ours(gateway: Gateway) -> None:
    visitor = gateway.begin()
    message_id = visitor.send(payload="faq/apply_fee").json()["messages"][0]["id"]
    body = {"message_id": message_id, "helpful": True}
    assert gateway.client.post("/api/v1/conversations/feedback", json=body, headers=visitor.headers).status_code == 204
    assert visitor.send(payload=f"feedback/{message_id}/no").status_code == 200
    strange = {"message_id": "unknown", "helpful": True}
    assert (
        gateway.client.post("/api/v1/conversations/feedback", json=strange, headers=visitor.headers).status_code == 422
    )


def test_metrics_are_for_the_operator_only(gateway: Gateway) -> None:
    gateway.begin().send(text="hello")
    assert gateway.client.get("/metrics").status_code == 404
    token = gateway.settings.secret("operator_token")
    shown = gateway.client.get("/metrics", headers={"Authorization": f"Bearer {token}"})
    assert shown.status_code == 200
    assert "shirube_rasa_away_total" in shown.text


def test_readiness_names_the_part_that_is_missing(gateway: Gateway) -> None:
    assert gateway.client.get("/healthz").status_code == 200
    response = gateway.client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"gateway": True, "understanding": False}


def test_words_are_not_understood_before_rasa_can_call_its_actions(
    own_gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    rasa = StandInRasa(port=own_gateway.settings.rasa_port)
    with serving(rasa.app, rasa.port):
        assert own_gateway.client.get("/readyz").status_code == 200
        monkeypatch.setattr(own_gateway.app.state.gateway, "serves_actions", False)
        assert own_gateway.client.get("/readyz").json() == {"gateway": True, "understanding": False}


def test_a_reply_holds_only_what_the_api_promises(gateway: Gateway) -> None:
    reply = gateway.begin().send(payload="need/legal").json()
    assert set(reply) == {"language", "messages", "understanding"}
    message = reply["messages"][0]
    assert set(message) == set(
        json.loads(
            '["id","kind","text","language","topic","state","sources","services","buttons","overdue","overdue_note",'
            '"calendar","asked_on"]'
        )
    )
    assert {"id", "name", "phones", "prefecture", "distance_km", "read_on", "checked_on"} <= set(message["services"][0])
