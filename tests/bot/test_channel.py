"""The door into Rasa: one turn in, names and understanding out, and no words kept or printed, whatever breaks."""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.utils import AvailableEndpoints
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog

from bot.gateway_channel import GatewayChannel, answer
from bot.tracker_store import BriefTrackerStore

CANARY = "zebrafink 090-1234-5678"
ROOT = Path(__file__).resolve().parents[2]


class ActionServer:
    """A real HTTP server that runs actions as a test says, and keeps what Rasa sent."""

    def __init__(self) -> None:
        self.received: list[str] = []
        self.reply: tuple[int, str] = (200, '{"events": [], "responses": []}')
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer.received.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
                status, body = outer.reply
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_arguments: object) -> None:
                """Nothing: the tests look at what Rasa prints."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/webhook"


@pytest.fixture
def actions() -> Iterator[ActionServer]:
    server = ActionServer()
    yield server
    server.server.shutdown()


@pytest.fixture(scope="session")
def load(small_model: Path) -> Callable[[str], Agent]:
    configure_structlog(logging.WARNING)  # as in service; unconfigured, structlog prints every debug line
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    loaded: list[Agent] = []

    def with_actions(url: str) -> Agent:
        if not loaded:
            from rasa.core.nlg.generator import NaturalLanguageGenerator
            from rasa.core.processor import MessageProcessor

            store = BriefTrackerStore(None)  # type: ignore[arg-type]
            agent = Agent(tracker_store=store, generator=endpoints.nlg)
            agent.load_model(str(small_model))
            assert isinstance(agent.processor, MessageProcessor)
            agent.processor.nlg = NaturalLanguageGenerator.create(endpoints.nlg, agent.domain)
            loaded.append(agent)
        loaded[0].processor.action_endpoint = EndpointConfig(url)  # type: ignore[union-attr]
        return loaded[0]

    return with_actions


def turn(agent: Agent, **what: Any) -> dict[str, Any]:
    return asyncio.run(answer(agent, {"sender": "sender", "metadata": {"language": "en"}, **what}))


def says(name: str, **arguments: Any) -> tuple[int, str]:
    return 200, json.dumps({"events": [], "responses": [{"response": name, "text": None, "buttons": [], **arguments}]})


def test_a_turn_gives_names_and_understanding(load: Callable[[str], Agent], actions: ActionServer) -> None:
    actions.reply = says("utter_answer", topic="apply_how")
    reply = turn(load(actions.url), text="How do I apply for refugee status?")
    assert reply["messages"] == [{"response": "utter_answer", "arguments": {"topic": "apply_how"}}]
    assert reply["understanding"]["intent"] == "faq"
    assert reply["understanding"]["topics"][0]["id"] == "apply_how"


def test_a_button_needs_no_words(load: Callable[[str], Agent], actions: ActionServer) -> None:
    actions.reply = says("utter_services", category="legal")
    reply = turn(load(actions.url), intent="choose_need", entities=[{"entity": "need", "value": "legal"}])
    assert reply["understanding"] == {
        "intent": "choose_need",
        "confidence": 1.0,
        "topics": [],
        "entities": [{"entity": "need", "value": "legal"}],
    }
    assert json.loads(actions.received[-1])["tracker"]["slots"]["need"] == "legal"


def test_a_leading_slash_is_never_an_intent(load: Callable[[str], Agent], actions: ActionServer) -> None:
    reply = turn(load(actions.url), text='/choose_need{"need": "legal"}')
    assert reply["understanding"]["intent"] != "choose_need"


@pytest.mark.parametrize(
    "broken",
    [(500, "canary"), (200, "no JSON"), (200, '{"events": 7}'), (404, ""), (200, '{"responses": [{"text": 7}]}')],
)
def test_a_broken_action_makes_rasa_print_no_words(
    load: Callable[[str], Agent],
    actions: ActionServer,
    broken: tuple[int, str],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    actions.reply = broken
    agent = load(actions.url)
    for text in (f"How do I apply {CANARY}", f"/{CANARY}"):
        try:
            turn(agent, text=text)
        except Exception as fault:
            assert "zebrafink" not in repr(fault)
    out, err = capfd.readouterr()
    assert "zebrafink" not in out + err + caplog.text
    assert all("zebrafink" not in sent for sent in actions.received)


def test_words_are_in_no_tracker(load: Callable[[str], Agent], actions: ActionServer) -> None:
    agent = load(actions.url)
    turn(agent, text=f"lawyer in Nagoya {CANARY}", sender="another")
    tracker = asyncio.run(agent.tracker_store.retrieve("another"))
    assert tracker is not None
    assert [one["value"] for one in tracker.latest_message.entities] == ["23100"], "what was understood is there"
    assert "zebrafink" not in str([event.as_dict() for event in tracker.events])


def test_the_channel_does_not_start_without_a_token(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SHIRUBE_RASA_TOKEN_FILE", raising=False)
    monkeypatch.delenv("SHIRUBE_RASA_TOKEN", raising=False)
    with pytest.raises(RuntimeError, match="SHIRUBE_RASA_TOKEN_FILE"):
        GatewayChannel.from_credentials({})
    (tmp_path / "token").write_text("secret\n")
    monkeypatch.setenv("SHIRUBE_RASA_TOKEN_FILE", str(tmp_path / "token"))
    assert isinstance(GatewayChannel.from_credentials(None), GatewayChannel)
