"""English answers: every sentence rests on sourced facts, every number occurs in them, the form is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.knowledge.answer_files import AnswerFile
from app.knowledge.checking.faults import Fault, digits, list_lines, words
from app.knowledge.checking.readability import school_grade
from app.knowledge.content import Content
from app.knowledge.vocabulary import SOURCE_LANGUAGE, FactMark, TextState

MOST_POINTS = 6
MOST_WORDS = 125
"""Of a whole answer, list marks left out."""
MOST_WORDS_ASIDE = 40
"""Of `## simpler` and of each `## if …`."""
MOST_WORDS_FIRST, MOST_WORDS_OF_A_POINT = 27, 32
MOST_GRADE = 6.0
_UNWANTED = re.compile(r"https?://|www\.|<[a-z/!]|\]\(|^#", re.M)
_LIST_MARK = re.compile(r"^(?:- |\d+\. )", re.M)
# Texts about ourselves rest on how the program works, not on the fact pack.
_ABOUT_US = "assistant"


def check_english_answers(content: Content) -> Iterator[Fault]:
    """Faults of content/faq/en."""
    answers = content.answers[SOURCE_LANGUAGE]
    for topic in content.topics:
        if topic not in answers:
            yield Fault(f"content/faq/en/{topic}.md", "missing")
    for topic, answer in answers.items():
        place = f"content/faq/en/{topic}.md"
        group = content.topics[topic]["group"]
        for text in (*_form(answer), *_grounds(answer, content, about_us=group == _ABOUT_US)):
            yield Fault(place, text)


def _form(answer: AnswerFile) -> Iterator[str]:
    if answer.state is not TextState.ORIGINAL:
        yield "English is the original; state must be original"
    if list_lines(answer.text) > MOST_POINTS:
        yield f"more than {MOST_POINTS} points"
    if (count := words(_LIST_MARK.sub("", answer.text))) > MOST_WORDS:
        yield f"{count} words, at most {MOST_WORDS}"
    first, *points = [line for line in answer.text.splitlines() if line]
    if _LIST_MARK.match(first) or words(first) > MOST_WORDS_FIRST:
        yield f"begins with a list or {words(first)} words, at most {MOST_WORDS_FIRST}: {first}"
    yield from (f"a point of {words(point)} words: {point}" for point in points if words(point) > MOST_WORDS_OF_A_POINT)
    if answer.simpler is None:
        yield "no ## simpler"
    for name, text in {"": answer.text, "## simpler: ": answer.simpler or ""}.items():
        if (grade := school_grade(text)) > MOST_GRADE:
            yield f"{name}read at school grade {grade:.1f}, at most {MOST_GRADE}"
    for name, text in {"simpler": answer.simpler or "", **answer.conditions}.items():
        if words(text) > MOST_WORDS_ASIDE:
            yield f"## {name}: {words(text)} words, at most {MOST_WORDS_ASIDE}"
    for text in (answer.text, answer.simpler or "", *answer.conditions.values()):
        if found := _UNWANTED.search(text):
            yield f"links, HTML and headings have no place here: {found[0]!r}"


def _grounds(answer: AnswerFile, content: Content, *, about_us: bool) -> Iterator[str]:
    for fact in answer.facts:
        if fact not in content.facts:
            yield f"no such fact: {fact}"
        elif FactMark(content.facts[fact]["mark"]) is FactMark.UNSOURCED:
            yield f"fact {fact} is unsourced"
    for service in answer.services:
        if service not in content.services:
            yield f"no such service: {service}"
    if not answer.facts and not answer.thin and not about_us:
        yield "rests on no fact: name the facts, or mark it thin"
    if about_us and not answer.facts and not answer.services:
        return
    known = _known_digits(answer, content)
    if about_us:
        known |= set(digits("24 30 110 119"))
    body = "\n".join((answer.text, answer.simpler or "", *answer.conditions.values()))
    for number in digits(body):
        if number not in known:
            yield f"{number} occurs in none of its facts and services"


def _known_digits(answer: AnswerFile, content: Content) -> set[str]:
    texts = []
    for fact in answer.facts:
        entry = content.facts.get(fact, {"text": "", "sources": []})
        texts += [entry["text"], *(str(source.get("source_date", "")) for source in entry["sources"])]
    for service in answer.services:
        texts.append(str(content.services.get(service, "")))
    return {run.lstrip("0") for run in digits("\n".join(texts))} | set(digits("\n".join(texts)))
