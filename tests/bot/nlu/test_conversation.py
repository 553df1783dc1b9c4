from __future__ import annotations

import asyncio
from uuid import uuid4

import pytest
from rasa.core.agent import Agent
from rasa.core.channels import CollectingOutputChannel
from rasa.core.channels.channel import UserMessage
from rasa.shared.utils.io import read_yaml_file

from bot.encoder.folders import PROJECT_FOLDER

INTENTS = read_yaml_file(PROJECT_FOLDER / "domain.yml")["intents"]


def say(agent: Agent, sender: str, text: str) -> list[str]:
    return [message["text"] for message in asyncio.run(agent.handle_text(text, sender_id=sender))]


def press(agent: Agent, sender: str, intent: str, **entities: str) -> list[str]:
    """A button: the gateway sends what it means, and nothing is parsed."""
    channel = CollectingOutputChannel()
    meaning = {
        "text": "",
        "intent": {"name": intent, "confidence": 1.0},
        "entities": [{"entity": name, "value": value} for name, value in entities.items()],
    }
    asyncio.run(agent.handle_message(UserMessage("", channel, sender, parse_data=meaning)))
    return [message["text"] for message in channel.messages]


def slots(agent: Agent, sender: str) -> dict[str, object]:
    return asyncio.run(agent.tracker_store.get_or_create_tracker(sender)).current_slot_values()


def test_a_place_in_a_question_fills_no_slot_by_itself(agent: Agent) -> None:
    sender = uuid4().hex
    assert say(agent, sender, "lawyer in Nagoya") == ["action_answer_faq"]
    assert slots(agent, sender)["place"] is None, "a place in a question is its action's to remember"
    assert say(agent, sender, "show more") == ["action_find_services"]
    assert say(agent, sender, "hello") == [read_greeting()]


def test_a_journey_from_question_to_place_to_more(agent: Agent) -> None:
    sender = uuid4().hex
    assert say(agent, sender, "I need a lawyer") == ["action_answer_faq"]
    assert say(agent, sender, "Osaka") == ["action_find_services"]
    assert press(agent, sender, "more") == ["action_find_services"]
    assert press(agent, sender, "narrow", only="phone") == ["action_find_services"]
    assert slots(agent, sender)["place"] == "JP-27"


def test_a_need_by_button_fills_its_slot(agent: Agent) -> None:
    sender = uuid4().hex
    assert press(agent, sender, "choose_need", need="medical")[-1] == "action_ask_help_form_place"
    assert press(agent, sender, "inform_place", place="JP-13")[-1] == "action_find_services"
    assert (slots(agent, sender)["need"], slots(agent, sender)["place"]) == ("medical", "JP-13")


@pytest.mark.parametrize("first", ["faq", "greet", "more"])
@pytest.mark.parametrize("intent", [*INTENTS, "an_intent_nobody_defined"])
def test_no_intent_is_met_with_silence(agent: Agent, first: str, intent: str) -> None:
    sender = uuid4().hex
    press(agent, sender, first)
    assert press(agent, sender, intent)


def read_greeting() -> str:
    return read_yaml_file(PROJECT_FOLDER / "domain.yml")["responses"]["utter_greet"][0]["text"]
