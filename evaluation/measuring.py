"""One run: the model, the test lines understood by it, and what else is measured beside them."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from app.knowledge.checking.training_lines import TrainingLine, read_training_lines
from app.knowledge.content import Content
from app.runner.console import Console
from app.runner.state import emptied
from app.runner.training import train_if_needed
from app.runner.training_plan import TrainingPlan
from app.settings import ROOT
from bench.sample import Example
from evaluation import test_set
from evaluation.closeness import closeness
from evaluation.listening import Heard, listen
from evaluation.near_copies import NearCopies, near_copies
from evaluation.rasa_room import RasaRoom

TRAINING = ROOT / "data/nlu"
VAR = Path(os.environ.get("SHIRUBE_VAR") or ROOT / "var").absolute()


@dataclass(frozen=True)
class Measuring:
    """Rasa's room, and what training reads."""

    room: RasaRoom
    training: Sequence[TrainingLine]
    say: Callable[[str], None]

    @classmethod
    def begin(cls, say: Callable[[str], None]) -> Measuring:
        room = RasaRoom(emptied(VAR / "evaluation"), VAR)
        return cls(room, [line for folder in sorted(TRAINING.iterdir()) for line in read_training_lines(folder)], say)

    async def heard(
        self, tags: Sequence[str], model: Path | None = None, *, folder: Path = test_set.FOLDER
    ) -> dict[str, list[Heard]]:
        """Each language's test lines, understood by `model`, else by the project's, trained first if need be."""
        asked = await self._copy_of(model)
        lines = [line for tag in tags for line in test_set.read(tag, folder)]
        taught = [Example(one.language, one.intent, one.text) for one in self.training]
        self.say(f"comparing {len(lines)} test lines with {len(taught)} training texts")
        close = await closeness(lines, taught, self.room)
        groups = Content(ROOT / "content").topics
        dangers = frozenset(topic for topic, entry in groups.items() if entry["group"] == test_set.DANGER)
        self.say("understanding them")
        found = await listen(lines, close, dangers, asked, self.room)
        return {tag: [one for one in found if one.line.language == tag] for tag in tags}

    async def near_copies(self) -> NearCopies:
        """Training texts that say the same in two languages."""
        self.say("comparing training texts of different languages")
        return await near_copies(self.training, self.room)

    def identification(self) -> list[str]:
        """The section on how languages are told apart, where that is measured."""
        if find_spec("evaluation.identification") is None:
            return []
        self.say("identifying languages")
        part = importlib.import_module("evaluation.identification")
        return [part.section(part.measure())]

    async def _copy_of(self, model: Path | None) -> Path:
        """A copy: somebody may train while we measure."""
        if model is None:
            plan = TrainingPlan.of_project(ROOT, VAR)
            if await train_if_needed(plan, os.environ, Console()):
                self.say("the project's model was trained first")
            model = plan.model
        copy = self.room.folder / "shirube.tar.gz"
        shutil.copy(model, copy)
        return copy
