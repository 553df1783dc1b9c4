"""Message text becomes HTML that says the same, and never becomes anything else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.gateway.plain_html import formatted, inline, phone_link, web_link, with_phone_links
from tests.fixtures.plain_page import read_html

ATTRIBUTES = {
    "p": set(),
    "br": set(),
    "ul": set(),
    "ol": {"start"},
    "li": set(),
    "strong": set(),
    "ruby": set(),
    "rt": set(),
    "bdi": {"dir", "class"},
    "a": {"class", "href"},
}
"""Every element there may be, and what may stand in it."""
MARKS = [
    "**",
    "｜",
    "《",
    "》",
    "- ",
    "1. ",
    "\n",
    "\n\n",
    "<",
    ">",
    "&",
    '"',
    "'",
    "03-1234-5678",
    "110",
    "#8891",
    "{",
    "}",
]
TEXTS = st.lists(st.sampled_from(MARKS) | st.text(max_size=5), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Hello", "<p>Hello</p>"),
        ("", "<p></p>"),
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'),
        ("Take:\n- a\nand go", "<p>Take:</p><ul><li>a</li></ul><p>and go</p>"),
        ("-5 degrees", "<p>-5 degrees</p>"),
        ("**now** or **never", "<p><strong>now</strong> or **never</p>"),
        ("｜難民《なんみん》", "<p><ruby>難民<rt>なんみん</rt></ruby></p>"),
        ("**｜今《いま》**", "<p><strong><ruby>今<rt>いま</rt></ruby></strong></p>"),
        ("<b>&amp;</b>", "<p>&lt;b&gt;&amp;amp;&lt;/b&gt;</p>"),
        ("｜<i>《<u>》", "<p><ruby>&lt;i&gt;<rt>&lt;u&gt;</rt></ruby></p>"),
    ],
)
def test_the_small_format_becomes_the_elements_it_stands_for(text: str, html: str) -> None:
    assert formatted(text) == html


@pytest.mark.parametrize(
    ("text", "dials"),
    [
        ("Call 03-1234-5678.", ["tel:0312345678"]),
        ("**110**", ["tel:110"]),
        ("110 people came", []),
        ("**189** or **119**", ["tel:189", "tel:119"]),
        ("#8891", ["tel:%238891"]),
        ("＃8891", ["tel:%238891"]),
        ("+81-3-1234-5678", ["tel:%2B81312345678"]),
        ("0120‑279‑338", ["tel:0120279338"]),
        ("in 2023-2024, 05-1-2024, 6,000 yen", []),
        ("٠٣-١٢٣٤-٥٦٧٨", []),
    ],
)
def test_what_can_be_dialled_is_a_link_and_what_cannot_is_none(text: str, dials: list[str]) -> None:
    assert [link.get("href") for link in read_html(formatted(text)).all("a")] == dials


def test_numbers_of_several_parts_keep_their_order_in_right_to_left_text() -> None:
    said = read_html(inline("من 10:00-22:00 حتى 2024-06-10، 0120-279-338 و 7"))
    assert [one.text for one in said.all("bdi", dir="ltr")] == ["10:00-22:00", "2024-06-10", "0120-279-338"]


def test_labels_have_no_marks_and_their_short_numbers_are_links_all_the_same() -> None:
    said = read_html(with_phone_links("危険なときは110（警察）か119。<03-5379-6001>、1100"))
    assert [link.get("href") for link in said.all("a")] == ["tel:110", "tel:119", "tel:0353796001"]
    assert said.text == "危険なときは110（警察）か119。<03-5379-6001>、1100"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "", "JAVASCRIPT:x//http://"]
)
def test_an_address_that_is_none_of_the_webs_becomes_no_link(url: str) -> None:
    assert web_link(url, "<title>") == "&lt;title&gt;"


def test_a_page_elsewhere_is_told_nothing_of_us() -> None:
    (link,) = read_html(web_link('https://example.org/?a="b"&c', "<b>")).all("a")
    assert (link.get("rel"), link.get("href")) == ("noreferrer noopener", 'https://example.org/?a="b"&c')
    assert link.text == "<b>"


@given(TEXTS)
def test_no_text_whatever_becomes_another_element_than_the_few_there_are(text: str) -> None:
    for one in read_html(formatted(text)).below():
        assert set(one.attributes) <= ATTRIBUTES[one.name]
        assert (one.get("href") or "tel:1").startswith("tel:")
        assert re.fullmatch(r"tel:(%23|%2B)?[0-9]+", one.get("href") or "tel:1")


@given(TEXTS)
def test_nothing_of_a_text_is_lost_or_added_but_its_marks(text: str) -> None:
    shown = read_html(formatted(text)).text
    assert _without_marks(shown) == _without_marks(text)


@given(st.text())
def test_phone_links_and_labels_are_escaped_whatever_stands_in_them(text: str) -> None:
    assert read_html(phone_link(text)).text == text
    assert read_html(with_phone_links(text)).text == text
    assert read_html(web_link(f"https://{text}", text)).text == text


def _without_marks(text: str) -> str:
    return re.sub(r"[*｜《》\n]|^ *(-|[0-9]+\.) +|[0-9]+\. +|- +", "", text)
