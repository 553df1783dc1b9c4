from tests.fixtures.knowledge import content, knowledge
from tests.fixtures.servers import gateway, gateway_with_rasa, rasa, seeded, settings, start_gateway

__all__ = ["content", "gateway", "gateway_with_rasa", "knowledge", "rasa", "seeded", "settings", "start_gateway"]
