"""Message text → safe HTML: what widget/rendering.js draws in the browser, on the server. Everything is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import quote

from markupsafe import Markup, escape

# The patterns are those of rendering.js; digits are ASCII there, so they are here.
_HYPHEN: Final = "[-‐‑‒–−－]"
_PHONE: Final = (
    rf"0[0-9]{{1,4}}{_HYPHEN}[0-9]{{1,4}}{_HYPHEN}[0-9]{{3,4}}(?![0-9-])"
    rf"|\+[0-9]{{1,3}}(?:{_HYPHEN}[0-9]{{1,4}}){{2,4}}|[#＃][0-9]{{4}}(?![0-9])"
)
_NUMBERS: Final = re.compile(rf"({_PHONE})|[0-9]+(?:[-‐‑‒–−－:/.,~〜～][0-9]+)*")
_BOLD: Final = re.compile(r"\*\*(.+?)\*\*")
_RUBY: Final = re.compile(r"｜([^《]+)《([^》]+)》")
_LINE: Final = re.compile(r"(?:(-)|([0-9]+)\.) +(.*)")
_EMERGENCY: Final = {"110", "119", "189"}
# Not by \b, which sees no edge between a digit and the Japanese letter after it.
_PHONE_IN_LABEL: Final = re.compile(r"(?<![0-9-])(?:0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}|110|119)(?![0-9-])")

_TEL: Final = Markup('<a class="tel" href="tel:{}"><bdi dir="ltr">{}</bdi></a>')
_FIGURE: Final = Markup('<bdi dir="ltr" class="figure">{}</bdi>')
_READING: Final = Markup("<ruby>{}<rt>{}</rt></ruby>")
_STRONG: Final = Markup("<strong>{}</strong>")
_LINK: Final = Markup('<a href="{}" target="_blank" rel="noreferrer noopener" dir="auto">{}</a>')

Rest = Callable[[str], Markup]


def formatted(text: str) -> Markup:
    """Our small format as HTML blocks: paragraphs, "- " and "1. " lists, **bold**, ruby.

    >>> formatted("Call **us**.\\n\\n1. now")
    Markup('<p>Call <strong>us</strong>.</p><ol start="1"><li>now</li></ol>')
    """
    return _joined(_block(*block) for paragraph in re.split(r"\n{2,}", text) for block in _blocks(paragraph))


def inline(text: str) -> Markup:
    """One line as HTML: bold, ruby, numbers that can be called and numbers that keep their order."""
    return _split(_BOLD, text, lambda bold: _STRONG.format(_readings(bold[1], is_bold=True)), _readings)


def phone_link(number: str) -> Markup:
    """`number` as a link that dials it, in its own direction.

    >>> phone_link("#8891")
    Markup('<a class="tel" href="tel:%238891"><bdi dir="ltr">#8891</bdi></a>')
    """
    dialled = re.sub(r"[^0-9+#]", "", number.replace("＃", "#"))
    return _TEL.format(quote(dialled, safe=""), number)


def with_phone_links(text: str) -> Markup:
    """A label as HTML whose phone numbers can be called, 110 and 119 wherever they stand: a label has no marks."""
    return _split(_PHONE_IN_LABEL, text, lambda number: phone_link(number[0]), escape)


def web_link(url: str, title: str) -> Markup:
    """A link to a page elsewhere that is told nothing of us; an address that is none of the web's is only its title."""
    return _LINK.format(url, title) if re.match(r"https?://", url, re.IGNORECASE) else escape(title)


def _blocks(paragraph: str) -> list[tuple[str, str, list[Markup]]]:
    """Kind of block, number of its first point, its lines."""
    blocks: list[tuple[str, str, list[Markup]]] = []
    for line in paragraph.split("\n"):
        point = _LINE.fullmatch(line)
        kind = "p" if point is None else "ul" if point[1] else "ol"
        if not blocks or blocks[-1][0] != kind:
            blocks.append((kind, (point[2] or "") if point else "", []))
        blocks[-1][2].append(inline(line if point is None else point[3]))
    return blocks


def _block(kind: str, start: str, lines: list[Markup]) -> Markup:
    if kind == "p":
        return Markup("<p>{}</p>").format(Markup("<br>").join(lines))
    points = _joined(Markup("<li>{}</li>").format(line) for line in lines)
    if kind == "ol":
        return Markup('<ol start="{}">{}</ol>').format(start, points)
    return Markup("<ul>{}</ul>").format(points)


def _readings(text: str, *, is_bold: bool = False) -> Markup:
    return _split(_RUBY, text, lambda ruby: _READING.format(ruby[1], ruby[2]), lambda rest: _numbers(rest, is_bold))


def _numbers(text: str, is_bold: bool) -> Markup:
    def number(found: re.Match[str]) -> Markup:
        whole = found[0]
        digits = len(re.sub(r"[^0-9]", "", whole))
        is_phone = found[1] and (whole[0] != "0" or digits in (10, 11))
        if is_phone or (is_bold and text in _EMERGENCY):
            return phone_link(whole)
        return escape(whole) if digits == len(whole) else _FIGURE.format(whole)

    return _split(_NUMBERS, text, number, escape)


def _split(pattern: re.Pattern[str], text: str, found: Callable[[re.Match[str]], Markup], rest: Rest) -> Markup:
    """What `found` makes of each match, and what `rest` makes of the text between them."""
    parts, at = [], 0
    for match in pattern.finditer(text):
        parts += [rest(text[at : match.start()]), found(match)]
        at = match.end()
    return _joined([*parts, rest(text[at:])])


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)
