"""A file that is no workbook of ours changes nothing and is named with what to do."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.database.session import OpenSession
from app.knowledge.content import Content
from app.knowledge.texts import UnknownTextLanguage, WorkbookRefused, import_texts, reading
from tests.app.knowledge.texts.own_topic import SIMPLER
from tests.fixtures.workbooks import fill

Export = Callable[[str], Path]
Spoil = Callable[[Path], object]


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def spoiled_inside(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"][:3000]
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in parts.items():
            archive.writestr(name, body)


def with_a_password(path: Path) -> None:
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000))


def of_somebody_else(path: Path) -> None:
    workbook = Workbook()
    workbook.worksheets[0].title = "Answers"
    workbook.save(path)


def without(sheet: str) -> Spoil:
    def spoil(path: Path) -> None:
        workbook = load_workbook(path)
        del workbook[sheet]
        workbook.save(path)

    return spoil


def with_cell(sheet: str, cell: str, value: object) -> Spoil:
    def spoil(path: Path) -> None:
        workbook = load_workbook(path)
        workbook[sheet][cell] = value
        workbook.save(path)

    return spoil


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (truncated, "no .xlsx file, or is damaged"),
        (spoiled_inside, "cannot be read as a workbook"),
        (with_a_password, "without a password"),
        (lambda path: path.write_bytes(b""), "no .xlsx file"),
        (lambda path: path.write_text("id,part\n"), "no .xlsx file"),
        (Path.unlink, "cannot be read"),
        (of_somebody_else, "no workbook of ours"),
        (without("How to"), "no workbook of ours"),
        (with_cell("How to", "B2", None), "no workbook of ours"),
        (with_cell("How to", "B4", "2"), "no workbook of ours"),
        (with_cell("Answers", "G1", "sum"), "no column “digest”"),
    ],
)
def test_a_broken_file_changes_nothing_and_says_why(
    open_session: OpenSession, own_content: Content, export: Export, spoil: Spoil, reason: str
) -> None:
    path = fill(export("ar"), {SIMPLER: "اذهبوا إلى الشرطة خلال 7 أيام."})
    spoil(path)
    with pytest.raises(WorkbookRefused, match=reason):
        import_texts(open_session, own_content, path)


@pytest.mark.parametrize("tag", ["en", "xx"])
def test_a_language_that_cannot_be_translated_into_is_refused(
    open_session: OpenSession, own_content: Content, export: Export, tag: str
) -> None:
    path = export("ar")
    with_cell("How to", "B2", tag)(path)
    with pytest.raises(UnknownTextLanguage):
        import_texts(open_session, own_content, path)


def test_cells_far_to_the_right_and_foreign_sheets_are_not_kept_in_memory(
    open_session: OpenSession, own_content: Content, export: Export
) -> None:
    path = fill(export("ar"), {SIMPLER: "اذهبوا إلى الشرطة خلال 7 أيام."})
    workbook = load_workbook(path)
    foreign = workbook.create_sheet("Accounts")
    for number in range(1, 3001):
        workbook["Answers"].cell(number, 16384, "x")
        foreign.cell(number, 16384, "x")
    workbook.save(path)
    tracemalloc.start()
    try:
        assert import_texts(open_session, own_content, path).changed == 1
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_UNPACKED_BYTES", "MOST_ROWS"])
def test_a_file_made_to_fill_the_memory_is_not_unpacked(
    open_session: OpenSession, own_content: Content, export: Export, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    path = export("ar")
    monkeypatch.setattr(reading, limit, 10)
    with pytest.raises(WorkbookRefused, match="than"):
        import_texts(open_session, own_content, path)
