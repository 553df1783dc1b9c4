"""Killed processes, secrets kept, no call to anybody: the whole Shirube under real failures."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from app.settings import ROOT
from tests.fixtures.whole import WholeShirube

pytestmark = pytest.mark.xdist_group("whole")  # one Shirube for all of them

CANARY = "zebrafink-7f3a 090-1234-5678"
CANARIES = ("zebrafink", "090-1234-5678", "09012345678", "0901234-5678")


def test_a_killed_rasa_is_answered_for_and_back_for_the_next_message(running_shirube: WholeShirube) -> None:
    visitor = running_shirube.begin("ar")
    assert visitor.send(text="كيف أقدم طلب اللجوء").json()["messages"][0]["kind"] == "answer"
    running_shirube.kill("rasa")
    meanwhile = visitor.send(text="محامي في ناغويا").json()["messages"][0]
    assert (meanwhile["kind"], meanwhile["language"]) == ("fallback", "ar")
    assert "119" in meanwhile["text"]
    assert visitor.send(payload="faq/apply_how").json()["messages"][0]["kind"] == "answer"
    running_shirube.wait_until(running_shirube.is_ready, "ready again")
    assert visitor.send(text="كيف أقدم طلب اللجوء").json()["messages"][0]["kind"] == "answer"
    assert any("rasa stopped (signal 9)" in line for line in running_shirube.output)


def test_a_killed_gateway_is_back_with_conversation_and_replies(running_shirube: WholeShirube) -> None:
    visitor, message_id = running_shirube.begin("my"), str(uuid4())
    before = visitor.send(payload="faq/apply_how", id=message_id)
    running_shirube.kill("gateway")
    running_shirube.wait_until(running_shirube.is_ready, "ready again")
    assert visitor.send(payload="faq/apply_how", id=message_id).content == before.content
    assert visitor.send(text="နာဂိုယာမှာ ရှေ့နေ").json()["messages"][-1]["kind"] == "services"


def test_rasa_and_actions_are_reached_by_the_gateway_only(running_shirube: WholeShirube) -> None:
    rasa = f"http://127.0.0.1:{running_shirube.rasa_port}"
    turn = {"sender": "x", "text": "hello", "metadata": {}}
    with httpx.Client(trust_env=False) as stranger:
        assert stranger.post(f"{rasa}/webhooks/gateway/turn", json=turn).status_code == 401
        assert stranger.post(f"{rasa}/webhooks/rest/webhook", json={"message": "hello"}).status_code == 404
        for path in ("/conversations/x/tracker", "/model/parse", "/status", "/domain"):
            assert stranger.get(f"{rasa}{path}").status_code in {401, 404, 405}


def test_every_port_is_open_on_loopback_only(running_shirube: WholeShirube) -> None:
    ports = {running_shirube.port, running_shirube.internal_port, running_shirube.rasa_port}
    listening: dict[int, str] = {}
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            address, state = line.split()[1], line.split()[3]
            host, _, port = address.partition(":")
            if state == "0A" and int(port, 16) in ports:
                listening[int(port, 16)] = host
    assert listening == dict.fromkeys(ports, "0100007F")


def test_a_hanging_rasa_is_answered_for_in_time(running_shirube: WholeShirube) -> None:
    visitor, rasa = running_shirube.begin("fa"), running_shirube.pid_of("rasa")
    os.kill(rasa, signal.SIGSTOP)
    try:
        reply = visitor.send(text=f"کمک {CANARY}")
        assert (reply.json()["messages"][0]["kind"], reply.json()["language"]) == ("fallback", "fa")
        assert reply.elapsed.total_seconds() < 8
    finally:
        os.kill(rasa, signal.SIGCONT)
    running_shirube.wait_until(running_shirube.is_ready, "ready again")
    assert visitor.send(text="چطور درخواست پناهندگی بدهم؟").json()["messages"][0]["kind"] == "answer"


@pytest.mark.parametrize(
    "text", [CANARY, f"/{CANARY}", f"{CANARY}\x00", f"lawyer in Nagoya {CANARY}", f"i want to die {CANARY}"]
)
def test_a_visitors_words_are_nowhere_afterwards(running_shirube: WholeShirube, text: str) -> None:
    visitor = running_shirube.begin()
    for body in (
        {"text": text, "id": str(uuid4())},
        {"text": text[:5] + text * 60},
        {"payload": text},
        {"text": text, "language": text},
    ):
        visitor.send(**body)
    places = [running_shirube.var, ROOT / ".rasa", ROOT / "models", ROOT / "var"]
    for canary in CANARIES:
        assert not [line for line in running_shirube.output if canary in line]
        found = subprocess.run(
            ["grep", "-rlaF", "--devices=skip", canary, *(str(place) for place in places if place.exists())],
            capture_output=True,
            text=True,
        )
        assert found.stdout == ""


def test_no_process_connects_to_anything_but_loopback(running_shirube: WholeShirube) -> None:
    running_shirube.begin().send(text="lawyer in Nagoya")
    report = running_shirube.var / "connections"
    assert report.exists()
    assert report.read_text() == ""
