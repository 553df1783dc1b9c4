"""The conversations of tests/journeys as Rasa's own end-to-end stories: what is said, its label, what rules choose.

`python -m tests.bot.stories_of_journeys` in Rasa's room writes them into tests/stories, for `rasa test core --e2e`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.several_questions import pieces
from tests.bot.small_model import small_model
from tests.fixtures.journey_files import Journey, Turn, read_journeys

FOLDER = Path(__file__).parents[1] / "stories"
FORM = "help_form"
# What a button says, as app/gateway/turns.py hands it to Rasa.
_BY_BUTTON = {"need": "choose_need", "place": "inform_place", "only": "narrow", "more": "more", "human": "ask_person"}
_HEAD = """\
# Written by `python -m tests.bot.stories_of_journeys` from tests/journeys; not to be edited.
version: "3.1"

stories:
"""

Parse = Callable[[str], Awaitable[dict[str, Any]]]


async def stories(journeys: list[Journey], parse: Parse) -> dict[str, str]:
    """File name → the stories of one file of journeys."""
    found = {}
    for file, group in groupby(journeys, key=lambda journey: journey.file):
        found[f"test_{file}.yml"] = _HEAD + "\n".join([await _story(journey, parse) for journey in group])
    return found


async def _story(journey: Journey, parse: Parse) -> str:
    lines = [f"- story: {json.dumps(str(journey), ensure_ascii=False)}", "  steps:"]
    searching = False
    for turn in journey.turns:
        if turn.does:  # else it is answered by the gateway alone
            done, searching = _done(turn, searching)
            lines += [*await _heard(turn, parse), *done]
    return "\n".join(lines) + "\n"


async def _heard(turn: Turn, parse: Parse) -> list[str]:
    if turn.say is not None:
        # The channel reads several questions one by one (bot/several_questions.py); `rasa test` knows no channel.
        text = await _annotated(next(iter(pieces(turn.say)), turn.say), parse)
        return ["  - user: |", f"      {text}", f"    intent: {turn.intent}"]
    kind, _, value = (turn.press or "").partition("/")
    entities = ["    entities:", f"    - {kind}: {json.dumps(value)}"] if value else []
    return [f"  - intent: {_BY_BUTTON[kind]}", *entities]


def _done(turn: Turn, searching: bool) -> tuple[list[str], bool]:
    """The actions, with the events that actions return (rasa test runs none of them), and whether we search then."""
    lines: list[str] = []
    for number, action in enumerate(turn.does):
        following = turn.does[number + 1] if number + 1 < len(turn.does) else None
        lines.append(f"  - action: {action}")
        if action == "action_answer_faq" and not searching:
            lines += ["  - slot_was_set:", f"    - place_wanted: {'true' if following == FORM else 'false'}"]
        if action == FORM:
            searching = following != "action_find_services"
            lines.append(f"  - active_loop: {FORM if searching else 'null'}")
            if not searching:
                lines += ["  - slot_was_set:", "    - requested_slot: null"]
        if action == "action_deactivate_loop":
            searching = False
            lines.append("  - active_loop: null")
    return lines, searching


async def _annotated(text: str, parse: Parse) -> str:
    """The text with its entities in Rasa's own writing."""
    entities = sorted((await parse(text))["entities"], key=lambda entity: -entity["start"])
    for entity in entities:
        start, end = entity["start"], entity["end"]
        told = json.dumps({"entity": entity["entity"], "value": entity["value"]}, ensure_ascii=False)
        text = f"{text[:start]}[{text[start:end]}]{told}{text[end:]}"
    return text


def loaded_agent() -> Agent:
    """The agent of the small model that all tests share."""
    return Agent.load(str(small_model()))


def parser(agent: Agent) -> Parse:
    """What the agent's model makes of a text."""

    async def parse(text: str) -> dict[str, Any]:
        parsed: dict[str, Any] = await agent.processor.parse_message(UserMessage(text))
        return parsed

    return parse


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, text in asyncio.run(stories(read_journeys(), parser(loaded_agent()))).items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
