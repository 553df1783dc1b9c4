"""What a short question after an answer means, which topics go together, and which ask for a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.errors import ContentFault
from app.knowledge.yaml_files import read_yaml


class Aspect(StrEnum):
    """What the short question asks about."""

    COST = "cost"
    DURATION = "duration"
    WHERE = "where"
    CHILDREN = "children"


@dataclass(frozen=True)
class FollowUps:
    """`content/topics/follow_ups.yml`."""

    groups: Mapping[str, Mapping[str, str]]
    topics: Mapping[str, Mapping[str, str]]
    categories: Mapping[str, Mapping[str, str]]
    related: Mapping[str, Sequence[str]]
    asks_place: frozenset[str]

    def after(self, topic: str, group: str, aspect: Aspect) -> str | None:
        """The topic that answers `aspect` of `topic`; None where the visitor must say what is meant."""
        own = self.topics.get(topic, {}).get(aspect)
        return own or self.groups.get(group, {}).get(aspect)

    def after_services(self, category: str, aspect: Aspect) -> str | None:
        """The topic that answers `aspect` of services of this category."""
        return self.categories.get(category, {}).get(aspect)

    def subjects(self, aspect: Aspect) -> list[str]:
        """Every topic that answers `aspect` of something: to choose from where nothing was talked about."""
        lines = (*self.groups.values(), *self.topics.values())
        return list(dict.fromkeys(line[aspect] for line in lines if aspect in line))


def read_follow_ups(content: Path) -> FollowUps:
    """The file's content; raises ContentFault where it names an aspect that there is none."""
    found = read_yaml(content / "topics" / "follow_ups.yml")
    for line in (*found["groups"].values(), *found["topics"].values(), *found["categories"].values()):
        if unknown := set(line) - set(Aspect):
            raise ContentFault(f"content/topics/follow_ups.yml: no such aspect: {sorted(unknown)}")
    return FollowUps(
        found["groups"], found["topics"], found["categories"], found["related"], frozenset(found["asks_place"])
    )
