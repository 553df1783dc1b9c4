"""A thin HTTP client: one kept connection a visitor, so that what is measured is the server and not the client."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

MOST_SECONDS = 30.0


class Refused(Exception):
    """The server gave another status than 200 or 201."""


class Connection:
    """Sends JSON and reads JSON over one connection of HTTP/1.1."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
        self._reader, self._writer, self._port = reader, writer, port

    async def post(self, path: str, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Any:
        """What the server answers; raises Refused, or TimeoutError after half a minute."""
        sent = json.dumps(body, ensure_ascii=False).encode()
        lines = [
            f"POST {path} HTTP/1.1",
            f"Host: 127.0.0.1:{self._port}",
            "Content-Type: application/json",
            f"Content-Length: {len(sent)}",
            *(f"{name}: {value}" for name, value in (headers or {}).items()),
        ]
        self._writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + sent)
        async with asyncio.timeout(MOST_SECONDS):
            head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            lengths = [line.partition(":")[2] for line in head if line.lower().startswith("content-length:")]
            received = await self._reader.readexactly(int(lengths[0]) if lengths else 0)
        status = head[0].split()[1]
        if status not in {"200", "201"}:
            raise Refused(f"{path}: {status} {received[:200]!r}")
        return json.loads(received)


@contextlib.asynccontextmanager
async def connected(port: int) -> AsyncIterator[Connection]:
    """A connection to a server on this machine."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        yield Connection(reader, writer, port)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
