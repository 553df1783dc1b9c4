"""Starts what is measured, each in a process group of its own that is killed with all it started."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.runner import process
from app.runner.probe import answers

SECONDS_BETWEEN_PROBES = 0.05
LONGEST_START_SECONDS = 240.0
LAST_LINES = 15


class MeasuringFailed(Exception):
    """What was to be measured did not run; the text says what, and where its output is."""


@dataclass(frozen=True)
class Command:
    """A program to start; its output goes to `log`."""

    name: str
    arguments: Sequence[str]
    env: Mapping[str, str]
    folder: Path
    log: Path


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    pid: int
    port: int
    start_seconds: float

    def megabytes(self) -> float:
        """What the process holds in memory now (resident set, in millions of bytes)."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) * 1024 / 1e6

    def processor_seconds(self, niceness: int | None = None) -> float:
        """What the process has used of a processor so far, or those of its threads with this niceness."""
        threads = "stat" if niceness is None else "task/*/stat"
        stats = [stat.read_text().rpartition(")")[2].split() for stat in Path(f"/proc/{self.pid}").glob(threads)]
        used = [sum(map(int, fields[11:13])) for fields in stats if niceness in (None, int(fields[16]))]
        return sum(used) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Launch:
    """A server that may not answer yet."""

    command: Command
    child: process.Child
    began: float

    async def ready(self, port: int, path: str) -> Server:
        """The server once this port says 200 to `path`; raises MeasuringFailed where it ends or takes too long."""
        while not await answers(port, path):
            if self.child.process.returncode is not None:
                raise _failed(self.command, f"exit code {self.child.process.returncode}")
            if time.perf_counter() - self.began > LONGEST_START_SECONDS:
                raise _failed(self.command, f"does not answer after {LONGEST_START_SECONDS:.0f} s")
            await asyncio.sleep(SECONDS_BETWEEN_PROBES)
        return Server(self.child.process.pid, port, time.perf_counter() - self.began)


async def run(command: Command, *, most_seconds: float) -> float:
    """Runs a program to its end; the seconds it took. Raises MeasuringFailed where it fails or takes too long."""
    began = time.perf_counter()
    async with _started(command) as child:
        try:
            async with asyncio.timeout(most_seconds):
                ending = await child.ended()
        except TimeoutError:
            ending = f"more than {most_seconds:.0f} s"
    if ending != "exit code 0":
        raise _failed(command, ending)
    return time.perf_counter() - began


@contextlib.asynccontextmanager
async def serving(command: Command, port: int, path: str) -> AsyncIterator[Server]:
    """A server that has begun to say 200 to `path`, until the block is left."""
    async with launched(command) as launch:
        yield await launch.ready(port, path)


@contextlib.asynccontextmanager
async def launched(command: Command) -> AsyncIterator[Launch]:
    """A server that was just started, until the block is left."""
    async with _started(command) as child:
        yield Launch(command, child, time.perf_counter())


def free_port() -> int:
    """A port of this machine nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.asynccontextmanager
async def _started(command: Command) -> AsyncIterator[process.Child]:
    command.log.parent.mkdir(parents=True, exist_ok=True)
    async with process.running(command.arguments, command.env, command.folder) as child:
        writing = asyncio.create_task(_write_output(child, command.log))
        try:
            yield child
        finally:
            await child.stop()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(writing, 2)


async def _write_output(child: process.Child, log: Path) -> None:
    with log.open("wb") as file:
        while data := await child.output.read(65_536):
            file.write(data)


def _failed(command: Command, ending: str) -> MeasuringFailed:
    last = command.log.read_text("utf-8", "replace").splitlines()[-LAST_LINES:] if command.log.exists() else []
    return MeasuringFailed("\n  ".join([f"{command.name}: {ending}; its output is in {command.log}", *last]))
