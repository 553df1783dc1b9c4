"""A number that reads wrong calls the wrong people: phones, dates and hours keep their order in every script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import Route, expect

from tests.journeys.chat_page import MESSAGES, NOT_ASKED, ChatPage

Visit = Callable[..., ChatPage]
Offered = Callable[[str], str]

# Every isolated number whose groups of digits do not stand on one line, from left to right.
MISPLACED = """() => [...document.querySelectorAll('bdi[dir=ltr]')].filter(one => {
  const groups = [...one.textContent.matchAll(/\\d+/g)].map(match => {
    const range = document.createRange()
    range.setStart(one.firstChild, match.index)
    range.setEnd(one.firstChild, match.index + match[0].length)
    return [...range.getClientRects()]
  })
  return groups.some((boxes, i) => boxes.length !== 1 ||
    (i && (boxes[0].top !== groups[i - 1][0].top || boxes[0].left < groups[i - 1][0].right - 0.5)))
}).map(one => one.textContent)"""

DRAW = """async messages => {
  const [{ messageNode }, { card }] = await Promise.all([import('/widget/rendering.js'), import('/widget/cards.js')])
  const words = JSON.parse(document.getElementById('words').textContent)
  const [ltr, rtl] = [{ direction: 'ltr' }, { direction: 'rtl' }]
  words.languages = { en: ltr, ar: rtl, fa: rtl, prs: rtl, ur: rtl, ps: rtl }
  const log = document.getElementById('log')
  log.textContent = ''
  const page = { words, card: service => card(service, words.texts, words) }
  log.append(...messages.map(message => messageNode(message, page)))
  for (const unfold of log.querySelectorAll('.unfold')) unfold.click()
}"""

TEXTS = {
    "ar": "في خطر؟ اتصل بالرقم **110** الآن، أو 03-1234-5678 من 10:00-22:00 حتى 2024-06-10، 0120-279-338 أو #8891.",
    "fa": "در خطر هستید؟ با **110** تماس بگیرید، یا 03-1234-5678 از 10:00-22:00 تا 2024-06-10، 0120-279-338 یا #8891.",
    "prs": "در خطر هستید؟ به **110** زنگ بزنید، یا 03-1234-5678 از 10:00-22:00 تا 2024-06-10، 0120-279-338 یا #8891.",
    "ur": "خطرے میں ہیں؟ **110** پر فون کریں، یا 03-1234-5678 پر 10:00-22:00 تک 2024-06-10، 0120-279-338 یا #8891۔",
    "ps": "په خطر کې یاست؟ **110** ته زنګ ووهئ، یا 03-1234-5678 له 10:00-22:00 تر 2024-06-10، 0120-279-338 یا #8891.",
}
PHONE = re.compile(r"0\d{1,4}-\d{1,4}-\d{3,4}|#\d{4}")


def message(text: str, language: str, **more: Any) -> dict[str, Any]:
    """A message as the API sends it."""
    shape = {
        "id": "m",
        "kind": "answer",
        "topic": None,
        "state": "original",
        "sources": [],
        "services": [],
        "buttons": [],
    }
    return {**shape, "text": text, "language": language, **more}


@pytest.mark.parametrize("width", [320, 360, 1280])
@pytest.mark.parametrize("page", ["en", "ar"])
@pytest.mark.parametrize("tag", list(TEXTS))
def test_numbers_keep_their_order_and_never_break(
    visit: Visit, offered: Offered, tag: str, page: str, width: int
) -> None:
    chat = visit(offered(page), viewport={"width": width, "height": 640})
    chat.page.evaluate(DRAW, [message(TEXTS[tag], tag)])
    text = chat.page.locator(".answer .text")
    expect(text).to_have_css("direction", "rtl")
    links = text.locator("a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert links == ["tel:110", "tel:0312345678", "tel:0120279338", "tel:%238891"]
    assert text.locator("bdi").all_inner_texts() == [
        "110",
        "03-1234-5678",
        "10:00-22:00",
        "2024-06-10",
        "0120-279-338",
        "#8891",
    ]
    assert chat.page.evaluate(MISPLACED) == []


@pytest.mark.parametrize("tag", ["en", "ar", "fa"])
def test_numbers_of_every_answer_keep_their_order(visit: Visit, offered: Offered, base_url: str, tag: str) -> None:
    chat = visit(offered(tag))
    with httpx.Client(base_url=base_url, trust_env=False) as client:
        topics = [topic["id"] for topic in client.get("/api/v1/topics").json()["topics"]]
        answers = [client.get(f"/api/v1/topics/{topic}", params={"language": tag}).json() for topic in topics]
    chat.page.evaluate(DRAW, answers)
    assert chat.page.evaluate(MISPLACED) == []
    shown = "\n".join(chat.page.locator("a.tel").all_inner_texts())
    for answer in answers:
        for phone in PHONE.findall(answer["text"]):
            assert phone in shown, answer["topic"]


@pytest.mark.parametrize(
    "text",
    [
        "in 2023-2024",
        "2024-06-10",
        "01-02-2024",
        "05-1-2024",
        "6,000 yen",
        "108-8255",
        "5-5-30 Konan",
        "110 people",
        "9:00-17:00",
        "**2024**",
    ],
)
def test_what_is_no_phone_number_is_no_link(visit: Visit, text: str) -> None:
    chat = visit("en")
    chat.page.evaluate(DRAW, [message(text, "en")])
    expect(chat.page.locator(".answer .text")).to_have_text(text.replace("*", ""))
    expect(chat.log.locator("a")).to_have_count(0)


def test_card_shows_phones_languages_and_the_three_dates(visit: Visit) -> None:
    service = {
        "id": "s", "name": "Desk – 窓口", "categories": ["legal"], "phone": "0120-279-338", "prefecture": "JP-13",
        "phones": [
            {"number": "0120-279-338", "kind": "free", "cost": "free call", "languages": ["my"], "hours": None},
            {"number": "#8891", "kind": "short", "cost": "short number", "languages": ["my"], "hours": None},
        ],
        "hours": "Mon-Fri 9:00-17:00", "languages": ["my", "zh-Hans"], "address": "1-2-3 Minato\n港区1-2-3",
        "url": "javascript:alert(1)", "eligibility": None, "cost": "free", "distance_km": 12.4,
        "source_date": "2019", "read_on": "2026-11", "checked_on": None,
    }  # fmt: skip
    chat = visit("en")
    chat.page.evaluate(DRAW, [message("Here:", "en", kind="services", services=[service])])
    card = chat.page.locator(".card")
    expect(card.locator("a.tel")).to_have_text(["0120-279-338", "#8891"])
    expect(card).to_contain_text("free call")
    expect(card).to_contain_text("Burmese")
    expect(card).to_contain_text("Simplified Chinese")
    expect(card).to_contain_text("about 12 km away")
    expect(card.locator(".dates")).to_have_text("source of 2019, read 11/2026, not confirmed by us")
    expect(card.locator("a")).to_have_count(2)  # an address that is none of the web's becomes no link


def test_card_says_what_the_service_does_and_what_holds_for_one_number_only(visit: Visit) -> None:
    service = {
        "id": "s", "name": "Desk", "categories": ["legal"], "phone": "050-3754-5430", "prefecture": "JP-13",
        "phones": [
            {
                "number": "050-3754-5430", "kind": "phone", "cost": None, "languages": ["ar", "en"], "hours": "24h",
                "purpose": {"id": "ip_and_prepaid", "label": "for prepaid phones"},
            },
            {
                "number": "0570-078-377", "kind": "navi", "cost": "costs more", "languages": ["ja"],
                "hours": "Mon-Fri 8:30-17:15", "purpose": None,
            },
        ],
        "hours": "24h", "languages": ["ar", "en"], "address": None, "url": None, "eligibility": None, "cost": None,
        "distance_km": None, "source_date": None, "read_on": "2026-11", "checked_on": None,
        "terms": [{"id": "legal_advice", "label": "legal advice"}, {"id": "by_phone", "label": "by phone"}],
    }  # fmt: skip
    chat = visit("en")
    chat.page.evaluate(DRAW, [message("Here:", "en", kind="services", services=[service])])
    card = chat.page.locator(".card")
    expect(card.locator(".terms")).to_have_text("legal advice · by phone")
    expect(card.locator("small")).to_have_text([" for prepaid phones", " costs more · Mon-Fri 8:30-17:15 · Japanese"])


def test_card_of_a_reply_from_before_terms_is_drawn_all_the_same(visit: Visit) -> None:
    service = {
        "id": "s", "name": "Desk", "categories": ["legal"], "phone": None, "prefecture": "JP-13", "phones": [],
        "hours": None, "languages": [], "address": None, "url": None, "eligibility": None, "cost": None,
        "distance_km": None, "source_date": None, "read_on": "2026-11", "checked_on": None,
    }  # fmt: skip
    chat = visit("en")
    chat.page.evaluate(DRAW, [message("Here:", "en", kind="services", services=[service])])
    expect(chat.page.locator(".card h3")).to_have_text("Desk")
    expect(chat.page.locator(".card .terms")).to_have_count(0)


def test_readings_of_easy_japanese_stand_over_the_characters(visit: Visit) -> None:
    chat = visit("en")

    def answer(route: Route) -> None:
        text = "｜難民《なんみん》です。\n\n1. ｜電話《でんわ》 **03-1234-5678**\n2. 次\n\n- 点"
        route.fulfill(json={"language": "en", "messages": [message(text, "ja")], "understanding": NOT_ASKED})

    chat.page.route(MESSAGES, answer)
    chat.say("hello")
    text = chat.page.locator(".answer .text")
    expect(text.locator("ruby rt")).to_have_text(["なんみん", "でんわ"])
    expect(text.locator("ol li")).to_have_count(2)
    expect(text.locator("ul li")).to_have_text(["点"])
    expect(text.locator("strong a")).to_have_attribute("href", "tel:0312345678")
