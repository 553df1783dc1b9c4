"""The only module that speaks to Rasa."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientSession, ClientTimeout, TCPConnector
from pydantic import BaseModel, ValidationError

from app.gateway.schemas import Understanding

log = logging.getLogger("shirube.rasa")

ERASE_SECONDS = READY_SECONDS = 1.0


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
        self._base_url = base_url
        self._token = token
        self._timeout_seconds = timeout_seconds
        self._opened: ClientSession | None = None

    async def close(self) -> None:
        if self._opened is not None:
            await self._opened.close()

    async def turn(
        self,
        sender: str,
        *,
        text: str | None = None,
        intent: str | None = None,
        entities: Mapping[str, str] | None = None,
        language: str,
        situation: str | None = None,
        before: Mapping[str, str] | None = None,
    ) -> RasaTurn:
        """What Rasa understood and wants said after `before`; raises RasaAway, also for an empty reply."""
        metadata = {"language": language, "situation": situation or "", **(before or {})}
        body: dict[str, Any] = {"sender": sender, "metadata": metadata}
        if text is not None:
            body["text"] = text
        else:
            body["intent"] = intent
            body["entities"] = [{"entity": entity, "value": value} for entity, value in (entities or {}).items()]
        try:
            async with self._session.post(
                "/webhooks/gateway/turn", json=body, timeout=_in_all(self._timeout_seconds)
            ) as response:
                status, content = response.status, await response.read()
        except TimeoutError:
            raise RasaAway("timeout") from None
        except ClientError as fault:
            raise RasaAway(type(fault).__name__) from None
        if status != 200:
            raise RasaAway(f"status_{status}")
        try:
            turn = RasaTurn.model_validate_json(content)
        except ValidationError:
            raise RasaAway("nonsense") from None
        if not turn.messages:
            raise RasaAway("empty")
        return turn

    async def erase(self, sender: str) -> bool:
        """True when Rasa has forgotten the conversation; dead counts as well, since its trackers live in memory."""
        path = f"/webhooks/gateway/conversations/{sender}"
        try:
            async with self._session.delete(path, timeout=_in_all(ERASE_SECONDS)) as response:
                return response.ok
        except ClientConnectorError:
            return True
        except (ClientError, TimeoutError) as fault:
            log.warning("event=erase_not_delivered fault=%s", type(fault).__name__)
            return False

    async def is_ready(self) -> bool:
        """True when Rasa has loaded its model and answers our route."""
        try:
            async with self._session.get("/webhooks/gateway/ready", timeout=_in_all(READY_SECONDS)) as response:
                return response.status == 200
        except (ClientError, TimeoutError):
            return False

    @property
    def _session(self) -> ClientSession:
        # Opened by the first call: it belongs to the event loop that serves, and there is none yet when we are made.
        if self._opened is None:
            self._opened = ClientSession(
                self._base_url,
                headers={"Authorization": f"Bearer {self._token}"},
                connector=TCPConnector(limit=32, keepalive_timeout=30),
            )
        return self._opened


def _in_all(seconds: float) -> ClientTimeout:
    return ClientTimeout(total=seconds, connect=min(1.0, seconds))
