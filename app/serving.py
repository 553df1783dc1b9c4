"""Serves the public application and, on a second loopback port, what Rasa calls."""

from __future__ import annotations

import asyncio
import signal
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from app.gateway.internal import create_internal_app
from app.main import create_app
from app.settings import Settings

LOOPBACK = "127.0.0.1"


async def serve(settings: Settings) -> None:
    """Both servers in one process, until SIGINT or SIGTERM."""
    public = _server(create_app(settings), settings.host, settings.port)
    internal = _server(create_internal_app(settings.secret("actions_token")), LOOPBACK, settings.internal_port)
    servers = (public, internal)

    def stop(_number: int, _frame: FrameType | None) -> None:
        for server in servers:
            server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    await asyncio.gather(*(server._serve() for server in servers))


def _server(app: ASGIApp, host: str, port: int) -> uvicorn.Server:
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
        limit_concurrency=512,
    )
    return uvicorn.Server(config)
