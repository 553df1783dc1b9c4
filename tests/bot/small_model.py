"""A real model of all topics, trained once for all tests of both rooms.

22 topics and all dialogue moves are there in six languages; each other topic is, in the language that a conversation
of tests/journeys/topics.yml asks about it in.

`python -m tests.bot.small_model` in Rasa's room prints where it lies, for tests of the modern room.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from rasa.shared.utils.io import read_yaml_file

from bot import fingerprint
from bot.encoder import build, folders
from tests.fixtures.journey_files import read_journeys

ROOT = folders.PROJECT_FOLDER
LANGUAGES = ("ar", "en", "fa", "fr", "ja", "my")
TOPICS = {
    *("faq/appeal_deadline", "faq/application_time", "faq/apply_documents", "faq/apply_fee", "faq/apply_how"),
    *("faq/apply_where", "faq/find_doctor", "faq/find_job", "faq/find_lawyer", "faq/health_insurance"),
    *("faq/human_contact", "faq/living_allowance", "faq/refused", "faq/residence_card", "faq/school_children"),
    *("faq/shelter_tonight", "faq/visa_while_waiting", "faq/work_permission"),
    *("danger/domestic_violence", "danger/emergency", "danger/suicide_crisis", "danger/trafficking"),
}
MOST_EXAMPLES = 200
"""Of an intent in a language, from everywhere in its files: all of them would train for minutes."""
MOST_OF_ANOTHER_TOPIC = 40
AS_PEOPLE_TYPE = ("chat.yml", "chat_short.yml", "visits.yml")
"""Left out: of a label only a sample is taken, and these would push out what the conversations rest on."""
MADE_FROM = (
    "bot/nlu",
    "bot/encoder",
    "bot/quick_message.py",
    "bot/utterance_importer.py",
    "languages",
    "config.yml",
    "domain.yml",
    "data/rules",
    "data/stories",
    "content/places",
    "content/filters",
)


def small_model() -> Path:
    """Where the model lies, trained if it is not there yet; safe for many test workers at once."""
    asked = _asked_elsewhere()
    sample = {f"{tag}.yml": _sample(ROOT / "data/nlu" / tag, asked.get(tag, set())) for tag in LANGUAGES}
    made_from = fingerprint.digest(*(ROOT / path for path in MADE_FROM), Path(__file__)) + "".join(sample.values())
    home = folders.var_folder() / "cache" / "test-model"
    model = home / f"{hashlib.sha256(made_from.encode()).hexdigest()[:16]}.tar.gz"
    home.mkdir(parents=True, exist_ok=True)
    with (home / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not model.exists():
            for outdated in home.glob("*.tar.gz"):
                outdated.unlink()
            _train(sample, home, model)
    return model


def _asked_elsewhere() -> dict[str, set[str]]:
    """Language → the topics that only a conversation in it speaks of."""
    asked: dict[str, set[str]] = {}
    for journey in read_journeys():
        labels = {turn.intent for turn in journey.turns if turn.intent and "/" in turn.intent}
        asked.setdefault(journey.language.partition("-")[0], set()).update(labels - TOPICS)
    return asked


def _sample(folder: Path, asked: set[str]) -> str:
    """The training data of our topics, of those `asked` in this language and of all plain intents, as one file."""
    examples: dict[str, list[str]] = {}
    for file in sorted(set(folder.glob("*.yml")) - {folder / name for name in AS_PEOPLE_TYPE}):
        for entry in read_yaml_file(file)["nlu"]:
            if entry["intent"] in TOPICS | asked or "/" not in entry["intent"]:
                examples.setdefault(entry["intent"], []).extend(entry["examples"].splitlines())
    chosen = ['version: "3.1"', "nlu:"]
    for intent, lines in examples.items():
        spread = lines[:: -(-len(lines) // (MOST_OF_ANOTHER_TOPIC if intent in asked else MOST_EXAMPLES))]
        chosen += [f"- intent: {intent}", "  examples: |", *(f"    {line}" for line in spread)]
    return "\n".join(chosen) + "\n"


def _train(sample: dict[str, str], home: Path, model: Path) -> None:
    build.build(folders.checkout_folder(), folders.encoder_folder())
    data = home / "nlu"
    data.mkdir(exist_ok=True)
    for name, text in sample.items():
        (data / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-W", "ignore", "-m", "rasa", "train", "--skip-validation", "--force"]
    command += ["--data", str(data), "data/rules", "data/stories"]
    command += ["--out", str(home), "--fixed-model-name", "unfinished"]
    settings = {"RASA_TELEMETRY_ENABLED": "false", "RASA_CACHE_DIRECTORY": str(home / "cache"), "OMP_NUM_THREADS": "1"}
    trained = subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True)
    assert trained.returncode == 0, trained.stderr[-3000:]
    (home / "unfinished.tar.gz").rename(model)


if __name__ == "__main__":
    print(small_model())
