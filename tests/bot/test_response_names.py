"""Rasa says names; beside them domain.yml's English, for `rasa shell`."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.response_names import ResponseNames

DOMAIN = Domain.from_dict(
    {"responses": {"utter_greet": [{"text": "Hello."}], "utter_services": [{"text": "{category}"}]}}
)
SDK_EMPTY = {
    "text": None,
    "buttons": [],
    "elements": [],
    "custom": {},
    "template": "x",
    "image": None,
    "attachment": None,
}


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("utter_greet", {}, {"text": "Hello.", "custom": {"response": "utter_greet", "arguments": {}}}),
        (
            "utter_services",
            {"category": "legal", "start": 0},
            {"text": "legal", "custom": {"response": "utter_services", "arguments": {"category": "legal", "start": 0}}},
        ),
        ("utter_new", {}, {"text": "utter_new", "custom": {"response": "utter_new", "arguments": {}}}),
    ],
)
def test_every_response_is_its_name_and_arguments(name: str, arguments: dict[str, Any], said: dict[str, Any]) -> None:
    names = NaturalLanguageGenerator.create(EndpointConfig(type="bot.response_names.ResponseNames"), DOMAIN)
    assert isinstance(names, ResponseNames)
    tracker = DialogueStateTracker.from_events("sender", [])
    assert asyncio.run(names.generate(name, tracker, "gateway", **(SDK_EMPTY | arguments))) == said
