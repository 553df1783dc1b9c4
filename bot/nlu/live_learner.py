"""Learns what is published while Rasa serves, in small steps that keep no message waiting."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

import numpy as np

import languages
from bot.nlu.live_topics import LiveTopics
from bot.nlu.question_feed import FeedFollower, Question, QuestionFeed
from bot.nlu.question_space import QuestionSpace

SECONDS_AT_ONCE = 1.0
"""Then the feed is asked again: what was published meanwhile need not wait for a long list."""
SECONDS_BETWEEN_SENTENCES = 0.002
"""A visitor's sentence, which takes as long, comes in between."""
SECONDS_BESIDE_VISITORS, VISIT_SECONDS = 0.01, 0.2
"""The pause instead, and for how long after each message."""


class LiveLearner:
    """Holds the newest LiveTopics; with a feed, follows it in a thread of its own."""

    def __init__(
        self, space: QuestionSpace, encode: Callable[[str], np.ndarray], feed: QuestionFeed | None = None
    ) -> None:
        self._space = space
        self._encode = encode
        self._places: dict[Question, np.ndarray] = {}
        self._words: dict[str, str] = {}
        self._asked_at = 0.0
        self.topics: LiveTopics | None = None
        if feed is not None:
            FeedFollower(feed, self.learn)

    def learn(self, questions: list[Question]) -> bool:
        """Forgets all others and learns these, the first ones soonest; False where some are left for the next call.

        Word for word all of them are known at once.
        """
        end = time.monotonic() + SECONDS_AT_ONCE
        wanted = dict.fromkeys(questions)
        words = _words(wanted)
        known = {question: place for question, place in self._places.items() if question in wanted}
        if len(known) < len(self._places) or words != self._words:
            self._words = words
            self._swap(known)
        try:
            for question in [one for one in wanted if one not in known]:
                known[question] = self._space.place(self._encode(question.text))
                time.sleep(self._pause())
                if time.monotonic() > end:
                    break
        finally:  # a fault takes nothing back
            self._swap(known)
        return len(known) == len(wanted)

    def joined(self, trained: dict[str, float], vector: np.ndarray, folded: str) -> dict[str, float]:
        """The trained probabilities together with those of what is live just now, likeliest first."""
        self._asked_at = time.monotonic()
        topics = self.topics  # another thread may replace it meanwhile
        return topics.joined(trained, self._space.place(vector), folded) if topics else trained

    def _pause(self) -> float:
        visited = time.monotonic() - self._asked_at < VISIT_SECONDS
        return SECONDS_BESIDE_VISITORS if visited else SECONDS_BETWEEN_SENTENCES

    def _swap(self, places: dict[Question, np.ndarray]) -> None:
        self._places = dict(places)
        placed = [(question.label, place) for question, place in places.items()]
        self.topics = LiveTopics.of(placed, self._words) if self._words else None


def _words(questions: Iterable[Question]) -> dict[str, str]:
    """From each question, folded as messages are, to its label; the newest of those that are alike counts."""
    words: dict[str, str] = {}
    for question in questions:
        words.setdefault(languages.fold(question.text), question.label)
    return words
