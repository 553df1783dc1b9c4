"""What a translator wrote becomes a text, or comes back with the reason; never half of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from app.cli import main
from app.database.session import OpenSession
from app.knowledge.content import Content
from app.knowledge.models import KnowledgeRevision, TopicText
from app.knowledge.publication import Publication
from app.knowledge.publishing import publish
from app.knowledge.seed import seed
from app.knowledge.texts import import_texts, report_lines
from app.knowledge.vocabulary import TextState
from tests.app.knowledge.texts.conftest import NOW
from tests.app.knowledge.texts.own_topic import ANSWER, ARABIC, ENGLISH, IF_NONE, OWN_TOPIC, QUESTION, SIMPLER, TOPIC
from tests.app.knowledge.texts.stored import Bring, reasons, revision, shown, text_of
from tests.fixtures.workbooks import Key, fill

Export = Callable[[str], Path]
NEW_SIMPLER = "اذهبوا إلى الشرطة خلال 7 أيام."
WHOLE = {
    ANSWER: ARABIC["answer"].replace("الصغير ", ""),
    SIMPLER: NEW_SIMPLER,
    IF_NONE: "اسألوا محاميًا أولًا قبل أن تذهبوا.",
}


def test_a_whole_answer_is_stored_as_translated_and_shown_within_seconds(
    open_session: OpenSession, bring: Bring
) -> None:
    before = revision(open_session)
    report = bring(WHOLE)
    assert (report.changed, report.judgement.refusals) == (1, [])
    text = text_of(open_session)
    assert (text.answer, text.simpler, text.conditions) == (WHOLE[ANSWER], NEW_SIMPLER, {"none": WHOLE[IF_NONE]})
    assert text.answer_state is TextState.TRANSLATED and text.changed_by_staff
    assert revision(open_session) == before + 1
    answer = shown(open_session).answer("ar")
    assert answer is not None and (answer.language, answer.text) == ("ar", WHOLE[ANSWER])


def test_one_part_is_replaced_and_the_answer_stays_as_unread_as_its_other_parts(
    open_session: OpenSession, bring: Bring
) -> None:
    bring({SIMPLER: NEW_SIMPLER})
    text = text_of(open_session)
    assert (text.answer, text.simpler) == (ARABIC["answer"], NEW_SIMPLER)
    assert text.answer_state is TextState.MACHINE


def test_a_question_is_stored_with_the_english_it_translates(open_session: OpenSession, bring: Bring) -> None:
    assert bring({QUESTION: "سرق أحد دراجتي. ماذا أفعل؟"}).changed == 1
    text = text_of(open_session)
    assert (text.question, text.question_state) == ("سرق أحد دراجتي. ماذا أفعل؟", TextState.TRANSLATED)
    assert shown(open_session).question("ar") == text.question
    assert text.answer_state is TextState.MACHINE


def test_importing_the_same_file_again_changes_nothing(
    open_session: OpenSession, own_content: Content, export: Export
) -> None:
    path = fill(export("ar"), WHOLE)
    assert import_texts(open_session, own_content, path).changed == 1
    before = revision(open_session)
    assert import_texts(open_session, own_content, path).changed == 0
    assert revision(open_session) == before


def test_a_trial_says_the_same_and_changes_nothing(open_session: OpenSession, bring: Bring) -> None:
    before = revision(open_session)
    report = bring(WHOLE, dry_run=True)
    assert report.changed == 1 and "nothing was changed" in next(report_lines(report))
    assert text_of(open_session).answer == ARABIC["answer"]
    assert revision(open_session) == before


def test_a_seed_leaves_alone_what_was_imported(
    open_session: OpenSession, own_content: Content, bring: Bring, content: Content
) -> None:
    question = "هل يوجد موعد أخير لتقديم الطلب؟"
    assert bring({("Questions", "apply_deadline", "question"): question}).changed == 1
    with open_session.begin() as session:
        session.get_one(KnowledgeRevision, 1).seed_digest = "another"
        assert seed(session, content, today=NOW.date())
    assert text_of(open_session, "apply_deadline").question == question


@pytest.mark.parametrize(
    ("key", "text", "reason"),
    [
        (SIMPLER, "اذهبوا إلى مركز الشرطة خلال 8 أيام.", "numbers differ"),
        (SIMPLER, "اذهبوا إلى مركز الشرطة خلال ٧ أيام.", "with 0–9"),
        (SIMPLER, "Go to the police box within 7 days.", "left in English"),
        (SIMPLER, "اذهبوا إلى police station within 7 أيام.", "left in English"),
        (SIMPLER, "اذهبوا إلى مركز الشرطة\nخلال 7 أيام.", "more than one line"),
        (SIMPLER, "7 " + "أيام " * 100, "too long"),
        (SIMPLER, "اذهبوا خلال 7 أيام \u202e.", "U+202E"),
        (SIMPLER, "اذهبوا خلال 7 أيام، https://example.org", "links"),
        (SIMPLER, "<b>اذهبوا</b> خلال 7 أيام.", "HTML"),
        (SIMPLER, "- اذهبوا خلال 7 أيام.", "1 list lines, 0 in English"),
        (SIMPLER, "اذهبوا **خلال** 7 أيام.", "in bold"),
        (SIMPLER, "اذهبوا خلال 7 أيام {name}.", "names in braces"),
        (ANSWER, ARABIC["answer"].replace("(交番) ", ""), "Japanese terms missing"),
        (ANSWER, ARABIC["answer"].replace("03-5379-6001", "03-6001-5379"), "phone numbers differ"),
        (ANSWER, ARABIC["answer"].replace("03-5379-6001", "03 5379 6001"), "phone numbers differ"),
        (ANSWER, "## العنوان\n" + ARABIC["answer"], "headings"),
        (ANSWER, ARABIC["answer"].replace("\n- الملصق", " الملصق"), "1 list lines, 2 in English"),
        (QUESTION, "سُرقت دراجتي. " * 8, "at most 70"),
        (SIMPLER, "اتصلوا بسفارتكم خلال 7 أيام.", "an embassy"),
        (SIMPLER, 7, "a number or a date"),
        (SIMPLER, "=1+1", "a formula"),
    ],
)
def test_what_differs_from_the_english_is_refused_with_the_reason(
    open_session: OpenSession, bring: Bring, key: Key, text: Any, reason: str
) -> None:
    report = bring({key: text})
    assert report.changed == 0 and reason in reasons(report)
    assert report.judgement.refusals[0].place.startswith(key[0])
    assert text_of(open_session).simpler == ARABIC["simpler"]


def test_a_refused_row_keeps_no_other_row_back(open_session: OpenSession, bring: Bring) -> None:
    report = bring({ANSWER: "8", SIMPLER: NEW_SIMPLER, QUESTION: "من سرق دراجتي وماذا أفعل؟"})
    assert report.changed == 2 and len(report.judgement.refusals) == 1
    text = text_of(open_session)
    assert (text.answer, text.simpler) == (ARABIC["answer"], NEW_SIMPLER)


def publish_english(open_session: OpenSession, **changes: Any) -> None:
    texts = {"en": ENGLISH | changes}
    with open_session.begin() as session:
        publish(session, Publication.model_validate(OWN_TOPIC | {"texts": texts}), at=NOW)


def test_an_answer_whose_english_has_changed_is_taken_as_a_whole_only(open_session: OpenSession, bring: Bring) -> None:
    publish_english(open_session, conditions={"none": "Ask JAR before you go there."})
    report = bring({IF_NONE: "اسألوا JAR قبل أن تذهبوا.", SIMPLER: NEW_SIMPLER})
    assert report.changed == 0 and "not given, or refused: answer" in reasons(report)
    whole = WHOLE | {IF_NONE: "اسألوا JAR قبل أن تذهبوا.", ANSWER: ARABIC["answer"]}
    assert bring(whole).changed == 1
    answer = shown(open_session).answer("ar")
    assert answer is not None and answer.language == "ar" and answer.state is TextState.TRANSLATED


def test_an_answer_that_was_never_translated_is_begun_with_its_question(
    open_session: OpenSession, bring: Bring
) -> None:
    french: dict[Key, Any] = {
        ANSWER: "Déclarez-le au poste de police (交番) dans les **7 jours**.\n\n"
        "- Appelez le 03-5379-6001 pour un interprète.\n- Le nouvel autocollant coûte 600 yens.",
        SIMPLER: "Allez au poste de police dans les 7 jours.",
        IF_NONE: "Demandez à un avocat avant d'y aller.",
    }
    report = bring(french, tag="fr")
    assert report.changed == 0 and "its question is not translated" in reasons(report)
    assert bring(french | {QUESTION: "On a volé mon vélo. Que faire ?"}, tag="fr").changed == 2
    answer = shown(open_session).answer("fr")
    assert answer is not None and answer.text == french[ANSWER]
    assert shown(open_session).question("fr") == "On a volé mon vélo. Que faire ?"


def test_what_changed_since_the_export_is_not_overwritten(
    open_session: OpenSession, own_content: Content, export: Export
) -> None:
    english, arabic = fill(export("ar"), {SIMPLER: NEW_SIMPLER}), "كلمات كتبها زميل خلال 7 أيام."
    with open_session.begin() as session:
        session.get_one(TopicText, (TOPIC, "ar")).simpler = arabic
    report = import_texts(open_session, own_content, english)
    assert "somebody has changed this translation" in reasons(report)
    assert text_of(open_session).simpler == arabic
    publish_english(open_session, simpler="Go to the police within 7 days.")
    report = import_texts(open_session, own_content, english)
    assert "the English has changed since the export" in reasons(report)
    assert text_of(open_session).simpler == arabic


def test_rows_with_an_unknown_name_or_standing_twice_are_refused(
    open_session: OpenSession, own_content: Content, export: Export
) -> None:
    path = export("ar")
    workbook = load_workbook(path)
    workbook["Answers"].append(["no_such_topic", "answer", "", "", "نص جديد", "", "", ""])
    workbook["Answers"].append([TOPIC, "if refused", "", "", "نص جديد", "", "", ""])
    workbook["Questions"].append([TOPIC, "question", "", "", "سؤال آخر؟", "", "", ""])
    workbook.save(path)
    report = import_texts(open_session, own_content, path)
    assert report.changed == 0
    assert reasons(report).count("there is no such text") == 2
    assert reasons(report).count("stands twice") == 2


def test_an_error_of_the_spreadsheet_is_no_text(
    open_session: OpenSession, own_content: Content, export: Export
) -> None:
    path = export("ar")
    workbook = load_workbook(path)
    cell = workbook["Answers"]["E2"]
    cell.value, cell.data_type = "#NAME?", "e"
    workbook.save(path)
    assert "shows an error" in reasons(import_texts(open_session, own_content, path))


def test_rows_in_another_order_and_without_some_of_them_are_found(
    open_session: OpenSession, own_content: Content, export: Export
) -> None:
    path = fill(export("ar"), {SIMPLER: NEW_SIMPLER})
    workbook = load_workbook(path)
    sheet = workbook["Answers"]
    kept = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == TOPIC]
    sheet.delete_rows(2, sheet.max_row)
    for row in reversed(kept):
        sheet.append(row)
    del workbook["Phrases"]
    workbook.save(path)
    report = import_texts(open_session, own_content, path)
    assert report.changed == 1 and report.given.absent == ["Phrases"]


def test_japanese_is_judged_by_its_own_rules(open_session: OpenSession, bring: Bring) -> None:
    texts = {
        "ja": {**ARABIC, "question": "自転車を盗まれました", "answer": "7日以内に届け出てください。", "simpler": None}
    }
    with open_session.begin() as session:
        publish(session, Publication.model_validate(OWN_TOPIC | {"texts": texts}), at=NOW)
    report = bring({SIMPLER: "7日以内に" + "とても" * 30 + "届け出てください。"}, tag="ja")
    assert "letters, at most 70" in reasons(report)
    report = bring({SIMPLER: "｜交番《こうばん》に7日以内に行ってください。"}, tag="ja")
    assert "readings stand in Easy Japanese only" in reasons(report)


def test_an_export_neither_waits_for_a_writer_nor_keeps_one_waiting(
    open_session: OpenSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'shirube.sqlite3'}")
    with open_session.begin() as session:
        session.get_one(TopicText, (TOPIC, "ar")).simpler = NEW_SIMPLER
        session.flush()
        assert main(["texts", "export", "--language", "ar", "--out", str(tmp_path / "work.xlsx")]) == 0


def test_the_commands_export_try_and_import(
    open_session: OpenSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'shirube.sqlite3'}")
    path = tmp_path / "work.xlsx"
    assert main(["texts", "export", "--language", "ar", "--out", str(path)]) == 0
    assert main(["texts", "export", "--language", "ar", "--out", str(path)]) == 1
    assert "already" in capsys.readouterr().err
    fill(path, WHOLE)
    assert main(["texts", "import", str(path), "--dry-run"]) == 0
    assert "1 texts would change" in capsys.readouterr().out
    assert main(["texts", "import", str(path)]) == 0
    assert f"Answers: {TOPIC} (answer, simpler, if none), now translated" in capsys.readouterr().out
    assert text_of(open_session).simpler == NEW_SIMPLER
    fill(path, {SIMPLER: "8"})
    assert main(["texts", "import", str(path)]) == 1
    assert "numbers differ" in capsys.readouterr().out
    assert main(["texts", "export", "--language", "xx", "--out", str(tmp_path / "x.xlsx")]) == 1
    assert main(["texts", "import", str(tmp_path / "absent.xlsx")]) == 1
