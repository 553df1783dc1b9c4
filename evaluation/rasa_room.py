"""Runs scripts of evaluation/in_rasa_room under Rasa's Python, with what the product gives Rasa."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.runner.environments import rasa_environment
from app.runner.state import private_folder
from app.settings import ROOT
from bench.children import run
from bench.commands import script

PACKAGE = "evaluation.in_rasa_room"
MOST_SECONDS = 10 * 60


@dataclass(frozen=True)
class RasaRoom:
    """`folder` for files in between; `var` with the encoder and the vectors of training."""

    folder: Path
    var: Path

    def env(self) -> dict[str, str]:
        """A process's environment."""
        temporary = private_folder(private_folder(self.folder) / "tmp")
        return rasa_environment(os.environ, ROOT, self.var, temporary=temporary)

    async def answer(self, name: str, given: Any) -> Any:
        """What the script found; raises MeasuringFailed where it fails."""
        asked, found = self.folder / f"{name}.asked.json", self.folder / f"{name}.found.json"
        env = self.env()
        asked.write_text(json.dumps(given), "utf-8")
        command = script(name, [str(asked), str(found)], env, self.folder / f"{name}.log", package=PACKAGE)
        await run(command, most_seconds=MOST_SECONDS)
        return json.loads(found.read_text("utf-8"))
