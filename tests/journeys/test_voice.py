"""Nothing is read aloud or listened to by a server: without a voice or a recognition on the device there is none."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from app.knowledge.content import Content
from app.settings import ROOT
from tests.journeys.chat_page import ChatPage
from tests.journeys.voices import give_recognition, give_voices, voice

Visit = Callable[..., ChatPage]

FIND = """async tag => {
  const { localVoice } = await import('/widget/voice.js')
  const found = await localVoice(tag)
  return found && found.name
}"""
READ = """async ([text, lang, is_local]) => {
  const { readAloud } = await import('/widget/voice.js')
  const voice = is_local === null ? null : { name: 'mine', lang, localService: is_local }
  await new Promise(resolve => readAloud(text, voice, { ended: resolve }))
  return log.said.splice(0).map(one => one.text)
}"""
START = """async texts => {
  const { readAloud } = await import('/widget/voice.js')
  log.isSlow = true
  window.readings = texts.map(text =>
    readAloud(text, { name: 'mine', lang: 'en-US', localService: true }, { ended: () => log.ended++ }))
}"""
LISTEN = """async tag => {
  const { localRecognition } = await import('/widget/voice.js')
  window.listen = await localRecognition(tag)
  return window.listen === null ? null : typeof window.listen
}"""
LOCAL = ["en-US", "ja_JP", "fa-IR", "zh-HK", "zh-TW", "zh-CN", "tl-PH", "ku", "in_ID", "nes"]
# Language of the voice, what is written, what is read.
READINGS = [
    ("en-US", "In danger? Call **110** or **119**.", "In danger?|Call 1 1 0 or 1 1 9."),
    (
        "en-US",
        "- JAR: 03-5379-6001\n- FRESC: **0570-011-000**",
        "JAR: 0 3, 5 3 7 9, 6 0 0 1|FRESC: 0 5 7 0, 0 1 1, 0 0 0",
    ),
    ("en-US", "1. Ask\n2. Wait 110 days", "Ask|Wait 110 days"),
    ("en-US", "#9110, 0353796001", "# 9 1 1 0, 0 3 5 3 7 9 6 0 0 1"),
    ("en-US", "+81-3-5379-6001", "+ 8 1, 3, 5 3 7 9, 6 0 0 1"),
    ("fr-FR", "Le 2026-11-29, 10:00-18:00, 9,000 yens. 3.5 ?", "Le 2026-11-29, 10:00-18:00, 9,000 yens.|3.5 ?"),
    (
        "ja-JP",
        "｜入管《にゅうかん》へ ｜行《い》く。お｜金《かね》は いらない。",
        "にゅうかんへ いく。|おかねは いらない。",
    ),
    ("ja-JP", "電話は**03-5379-6001**（難民）です", "電話は0 3, 5 3 7 9, 6 0 0 1（難民）です"),
    ("ar-SA", "هل أنت في خطر؟ اتصل بالرقم **110**.", "هل أنت في خطر؟|اتصل بالرقم 1 1 0."),
    ("fa-IR", "فرم (難民・補完的保護対象者認定申請書) را بگیرید (2017).", "فرم را بگیرید (2017)."),
    ("zh-CN", "填写表格（難民認定申請書）。", "填写表格（難民認定申請書）。"),
    ("my-MM", "၁၁၀ ကို ခေါ်ပါ။ စောင့်ပါ။", "၁၁၀ ကို ခေါ်ပါ။|စောင့်ပါ။"),
    ("en-US", "\n\n- \n…", ""),
]
SETTLED = "() => new Promise(resolve => setTimeout(resolve, 50))"


@pytest.fixture
def page(visit: Visit) -> Iterator[Page]:
    """A page that may use the microphone; afterwards it has asked for the module under test and nothing else."""
    chat = visit(path="/blank")
    chat.page.route("**/docs", partial(_with_policy, "microphone=(self)"))
    chat.go("/docs")
    asked: list[str] = []
    chat.page.on("request", lambda request: asked.append(request.url))
    chat.page.on("websocket", lambda socket: asked.append(socket.url))
    yield chat.page
    assert set(asked) <= {f"{chat.base_url}/widget/voice.js"}


def _with_policy(policy: str, route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, headers=answer.headers | {"permissions-policy": policy})


def test_only_a_voice_of_the_device_in_the_same_language_is_chosen(page: Page) -> None:
    remote = [voice(f"Server {lang}", lang, is_local=False, is_default=True) for lang in ("en-US", "ja-JP", "ko-KR")]
    give_voices(page, *remote, *(voice(lang, lang) for lang in LOCAL))
    expected = {"en": "en-US", "ja": "ja_JP", "ja-simple": "ja_JP", "fa": "fa-IR", "prs": "fa-IR", "zh-Hans": "zh-CN"}
    expected |= {"fil": "tl-PH", "kmr": "ku", "id": "in_ID"}
    assert {tag: page.evaluate(FIND, tag) for tag in expected} == expected
    assert {tag: page.evaluate(FIND, tag) for tag in ("my", "ko", "ne", "f")} == dict.fromkeys(("my", "ko", "ne", "f"))


def test_voices_for_fun_come_last_and_the_chosen_one_first(page: Page) -> None:
    fun, plain = voice("Bad News", "en-US"), voice("Samantha", "en-US")
    chosen = voice("Daniel", "en-GB", is_default=True)
    give_voices(page, fun, plain, chosen)
    assert page.evaluate(FIND, "en") == "Daniel"
    give_voices(page, fun, plain)
    assert page.evaluate(FIND, "en") == "Samantha"
    give_voices(page, fun)
    assert page.evaluate(FIND, "en") == "Bad News"


def test_voices_that_are_listed_late_are_found(page: Page) -> None:
    give_voices(page, voice("Server", "ja-JP", is_local=False))
    late = "voice => setTimeout(() => speechSynthesis.listed.push(voice), 300)"
    page.evaluate(late, voice("Late", "ja-JP"))
    assert page.evaluate(FIND, "ja") == "Late"


def test_without_a_voice_of_the_device_there_is_none_after_a_second(page: Page) -> None:
    unsure = voice("Unsure", "my") | {"localService": None}
    give_voices(page, voice("Server", "my-MM", is_local=False, is_default=True), unsure)
    began = time.monotonic()
    assert page.evaluate(FIND, "my") is None
    assert 0.9 < time.monotonic() - began < 3
    began = time.monotonic()
    assert page.evaluate(FIND, "my") is None
    assert time.monotonic() - began < 0.8


def test_a_browser_that_cannot_speak_has_no_voice(page: Page) -> None:
    page.evaluate("() => Object.defineProperty(window, 'speechSynthesis', { value: undefined, configurable: true })")
    assert page.evaluate(FIND, "en") is None


@pytest.mark.parametrize("is_local", [False, None], ids=["of a server", "none"])
def test_no_other_voice_than_one_of_the_device_reads(page: Page, is_local: bool | None) -> None:
    give_voices(page, voice("Server", "en-US", is_local=False))
    assert page.evaluate(READ, ["In danger? Call 110.", "en-US", is_local]) == []


def test_text_is_read_by_sentences_without_marks_and_numbers_digit_by_digit(page: Page) -> None:
    give_voices(page)
    read = ["|".join(page.evaluate(READ, [text, lang, True])) for lang, text, _ in READINGS]
    assert read == [expected for _, _, expected in READINGS]


@pytest.mark.parametrize(
    ("tag", "lang", "most"), [("en", "en-US", 150), ("ja-simple", "ja-JP", 70), ("my", "my-MM", 150)]
)
def test_no_part_of_an_answer_is_longer_than_chrome_reads_and_no_letter_is_lost(
    page: Page, tag: str, lang: str, most: int
) -> None:
    texts = [answer.text for answer in Content(ROOT / "content").answers[tag].values()]
    give_voices(page)
    read = page.evaluate(READ, ["\n".join(texts), lang, True])
    assert len(read) > 3 * len(texts)
    assert max(map(len, read)) <= most
    assert not re.search("[｜《》*]", "".join(read))
    if tag == "en":
        assert _letters("".join(read)) == _letters(
            re.sub(r"\s*[(（][^)）A-Za-z]*[぀-鿿][^)）A-Za-z]*[)）]", "", "".join(texts))
        )


def _letters(text: str) -> str:
    return "".join(letter for letter in text if letter.isalpha())


def test_long_sentence_is_parted_where_one_breathes(page: Page) -> None:
    give_voices(page)
    sentence = "If you have lived here for long, " * 8 + "x" * 400
    read = page.evaluate(READ, [sentence, "en-US", True])
    assert [part[-1] for part in read[:2]] == [",", ","]
    assert "".join(read).replace(" ", "") == sentence.replace(" ", "")


def test_stop_is_silence_at_once_and_ends_once(page: Page) -> None:
    give_voices(page)
    page.evaluate(START, ["One. Two. Three."])
    page.evaluate("() => { readings[0].stop(); readings[0].stop() }")
    page.evaluate(SETTLED)
    log = page.evaluate("() => ({ ...log, current: null })")
    assert ([one["text"] for one in log["said"]], log["cancelled"], log["ended"]) == (["One."], 1, 1)


def test_second_text_silences_the_first(page: Page) -> None:
    give_voices(page)
    page.evaluate(START, ["First. More of it.", "Second. More of it."])
    page.evaluate("() => { log.isSlow = false; log.current.onend() }")
    page.evaluate(SETTLED)
    log = page.evaluate("() => ({ ...log, current: null })")
    assert [one["text"] for one in log["said"]] == ["First.", "Second.", "More of it."]
    assert (log["cancelled"], log["ended"]) == (1, 2)


def test_nothing_is_read_on_when_the_page_is_left(page: Page) -> None:
    give_voices(page)
    page.evaluate(START, ["One. Two."])
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("() => [log.cancelled, log.ended]") == [1, 1]


@pytest.mark.parametrize(
    ("answers", "options"),
    [
        ({"en-US": "available"}, {"name": ""}),
        ({"en-US": "available"}, {"has_available": False}),
        ({"en-US": "available"}, {"has_property": False}),
        ({"en-US": "downloadable", "en": "downloadable"}, {}),
        ({"en-US": "downloading", "en": "unavailable"}, {}),
        ({"en-US": "fault", "en": "fault"}, {}),
        ({"ja-JP": "available"}, {}),
    ],
    ids=["no API", "cannot be asked", "cannot be kept local", "to download", "downloading", "fault", "other language"],
)
def test_microphone_is_not_offered_where_recognition_does_not_stay_on_the_device(
    page: Page, answers: dict[str, str], options: dict[str, Any]
) -> None:
    give_recognition(page, answers, **options)
    assert page.evaluate(LISTEN, "en") is None
    log = page.evaluate("() => recognized")
    assert (log["made"], log["installed"]) == ([], 0)
    assert all(asked["processLocally"] is True for asked in log["asked"])


@pytest.mark.parametrize("name", ["SpeechRecognition", "webkitSpeechRecognition"])
def test_recognition_is_told_to_stay_on_the_device_before_it_starts(page: Page, name: str) -> None:
    known = {"en": "en-US", "ja-simple": "ja-JP", "prs": "fa-IR", "zh-Hans": "zh-CN", "fil": "fil-PH", "ar": "ar"}
    for tag, lang in known.items():
        give_recognition(page, {lang: "available", "ar-EG": "fault"}, name=name)
        assert page.evaluate(LISTEN, tag) == "function"
        page.evaluate("() => { listen({ heard () {}, ended () {} }) }")
        assert page.evaluate("() => recognized.made.map(one => one.began)") == [{"lang": lang, "processLocally": True}]


def test_what_was_heard_is_told_and_the_end_once(page: Page) -> None:
    give_recognition(page, {"en": "available"})
    page.evaluate(LISTEN, "en")
    told = page.evaluate("""async () => {
      const told = []
      const listening = listen({ heard: text => told.push(text), ended: problem => told.push([problem]) })
      const [one] = recognized.made
      const result = transcript => [{ transcript }]
      one.onresult({ results: [result('I need ')] })
      one.onresult({ results: [result('I need '), result('a lawyer')] })
      listening.stop()
      await new Promise(resolve => setTimeout(resolve, 50))
      one.onend()
      listen({ heard () {}, ended: problem => told.push([problem]) })
      recognized.made[1].onerror({ error: 'language-not-supported' })
      recognized.made[1].onend()
      return told
    }""")
    assert told == ["I need ", "I need a lawyer", [None], ["language-not-supported"]]


def test_nothing_is_listened_to_when_the_page_is_left(page: Page) -> None:
    give_recognition(page, {"en": "available"})
    page.evaluate(LISTEN, "en")
    page.evaluate("() => { window.ends = []; listen({ heard () {}, ended: problem => ends.push(problem) }) }")
    page.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("() => [recognized.made[0].isAborted, ends]") == [True, [None]]


def test_microphone_is_not_offered_where_the_page_may_not_use_it(visit: Visit) -> None:
    chat = visit(path="/blank")
    chat.page.route("**/docs", partial(_with_policy, "microphone=()"))
    chat.go("/docs")
    give_recognition(chat.page, {"en": "available"})
    assert chat.page.evaluate(LISTEN, "en") is None
    assert chat.page.evaluate("() => recognized.asked") == []


def test_browser_without_local_speech_offers_neither(page: Page) -> None:
    for tag in ("en", "ja", "ar"):
        assert page.evaluate(LISTEN, tag) is None
    assert page.evaluate("() => speechSynthesis.getVoices().filter(voice => voice.localService).length") == 0
    assert page.evaluate(FIND, "en") is None
