"""The page as it arrives: its language, its looks, and that it can be used by keyboard and thumb."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Browser, expect

from app.knowledge.content import Content
from app.messages import read_messages
from app.settings import ROOT
from tests.journeys.chat_page import ChatPage

Visit = Callable[..., ChatPage]
Offered = Callable[[str], str]
MESSAGES = read_messages(Content(ROOT / "content"))
SIX = ["en", "ja", "fr", "ar", "fa", "my"]

TOO_SMALL = """() => [...document.querySelectorAll('button, textarea, summary, .tel, nav a, header a:not(.unseen)')]
  .filter(one => one.checkVisibility())
  .map(one => [one.textContent, one.getBoundingClientRect()])
  .filter(([, box]) => box.width < 43.5 || box.height < 43.5)
  .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""

# Contrast by WCAG's formula, of every element that holds words, against the nearest background that is not transparent.
TOO_PALE = """() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number)
  const light = colour => channels(colour).slice(0, 3)
    .map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0)
  const ground = one => {
    for (; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor
      if ((channels(colour)[3] ?? 1) === 1) return colour
    }
    return 'rgb(255, 255, 255)'
  }
  const pale = []
  for (const one of document.body.querySelectorAll('*')) {
    const hasWords = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
    if (!hasWords || !one.checkVisibility() || one.closest('script, noscript')) continue
    const [dark, bright] = [light(getComputedStyle(one).color), light(ground(one))].sort((a, b) => a - b)
    if ((bright + 0.05) / (dark + 0.05) < 4.5) pale.push(one.textContent.slice(0, 40))
  }
  return pale
}"""


@pytest.mark.parametrize("tag", SIX)
def test_page_arrives_in_the_language_of_the_browser(visit: Visit, offered: Offered, tag: str) -> None:
    chat = visit(offered(tag), java_script_enabled=False)
    html = chat.page.locator("html")
    expect(html).to_have_attribute("lang", tag)
    expect(html).to_have_attribute("dir", "rtl" if tag in {"ar", "fa"} else "ltr")
    expect(chat.page.locator("h1")).to_have_text(MESSAGES.text("page.title", tag))
    expect(chat.page.locator("#languages a[aria-current]")).to_have_attribute("lang", tag)


@pytest.mark.parametrize("tag", SIX)
def test_page_greets_in_its_language_before_anything_is_asked(visit: Visit, offered: Offered, tag: str) -> None:
    chat = visit(offered(tag))
    greeting = MESSAGES.find("utter_greeting", tag)
    first = chat.page.locator(".greeting .text")
    expect(first).to_have_attribute("lang", greeting.language)
    expect(first).to_contain_text(greeting.text.splitlines()[0])
    expect(chat.page.locator(".question .buttons button")).not_to_have_count(0)
    assert chat.token() is None  # who only looks leaves nothing


def test_choosing_a_language_relabels_the_page_at_once_and_survives_a_reload(visit: Visit, offered: Offered) -> None:
    chat = visit("en")
    chat.choose_language(offered("ar"))
    expect(chat.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(chat.send_button).to_have_text(MESSAGES.text("page.send", "ar"))
    expect(chat.page.locator(".greeting .text")).to_have_attribute("dir", "rtl")
    chat.page.reload()
    expect(chat.page.locator("html")).to_have_attribute("lang", "ar")


def test_a_language_is_chosen_though_what_is_kept_for_offline_does_not_come(visit: Visit, offered: Offered) -> None:
    chat = visit("en", path="/docs")
    chat.page.route("**/dangers.js", lambda route: route.abort())
    chat.go("/")
    chat.choose_language(offered("ar"))
    expect(chat.page).to_have_url(re.compile("language=ar"))
    expect(chat.status).to_be_empty()
    with chat.page.expect_request("**/api/v1/conversations") as begun:
        chat.write("hello")
    assert begun.value.post_data_json == {"language": "ar"}


def test_unknown_language_in_the_address_is_no_error(visit: Visit) -> None:
    chat = visit("en", path="/?language=%3Cscript%3Ealert(1)%3C/script%3E")
    expect(chat.page.locator("html")).to_have_attribute("lang", "en")
    chat.say("hello")


def test_without_javascript_the_page_says_whom_to_call(browser_without_script: Browser, base_url: str) -> None:
    page = browser_without_script.new_context(java_script_enabled=False).new_page()
    page.goto(base_url)
    expect(page.locator("noscript p").first).to_have_text(MESSAGES.text("page.no_script", "en"))
    expect(page.locator("a[href='tel:0353796001']")).to_be_visible()
    expect(page.locator("#send")).to_be_disabled()
    page.locator("#exit").click()
    expect(page).to_have_url("about:blank")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_and_targets_fit_a_thumb_on_the_narrowest_phone(visit: Visit, scheme: str) -> None:
    chat = visit("en", viewport={"width": 320, "height": 568}, color_scheme=scheme)
    chat.press(chat.open_subjects().first)
    chat.press(chat.page.locator(".crisis .buttons button").first)  # more about this
    chat.press(chat.page.locator(".crisis").last.locator(".buttons button").first)  # find help
    expect(chat.page.locator(".card").first).to_be_visible()
    chat.page.locator(".crisis details summary").last.click()
    assert chat.page.evaluate("() => document.documentElement.scrollWidth") <= 320
    assert chat.page.evaluate(TOO_SMALL) == []
    assert chat.page.evaluate(TOO_PALE) == []


def test_everything_to_press_has_a_name(visit: Visit) -> None:
    chat = visit("en")
    expect(chat.page.get_by_label("Your message")).to_be_visible()
    expect(chat.page.get_by_role("link", name="Language English")).to_be_visible()
    expect(chat.page.get_by_role("log", name="Conversation")).to_be_visible()
    names = chat.page.locator("button, a, summary").evaluate_all(
        "all => all.map(one => one.textContent.trim() || one.getAttribute('aria-label'))"
    )
    assert all(names)


def test_keyboard_alone_is_enough(visit: Visit) -> None:
    chat = visit("en")
    keyboard = chat.page.keyboard
    chat.skip_to_box()
    keyboard.type("where am I")
    keyboard.press("Shift+Enter")
    keyboard.type("and who are you")
    with chat.page.expect_response("**/messages"):
        keyboard.press("Enter")
    expect(chat.own).to_contain_text("where am I\nand who are you")
    expect(chat.box).to_be_focused()
    keyboard.press("Tab")
    expect(chat.send_button).to_be_focused()
    keyboard.press("Tab")
    expect(chat.page.locator("#subjects > summary")).to_be_focused()
    keyboard.press("Enter")
    expect(chat.page.locator("#groups > details").first).to_be_visible()
    keyboard.press("Tab")
    keyboard.press("Enter")
    keyboard.press("Tab")
    subject = chat.page.locator("#groups > details").first.get_by_role("button").first
    expect(subject).to_be_focused()
    with chat.page.expect_response("**/messages"):
        keyboard.press("Enter")
    expect(chat.page.locator("#subjects > summary")).to_be_focused()
    expect(chat.page.locator(".crisis")).to_have_count(1)


def test_enter_that_chooses_a_word_sends_nothing(visit: Visit) -> None:
    chat = visit("en")
    chat.box.fill("べんごし")
    chat.box.evaluate("box => box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', isComposing: true }))")
    expect(chat.box).to_have_value("べんごし")
    expect(chat.own).to_have_count(0)


def test_files_are_kept_for_ever_under_their_digest_and_asked_for_otherwise(base_url: str) -> None:
    with httpx.Client(base_url=base_url, trust_env=False) as client:
        addresses = re.findall(r'"(/widget/[^"]+)"', client.get("/").text)
        assert addresses
        for address in addresses:
            assert client.get(address).headers["cache-control"] == "public, max-age=31536000, immutable"
            assert client.get(address.partition("?")[0]).headers["cache-control"] == "no-cache"
            assert client.get(address.partition("?")[0] + "?v=other").headers["cache-control"] == "no-cache"
        assert client.get("/widget/..%2fpyproject.toml").status_code == 404
        assert client.get("/").headers["cache-control"] == "no-store"


def test_api_is_explained_on_a_page_of_our_own(visit: Visit) -> None:
    chat = visit("en", path="/docs")
    expect(chat.page.get_by_text("POST /api/v1/conversations/messages").first).to_be_visible()
    expect(chat.page.locator("script")).to_have_count(0)
    assert chat.page.locator("a[href^='#']").count() > 10
    for target in chat.page.locator("a[href^='#']").evaluate_all("all => all.map(one => one.hash)"):
        expect(chat.page.locator(target)).to_have_count(1)
