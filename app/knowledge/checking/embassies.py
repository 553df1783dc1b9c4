"""No text sends anybody to an embassy or a consulate: for a refugee, the state that persecutes sits there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.knowledge.checking.faults import Fault
from app.knowledge.checking.readability import without_readings
from app.knowledge.content import Content, read_yaml
from app.knowledge.vocabulary import SOURCE_LANGUAGE


@dataclass(frozen=True)
class EmbassyWords:
    """How a language names them, and what makes a sentence with that name a warning instead of advice."""

    embassy: str
    warning: str
    """`{}` stands for the name."""

    def sends(self, sentence: str) -> bool:
        """Whether `sentence` names one without warning of it."""
        named = re.search(self.embassy, sentence, re.I)
        return bool(named) and not re.search(self.warning.replace("{}", f"(?:{self.embassy})"), sentence, re.I)


WORDS = {
    "en": EmbassyWords("embass|consul(?:ate|ar)", r"\b(?:not|never|cannot|no)\b|n't\b|\bbefore\b.*{}"),
    "fr": EmbassyWords("ambassad|consulat|consulaire", r"\b(?:ne|ni|non|pas|jamais)\b|\bn['’]|\bavant\b.*{}"),
    "ar": EmbassyWords("سفار|قنصل", r"(?:^|\W)(?:لا|لم|لن|ليس|ليست|دون|بدون)(?:\W|$)|قبل.*{}"),
    "fa": EmbassyWords("سفارت|کنسول", r"(?:^|\W)(?:نگیر|نرو|نخواه|نکن|نزن|نشو|نپرس|نمی|نیست|نه\W)|(?:پیش|قبل) از.*{}"),
    "ja": EmbassyWords("大使館|領事館", r"ないで|ません|なくて|ではない|{}.*前に"),
    "ja-simple": EmbassyWords(
        "大使館|領事館|たいしかん|りょうじかん", r"ないで|ません|なくて|では ない|{}.*(?:前に|まえに)"
    ),
    "my": EmbassyWords("သံရုံး|ကောင်စစ်ဝန်", r"ပါနဲ့|ပါနှင့်|မရ|မဟုတ်|{}.*ခင်"),
}
"""A language joins when it is offered."""
_SENTENCE = re.compile(r"[.!?;。！？؟؛။\n]+")


def check_embassies(content: Content) -> Iterator[Fault]:
    """Faults in rows of the directory, answers, messages and phrases."""
    for service, entry in content.services.items():
        if re.search(WORDS[SOURCE_LANGUAGE].embassy + "|" + WORDS["ja"].embassy, str(entry), re.I):
            yield Fault(f"content/services/services.yml {service}", "names an embassy or a consulate")
    for tag in content.languages:
        if tag not in WORDS:
            yield Fault(f"content/messages/{tag}.yml", "how does it name an embassy? Say so in embassies.py")
            continue
        for place, text in _texts(content, tag):
            yield from (Fault(place, fault) for fault in embassy_faults(text, tag))


def embassy_faults(text: str, tag: str) -> Iterator[str]:
    """The sentences of `text` that send somebody there, as faults; none in a language whose names we do not know."""
    if tag not in WORDS:
        return
    for sentence in _SENTENCE.split(without_readings(text)):
        if WORDS[tag].sends(sentence):
            yield f"sends people to an embassy or a consulate: {sentence.strip()}"


def _texts(content: Content, tag: str) -> Iterator[tuple[str, str]]:
    for topic, answer in content.answers[tag].items():
        for text in (answer.text, answer.simpler or "", *answer.conditions.values()):
            yield f"content/faq/{tag}/{topic}.md", text
    for key, entry in (read_yaml(content.root / "messages" / f"{tag}.yml") or {}).items():
        yield f"content/messages/{tag}.yml {key}", entry if isinstance(entry, str) else entry["text"]
    phrases = content.root / "services" / "phrases" / f"{tag}.yml"
    described = content.root / "services" / "descriptions" / f"{tag}.yml"
    for service, text in read_yaml(described).items() if described.exists() else ():
        yield f"content/services/descriptions/{tag}.yml {service}", text
    for english, text in (read_yaml(phrases) or {}).items() if phrases.exists() else ():
        yield f"content/services/phrases/{tag}.yml {english}", text
