"""A project folder with the few files the runner reads, and a runner in it."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.app.runner.running_shirube import PROJECT, RunningShirube


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "endpoints.yml").write_text((PROJECT / "endpoints.yml").read_text())
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "examples.yml").write_text("version: '3.1'\n")
    return tmp_path


@pytest.fixture
def start(root: Path) -> Iterator[Callable[[], RunningShirube]]:
    """Starts a runner in `root`, as often as called; whatever still runs at the end is killed."""
    started: list[RunningShirube] = []

    def start() -> RunningShirube:
        started.append(RunningShirube(root, *free_ports(3)))
        return started[-1]

    yield start
    for running in started:
        running.process.kill()
        running.process.wait()
