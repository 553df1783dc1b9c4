"""Puts probabilities into the shapes that Rasa, its test command and our gateway read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rasa.shared.constants import UTTER_PREFIX
from rasa.shared.nlu.constants import INTENT_NAME_KEY, INTENT_RESPONSE_KEY, PREDICTED_CONFIDENCE_KEY

from bot.nlu.decision import ANSWERS, DANGER

MOST_TOPICS = 5
MOST_INTENTS = 5


def topics(probabilities: Mapping[str, float]) -> list[dict[str, Any]]:
    """The likeliest topics by id, always with the likeliest danger; `probabilities` come likeliest first."""
    ranked = [(label, p) for label, p in probabilities.items() if "/" in label]
    likeliest = ranked[:MOST_TOPICS]
    danger = next((one for one in ranked if one[0].startswith(f"{DANGER}/")), None)
    if danger and danger not in likeliest:
        likeliest[-1] = danger
    return [{"id": label.partition("/")[2], "confidence": round(p, 4)} for label, p in likeliest]


def intent_ranking(intent: dict[str, Any], probabilities: Mapping[str, float]) -> list[dict[str, Any]]:
    """What was decided, then the other intents; a base intent is as likely as all its topics together."""
    together: dict[str, float] = {}
    for label, p in probabilities.items():
        name = label.partition("/")[0]
        together[name] = together.get(name, 0.0) + p
    together.pop(intent[INTENT_NAME_KEY], None)
    others = sorted(together.items(), key=lambda item: -item[1])[: MOST_INTENTS - 1]
    return [intent, *({INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: p} for name, p in others)]


def response_selector(probabilities: Mapping[str, float]) -> dict[str, Any]:
    """Rasa's own shape, a key a base intent, so that `rasa test` counts topics."""
    selector: dict[str, Any] = {"all_retrieval_intents": [ANSWERS, DANGER]}
    for base in (ANSWERS, DANGER):
        ranking = [
            {INTENT_RESPONSE_KEY: label, PREDICTED_CONFIDENCE_KEY: p}
            for label, p in probabilities.items()
            if label.startswith(f"{base}/")
        ][:MOST_TOPICS]
        if ranking:
            response = {**ranking[0], "responses": [], "utter_action": UTTER_PREFIX + ranking[0][INTENT_RESPONSE_KEY]}
            selector[base] = {"response": response, "ranking": ranking}
    return selector
