"""Trains the Rasa model whenever what it is made from has changed: python -m app.runner.training"""

from __future__ import annotations

import asyncio
import fcntl
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from app.runner import process, state
from app.runner.console import Console
from app.runner.environments import rasa_environment
from app.runner.training_plan import TrainingPlan

LAST_LINES = 20
LOG = "training.log"
NICENESS = 10  # visitors are served meanwhile


class TrainingFailed(Exception):
    """A command of the training did not end well; the text says which, and where its output is."""


async def train_if_needed(plan: TrainingPlan, env: Mapping[str, str], console: Console) -> bool:
    """Bring the encoder and the model up to date; whether a model was trained. Side by side, one trains."""
    if plan.is_current(plan.digest(env)) and plan.encoder.exists():
        return False
    async with _alone(plan.root / "models/.lock"):
        digest = plan.digest(env)
        trained = plan.is_current(digest)
        if trained and plan.encoder.exists():
            return False
        await _run("building the sentence encoder", plan.encoder_command, plan, env, console)
        if trained:
            return False
        await _run("training the model", plan.train_command, plan, env, console)
        plan.trained_from.unlink(missing_ok=True)  # killed between these lines, the model counts as outdated
        plan.incoming.replace(plan.model)
        plan.trained_from.write_text(digest)
    return True


async def _run(
    what: str, command: tuple[str, ...], plan: TrainingPlan, env: Mapping[str, str], console: Console
) -> None:
    """Run one command, its output in the log; the last lines of it are shown only if it fails."""
    environment = rasa_environment(env, plan.root, plan.var, temporary=state.emptied(plan.var / "tmp/training"))
    async with process.running(command, environment, plan.root, niceness=NICENESS) as child:
        watching = asyncio.create_task(_show_progress(what, console))
        try:
            output = (await child.output.read()).decode("utf-8", "replace")
            ending = await child.ended()
        finally:
            watching.cancel()
    state.write_privately(state.private_folder(plan.var / "log") / LOG, output)
    if ending != "exit code 0":
        for line in output.splitlines()[-LAST_LINES:]:
            console.say(f"  {line}")
        raise TrainingFailed(f"{what} failed ({ending}); all it said is in {plan.var / 'log' / LOG}")


async def _show_progress(what: str, console: Console) -> None:
    seconds = 0
    while True:
        console.progress(what, seconds)
        await asyncio.sleep(1)
        seconds += 1


@asynccontextmanager
async def _alone(lock: Path) -> AsyncIterator[None]:
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:  # the kernel opens the lock of a killed process
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                await asyncio.sleep(0.2)
        yield


def main() -> None:
    root = Path(__file__).resolve().parents[2]
    var = Path(os.environ.get("SHIRUBE_VAR") or root / "var").absolute()
    try:
        trained = asyncio.run(train_if_needed(TrainingPlan.of_project(root, var), os.environ, Console()))
    except TrainingFailed as failure:
        sys.exit(str(failure))
    except KeyboardInterrupt:
        sys.exit("interrupted; the model is as it was")
    print("The model is trained." if trained else "The model is up to date.")


if __name__ == "__main__":
    main()
