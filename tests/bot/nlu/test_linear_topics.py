from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from bot.nlu import linear_topics
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


def test_the_label_is_found_and_little_is_left_for_no_label(topics: TextTopics) -> None:
    probabilities = topics.predict(["弁護士", "doctor", "عملا"], CENTRES)
    assert all(0.9 < probability <= 1 for probability in probabilities.sum(axis=1))
    assert [topics.labels[i] for i in probabilities.argmax(axis=1)] == ["faq/0", "faq/1", "faq/2"]


def test_labels_shared_out_among_processes_keep_their_own_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linear_topics, "WORTH_A_PROCESS", 0)
    centres = RANDOM.normal(size=(12, 384)).astype(np.float32)
    vectors = np.array([centres[n % 12] + RANDOM.normal(scale=1, size=384) for n in range(120)], np.float32)
    texts, labels = [f"{n % 12}" for n in range(120)], [f"faq/{n % 12}" for n in range(120)]
    topics = TextTopics.fit(texts, labels, vectors)
    found = topics.predict([f"{n}" for n in range(12)], centres).argmax(axis=1)
    assert [topics.labels[i] for i in found] == [f"faq/{n}" for n in range(12)]


@pytest.mark.parametrize(("score", "is_unknown"), [(-1.0, True), (-0.2, False)])
def test_where_every_label_scores_less_than_none_does_the_likeliest_is_none(score: float, is_unknown: bool) -> None:
    topics = LinearTopics(
        labels=("faq/a", "faq/b"),
        ngram_weights=np.zeros((1, 2), np.float16),
        vector_weights=np.zeros((384, 2), np.float32),
        bias=np.array([score, -1.5], np.float32),
        sharpness=6.0,
        unknown=-0.4,
    )
    probabilities = topics.probabilities(csr_matrix((1, 1), dtype=np.float32), np.zeros(384, np.float32))
    assert (1 - probabilities.sum() > probabilities.max()) == is_unknown


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
