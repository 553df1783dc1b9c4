"""The command line: python -m app run | gateway | migrate | seed | questions | due | texts | check-content | …"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from app.settings import ROOT, Settings

MOST_DAYS = 3650
"""As far as `due` looks ahead."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m app", description="Shirube")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="start the gateway and Rasa, keep both running")
    commands.add_parser("gateway", help="start the gateway only")
    commands.add_parser("migrate", help="bring the database to the newest migration")
    commands.add_parser("seed", help="bring content/ into the database")
    questions = commands.add_parser(
        "questions", help="publish a topic or questions while Shirube runs, or take them back"
    )
    doing = questions.add_mutually_exclusive_group(required=True)
    doing.add_argument("--publish", type=Path, metavar="FILE", help="a file as docs/live-questions.md describes it")
    doing.add_argument("--withdraw", metavar="TOPIC", help="its live questions; a topic made live goes as a whole")
    due = commands.add_parser("due", help="list what must be read again, and translations that need a person")
    due.add_argument("--days", type=days_ahead, default=30, metavar="N", help="what falls due within N days (30)")
    due.add_argument("--language", metavar="TAG", help="this language's texts, one by one")
    _add_texts(commands.add_parser("texts", help="hand a language's texts to a translator, and take them back"))
    commands.add_parser("check-content", help="judge every text a visitor can read")
    commands.add_parser(
        "update-content", help="write what is derived: digests of new translations, training questions, wanted facts"
    )
    given = parser.parse_args(arguments)
    try:
        settings = Settings()
    except ValidationError as fault:
        for error in fault.errors():
            print(f"setting {'.'.join(map(str, error['loc']))}: {error['msg']}", file=sys.stderr)
        return 2
    if given.command in _COMMANDS_WITH_ARGUMENTS:
        return int(_COMMANDS_WITH_ARGUMENTS[given.command](settings, given))
    return int(_COMMANDS[given.command](settings))


def days_ahead(given: str) -> int:
    """A number of days as it was typed; raises what argparse tells in words."""
    days = int(given)
    if not 0 <= days <= MOST_DAYS:
        raise argparse.ArgumentTypeError(f"{given} is not between 0 and {MOST_DAYS}")
    return days


def _add_texts(texts: argparse.ArgumentParser) -> None:
    doing = texts.add_subparsers(dest="doing", required=True)
    export = doing.add_parser("export", help="write a workbook (docs/staff-texts.md)")
    export.add_argument("--language", required=True, metavar="TAG")
    export.add_argument("--out", required=True, type=Path, metavar="FILE.xlsx")
    bring = doing.add_parser("import", help="take what a translator wrote into the database")
    bring.add_argument("file", type=Path, metavar="FILE.xlsx")
    bring.add_argument("--dry-run", action="store_true", help="say what would change, change nothing")
    bring.add_argument("--files", action="store_true", help="also write messages and phrases into content/")


def _run(settings: Settings) -> int:
    from app.runner import RunnerConfig, serve_all

    config = RunnerConfig.of_project(
        ROOT,
        var=settings.var,
        host=settings.host,
        port=settings.port,
        internal_port=settings.internal_port,
        rasa_port=settings.rasa_port,
    )
    return asyncio.run(serve_all(config))


def _gateway(settings: Settings) -> int:
    import uvloop

    from app.serving import serve

    # Our own loggers only: a library's line may quote a request.
    own = logging.StreamHandler(sys.stderr)
    own.setFormatter(logging.Formatter("%(name)s level=%(levelname)s %(message)s"))
    logging.getLogger("shirube").addHandler(own)
    logging.getLogger("shirube").setLevel(logging.INFO)
    logging.getLogger("shirube").propagate = False
    logging.getLogger().addHandler(logging.NullHandler())

    async def serve_and_end() -> None:
        await serve(settings)
        # All is closed and saved; taking the interpreter apart, or waiting for a thread that hangs, takes seconds.
        os._exit(0)

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(serve_and_end())
    return 0


def _migrate(settings: Settings) -> int:
    from app.database.migrate import migrate
    from app.database.session import open_engine

    migrate(open_engine(settings.database))
    return 0


def _seed(settings: Settings) -> int:
    from app.database.session import open_engine, session_factory
    from app.knowledge.content import Content
    from app.knowledge.seed import seed

    with session_factory(open_engine(settings.database)).begin() as session:
        changed = seed(session, Content(settings.content), today=datetime.now(UTC).date())
    print("seeded" if changed else "nothing had changed")
    return 0


def _questions(settings: Settings, given: argparse.Namespace) -> int:
    from app.database.session import open_engine, session_factory
    from app.knowledge.content import Content
    from app.knowledge.publication import PublicationRefused, read_publication
    from app.knowledge.publishing import publish, withdraw

    try:
        with session_factory(open_engine(settings.database)).begin() as session:
            if given.publish:
                fresh = publish(session, read_publication(given.publish), at=datetime.now(UTC))
                print(f"published; {fresh} questions are new. They are understood within 5 seconds")
            else:
                is_live_only = given.withdraw not in Content(settings.content).topics
                gone = withdraw(session, given.withdraw, with_topic=is_live_only)
                print(f"withdrawn: {gone} questions" + (" and the topic" if is_live_only else ""))
    except PublicationRefused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def _due(settings: Settings, given: argparse.Namespace) -> int:
    import languages
    from app.database.session import READ_ONLY, open_engine, session_factory
    from app.knowledge.content import Content
    from app.knowledge.due import due_report, report_lines
    from app.knowledge.freshness import read_review_intervals, today_in_japan

    if given.language is not None and given.language not in languages.TAGS:
        print(f"There is no language {given.language}.", file=sys.stderr)
        return 2
    with _told_of_the_database(), session_factory(open_engine(settings.database))() as session:
        session.connection(execution_options=READ_ONLY)
        intervals = read_review_intervals(Content(settings.content))
        today = today_in_japan(datetime.now(UTC))
        report = due_report(session, intervals, today=today, days=given.days, language=given.language)
    print("\n".join(report_lines(report, language=given.language)))
    return 0


def _texts(settings: Settings, given: argparse.Namespace) -> int:
    from app.database.session import READ_ONLY, open_engine, session_factory
    from app.errors import ContentFault
    from app.knowledge.content import Content
    from app.knowledge.freshness import today_in_japan
    from app.knowledge.texts import UnknownTextLanguage, WorkbookRefused, export_texts, import_texts, report_lines

    content, open_session = Content(settings.content), session_factory(open_engine(settings.database))
    try:
        with _told_of_the_database():
            if given.doing == "export":
                with open_session() as session:
                    session.connection(execution_options=READ_ONLY)
                    today = today_in_japan(datetime.now(UTC))
                    written = export_texts(session, content, given.language, given.out, today=today)
                print(f"{written} texts written to {given.out}")
                return 0
            report = import_texts(open_session, content, given.file, dry_run=given.dry_run, with_files=given.files)
    except FileExistsError:
        print(f"{given.out} is there already. Choose another name: nobody's work is overwritten.", file=sys.stderr)
        return 1
    except (UnknownTextLanguage, WorkbookRefused, ContentFault, OSError) as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print("\n".join(report_lines(report)))
    return 1 if report.judgement.refusals else 0


@contextlib.contextmanager
def _told_of_the_database() -> Iterator[None]:
    """Says in words, instead of a traceback, that the database is not there, not filled or busy."""
    from sqlalchemy.exc import DBAPIError

    try:
        yield
    except DBAPIError as fault:
        raise SystemExit(
            f"The database cannot be used: {fault.orig}. Is DATABASE_URL right? A new one needs"
            " `python -m app migrate` and `python -m app seed`."
        ) from None


def _check_content(settings: Settings) -> int:
    from app.knowledge.checking import check_content

    return check_content(settings.content)


def _update_content(settings: Settings) -> int:
    from app.knowledge.content import Content
    from app.knowledge.stamping import stamp
    from app.knowledge.training_questions import questions_file, training_questions
    from app.knowledge.wanted_facts import WANTED_FACTS, wanted_facts

    print(f"{stamp(settings.content)} translations stamped")
    content = Content(settings.content)
    WANTED_FACTS.write_text(wanted_facts(content), "utf-8")
    for tag in content.languages:
        questions_file(tag).write_text(training_questions(content, tag), "utf-8")
    return 0


_COMMANDS = {
    "run": _run,
    "gateway": _gateway,
    "migrate": _migrate,
    "seed": _seed,
    "check-content": _check_content,
    "update-content": _update_content,
}
_COMMANDS_WITH_ARGUMENTS = {"questions": _questions, "due": _due, "texts": _texts}
