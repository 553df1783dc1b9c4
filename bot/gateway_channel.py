"""GatewayChannel: the only door into Rasa: one turn in, response names and understanding out."""

from __future__ import annotations

import asyncio
import gc
import hmac
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot import several_questions
from bot.action_schema import check_schema_once
from bot.in_order_runner import InOrderRunner
from bot.kept_session import keep_session
from bot.tracker_store import BriefTrackerStore

_UNDERSTOOD = ("intent", "topics", "entities", "asked")
_TOLD = ("language", "situation", "after", "searching")
MOST_SECONDS_AT_A_STRETCH = 0.0005


class CollectedNames(OutputChannel):
    """Collects the response names of one turn."""

    def __init__(self) -> None:
        self.spoken: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "gateway"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keeps the name; a message without one has no words in any language and is dropped."""
        if custom := message.get("custom"):
            self.spoken.append(custom)


class GatewayChannel(InputChannel):
    """Takes {sender, text or intent and entities, metadata}; every request must carry the shared token."""

    @classmethod
    def name(cls) -> str:
        return "gateway"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> GatewayChannel:
        check_schema_once()
        return cls(_token())

    def __init__(self, token: str) -> None:
        self._expected = f"Bearer {token}".encode()

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        routes = Blueprint("gateway_channel")

        @routes.middleware("request")
        async def only_the_gateway(request: Request) -> HTTPResponse | None:
            if hmac.compare_digest(request.headers.get("authorization", "").encode(), self._expected):
                return None
            return response.empty(status=401)

        @routes.listener("after_server_start")
        async def keep_what_is_loaded(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            if endpoint := app.ctx.agent.action_endpoint:
                app.ctx.session_for_actions = keep_session(endpoint)
            processor = app.ctx.agent.processor
            processor.graph_runner = InOrderRunner.taking_over(processor.graph_runner)
            # While a thread learns what was published, a message waits that long at each of its steps; 5 ms are usual.
            sys.setswitchinterval(MOST_SECONDS_AT_A_STRETCH)
            # Looking through TensorFlow's million objects for rubbish stops everything for a tenth of a second.
            gc.collect()
            gc.freeze()

        @routes.listener("before_server_stop")
        async def close_session(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
            if session := getattr(app.ctx, "session_for_actions", None):
                await session.close()

        @routes.get("/ready")
        async def ready(request: Request) -> HTTPResponse:
            return response.empty(status=200 if _agent(request).is_ready() else 503)

        @routes.post("/turn")
        async def turn(request: Request) -> HTTPResponse:
            try:
                return response.json(await answer(_agent(request), request.json))
            except Exception:
                # No text, no log: Rasa's own handlers would print what the visitor wrote.
                return response.empty(status=500)

        @routes.delete("/conversations/<sender:str>")
        async def erase(request: Request, sender: str) -> HTTPResponse:
            store = _agent(request).tracker_store
            if not isinstance(store, BriefTrackerStore):
                store = store._tracker_store  # Rasa wraps it to survive a failing one
            store.erase(sender)
            return response.empty()

        return routes


async def answer(agent: Agent, turn: dict[str, Any]) -> dict[str, Any]:
    """The response names and the understanding of one turn; words are read once and handed to nobody."""
    told = turn.get("metadata") or {}
    metadata = {name: str(told.get(name) or "") for name in _TOLD}
    sender = str(turn["sender"])
    if not sender:
        raise ValueError("a turn needs a sender")
    if turn.get("text"):
        # Rasa takes a leading slash for a command that names an intent; a visitor's words never are one.
        words = str(turn["text"]).lstrip("/ ") or "?"
        parsed = await _parse(agent, words, sender, metadata)
    else:
        entities = [{"entity": e["entity"], "value": e["value"]} for e in turn.get("entities") or []]
        parsed = {"intent": {"name": turn["intent"], "confidence": 1.0}, "entities": entities}
    output = CollectedNames()
    understanding = {key: parsed.get(key) for key in _UNDERSTOOD}
    message = UserMessage(
        None,
        output,
        sender,
        parse_data={**understanding, "text": ""},
        input_channel=GatewayChannel.name(),
        metadata=metadata,
    )
    await agent.handle_message(message)
    return {
        "messages": output.spoken,
        "understanding": {
            "intent": understanding["intent"]["name"],
            "confidence": understanding["intent"]["confidence"],
            "topics": understanding["topics"] or [],
            "entities": [{"entity": e["entity"], "value": str(e["value"])} for e in understanding["entities"]],
        },
    }


async def _parse(agent: Agent, words: str, sender: str, metadata: dict[str, str]) -> dict[str, Any]:
    """What the words were understood as, every question of several by itself."""

    async def parse(text: str) -> dict[str, Any]:
        understood: dict[str, Any] = await agent.processor.parse_message(
            UserMessage(text, sender_id=sender, metadata=metadata)
        )
        return understood

    parts = [await parse(piece) for piece in several_questions.pieces(words)]
    return several_questions.joined(await parse(words), parts)


def _agent(request: Request) -> Agent:
    agent: Agent = request.app.ctx.agent
    return agent


def _token() -> str:
    """The shared token, from the file that SHIRUBE_RASA_TOKEN_FILE names, else from SHIRUBE_RASA_TOKEN."""
    if path := os.environ.get("SHIRUBE_RASA_TOKEN_FILE"):
        return Path(path).read_text("ascii").strip()
    if token := os.environ.get("SHIRUBE_RASA_TOKEN"):
        return token
    raise RuntimeError("GatewayChannel needs SHIRUBE_RASA_TOKEN_FILE or SHIRUBE_RASA_TOKEN; `make run` sets it")
