"""Each figure counts what its name says."""

from __future__ import annotations

import pytest

from evaluation import scores
from evaluation.closeness import Closeness, highest_overlaps
from evaluation.confusions import confused_pairs, quoted, shares_by_topic
from evaluation.scores import outcome, score
from evaluation.shares import Share, calibration_error, thirds
from evaluation.test_set import MOVES, OUT_OF_SCOPE, Line
from tests.evaluation.heard import TOO_CLOSE, heard, place


def test_topics_count_by_the_likeliest_and_by_the_first_three() -> None:
    found = score(
        [heard("faq/food", "food"), heard("faq/food", "rent", "food"), heard("faq/food", "a", "b", "c", "food")]
    )
    assert (found.topic, found.top3) == (Share(1, 3), Share(2, 3))


def test_lines_too_close_to_training_are_left_out_but_counted() -> None:
    found = score([heard("faq/food", "food", close=TOO_CLOSE), heard("faq/food", "rent")])
    assert (found.topic, found.topic_with_close, found.too_close) == (Share(0, 1), Share(1, 2), 1)


def test_a_crisis_is_recalled_by_any_crisis_answer_and_false_wherever_there_is_none() -> None:
    found = score(
        [
            heard("danger/suicide_crisis", "suicide_crisis", decision="danger"),
            heard("danger/suicide_crisis", "food", "emergency", decision="danger"),
            heard("danger/suicide_crisis", "suicide_crisis", decision="offer"),
            heard("faq/food", "food", decision="danger"),
            heard("out_of_scope", "food", decision="danger", part=OUT_OF_SCOPE),
            heard("greet", decision="dialogue", part=MOVES, found_intent="greet"),
        ]
    )
    assert (found.crisis, found.crisis_topic, found.false_crisis) == (Share(2, 3), Share(1, 3), Share(2, 3))


def test_out_of_scope_is_rejected_without_an_answer_and_clearly_only_in_words() -> None:
    decisions = ("out_of_scope", "offer", "answer", "ask_which", "danger")
    found = score([heard("out_of_scope", "food", decision=decision, part=OUT_OF_SCOPE) for decision in decisions])
    assert (found.rejected, found.clearly_rejected) == (Share(2, 5), Share(1, 5))


@pytest.mark.parametrize(
    ("topics", "decision", "expected"),
    [
        (["food"], "answer", scores.RIGHT),
        (["rent"], "answer", scores.WRONG),
        (["food"], "danger", scores.WRONG),
        (["rent", "food"], "ask_which", scores.ASKED),
        (["rent", "work", "food"], "ask_which", scores.ASKED_IN_VAIN),
        (["rent", "work", "food"], "offer", scores.ASKED),
        (["food"], "out_of_scope", scores.REJECTED),
        (["food"], "dialogue", scores.MISTAKEN),
    ],
)
def test_what_the_visitor_gets(topics: list[str], decision: str, expected: str) -> None:
    assert outcome(heard("faq/food", *topics, decision=decision)) == expected


def test_a_move_counts_only_if_it_is_the_right_one() -> None:
    found = score([heard("deny", decision="dialogue", part=MOVES, found_intent=name) for name in ("deny", "affirm")])
    assert found.moves == Share(1, 2)


def test_places_count_by_prefecture_and_where_none_was_named() -> None:
    said = [("JP-11", "11203"), ("JP-13", "JP-13"), ("JP-13", "13206 34208"), ("JP-27", "JP-28"), (None, "JP-13")]
    found = score([place(named, code) for named, code in said] + [place("JP-01", None), place(None, None)]).places
    assert (found.named, found.found, found.asked) == (Share(3, 5), Share(3, 5), 1)
    assert found.f1 == pytest.approx(60)


def test_only_a_sure_identification_is_right_or_wrong() -> None:
    found = score([heard("faq/food", "food", sure_of=tag) for tag in ("en", "fr", None)])
    assert (found.surely_identified, found.surely_misidentified) == (Share(1, 3), Share(1, 3))


def test_calibration_is_how_far_confidence_is_from_truth() -> None:
    assert calibration_error([(0.75, True)] * 3 + [(0.75, False)]) == pytest.approx(0)
    assert calibration_error([(1.0, False)] * 2) == pytest.approx(1)
    assert calibration_error([]) == 0


def test_thirds_go_from_the_lowest_to_the_highest() -> None:
    assert thirds([(0.9, True), (0.1, False), (0.5, True)]) == (Share(0, 1), Share(1, 1), Share(1, 1))


def test_overlap_is_the_share_of_the_line_that_one_training_line_of_its_intent_holds() -> None:
    def line(intent: str, text: str) -> Line:
        return Line("en", intent, text, "questions")

    training = [line("faq/food", "where do I get food, please?"), line("faq/rent", "a cheap room")]
    lines = [line("faq/food", "Get FOOD!"), line("faq/food", "a cheap room"), line("faq/job", "work")]
    assert highest_overlaps(lines, training) == [1.0, 0.0, 0.0]


@pytest.mark.parametrize("close", [Closeness(0.61, 0.5), Closeness(0.5, 0.951)])
def test_either_closeness_is_too_much(close: Closeness) -> None:
    assert close.is_too_close


def test_confusions_are_counted_and_the_surest_errors_quoted_once() -> None:
    said = [
        heard("faq/food", "rent"),
        heard("faq/food", "rent"),
        heard("faq/job", "job"),
        heard("danger/emergency", "food"),
    ]
    assert confused_pairs(said) == {("food", "rent"): 2, ("emergency", "food"): 1}
    assert list(shares_by_topic(said))[-1] == "job"
    assert [(one.what, one.taken_for) for one in quoted(said)] == [("emergency", "food"), ("food", "rent")]
