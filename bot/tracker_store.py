"""BriefTrackerStore: what a conversation needs to go on, in memory and for a short while; never words."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

KEPT_TURNS = 1
IDLE_SECONDS = 30 * 60
MOST_CONVERSATIONS = 10_000


class BriefTrackerStore(TrackerStore):
    """Slots, active loop and the last turn of at most 10,000 conversations, 30 minutes each."""

    def __init__(
        self,
        domain: Domain,
        event_broker: EventBroker | None = None,
        host: str | None = None,
        clock: Callable[[], float] = time.monotonic,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, list[Event]]] = OrderedDict()

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keeps the end of the conversation; the oldest one goes where there are too many."""
        self._kept[tracker.sender_id] = (self._clock(), shortened(list(tracker.events)))
        self._kept.move_to_end(tracker.sender_id)
        self._forget_old()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as it stands, or None where it is unknown or was silent for too long."""
        self._forget_old()
        if sender_id not in self._kept:
            return None
        tracker = self.init_tracker(sender_id)
        for event in self._kept[sender_id][1]:
            tracker.update(event)
        return tracker

    async def keys(self) -> Iterable[str]:
        """The ids of the conversations kept."""
        return list(self._kept)

    def erase(self, sender_id: str) -> None:
        """Forgets one conversation at once."""
        self._kept.pop(sender_id, None)

    def _forget_old(self) -> None:
        oldest_kept = self._clock() - IDLE_SECONDS
        while self._kept:
            sender_id, (saved_at, _) = next(iter(self._kept.items()))
            if saved_at >= oldest_kept and len(self._kept) <= MOST_CONVERSATIONS:
                return
            del self._kept[sender_id]


def shortened(events: list[Event]) -> list[Event]:
    """The last turn without words, after the slots and the loop as they stood before them."""
    starts = [n for n, event in enumerate(events) if isinstance(event, UserUttered)]
    # The turn begins with the action_listen before what the visitor said.
    cut = max(0, starts[-KEPT_TURNS] - 1) if len(starts) > KEPT_TURNS else 0
    slots: dict[str, SlotSet] = {}
    loop: list[Event] = []
    for event in events[:cut]:
        if isinstance(event, SlotSet):
            slots[event.key] = event
        elif isinstance(event, ActiveLoop):
            loop = [event] if event.name else []
    kept = [_without_words(event) for event in events[cut:] if not isinstance(event, BotUttered)]
    if cut and not isinstance(events[cut], ActionExecuted):
        kept.insert(0, ActionExecuted("action_listen"))
    return [*slots.values(), *loop, *kept]


def _without_words(event: Event) -> Event:
    if not isinstance(event, UserUttered) or not (event.text or event.parse_data.get("text")):
        return event
    # Channels other than ours (rasa shell) hand words in; they are not kept either.
    parse_data = {**event.parse_data, "text": ""}
    return UserUttered(
        None,
        event.intent,
        event.entities,
        parse_data,
        event.timestamp,
        event.input_channel,
        event.message_id,
        event.metadata,
    )
