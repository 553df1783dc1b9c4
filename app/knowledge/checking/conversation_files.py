"""Whether what the dialogue is led by names only what there is: follow-ups and the words that narrow a search."""

from __future__ import annotations

from collections.abc import Iterator

import languages
from app.errors import ContentFault
from app.knowledge.checking.faults import Fault
from app.knowledge.content import Content
from app.knowledge.follow_ups import read_follow_ups
from app.knowledge.vocabulary import Category
from app.knowledge.yaml_files import read_yaml

FOLLOW_UPS = "content/topics/follow_ups.yml"
_KINDS = {
    *("phone", "free", "women", "open", "languages", "never", "not"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
}


def check_conversation_files(content: Content) -> Iterator[Fault]:
    """Faults in `content/topics/follow_ups.yml` and `content/filters/`."""
    yield from _follow_ups(content)
    yield from _filters(content)


def _follow_ups(content: Content) -> Iterator[Fault]:
    try:
        found = read_follow_ups(content.root)
    except ContentFault as fault:
        yield Fault(FOLLOW_UPS, str(fault))
        return
    groups = {entry["group"] for entry in content.topics.values()}
    lines = (*found.groups.values(), *found.topics.values(), *found.categories.values())
    topics = {*found.topics, *found.related, *found.asks_place}
    topics |= {topic for line in lines for topic in line.values()}
    topics |= {topic for related in found.related.values() for topic in related}
    yield from (Fault(FOLLOW_UPS, f"no such topic: {one}") for one in sorted(topics - set(content.topics)))
    yield from (Fault(FOLLOW_UPS, f"no such group: {one}") for one in sorted(set(found.groups) - groups))
    yield from (Fault(FOLLOW_UPS, f"no such category: {one}") for one in sorted(set(found.categories) - set(Category)))
    for topic in sorted(found.asks_place & set(content.topics)):
        if not content.topics[topic]["support"]:
            yield Fault(FOLLOW_UPS, f"{topic} asks for a place and has no services to show")


def _filters(content: Content) -> Iterator[Fault]:
    spoken = {tag for entry in content.services.values() for tag in entry.get("languages") or ()}
    for path in sorted((content.root / "filters").glob("*.yml")):
        place, entry = f"content/filters/{path.name}", read_yaml(path)
        yield from (Fault(place, f"no such kind: {one}") for one in sorted(set(entry) - _KINDS))
        yield from (Fault(place, f"{one} is missing") for one in sorted(_KINDS - {"never"} - set(entry)))
        named = entry.get("languages", {})
        yield from (
            Fault(place, f"{tag} is spoken in the directory and has no name")
            for tag in sorted(_common(spoken) - set(named))
        )
        stands: dict[str, str] = {}
        for kind, words in [
            *((k, w) for k, w in entry.items() if k not in {"languages", "never", "not"}),
            *named.items(),
        ]:
            for word in map(str, words):
                if stands.setdefault(word, kind) != kind and kind in named and stands[word] in named:
                    yield Fault(place, f"{word} names {stands[word]} and {kind}")


def _common(spoken: set[str]) -> set[str]:
    """The languages of the directory that are also among ours."""
    return spoken & set(languages.TAGS)
