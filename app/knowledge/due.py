"""What must be read again: answers and services by age, translations by what became of their English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.knowledge.answer_files import digest
from app.knowledge.catalogue import Catalogue, read_catalogue
from app.knowledge.freshness import SELDOM_DAYS, ReviewIntervals, due_on, last_looked_on
from app.knowledge.models import Topic, TopicText
from app.knowledge.vocabulary import SOURCE_LANGUAGE, EditingState, TextState

ANSWERS, SERVICES = "answers", "services"
_Looked = tuple[str, str, date | None, int]
"""Id, name, when it was last looked at, and for how many days that holds."""


@dataclass(frozen=True, order=True)
class DueItem:
    """An answer or a service that falls due, the longest overdue first."""

    due_on: date
    id: str
    looked_on: date
    name: str

    def days_late(self, today: date) -> int:
        """Days past the day it was due; 0 or less while it is not."""
        return (today - self.due_on).days


@dataclass
class LanguageWork:
    """Topic ids whose texts in one language need a person, those of answers in danger and deadlines first."""

    language: str
    outdated: list[str] = field(default_factory=list)
    """Answers whose English has changed: visitors get the English."""
    outdated_questions: list[str] = field(default_factory=list)
    machine: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    @property
    def weight(self) -> tuple[int, int, int, str]:
        """The worst language sorts first: what is hidden from visitors, then what nobody has read."""
        hidden = len(self.outdated) + len(self.outdated_questions)
        return (-hidden, -len(self.machine), -len(self.missing), self.language)


@dataclass(frozen=True)
class DueReport:
    """Everything that waits for a person, as of one day."""

    today: date
    until: date
    items: dict[str, list[DueItem]]
    """`answers` and `services` that are overdue or fall due until `until`."""
    totals: dict[str, int]
    undated: dict[str, list[str]]
    """Ids that rest on no page: nobody can say how old they are."""
    languages: list[LanguageWork]


def due_report(
    session: Session, intervals: ReviewIntervals, *, today: date, days: int, language: str | None = None
) -> DueReport:
    """What is overdue or falls due within `days`, of what visitors can see; translations of `language` or of all."""
    catalogue = read_catalogue(session, 0)
    until = today + timedelta(days=days)
    looked = {ANSWERS: list(_answers(catalogue, intervals)), SERVICES: list(_services(catalogue))}
    items: dict[str, list[DueItem]] = {}
    undated: dict[str, list[str]] = {}
    for kind, found in looked.items():
        dated = (DueItem(due_on(on, days), id_, on, name) for id_, name, on, days in found if on is not None)
        items[kind] = sorted(item for item in dated if item.due_on <= until)
        undated[kind] = [id_ for id_, _, on, _ in found if on is None]
    return DueReport(
        today=today,
        until=until,
        items=items,
        totals={kind: len(found) for kind, found in looked.items()},
        undated=undated,
        languages=_languages(session, intervals, language),
    )


def _answers(catalogue: Catalogue, intervals: ReviewIntervals) -> Iterator[_Looked]:
    for topic in catalogue.topics.values():
        english = topic.answers.get(SOURCE_LANGUAGE)
        days = intervals.days(topic.id, english.text if english else "")
        yield topic.id, topic.question(SOURCE_LANGUAGE), topic.looked_on, days


def _services(catalogue: Catalogue) -> Iterator[_Looked]:
    for service in catalogue.services.values():
        yield service.id, service.name, last_looked_on(service.sources, service.checked_on), SELDOM_DAYS


def _languages(session: Session, intervals: ReviewIntervals, only: str | None) -> list[LanguageWork]:
    topics = session.scalars(
        select(Topic)
        .where(Topic.state == EditingState.PUBLISHED)
        .options(selectinload(Topic.texts))
        .order_by(Topic.position)
    ).all()
    tags = {text.language for topic in topics for text in topic.texts} - {SOURCE_LANGUAGE}
    work = {tag: LanguageWork(tag) for tag in ({only} if only else tags)}
    for topic in sorted(topics, key=lambda topic: (topic.group != "danger", intervals.days(topic.id))):
        texts = {text.language: text for text in topic.texts}
        if (original := texts.get(SOURCE_LANGUAGE)) is not None and original.answer is not None:
            for tag, found in work.items():
                _note(found, topic.id, original, texts.get(tag))
    return sorted(work.values(), key=lambda found: found.weight)


def _note(work: LanguageWork, topic: str, original: TopicText, text: TopicText | None) -> None:
    if text is not None and text.question_source not in (None, digest(original.question)):
        work.outdated_questions.append(topic)
    if text is None or text.answer is None:
        work.missing.append(topic)
    elif text.answer_source != original.answer_source:
        work.outdated.append(topic)
    elif text.answer_state is TextState.MACHINE:
        work.machine.append(topic)


def report_lines(report: DueReport, *, language: str | None = None) -> Iterator[str]:
    """The report as people read it in a terminal; with `language`, that language's texts one by one and no more."""
    if language is None:
        yield f"Today is {report.today} in Japan. Listed is what is overdue or falls due by {report.until}."
        for kind in (ANSWERS, SERVICES):
            yield from _dated_lines(report, kind)
    yield ""
    yield "translations (outdated: the English has changed, visitors get the English; machine: no person has read it)"
    yield f"  {'language':<10} {'outdated':>8} {'questions outdated':>18} {'machine':>8} {'not written':>11}"
    for work in report.languages:
        counts = (len(work.outdated), len(work.outdated_questions), len(work.machine), len(work.missing))
        yield f"  {work.language:<10} {counts[0]:>8} {counts[1]:>18} {counts[2]:>8} {counts[3]:>11}"
    for work in report.languages:
        yield from _named(f"{work.language} outdated", work.outdated)
        yield from _named(f"{work.language} questions outdated", work.outdated_questions)
        if language is not None:
            yield from _named(f"{work.language} machine", work.machine)
            yield from _named(f"{work.language} not written", work.missing)


def _dated_lines(report: DueReport, kind: str) -> Iterator[str]:
    items = report.items[kind]
    late = sum(item.days_late(report.today) > 0 for item in items)
    yield ""
    yield f"{kind}: {late} overdue, {len(items) - late} due soon, of {report.totals[kind]}"
    if items:
        yield f"  {'due':<10} {'days late':>9}  {'last looked':<11}  what"
    for item in items:
        late_by = str(days) if (days := item.days_late(report.today)) > 0 else "-"
        yield f"  {item.due_on!s:<10} {late_by:>9}  {item.looked_on!s:<11}  {item.id} ({item.name})"
    yield from _named(f"rest on no page, so nobody can say how old ({kind})", report.undated[kind])


def _named(heading: str, identifiers: Iterable[str]) -> Iterator[str]:
    if names := list(identifiers):
        yield f"  {heading} ({len(names)}): {', '.join(names)}"
