"""widget/zawgyi.js in a browser reads everything as the server does, whose reading tests/languages holds to others'."""

from __future__ import annotations

import gzip
import random
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from languages import zawgyi
from tests.fixtures.burmese import burmese_of_ours, karen_words, pieces, rows
from tests.journeys.chat_page import ChatPage

Run = Callable[[str, Any], Any]
LARGEST_BYTES = 4096


@pytest.fixture
def run(visit: Callable[..., ChatPage]) -> Run:
    """Applies an expression to each of some texts, with the module's functions at hand."""
    page = visit("en").page

    def run(expression: str, texts: Any) -> Any:
        loaded = "const { isZawgyi, toUnicode } = await import('/widget/zawgyi.js')"
        return page.evaluate(f"async texts => {{ {loaded}; return texts.map({expression}) }}", texts)

    return run


def test_the_browser_reads_burmese_as_the_server_does(run: Run) -> None:
    chance = random.Random(5)
    texts = [text for row in rows("zawgyi.tsv") for text in row]
    texts += burmese_of_ours() + karen_words(chance)[:2000] + [row[1] for row in rows("myanmar_neighbours.tsv")]
    texts += list(pieces(texts[:3000], chance))
    read = run("text => [isZawgyi(text), toUnicode(text)]", texts)
    expected = [[zawgyi.is_zawgyi(text), zawgyi.to_unicode(text)] for text in texts]
    assert [pair for pair in zip(texts, read, expected, strict=True) if pair[1] != pair[2]] == []


def test_it_is_small(base_url: str) -> None:
    served = httpx.get(f"{base_url}/widget/zawgyi.js", trust_env=False)
    assert len(gzip.compress(served.content, 9)) <= LARGEST_BYTES
