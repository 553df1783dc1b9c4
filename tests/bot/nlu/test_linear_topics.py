from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.character_ngrams import CharacterNgrams, buckets
from bot.nlu.linear_topics import LinearTopics, TextTopics

RANDOM = np.random.default_rng(3)
CENTRES = RANDOM.normal(size=(3, 384)).astype(np.float32)
WORDS = ["弁護士を探す", "find a doctor", "أريد عملا"]
LABELS = [f"faq/{n % 3}" for n in range(60)]
TEXTS = [f"{WORDS[n % 3]} {n}" for n in range(60)]
VECTORS = np.array([CENTRES[n % 3] + RANDOM.normal(scale=2, size=384) for n in range(60)], np.float32)


@pytest.fixture(scope="module")
def topics() -> TextTopics:
    return TextTopics.fit(TEXTS, LABELS, VECTORS)


def test_probabilities_sum_to_one_and_find_the_label(topics: TextTopics) -> None:
    probabilities = topics.predict(["弁護士", "doctor", "عملا"], CENTRES)
    assert probabilities.sum(axis=1) == pytest.approx([1, 1, 1])
    assert [topics.labels[i] for i in probabilities.argmax(axis=1)] == ["faq/0", "faq/1", "faq/2"]


def test_a_saved_classifier_says_the_same(topics: TextTopics, tmp_path: Path) -> None:
    topics.topics.save(tmp_path / "topics.npz")
    loaded = TextTopics(topics.ngrams, LinearTopics.load(tmp_path / "topics.npz"))
    assert np.array_equal(loaded.predict(TEXTS[:5], VECTORS[:5]), topics.predict(TEXTS[:5], VECTORS[:5]))


def test_training_twice_gives_the_same_weights(topics: TextTopics) -> None:
    again = TextTopics.fit(TEXTS, LABELS, VECTORS)
    assert np.array_equal(again.topics.vector_weights, topics.topics.vector_weights)


@pytest.mark.parametrize("size", [2, 3, 4])
def test_very_few_examples_are_enough_to_train(size: int) -> None:
    few = TextTopics.fit(TEXTS[:size], LABELS[:size], VECTORS[:size])
    assert few.predict(TEXTS[:1], VECTORS[:1]).argmax() == 0


@pytest.mark.parametrize(("text", "count"), [("", 0), ("a", 3), ("ab", 6), ("弁護士", 6), ("弁", 1), ("a 弁", 4)])
def test_short_words_of_any_script_have_ngrams(text: str, count: int) -> None:
    assert sum(buckets(text).values()) == count


def test_rare_ngrams_weigh_more() -> None:
    ngrams = CharacterNgrams.fit(["visa a", "visa b", "visa c"])
    row = ngrams.matrix(["visa b"]).toarray()[0]
    (common,), (rare,) = buckets("弁"), buckets("護")
    assert ngrams.rarity[rare] == pytest.approx(ngrams.rarity[common])
    assert row[[*buckets("b")]].max() > row[[*buckets("visa")]].max()
