"""Everybody can use the page: no fault that axe finds, nothing cut off, all by keyboard, each message said once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from app.knowledge.content import Content
from app.messages import read_messages
from app.settings import ROOT
from tests.journeys.chat_page import ChatPage

Visit = Callable[..., ChatPage]
Offered = Callable[[str], str]
MESSAGES = read_messages(Content(ROOT / "content"))
# Without "resultTypes" axe writes down all that is right, too: twice the time.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
LOOKS: dict[str, dict[str, Any]] = {
    "narrow": {"viewport": {"width": 320, "height": 640}},
    "large letters": {"viewport": {"width": 360, "height": 640}},
    "dark": {"viewport": {"width": 360, "height": 640}, "color_scheme": "dark"},
    "forced colours": {"viewport": {"width": 360, "height": 640}, "forced_colors": "active"},
}
WIDER = """() => [document.documentElement, document.querySelector('main')]
  .some(one => one.scrollWidth > one.clientWidth)"""
# Labels whose words do not fit into what they stand in.
CUT_OFF = """() => [...document.querySelectorAll('button, .button, nav a, header a, summary, h1, h2, textarea')]
  .filter(one => one.checkVisibility() && !one.classList.contains('unseen'))
  .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
  .map(one => one.textContent.slice(0, 60))"""


def states(chat: ChatPage) -> list[Callable[[], None]]:
    """The page in turn: first screen, menu, subjects, answer and cards with tools, danger, refusal, no connection."""
    page = chat.page

    def menu() -> None:
        page.locator("#menu").click()
        expect(page.locator("#settings")).to_be_visible()

    def subjects() -> None:
        page.locator("#menu").click()
        chat.open_subjects()

    def answer() -> None:
        chat.press(page.locator("#groups details[open] button").first)
        chat.press(page.locator("[data-payload='faq/apply_how']").first)
        page.locator(".quiet[data-use=tools]").last.click()
        expect(page.locator(".tools").last).to_be_visible()

    def cards() -> None:
        chat.press(page.locator("#needs [data-payload='need/legal']"))
        page.locator(".card .quiet").first.click()
        expect(page.locator(".card .tools")).to_be_visible()

    def danger() -> None:
        chat.press(page.locator("#needs .danger"))

    def refused() -> None:
        chat.write("x" * 1001)
        expect(page.locator(".notice").last).to_be_visible()

    def offline() -> None:
        page.context.set_offline(True)
        chat.write("hello")
        expect(chat.status).not_to_be_empty()

    return [lambda: None, menu, subjects, answer, cards, danger, refused, offline]


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("tag", ["en", "ja", "ja-simple", "ar", "my"])
def test_axe_finds_no_fault_in_any_state(visit: Visit, offered: Offered, tag: str, look: str) -> None:
    chat = visit("en", path=f"/?language={offered(tag)}", **LOOKS[look])
    if look == "large letters":
        chat.page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")
    axe = Axe()
    for number, lead in enumerate(states(chat)):
        lead()
        found = axe.run(chat.page, options=RULES)
        assert found.violations_count == 0, f"state {number}: {found.generate_report()}"
        assert not chat.page.evaluate(WIDER), f"state {number} scrolls sideways"
        assert chat.page.evaluate(CUT_OFF) == [], f"state {number}"


@pytest.mark.parametrize("tag", MESSAGES.languages)
def test_no_label_of_any_language_is_cut_off_on_the_narrowest_phone(visit: Visit, tag: str) -> None:
    chat = visit("en", path=f"/?language={tag}", viewport={"width": 320, "height": 640})
    chat.page.locator("#menu").click()
    expect(chat.page.locator("#settings")).to_be_visible()
    chat.press(chat.page.locator("#needs [data-payload='need/medical']"))
    chat.page.locator(".card .quiet").first.click()
    expect(chat.page.locator(".card .tools")).to_be_visible()
    assert not chat.page.evaluate(WIDER)
    assert chat.page.evaluate(CUT_OFF) == []


def test_each_message_is_announced_once_and_in_order(visit: Visit) -> None:
    chat = visit("en")
    chat.page.evaluate(
        """() => {
          window.announced = []
          new MutationObserver(changes => {
            for (const { addedNodes } of changes) {
              for (const node of addedNodes) if (node.dataset && node.dataset.id) window.announced.push(node.dataset.id)
            }
          }).observe(document.getElementById('log'), { childList: true })
        }"""
    )
    ids = []
    for payload in ("need/legal", "danger/emergency", "need/food"):
        ids += [one["id"] for one in chat.press(chat.page.locator(f"#needs [data-payload='{payload}']"))["messages"]]
    assert chat.page.evaluate("window.announced") == ids
    chat.choose_language("fr")
    again = chat.page.evaluate("window.announced")[len(ids) :]
    assert not set(again) & set(ids)  # a new language announces nothing anew
    log = chat.page.get_by_role("log")
    expect(log).to_have_count(1)


def test_the_whole_way_goes_by_keyboard(visit: Visit) -> None:
    chat = visit("en")
    keyboard = chat.page.keyboard
    chat.skip_to_box()
    keyboard.type("hello")
    with chat.page.expect_response("**/messages"):
        keyboard.press("Enter")
    expect(chat.replies.last.locator(".buttons button").first).to_be_visible()
    chat.replies.last.locator(".buttons button").first.focus()
    with chat.page.expect_response("**/messages"):
        keyboard.press("Enter")
    tools = chat.page.locator(".quiet[data-use=tools]").last
    tools.focus()
    keyboard.press("Enter")
    expect(chat.page.locator(".tools")).to_be_visible()
    keyboard.press("Tab")
    expect(chat.page.locator(".tools button").first).to_be_focused()
    chat.page.locator("#menu").focus()
    keyboard.press("Enter")
    expect(chat.page.locator("#settings")).to_be_focused()
    chat.page.locator("#menu").focus()
    keyboard.press("Enter")
    expect(chat.page.locator("#settings")).to_have_count(0)
    chat.page.locator("#exit").focus()
    keyboard.press("Enter")
    chat.page.wait_for_url("about:blank")
