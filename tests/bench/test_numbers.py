"""The benchmark's own arithmetic is right."""

from __future__ import annotations

import pytest

from bench.numbers import area_under_curve


@pytest.mark.parametrize(
    ("higher", "lower", "area"),
    [([0.9, 0.8], [0.1, 0.2], 1.0), ([0.1], [0.9, 0.8], 0.0), ([0.5, 0.5], [0.5], 0.5), ([0.9, 0.3], [0.5], 0.5)],
)
def test_the_area_says_how_often_a_known_sentence_is_surer_than_a_strange_one(
    higher: list[float], lower: list[float], area: float
) -> None:
    assert area_under_curve(higher, lower) == area
