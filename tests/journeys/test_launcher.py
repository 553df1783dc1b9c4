"""The launcher on a partner's site: small, silent before it is pressed, usable by keyboard, thumb and screen reader."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from app.gateway import widget_files
from app.settings import ROOT
from tests.journeys.host_site import HostSite
from tests.journeys.partner_page import Partner

pytestmark = pytest.mark.xdist_group("embedding")  # one gateway that knows the partner, for all of them
LAUNCHER = "/widget/shirube-chat.js"


@pytest.mark.parametrize(("name", "most"), [("shirube-chat.js", 1536), ("embedding.js", 1024)])
def test_files_for_embedding_are_small(name: str, most: int) -> None:
    assert len(widget_files.built(ROOT / "widget").files[name].packed) <= most


def test_before_the_first_press_nothing_is_asked_but_the_launcher_itself(
    partner: Partner, host: HostSite, chat_url: str
) -> None:
    page = partner(host.put_demo("launcher.html", chat_url))
    expect(page.button).to_have_text("Ask for help")
    expect(page.button).to_have_attribute("aria-expanded", "false")
    page.page.wait_for_load_state("networkidle")
    assert page.asked == [LAUNCHER]
    assert page.page.context.cookies() == []
    page.open()
    assert "/chat" in page.asked
    assert "/" not in page.asked


def test_launcher_is_opened_and_closed_by_keyboard_and_focus_goes_along(
    partner: Partner, host: HostSite, chat_url: str
) -> None:
    page = partner(host.put_listening(chat_url))
    keyboard = page.page.keyboard
    page.page.locator("#own").focus()
    keyboard.press("Tab")
    expect(page.button).to_be_focused()
    keyboard.press("Enter")
    expect(page.button).to_have_attribute("aria-expanded", "true")
    page.wait_until_embedded()
    expect(page.frame_element).to_be_focused()
    keyboard.press("Tab")
    assert page.frame.evaluate("() => document.hasFocus() && document.activeElement !== document.body")
    keyboard.press("Escape")
    expect(page.button).to_have_attribute("aria-expanded", "false")
    expect(page.button).to_be_focused()
    expect(page.frame_element).to_be_hidden()
    keyboard.press("Space")
    expect(page.frame_element).to_be_visible()
    expect(page.frame_element).to_be_focused()
    page.button.focus()
    keyboard.press("Escape")
    expect(page.frame_element).to_be_hidden()
    assert [name for name, _ in page.events()] == ["shirube-open", "shirube-close"] * 2
    assert page.asked.count("/chat") == 1  # closed is not gone: the conversation goes on where it was


def test_a_page_opens_and_closes_the_chat_by_its_own_controls(partner: Partner, host: HostSite, chat_url: str) -> None:
    page = partner(host.put_demo("rtl.html", chat_url))
    page.page.locator("#own").click()
    expect(page.frame_element).to_be_visible()
    page.page.evaluate("() => document.querySelector('shirube-chat').close()")
    expect(page.frame_element).to_be_hidden()
    expect(page.button).to_be_focused()


def test_closed_before_it_has_come_the_chat_takes_no_focus(partner: Partner, host: HostSite, chat_url: str) -> None:
    page = partner(host.put_demo("launcher.html", chat_url))
    held: list[Route] = []
    page.page.route(f"{chat_url}/chat*", lambda route: held.append(route))
    with page.page.expect_request(f"{chat_url}/chat*"):
        page.button.click()
    page.page.evaluate("() => document.querySelector('shirube-chat').close()")
    held[0].continue_()
    page.wait_until_embedded()
    expect(page.button).to_be_focused()


@pytest.mark.parametrize(
    ("attributes", "locale", "label", "lang"),
    [
        ("", "en", "Ask for help", "en"),
        ("", "ar-EG", "طلب المساعدة", "ar"),
        ("", "sw", "Ask for help", "en"),
        ('language="my"', "en", "အကူအညီ", "my"),
        ('language="ja-simple"', "fr", "そうだんする", "ja-simple"),
        ('language="fa" label="Talk to us"', "en", "Talk to us", ""),
    ],
)
def test_button_speaks_the_language_asked_for(
    partner: Partner, host: HostSite, chat_url: str, attributes: str, locale: str, label: str, lang: str
) -> None:
    page = partner(host.put_listening(chat_url, attributes), locale=locale)
    expect(page.button).to_have_accessible_name(label)
    expect(page.button).to_have_js_property("lang", lang)
    page.page.evaluate("() => document.querySelector('shirube-chat').setAttribute('language', 'fr')")
    if "label" not in attributes:
        expect(page.button).to_have_text("Demander de l’aide")


@pytest.mark.parametrize("how", ["defer", 'type="module"', "async"])
def test_launcher_finds_its_origin_however_it_is_loaded(
    partner: Partner, host: HostSite, chat_url: str, how: str
) -> None:
    text = f'<!doctype html><shirube-chat></shirube-chat><script {how} src="{chat_url}{LAUNCHER}"></script>'
    page = partner(host.put("/how.html", text * 2))  # and pasted twice
    page.page.locator("shirube-chat button").last.click()
    expect(page.page.locator("shirube-chat iframe")).to_have_attribute("src", re.compile(f"^{chat_url}/chat#"))


def test_launcher_made_by_script_and_moved_takes_what_it_is_given(
    partner: Partner, host: HostSite, chat_url: str
) -> None:
    page = partner(host.put("/made.html", f'<!doctype html><script src="{chat_url}{LAUNCHER}"></script><p>Host</p>'))
    page.page.evaluate("""() => {
      const chat = document.createElement('shirube-chat')
      document.body.append(chat)
      chat.setAttribute('language', 'fr')
      document.querySelector('p').append(chat)
    }""")
    expect(page.button).to_have_text("Demander de l’aide")
    page.open()
    expect(page.chat.locator("html")).to_have_attribute("lang", "fr")


@pytest.mark.parametrize(("width", "size"), [(320, ""), (360, "large"), (1000, "small"), (1000, ""), (1000, "large")])
def test_panel_fits_the_window_and_leaves_the_button_in_reach(
    partner: Partner, host: HostSite, chat_url: str, width: int, size: str
) -> None:
    page = partner(host.put_listening(chat_url, f'size="{size}"'), viewport={"width": width, "height": 640})
    page.button.click()
    for direction in ("ltr", "rtl"):
        page.page.evaluate("direction => { document.documentElement.dir = direction }", direction)
        panel, button = page.frame_element.bounding_box(), page.button.bounding_box()
        assert panel is not None and button is not None
        assert button["height"] >= 44 and button["width"] >= 44
        assert panel["y"] >= 0 and panel["y"] + panel["height"] <= button["y"]
        assert panel["x"] >= 0 and panel["x"] + panel["width"] <= width
        assert panel["width"] == {"": min(width, 400), "small": 320, "large": min(width, 576)}[size]
        middle = button["x"] + button["width"] / 2
        assert (middle < width / 2) == (direction == "rtl")


@pytest.mark.parametrize(
    "script", ["", "delete Document.prototype.adoptedStyleSheets; delete ShadowRoot.prototype.adoptedStyleSheets"]
)
def test_launcher_works_under_the_strictest_policy_also_in_browsers_without_made_style_sheets(
    partner: Partner, host: HostSite, chat_url: str, script: str
) -> None:
    policy = (
        f"default-src 'none'; script-src {chat_url}; frame-src {chat_url}; style-src 'none'; base-uri 'none'; "
        "form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )
    address = host.put_demo("launcher.html", chat_url, "/strict.html", Content_Security_Policy=policy)
    page = partner(address, script=script)
    page.open()
    expect(page.frame_element).to_have_css("position", "fixed")
    expect(page.button).to_have_css("position", "fixed")
    page.say("hello")
    page.button.click()
    expect(page.frame_element).to_be_hidden()
