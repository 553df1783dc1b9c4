"""The first screen once 33 languages are offered: likeliest first, the others unfold, each can be searched for."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

import languages
from app.gateway.pages import MOST_LANGUAGES, TEMPLATES
from app.gateway.reply_language import likeliest_first
from app.knowledge.content import Content
from app.messages import read_messages
from app.settings import ROOT
from languages.registry import TAGS
from tests.journeys.chat_page import ChatPage

Visit = Callable[..., ChatPage]
MESSAGES = read_messages(Content(ROOT / "content"))
NAV = re.compile(r'<nav id="languages".*?</nav>', re.DOTALL)


def shown(chat: ChatPage) -> list[str | None]:
    """The languages that can be pressed now."""
    return [one.get_attribute("lang") for one in chat.page.locator("#languages a").all() if one.is_visible()]


@pytest.fixture
def crowded(visit: Visit, base_url: str) -> Callable[..., ChatPage]:
    """Opens the page as it is sent where every language we know is offered."""

    def crowded(tag: str, accept_language: str = "") -> ChatPage:
        chat = visit("en", path=f"/?language={tag}")
        texts = {name: MESSAGES.text(f"page.{name}", tag) for name in ("languages_list", "all_languages")}
        known = [languages.get(one) for one in likeliest_first(tag, accept_language, TAGS)]
        nav = TEMPLATES.get_template("languages.html").render(
            texts=texts, languages=known, language=tag, languages_at_once=MOST_LANGUAGES
        )

        def answer(route: Route) -> None:
            response = route.fetch()
            route.fulfill(response=response, body=NAV.sub(lambda _: nav, response.text()))

        chat.page.route(f"{base_url}/?language={tag}", answer)
        chat.go(f"/?language={tag}")
        return chat

    return crowded


def test_the_likeliest_stand_first_and_the_others_are_folded(crowded: Callable[..., ChatPage]) -> None:
    chat = crowded("en", "ti, sw;q=0.5")
    links = chat.page.locator("#languages a")
    expect(links).to_have_count(len(TAGS))
    assert [one.get_attribute("lang") for one in links.all()][:3] == ["en", "ti", "sw"]
    assert sum(one.is_visible() for one in links.all()) == MOST_LANGUAGES
    expect(chat.page.locator("#needs .danger")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("tag", "typed", "found"),
    [
        ("en", "ትግ", "ti"),
        ("en", "tigri", "ti"),
        ("en", "espanol", "es"),
        ("ja", "ソマリ", "so"),
        ("ar", "صومالي", "so"),
        ("my", "somali", "so"),
        ("en", "فارسي", "fa"),  # as an Arabic keyboard writes it
        ("en", "o'zbek", "uz"),
    ],
)
def test_a_language_is_found_by_its_own_name_and_by_names_others_give_it(
    crowded: Callable[..., ChatPage], tag: str, typed: str, found: str
) -> None:
    chat = crowded(tag)
    chat.page.locator("#languages summary").click()
    chat.page.get_by_role("searchbox", name=MESSAGES.text("more.search", tag)).fill(typed)
    expect(chat.page.get_by_role("status").first).to_contain_text(languages.get(found).endonym)
    assert found in shown(chat)
    assert len(shown(chat)) <= 3


def test_folding_the_list_or_choosing_from_it_forgets_the_search(crowded: Callable[..., ChatPage]) -> None:
    chat = crowded("en")
    summary = chat.page.locator("#languages summary")
    summary.click()
    chat.page.get_by_role("searchbox").fill("Klingon")
    assert shown(chat) == []
    summary.click()
    expect(chat.page.locator("#languages a:visible")).to_have_count(MOST_LANGUAGES)
    summary.click()
    chat.page.get_by_role("searchbox").fill("burm")
    with chat.page.expect_response("**/page-texts/my.json"):
        chat.page.locator("#languages a[lang=my]").click()
    expect(chat.page.locator("html")).to_have_attribute("lang", "my")
    expect(chat.page.locator("#languages .search")).to_have_count(0)
    expect(chat.page.locator("#languages a:visible")).to_have_count(MOST_LANGUAGES)
    expect(chat.page.locator("#language")).to_be_focused()


def test_whoever_finds_none_is_led_to_people(crowded: Callable[..., ChatPage]) -> None:
    chat = crowded("en")
    chat.page.locator("#languages summary").click()
    chat.page.get_by_role("searchbox").fill("Klingon")
    assert shown(chat) == []
    expect(chat.page.get_by_role("status").first).to_have_text(MESSAGES.text("more.no_language", "en"))
    chat.press(chat.page.get_by_role("button", name=MESSAGES.text("more.no_language", "en")))
    expect(chat.page.locator("#log .tel, #log a[href^='tel:']").first).to_be_visible()


def test_unfolded_the_list_fits_the_narrowest_phone(crowded: Callable[..., ChatPage]) -> None:
    chat = crowded("ar")
    chat.page.set_viewport_size({"width": 320, "height": 640})
    chat.page.locator("#languages summary").click()
    expect(chat.page.get_by_role("searchbox")).to_be_visible()
    assert chat.page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert chat.page.evaluate("() => document.querySelector('main').scrollWidth") <= 320
