"""What Rasa remembers of a conversation: little, briefly, and no words."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.core.tracker_store import TrackerStore
from rasa.core.utils import AvailableEndpoints
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.tracker_store import IDLE_SECONDS, KEPT_TURNS, BriefTrackerStore, shortened

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = Domain.from_dict(
    {
        "intents": ["faq"],
        "slots": {"need": {"type": "text", "influence_conversation": False, "mappings": [{"type": "custom"}]}},
        "actions": ["action_answer_faq"],
    }
)
CANARY = "zebrafink 090-1234-5678"


def turn(number: int, text: str | None = None) -> list[Event]:
    return [
        ActionExecuted("action_listen"),
        UserUttered(text, {"name": "faq"}, [], {"text": text or ""}),
        SlotSet("need", f"need {number}"),
        ActionExecuted("action_answer_faq"),
        BotUttered("some English", {"custom": {}}),
    ]


def conversation(turns: int, text: str | None = None) -> DialogueStateTracker:
    events = [event for number in range(turns) for event in turn(number, text)]
    return DialogueStateTracker.from_events("sender", [*events, ActionExecuted("action_listen")], DOMAIN.slots)


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(clock: Clock) -> BriefTrackerStore:
    return BriefTrackerStore(DOMAIN, clock=clock)


@pytest.mark.parametrize("turns", [0, 1, 3, 4, 5, 60])
def test_only_the_last_turns_are_kept_and_the_slots_of_all(store: BriefTrackerStore, turns: int) -> None:
    asyncio.run(store.save(conversation(turns)))
    kept = asyncio.run(store.retrieve("sender"))
    assert kept is not None
    assert sum(isinstance(event, UserUttered) for event in kept.events) == min(turns, KEPT_TURNS)
    assert kept.get_slot("need") == (f"need {turns - 1}" if turns else None)
    assert kept.latest_action_name == "action_listen"
    assert len(kept.events) <= 5 * KEPT_TURNS + 3


def test_a_slot_set_long_ago_is_remembered(store: BriefTrackerStore) -> None:
    events = [*turn(0)]
    for _ in range(20):
        events += [
            ActionExecuted("action_listen"),
            UserUttered(None, {"name": "faq"}),
            ActionExecuted("action_answer_faq"),
        ]
    asyncio.run(store.save(DialogueStateTracker.from_events("sender", events, DOMAIN.slots)))
    kept = asyncio.run(store.retrieve("sender"))
    assert kept is not None and kept.get_slot("need") == "need 0"


def test_no_words_are_kept_whoever_hands_them_in(store: BriefTrackerStore) -> None:
    asyncio.run(store.save(conversation(3, CANARY)))
    assert CANARY not in repr(store._kept) and "zebrafink" not in str([e.as_dict() for e in store._kept["sender"][1]])
    assert not any(isinstance(event, BotUttered) for event in store._kept["sender"][1])


def test_a_silent_conversation_is_forgotten(store: BriefTrackerStore, clock: Clock) -> None:
    asyncio.run(store.save(conversation(1)))
    clock.now = IDLE_SECONDS - 1
    assert asyncio.run(store.retrieve("sender")) is not None
    clock.now = IDLE_SECONDS + 1
    assert asyncio.run(store.retrieve("sender")) is None


def test_the_oldest_go_where_there_are_too_many(store: BriefTrackerStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.tracker_store.MOST_CONVERSATIONS", 3)
    for name in "abcd":
        tracker = conversation(1)
        tracker.sender_id = name
        asyncio.run(store.save(tracker))
    assert list(asyncio.run(store.keys())) == ["b", "c", "d"]


def test_an_erased_conversation_is_gone_at_once(store: BriefTrackerStore) -> None:
    asyncio.run(store.save(conversation(1)))
    store.erase("sender")
    store.erase("unheard of")
    assert asyncio.run(store.retrieve("sender")) is None


def test_shortening_twice_changes_nothing_more() -> None:
    once = shortened(list(conversation(9).events))
    assert [event.as_dict() for event in shortened(once)] == [event.as_dict() for event in once]


def test_rasa_really_uses_our_store_and_not_its_own() -> None:
    endpoints = AvailableEndpoints.read_endpoints(str(ROOT / "endpoints.yml"))
    store = TrackerStore.create(endpoints.tracker_store, domain=DOMAIN)
    while not isinstance(store, BriefTrackerStore):
        store = store._tracker_store  # type: ignore[attr-defined]
