"""The commands that are measured, with the environments the product gives them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.runner import state
from app.runner.config import RunnerConfig
from app.runner.environments import gateway_environment, rasa_environment
from app.settings import ROOT
from bench.children import Command, free_port
from bench.projects import SKIP_VALIDATION, TRAIN, rasa_python

OURS_ALONE = ("PYTHONPATH", "OMP_NUM_THREADS", "SHIRUBE_VAR", "SHIRUBE_RASA_TOKEN_FILE")
ENDPOINTS_OF_SDK = "action_endpoint:\n  url: http://127.0.0.1:{port}/webhook\n"


class OurSide:
    """Our gateway and our Rasa on free ports, a state folder of their own, the encoder that is built already."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.var = state.private_folder(folder / "var")
        self.port, self.internal_port, self.rasa_port = free_port(), free_port(), free_port()
        tokens = state.ensure_tokens(self.var)
        self.rasa_token = tokens["rasa_token"]
        state.write_endpoints(ROOT, self.var, self.internal_port, tokens["actions_token"])
        self._config = RunnerConfig.of_project(
            ROOT, var=self.var, port=self.port, internal_port=self.internal_port, rasa_port=self.rasa_port
        )
        link_encoder(self.var)

    def gateway(self) -> Command:
        """The gateway as `make run` starts it, without rate limits."""
        temporary = state.emptied(self.var / "tmp/gateway")
        env = gateway_environment(
            os.environ,
            self.var,
            host="127.0.0.1",
            port=self.port,
            internal_port=self.internal_port,
            rasa_port=self.rasa_port,
        )
        env |= {"RATE_LIMIT": "off", "DATABASE_URL": "", "TMPDIR": str(temporary)}
        return Command("gateway", self._config.gateway_command, env, ROOT, self.folder / "gateway.log")

    def rasa(self, model: Path) -> Command:
        """Our Rasa as `make run` starts it, with another model."""
        arguments = [*self._config.rasa_command[:-1], str(model)]
        return Command("our rasa", arguments, self.rasa_env(), ROOT, self.folder / "rasa.log")

    def train(self, project: Path) -> Command:
        """`rasa train` in a folder of its own."""
        return Command("our training", [rasa_python(), *TRAIN], self.rasa_env(), project, self.folder / "training.log")

    def rasa_env(self) -> dict[str, str]:
        temporary = state.private_folder(state.private_folder(self.var / "tmp") / "rasa")
        return rasa_environment(os.environ, ROOT, self.var, temporary=temporary)


class DefaultSide:
    """Rasa as its documentation starts it: REST channel, in-memory trackers, the SDK's own action server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port, self.actions_port = free_port(), free_port()
        folder.mkdir(parents=True, exist_ok=True)

    def train(self, project: Path, what: tuple[str, ...] = ()) -> Command:
        """`rasa train`, or `rasa train nlu`, in the project's folder."""
        # `rasa train nlu` validates nothing, and knows no option against it.
        options = [one for one in TRAIN[3:] if not (what and one == SKIP_VALIDATION)]
        train = [*TRAIN[:3], *what, *options]
        return Command(
            "default training", [rasa_python(), *train], self.rasa_env(), project, self.folder / "training.log"
        )

    def rasa(self, project: Path) -> Command:
        (project / "endpoints.yml").write_text(ENDPOINTS_OF_SDK.format(port=self.actions_port))
        run = ("-m", "rasa", "run", "--interface", "127.0.0.1", "--port", str(self.port))
        arguments = [rasa_python(), *run, "--model", "models/bench.tar.gz"]
        return Command("default rasa", arguments, self.rasa_env(), project, self.folder / "rasa.log")

    def actions(self) -> Command:
        """`python -m rasa_sdk` with actions that say one response each."""
        run = ("-m", "rasa_sdk", "--quiet", "--actions", "bench.default_bot.actions", "--port", str(self.actions_port))
        env = dict(os.environ) | {"SANIC_HOST": "127.0.0.1", "PYTHONPATH": str(ROOT)}
        return Command("default actions", [sys.executable, *run], env, ROOT, self.folder / "actions.log")

    def rasa_env(self) -> dict[str, str]:
        """Ours without what only our components need; one OpenMP thread is our choice, not Rasa's."""
        temporary = state.private_folder(self.folder / "tmp")
        env = rasa_environment(os.environ, ROOT, self.folder, temporary=temporary)
        return {name: value for name, value in env.items() if name not in OURS_ALONE}


def script(
    name: str, arguments: list[str], env: dict[str, str], log: Path, *, package: str = "bench.in_rasa_room"
) -> Command:
    """A script of a package for Rasa's room under Rasa's Python."""
    return Command(
        name, [rasa_python(), "-W", "ignore", "-m", f"{package}.{name}", *arguments],
        env | {"PYTHONPATH": str(ROOT)}, ROOT, log,
    )  # fmt: skip


def link_encoder(var: Path) -> None:
    """Gives `var` the project's encoder, but none of its vectors: those are part of what training takes."""
    cache = state.private_folder(var / "cache")
    if not (cache / "encoder").exists():
        (cache / "encoder").symlink_to(ROOT / "var/cache/encoder")
