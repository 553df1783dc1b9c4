"""Reads and writes one answer file: front matter, body, `## simpler`, `## if …` (docs/answer-files.md)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from app.errors import ContentFault
from app.knowledge.vocabulary import Situation, TextState
from app.knowledge.yaml_files import parse_yaml

_FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.S)
_KNOWN = {"state", "facts", "services", "thin", "wanted", "source"}


@dataclass(frozen=True)
class AnswerFile:
    """One answer as it lies on disk."""

    state: TextState
    text: str
    simpler: str | None
    conditions: dict[str, str]
    digest: str
    """Of the body as it is here: what a translation of this file names as its `source`."""
    source: str | None = None
    facts: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    thin: bool = False
    wanted: tuple[str, ...] = field(default=())


def digest(text: str) -> str:
    """Eight hex digits that change when the words do, not when blank space does."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]


def body_digest(text: str, simpler: str | None, conditions: Mapping[str, str]) -> str:
    """The digest that the body of an answer file with these parts has: any part that changes, changes it."""
    parts = [text, *(("## simpler", simpler) if simpler else ())]
    for situation, words in conditions.items():
        parts += [f"## if {situation}", words]
    return digest("\n".join(parts))


def read_answer(path: Path) -> AnswerFile:
    """The answer at `path`.

    Raises ContentFault with the file's name when front matter or headings are not what they should be.
    """
    match = _FRONT.match(path.read_text("utf-8"))
    if match is None:
        raise ContentFault(f"{path}: no front matter between two lines of ---")
    try:
        front = parse_yaml(match[1]) or {}
    except yaml.YAMLError as fault:
        raise ContentFault(f"{path}: front matter is not YAML: {fault}") from None
    if unknown := set(front) - _KNOWN:
        raise ContentFault(f"{path}: unknown front matter {sorted(unknown)}")
    try:
        state = TextState(str(front.get("state")))
    except ValueError:
        raise ContentFault(f"{path}: state {front.get('state')!r} is none of {[s.value for s in TextState]}") from None
    sections = _sections(path, match[2])
    return AnswerFile(
        state=state,
        text=sections.pop(""),
        simpler=sections.pop("simpler", None),
        conditions=sections,
        digest=digest(match[2]),
        source=front.get("source"),
        facts=tuple(front.get("facts") or ()),
        services=tuple(front.get("services") or ()),
        thin=bool(front.get("thin", False)),
        wanted=tuple(front.get("wanted") or ()),
    )


def set_source(path: Path, source: str) -> None:
    """Writes the digest of the text that the file at `path` translates into its front matter."""
    text = path.read_text("utf-8")
    front, body = _FRONT.match(text).groups()  # type: ignore[union-attr]
    lines = [line for line in front.splitlines() if not line.startswith("source:")]
    path.write_text("---\n" + "\n".join([*lines, f'source: "{source}"']) + f"\n---\n{body}", "utf-8")


def _sections(path: Path, body: str) -> dict[str, str]:
    sections: dict[str, str] = {}
    for part in re.split(r"^(?=## )", body, flags=re.M):
        heading, text = "", part
        if part.startswith("## "):
            heading, _, text = part[3:].partition("\n")
            heading = heading.strip()
            if heading.startswith("if "):
                heading = heading[3:].strip()
                if heading not in set(Situation):
                    raise ContentFault(f"{path}: unknown situation {heading!r}")
            elif heading != "simpler":
                raise ContentFault(f"{path}: unknown heading {heading!r}")
        if heading in sections:
            raise ContentFault(f"{path}: heading {heading!r} twice")
        if not text.strip():
            raise ContentFault(f"{path}: nothing under {heading or 'the front matter'!r}")
        sections[heading] = text.strip()
    return sections
