"""Danger: three fixed lines in every language with the numbers of the English ones, then the question of safety."""

from __future__ import annotations

import re

import pytest

from app.knowledge.content import Content
from app.knowledge.yaml_files import read_yaml
from app.settings import ROOT
from tests.fixtures.servers import Gateway, StandInRasa

DANGERS = [topic for topic, one in Content(ROOT / "content").topics.items() if one["group"] == "danger"]
MESSAGES = ROOT / "content/messages"
LANGUAGES = sorted(path.stem for path in MESSAGES.glob("*.yml"))
MOST_LINES = 3
# Word for word: whoever changes what somebody in danger reads changes it here, too.
FIXED = {
    "emergency": (
        "Call **110** (police) or **119** (ambulance, fire) now.\n"
        "They answer 24 hours. An interpreter may be connected: do not hang up.\n"
        "No status? In danger, call anyway."
    ),
    "domestic_violence": (
        "In danger now? Call **110** (police). Hurt? Call **119** (ambulance).\n"
        "DV Hotline Plus (DV相談プラス): **0120-279-889**, free, 24 hours, in Japanese, any status.\n"
        "This is not your fault."
    ),
    "sexual_violence": (
        "In danger now? Call **110** (police). Hurt? Call **119** (ambulance).\n"
        "Help, free, 24 hours: **#8891**. No name needed. Afraid of pregnancy? Call within 72 hours.\n"
        "It was not your fault."
    ),
    "trafficking": (
        "In danger now? Call **110** (police). Hurt? Call **119** (ambulance).\n"
        "To talk first: Yorisoi (よりそいホットライン), **0120-279-338**, free, then press 2 for other languages, "
        "10:00-22:00.\n"
        "Or JAR (難民支援協会): **03-5379-6001**, Monday to Friday 10:00-18:00."
    ),
    "child_abuse": (
        "Is a child in danger? Call **110** (police). Hurt? Call **119** (ambulance).\n"
        "Child guidance centre (児童相談所): **189**, free, 24 hours. It can protect any child.\n"
        "Are you the child? You did nothing wrong."
    ),
    "suicide_crisis": (
        "You are not alone. Hurt or in danger now? Call **119**, free, 24 hours.\n"
        "To talk: Yorisoi (よりそいホットライン), **0120-279-338**, free, 24 hours in Japanese. Press 2 for other "
        "languages, 10:00-22:00.\n"
        "Please tell someone near you. Try not to be on your own."
    ),
    "threatened": (
        "In danger now? Call **110** (police). Hurt? Call **119** (ambulance).\n"
        "Keep away from this person. Do not contact your embassy before you talk to a lawyer or JAR.\n"
        "JAR (難民支援協会): **03-5379-6001**, Monday to Friday 10:00-18:00."
    ),
}


@pytest.mark.parametrize("topic", DANGERS)
def test_the_english_lines_are_these_and_no_others(gateway: Gateway, topic: str) -> None:
    crisis, question = gateway.begin().send(payload=f"danger/{topic}").json()["messages"]
    assert (crisis["kind"], crisis["topic"], crisis["text"]) == ("crisis", topic, FIXED[topic])
    assert question["text"] == "Are you safe now?"
    assert [button["payload"] for button in question["buttons"]] == ["safe/yes", "safe/no"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("topic", DANGERS)
def test_every_language_has_as_few_lines_and_the_same_numbers(language: str, topic: str) -> None:
    entry = read_yaml(MESSAGES / f"{language}.yml")[f"crisis.{topic}"]
    text = entry if isinstance(entry, str) else entry["text"]
    assert len(text.split("\n")) == FIXED[topic].count("\n") + 1 <= MOST_LINES
    assert re.findall(r"\*\*([#\d-]+)\*\*", text) == re.findall(r"\*\*([#\d-]+)\*\*", FIXED[topic])


@pytest.mark.parametrize("topic", DANGERS)
def test_the_whole_answer_and_its_sources_are_one_press_away(gateway: Gateway, topic: str) -> None:
    visitor = gateway.begin()
    crisis = visitor.send(payload=f"danger/{topic}").json()["messages"][0]
    assert [button["payload"] for button in crisis["buttons"]] == [f"faq/{topic}", "human"]
    whole = visitor.send(payload=f"faq/{topic}").json()["messages"][0]
    assert (whole["kind"], whole["topic"]) == ("crisis", topic)
    assert len(whole["text"]) > len(crisis["text"]) and whole["sources"]


def test_a_search_that_danger_ended_is_offered_again(gateway_with_rasa: Gateway, rasa: StandInRasa) -> None:
    said = {"response": "utter_crisis", "arguments": {"topic": "domestic_violence", "go_on": "housing"}}
    rasa.says_messages([said], intent="danger")
    _, question = gateway_with_rasa.begin().send(text="he hits me").json()["messages"]
    assert question["buttons"][-1] == {"title": "Go on: Housing and shelter", "payload": "need/housing"}


def test_who_is_not_safe_is_told_whom_to_call_and_who_is_may_go_on(gateway: Gateway) -> None:
    visitor = gateway.begin()
    (call,) = visitor.send(payload="safe/no").json()["messages"]
    assert call["kind"] == "crisis" and "**110**" in call["text"]
    _, subjects = visitor.send(payload="safe/yes").json()["messages"]
    assert subjects["buttons"]
