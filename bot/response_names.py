"""ResponseNames: what Rasa "says" is a response's name; the gateway turns names into words."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

# What rasa-sdk adds to every message an action utters, besides the action's own arguments.
_SDK_KEYS = frozenset({"text", "buttons", "elements", "custom", "template", "response", "image", "attachment"})


class ResponseNames(TemplatedNaturalLanguageGenerator):
    """Returns {"custom": {"response": name, "arguments": …}}; beside it domain.yml's English, for `rasa shell`."""

    def __init__(self, endpoint_config: EndpointConfig, domain: Domain) -> None:
        super().__init__(domain.responses)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any]:
        """The name and arguments of the response, for every name: one the domain does not know must not be silence."""
        arguments = {name: value for name, value in kwargs.items() if name not in _SDK_KEYS and value is not None}
        english = await super().generate(utter_action, tracker, output_channel, **arguments) or {}
        return {
            "text": english.get("text") or utter_action,
            "custom": {"response": utter_action, "arguments": arguments},
        }
