"""How near each test text lies to the training texts of its intent: nearest.py {test, training}.json RESULTS.json"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from bot.encoder.folders import vectors_folder
from bot.encoder.sentence_encoder import SentenceEncoder
from bot.encoder.vector_store import CachedEncoder

TEST_VECTORS = "test-vectors"
"""Beside the training's vectors and never among them: the same lines are asked again at every run."""


def nearest(
    taught: CachedEncoder, asked: CachedEncoder, test: list[dict[str, str]], training: list[dict[str, str]]
) -> list[float]:
    """For each test {text, intent} the highest cosine to a training text of its intent; -1 where there is none."""
    vectors = taught.encode_training([one["text"] for one in training])
    rows: dict[str, list[int]] = {}
    for row, one in enumerate(training):
        rows.setdefault(one["intent"], []).append(row)
    of_intent = {intent: vectors[found] for intent, found in rows.items()}
    own = asked.encode_training([one["text"] for one in test])
    return [_highest(of_intent.get(one["intent"]), vector) for one, vector in zip(test, own, strict=True)]


def _highest(vectors: np.ndarray | None, vector: np.ndarray) -> float:
    return -1.0 if vectors is None else float((vectors @ vector).max())


if __name__ == "__main__":
    given, results = sys.argv[1:]
    encoder = SentenceEncoder.open()
    asked = CachedEncoder(encoder, vectors_folder().with_name(TEST_VECTORS))
    found = nearest(CachedEncoder(encoder), asked, **json.loads(Path(given).read_text("utf-8")))
    Path(results).write_text(json.dumps(found), "utf-8")
