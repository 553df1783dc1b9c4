"""A card to show at a counter: what the visitor needs, each line with the Japanese that the clerk reads."""

from __future__ import annotations

from app.gateway.language_names import language_name
from app.gateway.rendering import Renderer, new_message_id
from app.gateway.schemas import Message

JAPANESE = "ja"


def counter_card(renderer: Renderer, need: str | None, language: str) -> Message:
    """Fixed phrases in the visitor's language, the Japanese one under each; nothing the visitor wrote."""
    blocks = [_in_both(renderer, "card.need", language, need=need)] if need else []
    blocks += [
        _in_both(renderer, f"card.{phrase}", language) for phrase in ("language", "interpreter", "slowly", "write")
    ]
    intro = renderer.messages.find("utter_counter_card", language)
    return Message(
        id=new_message_id(),
        kind="notice",
        text="\n\n".join([intro.text, *blocks]),
        language=intro.language,
        state=intro.state.value,
    )


def _in_both(renderer: Renderer, key: str, language: str, *, need: str | None = None) -> str:
    lines = [_line(renderer, key, reader, language, need) for reader in dict.fromkeys((language, JAPANESE))]
    if language == "ja-simple":  # the clerk's line is all that is needed
        lines = lines[1:]
    return "\n".join(lines)


def _line(renderer: Renderer, key: str, reader: str, speaks: str, need: str | None) -> str:
    category = renderer.messages.text(f"category.{need}", reader) if need else ""
    return renderer.messages.text(key, reader, category=category, language=language_name(speaks, reader))
