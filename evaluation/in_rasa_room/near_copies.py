"""Pairs of training texts of one topic in two languages that mean the same: near_copies.py GIVEN.json RESULTS.json"""

from __future__ import annotations

import json
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from bot.encoder.sentence_encoder import SentenceEncoder
from bot.encoder.vector_store import CachedEncoder


def near_copies(encoder: CachedEncoder, training: list[dict[str, str]], above: float) -> list[dict[str, Any]]:
    """For {text, intent, language} every pair with a higher cosine, as row numbers, the nearest pairs first."""
    vectors = encoder.encode_training([one["text"] for one in training])
    rows: dict[str, dict[str, list[int]]] = {}
    for row, one in enumerate(training):
        rows.setdefault(one["intent"], {}).setdefault(one["language"], []).append(row)
    pairs = []
    for by_language in rows.values():
        for here, there in combinations(by_language.values(), 2):
            cosines = vectors[here] @ vectors[there].T
            for i, j in np.argwhere(cosines > above):
                pairs.append({"rows": [here[i], there[j]], "cosine": float(cosines[i, j])})
    return sorted(pairs, key=lambda pair: -pair["cosine"])


if __name__ == "__main__":
    given, results = sys.argv[1:]
    found = near_copies(CachedEncoder(SentenceEncoder.open()), **json.loads(Path(given).read_text("utf-8")))
    Path(results).write_text(json.dumps(found), "utf-8")
