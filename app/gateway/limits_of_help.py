"""What we do not do, said shortly and kindly, with the way back to what we can do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.gateway.rendering import Renderer
from app.gateway.schemas import Button, Message
from app.knowledge.vocabulary import Category

# What stands on buttons under each: topics, then kinds of help.
_NEXT: Mapping[str, tuple[Sequence[str], Sequence[Category]]] = {
    "utter_insult": ((), ()),
    "utter_ask_writing": (("apply_statement", "apply_form_language", "interpreter_general"), (Category.LEGAL,)),
    "utter_ask_evasion": (("apply_overstayed", "find_lawyer"), (Category.LEGAL,)),
    "utter_other_country": (("resettlement", "travel_abroad", "about_unhcr"), ()),
}


def limit(renderer: Renderer, name: str, language: str) -> Message:
    """The fixed words of `name` with its buttons; a person is always the last of them."""
    topics, needs = _NEXT[name]
    known = (renderer.catalogue.topics.get(topic) for topic in topics)
    buttons = [Button(title=one.question(language), payload=f"{one.base_intent}/{one.id}") for one in known if one]
    buttons += [renderer.find_button(need, language) for need in needs]
    buttons.append(renderer.button("human", "button.human", language))
    return renderer.say(name, language, kind="fallback", buttons=buttons)
