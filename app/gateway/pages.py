"""The chat page with its files and texts, the blank page one leaves to, and the page that explains the API."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

import languages
from app.errors import NotFound
from app.gateway import font_files, widget_files
from app.gateway.access import Gateway
from app.gateway.packing import packed
from app.gateway.page_texts import NEEDS, page_texts
from app.gateway.plain_html import with_phone_links
from app.gateway.reply_language import LONGEST_TAG, first_language, likeliest_first
from app.gateway.state import GatewayState
from app.gateway.widget_files import CHAT, WidgetFiles
from app.settings import ROOT

router = APIRouter(include_in_schema=False)

MOST_LANGUAGES = 12
"""So many stand on the first screen, likeliest first; the others unfold, with a search."""
_DOCUMENTED = re.compile(r"/api/v1/|/healthz|/readyz")


def widget(gateway: GatewayState) -> WidgetFiles:
    """The page's scripts and style sheets; made at the start, in milliseconds."""
    return _built(gateway.settings.widget_source)


@cache
def _built(is_source: bool) -> WidgetFiles:
    return widget_files.built(ROOT / "widget", is_source=is_source)


TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)
TEMPLATES.filters |= {"with_phone_links": with_phone_links}


@router.get("/chat")
@router.get("/")
def chat_page(
    gateway: Gateway,
    language: str | None = None,
    accept_language: Annotated[str, Header()] = "",
    accept_encoding: Annotated[str, Header()] = "",
    save_data: Annotated[str, Header()] = "",
) -> Response:
    """The chat page, already in the visitor's language when it arrives."""
    wish = languages.nearest(language, gateway.offered) if language and len(language) <= LONGEST_TAG else None
    tag, is_chosen = first_language(wish, accept_language, gateway.offered)
    words, files = page_texts(gateway, tag), widget(gateway)
    page = TEMPLATES.get_template("page.html").render(
        language=tag,
        direction=words["direction"],
        plain_link=gateway.messages.text("plain.link", tag),
        texts=words["texts"] | words.pop("labels"),
        languages=[languages.get(one) for one in likeliest_first(tag, accept_language, gateway.offered)],
        languages_at_once=MOST_LANGUAGES,
        needs=NEEDS,
        # Who saves data does without letters of other languages, never without those of their own.
        saves_data=save_data == "on",
        brings_fonts=save_data != "on" or tag in font_files.LANGUAGES,
        address=files.address,
        modules=[] if not gateway.settings.widget_source else files.files,
        exit_url=gateway.settings.exit_url,
        words=_data_block(words | {"isChosen": is_chosen, "hosts": gateway.settings.embedding_sites}),
    )
    # Told in the header, they are asked for before the page is read.
    early = f"<{files.address('chat.css')}>; rel=preload; as=style, <{files.address(CHAT)}>; rel=modulepreload"
    headers = {"Content-Language": tag, "Link": early}
    return packed(page.encode(), "text/html; charset=utf-8", accept_encoding, headers)


@router.get("/widget/{file}")
def widget_file(gateway: Gateway, file: str, v: str = "", accept_encoding: Annotated[str, Header()] = "") -> Response:
    """A script, style sheet or picture; kept for ever under its own digest, else asked for anew."""
    files = widget(gateway)
    found = files.files.get(file)
    if found is None:
        raise NotFound()
    keep = "public, max-age=31536000, immutable" if v == files.version else "no-cache"
    is_packed = "gzip" in accept_encoding
    headers = {"Cache-Control": keep, "Vary": "Accept-Encoding"} | ({"Content-Encoding": "gzip"} if is_packed else {})
    return Response(found.packed if is_packed else found.body, media_type=found.media_type, headers=headers)


@router.get("/blank")
def blank_page(gateway: Gateway) -> Response:
    """An empty page: where the quick exit leads without scripts, and from there to `EXIT_URL`."""
    exit_url = gateway.settings.exit_url
    headers = {"Refresh": f"0; url={exit_url}"} if exit_url != "about:blank" else {}
    return Response(TEMPLATES.get_template("blank.html").render(), media_type="text/html", headers=headers)


@router.get("/favicon.ico")
def no_icon() -> Response:
    """Nothing, said without an error in the browser's console."""
    return Response(status_code=204, headers={"Cache-Control": "public, max-age=31536000"})


@router.get("/docs")
def api_page(request: Request) -> Response:
    """The public API as a plain page, from the same description that /api/v1/openapi.json gives."""
    openapi = request.app.openapi()
    paths = {path: methods for path, methods in openapi["paths"].items() if _DOCUMENTED.match(path)}
    page = TEMPLATES.get_template("docs.html").render(
        address=widget(request.app.state.gateway).address, paths=paths, shapes=openapi["components"]["schemas"]
    )
    return Response(page, media_type="text/html")


def _data_block(value: dict[str, Any]) -> Markup:
    """JSON that cannot end the `<script type="application/json">` it stands in."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 (no tag can begin in it)
