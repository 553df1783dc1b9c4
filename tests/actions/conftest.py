from tests.fixtures.knowledge import knowledge
from tests.fixtures.known_yaml import known_yaml
from tests.fixtures.servers import seeded

__all__ = ["knowledge", "known_yaml", "seeded"]
