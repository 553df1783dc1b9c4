"""Serves the public application and, on a second loopback port, what Rasa calls."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from app.main import create_app
from app.settings import Settings

LOOPBACK = "127.0.0.1"
STARTING_SECONDS = 0.02
MOST_SECONDS_AT_A_STRETCH = 0.0005


async def serve(settings: Settings) -> None:
    """Both servers in one process, until SIGINT or SIGTERM."""
    app = create_app(settings)
    app.state.gateway.serves_actions = False
    servers = [_server(app, settings.host, settings.port, settings.trusted_proxies)]

    def stop(_number: int, _frame: FrameType | None) -> None:
        for server in servers:
            server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    visitors = asyncio.create_task(servers[0]._serve())
    # rasa-sdk takes half a second to import, and nobody calls an action before Rasa has loaded its model.
    internal_app = await asyncio.to_thread(_create_internal_app, settings)
    servers.append(_server(internal_app, LOOPBACK, settings.internal_port))
    servers[1].should_exit = servers[0].should_exit
    # While a thread rereads the knowledge, a message waits that long at each of its steps; 5 ms are usual.
    sys.setswitchinterval(MOST_SECONDS_AT_A_STRETCH)
    gc.freeze()  # what is loaded now stays; looking through it for rubbish costs milliseconds each time
    actions = asyncio.create_task(servers[1]._serve())
    while not servers[1].started and not actions.done():  # noqa: ASYNC110 uvicorn says it by a flag only
        await asyncio.sleep(STARTING_SECONDS)
    app.state.gateway.serves_actions = servers[1].started
    await asyncio.gather(visitors, actions)


def _create_internal_app(settings: Settings) -> ASGIApp:
    from app.gateway.internal import create_internal_app

    return create_internal_app(settings.secret("actions_token"))


def _server(app: ASGIApp, host: str, port: int, trusted_proxies: str = "") -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=trusted_proxies,
        timeout_graceful_shutdown=1,  # whoever waits longer is sent the same message again, and answered once
        limit_concurrency=512,
    )
    return uvicorn.Server(config)
