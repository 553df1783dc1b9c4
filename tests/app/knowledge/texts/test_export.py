"""The workbook a translator gets: every text, readable in its script, and nothing to break by accident."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.database.session import OpenSession
from app.knowledge.answer_files import digest
from app.knowledge.content import Content, read_yaml
from app.knowledge.models import TopicText
from app.knowledge.texts import UnknownTextLanguage, export_texts
from tests.app.knowledge.texts.own_topic import ANSWER, ARABIC, ENGLISH, TOPIC
from tests.fixtures.workbooks import COLUMNS, SHEETS

Export = Callable[[str], Path]


def sheets(path: Path) -> dict[str, Worksheet]:
    workbook = load_workbook(path)
    return {name: workbook[name] for name in workbook.sheetnames}


def rows(path: Path) -> dict[tuple[str, str, str], dict[str, str | None]]:
    found = {}
    for name in SHEETS:
        for row in sheets(path)[name].iter_rows(min_row=2, values_only=True):
            found[name, str(row[0]), str(row[1])] = dict(zip(COLUMNS, row, strict=True))
    return found  # type: ignore[return-value]


def test_every_text_has_its_row_whether_translated_or_not(export_whole: Export, whole_content: Content) -> None:
    by_key = rows(export_whole("my"))
    topics = {name for sheet, name, _ in by_key if sheet == "Questions"}
    assert topics == {*whole_content.topics, TOPIC}
    assert {name for sheet, name, _ in by_key if sheet == "Answers"} == topics
    messages = {name for sheet, name, _ in by_key if sheet == "Messages"}
    assert messages == set(read_yaml(whole_content.root / "messages/en.yml"))
    phrases = {row["English"] for (sheet, _, _), row in by_key.items() if sheet == "Phrases"}
    assert set(read_yaml(whole_content.root / "services/phrases/my.yml")) <= phrases
    row = by_key[ANSWER]
    assert row["current translation"] is None and row["note"] == "Not translated yet."


def test_a_row_shows_english_translation_state_and_what_they_were(export: Export) -> None:
    row = rows(export("ar"))[ANSWER]
    assert row["English"] == ENGLISH["answer"] and row["current translation"] == ARABIC["answer"]
    assert (row["new translation"], row["state"], row["note"]) == (None, "machine", None)
    assert row["digest"] == f"{digest(ENGLISH['answer'])}-{digest(ARABIC['answer'])}"


def test_a_changed_english_is_said_in_the_note(open_session: OpenSession, export: Export) -> None:
    with open_session.begin() as session:
        session.get_one(TopicText, (TOPIC, "en")).answer_source = "00000000"
    assert "The English has changed" in str(rows(export("ar"))[ANSWER]["note"])


@pytest.mark.parametrize(("tag", "is_mirrored"), [("ar", True), ("fa", True), ("my", False), ("ja", False)])
def test_sheets_run_as_their_language_does_and_the_first_one_as_english_does(
    export: Export, tag: str, is_mirrored: bool
) -> None:
    found = sheets(export(tag))
    assert list(found) == ["How to", *SHEETS]
    assert not found["How to"].sheet_view.rightToLeft
    for name in SHEETS:
        assert bool(found[name].sheet_view.rightToLeft) is is_mirrored
        english, current, new = (found[name].cell(2, column) for column in (3, 4, 5))
        assert english.alignment.readingOrder == 1
        assert current.alignment.readingOrder == new.alignment.readingOrder == (2 if is_mirrored else 1)
        assert all(cell.alignment.wrap_text for cell in (english, current, new))
        assert found[name].freeze_panes == "C2"


def test_only_what_a_translator_fills_in_can_be_written(export: Export) -> None:
    found = sheets(export("ar"))
    open_columns = {"new translation", "state"}
    for name in SHEETS:
        assert found[name].protection.sheet
        cells = dict(zip(COLUMNS, next(found[name].iter_rows(min_row=2, max_row=2)), strict=True))
        assert {column for column, cell in cells.items() if not cell.protection.locked} == open_columns
        assert found[name].column_dimensions["G"].hidden
    assert found["How to"].protection.sheet and not found["How to"].cell(5, 2).protection.locked


def test_cells_are_text_so_that_no_list_mark_becomes_a_formula(open_session: OpenSession, export: Export) -> None:
    with open_session.begin() as session:
        session.get_one(TopicText, (TOPIC, "ar")).simpler = '=HYPERLINK("http://example.org")'
    for row in sheets(export("ar"))["Answers"].iter_rows(min_row=2):
        assert all(cell.data_type in "sn" and cell.number_format == "@" for cell in row)
    assert rows(export("fa"))


@pytest.mark.parametrize(("tag", "font"), [("my", "Myanmar Text"), ("ar", "Arial"), ("fr", "Calibri")])
def test_a_script_gets_a_font_that_has_it_and_rows_high_enough_to_read(
    export_whole: Export, tag: str, font: str
) -> None:
    sheet = sheets(export_whole(tag))["Answers"]
    longest = max(range(2, sheet.max_row + 1), key=lambda row: len(str(sheet.cell(row, 4).value or "")))
    assert sheet.cell(longest, 4).font.name == sheet.cell(longest, 5).font.name == font
    assert sheet.cell(longest, 3).font.name == "Calibri"
    height = sheet.row_dimensions[longest].height
    assert height and 150 < height <= 409


def test_a_workbook_is_never_written_over_another(
    open_session: OpenSession, own_content: Content, export: Export
) -> None:
    path = export("ar")
    before = path.read_bytes()
    with open_session() as session, pytest.raises(FileExistsError):
        export_texts(session, own_content, "ar", path, today=date(2026, 11, 29))
    assert path.read_bytes() == before


@pytest.mark.parametrize(("tag", "reason"), [("en", "English is the original"), ("xx", "no language xx")])
def test_only_a_language_to_translate_into_is_exported(export: Export, tag: str, reason: str) -> None:
    with pytest.raises(UnknownTextLanguage, match=reason):
        export(tag)


def test_a_language_that_is_not_offered_yet_can_be_begun(export: Export) -> None:
    by_key = rows(export("sw"))
    assert {row["note"] for row in by_key.values()} == {"Not translated yet."}
