"""A database and content of the test's own, with one topic whose words no content file knows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from app.database.session import OpenSession
from app.knowledge.answer_files import digest
from app.knowledge.content import Content
from app.knowledge.directory import Service
from app.knowledge.models import Topic, TopicText
from app.knowledge.publication import Publication
from app.knowledge.publishing import publish
from app.knowledge.stamping import stamp
from app.knowledge.texts import ImportReport, export_texts, import_texts
from app.knowledge.vocabulary import EditingState
from app.settings import ROOT
from tests.app.knowledge.texts.own_topic import OWN_TOPIC, TOPIC
from tests.app.knowledge.texts.stored import Bring
from tests.fixtures.own_database import own_database
from tests.fixtures.workbooks import Key, fill

NOW = datetime(2026, 11, 29, tzinfo=UTC)


FEW_TOPICS = {TOPIC, "apply_deadline", "refugee_definition"}
FEW_MESSAGES = re.compile("utter_(thank|offer_language|greeting|overdue): |page.send: ")
MOST_PHRASES = 5

Export = Callable[[str], Path]


@pytest.fixture
def whole_database(seeded: Path, tmp_path: Path) -> OpenSession:
    """Every translation current, whatever stands in the files today, and the test's own topic."""
    open_session = own_database(seeded, tmp_path)
    with open_session.begin() as session:
        publish(session, Publication.model_validate(OWN_TOPIC), at=NOW)
        texts = session.scalars(select(TopicText)).all()
        english = {text.topic_id: text for text in texts if text.language == "en"}
        for text in texts:
            if text.language != "en":
                text.question_source = digest(english[text.topic_id].question)
                text.answer_source = text.answer and english[text.topic_id].answer_source
    return open_session


@pytest.fixture
def open_session(whole_database: OpenSession) -> OpenSession:
    """The same with a few topics and no services: workbooks that are read in no time."""
    with whole_database.begin() as session:
        session.execute(delete(Topic).where(Topic.id.not_in(FEW_TOPICS)))
        session.execute(update(Service).values(state=EditingState.DRAFT))
    return whole_database


@pytest.fixture(scope="session")
def whole_content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """A copy of content/ whose messages are all current; not to be written."""
    root = tmp_path_factory.mktemp("content") / "content"
    shutil.copytree(ROOT / "content", root)
    for path in (root / "messages").glob("*.yml"):
        path.write_text(re.sub(r', source: "\w+"\}$', "}", path.read_text("utf-8"), flags=re.M), "utf-8")
    stamp(root)
    return Content(root)


@pytest.fixture
def own_content(whole_content: Content, tmp_path: Path) -> Content:
    """A few messages and phrases of it, which the test may write."""
    root = tmp_path / "content"
    for folder in ("messages", "services/phrases"):
        shutil.copytree(whole_content.root / folder, root / folder)
    for path in (root / "messages").glob("*.yml"):
        kept = [line for line in _entries(path) if FEW_MESSAGES.match(line)]
        path.write_text("# Some of them.\n" + "\n".join(kept) + "\n", "utf-8")
    for path in (root / "services/phrases").glob("*.yml"):
        path.write_text("\n".join(path.read_text("utf-8").splitlines()[: MOST_PHRASES + 1]) + "\n", "utf-8")
    return Content(root)


@pytest.fixture
def export(open_session: OpenSession, own_content: Content, tmp_path: Path) -> Export:
    """Exports a language; the workbook."""
    return _exporting(open_session, own_content, tmp_path)


@pytest.fixture
def export_whole(whole_database: OpenSession, whole_content: Content, tmp_path: Path) -> Export:
    """The same with all there is."""
    return _exporting(whole_database, whole_content, tmp_path)


def _exporting(open_session: OpenSession, content: Content, folder: Path) -> Export:
    def exported(tag: str) -> Path:
        path = folder / f"{tag}.xlsx"
        with open_session() as session:
            export_texts(session, content, tag, path, today=NOW.date())
        return path

    return exported


def _entries(path: Path) -> list[str]:
    """One string an entry, with its further lines."""
    return [entry.rstrip("\n") for entry in re.split(r"^(?=[\w#\n])", path.read_text("utf-8"), flags=re.M)]


@pytest.fixture
def bring(open_session: OpenSession, own_content: Content, export: Export) -> Bring:
    """Exports Arabic, fills the workbook in and imports it."""

    def brought(new: dict[Key, Any], *, tag: str = "ar", dry_run: bool = False, **filled: Any) -> ImportReport:
        path = fill(export(tag), new, **filled)
        report = import_texts(open_session, own_content, path, dry_run=dry_run)
        path.unlink()
        return report

    return brought
