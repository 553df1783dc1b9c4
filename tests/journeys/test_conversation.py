"""A visitor asks by button and by words while Rasa is away, and leaves without a trace."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from app.knowledge.content import Content
from app.messages import read_messages
from app.settings import ROOT
from tests.journeys.chat_page import ChatPage

Visit = Callable[..., ChatPage]
Offered = Callable[[str], str]
CONTENT = Content(ROOT / "content")
MESSAGES = read_messages(CONTENT)
KEPT = """async () => JSON.stringify([
  {...localStorage}, document.cookie, await caches.keys(), await indexedDB.databases(),
  location.href, history.state, document.title,
  Object.entries(sessionStorage).filter(([key]) => key !== 'shirube.token')
])"""


def test_subject_by_button_is_answered_with_sources_while_rasa_is_away(visit: Visit) -> None:
    chat = visit("en")
    reply = chat.press(chat.page.locator(".question .buttons button").first)
    answer = reply["messages"][0]
    assert (answer["topic"], answer["kind"]) == ("apply_how", "answer")
    shown = chat.page.locator(".message.answer")
    expect(shown.locator(".text ol li")).not_to_have_count(0)
    shown.locator("details summary").click()
    link = shown.locator("details a").first
    expect(link).to_have_attribute("rel", "noreferrer noopener")
    expect(shown.locator("details .dates").first).to_contain_text("not confirmed by us")
    expect(shown.locator("details .dates").first).to_contain_text("read 11/2026")


def test_subjects_stand_in_groups_with_danger_first(visit: Visit) -> None:
    chat = visit("en")
    chat.press(chat.open_subjects().first)
    expect(chat.page.locator("#groups > details")).to_have_count(14)
    expect(chat.page.locator("#groups > details > summary").first).to_have_text(MESSAGES.text("group.danger", "en"))
    expect(chat.page.locator(".crisis")).to_have_count(1)


def test_arabic_subject_is_answered_in_arabic_from_right_to_left(visit: Visit, offered: Offered) -> None:
    chat = visit(offered("ar"))
    written = CONTENT.answers["ar"].get("apply_how")
    if written is None or written.source != CONTENT.answers["en"]["apply_how"].digest:
        pytest.skip("content/faq/ar/apply_how.md is not there, or older than the English")
    answer = chat.press(chat.page.locator(".question .buttons button").first)["messages"][0]
    assert (answer["topic"], answer["language"]) == ("apply_how", "ar")
    text = chat.page.locator(".message.answer .text")
    expect(text).to_have_attribute("lang", "ar")
    expect(text).to_have_css("direction", "rtl")
    if answer["state"] == "machine":
        expect(chat.page.locator(".message .note").last).to_have_text(MESSAGES.text("page.machine", "ar"))


@pytest.mark.parametrize("tag", ["ar", "fa", "ja", "fr", "my"])
def test_answer_that_is_only_there_in_english_says_so(visit: Visit, offered: Offered, tag: str) -> None:
    chat = visit(offered(tag))
    written = CONTENT.answers.get(tag, {})
    untranslated = next((topic for topic in CONTENT.topics if topic not in written), None)
    if untranslated is None:
        pytest.skip(f"every answer is written in {tag}")
    group = CONTENT.topics[untranslated]["group"]
    question = CONTENT.questions[tag][untranslated].text
    chat.page.locator("#subjects > summary").click()
    groups = chat.page.locator("#groups > details")
    groups.filter(has=chat.page.locator("summary", has_text=MESSAGES.text(f"group.{group}", tag))).locator(
        "summary"
    ).click()
    messages = chat.press(groups.get_by_role("button", name=question, exact=True))["messages"]
    says_so = MESSAGES.find("utter_not_in_language", tag)
    assert [message["language"] for message in messages] == [says_so.language, "en"]
    expect(chat.replies.nth(0).locator(".text")).to_have_text(says_so.text)
    expect(chat.replies.nth(1).locator(".text")).to_have_attribute("lang", "en")
    expect(chat.replies.nth(1).locator(".text")).to_have_css("direction", "ltr")


def test_words_get_the_fixed_text_with_numbers_while_rasa_is_away(visit: Visit) -> None:
    chat = visit("en")
    reply = chat.say("How do I apply for refugee status?")
    assert reply["messages"][0]["kind"] == "fallback"
    for number in ("110", "119", "0353796001"):
        expect(chat.replies.first.locator(f"a[href='tel:{number}']")).to_be_visible()
    expect(chat.replies.last.locator(".buttons button")).not_to_have_count(0)


def test_page_follows_when_the_visitor_writes_in_another_language(visit: Visit, offered: Offered) -> None:
    chat = visit("en")
    chat.say("أريد أن أعرف كيف أقدم طلب اللجوء في اليابان وأين أجد محاميا يساعدني " * (offered("ar") == "ar"))
    expect(chat.page.locator("html")).to_have_attribute("dir", "rtl")
    expect(chat.send_button).to_have_text(MESSAGES.text("page.send", "ar"))


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)><script>alert(2)</script>",
        "**bold** ｜漢字《かんじ》 - no list\n- no list\n1. no list",
        "</script><h1>{{ 7 * 7 }}</h1>",
        "/restart",
        "zero\0byte\0",
    ],
)
def test_what_a_visitor_types_stays_text(visit: Visit, text: str) -> None:
    chat = visit("en")
    chat.page.on("dialog", lambda dialog: chat.complaints.append(dialog.message))
    assert chat.say(text)["messages"]
    assert chat.own.locator("div").evaluate("own => own.textContent") == text
    assert chat.own.locator("div *").count() == 0


def test_too_long_a_message_is_refused_in_words_and_given_back(visit: Visit) -> None:
    chat = visit("en")
    chat.write("x" * 1001)
    expect(chat.log).to_contain_text(MESSAGES.text("error.text_too_long", "en", most=1000))
    expect(chat.box).to_have_value("x" * 1001)
    chat.say("short")


def test_reload_keeps_the_conversation_but_not_the_visitors_words(visit: Visit) -> None:
    chat = visit("en")
    chat.press(chat.page.locator(".question .buttons button").first)
    chat.say("canary one")
    token = chat.token()
    chat.page.reload()
    expect(chat.page.locator(".message.answer")).to_have_count(1)
    expect(chat.page.locator(".message.fallback")).to_have_count(1)
    expect(chat.page.locator(".message.greeting")).to_have_count(1)
    expect(chat.log).not_to_contain_text("canary one")
    assert chat.token() == token
    chat.say("again")


def test_conversation_that_ended_on_the_server_begins_anew_and_says_so(visit: Visit) -> None:
    chat = visit("en")
    chat.say("hello")
    first = chat.token()
    assert chat.api("DELETE", "conversations", first).status_code == 200
    chat.write("hello again")
    expect(chat.log).to_contain_text(MESSAGES.text("page.ended", "en"))
    expect(chat.page.locator(".own + .fallback")).to_have_count(2)
    assert chat.token() not in {first, None}
    assert chat.api("DELETE", "conversations", chat.token()).status_code == 200
    chat.page.reload()
    expect(chat.log).to_contain_text(MESSAGES.text("page.ended", "en"))


def test_language_chosen_in_mid_conversation_holds_for_the_conversation(visit: Visit, offered: Offered) -> None:
    chat = visit("en")
    chat.say("hello")
    with chat.page.expect_response("**/messages") as answered:
        chat.choose_language(offered("fr"))
    assert answered.value.json()["language"] == "fr"
    assert chat.say("hello, how are you today my friend")["language"] == "fr"


def test_delete_erases_here_and_there_and_shows_the_receipt(visit: Visit) -> None:
    chat = visit("en")
    button = chat.page.get_by_role("button", name="Delete this conversation")
    expect(button).to_be_hidden()
    chat.say("canary two")
    token = chat.token()
    with chat.page.expect_response("**/api/v1/conversations") as erased:
        button.click()
    expect(chat.log).to_contain_text("This conversation was deleted.")
    expect(chat.log).to_contain_text(erased.value.json()["receipt"])
    expect(chat.own).to_have_count(0)
    expect(button).to_be_hidden()
    assert chat.token() is None
    assert chat.api("GET", "conversations", token).status_code == 401
    chat.say("a new beginning")


def test_delete_without_connection_says_that_it_is_not_done(visit: Visit) -> None:
    chat = visit("en")
    chat.say("canary three")
    chat.page.context.set_offline(True)
    chat.page.locator("#delete").click()
    expect(chat.status).to_have_text(MESSAGES.text("page.not_deleted", "en"))
    expect(chat.log).not_to_contain_text("canary three")
    chat.page.context.set_offline(False)
    chat.page.locator("#delete").click()
    expect(chat.log).to_contain_text("This conversation was deleted.")


def test_exit_blanks_the_page_erases_and_cannot_be_gone_back_from(visit: Visit, offered: Offered) -> None:
    chat = visit("en", path="/docs")  # any page one was on before
    chat.go("/")
    chat.page.locator("#skip").focus()
    chat.page.keyboard.press("Enter")
    chat.choose_language(offered("fr"))
    chat.say("canary four")
    token = chat.token()
    chat.page.locator("#exit").click()
    expect(chat.page).to_have_url("about:blank")
    expect(chat.page.locator("body")).to_be_empty()
    assert chat.token() is None
    chat.wait_until_gone(token)
    chat.page.go_back()
    expect(chat.page).to_have_url(f"{chat.base_url}/docs")


def test_no_word_of_a_conversation_stays_in_the_browser(visit: Visit) -> None:
    chat = visit("en")
    canary = f"canary{uuid4().hex}"
    chat.say(canary)
    chat.press(chat.page.locator(".question .buttons button").first)
    kept = chat.page.evaluate(KEPT)
    assert canary not in kept
    assert "apply" not in kept
    assert chat.page.evaluate("() => Object.keys(sessionStorage)") == ["shirube.token"]
