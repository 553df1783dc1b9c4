"""A workbook can say that a person has read a text."""

from __future__ import annotations

import pytest

from app.database.session import OpenSession
from app.knowledge.models import TopicText
from app.knowledge.texts import report_lines
from app.knowledge.vocabulary import TextState
from tests.app.knowledge.texts.own_topic import ANSWER, ARABIC, IF_NONE, QUESTION, SIMPLER
from tests.app.knowledge.texts.stored import Bring, reasons, text_of
from tests.fixtures.workbooks import Key

NEW_SIMPLER = "اذهبوا إلى الشرطة خلال 7 أيام."
ALL_REVIEWED = dict.fromkeys((ANSWER, SIMPLER, IF_NONE), "reviewed")


def test_a_named_person_can_review_what_is_there(open_session: OpenSession, bring: Bring) -> None:
    report = bring({}, states=ALL_REVIEWED | {QUESTION: "reviewed"}, name="Amal")
    assert report.changed == 2 and "worked on by Amal" in "\n".join(report_lines(report))
    text = text_of(open_session)
    assert (text.answer_state, text.question_state) == (TextState.REVIEWED, TextState.REVIEWED)
    assert (text.answer, text.changed_by_staff) == (ARABIC["answer"], True)


@pytest.mark.parametrize(
    ("states", "name", "reason"),
    [
        (ALL_REVIEWED, "", "reviewed by nobody"),
        ({SIMPLER: "reviewed"}, "Amal", "not marked as reviewed: answer, if none"),
        ({SIMPLER: "perfect"}, "Amal", "none of machine, translated, reviewed"),
        ({("Answers", "refugee_definition", "answer"): "reviewed"}, "Amal", "nothing is written there"),
    ],
)
def test_a_review_without_a_name_or_of_half_an_answer_is_none(
    open_session: OpenSession, bring: Bring, states: dict[Key, str], name: str, reason: str
) -> None:
    if "nothing is written" in reason:
        with open_session.begin() as session:
            session.get_one(TopicText, ("refugee_definition", "ar")).answer = None
    report = bring({}, states=states, name=name)
    assert report.changed == 0 and reason in reasons(report)
    assert text_of(open_session).answer_state is TextState.MACHINE


@pytest.mark.parametrize("name", ["", "Amal"])
def test_a_new_text_of_a_reviewed_answer_is_no_longer_reviewed(
    open_session: OpenSession, bring: Bring, name: str
) -> None:
    bring({}, states=ALL_REVIEWED | {QUESTION: "reviewed"}, name="Amal")
    bring({SIMPLER: NEW_SIMPLER, QUESTION: "من سرق دراجتي وماذا أفعل؟"}, name=name)
    text = text_of(open_session)
    assert (text.answer_state, text.question_state) == (TextState.TRANSLATED, TextState.TRANSLATED)
