"""Who may frame and load what: the exact headers of every kind of answer, with no, one and two sites listed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.fixtures.servers import Gateway

LAUNCHER = "/widget/shirube-chat.js"
PAGES = [("GET", "/"), ("GET", "/?language=ar"), ("GET", "/chat"), ("HEAD", "/chat"), ("POST", "/chat")]
OTHERS = [
    ("GET", "/docs"),
    ("GET", "/blank"),
    ("GET", "/chat/"),
    ("GET", "/chat/chat"),
    ("GET", "/widget/chat.js"),
    ("GET", "/widget/chat.css"),
    ("GET", "/widget/shirube-chat.css"),
    ("GET", "/widget/none.js"),
    ("GET", "/api/v1/languages"),
    ("GET", "/api/v1/topics/apply_how"),
    ("POST", "/api/v1/conversations"),
    ("GET", "/api/v1/conversations"),
    ("POST", "/api/v1/conversations/messages"),
    ("DELETE", "/api/v1/conversations"),
    ("GET", "/healthz"),
    ("GET", "/metrics"),
    ("GET", "/nowhere"),
]
TABLE = [
    ((), "'none'"),
    (("https://www.example.org",), "'self' https://www.example.org"),
    (("https://www.example.org", "http://localhost:9000"), "'self' https://www.example.org http://localhost:9000"),
]


def expected(ancestors: str) -> dict[str, str]:
    return {
        "content-security-policy": (
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
            "font-src 'self'; base-uri 'none'; form-action 'self'; "
            f"frame-ancestors {ancestors}; require-trusted-types-for 'script'"
        ),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": (
            "camera=(), microphone=(self), geolocation=(self), payment=(), usb=(), interest-cohort=()"
        ),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "x-robots-tag": "noindex",
    }


@pytest.mark.parametrize(("sites", "ancestors"), TABLE, ids=["none", "one", "two"])
def test_only_the_chat_page_may_be_framed_and_only_by_listed_sites(
    start_gateway: Callable[..., Gateway], sites: tuple[str, ...], ancestors: str
) -> None:
    client = start_gateway(embedding_sites=sites).client
    for kinds, wanted in ((PAGES, expected(ancestors)), (OTHERS, expected("'none'"))):
        for method, path in kinds:
            headers = client.request(method, path).headers
            assert {name: headers.get(name) for name in wanted} == wanted, (method, path)
            assert "access-control-allow-origin" not in headers, (method, path)
            assert "x-frame-options" not in headers, (method, path)  # it knows no list and would contradict


@pytest.mark.parametrize("sites", [sites for sites, _ in TABLE], ids=["none", "one", "two"])
def test_launcher_is_a_public_file_and_still_cannot_be_framed(
    start_gateway: Callable[..., Gateway], sites: tuple[str, ...]
) -> None:
    client = start_gateway(embedding_sites=sites).client
    for address in (LAUNCHER, f"{LAUNCHER}?v=1"):
        answer = client.get(address, headers={"Origin": "https://anybody.example"})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
        wanted = expected("'none'") | {
            "cross-origin-resource-policy": "cross-origin",
            "access-control-allow-origin": "*",
            "cache-control": "public, max-age=3600",
        }
        assert {name: answer.headers.get(name) for name in wanted} == wanted
    refused = client.post(LAUNCHER, json={})
    assert refused.headers["cross-origin-resource-policy"] == "same-origin"
    assert refused.headers["cache-control"] == "no-store"
