"""One HTTP session for all calls of actions; Rasa opens a new one, with a new connection, for each."""

from __future__ import annotations

import types
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp
from rasa.utils.endpoints import EndpointConfig

KEPT_SECONDS = 2.0
"""An idle connection; less than the 5 seconds after which the other side hangs up, or a call could meet a dead one."""


def keep_session(endpoint: EndpointConfig) -> aiohttp.ClientSession:
    """The session that `endpoint` uses from now on; whoever asked for it closes it. Call inside the server's loop."""
    kept = endpoint.session()
    kept.connector._keepalive_timeout = KEPT_SECONDS  # the connector is Rasa's, and it has no public name

    @asynccontextmanager
    async def session(_endpoint: EndpointConfig) -> AsyncIterator[aiohttp.ClientSession]:
        yield kept

    endpoint.session = types.MethodType(session, endpoint)
    return kept
