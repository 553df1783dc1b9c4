"""A code on the screen brings the same number or text onto a phone; another's decoder reads what the browser draws."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from typing import Any

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from app.gateway.widget_files import built
from app.settings import ROOT
from tests.journeys.chat_page import ChatPage
from tests.journeys.qr_rules import Modules, best_masks

Visit = Callable[..., ChatPage]

# Bytes that each version holds in byte mode at level M, as printed in ISO/IEC 18004.
CAPACITIES = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666]
QUIET = 4

# One pixel a module, drawn by the browser from the element that was returned.
DRAW = """async texts => {
  const { qrCode } = await import('/widget/qr.js')
  return texts.map(text => {
    const code = qrCode(text, 'code')
    const { width: size, height } = code.viewBox.baseVal
    if (size !== height) throw new Error('not a square')
    const drawing = new OffscreenCanvas(size, size).getContext('2d')
    const [ground, modules] = code.children
    drawing.fillStyle = ground.getAttribute('fill')
    drawing.fillRect(0, 0, +ground.getAttribute('width'), +ground.getAttribute('height'))
    drawing.fillStyle = code.getAttribute('color')
    drawing.fill(new Path2D(modules.getAttribute('d')))
    const { data } = drawing.getImageData(0, 0, size, size)
    return [size, btoa(String.fromCharCode(...data.filter((_, i) => i % 4 === 0)))]
  })
}"""
SHOW = """async ([text, label]) => {
  const { qrCode } = await import('/widget/qr.js')
  const code = qrCode(text, label)
  code.setAttribute('width', 320)
  document.body.replaceChildren(code)
}"""
PIXELS = """async png => {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(png), letter => letter.charCodeAt(0))]))
  const drawing = new OffscreenCanvas(picture.width, picture.height).getContext('2d')
  drawing.drawImage(picture, 0, 0)
  const { data } = drawing.getImageData(0, 0, picture.width, picture.height)
  let grey = ''
  for (let i = 0; i < data.length; i += 4) grey += String.fromCharCode(data[i])
  return [picture.width, picture.height, btoa(grey)]
}"""


class Drawn:
    """One code as the browser drew it, a byte a module."""

    def __init__(self, size: int, pixels: bytes) -> None:
        self.size = size
        self.pixels = pixels
        read = zxingcpp.read_barcode(memoryview(pixels).cast("B", (size, size)), is_pure=True)
        assert read is not None, "the decoder reads nothing"
        assert read.format == zxingcpp.BarcodeFormat.QRCode
        self.text, self.bytes, self.level = read.text, read.bytes, read.ec_level
        self.details: Any = read.extra

    @property
    def modules(self) -> Modules:
        """Without the quiet zone, dark = 1."""
        inner = range(QUIET, self.size - QUIET)
        return [[int(self.pixels[y * self.size + x] == 0) for x in inner] for y in inner]


@pytest.fixture
def page(visit: Visit) -> Page:
    return visit(path="/docs").page


def drawn(page: Page, texts: Sequence[str]) -> list[Drawn]:
    return [Drawn(size, base64.b64decode(pixels)) for size, pixels in page.evaluate(DRAW, texts)]


@pytest.mark.parametrize(
    "text",
    [
        "tel:0353796001",
        "tel:#9110",
        "https://www.refugee.or.jp/?language=ja&from=shirube#top",
        "難民支援協会（JAR） 電話 03-5379-6001、月曜日から金曜日",
        "جمعية مساعدة اللاجئين: ٠٣-٥٣٧٩-٦٠٠١، من الاثنين إلى الجمعة",
        "ဂျပန်ဒုက္ခသည်ကူညီရေးအသင်း",
        "ü",
        "0",
        "Zeile 1\nZeile 2\t🙂",
    ],
    ids=["number", "short number", "address", "Japanese", "Arabic", "Burmese", "one letter", "digit", "two lines"],
)
def test_text_of_any_script_is_read_back_as_it_was(page: Page, text: str) -> None:
    [code] = drawn(page, [text])
    assert code.text == text
    assert code.bytes == text.encode()


def test_any_text_up_to_400_bytes_is_read_back(page: Page) -> None:
    @settings(max_examples=60, deadline=None)
    @given(st.text(min_size=1, max_size=400).map(lambda text: text.encode()[:400].decode(errors="ignore") or "x"))
    def is_read_back(text: str) -> None:
        [code] = drawn(page, [text])
        assert code.bytes == text.encode()

    is_read_back()


def test_each_length_takes_the_smallest_version_that_holds_it(page: Page) -> None:
    lengths = sorted({length + more for length in CAPACITIES for more in (-1, 0, 1)} - {CAPACITIES[-1] + 1})
    codes = drawn(page, ["Ab1/" * (length // 4) + "." * (length % 4) for length in lengths])
    for length, code in zip(lengths, codes, strict=True):
        version = next(i for i, most in enumerate(CAPACITIES, start=1) if length <= most)
        assert len(code.bytes) == length
        assert (code.details["Version"], code.level) == (str(version), "M")
        assert code.size == 17 + 4 * version + 2 * QUIET


def test_the_mask_is_the_one_with_the_fewest_penalty_points(page: Page) -> None:
    texts = [f"tel:0353796{number:03}" for number in range(30)] + ["難民" * length for length in range(1, 60, 6)]
    masks = set()
    for code in drawn(page, texts):
        mask = code.details["DataMask"]
        assert mask in best_masks(code.modules, mask)
        masks.add(mask)
    assert len(masks) > 4


def test_nothing_stands_in_the_quiet_zone(page: Page) -> None:
    for code in drawn(page, ["0", "x" * 400]):
        rows = [code.pixels[y * code.size : (y + 1) * code.size] for y in range(code.size)]
        white = b"\xff" * code.size
        assert rows[:QUIET] == rows[-QUIET:] == [white] * QUIET
        assert {row[:QUIET] + row[-QUIET:] for row in rows} == {white[: 2 * QUIET]}


def test_text_of_more_than_666_bytes_is_refused(page: Page) -> None:
    assert drawn(page, ["é" * 333])[0].text == "é" * 333
    refused = "async text => import('/widget/qr.js').then(qr => qr.qrCode(text, '')).catch(fault => fault.name)"
    assert page.evaluate(refused, "é" * 333 + "x") == "RangeError"


@pytest.mark.parametrize("text", ["tel:0353796001", "東京出入国在留管理局 " * 12], ids=["number", "text"])
@pytest.mark.parametrize(
    "looks",
    [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"color_scheme": "dark", "forced_colors": "active"}],
    ids=["light", "dark", "high contrast"],
)
def test_code_on_the_screen_is_dark_on_white_whatever_the_colours(
    visit: Visit, looks: dict[str, str], text: str
) -> None:
    page = visit(path="/docs", **looks).page
    page.evaluate(SHOW, [text, "code"])
    page.evaluate("() => Object.assign(document.body.style, { color: 'white', background: 'black' })")
    picture = base64.b64encode(page.locator("svg[role=img]").screenshot()).decode()
    width, height, pixels = page.evaluate(PIXELS, picture)
    # Not inverted: the oldest readers cannot read light modules on dark ground.
    read = zxingcpp.read_barcodes(
        memoryview(base64.b64decode(pixels)).cast("B", (height, width)), try_invert=False, try_rotate=False
    )
    assert [code.text for code in read] == [text]


def test_screen_readers_are_told_what_the_code_is(page: Page) -> None:
    label = "Code to call <b>JAR</b>"
    page.evaluate(SHOW, ["tel:0353796001", label])
    expect(page.get_by_role("img", name=label, exact=True)).to_be_visible()
    expect(page.locator("body *")).to_have_count(3)


def test_the_module_is_at_most_four_kilobytes() -> None:
    assert len(built(ROOT / "widget").files["qr.js"].packed) <= 4096
