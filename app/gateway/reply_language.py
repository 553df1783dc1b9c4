"""Decides in which language to reply; the language of a message is identified once, here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import languages
from app.conversations.conversations import OpenConversation
from app.gateway.past_replies import PastReplies
from languages import Identification

LONGEST_TAG = 35
"""As RFC 5646 lets a tag be; looking for the nearest language takes longer the longer it is."""
LONGEST_HEADER = 300
OFFERED_FROM = 0.6
"""A language that a message is in with less confidence is not worth a button."""


MOST_READABLE = 2


@dataclass(frozen=True, slots=True)
class ReplyLanguage:
    """`tag` is what we answer in; `offer` is another one the visitor may have written in, to be offered as a button."""

    tag: str
    identified: Identification
    offer: str | None = None
    not_offered: bool = False
    """The message is surely in a language we do not answer in: say so in `readable` and English."""
    readable: tuple[str, ...] = ()
    """Of such a message: at most two offered languages that its writer is likely to read."""


def first_language(wish: str | None, accept_language: str, offered: Sequence[str]) -> tuple[str, bool]:
    """The language to begin in and whether the visitor chose it; `wish` was checked before."""
    if wish is not None:
        return wish, True
    return next(iter(_read_by(accept_language, offered)), offered[0]), False


def likeliest_first(first: str, accept_language: str, offered: Sequence[str]) -> list[str]:
    """All offered languages: `first`, then those the browser says are read, then the others as they come."""
    return list(dict.fromkeys((first, *_read_by(accept_language, offered), *offered)))


def _read_by(accept_language: str, offered: Sequence[str]) -> list[str]:
    """The offered languages nearest to those of the header, best first."""
    weighted: list[tuple[float, str]] = []
    for part in accept_language[:LONGEST_HEADER].split(","):
        tag, _, quality = (piece.strip() for piece in part.partition(";"))
        try:
            weight = float(quality.removeprefix("q=") or 1)
        except ValueError:
            continue
        if 0 < weight <= 1 and 0 < len(tag) <= LONGEST_TAG:
            weighted.append((weight, tag))
    nearest = (languages.nearest(tag, offered) for _, tag in sorted(weighted, key=lambda pair: -pair[0]))
    return [tag for tag in nearest if tag]


def reply_language(text: str, conversation: OpenConversation, offered: Sequence[str]) -> ReplyLanguage:
    """What the visitor chose; else what the message is surely in; else the conversation's.

    Never switches on a short or mixed text: the other language is offered instead.
    """
    spoken = conversation.language
    identified = languages.identify(text, spoken)
    if identified.none_of_ours:
        readable = tuple(tag for tag in identified.likeliest if tag in offered)
        return ReplyLanguage(spoken, identified, not_offered=True, readable=readable)
    written = identified.language
    if identified.is_sure and written is not None and written not in (*offered, *_written_alike(spoken)):
        readable = tuple(tag for tag in languages.get(written).fallback if tag in offered)[:MOST_READABLE]
        return ReplyLanguage(spoken, identified, not_offered=True, readable=readable)
    if written is None or written not in offered or written in _written_alike(spoken):
        return ReplyLanguage(spoken, identified)
    if identified.is_sure and not conversation.language_chosen:
        return ReplyLanguage(written, identified)
    worth_a_button = identified.is_sure or (identified.confidence >= OFFERED_FROM and " " in text.strip())
    return ReplyLanguage(spoken, identified, offer=written if worth_a_button else None)


def written_again(chosen: ReplyLanguage, conversation: OpenConversation, past: PastReplies) -> ReplyLanguage:
    """The same, but answering in the other language where it was offered a message ago: who goes on in it means it.

    The button back to the language of before is no offer: one unsure message would lead back.
    """
    if not chosen.offer or conversation.language_chosen or not past.replies:
        return chosen
    questions = [one.buttons for one in past.replies[-1] if one.kind == "question" and len(one.buttons) == 1]
    offered = [buttons[0].payload for buttons in questions]
    return replace(chosen, tag=chosen.offer, offer=None) if f"language/{chosen.offer}" in offered else chosen


def _written_alike(tag: str) -> tuple[str, ...]:
    """Itself, and for Dari and Easy Japanese, which only a visitor can choose, the language their texts look like."""
    if tag in languages.TAGS and languages.get(tag).known_by == "choice":
        return (tag, *languages.get(tag).fallback)
    return (tag,)
