"""One child process: started so that it cannot outlive us, and stopped with all it started itself."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import resource
import signal
import sys
from asyncio.subprocess import DEVNULL, STDOUT, Process
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS_TO_STOP = 5.0
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True)
class Child:
    """A running process in a group of its own, and all it writes."""

    process: Process
    output: asyncio.StreamReader

    async def ended(self) -> str:
        """Wait until it ends of itself, kill what it left behind, and say how it ended."""
        code = await self.process.wait()
        self._signal_group(signal.SIGKILL)
        return f"signal {-code}" if code < 0 else f"exit code {code}"

    async def stop(self) -> None:
        """Ask it and its group to end, and kill what is left after five seconds."""
        if self.process.returncode is None:
            self._signal_group(signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.process.wait(), SECONDS_TO_STOP)
        self._signal_group(signal.SIGKILL)
        await self.process.wait()

    def _signal_group(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


@contextlib.asynccontextmanager
async def running(
    command: Sequence[str], env: Mapping[str, str], folder: Path, *, niceness: int = 0
) -> AsyncIterator[Child]:
    """A child that runs until the block is left; the files it makes are its owner's alone."""
    # A pipe of our own: asyncio's would make wait() wait for whoever inherited it, too.
    read_end, write_end = os.pipe()
    output = asyncio.StreamReader()
    transport, _ = await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(output), os.fdopen(read_end, "rb")
    )
    try:
        try:
            process = await asyncio.create_subprocess_exec(
                *command,
                cwd=folder,
                env=dict(env),
                stdin=DEVNULL,
                stdout=write_end,
                stderr=STDOUT,
                start_new_session=True,
                umask=0o077,
                preexec_fn=dies_with(os.getpid(), niceness),
            )
        finally:
            os.close(write_end)
        child = Child(process, output)
        try:
            yield child
        finally:
            await child.stop()
    finally:
        transport.close()


def dies_with(parent: int, niceness: int) -> Callable[[], None]:
    """What a child must run before its program, so that the kernel kills it when `parent` dies, even of SIGKILL."""
    # Looked up here: between fork and exec little is allowed.
    prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None

    def prepare() -> None:
        os.nice(niceness)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold what visitors write
        if prctl is not None:
            prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return prepare
