"""The short line on what nobody has looked at for too long, decided whenever something is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.gateway.schemas import Message, ServiceOut
from app.knowledge.freshness import SELDOM_DAYS, ReviewIntervals, first_day, is_overdue
from app.knowledge.values import TopicValue
from app.knowledge.vocabulary import SOURCE_LANGUAGE
from app.messages import Messages


@dataclass(frozen=True)
class OverdueMarks:
    """Marks for one day; the texts themselves are never changed."""

    messages: Messages
    intervals: ReviewIntervals
    today: date

    def on_answer(self, message: Message, topic: TopicValue, language: str) -> Message:
        """The answer, marked where one of the topic's facts has waited too long; the line is in `language`."""
        original = topic.answers.get(SOURCE_LANGUAGE)
        days = self.intervals.days(topic.id, original.text if original else "")
        if topic.looked_on is None or not is_overdue(topic.looked_on, days, self.today):
            return message
        # Nobody in danger shall be told to ask first: a crisis text is marked for programs only.
        note = None if message.kind == "crisis" else self._note(topic.looked_on, language)
        return message.model_copy(update={"overdue": True, "overdue_note": note})

    def on_cards(self, cards: Iterable[ServiceOut], language: str) -> list[ServiceOut]:
        """The cards, those marked whose pages nobody has read and which nobody has confirmed for a year."""
        return [self._on_card(card, language) for card in cards]

    def _on_card(self, card: ServiceOut, language: str) -> ServiceOut:
        days = (first_day(day) for day in (card.read_on, card.checked_on or ""))
        looked_on = max((day for day in days if day is not None), default=None)
        if looked_on is None or not is_overdue(looked_on, SELDOM_DAYS, self.today):
            return card
        return card.model_copy(update={"overdue": True, "overdue_note": self._note(looked_on, language)})

    def _note(self, looked_on: date, language: str) -> str:
        return self.messages.text("utter_overdue", language, month=f"{looked_on:%m/%Y}")
