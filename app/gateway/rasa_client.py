"""The only module that speaks to Rasa."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

import httpx
from pydantic import BaseModel, ValidationError

from app.gateway.schemas import Understanding

log = logging.getLogger("shirube.rasa")


ERASE_SECONDS = 1.0


class RasaAway(Exception):
    """Rasa gave no usable answer; `reason` is one word for logs and metrics, never a visitor's."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SpokenResponse(BaseModel):
    """What an action or rule wants said: a response name and what fills it."""

    response: str
    arguments: dict[str, Any] = {}


class RasaTurn(BaseModel):
    """Rasa's half of a turn."""

    messages: list[SpokenResponse]
    understanding: Understanding


class RasaClient:
    """One connection pool to Rasa on this machine; every failure comes out as RasaAway."""

    def __init__(self, base_url: str, token: str, *, timeout_seconds: float) -> None:
        self._timeout_seconds = timeout_seconds
        self._client = httpx.AsyncClient(
            base_url=base_url,
            headers={"Authorization": f"Bearer {token}"},
            timeout=httpx.Timeout(timeout_seconds, connect=1.0),
            limits=httpx.Limits(max_connections=32, max_keepalive_connections=16, keepalive_expiry=30),
            trust_env=False,
        )

    async def close(self) -> None:
        await self._client.aclose()

    async def turn(
        self,
        sender: str,
        *,
        text: str | None = None,
        intent: str | None = None,
        entities: Mapping[str, str] | None = None,
        language: str,
    ) -> RasaTurn:
        """What Rasa understood and wants said; raises RasaAway, also for an empty reply."""
        body: dict[str, Any] = {"sender": sender, "metadata": {"language": language}}
        if text is not None:
            body["text"] = text
        else:
            body["intent"] = intent
            body["entities"] = [{"entity": entity, "value": value} for entity, value in (entities or {}).items()]
        try:
            async with asyncio.timeout(self._timeout_seconds):  # in all: httpx would wait as long for each piece
                response = await self._client.post("/webhooks/gateway/turn", json=body)
        except (httpx.TimeoutException, TimeoutError):
            raise RasaAway("timeout") from None
        except httpx.HTTPError as fault:
            raise RasaAway(type(fault).__name__) from None
        if response.status_code != 200:
            raise RasaAway(f"status_{response.status_code}")
        try:
            turn = RasaTurn.model_validate_json(response.content)
        except ValidationError:
            raise RasaAway("nonsense") from None
        if not turn.messages:
            raise RasaAway("empty")
        return turn

    async def erase(self, sender: str) -> bool:
        """True when Rasa has forgotten the conversation; dead counts as well, since its trackers live in memory."""
        try:
            async with asyncio.timeout(ERASE_SECONDS):
                response = await self._client.delete(f"/webhooks/gateway/conversations/{sender}")
        except httpx.ConnectError:
            return True
        except (httpx.HTTPError, TimeoutError) as fault:
            log.warning("event=erase_not_delivered fault=%s", type(fault).__name__)
            return False
        return response.is_success

    async def is_ready(self) -> bool:
        """True when Rasa has loaded its model and answers our route."""
        try:
            response = await self._client.get("/webhooks/gateway/ready", timeout=1.0)
        except httpx.HTTPError:
            return False
        return response.status_code == 200
