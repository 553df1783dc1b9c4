"""Puts accepted texts where they are read: answers and questions into the database, the rest into content/."""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.errors import ContentFault
from app.knowledge.answer_files import digest
from app.knowledge.content import Content, read_yaml
from app.knowledge.models import KnowledgeRevision, TopicText
from app.knowledge.revisions import changed_since, raise_revision
from app.knowledge.texts.judging import NewAnswer, NewLine
from app.knowledge.texts.text_rows import ANSWER, SIMPLER, Sheet
from app.knowledge.vocabulary import SOURCE_LANGUAGE


class ChangedMeanwhile(Exception):
    """Somebody has published since the texts were judged: judge them anew."""


def store_texts(
    session: Session,
    tag: str,
    answers: Sequence[NewAnswer],
    questions: Sequence[NewLine],
    *,
    judged_at: int,
    with_files: bool,
) -> None:
    """Writes questions and answers as staff's; every replica rereads them within seconds. The caller commits.

    Raises ChangedMeanwhile, with nothing written, where the knowledge is no longer at the revision `judged_at`. Until
    the commit nobody else stores anything; whoever judged files before it that are written `with_files` is told so.
    """
    changed = {question.row.id for question in questions} | {answer.topic for answer in answers}
    texts = _locked_texts(session, tag, changed)
    session.execute(select(KnowledgeRevision.number).with_for_update())
    if changed_since(session, judged_at) != (judged_at, frozenset()):
        raise ChangedMeanwhile
    for question in questions:
        text = texts.get((question.row.id, tag))
        if text is None:
            text = texts[question.row.id, tag] = TopicText(topic_id=question.row.id, language=tag, conditions={})
            session.add(text)
        text.question, text.question_state = question.text, question.state
        text.question_source = digest(question.row.english)
        text.changed_by_staff = True
    for answer in answers:
        text = texts[answer.topic, tag]
        text.answer, text.simpler = answer.parts[ANSWER], answer.parts.get(SIMPLER)
        text.conditions = {part.removeprefix("if "): words for part, words in answer.parts.items() if part[:3] == "if "}
        text.answer_state, text.answer_source = answer.state, texts[answer.topic, SOURCE_LANGUAGE].answer_source
        text.changed_by_staff = True
    try:
        session.flush()
    except IntegrityError:  # a text that was missing when it was judged, and that somebody has written since
        raise ChangedMeanwhile from None
    if changed or with_files:
        raise_revision(session, changed)


def _locked_texts(session: Session, tag: str, topics: Collection[str]) -> dict[tuple[str, str], TopicText]:
    """The topics' texts in English and in `tag` by topic and language; nobody else changes them until the commit."""
    wanted = select(TopicText).where(TopicText.topic_id.in_(topics), TopicText.language.in_([SOURCE_LANGUAGE, tag]))
    # As publishing takes them: English first.
    in_order = wanted.order_by(TopicText.topic_id, TopicText.language != SOURCE_LANGUAGE)
    return {(text.topic_id, text.language): text for text in session.scalars(in_order.with_for_update())}


@contextlib.contextmanager
def content_files_written(content: Content, tag: str, lines: Sequence[NewLine]) -> Iterator[list[Path]]:
    """Writes messages and phrases into their files, and takes that back where the block fails.

    Raises ContentFault, with no file changed, where the language has no such file or one would not say what it should.
    """
    wanted = _new_files(content, tag, lines)
    before = {path: path.read_bytes() for path in wanted}
    try:
        for path, text in wanted.items():
            _replace(path, text.encode())
        yield list(wanted)
    except BaseException:
        for path, old in before.items():
            _replace(path, old)
        raise


def _new_files(content: Content, tag: str, lines: Sequence[NewLine]) -> dict[Path, str]:
    messages = {line.row.id: line for line in lines if line.row.sheet is Sheet.MESSAGES}
    phrases = {line.row.english: line for line in lines if line.row.sheet is Sheet.PHRASES}
    found: dict[Path, str] = {}
    if messages:
        entries = {key: _message_entry(line) for key, line in messages.items()}
        written = {key: f"{key}: {_in_one_line(entry)}" for key, entry in entries.items()}
        path = content.root / "messages" / f"{tag}.yml"
        found[path] = _with_lines(path, entries, written)
    if phrases:
        texts = {english: line.text for english, line in phrases.items()}
        written = {english: f"{_quoted(english)}: {_quoted(text)}" for english, text in texts.items()}
        path = content.root / "services" / "phrases" / f"{tag}.yml"
        found[path] = _with_lines(path, texts, written)
    return found


def _message_entry(line: NewLine) -> dict[str, str]:
    return {"text": line.text, "state": line.state.value, "source": digest(line.row.english)}


def _in_one_line(entry: Mapping[str, str]) -> str:
    return f"{{text: {_quoted(entry['text'])}, state: {entry['state']}, source: {_quoted(entry['source'])}}}"


def _quoted(text: str) -> str:
    """As JSON writes it, which YAML reads alike."""
    return json.dumps(text, ensure_ascii=False)


def _with_lines(path: Path, entries: Mapping[str, Any], written: Mapping[str, str]) -> str:
    """The file with these entries in the lines of the old ones, new ones at its end; nothing else moves."""
    if not path.exists():
        raise ContentFault(f"{path} is not there yet: a founder begins a language's file, then this can fill it")
    expected = {**(read_yaml(path) or {}), **entries}
    lines, left = [], dict(written)
    for line in path.read_text("utf-8").splitlines():
        lines.append(left.pop(_key_of(line), line))
    text = "\n".join([*lines, *left.values()]) + "\n"
    try:
        says = yaml.safe_load(text)
    except yaml.YAMLError:
        says = None
    if says != expected:
        raise ContentFault(f"{path} could not be written: it has entries of more than one line. Write it by hand.")
    return text


def _key_of(line: str) -> str:
    """The key of a one-line entry; empty for comments and whatever else stands there."""
    if not re.match(r"""[\w."']""", line):
        return ""
    try:
        entry = yaml.safe_load(line)
    except yaml.YAMLError:
        return ""
    return str(next(iter(entry))) if isinstance(entry, dict) and len(entry) == 1 else ""


def _replace(path: Path, body: bytes) -> None:
    """All or nothing, also where the machine stops in between."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(body)
    fresh.replace(path)
