from __future__ import annotations

import pytest

from bot.nlu.decision import Kind, Thresholds, decide

THRESHOLDS = Thresholds(
    danger=0.2, danger_if_unsure=0.1, answer=0.45, which=0.5, out_of_scope=0.3, dialogue=0.3, place_share=0.6
)


@pytest.mark.parametrize(
    ("probabilities", "kind", "intent"),
    [
        ({"faq/apply_how": 0.9, "faq/apply_where": 0.1}, Kind.ANSWER, "faq"),
        ({"faq/apply_how": 0.44, "faq/apply_where": 0.4}, Kind.ASK_WHICH, "which_topic"),
        ({"faq/apply_how": 0.3, "faq/apply_where": 0.1, "faq/food": 0.1}, Kind.OFFER, "nlu_fallback"),
        ({"greet": 0.8, "faq/food": 0.1}, Kind.DIALOGUE, "greet"),
        ({"greet": 0.29, "faq/food": 0.28}, Kind.OFFER, "nlu_fallback"),
        ({"out_of_scope": 0.6, "faq/food": 0.3}, Kind.OUT_OF_SCOPE, "out_of_scope"),
        ({"out_of_scope": 0.25, "faq/food": 0.2}, Kind.OFFER, "nlu_fallback"),
        ({"nlu_fallback": 0.6, "faq/food": 0.4}, Kind.OFFER, "nlu_fallback"),
        ({"nlu_fallback": 0.35, "faq/food": 0.6}, Kind.ANSWER, "faq"),
        ({}, Kind.OFFER, "nlu_fallback"),
    ],
)
def test_what_is_likely_is_done_and_what_is_not_is_asked(
    probabilities: dict[str, float], kind: Kind, intent: str
) -> None:
    decided = decide(probabilities, THRESHOLDS)
    assert (decided.kind, decided.intent) == (kind, intent)


@pytest.mark.parametrize(
    ("probabilities", "intent"),
    [
        ({"danger/emergency": 0.9, "faq/food": 0.1}, "danger"),
        ({"faq/marriage_divorce": 0.75, "danger/domestic_violence": 0.25}, "danger"),
        ({"faq/marriage_divorce": 0.85, "danger/domestic_violence": 0.15}, "faq"),
        ({"faq/a": 0.8, "danger/emergency": 0.1, "danger/threatened": 0.1}, "danger"),  # together 0.2
        ({"out_of_scope": 0.88, "danger/suicide_crisis": 0.12}, "danger"),
        ({"out_of_scope": 0.95, "danger/suicide_crisis": 0.05}, "out_of_scope"),
        ({"faq/a": 0.3, "faq/b": 0.3, "danger/emergency": 0.11}, "danger"),
        ({"greet": 0.85, "danger/emergency": 0.15}, "greet"),
    ],
)
def test_danger_is_tried_first_and_never_lost_to_out_of_scope(probabilities: dict[str, float], intent: str) -> None:
    assert decide(probabilities, THRESHOLDS).intent == intent


@pytest.mark.parametrize(
    ("probabilities", "place_share", "intent"),
    [
        ({"out_of_scope": 0.9}, 1.0, "inform_place"),
        ({"faq/find_lawyer": 0.9}, 0.5, "faq"),
        ({"danger/emergency": 0.3, "greet": 0.7}, 1.0, "danger"),
        ({"nlu_fallback": 0.9, "faq/food": 0.1}, 0.5, "nlu_fallback"),  # a need of before must not be searched there
    ],
)
def test_a_message_that_only_names_a_place_informs_of_it(
    probabilities: dict[str, float], place_share: float, intent: str
) -> None:
    assert decide(probabilities, THRESHOLDS, place_share=place_share).intent == intent
