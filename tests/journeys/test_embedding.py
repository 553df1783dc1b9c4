"""The chat in a frame of a partner's site: what the site can learn, and what it may wish."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.host_site import HostSite
from tests.journeys.partner_page import Partner

pytestmark = pytest.mark.xdist_group("embedding")  # one gateway that knows the partner, for all of them


# --- what the site learns


def test_a_page_that_listens_to_everything_learns_nothing_of_what_is_typed_or_answered(
    partner: Partner, host: HostSite, chat_url: str
) -> None:
    page = partner(host.put_listening(chat_url))
    page.page.locator("#own").click()
    page.page.keyboard.type("own")
    assert [one["key"] for one in page.seen() if one["type"] == "keydown"] == ["o", "w", "n"]  # it does listen
    page.open()
    before = len(page.seen())
    canary = f"canary{uuid4().hex}"
    page.say(canary)
    page.chat.locator("#message").fill(canary)
    expect(page.chat.locator(".own")).to_contain_text(canary)
    answer = page.chat.locator(".own ~ .message .text").first.inner_text()
    after = page.seen()[before:]
    assert {one["type"] for one in after} <= {"message", "mutation", "blur", "focus", "focusin", "focusout"}
    assert page.page.evaluate("() => document.activeElement.localName") == "shirube-chat"
    for told in (one["data"] for one in after if one["type"] == "message"):
        assert set(told) == {"type", "unread"} and isinstance(told["unread"], int)
    everything = json.dumps(page.seen(), ensure_ascii=False) + page.page.content()
    everything += page.page.evaluate("() => document.querySelector('shirube-chat').shadowRoot.innerHTML")
    assert canary not in everything
    assert answer[:20] not in everything
    assert all(canary not in url and canary not in referrer for url, referrer in host.asked)
    reached = page.page.evaluate("""() => {
      const { shadowRoot } = document.querySelector('shirube-chat')
      const { contentWindow, contentDocument } = shadowRoot.querySelector('iframe')
      let title
      try { title = contentWindow.document.title } catch (fault) { title = fault.name }
      return [contentDocument, title]
    }""")
    assert reached == [None, "SecurityError"]


def test_answers_that_come_while_it_is_closed_are_counted_on_the_button(
    partner: Partner, host: HostSite, chat_url: str
) -> None:
    page = partner(host.put_listening(chat_url))
    held: list[Route] = []
    # From the beginning: what is asked for while a route is only being laid, Playwright may miss.
    page.page.route(
        "**/api/v1/conversations/messages",
        lambda route: held.append(route) if "again" in (route.request.post_data or "") else route.continue_(),
    )
    page.open()
    page.say("hello")
    assert page.events() == [("shirube-open", 0)]  # what is in sight is not unread
    page.chat.locator("#message").click()
    page.page.keyboard.type("hello again")
    with page.page.expect_request("**/api/v1/conversations/messages"):
        page.page.keyboard.press("Enter")
    page.button.click()
    expect(page.frame_element).to_be_hidden()
    with page.page.expect_response("**/api/v1/conversations/messages") as answered:
        held[0].continue_()
    count = len(answered.value.json()["messages"])
    expect(page.button).to_have_text(f"Ask for help ({count})")
    assert page.events()[1:] == [("shirube-close", 0), ("shirube-unread", count)]
    page.button.click()
    expect(page.button).to_have_text("Ask for help")


def test_exit_takes_the_chat_off_the_page_at_once_and_erases_it(
    partner: Partner, host: HostSite, chat_url: str
) -> None:
    page = partner(host.put_listening(chat_url))
    entries = page.page.evaluate("() => history.length")
    page.open()
    with page.page.expect_response("**/api/v1/conversations") as begun:
        page.say("canary")
    token = begun.value.json()["token"]
    with page.page.expect_request("**/api/v1/exit") as told:
        page.chat.locator("#exit").click()
    expect(page.frame_element).to_have_count(0)
    expect(page.button).to_be_hidden()
    assert page.events()[-1] == ("shirube-exit", 0)
    assert told.value.post_data == token
    answer = page.page.context.request.get(
        f"{chat_url}/api/v1/conversations", headers={"Authorization": f"Bearer {token}"}
    )
    assert answer.status == 401
    assert page.page.evaluate("() => history.length") == entries  # Back leads where it led before


def test_a_page_may_leave_as_well_when_the_visitor_leaves(partner: Partner, host: HostSite, chat_url: str) -> None:
    page = partner(host.put_demo("rtl.html", chat_url))
    page.open()
    page.chat.locator("#exit").click()
    expect(page.page).to_have_url("about:blank")


# --- what the site may wish


def test_attributes_reach_the_chat_and_leave_its_address(partner: Partner, host: HostSite, chat_url: str) -> None:
    page = partner(host.put_demo("rtl.html", chat_url))
    expect(page.button).to_have_text("اسألوا هنا")
    expect(page.button).to_have_css("background-color", "rgb(122, 31, 75)")
    page.open()
    html = page.chat.locator("html")
    expect(html).to_have_attribute("lang", "ar")
    expect(html).to_have_attribute("dir", "rtl")
    expect(page.chat.locator("body")).to_have_css("background-color", "rgb(18, 23, 26)")
    expect(page.chat.locator("#send")).to_have_css("background-color", "rgb(122, 31, 75)")
    expect(page.chat.locator(".message.answer, .message.services")).to_have_count(1)
    assert page.frame.evaluate("() => location.href") == f"{chat_url}/chat"
    assert "/api/v1/conversations" not in page.asked  # who only looks begins nothing


READ = """async ([fragment, words]) => {
  history.replaceState(null, '', fragment)
  const { readEmbedding } = await import('/widget/embedding.js?' + Math.random())
  return [readEmbedding(words), location.hash]
}"""
WORDS = {"languages": {"en": {}, "ar": {}, "ja-simple": {}}, "hosts": []}
NOTHING = {"language": None, "topic": None, "theme": None, "accent": None}


READ_FROM: list[tuple[str, dict[str, str]]] = [
    ("#", {}),
    ("#language=ar&topic=find_lawyer&theme=dark&accent=%237a1f4b", {
        "language": "ar", "topic": "find_lawyer", "theme": "dark", "accent": "#7a1f4b"
    }),
    ("#language=ja-simple", {"language": "ja-simple"}),
    ("#language=xx&theme=auto", {}),
    ("#language=__proto__&topic=constructor", {"topic": "constructor"}),
    ("#language=&topic=&theme=&accent=", {}),
    ("#topic=../../x", {}),
    ("#topic=" + "a" * 65, {}),
    ("#topic=find_lawyer%0Ax", {}),
    ("#theme=dark%22%3E%3Cscript%3E", {}),
    ("#accent=red", {}),
    ("#accent=%23ffd", {}),
    ("#accent=%23ffdd00", {}),
    ("#accent=%23767676", {"accent": "#767676"}),
    ("#accent=%23777777", {}),
    ("#accent=url(https://evil.example)", {}),
    ("#text=hello&payload=faq/find_lawyer&embedded=1&host=https://evil.example", {}),
    ("#%E0%A4%A", {}),
]  # fmt: skip


def test_only_what_is_right_is_read_from_the_fragment(partner: Partner, chat_url: str) -> None:
    page = partner(f"{chat_url}/blank").page
    for fragment, read in READ_FROM:
        assert page.evaluate(READ, [fragment, WORDS]) == [NOTHING | read, ""], fragment


TELL = """async ([fragment, hosts]) => {
  history.replaceState(null, '', fragment)
  const { readEmbedding, tellHost } = await import('/widget/embedding.js?' + Math.random())
  readEmbedding({ languages: {}, hosts })
  const said = [['size', 320.6], ['size', 'canary'], ['unread', 2], ['text', 'canary'], ['exit', 'canary']]
  for (const [kind, value] of said) tellHost(kind, value)
}"""


@pytest.mark.parametrize(
    ("named", "listed", "is_told"),
    [
        ("HOST", ["HOST"], True),
        ("HOST", ["https://www.example.org"], False),
        ("https://www.example.org", ["https://www.example.org"], False),  # another's address in the fragment
        ("*", ["HOST"], None),
        ("", ["HOST"], None),
    ],
)
def test_host_is_told_three_things_in_numbers_and_only_if_it_is_listed(
    partner: Partner, host: HostSite, chat_url: str, named: str, listed: list[str], is_told: bool | None
) -> None:
    text = f"""<!doctype html><script src="/listening.js"></script>
    <iframe src="{chat_url}/chat" referrerpolicy="no-referrer"></iframe>"""
    host.put_listening(chat_url)
    page = partner(host.put("/told.html", text))
    frame = page.page.frames[1]
    frame.wait_for_selector("#send:enabled")
    origins = frame.evaluate("() => [...(location.ancestorOrigins || [])]")
    if is_told is None:  # without a right address in the fragment it takes a browser that tells
        is_told = origins == [host.address]
    page.page.evaluate("() => { seen.length = 0 }")
    where = {"HOST": host.address}
    fragment = f"#embedded=1&host={where.get(named, named)}"
    frame.evaluate(TELL, [fragment, [where.get(one, one) for one in listed]])
    page.page.wait_for_timeout(100)
    told = [one["data"] for one in page.seen() if one["type"] == "message"]
    wanted = [{"size": 321}, {"size": 0}, {"unread": 2}, {"exit": True}]
    assert told == ([{"type": "shirube"} | one for one in wanted] if is_told else [])
    if not is_told:
        # The browser says so itself where the address was another's.
        page.complaints[:] = [said for said in page.complaints if "does not match the recipient" not in said]


def test_launcher_obeys_its_own_frame_only(partner: Partner, host: HostSite, chat_url: str) -> None:
    page = partner(host.put_listening(chat_url))
    page.open()
    page.page.evaluate("""async () => {
      const other = document.body.appendChild(document.createElement('iframe'))
      for (const told of [{ exit: true }, { size: 0 }, { unread: 9 }]) {
        const message = Object.assign({ type: 'shirube' }, told)
        postMessage(message, '*')
        other.contentWindow.eval(`parent.postMessage(${JSON.stringify(message)}, '*')`)
      }
      await new Promise(resolve => setTimeout(resolve, 100))
    }""")
    expect(page.frame_element).to_be_visible()
    assert page.events() == [("shirube-open", 0)]
    page.frame.evaluate("() => parent.postMessage({ type: 'shirube', size: 0 }, '*')")
    expect(page.frame_element).to_be_hidden()


# What a browser tells of a frame: which window spoke, or none where it is gone; a page's script may make it up as well.
SPEAK = """([origin, source, told]) => {
  const windows = { other: document.body.appendChild(document.createElement('iframe')).contentWindow, gone: null }
  const data = Object.assign({ type: 'shirube' }, told)
  dispatchEvent(new MessageEvent('message', { origin, source: windows[source], data }))
}"""


@pytest.mark.parametrize("told", [{"exit": True}, {"size": 0}, {"unread": 9}])
@pytest.mark.parametrize("source", ["other", "gone"])
def test_from_a_frame_that_is_gone_only_the_exit_is_heard(
    partner: Partner, host: HostSite, chat_url: str, source: str, told: dict[str, Any]
) -> None:
    page = partner(host.put_listening(chat_url))
    page.open()
    page.page.evaluate(SPEAK, ["https://elsewhere.example", source, told])
    expect(page.frame_element).to_be_visible()
    page.page.evaluate(SPEAK, [chat_url, source, told])
    if source == "gone" and "exit" in told:
        expect(page.frame_element).to_have_count(0)
        assert page.events()[-1] == ("shirube-exit", 0)
    else:
        expect(page.frame_element).to_be_visible()
        assert page.events() == [("shirube-open", 0)]


def test_frame_can_neither_lead_the_page_away_nor_use_devices(partner: Partner, host: HostSite, chat_url: str) -> None:
    page = partner(host.put_listening(chat_url))
    page.open()
    page.chat.locator("#message").click()  # a browser may allow more right after a press
    led = page.frame.evaluate("() => { try { top.location = 'about:blank' } catch (fault) { return fault.name } }")
    assert led == "SecurityError"
    for feature in ("geolocation", "microphone", "camera", "payment"):
        assert page.frame.evaluate("name => document.featurePolicy.allowsFeature(name)", feature) is False
    assert page.frame.evaluate("() => document.referrer") == ""
    page.complaints[:] = [said for said in page.complaints if "Unsafe attempt to initiate navigation" not in said]


def test_links_numbers_and_downloads_work_from_the_frame(partner: Partner, host: HostSite, chat_url: str) -> None:
    page = partner(host.put_listening(chat_url))
    page.open()
    page.say("hello")
    with page.page.expect_popup() as opened:
        page.frame.evaluate(
            """address => {
              const link = document.createElement('a')
              Object.assign(link, { href: address, target: '_blank', rel: 'noreferrer noopener', id: 'source' })
              link.textContent = 'source'
              document.querySelector('#form').append(link)
            }""",
            f"{chat_url}/docs",
        )
        page.chat.locator("#source").click()
    opened.value.wait_for_load_state()
    # Not in the frame's sandbox: it has its own storage and policy.
    assert opened.value.evaluate("() => [self.origin, document.referrer]") == [chat_url, ""]
    with page.page.expect_download():
        page.frame.evaluate("""() => {
          const link = document.createElement('a')
          link.href = URL.createObjectURL(new Blob(['BEGIN:VCALENDAR']))
          link.download = 'calendar.ics'
          link.click()
        }""")
    page.chat.locator("a[href='tel:110']").first.click()
    page.page.wait_for_timeout(200)  # a sandbox that forbids it complains in the console
