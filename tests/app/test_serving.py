"""The gateway as a process: it ends soon when told to, and prints lines of its own only."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from app.settings import ROOT, Settings
from tests.fixtures.servers import free_port


@dataclass
class Running:
    """A gateway process and where it serves."""

    process: subprocess.Popen[str]
    port: int
    internal_port: int

    def seconds_to_end(self) -> float:
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)
        return time.monotonic() - began


@pytest.fixture
def running(settings: Settings) -> Iterator[Running]:
    port, internal_port = free_port(), free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "gateway"],
        cwd=ROOT,
        env=os.environ
        | {
            "SHIRUBE_VAR": str(settings.var),
            "PORT": str(port),
            "SHIRUBE_INTERNAL_PORT": str(internal_port),
            "SHIRUBE_RASA_PORT": str(free_port()),
            "DATABASE_URL": "",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        for number in (port, internal_port):
            _wait_for(number)
        yield Running(process, port, internal_port)
    finally:
        process.kill()
        process.wait()


def _wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{port}/healthz", trust_env=False, timeout=5)
            return
        except httpx.HTTPError:
            assert time.monotonic() < end
            time.sleep(0.05)


@pytest.mark.parametrize("connection", ["none", "idle", "half a request"])
def test_it_ends_soon_when_told_to(running: Running, connection: str) -> None:
    with socket.socket() as visitor, socket.socket() as rasa:
        if connection != "none":
            visitor.connect(("127.0.0.1", running.port))
            rasa.connect(("127.0.0.1", running.internal_port))
            visitor.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert visitor.recv(4096)
        if connection == "half a request":
            visitor.sendall(b"POST /api/v1/exit HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\nhalf")
            time.sleep(0.2)
        assert running.seconds_to_end() < 2.5
    assert running.process.returncode == 0


def test_it_prints_lines_of_its_own_only(running: Running) -> None:
    with socket.create_connection(("127.0.0.1", running.port)) as visitor:
        visitor.sendall(b"NONSENSE canary\r\n\r\n")
        visitor.recv(4096)
    base = f"http://127.0.0.1:{running.port}/api/v1/conversations"
    token = httpx.post(base, json={}, trust_env=False).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    httpx.post(f"{base}/messages", json={"text": "canary"}, headers=headers, trust_env=False)
    running.seconds_to_end()
    assert running.process.stdout is not None
    lines = running.process.stdout.read().splitlines()
    assert lines and all(line.startswith("shirube.") for line in lines), lines


def test_a_proxy_is_believed_only_where_it_is_named(settings: Settings) -> None:
    from app.serving import _server

    config = _server(lambda *_: None, "127.0.0.1", 1, "").config  # type: ignore[arg-type]
    assert config.proxy_headers is False
    config = _server(lambda *_: None, "127.0.0.1", 1, "192.0.2.7").config  # type: ignore[arg-type]
    assert (config.proxy_headers, config.forwarded_allow_ips) == (True, "192.0.2.7")
