"""Our classifier without Rasa, from texts to labels: fit.py {training, test, strange}.json RESULTS.json"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from bot.encoder.sentence_encoder import SentenceEncoder
from bot.nlu.linear_topics import TextTopics


def fit_and_ask(
    training: list[dict[str, str]], test: list[dict[str, str]], strange: list[dict[str, str]]
) -> dict[str, Any]:
    """Seconds for vectors and for fitting; the label found for each test text; the highest probability of each text."""
    encoder = SentenceEncoder.open()
    encoder.encode("warm")
    began = time.perf_counter()
    vectors = np.array([encoder.encode(one["text"]) for one in training])
    encoded = time.perf_counter()
    topics = TextTopics.fit([one["text"] for one in training], [one["intent"] for one in training], vectors)
    fitted = time.perf_counter()
    texts = [one["text"] for one in (*test, *strange)]
    probabilities = topics.predict(texts, np.array([encoder.encode(text) for text in texts]))
    highest = probabilities.max(axis=1).tolist()
    return {
        "vector_seconds": encoded - began,
        "fit_seconds": fitted - encoded,
        "labels": [topics.labels[i] for i in probabilities[: len(test)].argmax(axis=1)],
        "confidences": highest[: len(test)],
        "strange_confidences": highest[len(test) :],
    }


if __name__ == "__main__":
    given, results = sys.argv[1:]
    found = fit_and_ask(**json.loads(Path(given).read_text("utf-8")))
    Path(results).write_text(json.dumps(found), "utf-8")
