"""Calls of actions share one connection, and survive the death of the other side."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest
from aiohttp import web
from rasa.utils.endpoints import EndpointConfig

from bot.kept_session import KEPT_SECONDS, keep_session


@pytest.fixture
def unused_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


async def serve(port: int, connections: set[Any]) -> web.AppRunner:
    async def answer(request: web.Request) -> web.Response:
        connections.add(request.transport)
        return web.json_response({"token": request.headers["Authorization"], "said": await request.json()})

    app = web.Application()
    app.router.add_post("/webhook", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    return runner


def test_all_calls_go_over_one_connection_with_the_endpoints_own_headers(unused_port: int) -> None:
    async def calls() -> None:
        connections: set[Any] = set()
        runner = await serve(unused_port, connections)
        endpoint = EndpointConfig(f"http://127.0.0.1:{unused_port}/webhook", headers={"Authorization": "Bearer x"})
        session = keep_session(endpoint)
        try:
            for number in range(5):
                assert await endpoint.request(json=number) == {"token": "Bearer x", "said": number}
            assert len(connections) == 1
        finally:
            await session.close()
            await runner.cleanup()

    asyncio.run(calls())


def test_a_server_that_was_restarted_gets_the_next_call(unused_port: int) -> None:
    async def calls() -> None:
        runner = await serve(unused_port, set())
        endpoint = EndpointConfig(f"http://127.0.0.1:{unused_port}/webhook", headers={"Authorization": "Bearer x"})
        session = keep_session(endpoint)
        try:
            await endpoint.request(json=1)
            await runner.cleanup()
            runner = await serve(unused_port, set())
            assert (await endpoint.request(json=2))["said"] == 2
        finally:
            await session.close()
            await runner.cleanup()

    asyncio.run(calls())


def test_an_idle_connection_is_given_up_before_the_gateway_hangs_up(unused_port: int) -> None:
    async def calls() -> int:
        connections: set[Any] = set()
        runner = await serve(unused_port, connections)
        endpoint = EndpointConfig(f"http://127.0.0.1:{unused_port}/webhook", headers={"Authorization": "Bearer x"})
        session = keep_session(endpoint)
        try:
            await endpoint.request(json=1)
            await asyncio.sleep(1.5 * KEPT_SECONDS)
            await endpoint.request(json=2)
        finally:
            await session.close()
            await runner.cleanup()
        return len(connections)

    assert asyncio.run(calls()) == 2
