"""The fonts of widget/fonts/: sent only to browsers that show letters no font of the device has (widget/fonts.css)."""

from __future__ import annotations

import hashlib
from functools import cache

from fastapi import APIRouter, Response

import languages
from app.errors import NotFound
from app.settings import ROOT

router = APIRouter(include_in_schema=False)

_FONTS = ROOT / "widget/fonts"
_SCRIPTS = {"Arab", "Beng", "Deva", "Ethi", "Khmr", "Mymr", "Sinh", "Taml", "Thai"}
LANGUAGES = frozenset(tag for tag in languages.TAGS if languages.get(tag).script in _SCRIPTS)
"""Languages that cannot be read on a device without a font of ours or its own."""


@cache
def fonts() -> dict[str, tuple[bytes, str]]:
    """Each font by file name: its content, and the version under which widget/fonts.css asks for it."""
    files = {path.name: path.read_bytes() for path in _FONTS.glob("*.woff2")}
    return {name: (body, hashlib.sha256(body).hexdigest()[:12]) for name, body in files.items()}


@router.get("/widget/fonts/{file}")
def font_file(file: str, v: str = "") -> Response:
    """A font; kept for ever under its own digest, else asked for anew."""
    if file not in fonts():
        raise NotFound()
    body, version = fonts()[file]
    keep = "public, max-age=31536000, immutable" if v == version else "no-cache"
    return Response(body, media_type="font/woff2", headers={"Cache-Control": keep})
