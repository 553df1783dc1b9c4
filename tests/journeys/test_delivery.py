"""Messages arrive once and in order, whatever the network does."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from playwright.sync_api import Route, expect

from app.knowledge.content import Content
from app.messages import read_messages
from app.settings import ROOT
from tests.journeys.chat_page import MESSAGES as SENT
from tests.journeys.chat_page import ChatPage

Visit = Callable[..., ChatPage]
MESSAGES = read_messages(Content(ROOT / "content"))


def test_messages_written_offline_go_out_by_themselves_once_and_in_order(visit: Visit) -> None:
    chat = visit("en")
    chat.say("first")
    chat.page.context.set_offline(True)
    chat.write("second")
    expect(chat.status).to_have_text(MESSAGES.text("page.offline", "en"), timeout=1_000)
    chat.write("third")
    chat.page.context.set_offline(False)
    expect(chat.page.locator(".own + .fallback")).to_have_count(3)
    expect(chat.status).to_be_empty()
    assert [own.splitlines()[-1] for own in chat.own.all_inner_texts()] == ["first", "second", "third"]
    stored = chat.api("GET", "conversations", chat.token()).json()["messages"]
    assert sum(message["kind"] == "fallback" for message in stored) == 3


def test_reply_that_was_lost_on_its_way_is_fetched_again_not_made_again(visit: Visit) -> None:
    chat = visit("en")
    chat.say("first")
    ids: list[str] = []

    def lose_the_first_reply(route: Route) -> None:
        ids.append(json.loads(route.request.post_data or "")["id"])
        answered = route.fetch()
        if len(ids) == 1:
            route.abort("connectionreset")
        else:
            route.fulfill(response=answered)

    chat.page.route(SENT, lose_the_first_reply)
    chat.write("second")
    expect(chat.page.locator(".own + .fallback")).to_have_count(2)
    assert len(ids) == 2
    assert ids[0] == ids[1]
    stored = chat.api("GET", "conversations", chat.token()).json()["messages"]
    assert sum(message["kind"] == "fallback" for message in stored) == 2


def test_message_that_keeps_failing_can_be_sent_again_by_hand(visit: Visit) -> None:
    chat = visit("en")
    chat.page.clock.install()
    ids: list[str] = []

    def fail(route: Route) -> None:
        ids.append(json.loads(route.request.post_data or "")["id"])
        route.fulfill(status=503, json={"error": {"key": "error.not_ready", "message": "Later.", "request_id": "0"}})

    chat.page.route(SENT, fail)
    chat.write("hello")
    again = chat.page.get_by_role("button", name=MESSAGES.text("page.failed", "en"))
    for pause in (1, 2, 4, 8):
        expect(chat.status).to_have_text("Later.")
        with chat.page.expect_request(SENT):
            chat.page.clock.run_for(pause * 1000)
    expect(again).to_be_visible()
    chat.page.unroute(SENT)
    with chat.page.expect_request(SENT) as sent:
        again.click()
    expect(chat.page.locator(".own + .fallback")).to_have_count(1)
    expect(again).to_have_count(0)
    assert {*ids, sent.value.post_data_json["id"]} == {ids[0]}


def test_after_429_the_page_waits_as_long_as_it_was_told(visit: Visit) -> None:
    chat = visit("en")
    chat.say("first")
    asked: list[float] = []

    def refuse_once(route: Route) -> None:
        asked.append(time.monotonic())
        if len(asked) == 1:
            body = {"error": {"key": "error.too_many_requests", "message": "Please wait.", "request_id": "0"}}
            route.fulfill(status=429, headers={"Retry-After": "1"}, json=body)
        else:
            route.continue_()

    chat.page.route(SENT, refuse_once)
    chat.write("second")
    expect(chat.status).to_have_text("Please wait.")
    chat.write("third")  # impatience does not shorten the wait
    expect(chat.page.locator(".own + .fallback")).to_have_count(3)
    assert len(asked) == 3
    assert asked[1] - asked[0] >= 1


def test_nonsense_from_something_between_us_is_taken_for_a_failure(visit: Visit) -> None:
    chat = visit("en")
    chat.say("first")
    answers = iter(
        [{"status": 502, "body": "<h1>Bad gateway</h1>"}, {"status": 200, "body": "<p>Log in to the Wi-Fi</p>"}]
    )

    def meddle(route: Route) -> None:
        answer = next(answers, None)
        if answer is None:
            route.continue_()
        else:
            route.fulfill(**answer)  # type: ignore[arg-type]

    chat.page.route(SENT, meddle)
    chat.write("second")
    expect(chat.page.locator(".own + .fallback")).to_have_count(2)


def test_deleting_while_a_message_waits_sends_it_nowhere(visit: Visit) -> None:
    chat = visit("en")
    chat.say("first")
    chat.page.context.set_offline(True)
    chat.write("never to arrive")
    expect(chat.status).to_have_text(MESSAGES.text("page.offline", "en"))
    chat.page.context.set_offline(False)
    chat.page.locator("#delete").click()
    expect(chat.log).to_contain_text("This conversation was deleted.")
    chat.say("new")
    stored = chat.api("GET", "conversations", chat.token()).json()["messages"]
    assert sum(message["kind"] == "fallback" for message in stored) == 1


def test_twenty_cuts_of_the_network_lose_and_double_nothing(visit: Visit) -> None:
    chat = visit("en")
    chat.say("first")
    written = []
    for flap in range(20):
        chat.page.context.set_offline(True)
        for number in range(5):
            written.append(f"{flap}-{number}")
            chat.write(written[-1])
        chat.page.context.set_offline(False)
    expect(chat.page.locator(".own + .fallback")).to_have_count(101, timeout=60_000)
    expect(chat.page.locator(".waiting")).to_have_count(0)
    assert [own.splitlines()[-1] for own in chat.own.all_inner_texts()] == ["first", *written]
    stored = chat.api("GET", "conversations", chat.token()).json()["messages"]
    assert sum(message["kind"] == "fallback" for message in stored) == 101


def test_a_slow_connection_is_said_to_be_slow(visit: Visit) -> None:
    chat = visit("en")
    chat.say("first")
    chat.page.clock.install()
    chat.page.route(SENT, lambda route: None)
    chat.write("second")
    expect(chat.status).to_have_text(MESSAGES.text("page.sending", "en"))
    chat.page.clock.run_for(4_500)
    expect(chat.status).to_have_text(MESSAGES.text("page.slow", "en"))


def test_what_is_written_while_a_conversation_is_erased_begins_a_new_one(visit: Visit) -> None:
    chat = visit("en")
    chat.say("first")
    old = chat.token()
    held: list[Route] = []
    chat.page.route("**/api/v1/conversations", lambda route: held.append(route) if not held else route.continue_())
    chat.page.locator("#delete").click()
    chat.write("second")
    expect(chat.own).to_have_text(["You: second"], use_inner_text=False)
    held[0].continue_()
    expect(chat.page.locator(".own + .fallback, .own ~ .fallback").first).to_be_visible()
    new = chat.token()
    assert new not in {old, None}
    assert chat.api("GET", "conversations", old).status_code == 401
    expect(chat.page.locator("#delete")).to_be_visible()


def test_burmese_is_shown_and_sent_even_if_what_reads_old_letters_never_comes(visit: Visit) -> None:
    chat = visit("en")
    chat.say("first")
    chat.page.route("**/widget/zawgyi.js*", lambda route: None)
    chat.write("မင်္ဂလာပါ")
    expect(chat.own.last).to_contain_text("မင်္ဂလာပါ", timeout=1_000)
    chat.write("third")
    expect(chat.page.locator(".own + .fallback")).to_have_count(3)
    assert [own.splitlines()[-1] for own in chat.own.all_inner_texts()] == ["first", "မင်္ဂလာပါ", "third"]


def test_the_page_is_used_before_the_style_of_the_fonts_has_come(visit: Visit) -> None:
    chat = visit("my", path="/docs")
    held: list[Route] = []
    chat.page.route("**/fonts.css*", lambda route: held.append(route))
    chat.page.goto(f"{chat.base_url}/?language=my", wait_until="commit")
    expect(chat.send_button).to_be_enabled()
    chat.say("hello")
    assert len(held) == 1
    held[0].continue_()
    expect(chat.page.locator("link[href*=fonts]")).not_to_have_attribute("media", "print")
