"""Whatever somebody says or presses next, there is an answer, no crash, and a search that was interrupted goes on."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fixtures.servers import Visitor
from tests.fixtures.whole import WholeShirube

pytestmark = pytest.mark.xdist_group("whole")  # one Shirube for all of them
STEPS = 30
WALKS = 12
# Words by the intent they are for; what they are understood as is checked by tests/journeys.
WORDS = {
    "faq": ["How do I apply for refugee status?", "how long does the decision take", "難民申請はどうすればいいですか"],
    "faq, help": ["I need a doctor", "I need a lawyer", "أحتاج إلى محام"],
    "danger": ["i want to die", "my husband beats me", "死にたい"],
    "greet": ["hello", "bonjour"],
    "goodbye": ["goodbye"],
    "thank": ["thank you so much"],
    "affirm": ["yes"],
    "deny": ["no"],
    "repeat": ["say it again please"],
    "simpler": ["i dont understand, simpler please"],
    "more": ["show more"],
    "inform_place": ["in Kawaguchi", "Osaka", "名古屋です"],
    "narrow": ["someone who speaks Dari", "only free ones", "open on saturday"],
    "ask_cost": ["how much is it?"],
    "ask_duration": ["how long will that take?"],
    "ask_where": ["where is that?"],
    "ask_children": ["and for my children?"],
    "change_language": ["in French please", "英語でお願いします", "in Korean please"],
    "insult": ["you are useless stupid machine"],
    "ask_writing": ["write my story for me"],
    "ask_evasion": ["how can I hide from immigration"],
    "ask_other_country": ["how do i get asylum in canada"],
    "out_of_scope": ["what is the weather tomorrow"],
    "nlu_fallback": ["ghjk qwop", "my cousin has a blue bicycle"],
    "nothing": ["😭", "??"],
}
PRESSED = [
    *("need/legal", "need/medical", "place/JP-13", "place/11203", "place/near", "place/anywhere", "more", "only/phone"),
    *("only/free", "only/open", "only/lang:fa", "language/fr", "language/en", "situation/none", "situation/unsaid"),
    *("received/0", "received/earlier", "received/not-yet", "repeat", "simpler", "human", "safe/yes", "safe/no"),
    *("faq/apply_how", "faq/refused", "danger/emergency"),
]
ENDING = {"danger", "goodbye", "deny", "inform_place"}
"""After these the search is over: it was ended, or the place is known."""
STAYING_QUIET = {"nothing"}

moves = st.one_of(
    st.sampled_from([text for texts in WORDS.values() for text in texts]).map(lambda text: {"text": text}),
    st.sampled_from(PRESSED).map(lambda payload: {"payload": payload}),
    st.integers(0, 60).map(lambda number: {"button": number}),
)


@settings(max_examples=WALKS, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(walk=st.lists(moves, min_size=STEPS, max_size=STEPS))
def test_a_random_walk_of_thirty_turns_never_ends_in_silence(
    running_shirube: WholeShirube, walk: list[dict[str, Any]]
) -> None:
    visitor = running_shirube.begin("en")
    shown: list[str] = []
    for move in walk:
        if "button" in move:
            if not shown:
                continue
            move = {"payload": shown[move["button"] % len(shown)]}
        messages = answered(visitor, move)
        shown = [button["payload"] for message in messages for button in message["buttons"]]


@pytest.mark.parametrize("intent", WORDS)
@pytest.mark.parametrize("searching", [False, True], ids=["no_loop", "help_form"])
def test_every_intent_is_answered_in_and_out_of_a_search(
    running_shirube: WholeShirube, intent: str, searching: bool
) -> None:
    for text in WORDS[intent]:
        visitor = running_shirube.begin("en")
        if searching:
            answered(visitor, {"payload": "need/housing"})
        messages = answered(visitor, {"text": text})
        if searching and intent not in ENDING | STAYING_QUIET:
            assert asks_place(messages), f"{text}: the search is lost"
        if intent == "danger":
            assert not asks_place(messages)
            offered = [button["payload"] for message in messages for button in message["buttons"]]
            assert ("need/housing" in offered) is searching


def answered(visitor: Visitor, move: dict[str, Any]) -> list[dict[str, Any]]:
    """The reply's messages, none of them empty or an excuse, and something to go on with."""
    response = visitor.send(**move)
    assert response.status_code == 200, f"{move}: {response.text}"
    messages: list[dict[str, Any]] = response.json()["messages"]
    assert messages and all(message["text"].strip() for message in messages), move
    assert all("went wrong on our side" not in message["text"] for message in messages), move
    assert all(message["buttons"] for message in messages if message["kind"] == "question"), move
    return messages


def asks_place(messages: list[dict[str, Any]]) -> bool:
    """Whether the reply asks where."""
    asked = [button["payload"] for one in messages if one["kind"] == "question" for button in one["buttons"]]
    return "place/JP-13" in asked or "place/JP-01" in asked
