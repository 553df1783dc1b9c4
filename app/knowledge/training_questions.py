"""data/nlu/<tag>/questions.yml: each topic's own question, so that a button's words are understood when typed."""

from __future__ import annotations

from pathlib import Path

from app.knowledge.content import Content
from app.settings import ROOT

_HEAD = """# Read by the Rasa room (bot/, Python 3.10).
# Written by `python -m app update-content` from content/topics/{tag}.yml: a button's words are understood when typed.
version: "3.1"

nlu:
"""


def questions_file(tag: str) -> Path:
    """Where the questions of one language lie."""
    return ROOT / "data" / "nlu" / tag / "questions.yml"


def training_questions(content: Content, tag: str) -> str:
    """The whole file of one language."""
    parts = [_HEAD.format(tag=tag)]
    for topic, question in content.questions[tag].items():
        base = "danger" if content.topics[topic]["group"] == "danger" else "faq"
        parts.append(f"- intent: {base}/{topic}\n  examples: |\n    - {question.text}\n")
    return "".join(parts)
