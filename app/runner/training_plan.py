"""What the Rasa model is made from, and whether the one that lies there still fits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

INPUTS = ("config.yml", "domain.yml", "data", "bot", "languages", "content/places")


@dataclass(frozen=True)
class TrainingPlan:
    """What a model is made from, by which commands, and where it lies."""

    root: Path
    var: Path
    encoder_command: tuple[str, ...]
    train_command: tuple[str, ...]  # leaves its model at `incoming`
    inputs: tuple[str, ...] = INPUTS

    @classmethod
    def of_project(cls, root: Path, var: Path) -> TrainingPlan:
        """The real commands of the project in `root`."""
        python = str(root / "bot/.venv/bin/python")
        # What validation finds, `make check` and `rasa data validate` have found before; it reads everything again.
        train = (
            "-m",
            "rasa",
            "train",
            "--skip-validation",
            "--fixed-model-name",
            "shirube",
            "--out",
            "models/incoming",
        )
        return cls(root, var, (python, "-m", "bot.encoder.build"), (python, *train))

    @property
    def model(self) -> Path:
        return self.root / "models/shirube.tar.gz"

    @property
    def incoming(self) -> Path:
        return self.root / "models/incoming/shirube.tar.gz"

    @property
    def trained_from(self) -> Path:
        """Holds the digest of the inputs that the model was made from."""
        return self.root / "models/shirube.inputs"

    @property
    def encoder(self) -> Path:
        return self.var / "cache/encoder"

    def digest(self, env: Mapping[str, str]) -> str:
        """Changes whenever a trained model could come out differently."""
        digest = hashlib.sha256(env.get("SHIRUBE_ENCODER_SOURCE", "").encode())
        for path in sorted(path for name in self.inputs for path in _files(self.root / name)):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(self.root)} {len(content)}\n".encode())
            digest.update(content)
        return digest.hexdigest()

    def is_current(self, digest: str) -> bool:
        """Whether the model is there and was made from just these inputs."""
        return self.model.exists() and self.trained_from.exists() and self.trained_from.read_text() == digest


def _files(path: Path) -> Iterator[Path]:
    """The files below `path` that a person wrote."""
    if path.is_file():
        yield path
    elif path.is_dir():
        for inside in path.iterdir():
            if not inside.name.startswith(".") and inside.name != "__pycache__":
                yield from _files(inside)
