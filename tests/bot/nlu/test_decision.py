from __future__ import annotations

import pytest

from bot.nlu.decision import Kind, Thresholds, decide

THRESHOLDS = Thresholds(
    danger=0.2,
    danger_if_unsure=0.1,
    answer=0.45,
    which=0.5,
    out_of_scope=0.3,
    out_of_scope_if_named=0.6,
    dialogue=0.3,
    place_share=0.6,
    place_if_unsure=0.3,
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


def test_a_danger_that_is_likeliest_is_no_answer_that_others_would_have_to_beat() -> None:
    thresholds = Thresholds(danger=0.45, danger_if_unsure=0.3, answer=0.4)
    likeliest = {"danger/suicide_crisis": 0.42, "faq/detention": 0.3, "out_of_scope": 0.28}
    assert decide(likeliest, thresholds).kind is Kind.DANGER
    second = {"faq/detention": 0.42, "danger/suicide_crisis": 0.41, "out_of_scope": 0.17}
    assert decide(second, thresholds).kind is Kind.ANSWER
    assert decide(likeliest, thresholds, place_share=0.55).kind is Kind.DANGER
    assert decide(likeliest, thresholds, place_share=0.65).intent == "inform_place"


@pytest.mark.parametrize(
    ("probabilities", "place_share", "intent"),
    [
        ({"out_of_scope": 0.9}, 1.0, "inform_place"),
        ({"faq/find_lawyer": 0.9}, 0.5, "faq"),
        ({"danger/emergency": 0.6, "greet": 0.4}, 0.8, "danger"),
        ({"danger/emergency": 0.3, "greet": 0.7}, 0.8, "inform_place"),
        ({"danger/emergency": 0.6, "greet": 0.4}, 1.0, "inform_place"),
        ({"nlu_fallback": 0.9, "faq/food": 0.1}, 0.5, "nlu_fallback"),  # a need of before must not be searched there
    ],
)
def test_a_message_that_only_names_a_place_informs_of_it(
    probabilities: dict[str, float], place_share: float, intent: str
) -> None:
    assert decide(probabilities, THRESHOLDS, place_share=place_share).intent == intent


def test_what_is_beyond_our_scope_is_weighed_as_a_whole_and_named_by_its_likeliest_kind() -> None:
    found = decide({"faq/food": 0.35, "insult": 0.3, "out_of_scope": 0.25, "ask_evasion": 0.1}, THRESHOLDS)
    assert (found.kind, found.intent) == (Kind.OUT_OF_SCOPE, "insult")
    assert found.confidence == pytest.approx(0.65)


def test_a_message_of_a_place_and_no_other_word_is_no_cry_for_help() -> None:
    assert decide({"danger/suicide_crisis": 0.5, "greet": 0.3}, THRESHOLDS, place_share=1.0).intent == "inform_place"
    assert decide({"danger/suicide_crisis": 0.5, "greet": 0.3}, THRESHOLDS, place_share=0.8).intent == "danger"


def test_what_is_not_understood_is_taken_for_the_place_or_the_filter_it_names() -> None:
    unsure = {"nlu_fallback": 0.3, "faq/food": 0.2}
    assert decide(unsure, THRESHOLDS, place_share=0.4).intent == "inform_place"
    assert decide(unsure, THRESHOLDS, filter_share=0.2).intent == "narrow"
    assert decide({"faq/food": 0.6}, THRESHOLDS, place_share=0.4, filter_share=0.2).intent == "faq"
    assert decide({"out_of_scope": 0.6}, THRESHOLDS, place_share=0.4, filter_share=0.2).intent == "out_of_scope"
    assert decide({"out_of_scope": 0.5, "faq/food": 0.2}, THRESHOLDS, place_share=0.4).intent == "inform_place"


def test_a_filter_with_hardly_another_word_is_nothing_else() -> None:
    assert decide({"faq/apply_fee": 0.9}, THRESHOLDS, filter_share=0.8).intent == "narrow"
    assert decide({"danger/trafficking": 0.9}, THRESHOLDS, filter_share=0.8).intent == "danger"


@pytest.mark.parametrize(
    ("probabilities", "shares", "intent"),
    [
        # "my visa ends on Monday", "I want to marry a Japanese", "on karihomen, may I go from Saitama to Tokyo?"
        ({"nlu_fallback": 0.3, "faq/visa_renewal": 0.25, "faq/food": 0.2}, {"filter_share": 0.1}, "nlu_fallback"),
        ({"faq/visa_renewal": 0.3, "faq/food": 0.25, "narrow": 0.05}, {"filter_share": 0.1}, "which_topic"),
        ({"faq/provisional_release": 0.34, "nlu_fallback": 0.3}, {"place_share": 0.29}, "nlu_fallback"),
        # what is likely enough to be a move is one, and a place beside nothing that is understood
        ({"nlu_fallback": 0.3, "narrow": 0.12}, {"filter_share": 0.1}, "narrow"),
        ({"nlu_fallback": 0.3, "faq/food": 0.2}, {"place_share": 0.29}, "inform_place"),
    ],
)
def test_outside_of_a_search_words_of_a_search_are_part_of_a_story(
    probabilities: dict[str, float], shares: dict[str, float], intent: str
) -> None:
    assert decide(probabilities, THRESHOLDS, is_searching=False, **shares).intent == intent
    assert decide(probabilities, THRESHOLDS, **shares).intent in {"narrow", "inform_place"}
