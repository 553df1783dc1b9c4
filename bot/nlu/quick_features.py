"""Features that Rasa may pass from node to node without spelling each one out."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

import numpy as np
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix


class QuickFeatures(Features):
    """A sentence's features, known by a digest of their bytes.

    Rasa's own write each sparse row out as text to see whether it has changed: half the time of a training.
    """

    def fingerprint(self) -> str:
        """Changes when a number does."""
        if self._cached_fingerprint is None:
            found = blake2b(self.origin.encode(), digest_size=16)
            row = self.features
            for part in (row.indices, row.data) if self.is_sparse() else (row,):
                found.update(np.ascontiguousarray(part).tobytes())
            self._cached_fingerprint = found.hexdigest()
        return self._cached_fingerprint

    def __deepcopy__(self, memo: dict[int, Any]) -> QuickFeatures:
        """Another one with the same row: Rasa joins rows into new ones, but gives the copy another origin in place."""
        copied = QuickFeatures(self.features, self.type, self.attribute, self.origin)
        copied._cached_fingerprint = self._cached_fingerprint
        return copied


def add_to(message: Message, row: np.ndarray | csr_matrix, origin: str) -> None:
    """Gives the message its one row of features from `origin`."""
    message.add_features(QuickFeatures(row, FEATURE_TYPE_SENTENCE, TEXT, origin))
