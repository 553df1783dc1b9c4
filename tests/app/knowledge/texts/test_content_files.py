"""Messages and phrases lie in files: they wait for a founder, who writes them line by line or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.database.session import OpenSession
from app.errors import ContentFault
from app.knowledge.answer_files import digest
from app.knowledge.content import Content, read_yaml
from app.knowledge.models import TopicText
from app.knowledge.phrases import read_phrases
from app.knowledge.texts import import_texts, report_lines
from app.knowledge.vocabulary import TextState
from app.messages import read_messages
from tests.app.knowledge.texts.own_topic import ARABIC, QUESTION, SIMPLER, TOPIC
from tests.fixtures.workbooks import Key, fill

Export = Callable[[str], Path]
THANKS: Key = ("Messages", "utter_thank", "message")
NEW_THANKS = 'أهلًا بكم. هل لديكم سؤال آخر "مهم"؟'
ENGLISH_PHRASE = "daily 9:00-20:00"
PHRASE: Key = ("Phrases", f"phrase-{digest(ENGLISH_PHRASE)}", "phrase")
NEW_PHRASE = "يوميًا 9:00-20:00"


@pytest.fixture
def phrase_file(own_content: Content) -> Path:
    """The Arabic phrases, with one that this file knows in any case."""
    path = own_content.root / "services/phrases/ar.yml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith(f'"{ENGLISH_PHRASE}"')]
    path.write_text("\n".join([*lines, f'"{ENGLISH_PHRASE}": "كل يوم 9:00-20:00"']) + "\n", "utf-8")
    return path


def changed_lines(before: str, after: str) -> list[str]:
    return [line for line in after.splitlines() if line not in set(before.splitlines())]


def test_without_leave_they_wait_and_the_database_gets_its_own(
    open_session: OpenSession, own_content: Content, export: Export, phrase_file: Path
) -> None:
    path = fill(export("ar"), {THANKS: NEW_THANKS, PHRASE: NEW_PHRASE, SIMPLER: "اذهبوا إلى الشرطة خلال 7 أيام."})
    before = own_content.digest
    report = import_texts(open_session, own_content, path)
    assert report.changed == 1 and [line.row.id for line in report.waiting] == [THANKS[1], PHRASE[1]]
    printed = "\n".join(report_lines(report))
    assert "send this workbook to a founder" in printed and "1 Messages, 1 Phrases" in printed
    assert Content(own_content.root).digest == before


def test_with_leave_only_their_lines_change(
    open_session: OpenSession, own_content: Content, export: Export, phrase_file: Path
) -> None:
    messages = own_content.root / "messages/ar.yml"
    before = [path.read_text("utf-8") for path in (messages, phrase_file)]
    report = import_texts(
        open_session, own_content, fill(export("ar"), {THANKS: NEW_THANKS, PHRASE: NEW_PHRASE}), with_files=True
    )
    assert report.changed == 2 and list(report.files) == [messages, phrase_file]
    after = [path.read_text("utf-8") for path in (messages, phrase_file)]
    assert [len(changed_lines(*texts)) for texts in zip(before, after, strict=True)] == [1, 1]
    fresh = Content(own_content.root)
    found = read_messages(fresh).find("utter_thank", "ar")
    assert (found.text, found.language, found.state) == (NEW_THANKS, "ar", TextState.TRANSLATED)
    assert read_phrases(fresh).translate(ENGLISH_PHRASE, "ar") == NEW_PHRASE


def test_a_message_that_was_missing_is_added(open_session: OpenSession, own_content: Content, export: Export) -> None:
    messages = own_content.root / "messages/ar.yml"
    kept = [line for line in messages.read_text("utf-8").splitlines() if not line.startswith("utter_thank:")]
    messages.write_text("\n".join(kept) + "\n", "utf-8")
    import_texts(open_session, own_content, fill(export("ar"), {THANKS: NEW_THANKS}), with_files=True)
    assert messages.read_text("utf-8").splitlines()[:-1] == kept
    assert read_messages(Content(own_content.root)).text("utter_thank", "ar") == NEW_THANKS


def test_a_message_loses_none_of_its_names(open_session: OpenSession, own_content: Content, export: Export) -> None:
    key: Key = ("Messages", "utter_offer_language", "message")
    path = fill(export("ar"), {key: "هل كتبتم بلغة أخرى؟ أستطيع الرد بها."})
    report = import_texts(open_session, own_content, path, with_files=True)
    assert "names in braces differ" in report.judgement.refusals[0].reason and report.files == []


def test_a_file_that_cannot_be_written_line_by_line_is_left_as_it_is_with_everything_else(
    open_session: OpenSession, own_content: Content, export: Export
) -> None:
    messages = own_content.root / "messages/ar.yml"
    entry = read_yaml(messages)["utter_thank"]
    lines = messages.read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("utter_thank:")]
    kept += ["utter_thank:", *(f"  {name}: {json.dumps(value, ensure_ascii=False)}" for name, value in entry.items())]
    messages.write_text("\n".join(kept) + "\n", "utf-8")
    path = fill(export("ar"), {THANKS: NEW_THANKS, SIMPLER: "اذهبوا إلى الشرطة خلال 7 أيام."})
    before = messages.read_bytes()
    with pytest.raises(ContentFault, match="more than one line"):
        import_texts(open_session, own_content, path, with_files=True)
    assert messages.read_bytes() == before
    with open_session() as session:
        assert session.get_one(TopicText, (TOPIC, "ar")).simpler == ARABIC["simpler"]


def test_files_come_back_where_the_database_fails_at_the_end(
    open_session: OpenSession, own_content: Content, export: Export, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, before = fill(export("ar"), {THANKS: NEW_THANKS}), own_content.digest

    def fail(_session: object) -> None:
        raise OSError("the database is away")

    monkeypatch.setattr("sqlalchemy.orm.Session.commit", fail)
    with pytest.raises(OSError, match="away"):
        import_texts(open_session, own_content, path, with_files=True)
    assert Content(own_content.root).digest == before


def test_a_language_is_not_begun_by_a_workbook(open_session: OpenSession, own_content: Content, export: Export) -> None:
    """A file of messages is what offers a language to visitors."""
    path = fill(export("sw"), {THANKS: "Karibu. Je, kuna kitu kingine ungependa kujua?", QUESTION: "Baiskeli imeibwa?"})
    with pytest.raises(ContentFault, match="a founder begins"):
        import_texts(open_session, own_content, path, with_files=True)
    with open_session() as session:
        assert session.get(TopicText, (TOPIC, "sw")) is None
    assert import_texts(open_session, own_content, path).changed == 1
