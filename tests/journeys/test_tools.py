"""What can be done with an answer or a card, and what the settings change."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from app.knowledge.content import Content
from app.messages import read_messages
from app.settings import ROOT
from tests.journeys.chat_page import ChatPage

Visit = Callable[..., ChatPage]
MESSAGES = read_messages(Content(ROOT / "content"))
ANDROID = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile Safari/604.1"


def tools_of_card(chat: ChatPage) -> Locator:
    chat.press(chat.page.locator("#needs [data-payload='need/legal']"))
    chat.page.locator(".card .quiet").first.click()
    tools = chat.page.locator(".card .tools")
    expect(tools).to_be_visible()
    return tools


def button(tools: Locator, key: str) -> Locator:
    return tools.get_by_role("button", name=MESSAGES.text(key, "en"), exact=True)


def test_before_anything_is_taken_away_a_line_says_what_stays_on_the_phone(visit: Visit) -> None:
    tools = tools_of_card(visit("en"))
    expect(tools.locator(".note").first).to_have_text(MESSAGES.text("more.stays", "en"))


def test_copying_a_card_copies_what_one_reads_and_nothing_else(visit: Visit) -> None:
    chat = visit("en", permissions=["clipboard-read", "clipboard-write"])
    tools = tools_of_card(chat)
    button(tools, "more.copy").click()
    expect(tools.get_by_role("status")).to_have_text(MESSAGES.text("more.copied", "en"))
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Japan Association for Refugees")
    assert "03-5379-6001" in copied
    assert MESSAGES.text("page.more_of_card", "en") not in copied
    assert "\n\n" not in copied


@pytest.mark.parametrize(
    ("device", "address"), [(ANDROID, "geo:0,0?q="), (IPHONE, "https://maps.apple.com/?q="), (None, None)]
)
def test_the_map_is_the_one_of_the_device(visit: Visit, device: str | None, address: str | None) -> None:
    chat = visit("en", permissions=["clipboard-read", "clipboard-write"], **({"user_agent": device} if device else {}))
    tools = tools_of_card(chat)
    link = tools.get_by_role("link", name=MESSAGES.text("more.map", "en"))
    if address:
        assert (link.get_attribute("href") or "").startswith(address)
        expect(link).to_have_attribute("rel", "noreferrer noopener")
    else:
        expect(link).to_have_count(0)
        button(tools, "more.map_copy").click()
        expect(tools.get_by_role("status")).to_have_text(MESSAGES.text("more.copied", "en"))


def test_a_wrong_card_is_reported_with_one_press(visit: Visit) -> None:
    chat = visit("en")
    tools = tools_of_card(chat)
    with chat.page.expect_request("**/messages") as sent:
        button(tools, "more.wrong").click()
    payload = sent.value.post_data_json["payload"]
    assert payload.startswith("feedback/") and payload.endswith("/no")
    expect(chat.replies.last).to_contain_text(MESSAGES.text("utter_feedback_thanks", "en"))


def test_the_number_of_a_card_is_shown_as_a_code(visit: Visit) -> None:
    tools = tools_of_card(visit("en"))
    button(tools, "more.qr").click()
    expect(tools.get_by_role("img", name=MESSAGES.text("more.qr", "en"))).to_be_visible()


def test_printing_shows_the_one_card_only(visit: Visit) -> None:
    chat = visit("en")
    tools = tools_of_card(chat)
    chat.page.evaluate("window.print = () => { window.printed = document.body.className }")
    button(tools, "more.print").click()
    assert chat.page.evaluate("window.printed") == "printing"
    chat.page.emulate_media(media="print")
    expect(chat.page.locator(".card").first.locator("h3")).to_be_visible()
    expect(chat.page.locator(".card").nth(1)).to_be_hidden()
    expect(chat.page.locator("#exit")).to_be_hidden()
    chat.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert chat.page.evaluate("document.querySelectorAll('.printed, .printing').length") == 0


def test_a_shared_phone_is_offered_nothing_to_keep(visit: Visit) -> None:
    chat = visit("en")
    chat.page.locator("#menu").click()
    chat.page.get_by_role("button", name=MESSAGES.text("more.shared", "en")).click()
    chat.page.locator("#menu").click()
    tools = tools_of_card(chat)
    for key in ("more.copy", "more.print", "more.map", "more.qr"):
        expect(button(tools, key)).to_have_count(0)
    expect(button(tools, "more.wrong")).to_be_visible()


def test_letters_grow_without_anything_lost(visit: Visit) -> None:
    chat = visit("en")
    chat.page.locator("#menu").click()
    before = chat.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    chat.page.get_by_role("button", name=MESSAGES.text("more.size_huge", "en")).click()
    assert chat.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") == before * 1.5
    assert not chat.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_readings_of_kanji_can_be_put_away_and_brought_back(visit: Visit) -> None:
    chat = visit("ja", path="/?language=ja-simple")
    chat.press(chat.page.locator("[data-payload='faq/apply_how']").first)
    reading = chat.page.locator(".answer rt").first
    expect(reading).to_be_visible()
    chat.page.locator("#menu").click()
    switch = chat.page.get_by_role("button", name=MESSAGES.text("more.readings", "ja-simple"))
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    expect(reading).to_be_hidden()
    switch.click()
    expect(reading).to_be_visible()


def test_a_long_answer_is_folded_and_opens_where_one_was(visit: Visit) -> None:
    chat = visit("en")
    chat.press(chat.page.locator("[data-payload='faq/apply_how']").first)
    answer = chat.page.locator(".message.answer .text")
    unfold = answer.locator(".unfold")
    hidden = answer.locator("[hidden]")
    expect(hidden).not_to_have_count(0)
    count = hidden.count()
    expect(unfold).to_have_text(f"{MESSAGES.text('page.unfold', 'en')} ({count})")
    first = hidden.first.inner_text()
    unfold.click()
    expect(hidden).to_have_count(0)
    expect(unfold).to_have_count(0)
    assert chat.page.evaluate("document.activeElement.textContent") == first or first == ""


def test_what_is_kept_is_said_in_three_layers(visit: Visit) -> None:
    chat = visit("en")
    expect(chat.page.locator(".privacy")).to_have_text(MESSAGES.text("page.privacy", "en"))
    chat.page.locator("#menu").click()
    for key in ("privacy_name", "privacy_words", "privacy_answers", "privacy_counts"):
        expect(chat.page.locator("#settings")).to_contain_text(MESSAGES.text(f"more.{key}", "en"))
    with chat.page.expect_response("**/messages") as answered:
        chat.page.get_by_role("button", name=MESSAGES.text("more.privacy_all", "en")).click()
    assert answered.value.json()["messages"][0]["topic"] == "assistant_privacy"


def test_who_finds_no_language_of_theirs_is_led_to_people(visit: Visit) -> None:
    chat = visit("en")
    chat.page.locator("#menu").click()
    with chat.page.expect_request("**/messages") as asked:
        chat.page.get_by_role("button", name=MESSAGES.text("more.no_language", "en")).click()
    assert asked.value.post_data_json["payload"] == "human"


def test_tools_that_could_not_be_loaded_can_be_asked_for_again(visit: Visit) -> None:
    chat = visit("en")
    chat.press(chat.page.locator("#needs [data-payload='need/legal']"))
    chat.page.route("**/page-texts/en/more.json", lambda route: route.abort())
    asked = chat.page.locator(".card .quiet").first
    asked.click()
    expect(chat.status).to_have_text(MESSAGES.text("page.offline", "en"))
    expect(asked).to_have_attribute("aria-expanded", "false")
    chat.page.unroute("**/page-texts/en/more.json")
    asked.click()
    expect(chat.page.locator(".card .tools")).to_be_visible()
    asked.click()
    expect(chat.page.locator(".card .tools")).to_have_count(0)


def test_a_folded_answer_is_printed_whole(visit: Visit) -> None:
    chat = visit("en")
    chat.press(chat.page.locator("[data-payload='faq/apply_how']").first)
    answer = chat.page.locator(".message.answer")
    answer.locator(".quiet").click()
    chat.page.evaluate("() => { window.print = () => {} }")
    button(answer.locator(".tools"), "more.print").click()
    expect(answer.locator(".text [hidden]")).to_have_count(0)


def test_words_of_modules_are_fetched_once_for_all_of_them(visit: Visit) -> None:
    chat = visit("en")
    fetched: list[str] = []
    chat.page.on("request", lambda request: fetched.append(request.url))
    chat.page.locator("#menu").click()
    expect(chat.page.locator("#settings")).to_be_visible()
    tools_of_card(chat)
    chat.open_subjects()
    assert sum("more.json" in url for url in fetched) == 1


def test_what_is_of_no_conversation_cannot_be_voted_on(visit: Visit) -> None:
    chat = visit("en")
    with chat.page.expect_response("**/dangers.json"):
        pass
    chat.page.context.set_offline(True)
    chat.page.locator("#needs .danger").click()
    expect(chat.page.locator(".crisis").first).to_be_visible()
    expect(chat.page.locator(".crisis[data-id], .message:not(.own)[data-id] .quiet")).to_have_count(0)
    chat.page.context.set_offline(False)


def test_the_menu_is_closed_when_the_language_changes(visit: Visit) -> None:
    chat = visit("en")
    chat.page.locator("#menu").click()
    expect(chat.page.locator("#settings")).to_be_visible()
    chat.choose_language("fr")
    expect(chat.page.locator("#settings")).to_have_count(0)
    expect(chat.page.locator("#menu")).to_have_attribute("aria-expanded", "false")
