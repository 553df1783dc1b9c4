"""A topic that staff take back while somebody reads it: the conversation goes on without it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.knowledge.publication import read_publication
from app.knowledge.publishing import publish, withdraw
from tests.fixtures.publishing import BICYCLE, change, wait_for
from tests.fixtures.servers import Gateway

TOPIC = "bicycle_registration"


def is_published(gateway: Gateway) -> bool:
    return TOPIC in gateway.app.state.gateway.renderer().catalogue.topics


@pytest.mark.parametrize("payload", ["language/ar", "situation/waiting", "simpler"])
def test_after_its_topic_was_taken_back_a_conversation_goes_on(own_gateway: Gateway, payload: str) -> None:
    change(own_gateway, publish, read_publication(BICYCLE), at=datetime.now(UTC))
    wait_for(lambda: is_published(own_gateway))
    visitor = own_gateway.begin()
    shown = visitor.send(payload=f"faq/{TOPIC}").json()["messages"]
    assert shown[0]["topic"] == TOPIC
    change(own_gateway, withdraw, TOPIC, with_topic=True)
    wait_for(lambda: not is_published(own_gateway))

    response = visitor.send(payload=payload)

    assert response.status_code == 200, response.text
    assert all(message["topic"] is None for message in response.json()["messages"])
