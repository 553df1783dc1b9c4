"""The real places, read once, and what a message is about, for the tests of everything that finds them."""

from __future__ import annotations

from functools import cache

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.encoder.folders import PROJECT_FOLDER
from bot.nlu.blank_tokenizer import BlankTokenizer
from bot.nlu.place_choice import Found, the_place
from bot.nlu.place_index import PlaceIndex
from bot.nlu.place_list import read_places
from bot.nlu.place_names import PlaceNames

TOKENIZER = BlankTokenizer(BlankTokenizer.get_default_config())


@cache
def index() -> PlaceIndex:
    return PlaceIndex.of(read_places(PROJECT_FOLDER / "content/places/places.yml"))


@cache
def names() -> PlaceNames:
    return PlaceNames(index())


def tokens(text: str, language: str) -> list[tuple[int, str]]:
    return [(t.start, t.text) for t in TOKENIZER.tokenize(Message({TEXT: text, "language": language}), TEXT)]


def find(text: str, language: str) -> list[Found]:
    return names().find(tokens(text, language), language)


def about(text: str, language: str) -> tuple[str, ...]:
    """The codes a message is about."""
    place = the_place(find(text, language))
    return place.codes if place else ()
