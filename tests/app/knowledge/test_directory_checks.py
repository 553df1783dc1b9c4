"""What may not stand in the directory, and what must."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.knowledge.checking.directory_coverage import (
    LARGEST,
    NEAR,
    NEEDED_NEAR,
    NEEDED_THERE,
    THERE,
    Gap,
    can_be_reached,
    check_coverage,
    find_gaps,
    known_gaps,
)
from app.knowledge.checking.directory_entries import check_directory, row_faults
from app.knowledge.checking.embassies import WORDS, check_embassies
from app.knowledge.checking.faults import Fault
from app.knowledge.content import Content
from app.knowledge.neighbouring_prefectures import NEIGHBOURS
from app.knowledge.serving import Knowledge

ROW: dict[str, Any] = {
    "name": {"en": "A desk"},
    "description": "Advice",
    "eligibility": "Anyone in Japan",
    "hours": "Mon-Fri 9:00-17:00",
    "prefecture": "JP-13",
    "mark": "ok",
    "sources": [{"url": "https://www.example.org/desk"}],
    "categories": ["legal"],
    "terms": ["legal_advice"],
    "schedules": [],
    "phones": [{"number": "03-5379-6001", "kind": "phone"}],
}


JP_45 = Gap(NEAR, "JP-45", "immigration")


def with_rows(content: Content, **rows: Any) -> Content:
    """The content with other or further rows in its directory."""
    fresh = Content(content.root)
    vars(fresh)["services"] = {**content.services, **rows}
    return fresh


def test_a_sound_row_has_no_fault(knowledge: Knowledge) -> None:
    assert list(row_faults(ROW, knowledge.gazetteer)) == []


def test_every_row_is_judged(content: Content) -> None:
    faults = list(check_directory(with_rows(content, desk={**ROW, "terms": []})))
    assert Fault("content/services/services.yml desk", "0 terms, from 1 to 7 different ones") in faults


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"sources": []}, "has no source"),
        ({"mark": "unsourced"}, "has no source"),
        ({"sources": [{"url": "a leaflet"}]}, "no page: a leaflet"),
        ({"categories": ["helicopter"]}, "no such category: helicopter"),
        ({"prefecture": "JP-48"}, "no such prefecture"),
        ({"terms": ["helicopter"]}, "no such term: helicopter"),
        ({"terms": []}, "0 terms"),
        ({"terms": ["food", "food"]}, "2 terms"),
        ({"latitude": 35.0}, "half a pair"),
        ({"phones": [{"number": "03-5379-6001", "kind": "phone", "purpose": "fun"}]}, "no such purpose: fun"),
        ({"phones": [{"number": "03-5379-6001", "kind": "phone", "fax": True}]}, "a phone has no fax"),
        ({"phones": [{"number": "03-5379-6001", "kind": "phone"}] * 2}, "a number twice"),
        ({"phones": [{"number": "03-5379-60", "kind": "phone"}]}, "no Japanese number"),
        ({"phones": [{"number": "ask us", "kind": "phone"}]}, "ask us is no number at all"),
        ({"phones": [{"number": "0120-477-472", "kind": "phone"}]}, "marked phone"),
        ({"phones": [{"number": "0570-034-259", "kind": "free"}]}, "marked free"),
        ({"phones": [{"number": "03-5379-6001", "kind": "navi"}]}, "marked navi"),
        ({"phones": [{"number": "189", "kind": "short"}]}, "on no sourced list"),
        ({"schedules": [{"byday": ["MO"], "opens_at": "08:00", "closes_at": "17:00"}]}, "08:00, the row does not"),
        ({"schedules": [{"byday": ["MO"], "around_the_clock": True}]}, "around the clock, the row does not"),
        (
            {"schedules": [{"byday": ["MO"], "opens_at": "09:00", "closes_at": "17:00", "closed_on_holidays": True}]},
            "closed on holidays, the row does not",
        ),
        ({"schedules": [{"byday": ["MO"]}]}, "either around_the_clock or"),
    ],
)
def test_a_row_that_says_what_it_may_not_is_a_fault(knowledge: Knowledge, change: dict[str, Any], fault: str) -> None:
    assert fault in "\n".join(row_faults({**ROW, **change}, knowledge.gazetteer))


def test_hours_speak_of_hours_and_not_of_numbers(content: Content) -> None:
    for service, entry in content.services.items():
        assert not re.search(r"number|phones?\b(?! 24h| interpreting)", entry.get("hours", "")), service


def test_a_number_for_prepaid_phones_says_so(content: Content) -> None:
    phones = {phone["number"]: phone for phone in content.services["houterasu-ml"]["phones"]}
    assert phones["050-3754-5430"]["purpose"] == "ip_and_prepaid"
    assert "purpose" not in phones["0570-078-377"]


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("en", "Ask your embassy for a passport"),
        ("en", "The consulate can help"),
        ("fr", "Demandez un passeport à votre ambassade"),
        ("ar", "اطلبوا جواز سفر من سفارتكم"),
        ("fa", "از سفارت خود گذرنامه بخواهید"),
        ("ja", "大使館でパスポートを作ってください"),
        ("ja-simple", "大使館で パスポートを つくって ください"),
        ("my", "သင့်သံရုံးမှာ ပတ်စ်ပို့ လျှောက်ပါ"),
    ],
)
def test_a_sentence_that_sends_to_an_embassy_is_seen(tag: str, sentence: str) -> None:
    assert WORDS[tag].sends(sentence)


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("en", "Do not call your embassy"),
        ("en", "Talk to a lawyer before you go to your embassy"),
        ("fr", "N'allez pas à votre ambassade"),
        ("ar", "لا تتصلوا بسفارتكم"),
        ("fa", "به سفارت خود نروید"),
        ("ja", "大使館に連絡しないでください"),
        ("ja", "大使館へ行く前に、弁護士と話してください"),
        ("ja-simple", "大使館に 行かないで ください"),
        ("my", "သင့်သံရုံးကို မသွားပါနဲ့"),
        ("en", "Ask a lawyer"),
    ],
)
def test_a_warning_of_embassies_is_allowed(tag: str, sentence: str) -> None:
    assert not WORDS[tag].sends(sentence)


def test_no_text_of_ours_sends_anybody_to_an_embassy(content: Content) -> None:
    assert [str(fault) for fault in check_embassies(content)] == []


def test_answers_and_rows_are_both_read_for_embassies(content: Content) -> None:
    changed = with_rows(content, desk={**ROW, "description": "Next to the embassy"})
    original = content.answers["en"]["apply_how"]
    bad = replace(original, text=f"{original.text}\n- Ask your consulate.")
    vars(changed)["answers"] = {**content.answers, "en": {**content.answers["en"], "apply_how": bad}}
    places = [fault.place for fault in check_embassies(changed)]
    assert places == ["content/services/services.yml desk", "content/faq/en/apply_how.md"]


def test_neighbours_are_neighbours_of_each_other() -> None:
    assert len(NEIGHBOURS) == 47
    for prefecture, neighbours in NEIGHBOURS.items():
        assert prefecture not in neighbours
        assert all(prefecture in NEIGHBOURS[neighbour] for neighbour in neighbours)
    assert [prefecture for prefecture, neighbours in NEIGHBOURS.items() if not neighbours] == ["JP-47"]


def test_every_gap_of_the_directory_is_known_with_its_reason(content: Content) -> None:
    assert [str(fault) for fault in check_coverage(content)] == []
    assert set(known_gaps(content)) == find_gaps(content)
    assert not [gap for gap in find_gaps(content) if gap.reach == THERE]


def test_a_new_gap_and_a_closed_one_are_faults(content: Content, tmp_path: Path) -> None:
    told = tmp_path / "services/known_gaps.yml"
    told.parent.mkdir()
    told.write_text("there_or_next_door: {JP-45: {immigration: No page names it}}\n")
    closed = Content(tmp_path)
    vars(closed)["services"] = content.services
    assert [fault.text for fault in check_coverage(closed)] == [f"{JP_45}: no gap any more"]
    nothing = Content(content.root)
    vars(nothing)["services"] = {}
    opened = {fault.text for fault in check_coverage(nothing)}
    assert f"{Gap(NEAR, 'JP-13', 'legal')}: nobody to reach, and no reason why" in opened
    assert len(find_gaps(nothing)) == len(LARGEST) * len(NEEDED_THERE) + 47 * len(NEEDED_NEAR)


NEXT_DOOR = ("isa-kagoshima", "isa-kumamoto")
"""Miyazaki's, which has no immigration office of its own in the directory."""


def test_a_row_too_old_to_be_published_closes_no_gap(content: Content) -> None:
    bare = Content(content.root)
    vars(bare)["services"] = {name: row for name, row in content.services.items() if name not in NEXT_DOOR}
    fresh = {**ROW, "prefecture": "JP-45", "categories": ["immigration"], "phones": []}
    old = {**ROW, "prefecture": "JP-45", "categories": ["immigration"]}
    old["sources"] = [{"url": "https://www.example.org/old", "source_date": "2009"}]
    assert JP_45 in find_gaps(with_rows(bare, fresh=fresh, old=old), today=date(2026, 11, 29))
    assert JP_45 not in find_gaps(with_rows(bare, old=old), today=date(2026, 11, 29))


@pytest.mark.parametrize(
    ("row", "reached"),
    [
        ({"phones": [{"number": "110", "kind": "short"}]}, True),
        ({"address": {"en": "1-2-3 Minato, Tokyo"}}, True),
        ({"address": {"ja": "港区1-2-3"}}, True),
        ({"address": {"en": "Sainen, Kanazawa"}}, False),
        ({"address": {"en": "Kanazawa 920-0937"}}, False),
        ({"url": "https://www.example.org"}, False),
    ],
)
def test_a_number_or_a_street_leads_somebody_there(row: dict[str, Any], reached: bool) -> None:
    assert can_be_reached(row) is reached
