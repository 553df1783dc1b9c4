"""What an action answers is still judged, by a schema that is checked once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import ValidationError
from jsonschema.validators import Draft4Validator, validator_for
from rasa.core.actions.action import RemoteAction

from bot.action_schema import check_schema_once


@pytest.fixture
def action(monkeypatch: pytest.MonkeyPatch) -> Iterator[RemoteAction]:
    monkeypatch.setattr(RemoteAction, "_validate_action_result", RemoteAction._validate_action_result)  # undone after
    check_schema_once()
    yield RemoteAction("action_answer_faq", None)


@pytest.mark.parametrize(
    "answer",
    [
        {"events": [], "responses": []},
        {"events": [{"event": "slot", "name": "place", "value": "JP-23", "timestamp": None}], "responses": [{}]},
    ],
)
def test_an_answer_of_the_sdk_is_taken(action: RemoteAction, answer: dict[str, Any]) -> None:
    assert action._validate_action_result(answer)


@pytest.mark.parametrize("answer", [None, [], "yes", {"events": 3}, {"events": [{"event": "unheard of"}]}])
def test_nonsense_is_refused(action: RemoteAction, answer: Any) -> None:
    with pytest.raises(ValidationError):
        action._validate_action_result(answer)


def test_the_schema_itself_is_checked_once_for_any_number_of_answers(
    action: RemoteAction, monkeypatch: pytest.MonkeyPatch
) -> None:
    action._validate_action_result({"events": []})
    checked: list[Any] = []
    monkeypatch.setattr(validator_for({}, Draft4Validator), "check_schema", checked.append)
    for _ in range(3):
        action._validate_action_result({"events": []})
    assert not checked
