"""What was said before decides what a short question means, and nothing else."""

from __future__ import annotations

import pytest

from bot.nlu.context import in_context


def likeliest(probabilities: dict[str, float], after: str) -> str:
    return next(iter(in_context(probabilities, after)))


@pytest.mark.parametrize("after", ["pregnancy", "services"])
def test_how_much_after_an_answer_is_asked_of_that_answer(after: str) -> None:
    asked = {"faq/apply_fee": 0.6, "ask_cost": 0.2, "nlu_fallback": 0.2}
    assert likeliest(asked, after) == "ask_cost"
    assert likeliest(asked, "") == "faq/apply_fee"


def test_a_question_that_stands_by_itself_stays_what_it_is() -> None:
    assert likeliest({"faq/apply_fee": 0.95, "ask_cost": 0.02, "nlu_fallback": 0.03}, "pregnancy") == "faq/apply_fee"


@pytest.mark.parametrize("after", ["refused", "appeal_how", "appeal_deadline", "appeal_hearing", "court_case"])
def test_nobody_who_was_refused_is_told_that_there_is_no_deadline(after: str) -> None:
    asked = {"faq/apply_deadline": 0.86, "faq/appeal_deadline": 0.07, "nlu_fallback": 0.07}
    assert likeliest(asked, after) == "faq/appeal_deadline"
    assert likeliest(asked, "apply_how") == "faq/apply_deadline"


def test_the_probabilities_sum_to_what_they_did_and_stand_in_order() -> None:
    found = in_context({"faq/food": 0.5, "ask_where": 0.3, "nlu_fallback": 0.2}, "detention")
    assert sum(found.values()) == pytest.approx(1.0)
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert in_context({}, "detention") == {}
