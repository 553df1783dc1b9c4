"""Leaving at once, a phone that others use, and danger without a connection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from app.knowledge.content import Content
from app.messages import read_messages
from app.settings import ROOT
from tests.journeys.chat_page import ChatPage

Visit = Callable[..., ChatPage]
MESSAGES = read_messages(Content(ROOT / "content"))

# Milliseconds from the wish to leave until the page shows nothing; kept in the window's name, which outlasts the page.
WATCH = """() => {
  window.name = ''
  const watch = new MutationObserver(() => {
    if (document.body.textContent === '') window.name = String(performance.now() - window.asked)
  })
  watch.observe(document.body, { childList: true, subtree: true })
  for (const kind of ['click', 'keydown']) addEventListener(kind, () => { window.asked = performance.now() }, true)
}"""


OFFER_NEAR = """() => {
  const near = Object.assign(document.createElement('button'), { id: 'near', textContent: 'Near me' })
  near.dataset.payload = 'place/near'
  document.getElementById('log').append(near)
}"""

OFFER = """payload => {
  for (const stale of document.querySelectorAll('#offered')) stale.remove()
  const offered = Object.assign(document.createElement('button'), { id: 'offered', textContent: 'asked for' })
  offered.dataset.payload = payload
  document.querySelector('main').prepend(offered)
}"""
LEAVE_SLOWLY = """() => {
  const exit = document.getElementById('exit')
  exit.href = '/slow'
  setTimeout(() => exit.click())
  setTimeout(() => found({ coords: { latitude: 35.8077, longitude: 139.7241 } }), 100)
  setTimeout(() => fetch('/never'), 700)
}"""


def nothing_asked(chat: ChatPage) -> None:
    """Somebody who has only looked."""


def in_conversation(chat: ChatPage) -> None:
    chat.press(chat.page.locator("#needs .danger"))


def waiting_for_an_answer(chat: ChatPage) -> None:
    chat.say("hello")
    chat.page.route("**/api/v1/conversations/messages", lambda route: None)
    chat.write("never answered")
    expect(chat.page.locator(".waiting")).to_have_count(1)


def by_button(page: Page) -> None:
    page.locator("#exit").click()


def by_keys(page: Page) -> None:
    page.locator("#message").focus()
    for _ in range(3):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("leave", [by_button, by_keys])
@pytest.mark.parametrize("state", [nothing_asked, in_conversation, waiting_for_an_answer])
def test_exit_blanks_the_page_at_once_and_back_does_not_return(
    visit: Visit, state: Callable[[ChatPage], None], leave: Callable[[Page], None]
) -> None:
    chat = visit("en", path="/docs")
    chat.go("/")
    state(chat)
    token = chat.token()
    chat.page.evaluate(WATCH)
    leave(chat.page)
    chat.page.wait_for_url("about:blank")
    assert float(chat.page.evaluate("window.name") or 0) <= 100
    chat.page.go_back()
    expect(chat.page).to_have_url(f"{chat.base_url}/docs")
    assert chat.token() is None
    if token:
        chat.wait_until_gone(token)


def test_without_javascript_the_exit_is_a_link(browser_without_script: Browser, base_url: str) -> None:
    page = browser_without_script.new_context(java_script_enabled=False).new_page()
    page.goto(base_url)
    page.locator("#exit").click()
    expect(page).to_have_url("about:blank")


@pytest.mark.parametrize("size", [(320, 256), (360, 640), (1280, 800)])
def test_exit_is_in_view_wherever_one_reads(visit: Visit, size: tuple[int, int]) -> None:
    chat = visit("en", viewport={"width": size[0], "height": size[1]})
    for _ in range(3):
        in_conversation(chat)
        expect(chat.page.locator("#exit")).to_be_in_viewport(ratio=1)


def test_capital_letters_and_slow_presses_leave_nothing(visit: Visit) -> None:
    chat = visit("en")
    chat.page.clock.install()
    chat.box.focus()
    for letter in "ABC":
        chat.page.keyboard.press(f"Shift+{letter}")
    chat.page.keyboard.press("Shift")
    chat.page.keyboard.press("Shift")
    chat.page.clock.run_for(6000)
    expect(chat.box).to_have_value("ABC")


def test_on_a_phone_that_is_shared_nothing_outlasts_the_page(visit: Visit) -> None:
    chat = visit("en", path="/docs")
    chat.go("/")
    in_conversation(chat)
    chat.page.clock.install()
    chat.page.locator("#menu").click()
    chat.page.get_by_role("button", name=MESSAGES.text("more.shared", "en")).click()
    expect(chat.page.locator("#settings")).to_contain_text(MESSAGES.text("more.shared_on", "en"))
    assert chat.page.evaluate("Object.keys(sessionStorage).length") == 0
    chat.page.locator("#menu").click()
    with chat.page.expect_request("**/api/v1/exit"):
        chat.page.clock.run_for(5 * 60 * 1000 - 2000)  # the last two seconds pass by themselves
    chat.page.wait_for_url("about:blank")


@pytest.mark.parametrize("tag", ["en", "ar", "my"])
def test_danger_is_answered_without_a_connection(visit: Visit, offered: Callable[[str], str], tag: str) -> None:
    tag = offered(tag)
    chat = visit("en")
    with chat.page.expect_response(f"**/page-texts/{tag}/dangers.json"):
        if tag == "en":
            chat.page.reload()
        else:
            chat.choose_language(tag)
    chat.page.wait_for_load_state("networkidle")
    chat.page.context.set_offline(True)
    expect(chat.status).to_have_text(MESSAGES.text("page.offline", tag), timeout=1_000)
    chat.page.locator("#needs .danger").click()
    crisis = chat.page.locator(".crisis .text").first
    expect(crisis).to_have_attribute("lang", tag)
    expect(crisis.locator("a[href='tel:110']")).to_be_visible()
    chat.page.context.set_offline(False)


def test_near_me_asks_the_phone_and_sends_the_name_of_a_city_only(visit: Visit, base_url: str) -> None:
    options: dict[str, Any] = {
        "geolocation": {"latitude": 35.8077, "longitude": 139.7241},  # Kawaguchi, some streets from its hall
        "permissions": ["geolocation"],
    }
    chat = visit("en", **options)
    sent: list[str] = []
    chat.page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    chat.page.evaluate(OFFER_NEAR)
    with chat.page.expect_request("**/conversations/messages") as asked:
        chat.page.locator("#near").click()
    assert asked.value.post_data_json["payload"] == "place/11203"
    expect(chat.own).to_contain_text("Kawaguchi")
    assert not any("139.7" in one or "35.8" in one for one in sent)


def test_a_phone_that_does_not_say_where_it_is_is_asked_in_words(visit: Visit) -> None:
    chat = visit("en", permissions=[])
    chat.page.evaluate("() => { navigator.geolocation.getCurrentPosition = (_, refuse) => refuse({ code: 1 }) }")
    chat.page.evaluate(OFFER_NEAR)
    with chat.page.expect_request("**/conversations/messages") as asked:
        chat.page.locator("#near").click()
    assert asked.value.post_data_json["payload"] == "place/near"


def test_a_prompt_that_nobody_answers_ends_in_words(visit: Visit) -> None:
    chat = visit("en")
    chat.page.evaluate("() => { navigator.geolocation.getCurrentPosition = () => {} }")
    chat.page.evaluate(OFFER_NEAR)
    chat.page.clock.install()
    chat.page.locator("#near").click()
    expect(chat.status).to_have_text(MESSAGES.text("more.near", "en"))
    chat.page.locator("#near").click()  # impatience asks nothing twice
    with chat.page.expect_request("**/conversations/messages") as asked:
        chat.page.clock.run_for(16_000)
    assert asked.value.post_data_json["payload"] == "place/near"
    expect(chat.own).to_have_count(1)


def test_after_the_exit_nothing_is_sent_any_more(visit: Visit) -> None:
    chat = visit("en")
    chat.say("hello")
    chat.page.evaluate("() => { navigator.geolocation.getCurrentPosition = found => { window.found = found } }")
    chat.page.evaluate(OFFER_NEAR)
    chat.page.locator("#near").click()
    expect(chat.status).to_have_text(MESSAGES.text("more.near", "en"))
    sent: list[str] = []
    chat.page.on("request", lambda request: sent.append(request.url))
    # The page that is left for is slow to come; the phone says meanwhile where it is. All in one go: Playwright
    # waits for a page that is being left, without end.
    held: list[Route] = []
    chat.page.route("**/slow", lambda route: held.append(route))
    with chat.page.expect_request("**/never", timeout=5_000):
        chat.page.evaluate(LEAVE_SLOWLY)
    held[0].abort()
    assert not any("conversations" in url for url in sent)


SUGGESTED = "#log .answer .buttons [data-payload^='faq/']:visible"


def asks(chat: ChatPage, payload: str) -> list[str | None]:
    """The topics that are suggested under what was asked for."""
    chat.page.evaluate(OFFER, payload)
    chat.press(chat.page.locator("#offered"))
    expect(chat.page.locator("#log .answer").last).to_be_visible()
    shown = chat.page.locator("#log .answer").last.locator(".buttons [data-payload^='faq/']:visible")
    return [one.get_attribute("data-payload") for one in shown.all()]


def test_on_a_phone_that_is_shared_nothing_delicate_is_suggested_and_what_is_asked_for_is_answered(
    visit: Visit,
) -> None:
    chat = visit("en")
    before = asks(chat, "faq/apply_form_language")
    assert "faq/apply_statement" in before
    chat.page.locator("#menu").click()
    with chat.page.expect_response("**/api/v1/topics*"):
        chat.page.get_by_role("button", name=MESSAGES.text("more.shared", "en")).click()
    expect(chat.page.locator(SUGGESTED).first).to_be_visible()
    assert asks(chat, "faq/apply_form_language") == [one for one in before if one != "faq/apply_statement"]
    assert asks(chat, "faq/apply_statement")  # whoever asks for it gets it


def test_without_a_connection_a_shared_phone_suggests_no_topic(visit: Visit) -> None:
    chat = visit("en")
    assert asks(chat, "faq/apply_form_language")
    chat.page.locator("#menu").click()
    chat.page.route("**/api/v1/topics*", lambda route: route.abort())
    chat.page.get_by_role("button", name=MESSAGES.text("more.shared", "en")).click()
    expect(chat.page.locator(SUGGESTED)).to_have_count(0)


def test_whoever_wakes_a_shared_phone_finds_nothing(visit: Visit) -> None:
    chat = visit("en")
    in_conversation(chat)
    chat.page.locator("#menu").click()
    chat.page.get_by_role("button", name=MESSAGES.text("more.shared", "en")).click()
    # Asleep, a phone's timers stand still and its clock goes on.
    chat.page.evaluate("() => { const now = Date.now; Date.now = () => now() + 301000 }")
    # Later, as Playwright cannot hear out a page that leaves meanwhile.
    woken = "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))"
    chat.page.evaluate(f"() => {{ setTimeout(() => {woken}) }}")
    chat.page.wait_for_url("about:blank")


def test_reading_on_a_shared_phone_is_no_idleness(visit: Visit) -> None:
    chat = visit("en")
    in_conversation(chat)
    chat.page.clock.install()
    chat.page.locator("#menu").click()
    chat.page.get_by_role("button", name=MESSAGES.text("more.shared", "en")).click()
    for _ in range(3):
        chat.page.clock.run_for(2 * 60 * 1000)
        chat.page.evaluate("() => document.querySelector('main').dispatchEvent(new Event('scroll'))")
    expect(chat.page.locator("#exit")).to_be_visible()
