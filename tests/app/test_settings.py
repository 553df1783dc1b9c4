"""The settings that are not plain values."""

from __future__ import annotations

import pytest

from app.cli import main
from app.settings import Settings


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("", ()),
        (" , ", ()),
        ("https://www.example.org", ("https://www.example.org",)),
        ("https://WWW.Example.org , http://localhost:9000,", ("https://www.example.org", "http://localhost:9000")),
        ("http://127.0.0.1:9000", ("http://127.0.0.1:9000",)),
        ("https://example.org:8443,https://example.org:443", ("https://example.org:8443", "https://example.org")),
        ("https://a.example,https://a.example:443,https://A.example", ("https://a.example",)),
        ("https://xn--eckwd4c7c.example", ("https://xn--eckwd4c7c.example",)),
    ],
)
def test_embedding_sites_are_read_as_browsers_write_them(
    monkeypatch: pytest.MonkeyPatch, given: str, read: tuple[str, ...]
) -> None:
    monkeypatch.setenv("EMBEDDING_SITES", given)
    assert Settings().embedding_sites == read


@pytest.mark.parametrize(
    "wrong",
    [
        "*",
        "'self'",
        "null",
        "www.example.org",
        "//example.org",
        "http://example.org",
        "http://localhost",
        "http://localhost.example.org:9000",
        "https://localhost:0",
        "https://*.example.org",
        "https://example.org/",
        "https://example.org/help",
        "https://example.org?x",
        "https://user@example.org",
        "https://example.org; script-src *",
        "https://example.org https://other.example",
        "https://example.org\r\nX: y",
        "https://example.org:123456",
        "https://-example.org",
        "https://日本.example",
        "data:text/html,x",
        "file:///tmp/page.html",
    ],
)
def test_anything_else_stops_the_start_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    monkeypatch.setenv("EMBEDDING_SITES", f"https://www.example.org,{wrong}")
    assert main(["gateway"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("setting embedding_sites: ")
    assert "https://www.example.org" in said
