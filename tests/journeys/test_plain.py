"""The conversation without scripts in a real browser: by buttons, by words, out, and not back in again."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect

from app.gateway.plain_html import formatted
from app.knowledge.content import Content
from app.messages import read_messages
from app.settings import ROOT
from tests.fixtures.plain_page import Element, read_html
from tests.journeys.chat_page import ChatPage
from tests.journeys.test_first_page import TOO_PALE
from tests.journeys.test_numbers import MISPLACED

Visit = Callable[..., ChatPage]
Offered = Callable[[str], str]
CONTENT = Content(ROOT / "content")
MESSAGES = read_messages(CONTENT)
CANARY = "canary of the visitor"

TOO_SMALL = """() => [...document.querySelectorAll('button, textarea, summary, nav a, .card .tel')]
  .map(one => [one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
DRAWN = """async texts => {
  const { formatted } = await import('/widget/rendering.js')
  return texts.map(text => formatted(text).map(node => node.outerHTML).join(''))
}"""


@pytest.fixture
def phone(browser_without_script: Browser) -> Iterator[BrowserContext]:
    """A small phone whose browser runs no scripts."""
    size = {"width": 360, "height": 640}
    context = browser_without_script.new_context(java_script_enabled=False, locale="ar", viewport=size)  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def visitor(phone: BrowserContext, base_url: str, offered: Offered) -> Iterator[Page]:
    """An Arabic speaker on the first page; afterwards the browser may not have complained, nor called anybody else."""
    offered("ar")
    page, complaints, addresses = phone.new_page(), [], []
    page.on("console", lambda said: complaints.append(said.text))
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(f"{base_url}/blank")
    page.goto(f"{base_url}/plain?language=ar")
    yield page
    # That a page was refused, that there is none to go back to, and that the cache was emptied, is what we want.
    assert [
        one for one in complaints if not one.startswith(("Failed to load resource", "Clear-Site-Data header"))
    ] == []
    assert {re.match(r"https?://[^/]+", one)[0] for one in addresses if one.startswith("http")} == {base_url}  # type: ignore[index]
    assert not [one for one in addresses if "token" in one or CANARY in one]


def press(page: Page, payload: str) -> None:
    page.locator(f"button[value='{payload}']").first.click()


def token(page: Page) -> str:
    return page.locator("form[action='/plain'] input[name=token]").get_attribute("value") or ""


def go_back(page: Page) -> None:
    """The browser's Back, which finds that there is nothing to show any more."""
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back(timeout=5000)


def send_again(page: Page) -> None:
    """As if somebody agreed when the browser offers to send the form again."""
    end = time.monotonic() + 10
    while True:
        page.wait_for_timeout(200)
        try:
            page.reload()
            return
        except Error as early:  # the browser's own page is not there yet
            assert "Not attached" in early.message and time.monotonic() < end


def test_the_chat_page_leads_there_in_its_language(phone: BrowserContext, base_url: str, offered: Offered) -> None:
    page = phone.new_page()
    page.goto(f"{base_url}/?language={offered('fr')}")
    page.get_by_role("link", name=MESSAGES.text("plain.link", "fr")).click()
    expect(page).to_have_url(f"{base_url}/plain?language=fr")
    expect(page.locator(".greeting .text")).to_have_attribute("lang", "fr")


def test_a_conversation_by_buttons_in_arabic_ends_without_a_trace(visitor: Page, base_url: str) -> None:
    expect(visitor.locator("html")).to_have_attribute("dir", "rtl")
    press(visitor, "faq/apply_how")
    answer = visitor.locator(".message.answer")
    expect(answer.locator(".text")).to_have_attribute("lang", "ar")
    expect(answer.locator(".text ol li")).not_to_have_count(0)
    answer.locator("details summary").click()
    expect(answer.locator("details a").first).to_be_visible()
    press(visitor, "need/medical")
    first, second = visitor.locator(".card").first, visitor.locator(".message.answer")
    expect(first.locator("a.tel").first).to_be_visible()
    assert first.bounding_box()["y"] < second.bounding_box()["y"]  # type: ignore[index]
    visitor.locator("button[name=group][value=danger]").click()
    press(visitor, "danger/domestic_violence")
    expect(visitor.locator(".crisis").first.locator("a[href='tel:110']")).to_be_visible()
    held = token(visitor)
    expect(visitor.locator("button.exit")).to_be_in_viewport()
    visitor.locator(".card").last.scroll_into_view_if_needed()
    expect(visitor.locator("button.exit")).to_be_in_viewport()
    visitor.locator("button.exit").click()
    expect(visitor).to_have_url(f"{base_url}/blank")
    expect(visitor.locator("body")).to_be_empty()
    told = visitor.request.get(f"{base_url}/api/v1/conversations", headers={"Authorization": f"Bearer {held}"})
    assert told.status == 401
    for _ in range(3):
        go_back(visitor)
        assert visitor.locator(".card, .crisis, .answer").count() == 0
        send_again(visitor)
        expect(visitor.locator(".notice.crisis")).to_contain_text(MESSAGES.text("error.conversation_ended", "ar"))
        expect(visitor.locator(".card, .message.answer, .crisis:not(.notice)")).to_have_count(0)


def test_after_the_exit_the_browser_may_send_a_form_again_and_nothing_is_told(visitor: Page, base_url: str) -> None:
    visitor.locator("textarea").fill(CANARY)
    visitor.locator("button.send").click()  # the first message, which brings a ticket
    expect(visitor.locator(".message.fallback")).to_be_visible()
    visitor.locator("button.exit").click()
    expect(visitor).to_have_url(f"{base_url}/blank")
    go_back(visitor)
    send_again(visitor)
    expect(visitor).to_have_url(f"{base_url}/plain")
    expect(visitor.locator(".notice.crisis")).to_contain_text(MESSAGES.text("error.conversation_ended", "ar"))
    expect(visitor.locator(".message.fallback")).to_have_count(0)
    expect(visitor.locator("textarea")).to_have_value("")
    assert CANARY not in visitor.content()


def test_words_written_while_rasa_is_away_are_still_there(visitor: Page) -> None:
    visitor.locator("textarea").fill(f"{CANARY}\nالسطر الثاني")
    visitor.locator("button.send").click()
    expect(visitor.locator(".message.fallback a[href='tel:0353796001']")).to_be_visible()
    expect(visitor.locator("textarea")).to_have_value(f"{CANARY}\nالسطر الثاني")
    press(visitor, "faq/find_doctor")
    expect(visitor.locator(".message.answer")).to_be_visible()
    expect(visitor.locator("textarea")).to_have_value(f"{CANARY}\nالسطر الثاني")
    visitor.reload()
    expect(visitor.locator(".message.answer")).to_have_count(1)
    expect(visitor.locator(".message.fallback")).to_have_count(1)


def test_deleting_shows_the_receipt_and_begins_anew(visitor: Page) -> None:
    press(visitor, "need/legal")
    expect(visitor.locator(".card").first).to_be_visible()
    held = token(visitor)
    visitor.get_by_role("button", name=MESSAGES.text("page.delete", "ar")).click()
    expect(visitor.get_by_role("status")).to_contain_text(MESSAGES.text("page.deleted", "ar"))
    expect(visitor.locator(".card")).to_have_count(0)
    assert token(visitor) != held
    go_back(visitor)
    assert visitor.locator(".card").count() == 0
    send_again(visitor)
    expect(visitor.locator(".notice.crisis")).to_contain_text(MESSAGES.text("error.conversation_ended", "ar"))


def test_words_with_marks_of_html_stay_words(visitor: Page) -> None:
    typed = "</textarea><script>alert(1)</script><b>\n\nend"
    visitor.locator("textarea").fill(typed)
    visitor.locator("button.send").click()
    expect(visitor.locator("textarea")).to_have_value(typed)
    expect(visitor.locator("script, main b")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tag", ["en", "ar", "my"])
def test_plain_page_fits_the_narrowest_phone_and_thumbs(visit: Visit, offered: Offered, tag: str, scheme: str) -> None:
    chat = visit(
        tag, path=f"/plain?language={offered(tag)}", viewport={"width": 320, "height": 568}, color_scheme=scheme
    )
    for payload in ("danger/sexual_violence", "need/legal"):
        press(chat.page, payload) if chat.page.locator(f"button[value='{payload}']").count() else open_danger(
            chat.page, payload
        )
    expect(chat.page.locator(".card").first).to_be_visible()
    assert chat.page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert chat.page.evaluate(TOO_SMALL) == []
    assert chat.page.evaluate(TOO_PALE) == []
    assert chat.page.evaluate(MISPLACED) == []
    names = chat.page.locator("button, a, summary").evaluate_all("all => all.map(one => one.textContent.trim())")
    assert all(names)
    expect(chat.page.get_by_label(MESSAGES.text("page.write", tag))).to_be_visible()


def open_danger(page: Page, payload: str) -> None:
    page.locator("button[name=group][value=danger]").click()
    press(page, payload)


def test_keyboard_alone_is_enough_without_scripts(visitor: Page) -> None:
    visitor.keyboard.press("Tab")
    expect(visitor.locator("button.exit")).to_be_focused()
    visitor.locator("textarea").focus()
    visitor.keyboard.type("hello")
    visitor.keyboard.press("Tab")
    expect(visitor.locator("button.send")).to_be_focused()
    visitor.keyboard.press("Enter")
    expect(visitor.locator(".message.fallback")).to_be_visible()


def test_every_text_is_drawn_as_the_script_draws_it(visit: Visit, offered: Offered) -> None:
    texts = [answer.text for tag in CONTENT.languages for answer in CONTENT.answers[tag].values()]
    texts += [
        text.text for tag in CONTENT.languages for text in map(lambda key, tag=tag: MESSAGES.find(key, tag), KEYS)
    ]
    texts += [
        "",
        "x\n\n\n- a\n1. b\n**｜今《いま》 110**",
        "+81-3-1234-5678 ＃8891 05-1-2024",
        "a & b < c > \"d\" 'e' \u00a0",
    ]
    drawn = visit(offered("en")).page.evaluate(DRAWN, texts)
    assert len(texts) > 1500
    for text, html in zip(texts, drawn, strict=True):
        assert shape(read_html(formatted(text))) == shape(read_html(html)), text


KEYS = sorted(MESSAGES.all_under("", "en"))


def shape(element: Element) -> Any:
    """What an element is, whatever the order of its attributes and however its letters are written."""
    merged: list[Any] = []
    for child in element.children:
        if isinstance(child, str) and merged and isinstance(merged[-1], str):
            merged[-1] += child
        else:
            merged.append(child if isinstance(child, str) else shape(child))
    return element.name, sorted(element.attributes.items()), merged
