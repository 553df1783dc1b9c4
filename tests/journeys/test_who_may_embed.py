"""Who may show the chat in a frame: listed sites, with or without a script, and nobody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.host_site import HostSite
from tests.journeys.partner_page import Partner, PartnerPage

pytestmark = pytest.mark.xdist_group("embedding")  # one gateway that knows the partner, for all of them


def test_plain_iframe_works_without_a_script(partner: Partner, host: HostSite, chat_url: str) -> None:
    page = partner(host.put_demo("iframe.html", chat_url), java_script_enabled=True)
    chat = page.page.locator("iframe").content_frame
    expect(chat.locator("html")).to_have_attribute("lang", "fr")
    chat.locator("#message").fill("bonjour")
    chat.locator("#message").press("Enter")
    expect(chat.locator(".own ~ .message:not(.own)").first).to_be_visible()
    chat.locator("#message").press("Escape")  # closes a launcher only
    chat.locator("#exit").click()
    expect(chat.locator("body")).to_be_empty()


@pytest.mark.parametrize("path", ["/docs", "/blank", "/api/v1/languages", "/widget/chat.js"])
def test_a_listed_site_may_frame_the_chat_and_nothing_else(
    partner: Partner, host: HostSite, chat_url: str, path: str
) -> None:
    page = partner(host.put("/other.html", f'<!doctype html><iframe src="{chat_url}{path}"></iframe>'))
    _expect_refused(page)


@pytest.mark.parametrize("path", ["/", "/chat", "/chat#embedded=1&host=https://www.example.org"])
def test_a_site_that_is_not_listed_cannot_show_the_chat(
    partner: Partner, stranger: HostSite, chat_url: str, path: str
) -> None:
    page = partner(stranger.put("/stranger.html", f'<!doctype html><iframe src="{chat_url}{path}"></iframe>'))
    _expect_refused(page)


def test_nor_can_it_with_the_launcher_or_round_a_listed_site(
    partner: Partner, host: HostSite, stranger: HostSite, chat_url: str
) -> None:
    page = partner(stranger.put_demo("launcher.html", chat_url))
    page.button.click()
    _expect_refused(page)
    listed = host.put_demo("iframe.html", chat_url)
    page = partner(stranger.put("/round.html", f'<!doctype html><iframe src="{listed}"></iframe>'))
    _expect_refused(page)


def _expect_refused(page: PartnerPage) -> None:
    page.page.wait_for_function("() => true")
    page.page.wait_for_load_state("networkidle")
    assert page.page.frames[-1].url == "chrome-error://chromewebdata/"
    assert any("frame-ancestors" in said for said in page.complaints)
    page.complaints.clear()
