"""Whatever happens behind the gateway, the visitor gets words in their language and people to call."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from uuid import uuid4

import pytest
from starlette.responses import Response, StreamingResponse

from tests.fixtures.servers import UNDERSTOOD, Gateway, StandInRasa, serving

BROKEN: dict[str, Callable[[], Response]] = {
    "an error": lambda: Response(status_code=500),
    "nothing": lambda: Response('{"messages": [], "understanding": {}}', media_type="application/json"),
    "an empty list": lambda: Response("[]", media_type="application/json"),
    "no JSON": lambda: Response("<html>canary</html>"),
    "half a message": lambda: Response('{"messages": [{"resp', media_type="application/json"),
    "another shape": lambda: Response('{"messages": [{"text": "canary"}], "understanding": {}}'),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_rasa_that_answers_badly_is_answered_for(gateway_with_rasa: Gateway, rasa: StandInRasa, broken: str) -> None:
    rasa.reply = lambda _asked: BROKEN[broken]()
    reply = gateway_with_rasa.begin().send(text="how do I apply")
    assert reply.status_code == 200
    first = reply.json()["messages"][0]
    assert first["kind"] == "fallback" and "110" in first["text"] and "canary" not in reply.text


def test_a_rasa_that_hangs_is_answered_for_in_time(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says("utter_greet")
    rasa.seconds = 3
    reply = gateway_with_rasa.begin().send(text="hello")
    assert reply.json()["messages"][0]["kind"] == "fallback"
    assert reply.elapsed.total_seconds() < 2.5


@pytest.mark.parametrize(
    "messages",
    [
        [{"response": "utter_unheard_of", "arguments": {}}],
        [{"response": "utter_answer", "arguments": {"topic": "unheard_of"}}],
        [{"response": "utter_answer", "arguments": {}}],
        [{"response": "utter_services", "arguments": {"services": 7}}],
        [{"response": "utter_services", "arguments": {"services": [], "nationwide_from": "x", "category": "legal"}}],
        [{"response": "utter_ask_need", "arguments": {"place": "JP-99"}}],
        [{"response": "utter_topics", "arguments": {"topics": 3}}],
        [
            {
                "response": "utter_services",
                "arguments": {"services": ["jar"], "nationwide_from": 0, "category": "legal", "distances": ["x"]},
            }
        ],
    ],
)
def test_an_action_that_says_nonsense_is_answered_for(
    gateway_with_rasa: Gateway, rasa: StandInRasa, messages: list[dict[str, object]]
) -> None:
    rasa.says_messages(messages)
    reply = gateway_with_rasa.begin().send(text="hello")
    assert reply.status_code == 200
    assert reply.json()["messages"][0]["kind"] == "fallback"


def test_a_rasa_that_never_comes_to_an_end_is_answered_for_in_time(
    gateway_with_rasa: Gateway, rasa: StandInRasa
) -> None:
    async def drop_by_drop() -> AsyncIterator[bytes]:
        for _ in range(100):
            await asyncio.sleep(0.1)
            yield b" "

    rasa.reply = lambda _asked: StreamingResponse(drop_by_drop())
    reply = gateway_with_rasa.begin().send(text="hello")
    assert reply.json()["messages"][0]["kind"] == "fallback"
    assert reply.elapsed.total_seconds() < 2.5


@pytest.mark.parametrize("confidence", ["NaN", "Infinity", "-3", "1.0000001"])
def test_a_confidence_that_is_none_breaks_nothing(
    gateway_with_rasa: Gateway, rasa: StandInRasa, confidence: str
) -> None:
    understanding = json.dumps(UNDERSTOOD | {"confidence": 0.77}).replace("0.77", confidence)
    body = f'{{"messages": [{{"response": "utter_thank"}}], "understanding": {understanding}}}'
    rasa.reply = lambda _asked: Response(body, media_type="application/json")
    reply = gateway_with_rasa.begin().send(text="hello")
    assert reply.status_code == 200
    assert 0 <= reply.json()["understanding"]["confidence"] <= 1


def test_an_entity_is_a_code_or_is_not_told(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    values = [("place", "JP-23"), ("place", "Nagoya"), ("need", "legal"), ("need", "canary"), ("name", "canary")]
    rasa.says("utter_thank", entities=[{"entity": entity, "value": value} for entity, value in values])
    reply = gateway_with_rasa.begin().send(text="hello")
    assert reply.json()["understanding"]["entities"] == [
        {"entity": "place", "value": "JP-23"},
        {"entity": "need", "value": "legal"},
    ]


def test_one_good_response_among_nonsense_is_said(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says_messages(
        [{"response": "utter_unheard_of"}, {"response": "utter_answer", "arguments": {"topic": "apply_fee"}}]
    )
    reply = gateway_with_rasa.begin().send(text="hello").json()
    assert [message["topic"] for message in reply["messages"]] == ["apply_fee"]


def test_the_next_message_is_understood_once_rasa_is_back(own_gateway: Gateway) -> None:
    visitor = own_gateway.begin()
    assert visitor.send(text="hello").json()["messages"][0]["kind"] == "fallback"
    rasa = StandInRasa(port=own_gateway.settings.rasa_port)
    rasa.says("utter_greet")
    with serving(rasa.app, rasa.port):
        assert visitor.send(text="hello").json()["messages"][0]["kind"] == "greeting"


@pytest.mark.parametrize("payload", ["need/legal", "need/housing"])
def test_help_by_button_needs_no_rasa(gateway: Gateway, payload: str) -> None:
    message = gateway.begin().send(payload=payload).json()["messages"][0]
    assert message["kind"] == "services" and message["services"]


def test_a_lost_reply_is_not_answered_twice(gateway: Gateway) -> None:
    """The gateway answered, the reply got lost on the way, the page sends the message again."""
    visitor, message_id = gateway.begin(), str(uuid4())
    with pytest.raises(Exception, match="timed out"):
        gateway.client.post(
            "/api/v1/conversations/messages",
            json={"text": "hello", "id": message_id},
            headers=visitor.headers,
            timeout=0.0001,
        )
    first = visitor.send(text="hello", id=message_id)
    again = visitor.send(text="hello", id=message_id)
    assert first.content == again.content


def test_a_database_that_goes_away_is_no_silence(own_gateway: Gateway) -> None:
    visitor = own_gateway.begin()
    with own_gateway.app.state.gateway.open_session.begin() as session:
        session.connection().exec_driver_sql("ALTER TABLE conversation RENAME TO hidden")
    response = visitor.send(payload="faq/apply_fee")
    assert response.status_code == 500
    assert response.json()["error"]["message"]
    with own_gateway.app.state.gateway.open_session.begin() as session:
        session.connection().exec_driver_sql("ALTER TABLE hidden RENAME TO conversation")
    assert visitor.send(payload="faq/apply_fee").status_code == 200


CANARY = "zebrafink-7f3a 090-1234-5678"


@pytest.mark.parametrize("text", [CANARY, f"/{CANARY}", f"{CANARY}\x00", f"/restart {CANARY}"])
@pytest.mark.parametrize("broken", [*BROKEN, "no Rasa at all"])
def test_a_visitors_words_are_in_no_file_and_on_no_output(
    gateway_with_rasa: Gateway, rasa: StandInRasa, capfd: pytest.CaptureFixture[str], broken: str, text: str
) -> None:
    rasa.reply = lambda _asked: BROKEN.get(broken, BROKEN["an error"])()
    visitor = gateway_with_rasa.begin()
    visitor.send(text=text, id=str(uuid4()))
    visitor.send(text=text * 100)
    visitor.send(payload=text)
    visitor.send(text=text, language=text)
    gateway_with_rasa.client.get(f"/api/v1/topics/{text}".replace("\x00", ""))
    out, err = capfd.readouterr()
    written = b"".join(path.read_bytes() for path in gateway_with_rasa.settings.var.rglob("*") if path.is_file())
    for canary in ("zebrafink", "090-1234-5678", "09012345678"):
        assert canary not in out + err
        assert canary.encode() not in written
        assert canary.encode("utf-16-le") not in written


def test_rasa_is_told_a_sender_that_leads_to_no_row_of_ours(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    rasa.says("utter_greet")
    visitor = gateway_with_rasa.begin()
    visitor.send(text="hello")
    assert set(rasa.asked[0]) == {"sender", "text", "metadata"}
    written = (gateway_with_rasa.settings.var / "shirube.sqlite3").read_bytes()
    assert rasa.asked[0]["sender"].encode() not in written
    assert UNDERSTOOD["intent"] == "greet"
