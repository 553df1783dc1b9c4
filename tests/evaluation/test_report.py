"""The page says what was measured, and whether it is enough."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from app.knowledge.checking.training_lines import TrainingLine
from evaluation import report
from evaluation.near_copies import NearCopies, NearCopy, is_sentence
from evaluation.report import Results
from evaluation.test_set import MOVES, OUT_OF_SCOPE
from tests.evaluation.heard import heard, place

LINES = [
    heard("faq/food", "food"),
    heard("faq/food", "rent"),
    heard("danger/emergency", "emergency", decision="danger"),
    heard("out_of_scope", "food", decision="offer", part=OUT_OF_SCOPE),
    heard("greet", decision="dialogue", part=MOVES, found_intent="greet"),
    place("JP-13", None),
]


def test_the_page_has_targets_figures_and_the_lines_to_look_at() -> None:
    page = report.document(Results.of({"en": LINES, "fa": LINES}), head="# Head", others=["## Weak"])
    assert "| topic accuracy, mean | ≥ 90 % | 66.7 % | **not met** |" in page
    assert "| crisis recall, pooled | ≥ 98 % | 100.0 % | met |" in page
    assert "| **topic accuracy** | 66.7 % | 66.7 % | 66.7 % |" in page
    assert f"| {LINES[1].line.text} | food | rent | 0.90 |" in page
    assert page.index("# Head") < page.index("## Targets") < page.index("## Weak") < page.index("## Worst confusions")


def test_one_language_alone_needs_no_column_for_all() -> None:
    assert "| all |" not in "\n".join(report.sections(Results.of({"en": LINES})))


def test_keywords_are_no_copies() -> None:
    assert not is_sentence("zairyu tokubetsu kyoka") and not is_sentence("難民申請")
    assert is_sentence("how do i apply") and is_sentence("難民申請のやり方を教えてください")


def test_a_translated_topic_is_too_much_and_a_chance_pair_is_not() -> None:
    def line(language: str, n: int) -> TrainingLine:
        return TrainingLine(language, "faq/food", f"text {n}", Path("life.yml"), n)

    def copies(pairs: int) -> NearCopies:
        found = [NearCopy(line("en", n), line("fr", n), 0.95) for n in range(pairs)]
        return NearCopies(found, Counter({"faq/food": 40, "faq/job": 400}))

    assert copies(5).faults == []
    assert copies(6).faults == ["30 % of faq/food have a near-copy in another language"]
    assert "12 of 440 training sentences" in copies(6).section()
