"""Brings a workbook that came back into Shirube: all that can be taken, in one go, and a report on the rest."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.database.session import READ_ONLY, OpenSession
from app.knowledge.content import Content
from app.knowledge.revisions import changed_since
from app.knowledge.texts.judging import Judgement, NewLine, judge
from app.knowledge.texts.reading import GivenWorkbook, WorkbookRefused, read_workbook
from app.knowledge.texts.storing import ChangedMeanwhile, content_files_written, store_texts
from app.knowledge.texts.text_rows import Sheet, check_language, text_rows

_MOST_TIMES = 10
"""So often a workbook is judged anew because somebody has published meanwhile."""


@dataclass(frozen=True)
class ImportReport:
    """What became of a workbook."""

    given: GivenWorkbook
    judgement: Judgement
    is_dry_run: bool
    files: Sequence[Path]
    """Files under content/ that were written."""
    waiting: Sequence[NewLine]
    """Good texts that belong into files, which nobody asked to write."""

    @property
    def changed(self) -> int:
        """How many texts are other ones now, an answer counting as one; in a dry run, how many would be."""
        return len(self.judgement.answers) + len(self.judgement.lines) - len(self.waiting)


def import_texts(
    open_session: OpenSession, content: Content, path: Path, *, dry_run: bool = False, with_files: bool = False
) -> ImportReport:
    """Takes what can be taken of the workbook at `path`, all at once; with `with_files`, also into content/.

    Raises WorkbookRefused, UnknownTextLanguage and ContentFault, with nothing changed.
    """
    given = read_workbook(path)
    check_language(given.language)
    for _ in range(_MOST_TIMES):
        # Judging takes long, and on SQLite visitors wait while another writes: it is done before, on what was then.
        with open_session() as session:
            session.connection(execution_options=READ_ONLY)
            revision, _ = changed_since(session, None)
            judgement = judge(given, text_rows(session, content, given.language))
        for_files = [line for line in judgement.lines if line.row.sheet.lies_in_files]
        report = ImportReport(given, judgement, dry_run, (), () if with_files else for_files)
        if dry_run:
            return report
        with contextlib.suppress(ChangedMeanwhile):
            lines = for_files if with_files else []
            return replace(report, files=_store(open_session, content, report, revision, lines))
    raise WorkbookRefused("Others are publishing all the time. Nothing was changed: import it again.")


def _store(
    open_session: OpenSession, content: Content, report: ImportReport, revision: int, for_files: Sequence[NewLine]
) -> Sequence[Path]:
    judgement, tag = report.judgement, report.given.language
    questions = [line for line in judgement.lines if line.row.sheet is Sheet.QUESTIONS]
    with open_session() as session:  # rolled back unless committed
        store_texts(session, tag, judgement.answers, questions, judged_at=revision, with_files=bool(for_files))
        with content_files_written(content, tag, for_files) as files:
            session.commit()
    return files


def report_lines(report: ImportReport) -> Iterator[str]:
    """What the person who imports reads, and can send to the translator."""
    judgement, tag = report.judgement, report.given.language
    if report.is_dry_run:
        yield "This is a trial: nothing was changed."
    yield (
        f"{tag}: {report.changed} texts {'would change' if report.is_dry_run else 'changed'},"
        f" {judgement.unchanged} rows as before, {len(judgement.refusals)} rows refused"
        + (f"; worked on by {report.given.name}" if report.given.name else "")
    )
    for answer in judgement.answers:
        new = ", ".join(answer.changed_parts) or "read again"
        yield f"  {Sheet.ANSWERS}: {answer.topic} ({new}), now {answer.state}"
    waiting = set(map(id, report.waiting))
    for line in judgement.lines:
        if id(line) not in waiting:
            state = f", now {line.state}" if line.row.sheet is not Sheet.PHRASES else ""
            yield f"  {line.row.sheet}: {line.row.id}{state}"
    if judgement.refusals:
        yield "refused (correct these in the file and import it again):"
        yield from (f"  {refusal.place}: {refusal.reason}" for refusal in judgement.refusals)
    if report.waiting:
        counts = Counter(line.row.sheet.value for line in report.waiting)
        yield (
            f"good, and not taken: {', '.join(f'{count} {sheet}' for sheet, count in counts.items())}."
            " These lie in files of the program: send this workbook to a founder, who imports it with --files."
        )
        yield from (f"  {line.row.sheet}: {line.row.id}" for line in report.waiting)
    if report.files:
        yield f"written: {', '.join(map(str, report.files))}. They are read when Shirube starts again."
    if report.given.absent:
        yield f"not in the file any more: {', '.join(report.given.absent)}"
