"""action_answer_faq."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.find_person import utter_person
from actions.search import PAGE, is_searching, named_place, narrowed, narrows, place_is_unclear, utter_services
from actions.shielded_action import Event, ShieldedAction, changed_slots, topics_of

A_PERSON = "human_contact"
"""The topic whose answer depends on place and hour."""
MOST_ANSWERS = 2
_TOLD_OF_ONESELF = {"women", "lang:ja"}
"""Words that narrow a list and that in a question speak of the visitor ("a pregnant woman", "I speak no Japanese")."""


class ActionAnswerFaq(ShieldedAction):
    """Answers a question with its topic's text; who looks for help gets services, or is asked where."""

    action_name = "action_answer_faq"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        topics = tracker.latest_message.get("asked") or topics_of(tracker)[:1]
        need = tracker.get_slot("need")
        if topics == [A_PERSON] and narrows(tracker) and need and tracker.get_slot("services_shown"):
            # "Somebody who speaks French", right after a list.
            place, filters = tracker.get_slot("place"), narrowed(tracker)
            utter_services(dispatcher, tracker, self.knowledge, need, place, filters=filters)
            return changed_slots(tracker, services_shown=PAGE, only=filters, place_wanted=False)
        if topics == [A_PERSON]:
            return [*utter_person(dispatcher, tracker, self.knowledge), *changed_slots(tracker, place_wanted=False)]
        catalogue = self.knowledge.catalogue
        for topic in topics[:MOST_ANSWERS]:
            dispatcher.utter_message(response="utter_answer", topic=catalogue.topic(topic).id)
        if others := topics[MOST_ANSWERS:]:
            dispatcher.utter_message(response="utter_several_questions", topics=others)
        return self._search(dispatcher, tracker, topics[0], catalogue.topic(topics[0]).support)

    def _search(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, topic: str, support: str | None
    ) -> list[Event]:
        """Shows services, asks where, or leaves a search that is under way as it is."""
        asks_place = topic in self.knowledge.follow_ups.asks_place
        place = named_place(tracker)
        filters = [one for one in narrowed(tracker, afresh=True) if one not in _TOLD_OF_ONESELF]
        if support and place_is_unclear(tracker):
            return self._ask_place(tracker, support, filters, place=None)
        if support and (place or (asks_place and tracker.get_slot("place"))):
            # Here and not as a second action: each action costs Rasa a call and a prediction.
            where = place or tracker.get_slot("place")
            utter_services(
                dispatcher, tracker, self.knowledge, support, where, filters=filters, as_before=place is None
            )
            return changed_slots(
                tracker, need=support, place=where, services_shown=PAGE, only=filters, place_wanted=False
            )
        if support and asks_place:
            return self._ask_place(tracker, support, filters)
        if is_searching(tracker):
            return []
        return changed_slots(tracker, need=support, services_shown=0, only=[], place_wanted=False)

    def _ask_place(self, tracker: Tracker, support: str, filters: list[str], **cleared: None) -> list[Event]:
        """Rules begin the search (data/rules/questions.yml), or go on with the one that is under way."""
        return changed_slots(tracker, need=support, services_shown=0, only=filters, place_wanted=True, **cleared)
