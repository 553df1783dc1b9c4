"""Learns what is published while Rasa serves, in small steps that keep no message waiting."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from bot.nlu.live_topics import LiveTopics
from bot.nlu.question_feed import FeedFollower, Question, QuestionFeed
from bot.nlu.question_space import QuestionSpace

QUESTIONS_A_STEP = 32
SECONDS_AT_ONCE = 1.0
"""Then the feed is asked again: what was published meanwhile need not wait for a long list."""
SECONDS_BETWEEN_SENTENCES = 0.002
"""A visitor's sentence, which takes as long, comes in between."""


class LiveLearner:
    """Holds the newest LiveTopics; with a feed, follows it in a thread of its own."""

    def __init__(
        self, space: QuestionSpace, encode: Callable[[str], np.ndarray], feed: QuestionFeed | None = None
    ) -> None:
        self._space = space
        self._encode = encode
        self._places: dict[Question, np.ndarray] = {}
        self.topics: LiveTopics | None = None
        if feed is not None:
            FeedFollower(feed, self.learn)

    def learn(self, questions: list[Question]) -> bool:
        """Forgets all others and learns these, the first ones soonest; False where some are left for the next call."""
        end = time.monotonic() + SECONDS_AT_ONCE
        wanted = dict.fromkeys(questions)
        known = {question: place for question, place in self._places.items() if question in wanted}
        if len(known) < len(self._places):
            self._swap(known)
        for number, question in enumerate(question for question in wanted if question not in known):
            if number % QUESTIONS_A_STEP == 0 and number:
                self._swap(known)
                if time.monotonic() > end:
                    return False
            known[question] = self._space.place(self._encode(question.text))
            time.sleep(SECONDS_BETWEEN_SENTENCES)
        self._swap(known)
        return True

    def joined(self, trained: dict[str, float], vector: np.ndarray) -> dict[str, float]:
        """The trained probabilities together with those of what is live just now, likeliest first."""
        topics = self.topics  # another thread may replace it meanwhile
        return topics.joined(trained, self._space.place(vector)) if topics else trained

    def _swap(self, places: dict[Question, np.ndarray]) -> None:
        self._places = dict(places)
        placed = [(question.label, place) for question, place in places.items()]
        self.topics = LiveTopics.of(placed) if placed else None
