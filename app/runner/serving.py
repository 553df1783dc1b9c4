"""Serves until told to stop: the gateway at once, Rasa as soon as there is a model."""

from __future__ import annotations

import asyncio
import signal

from app.runner import state
from app.runner.config import RunnerConfig
from app.runner.console import Console
from app.runner.environments import gateway_environment, rasa_environment, with_live_questions
from app.runner.output_filter import GATEWAY_LINE, RASA_SENTENCES, OutputFilter
from app.runner.probe import is_taken
from app.runner.supervision import Program, keep_running
from app.runner.training import TrainingFailed, train_if_needed

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


async def serve_all(config: RunnerConfig) -> int:
    """Run both servers until SIGINT, SIGTERM or SIGHUP; the exit code to end with."""
    console = Console()
    if taken := _taken_port(config):
        console.say(taken)
        return 1
    tokens = state.ensure_tokens(config.var)
    state.write_endpoints(config.root, config.var, config.internal_port, tokens["actions_token"])
    told_to_stop = asyncio.Event()
    for number in STOPPING:
        asyncio.get_running_loop().add_signal_handler(number, told_to_stop.set)
    tasks = {
        asyncio.create_task(keep_running(_gateway(config), console)),
        asyncio.create_task(_serve_understanding(config, console)),
        asyncio.create_task(told_to_stop.wait()),
    }
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    if told_to_stop.is_set():
        console.say("stopping")
    for task in tasks:
        task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, Exception):
            raise result
    return 0


async def _serve_understanding(config: RunnerConfig, console: Console) -> None:
    try:
        if await train_if_needed(config.training, config.env, console):
            console.say("the model is trained")
    except TrainingFailed as failure:
        console.say(f"{failure}. Until it succeeds visitors get the fixed texts only")
        await asyncio.Event().wait()
    await keep_running(_rasa(config), console)


def _gateway(config: RunnerConfig) -> Program:
    return Program(
        name="gateway",
        command=config.gateway_command,
        env=gateway_environment(
            config.env,
            config.var,
            host=config.host,
            port=config.port,
            internal_port=config.internal_port,
            rasa_port=config.rasa_port,
        ),
        folder=config.root,
        temporary=config.var / "tmp" / "gateway",
        port=config.port,
        path="/healthz",
        ready_line=f"Shirube is at http://{config.host}:{config.port}",
        new_filter=lambda: OutputFilter(line=GATEWAY_LINE),
    )


def _rasa(config: RunnerConfig) -> Program:
    temporary = config.var / "tmp" / "rasa"
    env = rasa_environment(config.env, config.root, config.var, temporary=temporary)
    return Program(
        name="rasa",
        command=config.rasa_command,
        env=with_live_questions(env, config.var, config.internal_port),
        folder=config.root,
        temporary=temporary,
        port=config.rasa_port,
        path="/",
        ready_line="understanding is ready",
        new_filter=lambda: OutputFilter(RASA_SENTENCES),
    )


def _taken_port(config: RunnerConfig) -> str | None:
    """Which port another program holds, and the setting that changes it."""
    for host, port, setting in (
        (config.host, config.port, "PORT"),
        ("127.0.0.1", config.internal_port, "SHIRUBE_INTERNAL_PORT"),
        ("127.0.0.1", config.rasa_port, "SHIRUBE_RASA_PORT"),
    ):
        if is_taken(host, port):
            return f"port {port} is taken by another program; {setting} names another one"
    return None
