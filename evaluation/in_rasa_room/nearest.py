"""How near each test text lies to the training texts of its intent: nearest.py {test, training}.json RESULTS.json"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bot.encoder.sentence_encoder import SentenceEncoder
from bot.encoder.vector_store import CachedEncoder


def nearest(encoder: CachedEncoder, test: list[dict[str, str]], training: list[dict[str, str]]) -> list[float]:
    """For each test {text, intent} the highest cosine to a training text of its intent; -1 where there is none.

    The vectors of training texts are those that training keeps; a test text's never reaches the disk.
    """
    vectors = encoder.encode_training([one["text"] for one in training])
    rows: dict[str, list[int]] = {}
    for row, one in enumerate(training):
        rows.setdefault(one["intent"], []).append(row)
    of_intent = {intent: vectors[found] for intent, found in rows.items()}
    return [
        float((of_intent[one["intent"]] @ encoder.encode(one["text"])).max()) if one["intent"] in of_intent else -1.0
        for one in test
    ]


if __name__ == "__main__":
    given, results = sys.argv[1:]
    found = nearest(CachedEncoder(SentenceEncoder.open()), **json.loads(Path(given).read_text("utf-8")))
    Path(results).write_text(json.dumps(found), "utf-8")
