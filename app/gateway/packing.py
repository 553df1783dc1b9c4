"""Answers packed by gzip where the browser can read that."""

from __future__ import annotations

import gzip

from fastapi import Response


def packed(body: bytes, media_type: str, accept_encoding: str, headers: dict[str, str] | None = None) -> Response:
    """`body` as a response.

    The length of packed text tells of its content: where that holds a secret, nobody else may choose a part of it.
    """
    headers = (headers or {}) | {"Vary": "Accept-Encoding"}
    if "gzip" in accept_encoding:
        body, headers = gzip.compress(body, mtime=0), headers | {"Content-Encoding": "gzip"}
    return Response(body, media_type=media_type, headers=headers)
