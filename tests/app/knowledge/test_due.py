"""`python -m app due`: what waits for a person, the worst first, from the database."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.cli import main
from app.database.session import OpenSession
from app.knowledge.answer_files import digest
from app.knowledge.content import Content
from app.knowledge.directory import Service
from app.knowledge.due import ANSWERS, SERVICES, DueReport, LanguageWork, due_report, report_lines
from app.knowledge.freshness import ReviewIntervals, read_review_intervals
from app.knowledge.models import FactSource, Source, TopicFact, TopicText
from app.knowledge.vocabulary import EditingState, TextState
from tests.fixtures.own_database import own_database

DEADLINES_OVERDUE = date(2027, 1, 31)
ALL_OVERDUE = date(2027, 11, 2)


@pytest.fixture
def intervals(content: Content) -> ReviewIntervals:
    return read_review_intervals(content)


@pytest.fixture
def open_session(seeded: Path, tmp_path: Path) -> OpenSession:
    """Every translation current and made by a machine, whatever stands in the files today."""
    open_session = own_database(seeded, tmp_path)
    with open_session.begin() as session:
        texts = session.scalars(select(TopicText)).all()
        english = {text.topic_id: text for text in texts if text.language == "en"}
        for text in texts:
            if text.language != "en":
                text.question_source = digest(english[text.topic_id].question)
                text.answer_source = text.answer and english[text.topic_id].answer_source
                text.answer_state = TextState.MACHINE if text.answer else None
    return open_session


def report(
    open_session: OpenSession,
    intervals: ReviewIntervals,
    today: date,
    days: int = 0,
    language: str | None = None,
) -> DueReport:
    with open_session() as session:
        return due_report(session, intervals, today=today, days=days, language=language)


def work(found: DueReport, language: str) -> LanguageWork:
    return next(one for one in found.languages if one.language == language)


def test_deadlines_are_overdue_after_90_days_and_everything_else_after_a_year(
    open_session: OpenSession, intervals: ReviewIntervals
) -> None:
    found = report(open_session, intervals, DEADLINES_OVERDUE)
    names = {item.id for item in found.items[ANSWERS]}
    assert {"appeal_deadline", "living_allowance", "refused"} <= names and "refugee_definition" not in names
    assert found.items[SERVICES] == []
    found = report(open_session, intervals, ALL_OVERDUE)
    assert len(found.items[ANSWERS]) + len(found.undated[ANSWERS]) == found.totals[ANSWERS] == 108
    assert len(found.items[SERVICES]) == found.totals[SERVICES] > 150


def test_what_falls_due_within_the_days_asked_for_is_listed_and_not_counted_as_overdue(
    open_session: OpenSession, intervals: ReviewIntervals
) -> None:
    assert report(open_session, intervals, date(2026, 12, 31), days=29).items[ANSWERS] == []
    found = report(open_session, intervals, date(2026, 12, 31), days=30)
    item = next(item for item in found.items[ANSWERS] if item.id == "appeal_deadline")
    assert (item.looked_on, item.due_on, item.days_late(found.today)) == (date(2026, 11, 1), date(2027, 1, 30), -30)
    assert any("answers: 0 overdue" in line for line in report_lines(found))


def test_a_service_confirmed_by_staff_counts_from_that_day(
    open_session: OpenSession, intervals: ReviewIntervals
) -> None:
    with open_session.begin() as session:
        session.get_one(Service, "jar").assured_date = date(2027, 6, 1)
    names = {item.id for item in report(open_session, intervals, ALL_OVERDUE).items[SERVICES]}
    assert "jar" not in names and names


def test_the_longest_overdue_comes_first(open_session: OpenSession, intervals: ReviewIntervals) -> None:
    with open_session.begin() as session:
        pages = (
            select(FactSource.source_id)
            .join(TopicFact, TopicFact.fact_id == FactSource.fact_id)
            .where(TopicFact.topic_id == "scams_and_brokers")
        )
        session.execute(update(Source).where(Source.id.in_(pages)).values(read_on="2020-01"))
    first = report(open_session, intervals, ALL_OVERDUE).items[ANSWERS][0]
    assert first.looked_on == date(2020, 1, 1)


def test_drafts_are_not_listed_since_no_visitor_sees_them(
    open_session: OpenSession, intervals: ReviewIntervals
) -> None:
    with open_session.begin() as session:
        session.get_one(Service, "jar").state = EditingState.DRAFT
    assert "jar" not in {item.id for item in report(open_session, intervals, ALL_OVERDUE).items[SERVICES]}


def test_answers_that_rest_on_no_page_are_named_apart(open_session: OpenSession, intervals: ReviewIntervals) -> None:
    assert "assistant_identity" in report(open_session, intervals, ALL_OVERDUE).undated[ANSWERS]


def test_translations_of_changed_english_and_of_machines_are_counted_the_worst_language_first(
    open_session: OpenSession, intervals: ReviewIntervals
) -> None:
    before = report(open_session, intervals, DEADLINES_OVERDUE)
    assert all(one.outdated == one.outdated_questions == [] for one in before.languages)
    with open_session.begin() as session:
        session.get_one(TopicText, ("emergency", "fr")).answer_source = "00000000"
        session.get_one(TopicText, ("apply_how", "fr")).answer_source = "00000000"
        session.get_one(TopicText, ("apply_how", "fr")).question_source = "00000000"
        session.get_one(TopicText, ("apply_how", "my")).answer_state = TextState.REVIEWED
    after = report(open_session, intervals, DEADLINES_OVERDUE)
    assert after.languages[0].language == "fr"
    french = work(after, "fr")
    assert french.outdated == ["emergency", "apply_how"] and french.outdated_questions == ["apply_how"]
    assert len(french.machine) == len(work(before, "fr").machine) - 2
    assert len(work(after, "my").machine) == len(work(before, "my").machine) - 1
    assert len(french.machine) + len(french.outdated) + len(french.missing) == 108


def test_a_language_without_texts_has_everything_to_be_written(
    open_session: OpenSession, intervals: ReviewIntervals
) -> None:
    (swahili,) = report(open_session, intervals, DEADLINES_OVERDUE, language="sw").languages
    assert len(swahili.missing) == 108


def test_the_command_prints_tables_and_never_fails_for_what_is_due(
    open_session: OpenSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'shirube.sqlite3'}")
    assert main(["due", "--days", "3650"]) == 0
    printed = capsys.readouterr().out
    assert "appeal_deadline (How many days" in printed and "services: " in printed and "\n  my " in printed
    assert main(["due", "--language", "my"]) == 0
    printed = capsys.readouterr().out
    assert "my machine" in printed and "answers: " not in printed and "\n  ar " not in printed
    assert main(["due", "--language", "xx"]) == 2


def test_a_database_that_is_not_there_is_told_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    with pytest.raises(SystemExit, match="python -m app migrate"):
        main(["due"])
