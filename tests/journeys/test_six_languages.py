"""The whole Shirube, as a visitor meets it: the same needs in six languages get the right answers and places."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import expect

from tests.journeys.chat_page import ChatPage

pytestmark = [pytest.mark.rasa, pytest.mark.xdist_group("whole")]

Visit = Callable[..., ChatPage]
Offered = Callable[[str], str]

HOW_TO_APPLY = {
    "en": "How do I apply for refugee status?",
    "ja": "難民申請はどうすればいいですか",
    "fr": "Comment demander le statut de réfugié ?",
    "ar": "كيف أقدم طلب اللجوء في اليابان؟",
    "fa": "چطور باید درخواست پناهندگی بدهم؟",
    "my": "ဒုက္ခသည်အဖြစ် ဘယ်လိုလျှောက်ထားရမလဲ",
}
NEEDS = {
    ("legal", "JP-23"): {
        "en": "lawyer in Nagoya",
        "ja": "名古屋の弁護士",
        "fr": "avocat à Nagoya",
        "ar": "محامي في ناغويا",
        "fa": "وکیل در ناگویا",
        "my": "နာဂိုယာမှာ ရှေ့နေ",
    },
    ("medical", "JP-27"): {
        "en": "hospital Osaka",
        "ja": "大阪の病院",
        "fr": "hôpital Osaka",
        "ar": "مستشفى في أوساكا",
        "fa": "بیمارستان اوساکا",
        "my": "အိုဆာကာ ဆေးရုံ",
    },
    ("housing", "JP-11"): {
        "en": "nowhere to sleep in Saitama",
        "ja": "埼玉で寝るところがない",
        "fr": "nulle part où dormir à Saitama",
        "ar": "ليس لدي مكان أنام فيه في سايتاما",
        "fa": "در سایتاما جایی برای خوابیدن ندارم",
        "my": "ဆိုင်တာမာမှာ အိပ်စရာနေရာမရှိဘူး",
    },
    ("employment", "JP-13"): {
        "en": "job in Tokyo",
        "ja": "東京で仕事を探しています",
        "fr": "travail à Tokyo",
        "ar": "عمل في طوكيو",
        "fa": "کار در توکیو",
        "my": "တိုကျိုမှာ အလုပ်",
    },
}
IN_SIX = [(*need, tag, text) for need, texts in NEEDS.items() for tag, text in texts.items()]


@pytest.mark.parametrize("tag", list(HOW_TO_APPLY))
def test_how_to_apply_is_answered_with_sources_in_the_language_asked_in(
    visit: Visit, offered: Offered, tag: str
) -> None:
    chat = visit(offered(tag))
    messages = chat.say(HOW_TO_APPLY[tag])["messages"]
    answer = next(message for message in messages if message["topic"])
    assert (answer["topic"], answer["language"], answer["kind"]) == ("apply_how", tag, "answer")
    shown = chat.page.locator(".message.answer")
    expect(shown.locator(".text")).to_have_attribute("lang", tag)
    expect(shown.locator(".text")).to_have_css("direction", "rtl" if tag in {"ar", "fa"} else "ltr")
    shown.locator("details summary").click()
    expect(shown.locator("details a").first).to_be_visible()


@pytest.mark.parametrize(("category", "prefecture", "tag", "text"), IN_SIX)
def test_need_and_place_give_services_of_that_kind_there(
    visit: Visit, offered: Offered, category: str, prefecture: str, tag: str, text: str
) -> None:
    chat = visit(offered(tag))
    messages = chat.say(text)["messages"]
    services = [service for message in messages for service in message["services"]]
    assert services, [message["text"] for message in messages]
    assert all(category in service["categories"] for service in services)
    assert services[0]["prefecture"] == prefecture
    expect(chat.page.locator(".card")).to_have_count(len(services))
    expect(chat.page.locator(".card h3").first).to_be_visible()


def test_browser_in_english_visitor_in_arabic(visit: Visit, offered: Offered) -> None:
    chat = visit("en")
    reply = chat.say(HOW_TO_APPLY[offered("ar")])
    assert reply["language"] == "ar"
    expect(chat.page.locator("html")).to_have_attribute("dir", "rtl")


def test_twenty_messages_in_a_row_are_answered_in_order(visit: Visit, base_url: str) -> None:
    chat = visit("en")
    for _ in range(20):
        chat.write(HOW_TO_APPLY["en"])
    expect(chat.page.locator(".own + .message:not(.own)")).to_have_count(20, timeout=60_000)
    headers = {"Authorization": f"Bearer {chat.token()}"}
    stored = httpx.get(f"{base_url}/api/v1/conversations", headers=headers, trust_env=False).json()["messages"]
    shown = chat.page.locator(".own ~ [data-id]").evaluate_all("all => all.map(one => one.dataset.id)")
    first_words = 3  # the page brought its own
    assert shown == [message["id"] for message in stored][first_words:]
