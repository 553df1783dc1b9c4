"""docs/wanted-facts.md: what answers would need to know, for the people who can find it out."""

from __future__ import annotations

from app.knowledge.content import Content
from app.knowledge.vocabulary import SOURCE_LANGUAGE
from app.settings import ROOT

WANTED_FACTS = ROOT / "docs" / "wanted-facts.md"
_HEAD = """# Wanted facts

What our answers would need to know and no source we read says. Written by `python -m app update-content` from the
`wanted:` lines of `content/faq/en/`. A fact found belongs into `content/facts/` with its source, then into the answer.
Topics marked *thin* have no sourced fact of their own at all: their answer says so and points to a person.
"""


def wanted_facts(content: Content) -> str:
    """The whole page."""
    parts = [_HEAD]
    for topic in content.topics:
        answer = content.answers[SOURCE_LANGUAGE].get(topic)
        if answer and (answer.wanted or answer.thin):
            wishes = "\n".join(f"- {wish}" for wish in answer.wanted) or "- any sourced fact"
            parts.append(f"## {topic}{' (thin)' if answer.thin else ''}\n\n{wishes}\n")
    return "\n".join(parts)
