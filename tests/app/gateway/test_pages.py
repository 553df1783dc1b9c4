"""The blank page that one leaves to without scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.fixtures.servers import Gateway


@pytest.mark.parametrize(
    ("exit_url", "leads_on"), [("about:blank", None), ("https://weather.example/", "0; url=https://weather.example/")]
)
def test_the_blank_page_leads_on_to_where_the_operator_wishes(
    start_gateway: Callable[..., Gateway], exit_url: str, leads_on: str | None
) -> None:
    gateway = start_gateway(exit_url=exit_url)
    assert gateway.client.get("/blank").headers.get("refresh") == leads_on
    assert f'href="{exit_url}"' in gateway.client.get("/").text
