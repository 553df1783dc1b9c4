"""Training examples that Rasa may compare and copy for every node of its training without spelling each one out."""

from __future__ import annotations

import copy
from hashlib import blake2b
from typing import Any

from rasa.shared.nlu.training_data.message import Message
from rasa.shared.utils.io import deep_container_fingerprint


class QuickMessage(Message):
    """A Message whose copies share what nobody changes: its strings and its features."""

    def fingerprint(self) -> str:
        """Changes when any of its data or features does."""
        if self._cached_fingerprint is None:
            found = blake2b(digest_size=16)
            for key in sorted(self.data):
                value = self.data[key]
                found.update(
                    f"{key}\0{value if isinstance(value, str) else deep_container_fingerprint(value)}\0".encode()
                )
            for feature in self.features:
                found.update(feature.fingerprint().encode())
            self._cached_fingerprint = found.hexdigest()
        return self._cached_fingerprint

    def __deepcopy__(self, memo: dict[int, Any]) -> QuickMessage:
        data = {
            key: value if isinstance(value, str) else copy.deepcopy(value, memo) for key, value in self.data.items()
        }
        copied = QuickMessage(data, set(self.output_properties), self.time, copy.deepcopy(self.features, memo))
        copied._cached_fingerprint = self._cached_fingerprint
        return copied
