"""Publishing while Shirube runs: what is refused and why, and what replicas see of the rest."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.cli import main
from app.database.session import OpenSession, open_engine, session_factory
from app.knowledge.catalogue import Catalogue
from app.knowledge.catalogue_keeper import CatalogueKeeper
from app.knowledge.directory import Service
from app.knowledge.models import KnowledgeRevision
from app.knowledge.publication import Publication, PublicationRefused, read_publication
from app.knowledge.publishing import publish, withdraw
from app.knowledge.question_feed import MOST_BYTES, MOST_QUESTIONS, question_feed
from app.settings import ROOT, Settings

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
BICYCLE = ROOT / "tests/nlu/live/bicycle_registration.yml"
TEXTS = {"en": {"question": "May I keep a dog?", "answer": "Ask your landlord first."}}
PETS: dict[str, Any] = {"topic": "pets", "group": "life", "texts": TEXTS, "questions": {"en": ["my dog"]}}


@pytest.fixture
def settings(seeded: Path, tmp_path: Path) -> Settings:
    settings = Settings(var=tmp_path, database_url="")
    with closing(sqlite3.connect(seeded)) as whole, closing(sqlite3.connect(tmp_path / "shirube.sqlite3")) as copy:
        whole.backup(copy)
    return settings


@pytest.fixture
def open_session(settings: Settings) -> OpenSession:
    return session_factory(open_engine(settings.database))


def publish_now(open_session: OpenSession, publication: Publication) -> int:
    with open_session.begin() as session:
        return publish(session, publication, at=NOW)


def catalogue_of(open_session: OpenSession) -> Catalogue:
    return CatalogueKeeper(open_session).current()


def many(number: int, length: int = 0) -> Publication:
    texts = [f"question {n} ".ljust(length, "x") for n in range(number)]
    return Publication.model_validate({"topic": "apply_how", "questions": {"en": texts}})


def test_a_published_topic_is_in_the_catalogue_with_its_texts_and_questions(open_session: OpenSession) -> None:
    before = catalogue_of(open_session).revision
    assert publish_now(open_session, read_publication(BICYCLE)) == 10
    catalogue = catalogue_of(open_session)
    assert catalogue.revision > before
    topic = catalogue.topic("bicycle_registration")
    assert topic.base_intent == "faq"
    japanese = topic.answer("ja")
    assert japanese is not None and (japanese.language, japanese.outdated) == ("ja", False)
    assert topic.question("ja") == "自転車の防犯登録は必要ですか"
    assert {one.topic for one in catalogue.questions} == {"bicycle_registration"}
    assert len(catalogue.questions) == 10


def test_the_example_of_the_documentation_is_published_as_it_stands(open_session: OpenSession, tmp_path: Path) -> None:
    described = (ROOT / "docs/live-questions.md").read_text("utf-8")
    (tmp_path / "example.yml").write_text(described.split("```yaml\n")[1].split("```")[0], "utf-8")

    publish_now(open_session, read_publication(tmp_path / "example.yml"))

    english = catalogue_of(open_session).topic("bicycle_registration").answer("en")
    assert english is not None and english.text.startswith("Yes.")


def test_publishing_the_same_again_adds_nothing(open_session: OpenSession) -> None:
    publish_now(open_session, read_publication(BICYCLE))
    assert publish_now(open_session, read_publication(BICYCLE)) == 0
    assert len(catalogue_of(open_session).questions) == 10


def test_a_known_topic_takes_new_questions_and_keeps_its_texts(open_session: OpenSession) -> None:
    before = catalogue_of(open_session).topic("apply_how")
    publish_now(open_session, many(3))
    catalogue = catalogue_of(open_session)
    assert catalogue.topic("apply_how") == before
    assert [one.base for one in catalogue.questions] == ["faq"] * 3


def test_questions_of_a_danger_lead_to_danger(open_session: OpenSession) -> None:
    publish_now(open_session, Publication.model_validate(PETS | {"group": "danger"}))
    assert catalogue_of(open_session).questions[0].base == "danger"


def test_what_is_withdrawn_is_gone_and_can_come_back(open_session: OpenSession) -> None:
    publish_now(open_session, read_publication(BICYCLE))
    with open_session.begin() as session:
        assert withdraw(session, "bicycle_registration", with_topic=True) == 10
    catalogue = catalogue_of(open_session)
    assert catalogue.questions == () and "bicycle_registration" not in catalogue.topics
    assert publish_now(open_session, read_publication(BICYCLE)) == 10
    assert "bicycle_registration" in catalogue_of(open_session).topics


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"texts": {}}, "no answer in English"),
        ({"texts": {"ja": TEXTS["en"]}}, "no answer in English"),
        ({"texts": {"en": {"question": "May I keep a dog?"}}}, "no answer in English"),
        ({"group": None}, "which group"),
    ],
)
def test_a_new_topic_without_an_answer_is_refused_and_leaves_nothing(
    open_session: OpenSession, changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(PublicationRefused, match=reason):
        publish_now(open_session, Publication.model_validate(PETS | changes))
    assert "pets" not in catalogue_of(open_session).topics


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("topic: Pets!", "topic"),
        ("topic: pets\nquestions: {xx-zz: [a dog]}", "unknown languages: xx-zz"),
        ("topic: pets\nquestions: {en: ['']}", "questions.en.0"),
        (f"topic: pets\nquestions: {{en: ['{'a' * 301}']}}", "300"),
        ("topic: pets\nquestions: {en: [a dog]}\ntexts: {en: {question: a dog, answer: see https://x.jp}}", "links"),
        ("topic: [", "not YAML"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_refused_with_the_place(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "publication.yml").write_text(line, "utf-8")
    with pytest.raises(PublicationRefused, match=reason):
        read_publication(tmp_path / "publication.yml")


@pytest.mark.parametrize("publication", [many(MOST_QUESTIONS), many(1000, 299)], ids=["2000", "below 1 MB"])
def test_as_many_questions_as_rasa_takes_are_published(open_session: OpenSession, publication: Publication) -> None:
    publish_now(open_session, publication)
    questions = catalogue_of(open_session).questions
    assert len(questions) == len(publication.questions["en"])
    assert len(question_feed(questions).body) <= MOST_BYTES


@pytest.mark.parametrize(
    "publication",
    [many(MOST_QUESTIONS + 1), Publication.model_validate({"topic": "apply_how", "questions": {
        "my": [f"{n}".ljust(300, "က") for n in range(1100)]}})],
    ids=["2001", "above 1 MB"],
)  # fmt: skip
def test_more_than_rasa_takes_is_refused_in_words_and_leaves_nothing(
    open_session: OpenSession, publication: Publication
) -> None:
    publish_now(open_session, read_publication(BICYCLE))
    with pytest.raises(PublicationRefused, match="at most 2000 or 1 MB") as refusal:
        publish_now(open_session, publication)
    assert "Withdraw" in str(refusal.value)
    assert len(catalogue_of(open_session).questions) == 10


def test_the_command_publishes_withdraws_and_says_what_is_wrong(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", settings.database)
    assert main(["questions", "--publish", str(BICYCLE)]) == 0
    assert "10 questions" in capsys.readouterr().out
    assert main(["questions", "--withdraw", "bicycle_registration"]) == 0
    assert "10 questions and the topic" in capsys.readouterr().out
    assert main(["questions", "--withdraw", "no_such_topic"]) == 1
    assert main(["questions", "--publish", str(tmp_path / "absent.yml")]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_each_publication_raises_the_revision(open_session: OpenSession) -> None:
    with open_session() as session:
        before = session.scalar(select(KnowledgeRevision.number))
    publish_now(open_session, many(1))
    with open_session() as session:
        assert session.scalar(select(KnowledgeRevision.number)) == (before or 0) + 1


@pytest.mark.parametrize("part", ["answer", "simpler"])
def test_a_text_that_sends_people_to_an_embassy_is_refused(open_session: OpenSession, part: str) -> None:
    texts = {"en": {**TEXTS["en"], part: "Ask your embassy for a paper."}}
    with pytest.raises(PublicationRefused, match="embassy"):
        publish_now(open_session, Publication.model_validate(PETS | {"texts": texts}))
    assert "pets" not in catalogue_of(open_session).topics


def test_a_row_without_a_place_is_left_out_and_keeps_no_other_row_back(open_session: OpenSession) -> None:
    with open_session.begin() as session:
        service = session.get(Service, "jar")
        assert service is not None
        service.locations.clear()
    found = catalogue_of(open_session).services
    assert "jar" not in found and len(found) > 200
