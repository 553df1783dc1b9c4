"""What `make check` refuses of the training utterances."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import ContentFault
from app.knowledge.checking.training_lines import (
    LEAST_OF_A_MOVE,
    LEAST_OF_A_TOPIC,
    LEAST_OF_THE_MOST_ASKED,
    MOST_ASKED,
    check_training_lines,
    plain_sentence,
)
from app.knowledge.content import Content
from app.settings import ROOT

CONTENT = Content(ROOT / "content")


def faults(nlu: Path, files: dict[str, str]) -> list[str]:
    """What is said of these files beside the counts."""
    for name, text in files.items():
        path = nlu / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return [str(fault) for fault in check_training_lines(CONTENT, nlu) if "utterances, not" not in str(fault)]


def block(intent: str, *texts: str) -> str:
    return f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)


def test_one_sentence_in_two_topics_is_refused_with_both_places(tmp_path: Path) -> None:
    file = "nlu:\n" + block("faq/food", "rice please", "I am hungry") + block("faq/clothing", "a coat", "i am HUNGRY!")
    assert faults(tmp_path, {"en/life.yml": file}) == [
        "data/nlu/en/life.yml:9: is faq/clothing, and faq/food at data/nlu/en/life.yml:5: i am HUNGRY!"
    ]


def test_one_sentence_in_two_topics_of_two_languages_is_refused(tmp_path: Path) -> None:
    files = {"en/a.yml": "nlu:\n" + block("faq/food", "gohan"), "fr/a.yml": "nlu:\n" + block("faq/clothing", "Gohan")}
    assert len(faults(tmp_path, files)) == 1


def test_a_keyword_may_be_written_alike_in_two_languages_but_once_in_each(tmp_path: Path) -> None:
    files = {
        "en/a.yml": "nlu:\n" + block("faq/food", "gohan"),
        "fr/a.yml": "nlu:\n" + block("faq/food", "gohan", "gohan ?"),
    }
    assert faults(tmp_path, files) == ["data/nlu/fr/a.yml:5: stands at data/nlu/fr/a.yml:4 already: gohan ?"]


def test_a_topic_s_own_question_may_stand_among_the_utterances(tmp_path: Path) -> None:
    files = {name: "nlu:\n" + block("faq/food", "Where is food?") for name in ("en/life.yml", "en/questions.yml")}
    assert faults(tmp_path, files) == []


def test_an_unknown_topic_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, {"en/a.yml": "nlu:\n" + block("faq/fod", "rice")}) == [
        "data/nlu/en/a.yml:4: no such topic: faq/fod"
    ]


@pytest.mark.parametrize(
    ("intent", "least"),
    [("faq/clothing", LEAST_OF_A_TOPIC), ("faq/food", LEAST_OF_THE_MOST_ASKED), ("greet", LEAST_OF_A_MOVE)],
)
def test_too_few_utterances_are_counted(tmp_path: Path, intent: str, least: int) -> None:
    def said(count: int) -> list[str]:
        path = tmp_path / "en/a.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text("nlu:\n" + block(intent, *(f"word{'x' * n}" for n in range(count))), "utf-8")
        return [fault.text for fault in check_training_lines(CONTENT, tmp_path) if fault.text.startswith(f"{intent} ")]

    assert said(least - 1) == [f"{intent} has {least - 1} utterances, not {least}"]
    assert said(least) == []


def test_the_most_asked_are_topics_there_are() -> None:
    assert set(CONTENT.topics) >= MOST_ASKED


def test_vowel_signs_tell_burmese_sentences_apart() -> None:
    assert plain_sentence("ကား") != plain_sentence("ကို")


def test_a_file_of_another_form_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentFault, match=r"en/a\.yml"):
        faults(tmp_path, {"en/a.yml": "nlu:\n- intent: greet\n"})
