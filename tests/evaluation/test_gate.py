"""A language falls when it loses more than 3 points and more than 4 lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import gate
from evaluation.shares import Share

WHAT = "topic accuracy"


def falls(now: Share, before: Share) -> list[str]:
    return list(gate.falls({"en": {WHAT: now}}, {"en": {WHAT: before}}))


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (Share(180, 200), Share(186, 200)),  # 3 points
        (Share(30, 35), Share(34, 35)),  # 4 lines, 11 points
        (Share(960, 1000), Share(980, 1000)),  # 20 lines, 2 points
        (Share(190, 200), Share(150, 200)),
    ],
)
def test_a_small_loss_passes(now: Share, before: Share) -> None:
    assert falls(now, before) == []


def test_a_loss_of_both_is_named_with_its_language() -> None:
    assert falls(Share(179, 200), Share(186, 200)) == ["en fell in topic accuracy: 93.0 % accepted, 89.5 % now"]


def test_lines_are_those_of_now_where_the_test_has_grown() -> None:
    assert falls(Share(90, 100), Share(96, 100)) and not falls(Share(45, 50), Share(96, 100))


def test_a_language_without_accepted_figures_cannot_fall() -> None:
    assert list(gate.falls({"so": {WHAT: Share(0, 100)}}, {})) == []


def test_accepted_figures_come_back_and_unmeasured_languages_keep_theirs(tmp_path: Path) -> None:
    path = tmp_path / "last.json"
    assert gate.accepted(path) == {}
    gate.accept({"en": {WHAT: Share(1, 2)}, "fa": {WHAT: Share(3, 4)}}, {"commit": "abc"}, path)
    gate.accept({"en": {WHAT: Share(2, 2)}}, {"commit": "def"}, path)
    assert gate.accepted(path) == {"en": {WHAT: Share(2, 2)}, "fa": {WHAT: Share(3, 4)}}
