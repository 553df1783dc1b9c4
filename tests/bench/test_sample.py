"""The benchmark's sample is the same every time, and nobody is asked what they learned."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from bench.sample import EXAMPLES, LANGUAGES, Example, Sample, draw

NLU = Path(__file__).resolve().parents[2] / "data/nlu"


@pytest.fixture(scope="module")
def sample() -> Sample:
    return draw(NLU)


def test_the_same_seed_draws_the_same_sample(sample: Sample) -> None:
    assert draw(NLU) == sample


def test_another_seed_draws_another_sample(sample: Sample) -> None:
    assert draw(NLU, seed=1).training != sample.training


def test_no_text_is_both_learned_and_asked(sample: Sample) -> None:
    assert not {one.text for one in sample.training} & {one.text for one in sample.test}


def test_every_topic_is_learned_and_asked_in_every_language(sample: Sample) -> None:
    learned, asked = (Counter((one.language, one.intent) for one in part) for part in (sample.training, sample.test))
    assert set(learned.values()) == {EXAMPLES}
    assert learned.keys() == asked.keys()
    assert len(learned) == len(LANGUAGES) * len(sample.intents)
    assert asked.total() > 0.99 * learned.total()  # all but the few that another language teaches


def test_a_new_topic_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    def draw_of(*topics: str) -> set[Example]:
        blocks = "".join(
            f"- intent: faq/{topic}\n  examples: |\n" + "".join(f"    - {topic} {n}\n" for n in range(10))
            for topic in topics
        )
        (tmp_path / "en").mkdir(exist_ok=True)
        (tmp_path / "en/group.yml").write_text(f"nlu:\n{blocks}")
        return set(draw(tmp_path, ["en"]).training)

    assert draw_of("food") < draw_of("clothing", "food")


def test_too_few_examples_are_named(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en/group.yml").write_text("nlu:\n- intent: faq/food\n  examples: |\n    - food\n    - food\n")
    with pytest.raises(ValueError, match="faq/food has 1 different"):
        draw(tmp_path, ["en"])
