"""Two Rasa projects from the same examples: ours, and the one a reader of Rasa's tutorial would have."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from app.settings import ROOT
from bench.sample import Example

OURS, DEFAULT, LOGISTIC = "ours", "default", "logistic"
WITHOUT_DIET = [
    {"name": "WhitespaceTokenizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "LogisticRegressionClassifier"},
]
"""The features of `rasa init`, and the classifier that needs no TensorFlow."""
ACTION, FALLBACK = "action_answer_topic", "nlu_fallback"
STORIES = 2
"""As many as we have: without any, two of the default policies would not be trained."""
SKIP_VALIDATION = "--skip-validation"
TRAIN = ("-m", "rasa", "train", SKIP_VALIDATION, "--fixed-model-name", "bench", "--out", "models")
"""Run in the project's folder; Rasa keeps its training cache there, too, so a new folder is a cold one."""


def rasa_python(root: Path = ROOT) -> str:
    return str(root / "bot/.venv/bin/python")


def write_ours(folder: Path, examples: Iterable[Example]) -> Path:
    """Our configuration, domain, rules and stories, with `examples` as all there is to learn from."""
    _renew(folder)
    for name in ("config.yml", "domain.yml", "credentials.yml"):
        shutil.copy(ROOT / name, folder)
    for name in ("rules", "stories"):
        shutil.copytree(ROOT / "data" / name, folder / "data" / name)
    write_examples(folder / "data/nlu.yml", examples)
    return folder


def write_default(folder: Path, examples: Iterable[Example]) -> Path:
    """What `rasa init` writes, with `examples` of plain intents: a rule for each, all answered by one custom action."""
    write_rasas_own(folder, examples := list(examples), DEFAULT)
    shutil.copy(initial_project() / "credentials.yml", folder)
    intents = sorted({example.intent for example in examples})
    domain = {
        "version": "3.1",
        "intents": [*intents, FALLBACK],
        "actions": [ACTION],
        "responses": {f"utter_{intent}": [{"text": f"(the answer to {intent})"}] for intent in intents},
        "session_config": {"session_expiration_time": 60, "carry_over_slots_to_new_session": True},
    }
    rules = [{"rule": intent, "steps": _steps(intent)} for intent in [*intents, FALLBACK]]
    pairs = zip(intents[:STORIES], reversed(intents), strict=False)
    stories = [{"story": f"{one}, {other}", "steps": _steps(one) + _steps(other)} for one, other in pairs]
    _write_yaml(folder / "domain.yml", domain)
    _write_yaml(folder / "data/rules.yml", {"version": "3.1", "rules": rules})
    _write_yaml(folder / "data/stories.yml", {"version": "3.1", "stories": stories})
    return folder


def plain(example: Example) -> Example:
    """The example under a plain intent: the default pipeline trains these in half the time of retrieval intents."""
    return replace(example, intent=example.intent.replace("/", "_"))


def write_rasas_own(folder: Path, examples: Iterable[Example], name: str) -> Path:
    """Examples of plain intents for `rasa train nlu`: the configuration of `rasa init`, or its like without DIET."""
    _renew(folder)
    write_examples(folder / "data/nlu.yml", examples)
    if name == LOGISTIC:
        _write_yaml(folder / "config.yml", {"recipe": "default.v1", "language": "en", "pipeline": WITHOUT_DIET})
    else:
        shutil.copy(initial_project() / "config.yml", folder)
    return folder


def initial_project(root: Path = ROOT) -> Path:
    """What `rasa init` copies, inside the installed Rasa."""
    return next((root / "bot/.venv/lib").glob("python3*/site-packages/rasa/cli/initial_project"))


def write_examples(path: Path, examples: Iterable[Example]) -> None:
    """A file of training data as Rasa reads it."""
    by_intent: dict[str, list[str]] = {}
    for example in examples:
        by_intent.setdefault(example.intent, []).append(example.text)
    blocks = [
        {"intent": intent, "examples": "".join(f"- {text}\n" for text in texts)} for intent, texts in by_intent.items()
    ]
    _write_yaml(path, {"version": "3.1", "nlu": blocks})


def _steps(intent: str) -> list[dict[str, str]]:
    return [{"intent": intent}, {"action": ACTION}]


def _write_yaml(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, width=1000, sort_keys=False), "utf-8")


def _renew(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
