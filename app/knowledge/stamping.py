"""Writes into new translations which English text they translate, so that "outdated" can be computed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from app.knowledge.answer_files import digest, read_answer, set_source
from app.knowledge.content import Content, read_yaml
from app.knowledge.vocabulary import SOURCE_LANGUAGE


def stamp(root: Path) -> int:
    """How many translations without a source got one; those that have one keep it, however old."""
    content = Content(root)
    stamped = 0
    for tag in content.languages:
        if tag == SOURCE_LANGUAGE:
            continue
        for topic, answer in content.answers[tag].items():
            if answer.source is None:
                set_source(root / "faq" / tag / f"{topic}.md", content.answers[SOURCE_LANGUAGE][topic].digest)
                stamped += 1
        for folder in ("topics", "messages"):
            stamped += _stamp_lines(root / folder / f"{tag}.yml", read_yaml(root / folder / f"{SOURCE_LANGUAGE}.yml"))
    # Reading again proves that what was written can be read.
    for tag in content.languages:
        for path in (root / "faq" / tag).glob("*.md"):
            read_answer(path)
    return stamped


def _stamp_lines(path: Path, original: dict[str, str]) -> int:
    """One entry a line (`key: {text: …, state: …}`): the line is completed, nothing else of the file moves."""
    if not path.exists():
        return 0
    entries: dict[str, Any] = read_yaml(path)
    lines, stamped = [], 0
    for line in path.read_text("utf-8").splitlines():
        key = re.match(r"([\w.]+): \{", line)
        if key and key[1] in original and "source" not in entries[key[1]] and line.rstrip().endswith("}"):
            line = f'{line.rstrip()[:-1]}, source: "{digest(original[key[1]])}"}}'
            stamped += 1
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return stamped
