"""What the forms look like in each language: directions, notes, the newest first, and how little they weigh."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from datetime import time as clock

import pytest

from app.gateway.state import GatewayState, utc_now
from app.settings import Settings
from tests.fixtures.english_only import publish_in_english_only
from tests.fixtures.plain_page import PlainVisitor
from tests.fixtures.servers import Gateway

LANGUAGES = ("en", "ja", "ja-simple", "ar", "fa", "fr", "my")
MOST_BYTES = 10_000


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_first_page_speaks_the_language_that_was_chosen(gateway: Gateway, tag: str) -> None:
    visitor = PlainVisitor.comes(gateway.client, tag)
    (html,) = visitor.page.all("html")
    assert (html.get("lang"), html.get("dir")) == (tag, "rtl" if tag in {"ar", "fa"} else "ltr")
    greeting, operator, question = visitor.messages()
    assert greeting.all("div", class_="text")[0].get("lang") == tag
    assert operator.all("a", href="tel:110")
    assert question.all("button", name="payload", value="faq/apply_how")
    assert {"need/legal", "need/food"} <= set(visitor.payloads)
    assert len(visitor.page.all("button", name="group")) > 10
    assert {one.get("lang") for one in visitor.page.all("nav")[0].all("a")} == set(LANGUAGES)


def test_the_newest_reply_comes_first_and_three_are_shown(gateway: Gateway) -> None:
    visitor = PlainVisitor.comes(gateway.client)
    for topic in ("apply_fee", "find_doctor", "work_permission", "find_lawyer"):
        visitor = visitor.send(payload=f"faq/{topic}")
    shown = [one.all("button", name="payload")[0].get("value") for one in visitor.messages("answer")]
    topics = gateway.app.state.gateway.knowledge.catalogue.topics
    assert shown == [f"need/{topics[one].support}" for one in ("find_lawyer", "work_permission", "find_doctor")]


@pytest.mark.parametrize("tag", ["ar", "fa"])
def test_numbers_and_their_links_stand_from_left_to_right_in_right_to_left_pages(gateway: Gateway, tag: str) -> None:
    page = (
        PlainVisitor.comes(gateway.client, tag).send(payload="danger/sexual_violence").send(payload="need/legal").page
    )
    dials = [link.get("href") or "" for link in page.all("a", class_="tel")]
    assert "tel:%238891" in dials and all("#" not in one for one in dials)
    for link in page.all("a", class_="tel"):
        assert [child.get("dir") for child in link.below()] == ["ltr"]
    assert page.all("bdi", dir="ltr", class_="figure")


def test_readings_stand_over_the_characters_in_easy_japanese(gateway: Gateway) -> None:
    answer = PlainVisitor.comes(gateway.client, "ja-simple").send(payload="faq/apply_how").messages("answer")[0]
    assert answer.all("ruby") and answer.all("rt")
    assert "《" not in answer.text


def test_a_machine_translation_says_so_and_an_english_text_in_it_is_marked(
    settings: Settings, start_gateway: Callable[..., Gateway]
) -> None:
    untranslated = publish_in_english_only(settings)
    gateway = start_gateway()
    visitor = PlainVisitor.comes(gateway.client, "ar").send(payload="faq/apply_fee")
    answer = visitor.messages("answer")[0]
    note = gateway.app.state.gateway.messages.text("page.machine", "ar")
    assert [one.text for one in answer.all("p", class_="note")] == [note]
    english = visitor.send(payload=f"faq/{untranslated}").messages("answer")[0].all("div", class_="text")[0]
    assert (english.get("lang"), english.get("dir")) == ("en", "ltr")


def test_what_nobody_looked_at_for_long_says_so(own_gateway: Gateway) -> None:
    own_gateway.app.state.gateway.now = lambda: utc_now() + timedelta(days=500)
    visitor = PlainVisitor.comes(own_gateway.client).send(payload="need/legal")
    notes = [one.text for one in visitor.page.all("li", class_="card")[0].all("p", class_="note")]
    assert len(notes) == 1 and "We have not checked this since" in notes[0]


def test_today_on_a_question_of_yesterday_can_no_longer_be_pressed(own_gateway: Gateway) -> None:
    state: GatewayState = own_gateway.app.state.gateway
    before_midnight = datetime.combine(utc_now().date(), clock(14, 50), UTC)  # in Japan
    state.now = lambda: before_midnight
    visitor = PlainVisitor.comes(own_gateway.client).send(payload="faq/appeal_deadline")
    state.now = lambda: before_midnight + timedelta(minutes=20)
    assert visitor.send(payload="faq/apply_fee").payloads.count("received/0") == 1
    assert visitor.send(payload="faq/appeal_how").payloads.count("received/0") == 1  # of the two, the newer


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_page_is_under_ten_kilobytes_packed_with_its_style_sheets(gateway: Gateway, tag: str) -> None:
    state: GatewayState = gateway.app.state.gateway
    visitor = PlainVisitor.comes(gateway.client, tag)
    pages = {"first": visitor}
    pages["subjects"] = visitor.send(group="application")
    services = max(
        ("legal", "medical", "housing", "labour"), key=lambda need: _weight(visitor.send(payload=f"need/{need}"))
    )
    longest = sorted(state.knowledge.catalogue.topics.values(), key=lambda topic: -len(_text(topic, tag)))[:2]
    for topic in longest:
        visitor = visitor.send(payload=f"faq/{topic.id}")
    pages["answers"] = visitor
    pages["cards"] = visitor.send(payload=f"need/{services}")
    pages["three times cards"] = pages["cards"].send(payload="need/medical").send(payload="need/labour")
    styles = sum(_weight_of(gateway, link.get("href") or "") for link in visitor.page.all("link"))
    weights = {name: _weight(page) for name, page in pages.items()}
    assert max(weights.values()) + styles <= MOST_BYTES


def _weight(visitor: PlainVisitor) -> int:
    return len(gzip.compress(visitor.response.content))


def _weight_of(gateway: Gateway, address: str) -> int:
    return len(gzip.compress(gateway.client.get(address).content))


def _text(topic, tag: str) -> str:  # type: ignore[no-untyped-def]
    answer = topic.answer(tag)
    return answer.text if answer else ""
