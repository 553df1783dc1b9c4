"""What the runner is told: ports, folders, and the commands it starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.runner.training_plan import TrainingPlan


@dataclass(frozen=True)
class RunnerConfig:
    """One running Shirube; tests put small scripts in place of the commands."""

    root: Path
    var: Path
    gateway_command: tuple[str, ...]
    rasa_command: tuple[str, ...]
    training: TrainingPlan
    host: str = "127.0.0.1"
    port: int = 8000
    internal_port: int = 5055
    rasa_port: int = 5005
    env: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    @classmethod
    def of_project(
        cls,
        root: Path,
        *,
        var: Path | None = None,
        host: str = "127.0.0.1",
        port: int = 8000,
        internal_port: int = 5055,
        rasa_port: int = 5005,
    ) -> RunnerConfig:
        """The real commands of the project in `root`."""
        var = (var or root / "var").absolute()
        plan = TrainingPlan.of_project(root, var)
        rasa = (str(root / "bot/.venv/bin/python"), "-m", "rasa", "run", "--interface", "127.0.0.1")
        return cls(
            root=root,
            var=var,
            gateway_command=(sys.executable, "-m", "app", "gateway"),
            rasa_command=(
                *rasa,
                *("--port", str(rasa_port)),
                *("--endpoints", str(var / "run/endpoints.yml")),
                *("--credentials", str(root / "credentials.yml")),
                *("--model", str(plan.model)),
            ),
            training=plan,
            host=host,
            port=port,
            internal_port=internal_port,
            rasa_port=rasa_port,
        )
