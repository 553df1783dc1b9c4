"""`make eval` writes the page, fails where a language fell, and makes figures hold only when told to."""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from evaluation import __main__ as command
from evaluation import gate
from evaluation.listening import Heard
from evaluation.near_copies import NearCopies
from evaluation.shares import Share
from evaluation.test_set import OUT_OF_SCOPE
from tests.evaluation.heard import heard, place

LINES = [
    *[heard("faq/food", "food")] * 10,
    *[heard("faq/food", "rent")] * 10,
    heard("danger/emergency", "emergency", decision="danger"),
    heard("out_of_scope", "food", decision="out_of_scope", part=OUT_OF_SCOPE),
    place("JP-13", "JP-13"),
]


class Measured:
    """A run whose model gets half of the questions right."""

    async def heard(self, tags: Sequence[str], model: Path | None, *, folder: Path) -> dict[str, list[Heard]]:
        return dict.fromkeys(tags, LINES)

    async def near_copies(self) -> NearCopies:
        return NearCopies([], Counter({"faq/food": 1}))

    def identification(self) -> list[str]:
        return ["## Identification"]


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command.Measuring, "begin", lambda say: Measured())
    monkeypatch.setattr(command, "DOCUMENT", tmp_path / "evaluation.md")
    monkeypatch.setattr(gate, "ACCEPTED", tmp_path / "last.json")


def run(*, only: list[str] | None = None, accept: bool = False, tuning: bool = False) -> int:
    options = argparse.Namespace(only=only, accept=accept, model=None, tuning=tuning)
    return asyncio.run(command.evaluate(options, lambda text: None))


def test_the_first_run_has_nothing_to_fall_from_and_writes_the_page() -> None:
    assert run() == 0
    assert "## Identification" in command.DOCUMENT.read_text("utf-8")
    assert not gate.ACCEPTED.exists()


def test_accepted_figures_hold_from_the_next_run_on() -> None:
    assert run(accept=True) == 0
    assert run() == 0
    assert gate.accepted()["en"]["topic accuracy"] == Share(11, 21)


def test_a_language_that_fell_is_named_and_the_run_fails(capsys: pytest.CaptureFixture[str]) -> None:
    gate.accept({"fa": {"topic accuracy": Share(21, 21)}}, {})
    assert run() == 1
    assert capsys.readouterr().err == "fa fell in topic accuracy: 100.0 % accepted, 52.4 % now\n"
    assert run(only=["en"]) == 0


def test_one_language_alone_is_printed_and_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(only=["fa"]) == 0
    assert not command.DOCUMENT.exists()
    assert "| **topic accuracy** | 52.4 % |" in capsys.readouterr().out


def test_the_set_that_thresholds_are_chosen_by_is_printed_and_not_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(tuning=True) == 0
    assert "topic accuracy" in capsys.readouterr().out
    assert not command.DOCUMENT.exists()
