"""action_answer_faq."""

from __future__ import annotations

from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import Tracker

from actions.find_services import PAGE, forgotten_nearness, must_ask_place, utter_services
from actions.shielded_action import Event, ShieldedAction, changed_slots, entity_of, topics_of
from app.knowledge.search import Only


class ActionAnswerFaq(ShieldedAction):
    """Answers a question with its topic's text; a place named with it gets services there too, or a question."""

    action_name = "action_answer_faq"

    def respond(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[Event]:
        topic = self.knowledge.catalogue.topic(topics_of(tracker)[0])
        dispatcher.utter_message(response="utter_answer", topic=topic.id)
        place, shown = entity_of(tracker, "place"), 0
        if topic.support and must_ask_place(dispatcher, tracker, place):
            pass
        elif topic.support and place:
            # Here and not as a second action: each action costs Rasa a call and a prediction.
            utter_services(dispatcher, tracker, self.knowledge, topic.support, place, only=Only())
            shown = PAGE
        changed = changed_slots(tracker, need=topic.support, services_shown=shown, only=None)
        return [*changed, *forgotten_nearness(tracker)]
