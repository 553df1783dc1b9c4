"""While a workbook is imported, visitors are answered and staff publish; neither waits, nothing is overwritten."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import Engine, create_engine, text

from app.database.session import OpenSession
from app.knowledge.catalogue_keeper import CatalogueKeeper
from app.knowledge.content import Content
from app.knowledge.publication import Publication
from app.knowledge.publishing import publish
from app.knowledge.texts import import_texts
from app.knowledge.texts import importing as importing_module
from app.knowledge.texts.judging import Judgement, judge
from tests.app.knowledge.texts.conftest import NOW
from tests.app.knowledge.texts.own_topic import ARABIC, OWN_TOPIC, SIMPLER, TOPIC
from tests.app.knowledge.texts.stored import Bring, reasons, text_of
from tests.fixtures.workbooks import Key, fill

Export = Callable[[str], Path]
Judged = Callable[[Callable[[int], None]], None]
NEW_SIMPLER = "اذهبوا إلى الشرطة خلال 7 أيام."
STAFFS_SIMPLER = "اذهبوا إلى مركز الشرطة خلال 7 أيام."
THANKS: Key = ("Messages", "utter_thank", "message")


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Judged:
    """Has something happen each time a workbook is judged; it gets the number of the time."""

    def during(happens: Callable[[int], None]) -> None:
        times: list[Judgement] = []

        def judging(*given: object) -> Judgement:
            happens(len(times))
            times.append(judge(*given))  # type: ignore[arg-type]
            return times[-1]

        monkeypatch.setattr(importing_module, "judge", judging)

    return during


def impatient(open_session: OpenSession) -> Engine:
    """Somebody who writes into the same file and does not wait for others."""
    with open_session() as session:
        engine = session.get_bind()
    assert isinstance(engine, Engine)
    return create_engine(engine.url, connect_args={"timeout": 0})


def staff_publish(open_session: OpenSession, topic: str, simpler: str) -> None:
    texts = {**OWN_TOPIC["texts"], "ar": {**ARABIC, "simpler": simpler}}
    with open_session.begin() as session:
        publish(session, Publication.model_validate({**OWN_TOPIC, "topic": topic, "texts": texts}), at=NOW)


@pytest.mark.parametrize("dry_run", [True, False])
def test_visitors_write_while_a_workbook_is_judged(
    open_session: OpenSession, bring: Bring, judged: Judged, dry_run: bool
) -> None:
    written: list[int] = []

    def visitor(time: int) -> None:
        with impatient(open_session).begin() as connection:
            connection.execute(text("UPDATE knowledge_revision SET seed_digest = seed_digest"))
        written.append(time)

    judged(visitor)
    assert bring({SIMPLER: NEW_SIMPLER}, dry_run=dry_run).changed == 1
    assert written == [0]


def test_what_staff_publish_meanwhile_is_not_overwritten(
    open_session: OpenSession,
    own_content: Content,
    export: Export,
    judged: Judged,
) -> None:
    before, files = own_content.digest, []

    def staff(time: int) -> None:
        files.append(Content(own_content.root).digest)
        if time == 0:
            staff_publish(open_session, TOPIC, STAFFS_SIMPLER)

    judged(staff)
    path = fill(export("ar"), {SIMPLER: NEW_SIMPLER, THANKS: "أهلًا بكم. هل لديكم سؤال آخر؟"})
    report = import_texts(open_session, own_content, path, with_files=True)
    assert report.changed == 1 and "somebody has changed this translation" in reasons(report)
    assert text_of(open_session).simpler == STAFFS_SIMPLER
    assert files == [before, before]  # nothing is written before the last judgement
    assert Content(own_content.root).digest != before


def test_what_staff_publish_elsewhere_keeps_no_translation_back(
    open_session: OpenSession, bring: Bring, judged: Judged
) -> None:
    times: list[int] = []

    def staff(time: int) -> None:
        times.append(time)
        if time < 2:
            staff_publish(open_session, f"other_{time}", STAFFS_SIMPLER)

    judged(staff)
    assert bring({SIMPLER: NEW_SIMPLER}).changed == 1 and times == [0, 1, 2]
    assert text_of(open_session).simpler == NEW_SIMPLER


def test_of_two_translators_whose_files_are_imported_at_once_neither_loses_a_message(
    open_session: OpenSession, own_content: Content, export: Export, judged: Judged, tmp_path: Path
) -> None:
    send: Key = ("Messages", "page.send", "message")
    path = export("ar")
    other = Path(shutil.copy(path, tmp_path / "other.xlsx"))
    mine, theirs = fill(path, {THANKS: "أهلًا بكم. هل لديكم سؤال آخر؟"}), fill(other, {send: "أرسلوا"})

    others: list[Path] = [theirs]

    def other_founder(_time: int) -> None:
        while others:
            theirs = others.pop()
            import_texts(open_session, own_content, theirs, with_files=True)

    judged(other_founder)
    import_texts(open_session, own_content, mine, with_files=True)
    written = (own_content.root / "messages/ar.yml").read_text("utf-8")
    assert "أهلًا بكم" in written and "أرسلوا" in written


def test_every_replica_rereads_each_topic_that_a_workbook_changed(
    open_session: OpenSession, own_content: Content, export: Export
) -> None:
    now = 0.0
    keeper = CatalogueKeeper(open_session, clock=lambda: now)
    before = keeper.current()
    question: Key = ("Questions", "apply_deadline", "question")
    path = fill(export("ar"), {SIMPLER: NEW_SIMPLER, question: "هل يوجد موعد أخير لتقديم الطلب؟"})
    assert import_texts(open_session, own_content, path).changed == 2
    now, end = 5.0, monotonic() + 10
    while keeper.current() is before:
        assert monotonic() < end
    assert keeper.current() == CatalogueKeeper(open_session).current()
    assert keeper.current().services is before.services
