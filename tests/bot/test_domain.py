from __future__ import annotations

from typing import Any

import pytest
from rasa.shared.utils.io import read_yaml_file

from bot.encoder.folders import PROJECT_FOLDER as ROOT

DOMAIN: dict[str, Any] = read_yaml_file(ROOT / "domain.yml")
GROUPS: dict[str, dict[str, Any]] = read_yaml_file(ROOT / "content/topics/topics.yml")
QUESTIONS: dict[str, str] = read_yaml_file(ROOT / "content/topics/en.yml")
LABELS = {f"{'danger' if group == 'danger' else 'faq'}/{topic}" for group, topics in GROUPS.items() for topic in topics}


def test_each_topic_has_its_english_question_in_the_domain() -> None:
    wanted = {f"utter_{label}": [{"text": QUESTIONS[label.partition("/")[2]]}] for label in LABELS}
    assert {
        name: words for name, words in DOMAIN["responses"].items() if name.startswith(("utter_faq/", "utter_danger/"))
    } == wanted


@pytest.mark.parametrize("folder", sorted((ROOT / "data/nlu").iterdir()), ids=lambda folder: folder.name)
def test_training_data_knows_only_intents_of_the_domain(folder: Any) -> None:
    intents = {entry["intent"] for file in folder.glob("*.yml") for entry in read_yaml_file(file)["nlu"]}
    assert intents <= LABELS | set(DOMAIN["intents"])


def test_each_action_and_response_of_the_rules_is_in_the_domain() -> None:
    files = [*(ROOT / "data/rules").glob("*.yml"), *(ROOT / "data/stories").glob("*.yml")]
    steps = [
        step
        for file in files
        for kind in ("rules", "stories")
        for one in read_yaml_file(file).get(kind, [])
        for step in one["steps"]
    ]
    actions = {step["action"] for step in steps if "action" in step} - {"action_listen", "action_deactivate_loop"}
    assert actions <= {*DOMAIN["actions"], *DOMAIN["responses"], *DOMAIN["forms"]}
    assert {step["intent"] for step in steps if "intent" in step} == set(DOMAIN["intents"])


@pytest.mark.parametrize("name", ["config.yml", "domain.yml"])
def test_files_of_the_rasa_room_say_so(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").startswith("# Read by the Rasa room (bot/, Python 3.10).\n")
