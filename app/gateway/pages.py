"""The chat page with its files and texts, the blank page one leaves to, and the page that explains the API."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

import languages
from app.errors import NotFound
from app.gateway.access import Gateway, offered_language
from app.gateway.reply_language import LONGEST_TAG, first_language
from app.gateway.state import GatewayState
from app.settings import ROOT

router = APIRouter(include_in_schema=False)

_WIDGET = ROOT / "widget"
_MEDIA_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
_IMPORT = re.compile(rb"""(?<= from '\./)(\w+\.js)(?=')""")
# Not by \b, which sees no edge between a digit and the Japanese letter after it.
_PHONE = re.compile(r"(?<![\d-])(?:0\d{1,4}-\d{1,4}-\d{3,4}|110|119)(?![\d-])")
_DOCUMENTED = re.compile(r"/api/v1/|/healthz|/readyz")


@dataclass(frozen=True)
class Asset:
    """A file of the page, as it is sent."""

    body: bytes
    media_type: str
    version: str


@cache
def assets() -> dict[str, Asset]:
    """The files of `widget/` by name; modules import each other under one version, so all may be kept for ever."""
    files = {path.name: path.read_bytes() for path in sorted(_WIDGET.iterdir()) if path.suffix in _MEDIA_TYPES}
    version = hashlib.sha256(b"\0".join(files.values())).hexdigest()[:12]
    dated = rf"\1?v={version}".encode()
    kinds = {name: _MEDIA_TYPES[Path(name).suffix] for name in files}
    return {name: Asset(_IMPORT.sub(dated, body), kinds[name], version) for name, body in files.items()}


def asset_address(name: str) -> str:
    """Where the browser finds a file of the page, with the digest of its content."""
    return f"/widget/{name}?v={assets()[name].version}"


def with_phone_links(text: str) -> Markup:
    """`text` as HTML whose phone numbers can be called and keep their order in right-to-left text."""
    link = '<a class="tel" href="tel:{0}"><bdi dir="ltr">{0}</bdi></a>'
    return Markup(_PHONE.sub(lambda match: link.format(match[0]), str(escape(text))))  # noqa: S704 (escaped first)


_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
)
_TEMPLATES.filters |= {"asset": asset_address, "with_phone_links": with_phone_links}


def page_texts(gateway: GatewayState, tag: str) -> dict[str, Any]:
    """What the page needs to speak a language: its direction, labels and our first words."""
    groups = gateway.messages.all_under("group.", tag)
    return {
        "language": tag,
        "direction": languages.direction_of(tag),
        "texts": gateway.messages.all_under("page.", tag) | {f"group.{name}": text for name, text in groups.items()},
        "greeting": [message.model_dump() for message in gateway.renderer().greeting(tag)],
    }


@router.get("/")
def chat_page(
    gateway: Gateway,
    language: str | None = None,
    accept_language: Annotated[str, Header()] = "",
    accept_encoding: Annotated[str, Header()] = "",
) -> Response:
    """The chat page, already in the visitor's language when it arrives."""
    wish = languages.nearest(language, gateway.offered) if language and len(language) <= LONGEST_TAG else None
    tag, is_chosen = first_language(wish, accept_language, gateway.offered)
    words = page_texts(gateway, tag)
    page = _TEMPLATES.get_template("page.html").render(
        language=tag,
        direction=words["direction"],
        texts=words["texts"],
        languages=[languages.get(offered) for offered in gateway.offered],
        words=_data_block(words | {"isChosen": is_chosen}),
    )
    return _sent(page.encode(), "text/html; charset=utf-8", accept_encoding, {"Content-Language": tag})


@router.get("/widget/{file}")
def widget_file(file: str, v: str = "", accept_encoding: Annotated[str, Header()] = "") -> Response:
    """A script or style sheet; kept for ever under its own digest, else asked for anew."""
    asset = assets().get(file)
    if asset is None:
        raise NotFound()
    keep = "public, max-age=31536000, immutable" if v == asset.version else "no-cache"
    return _sent(asset.body, asset.media_type, accept_encoding, {"Cache-Control": keep})


@router.get("/page-texts/{tag}.json")
def texts_of_language(gateway: Gateway, tag: str) -> dict[str, Any]:
    """The page's words in the offered language nearest to `tag`."""
    return page_texts(gateway, offered_language(gateway, tag) or tag)


@router.get("/blank")
def blank_page() -> Response:
    """An empty page: where the quick exit leads."""
    return Response(_TEMPLATES.get_template("blank.html").render(), media_type="text/html")


@router.get("/favicon.ico")
def no_icon() -> Response:
    """Nothing, said without an error in the browser's console."""
    return Response(status_code=204, headers={"Cache-Control": "public, max-age=31536000"})


@router.get("/docs")
def api_page(request: Request) -> Response:
    """The public API as a plain page, from the same description that /api/v1/openapi.json gives."""
    openapi = request.app.openapi()
    paths = {path: methods for path, methods in openapi["paths"].items() if _DOCUMENTED.match(path)}
    page = _TEMPLATES.get_template("docs.html").render(paths=paths, shapes=openapi["components"]["schemas"])
    return Response(page, media_type="text/html")


def _data_block(value: dict[str, Any]) -> Markup:
    """JSON that cannot end the `<script type="application/json">` it stands in."""
    return Markup(json.dumps(value, ensure_ascii=False).replace("<", "\\u003c"))  # noqa: S704 (no tag can begin in it)


def _sent(body: bytes, media_type: str, accept_encoding: str, headers: dict[str, str]) -> Response:
    """Compressed where the browser can read that: no secret is in these files, so their length tells nothing."""
    headers |= {"Vary": "Accept-Encoding"}
    if "gzip" in accept_encoding:
        body, headers = gzip.compress(body), headers | {"Content-Encoding": "gzip"}
    return Response(body, media_type=media_type, headers=headers)
