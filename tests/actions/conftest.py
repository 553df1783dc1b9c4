from tests.fixtures.knowledge import knowledge
from tests.fixtures.servers import seeded

__all__ = ["knowledge", "seeded"]
