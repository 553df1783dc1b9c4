"""What comes back unchanged changes nothing, whatever a spreadsheet program did to it on the way."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from app.database.session import OpenSession
from app.knowledge.content import Content
from app.knowledge.models import KnowledgeRevision, TopicText
from app.knowledge.texts import import_texts
from app.knowledge.texts.wording import clean, says_the_same
from tests.fixtures.workbooks import copy_current

Export = Callable[[str], Path]
TOUCHES: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "lines of Windows, escaped": lambda text: text.replace("\n", "_x000D_\n"),
    "lines of an old Mac": lambda text: text.replace("\n", "\r"),
    "spaces at the ends": lambda text: "  " + text.replace("\n", "  \n") + " \n\n",
    "spaces that do not break": lambda text: text.replace(" ", "\u00a0"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "composed": lambda text: unicodedata.normalize("NFC", text),
    "a mark of byte order": lambda text: "\ufeff" + text,
}


def everything(open_session: OpenSession) -> list[tuple[object, ...]]:
    with open_session() as session:
        texts = session.scalars(select(TopicText).order_by(TopicText.topic_id, TopicText.language)).all()
        revision = session.scalar(select(KnowledgeRevision.number))
        found = [tuple(getattr(text, column.key) for column in TopicText.__mapper__.column_attrs) for text in texts]
    return [*found, (revision,)]


@pytest.mark.parametrize("tag", ["ar", "my", "ja", "ja-simple", "fr", "sw"])
def test_a_workbook_nobody_wrote_in_changes_nothing(
    whole_database: OpenSession, whole_content: Content, export_whole: Export, tag: str
) -> None:
    before = everything(whole_database)
    report = import_texts(whole_database, whole_content, export_whole(tag), with_files=True)
    assert (report.changed, report.judgement.refusals, report.files) == (0, [], [])
    assert report.judgement.unchanged > 108 * 3
    assert everything(whole_database) == before


@pytest.mark.parametrize(("tag", "first"), [("ar", 0), ("my", 4)])
def test_every_translation_copied_over_changes_nothing_however_it_was_saved(
    whole_database: OpenSession, whole_content: Content, export_whole: Export, tag: str, first: int
) -> None:
    before, exported = everything(whole_database), export_whole(tag)
    touches = itertools.islice(itertools.cycle(TOUCHES.values()), first, None)
    assert copy_current(exported, lambda text: next(touches)(text)) > 400
    report = import_texts(whole_database, whole_content, exported, with_files=True)
    assert (report.changed, report.judgement.refusals, report.files) == (0, [], [])
    assert everything(whole_database) == before


@pytest.mark.parametrize("touch", TOUCHES)
def test_each_touch_is_taken_for_what_it_is(
    open_session: OpenSession, own_content: Content, export: Export, touch: str
) -> None:
    path = export("my")
    assert copy_current(path, TOUCHES[touch]) > 10
    report = import_texts(open_session, own_content, path, with_files=True)
    assert (report.changed, report.judgement.refusals, report.files) == (0, [], [])


def test_french_keeps_its_spaces_that_do_not_break_and_persian_its_joiners() -> None:
    assert clean("Où\u00a0? 12\u202f373") == "Où\u00a0? 12\u202f373"
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


@pytest.mark.parametrize(
    ("given", "cleaned"),
    [
        ("a \r\n b\r", "a\nb"),
        ("a\x0bb\u2028c", "a\nb\nc"),
        ("-\u00a0one\n2.  two", "- one\n2. two"),
        ("one\n\n\n\n\ntwo", "one\n\ntwo"),
        ("a\tb", "a b"),
        ("0120-279-338", "0120-279-338"),
        ("3.5 years", "3.5 years"),
    ],
)
def test_line_breaks_and_list_marks_come_out_as_we_write_them(given: str, cleaned: str) -> None:
    assert clean(given) == cleaned


def test_a_line_break_that_moved_is_a_change() -> None:
    assert not says_the_same("- one\n- two", "- one - two")
    assert not says_the_same("one\n\ntwo", "one\ntwo")
    assert says_the_same("one\u00a0two ", "one two")
