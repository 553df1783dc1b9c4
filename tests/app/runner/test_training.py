"""When a model is trained, and when not; with a small script in place of Rasa."""

from __future__ import annotations

import asyncio
import io
import shutil
from pathlib import Path

import pytest

from app.runner.console import Console
from app.runner.training import TrainingFailed, train_if_needed
from tests.app.runner.runner_on_fakes import fake_plan


def train(root: Path, said: io.StringIO | None = None, **env: str) -> bool:
    return asyncio.run(train_if_needed(fake_plan(root), env, Console(said or io.StringIO())))


def trainings(root: Path) -> int:
    return len((root / "trainings").read_text())


def test_trains_at_first_and_then_only_when_an_input_changes(root: Path) -> None:
    assert train(root)
    assert not train(root)
    (root / "data/examples.yml").write_text("version: '3.1' # changed\n")
    assert train(root)
    assert trainings(root) == 2


@pytest.mark.parametrize("path", ["config.yml", "domain.yml", "data/new.yml", "bot/nlu/a.py", "languages/ar.py"])
def test_a_new_input_is_noticed(root: Path, path: str) -> None:
    train(root)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("new")
    assert train(root)


@pytest.mark.parametrize("path", ["bot/.venv/lib/x.py", "bot/nlu/__pycache__/a.pyc", "app/main.py", "README.md"])
def test_what_the_model_is_not_made_from_is_not_noticed(root: Path, path: str) -> None:
    train(root)
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("new")
    assert not train(root)


def test_a_renamed_input_and_another_encoder_are_noticed(root: Path) -> None:
    train(root)
    (root / "data/examples.yml").rename(root / "data/renamed.yml")
    assert train(root)
    assert train(root, SHIRUBE_ENCODER_SOURCE="elsewhere")


def test_a_missing_model_is_trained_again_and_a_missing_encoder_only_built(root: Path) -> None:
    train(root)
    (root / "models/shirube.tar.gz").unlink()
    assert train(root)
    shutil.rmtree(root / "var/cache/encoder")
    assert not train(root)
    assert (root / "var/cache/encoder").is_dir()
    assert trainings(root) == 2


def test_a_failed_training_keeps_the_old_model_and_says_why(root: Path) -> None:
    train(root)
    (root / "data/broken").touch()
    said = io.StringIO()
    with pytest.raises(TrainingFailed, match=r"exit code 1.*training\.log"):
        train(root, said)
    assert "this data cannot be learned" in said.getvalue()
    assert (root / "models/shirube.tar.gz").exists()
    (root / "data/broken").unlink()
    assert not train(root)


def test_two_at_once_train_once(root: Path) -> None:
    async def both() -> list[bool]:
        plan, console = fake_plan(root), Console(io.StringIO())
        return list(await asyncio.gather(*(train_if_needed(plan, {}, console) for _ in range(2))))

    assert sorted(asyncio.run(both())) == [False, True]
    assert trainings(root) == 1
