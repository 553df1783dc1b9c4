"""A translation of an English text that has changed is never shown, whoever changed the English and wherever."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.database.session import OpenSession
from app.knowledge.answer_files import body_digest
from app.knowledge.catalogue_keeper import CatalogueKeeper
from app.knowledge.content import Content
from app.knowledge.publication import Publication
from app.knowledge.publishing import publish
from app.knowledge.values import TopicValue
from tests.fixtures.own_database import own_database

ENGLISH: dict[str, Any] = {
    "question": "Must I report the loss?",
    "answer": "Report it within 7 days.",
    "simpler": "You have 7 days.",
    "conditions": {"none": "You can report it too."},
}
FRENCH: dict[str, Any] = {
    "question": "Dois-je déclarer la perte ?",
    "answer": "Déclarez-la dans les 7 jours.",
    "simpler": "Vous avez 7 jours.",
    "conditions": {"none": "Vous pouvez aussi la déclarer."},
    "state": "reviewed",
}


@pytest.fixture
def open_session(seeded: Path, tmp_path: Path) -> OpenSession:
    open_session = own_database(seeded, tmp_path)
    staff_publish(open_session, en=ENGLISH, fr=FRENCH)
    return open_session


def staff_publish(open_session: OpenSession, **texts: dict[str, Any]) -> None:
    publication = Publication.model_validate(
        {"topic": "lost_things", "group": "life", "texts": texts, "questions": {"en": ["I lost my bag"]}}
    )
    with open_session.begin() as session:
        publish(session, publication, at=datetime(2026, 11, 29, tzinfo=UTC))


def topic(open_session: OpenSession) -> TopicValue:
    return CatalogueKeeper(open_session).current().topic("lost_things")


def said(open_session: OpenSession, language: str) -> str:
    answer = topic(open_session).answer(language)
    assert answer is not None
    return answer.language


def test_a_translation_of_the_english_as_it_is_is_shown(open_session: OpenSession) -> None:
    assert said(open_session, "fr") == "fr"


@pytest.mark.parametrize(
    "change",
    [
        {"answer": "Report it within 14 days."},
        {"simpler": "You have 14 days."},
        {"conditions": {"none": "Ask a lawyer first."}},
        {"conditions": {**ENGLISH["conditions"], "refused": "Ask a lawyer first."}},
        {"simpler": None},
    ],
    ids=["answer", "simpler", "a condition", "a new condition", "nothing simpler any more"],
)
def test_any_part_of_the_english_that_staff_change_hides_the_translation(
    open_session: OpenSession, change: dict[str, Any]
) -> None:
    staff_publish(open_session, en=ENGLISH | change)
    assert said(open_session, "fr") == "en"
    assert topic(open_session).answers["fr"].outdated


def test_the_translation_comes_back_with_the_old_english_or_when_it_is_translated_anew(
    open_session: OpenSession,
) -> None:
    changed = ENGLISH | {"answer": "Report it within 14 days."}
    staff_publish(open_session, en=changed)
    staff_publish(open_session, en=ENGLISH)
    assert said(open_session, "fr") == "fr"
    staff_publish(open_session, en=changed, fr=FRENCH | {"answer": "Déclarez-la dans les 14 jours."})
    assert said(open_session, "fr") == "fr"


def test_blank_space_and_the_same_english_once_more_hide_nothing(open_session: OpenSession) -> None:
    staff_publish(open_session, en=ENGLISH | {"answer": "Report it  within 7 days.\n"})
    assert said(open_session, "fr") == "fr"


def test_a_changed_question_hides_its_translation_only(open_session: OpenSession) -> None:
    staff_publish(open_session, en=ENGLISH | {"question": "Whom must I tell that I lost something?"})
    assert topic(open_session).question("fr") == "Whom must I tell that I lost something?"
    assert said(open_session, "fr") == "fr"


def test_the_database_and_the_files_compute_the_same_digest(content: Content) -> None:
    for answers in content.answers.values():
        for answer in answers.values():
            assert body_digest(answer.text, answer.simpler, answer.conditions) == answer.digest
