"""Decides in which language to reply; the language of a message is identified once, here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import languages
from app.conversations.conversations import OpenConversation
from languages import Identification

LONGEST_TAG = 35
"""As RFC 5646 lets a tag be; looking for the nearest language takes longer the longer it is."""
LONGEST_HEADER = 300


@dataclass(frozen=True, slots=True)
class ReplyLanguage:
    """`tag` is what we answer in; `offer` is another one the visitor may have written in, to be offered as a button."""

    tag: str
    identified: Identification
    offer: str | None = None


def first_language(wish: str | None, accept_language: str, offered: Sequence[str]) -> tuple[str, bool]:
    """The language to begin in and whether the visitor chose it; `wish` was checked before."""
    if wish is not None:
        return wish, True
    weighted: list[tuple[float, str]] = []
    for part in accept_language[:LONGEST_HEADER].split(","):
        tag, _, quality = (piece.strip() for piece in part.partition(";"))
        try:
            weight = float(quality.removeprefix("q=") or 1)
        except ValueError:
            continue
        if 0 < weight <= 1:
            weighted.append((weight, tag))
    for _, tag in sorted(weighted, key=lambda pair: -pair[0]):
        if 0 < len(tag) <= LONGEST_TAG and (found := languages.nearest(tag, offered)):
            return found, False
    return offered[0], False


def reply_language(text: str, conversation: OpenConversation, offered: Sequence[str]) -> ReplyLanguage:
    """What the visitor chose; else what the message is surely in; else the conversation's.

    Never switches on a short or mixed text: the other language is offered instead.
    """
    identified = languages.identify(text, conversation.language)
    written = identified.language
    if written not in offered or written == conversation.language:
        return ReplyLanguage(conversation.language, identified)
    if identified.is_sure and not conversation.language_chosen:
        return ReplyLanguage(str(written), identified)
    return ReplyLanguage(conversation.language, identified, offer=written if identified.is_sure else None)
