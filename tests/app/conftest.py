from tests.fixtures.servers import gateway, gateway_with_rasa, rasa, seeded, settings, start_gateway

__all__ = ["gateway", "gateway_with_rasa", "rasa", "seeded", "settings", "start_gateway"]
