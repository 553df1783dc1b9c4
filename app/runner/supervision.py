"""Keeps one program running: started again whenever it dies, and announced once it answers."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.runner import process, state
from app.runner.console import Console
from app.runner.output_filter import OutputFilter
from app.runner.probe import answers

SHORTEST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 5.0
STEADY_SECONDS = 30.0
SECONDS_BETWEEN_PROBES = 0.1
SECONDS_FOR_LAST_WORDS = 1.0


@dataclass(frozen=True)
class Program:
    """A command to keep running."""

    name: str
    command: tuple[str, ...]
    env: Mapping[str, str]
    folder: Path
    temporary: Path  # emptied before each start
    port: int
    path: str  # answers once the program is ready
    ready_line: str
    new_filter: Callable[[], OutputFilter]


async def keep_running(program: Program, console: Console) -> None:
    """Run the program until cancelled; then stop it."""
    pause = SHORTEST_PAUSE_SECONDS
    while True:
        started = time.monotonic()
        line = await _run_once(program, console)
        if time.monotonic() - started > STEADY_SECONDS:
            pause = SHORTEST_PAUSE_SECONDS
        console.say(line)
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


async def _run_once(program: Program, console: Console) -> str:
    """Run the program until it ends of itself; the line that says how it ended."""
    state.emptied(program.temporary)
    shown = program.new_filter()
    async with process.running(program.command, program.env, program.folder) as child:
        tasks = [
            asyncio.create_task(_announce(program, console)),
            asyncio.create_task(_show_output(program.name, child, shown, console)),
        ]
        announcement, output = tasks
        try:
            ending = await child.ended()
            answered = announcement.done()
            await asyncio.wait([output], timeout=SECONDS_FOR_LAST_WORDS)
        finally:
            for task in tasks:
                task.cancel()
    line = f"{program.name} stopped ({ending}); starting it again"
    if answered:
        return line
    return f"{line}. {shown.kept_back} lines not shown; to see them: {' '.join(program.command)}"


async def _announce(program: Program, console: Console) -> None:
    while True:
        if await answers(program.port, program.path):
            return console.say(program.ready_line)
        await asyncio.sleep(SECONDS_BETWEEN_PROBES)


async def _show_output(name: str, child: process.Child, shown: OutputFilter, console: Console) -> None:
    while data := await child.output.read(65_536):
        for line in shown.feed(data):
            console.say(f"{name}: {line}")
    for line in shown.finish():
        console.say(f"{name}: {line}")
