"""Topics whose answers state deadlines or amounts are marked to be read again often."""

from __future__ import annotations

from collections.abc import Iterator

from app.knowledge.checking.faults import Fault
from app.knowledge.content import Content
from app.knowledge.freshness import OFTEN_DAYS, deadlines_and_amounts
from app.knowledge.vocabulary import SOURCE_LANGUAGE


def check_review_intervals(content: Content) -> Iterator[Fault]:
    """Faults of `review:` in content/topics/topics.yml."""
    for topic, entry in content.topics.items():
        place = f"content/topics/topics.yml {topic}"
        review = entry.get("review")
        if review not in (None, "often"):
            yield Fault(place, f"review is {review!r}; it is `often` or absent")
        answer = content.answers[SOURCE_LANGUAGE].get(topic)
        if answer is None or review == "often":
            continue
        stated = deadlines_and_amounts("\n".join((answer.text, answer.simpler or "", *answer.conditions.values())))
        if stated:
            yield Fault(place, f"states {stated[0]}: add `review: often` (read again every {OFTEN_DAYS} days)")
