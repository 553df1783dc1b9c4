from tests.fixtures.knowledge import content, knowledge
from tests.fixtures.known_yaml import known_yaml
from tests.fixtures.servers import (
    gateway,
    gateway_with_rasa,
    own_gateway,
    rasa,
    seeded,
    settings,
    shared_rasa,
    start_gateway,
)

__all__ = [
    "content",
    "gateway",
    "gateway_with_rasa",
    "knowledge",
    "known_yaml",
    "own_gateway",
    "rasa",
    "seeded",
    "settings",
    "shared_rasa",
    "start_gateway",
]
