"""The page's files as browsers get them: small, whole, and never a part of the page twice."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import httpx
import pytest

from app.gateway.widget_files import CHAT, LAUNCHER, WidgetFiles, built, joined
from app.settings import ROOT
from tests.fixtures.servers import Gateway

WIDGET = ROOT / "widget"
SOURCES = {path.name: path.read_text("utf-8") for path in WIDGET.glob("*.js")}
CORE = set(joined(CHAT, SOURCES))
ON_FIRST_USE = sorted(set(SOURCES) - CORE - {LAUNCHER})
MOST_TO_CHAT, MOST_OF_A_MODULE, MOST_OF_ALL_MODULES, MOST_OF_THE_LAUNCHER = 8192, 4096, 24576, 1536


@pytest.fixture(scope="module")
def widget() -> WidgetFiles:
    return built(WIDGET)


@pytest.mark.parametrize("tag", ["en", "ja", "ja-simple", "fr", "ar", "fa", "my"])
def test_all_that_is_needed_to_chat_is_at_most_eight_kilobytes(widget: WidgetFiles, gateway: Gateway, tag: str) -> None:
    texts = gateway.client.get(f"/page-texts/{tag}.json").json()["texts"]
    language = len(gzip.compress(json.dumps(texts, ensure_ascii=False).encode(), 9))
    sizes = {name: len(widget.files[name].packed) for name in (CHAT, "chat.css")} | {tag: language}
    assert sum(sizes.values()) <= MOST_TO_CHAT, sizes


def test_what_is_loaded_on_first_use_is_small_as_well(widget: WidgetFiles) -> None:
    sizes = {name: len(widget.files[name].packed) for name in [*ON_FIRST_USE, "late.css"]}
    assert max(sizes.values()) <= MOST_OF_A_MODULE, sizes
    assert sum(sizes.values()) <= MOST_OF_ALL_MODULES, sizes


def test_the_launcher_is_at_most_a_kilobyte_and_a_half(widget: WidgetFiles) -> None:
    assert len(widget.files[LAUNCHER].packed) <= MOST_OF_THE_LAUNCHER


@pytest.mark.parametrize("name", ON_FIRST_USE)
def test_no_module_brings_a_part_of_the_page_with_it(name: str) -> None:
    assert not CORE & set(joined(name, SOURCES))


def test_every_address_in_them_leads_to_a_file_of_the_same_version(widget: WidgetFiles) -> None:
    named = {
        address
        for file in widget.files.values()
        if file.media_type.startswith("text/")
        for address in re.findall(r"['\"(]\./([\w./-]+\?v=\w+)['\")]", file.body.decode())
    }
    assert {f"{name}?v={widget.version}" for name in ("voice.js", "qr.js", "languages.js", "late.css")} <= named
    for address in named:
        name, _, version = address.partition("?v=")
        assert name in widget.files or (WIDGET / name).exists(), address
        assert version == widget.version or not name.endswith(".js"), address


def test_as_they_are_written_they_keep_their_comments(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text("// why\nexport const one = 1\n")
    assert b"// why" in built(tmp_path, is_source=True).files["one.js"].body
    assert b"why" not in built(tmp_path).files["one.js"].body


def test_two_joined_modules_with_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "other.js").write_text("const found = 1\nexport const other = found\n")
    (tmp_path / CHAT).write_text("import { other } from './other.js'\n\nconst found = other\nconsole.log(found)\n")
    with pytest.raises(Exception, match="already been declared"):
        built(tmp_path)


def test_another_content_has_another_version(tmp_path: Path) -> None:
    (tmp_path / "one.js").write_text("export const one = 1\n")
    before = built(tmp_path).version
    (tmp_path / "one.js").write_text("export const one = 2\n")
    assert built(tmp_path).version != before


def test_files_are_packed_for_whoever_reads_that(gateway: Gateway) -> None:
    plain: httpx.Response = gateway.client.get("/widget/chat.js", headers={"Accept-Encoding": "identity"})
    packed = gateway.client.get("/widget/chat.js", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
