"""Which fonts the page fetches, in a browser on a device that has Latin letters only."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.journeys.conftest import BROWSER_ARGUMENTS
from tools.browser import chromium

Offered = Callable[[str], str]
SENTENCES = {
    "am": ("ethiopic", "እርዳታ እፈልጋለሁ።"),
    "ar": ("arabic", "أحتاج إلى مساعدة."),
    "bn": ("bengali", "আমার সাহায্য দরকার।"),
    "fa": ("arabic", "کمک می‌خواهم."),
    "hi": ("devanagari", "मुझे मदद चाहिए।"),
    "km": ("khmer", "ខ្ញុំត្រូវការជំនួយ។"),
    "my": ("myanmar", "အကူအညီလိုပါတယ်။"),
    "ne": ("devanagari", "मलाई सहयोग चाहिन्छ।"),
    "ps": ("arabic", "زه مرستې ته اړتیا لرم."),
    "si": ("sinhala", "මට උදව් අවශ්‍යයි."),
    "ta": ("tamil", "எனக்கு உதவி தேவை."),
    "th": ("thai", "ฉันต้องการความช่วยเหลือ"),
    "ti": ("ethiopic", "ሓገዝ የድልየኒ ኣሎ።"),
    "ur": ("arabic", "مجھے مدد چاہیے۔"),
}
WRITE = """([tag, text]) => {
  const line = document.createElement('p')
  Object.assign(line, { id: 'written', lang: tag, textContent: text })
  document.body.replaceChildren(line)
}"""
# Of the languages that are offered: all that a page in Latin or Japanese letters needs of ours.
NAMES = ["arabic-names", "myanmar-names"]
SETTLED = "async () => { await document.fonts.ready; await new Promise(done => setTimeout(done, 200)) }"


@pytest.fixture(scope="session")
def latin_browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that knows one font, of boxes for Latin letters."""
    folder = tmp_path_factory.mktemp("latin")
    letters = [*range(0x20, 0x180), *range(0x2010, 0x2060)]
    names = [".notdef", *(f"box{letter}" for letter in letters)]
    pen = TTGlyphPen(None)
    for step, corner in enumerate([(50, 0), (50, 700), (450, 700), (450, 0)]):
        (pen.lineTo if step else pen.moveTo)(corner)
    pen.closePath()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap(dict(zip(letters, names[1:], strict=True)))
    font.setupGlyf(dict.fromkeys(names, pen.glyph()))
    font.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    font.setupOS2()
    font.setupPost()
    font.save(folder / "boxes.ttf")
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>", "utf-8"
    )
    launched = playwright.chromium.launch(
        executable_path=chromium(),
        args=BROWSER_ARGUMENTS,
        env={**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")},
    )
    yield launched
    launched.close()


class Watched:
    """A page, and the style sheets and fonts that it fetched."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.files: list[str] = []
        page.on("request", lambda request: self.files.append(Path(urlsplit(request.url).path).name))

    def fonts(self) -> list[str]:
        self.page.evaluate(SETTLED)
        return sorted(file.removesuffix(".woff2") for file in self.files if file.endswith(".woff2"))

    def drawn_with(self, selector: str) -> set[str]:
        """The families of the letters an element shows; ours are marked."""
        tools = self.page.context.new_cdp_session(self.page)
        tools.send("DOM.enable")
        tools.send("CSS.enable")
        root = tools.send("DOM.getDocument")["root"]["nodeId"]
        node = tools.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        return {("ours: " if font["isCustomFont"] else "") + font["familyName"] for font in fonts}


Opened = Callable[..., AbstractContextManager[Watched]]


@pytest.fixture
def opened(latin_browser: Browser, base_url: str) -> Opened:
    @contextmanager
    def opened(tag: str, **headers: str) -> Iterator[Watched]:
        context = latin_browser.new_context(locale=tag, extra_http_headers=headers)
        watched = Watched(context.new_page())
        watched.page.goto(f"{base_url}/?language={tag}")
        expect(watched.page.locator("#send")).to_be_enabled()
        yield watched
        context.close()

    return opened


@pytest.mark.parametrize("tag", ["en", "fr", "ja", "ja-simple"])
def test_a_page_in_letters_that_every_phone_has_fetches_but_the_names_of_languages(
    opened: Opened, offered: Offered, tag: str
) -> None:
    with opened(offered(tag)) as watched:
        assert watched.fonts() == NAMES
        for named in ("ar", "fa", "my"):
            (family,) = watched.drawn_with(f"#languages a[lang={named}]")
            assert family.startswith("ours: Noto "), family


@pytest.mark.parametrize(
    ("tag", "font", "names"),
    [("my", "myanmar", ["arabic-names"]), ("ar", "arabic", NAMES), ("fa", "arabic", NAMES)],
)
def test_a_page_fetches_the_font_of_its_script_alone_and_draws_with_it(
    opened: Opened, offered: Offered, tag: str, font: str, names: list[str]
) -> None:
    with opened(offered(tag)) as watched:
        assert watched.fonts() == sorted([font, *names])
        for place in ("h1", "#send", "#subjects > summary"):
            assert any(family.startswith("ours: ") for family in watched.drawn_with(place)), place


def test_other_words_on_an_english_page_fetch_only_their_own(opened: Opened) -> None:
    with opened("en") as watched:
        watched.page.locator("#message").fill("مساعدة")
        watched.page.locator("#message").press("Enter")
        assert watched.fonts() == sorted(["arabic", *NAMES])


@pytest.mark.parametrize("tag", SENTENCES)
def test_a_line_of_each_language_fetches_one_font(opened: Opened, tag: str) -> None:
    font, sentence = SENTENCES[tag]
    with opened("en") as watched:
        watched.page.evaluate(WRITE, [tag, sentence])
        assert watched.fonts() == sorted([font, *NAMES])
        (family,) = {family for family in watched.drawn_with("#written") if "Boxes" not in family}
        assert family.startswith("ours: Noto "), family


def test_who_saves_data_gets_the_letters_of_their_own_language_only(opened: Opened, offered: Offered) -> None:
    with opened(offered("my"), **{"Save-Data": "on"}) as watched:
        assert watched.fonts() == ["myanmar"]
    with opened("en", **{"Save-Data": "on"}) as watched:
        assert watched.fonts() == []
        assert "fonts.css" not in watched.files


def test_fonts_are_kept_for_ever_under_their_digest(base_url: str) -> None:
    with httpx.Client(base_url=base_url, trust_env=False) as client:
        sheet = client.get("/widget/fonts.css").text
        address = "/widget/" + sheet.partition("url(")[2].partition(")")[0].strip('"')
        kept = client.get(address)
        assert kept.headers["content-type"] == "font/woff2"
        assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert kept.content.startswith(b"wOF2")
        assert client.get(address.partition("?")[0]).headers["cache-control"] == "no-cache"
        assert client.get("/widget/fonts/LICENSES.md").status_code == 404
