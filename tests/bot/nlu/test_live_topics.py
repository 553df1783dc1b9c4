"""Topics published since training, beside the trained ones: what they may take, and from whom."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import languages
from bot.nlu import live_learner
from bot.nlu.live_learner import LiveLearner
from bot.nlu.live_topics import LiveTopics
from bot.nlu.question_feed import Question
from bot.nlu.question_space import QuestionSpace, unit

RANDOM = np.random.default_rng(5)
SPACE = QuestionSpace(np.zeros(384, np.float32), np.eye(384, dtype=np.float32))
PETS = [unit(RANDOM.standard_normal(384).astype(np.float32)) for _ in range(4)]
FAR = unit(RANDOM.standard_normal(384).astype(np.float32))
SURE = {"faq/apply_how": 0.9, "danger/emergency": 0.06, "greet": 0.04}
UNSURE = {"faq/apply_how": 0.2, "faq/food": 0.2, "danger/emergency": 0.3, "greet": 0.3}


def live(base: str = "faq", topic: str = "pets") -> LiveTopics:
    return LiveTopics.of([(f"{base}/{topic}", place) for place in PETS], {"my dog is lost": f"{base}/{topic}"})


@pytest.mark.parametrize("trained", [SURE, UNSURE])
@pytest.mark.parametrize("base", ["faq", "danger"])
@pytest.mark.parametrize("place", [PETS[0], FAR], ids=["near", "far"])
def test_probabilities_still_sum_to_one_and_come_likeliest_first(
    trained: dict[str, float], base: str, place: np.ndarray
) -> None:
    joined = live(base).joined(trained, place, "")
    assert sum(joined.values()) == pytest.approx(1)
    assert list(joined.values()) == sorted(joined.values(), reverse=True)
    assert set(joined) == {*trained, f"{base}/pets"}


def test_a_published_question_itself_is_recognised_whatever_the_model_thought() -> None:
    certain = {"faq/apply_how": 0.99999, "greet": 0.00001}
    for questions in ([], PETS[:1], PETS):
        topics = LiveTopics.of([("faq/pets", place) for place in questions], {"my dog is lost": "faq/pets"})
        assert topics.joined(certain, PETS[0], "my dog is lost")["faq/pets"] > 0.9


def test_a_published_question_is_recognised_among_hundreds_that_are_all_alike_and_unlike_it() -> None:
    certain = {"faq/apply_how": 0.99999, "greet": 0.00001}
    alike = [unit(FAR + RANDOM.standard_normal(384).astype(np.float32) / 100) for _ in range(1900)]
    places = [("faq/pets", place) for place in [*alike, PETS[0]]]
    topics = LiveTopics.of(places, {"my dog is lost": "faq/pets"})
    assert topics.joined(certain, PETS[0], "my dog is lost")["faq/pets"] > 0.9


def test_what_is_far_from_every_live_question_stays_as_it_was() -> None:
    joined = live().joined(SURE, FAR, "")
    assert joined["faq/pets"] < 0.01
    assert all(joined[label] == pytest.approx(p, abs=0.01) for label, p in SURE.items())


def test_dangers_yield_less_than_other_topics_and_never_to_what_is_far() -> None:
    near, far = live().joined(UNSURE, PETS[0], ""), live().joined(UNSURE, FAR, "")
    assert near["danger/emergency"] / UNSURE["danger/emergency"] > 1.5 * near["faq/food"] / UNSURE["faq/food"]
    assert far["danger/emergency"] == pytest.approx(UNSURE["danger/emergency"], rel=0.01)


def test_what_the_model_knows_not_to_know_counts_for_the_live_topic() -> None:
    place = unit(PETS[0] + 2 * FAR)
    known, unknown = ({label: 0.97, "faq/food": 0.03} for label in ("faq/apply_how", "nlu_fallback"))
    assert live().joined(unknown, place, "")["faq/pets"] > 2 * live().joined(known, place, "")["faq/pets"]


def test_a_live_danger_adds_to_the_dangers() -> None:
    joined = live("danger", "stalking").joined(UNSURE, PETS[0], "")
    assert joined["danger/stalking"] + joined["danger/emergency"] > 0.9


def test_new_questions_of_a_trained_topic_help_it() -> None:
    joined = live("faq", "food").joined(UNSURE, PETS[0], "")
    assert set(joined) == set(UNSURE)
    assert joined["faq/food"] > 0.6


def test_the_space_brings_sentences_of_one_topic_together_across_languages() -> None:
    topics, languages = RANDOM.standard_normal((12, 384)), 5 * RANDOM.standard_normal((4, 384))
    labels = [f"faq/{topic}" for topic in range(12) for _ in range(20)]
    vectors = np.array([
        topics[n // 20] + languages[n % 4] + RANDOM.standard_normal(384) / 2 for n in range(240)
    ])  # fmt: skip
    vectors = unit(vectors).astype(np.float32)
    space = QuestionSpace.fit(vectors, labels)
    of_other_language, of_other_topic = vectors[1], vectors[20]
    assert vectors[0] @ of_other_language < vectors[0] @ of_other_topic
    place = space.place(vectors)
    assert place[0] @ place[1] > place[0] @ place[20]


def test_the_space_is_the_same_after_saving(tmp_path: Path) -> None:
    vectors = RANDOM.standard_normal((40, 384)).astype(np.float32)
    space = QuestionSpace.fit(vectors, ["a", "b"] * 20)
    space.save(tmp_path / "space.npz")
    assert np.array_equal(QuestionSpace.load(tmp_path / "space.npz").place(vectors), space.place(vectors))


class Encoder:
    """Gives each text a vector of its own; fails when told to, and counts."""

    def __init__(self) -> None:
        self.encoded: list[str] = []
        self.broken_at = ""

    def __call__(self, text: str) -> np.ndarray:
        if text == self.broken_at:
            raise RuntimeError
        self.encoded.append(text)
        return unit(np.random.default_rng(sum(text.encode())).standard_normal(384).astype(np.float32))


def questions(*texts: str, topic: str = "pets") -> list[Question]:
    return [Question(f"faq/{topic}", "en", text) for text in texts]


def test_what_leaves_the_feed_is_forgotten_and_nothing_is_encoded_twice() -> None:
    encoder = Encoder()
    learner = LiveLearner(SPACE, encoder)
    vector = encoder("dog")
    learner.learn(questions("dog", "cat"))
    assert next(iter(learner.joined(UNSURE, vector, ""))) == "faq/pets"
    learner.learn(questions("cat", "bird"))
    assert encoder.encoded == ["dog", "dog", "cat", "bird"]
    learner.learn([])
    assert learner.joined(UNSURE, vector, "") == UNSURE
    assert learner.topics is None


def test_all_of_a_long_list_is_known_word_for_word_before_it_is_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_learner, "SECONDS_AT_ONCE", 0.0)
    learner = LiveLearner(SPACE, Encoder())
    assert not learner.learn(questions(*(f"Text {n}" for n in range(90)), "كلبي ضاع منذ ٣ أيام"))
    for asked in ("text 89", languages.fold("كلبي ضاع منذ 3 أيام")):
        assert learner.joined(SURE, FAR, asked)["faq/pets"] > 0.9
    assert learner.joined(SURE, FAR, "text")["faq/pets"] < 0.01
    learner.learn(questions("cat"))
    assert learner.joined(SURE, FAR, "text 0")["faq/pets"] < 0.01


def test_of_two_topics_with_the_same_question_the_newest_gets_it() -> None:
    learner = LiveLearner(SPACE, Encoder())
    learner.learn([*questions("dog", topic="new"), *questions("Dog", topic="old")])
    assert next(iter(learner.joined(SURE, FAR, "dog"))) == "faq/new"


def test_a_long_list_is_learned_in_several_calls_and_what_came_meanwhile_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_learner, "SECONDS_AT_ONCE", 0.0)
    encoder = Encoder()
    learner = LiveLearner(SPACE, encoder)
    old = questions(*(f"text {n}" for n in range(3)), topic="old")
    assert not learner.learn(old)
    assert not learner.learn([*questions("new"), *old])
    assert next(iter(learner.joined(UNSURE, encoder("new"), ""))) == "faq/pets"
    assert not learner.learn([*questions("new"), *old])
    assert learner.learn([*questions("new"), *old])
    assert sorted(set(encoder.encoded) - {"new"}) == sorted(question.text for question in old)
    assert len(encoder.encoded) == len(old) + 2  # "new" was asked here as well


def test_learning_pauses_longer_while_visitors_write(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(live_learner.time, "sleep", pauses.append)
    learner = LiveLearner(SPACE, Encoder())
    learner.learn(questions("dog"))
    learner.joined(UNSURE, FAR, "")
    learner.learn(questions("cat"))
    monkeypatch.setattr(live_learner, "VISIT_SECONDS", 0.0)
    learner.learn(questions("bird"))
    assert pauses[1] > 2 * pauses[0]
    assert pauses[2] == pauses[0]


def test_removal_comes_before_a_long_list_is_learned_and_the_newest_come_first() -> None:
    encoder = Encoder()
    learner = LiveLearner(SPACE, encoder)
    learner.learn(questions("old", topic="old"))
    encoder.broken_at = "text 35"
    with pytest.raises(RuntimeError):
        learner.learn(questions(*(f"text {n}" for n in range(100))))
    assert learner.topics is not None
    assert learner.topics.labels == ("faq/pets",)
    assert len(learner.topics.places) == 35
