"""Reads a workbook that came back: rows as they were filled in, and cells that are no text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from app.knowledge.texts import workbook_form as form
from app.knowledge.texts.text_rows import Sheet
from app.knowledge.texts.wording import clean

MOST_BYTES = 5_000_000
MOST_UNPACKED_BYTES = 10_000_000
"""Ten times our largest workbook; one byte of a hostile one can take a hundred in memory."""
MOST_ROWS = 20_000
MOST_COLUMNS = 50
"""Whatever stands further right is none of ours; one cell in the last column of all would make a row of 16,384."""
_MOST_LABELS = 50
_TEXT, _FORMULA, _ERROR = "s", "f", "e"
_OURS = {form.HOW_TO, *Sheet}


class WorkbookRefused(Exception):
    """Why a file is not read at all; the sentence is for staff."""


@dataclass(frozen=True)
class Refusal:
    """What is not taken, where it stands and why."""

    place: str
    reason: str


@dataclass(frozen=True)
class GivenRow:
    """One row as it was filled in."""

    sheet: Sheet
    number: int
    id: str
    part: str
    text: str | None
    """What stands in the column for the new translation; None where that is empty."""
    state: str
    digest: str

    @property
    def key(self) -> tuple[Sheet, str, str]:
        return (self.sheet, self.id, self.part)

    @property
    def place(self) -> str:
        return f"{self.sheet} row {self.number} ({self.id}, {self.part})"


@dataclass
class GivenWorkbook:
    """A workbook that came back."""

    language: str
    name: str
    """Who worked on it, as they say themselves; may be empty."""
    rows: list[GivenRow] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    """Sheets that are not in the file any more."""


def read_workbook(path: Path) -> GivenWorkbook:
    """The workbook at `path`; raises WorkbookRefused where it is none, or none that our export made."""
    _check_size(path)
    try:
        workbook = load_workbook(path, read_only=True)
        # Rows are unpacked as they are asked for: a file can be broken in the middle.
        sheets = {sheet.title: list(_rows(sheet)) for sheet in workbook.worksheets if sheet.title in _OURS}
        workbook.close()
    except WorkbookRefused:
        raise
    except Exception as fault:  # whatever a broken or hostile file makes the library raise
        raise WorkbookRefused(
            f"{path} cannot be read as a workbook ({type(fault).__name__}). Save it as .xlsx and try again."
        ) from fault
    labels = _labels(sheets.pop(form.HOW_TO, []))
    if labels.get(form.FORM) != form.FORM_NUMBER or not labels.get(form.LANGUAGE):
        raise WorkbookRefused(
            f"{path} is no workbook of ours: its sheet “{form.HOW_TO}” must be there as exported, with the language."
            " Export anew and copy the new translations over."
        )
    given = GivenWorkbook(labels[form.LANGUAGE], labels.get(form.YOUR_NAME, ""))
    for sheet in Sheet:
        if sheet.value in sheets:
            _read_sheet(given, sheet, sheets[sheet.value])
        else:
            given.absent.append(sheet.value)
    if len(given.absent) == len(Sheet):
        raise WorkbookRefused(f"{path} has none of the sheets {', '.join(Sheet)}.")
    _refuse_doubles(given)
    return given


def _check_size(path: Path) -> None:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise WorkbookRefused(f"{path} is larger than {MOST_BYTES // 1_000_000} MB.")
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED_BYTES:
                raise WorkbookRefused(f"{path} unpacks to more than {MOST_UNPACKED_BYTES // 1_000_000} MB.")
    except OSError as fault:
        raise WorkbookRefused(f"{path} cannot be read: {fault.strerror or fault}") from None
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise WorkbookRefused(
            f"{path} is no .xlsx file, or is damaged or locked with a password. Save it as .xlsx without a password."
        ) from None


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()  # what a file says of its own size may be anything
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), 1):
        if number > MOST_ROWS:
            raise WorkbookRefused(f"Sheet “{sheet.title}” has more than {MOST_ROWS} rows.")
        yield cells


def _labels(rows: Sequence[Sequence[Any]]) -> dict[str, str]:
    return {_plain(cells[0]): _plain(cells[1]) for cells in rows[:_MOST_LABELS] if len(cells) > 1}


def _read_sheet(given: GivenWorkbook, sheet: Sheet, rows: Sequence[Sequence[Any]]) -> None:
    columns = {_plain(cell).casefold(): n for n, cell in enumerate(rows[0] if rows else ())}
    if lost := [name for name in form.COLUMNS if name != form.NOTE and name.casefold() not in columns]:
        raise WorkbookRefused(
            f"Sheet “{sheet}” has no column {', '.join(f'“{name}”' for name in lost)} in its first row."
        )
    for number, cells in enumerate(rows[1:], 2):

        def cell(name: str, cells: Sequence[Any] = cells) -> Any:
            position = columns[name.casefold()]
            return cells[position] if position < len(cells) else None

        new = cell(form.NEW)
        problem = _no_text(new)
        row = GivenRow(
            sheet=sheet,
            number=number,
            id=_plain(cell(form.ID)),
            part=_plain(cell(form.PART)),
            text=None if problem else _plain(new) or None,
            state=_plain(cell(form.STATE)).casefold(),
            digest=_plain(cell(form.DIGEST)),
        )
        if problem:
            given.refusals.append(Refusal(row.place, problem))
        elif row.id or row.text:
            given.rows.append(row)


def _no_text(cell: Any) -> str | None:
    if cell is None or cell.value is None or cell.data_type == _TEXT:
        return None
    if cell.data_type == _FORMULA:
        return "a formula, not a text: type the text itself (a cell that begins with = or - needs the format “Text”)"
    if cell.data_type == _ERROR:
        return f"the cell shows an error ({cell.value}), not a text"
    return f"a number or a date ({cell.value}), not a text"


def _plain(cell: Any) -> str:
    return clean(str(cell.value)) if cell is not None and cell.value is not None else ""


def _refuse_doubles(given: GivenWorkbook) -> None:
    """Of two rows for one text nobody can say which is meant; two empty or equal ones do no harm."""
    first: dict[tuple[Sheet, str, str], GivenRow] = {}
    doubles: set[tuple[Sheet, str, str]] = set()
    for row in given.rows:
        other = first.setdefault(row.key, row)
        if (other.text, other.state) != (row.text, row.state):
            doubles.add(row.key)
    given.refusals += [Refusal(row.place, "stands twice in the file") for row in given.rows if row.key in doubles]
    given.rows = [row for row in given.rows if row.key not in doubles and first[row.key] is row]
