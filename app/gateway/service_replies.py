"""Lists of services, what they were narrowed to, the questions of the search, and people to talk to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import languages
from app.gateway.counter_card import counter_card
from app.gateway.language_names import language_name
from app.gateway.rendering import SHOWN_SERVICES, Renderer
from app.gateway.schemas import Button, Message
from app.gateway.written_dates import weekday_in_text
from app.knowledge.opening_hours import WEEKDAYS
from app.knowledge.search import FoundService, FoundServices, Only
from app.knowledge.vocabulary import NATIONWIDE, Category

_NEED_BUTTONS = (Category.LEGAL, Category.HOUSING, Category.MEDICAL, Category.EMPLOYMENT, Category.FOOD, Category.MONEY)
_COMMAS = {"ar": "، ", "fa": "، ", "ja": "、", "ja-simple": "、", "my": "၊ "}


def services(
    renderer: Renderer,
    found: FoundServices,
    category: str,
    place: str | None,
    language: str,
    *,
    start: int = 0,
    filters: Sequence[str] = (),
    as_before: bool = False,
) -> list[Message]:
    """The next few services as cards; says which filters hold, that none fits them, or that a place is as before."""
    shown = found.services[start : start + SHOWN_SERVICES]
    if not shown:
        person = renderer.button("human", "button.human", language)
        return [renderer.say("utter_no_more_services", language, buttons=[person])]
    name = renderer.messages.text(f"category.{category}", language)
    if place and place != NATIONWIDE and category != Category.EMERGENCY:
        key = "utter_services" if found.nationwide_from > start else "utter_services_nationwide"
        if found.nationwide_from and key == "utter_services_nationwide":
            key = "utter_services_anywhere"  # those near were on the pages before
        where = renderer.gazetteer.place(place).name(language)
    else:
        key, where = "utter_services_anywhere", ""
    lines = [renderer.messages.text(key, language, category=name, place=where)]
    if filters:
        words = filter_words(renderer, filters, language)
        said = "utter_filters_dropped" if found.are_unfiltered else "utter_only"
        lines.append(renderer.messages.text(said, language, filters=words))
    if as_before and where:
        lines.append(renderer.messages.text("utter_place_as_before", language, place=where))
    lines.append(renderer.messages.text("utter_services_warning", language))
    buttons = [renderer.button("more", "button.more", language)] if start + len(shown) < found.total else []
    if filters:
        buttons.append(renderer.button(f"need/{category}", "button.no_filter", language))
    elif not start and not as_before:
        buttons += filter_buttons(renderer, found, language)
    if not place or as_before:
        buttons += place_buttons(renderer, language)
    message = renderer.say(key, language, kind="services", buttons=buttons, category=name, place=where)
    return [
        message.model_copy(update={"text": "\n\n".join(lines), "services": renderer.service_cards(shown, language)})
    ]


def again(renderer: Renderer, shown: Message, language: str) -> Message:
    """A list that was shown, in `language`; services withdrawn meanwhile are left out."""
    found = [
        FoundService(renderer.catalogue.services[card.id], card.distance_km)
        for card in shown.services
        if card.id in renderer.catalogue.services
    ]
    more = [button for button in shown.buttons if button.payload == "more"]
    buttons = [renderer.button("more", "button.more", language)] if more else []
    message = renderer.say("utter_services_warning", language, kind="services", buttons=buttons)
    return message.model_copy(update={"services": renderer.service_cards(found, language)})


def filter_buttons(renderer: Renderer, found: FoundServices, language: str) -> list[Button]:
    """Filters that leave some of the services and not all."""
    spoken = {language, *languages.get(language).fallback}
    buttons = []
    for value, only in _filters(language).items():
        left = sum(only.admits(one.service, at=renderer.now, spoken=spoken) for one in found.services)
        if 0 < left < found.total:
            buttons.append(_filter_button(renderer, value, language))
    return buttons


def filter_words(renderer: Renderer, filters: Sequence[str], language: str) -> str:
    """Filters as a visitor reads them."""
    return _COMMAS.get(language, ", ").join(_filter_word(renderer, one, language) for one in filters)


def ask_filter(renderer: Renderer, language: str) -> Message:
    buttons = [_filter_button(renderer, one, language) for one in _filters(language)]
    return renderer.say("utter_ask_filter", language, kind="question", buttons=buttons)


def ask_place(
    renderer: Renderer,
    language: str,
    key: str = "utter_ask_place",
    category: str | None = None,
    *,
    in_search: bool = False,
) -> Message:
    """Where in Japan? The prefectures most people live in and, where "more" means places, the way to the others."""
    words = {"category": renderer.messages.text(f"category.{category}", language)} if category else {}
    buttons = place_buttons(renderer, language)
    if in_search:
        buttons.insert(-1, renderer.button("more", "button.more_places", language))
    return renderer.say(key, language, kind="question", buttons=buttons, **words)


def ask_prefecture(renderer: Renderer, language: str) -> Message:
    """Every prefecture as a button, from north to south."""
    codes = sorted(code for code, place in renderer.gazetteer.places.items() if code == place.prefecture)
    buttons = [Button(title=renderer.gazetteer.place(code).name(language), payload=f"place/{code}") for code in codes]
    return renderer.say("utter_more_places", language, kind="question", buttons=buttons)


def ask_which_place(renderer: Renderer, codes: Sequence[str], language: str) -> Message:
    """Places that share a name, each with where it lies."""
    buttons = [Button(title=renderer.gazetteer.place(code).name(language), payload=f"place/{code}") for code in codes]
    return renderer.say("utter_which_place", language, kind="question", buttons=buttons)


def ask_need(renderer: Renderer, place: str, language: str) -> Message:
    names = {one: renderer.messages.text(f"category.{one}", language) for one in _NEED_BUTTONS}
    buttons = [Button(title=name, payload=f"need/{category}") for category, name in names.items()]
    where = renderer.gazetteer.place(place).name(language)
    return renderer.say("utter_ask_need", language, kind="question", buttons=buttons, place=where)


def place_buttons(renderer: Renderer, language: str) -> list[Button]:
    return [
        renderer.button("place/near", "button.near", language),
        *renderer.place_buttons(language),
        renderer.button("place/anywhere", "button.anywhere", language),
    ]


def people(
    renderer: Renderer, found: FoundServices, language: str, *, open_now: int, need: str | None, after_fallback: bool
) -> list[Message]:
    """People to talk to, open ones first, and the card to show at a counter."""
    key = "utter_person" if open_now else "utter_person_none_open"
    category = need or Category.GENERAL
    buttons = [renderer.find_button(category, language)]
    message = renderer.say(key, language, kind="services", buttons=buttons)
    said = [renderer.say("utter_person_after_fallback", language)] if after_fallback else []
    cards = renderer.service_cards(found.services, language)
    return [*said, message.model_copy(update={"services": cards}), counter_card(renderer, need, language)]


def _filters(language: str) -> dict[str, Only]:
    """What can be narrowed to by button."""
    return {
        "open": Only(open=True),
        "free": Only(free=True),
        "women": Only(women=True),
        "phone": Only(phone=True),
        f"lang:{language}": Only(language=language),
    }


def _filter_button(renderer: Renderer, value: str, language: str) -> Button:
    words = _filter_word(renderer, value, language)
    return Button(title=words[:1].upper() + words[1:], payload=f"only/{value}")


def _filter_word(renderer: Renderer, value: str, language: str) -> str:
    kind, _, what = value.partition(":")
    if kind == "lang":
        return renderer.messages.text("only.language", language, language=language_name(what, language))
    if kind == "on":
        # 2024 began on a Monday.
        first_monday = renderer.today.replace(2024, 1, 1)
        day = weekday_in_text(first_monday + timedelta(days=WEEKDAYS.index(what)), language)
        return renderer.messages.text("only.open_on", language, day=day)
    return renderer.messages.text(f"only.{kind}", language)
