"""Writes the workbook a translator works in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from sqlalchemy.orm import Session

import languages
from app.knowledge.content import Content
from app.knowledge.texts import workbook_form as form
from app.knowledge.texts.text_rows import Sheet, TextRow, check_language, text_rows
from app.knowledge.texts.typography import LATIN, height_points, typeface_of
from app.knowledge.texts.wording import clean
from app.knowledge.vocabulary import TextState

_WIDTHS = {form.ID: 24, form.PART: 13, form.ENGLISH: 65, form.CURRENT: 80, form.NEW: 80, form.STATE: 12, form.NOTE: 28}
_STEP_WIDTH = 110
_HEAD, _TO_WRITE, _TO_CHOOSE = "FF1F3A4D", "FFFFF8D6", "FFEAF3F8"
_STATES = (TextState.MACHINE, TextState.TRANSLATED, TextState.REVIEWED)
_LINE = Side(style="thin", color="FFD0D0D0")
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = 1, 2
# Excel takes what begins with "-" or "=" for a formula, unless the cell is text already.
_AS_TEXT = "@"


def export_texts(session: Session, content: Content, tag: str, path: Path, *, today: date) -> int:
    """Writes all texts of `tag` to `path`; how many there are.

    Raises UnknownTextLanguage, and OSError where `path` cannot be written or is there already.
    """
    check_language(tag)
    rows = text_rows(session, content, tag)
    workbook = Workbook()
    _write_how_to(workbook.worksheets[0], tag, today)
    for sheet in Sheet:
        _write_sheet(workbook.create_sheet(sheet.value), [row for row in rows if row.sheet is sheet], tag)
    with path.open("xb") as file:  # never over a workbook that somebody may have worked in
        workbook.save(file)
    return len(rows)


def _write_how_to(sheet: Worksheet, tag: str, today: date) -> None:
    language = languages.get(tag)
    sheet.title = form.HOW_TO
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 16, _STEP_WIDTH
    title = sheet.cell(1, 1, f"Shirube: texts in {language.english_name} ({language.endonym})")
    title.font = Font(name=LATIN.font, size=16, bold=True)
    sheet.row_dimensions[1].height = 26
    known = {form.LANGUAGE: tag, "Made on": today.isoformat(), form.FORM: form.FORM_NUMBER, form.YOUR_NAME: ""}
    for number, (label, value) in enumerate(known.items(), 2):
        _write(sheet.cell(number, 1), label)
        _write(sheet.cell(number, 2), value)
    name = sheet.cell(5, 2)
    name.fill, name.protection = PatternFill("solid", fgColor=_TO_WRITE), Protection(locked=False)
    for number, step in enumerate(form.STEPS, 1):
        _write(sheet.cell(6 + number, 1), f"{number}.")
        _write(sheet.cell(6 + number, 2), step)
        sheet.cell(6 + number, 1).alignment = Alignment(horizontal="right", vertical="top")
        sheet.row_dimensions[6 + number].height = height_points(step, LATIN, _STEP_WIDTH)
    sheet.protection.sheet = True


def _write_sheet(sheet: Worksheet, rows: Iterable[TextRow], tag: str) -> None:
    language = languages.get(tag)
    # In a mirrored sheet the reading begins at the right edge, where the first column then stands.
    sheet.sheet_view.rightToLeft = language.direction == "rtl"
    sheet.append(list(form.COLUMNS))
    for cell in sheet[1]:
        cell.font = Font(name=LATIN.font, size=LATIN.size, bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", fgColor=_HEAD)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    last = 1
    for last, row in enumerate(rows, 2):
        _write_row(sheet, last, row, tag)
    for number, name in enumerate(form.COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 12)
    sheet.column_dimensions[_letter(form.DIGEST)].hidden = True
    sheet.freeze_panes = f"{_letter(form.ENGLISH)}2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(form.COLUMNS))}{last}"
    choices = DataValidation("list", formula1=f'"{",".join(state.value for state in _STATES)}"', allow_blank=True)
    choices.add(f"{_letter(form.STATE)}2:{_letter(form.STATE)}{max(2, last)}")
    sheet.add_data_validation(choices)
    sheet.protection.sheet = True
    # False allows: a translator may look at less at a time and make room.
    sheet.protection.autoFilter = sheet.protection.formatColumns = sheet.protection.formatRows = False
    _lay_out_for_paper(sheet)


def _lay_out_for_paper(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"


def _write_row(sheet: Worksheet, number: int, row: TextRow, tag: str) -> None:
    language = languages.get(tag)
    own = _RIGHT_TO_LEFT if language.direction == "rtl" else _LEFT_TO_RIGHT
    values = {
        form.ID: row.id,
        form.PART: row.part,
        form.ENGLISH: row.english,
        form.CURRENT: row.current or "",
        form.NEW: "",
        form.STATE: row.state.value if row.state else "",
        form.DIGEST: row.digest,
        form.NOTE: row.note,
    }
    for cell, (name, value) in zip(_cells(sheet, number), values.items(), strict=True):
        _write(cell, value)
        translated = name in (form.CURRENT, form.NEW)
        typeface = typeface_of(language.script) if translated else LATIN
        cell.font = Font(name=typeface.font, size=typeface.size)
        order = own if translated else _LEFT_TO_RIGHT
        side = "right" if order == _RIGHT_TO_LEFT else "left"
        cell.alignment = Alignment(horizontal=side, vertical="top", wrap_text=True, readingOrder=order)
        cell.border = Border(bottom=_LINE)
    # Where nothing is written yet, the English tells how much room that will take.
    expected = height_points(row.current or row.english, typeface_of(language.script), _WIDTHS[form.CURRENT])
    in_english = height_points(row.english, LATIN, _WIDTHS[form.ENGLISH])
    sheet.row_dimensions[number].height = max(expected, in_english, height_points(row.note, LATIN, _WIDTHS[form.NOTE]))
    for name, colour in ((form.NEW, _TO_WRITE), (form.STATE, _TO_CHOOSE)):
        cell = sheet[f"{_letter(name)}{number}"]
        cell.fill, cell.protection = PatternFill("solid", fgColor=colour), Protection(locked=False)


def _cells(sheet: Worksheet, number: int) -> Iterator[Cell]:
    for column in range(1, len(form.COLUMNS) + 1):
        cell = sheet.cell(number, column)
        assert isinstance(cell, Cell)
        yield cell


def _write(cell: object, text: str) -> None:
    """Never a formula, whatever the text begins with."""
    assert isinstance(cell, Cell)
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", clean(text))
        cell.data_type = "s"
    cell.number_format = _AS_TEXT
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _letter(name: str) -> str:
    return get_column_letter(form.COLUMNS.index(name) + 1)
