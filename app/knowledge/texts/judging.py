"""Decides which rows of a workbook that came back become texts, and says of every other one why it does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.knowledge.texts import workbook_form as form
from app.knowledge.texts.reading import GivenRow, GivenWorkbook, Refusal
from app.knowledge.texts.text_checks import faults_of_text
from app.knowledge.texts.text_rows import Sheet, TextRow
from app.knowledge.texts.wording import says_the_same
from app.knowledge.vocabulary import TextState

_RISING = (TextState.MACHINE, TextState.TRANSLATED, TextState.REVIEWED, TextState.ORIGINAL)


@dataclass(frozen=True)
class NewLine:
    """A question, a message or a phrase as it shall be."""

    row: TextRow
    text: str
    state: TextState


@dataclass(frozen=True)
class NewAnswer:
    """A whole answer as it shall be, all its parts in the order of the English."""

    topic: str
    parts: Mapping[str, str]
    state: TextState
    changed_parts: Sequence[str]


@dataclass
class Judgement:
    """What of a workbook is taken."""

    answers: list[NewAnswer] = field(default_factory=list)
    lines: list[NewLine] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    unchanged: int = 0
    """Rows that say nothing new."""


@dataclass(frozen=True)
class _Accepted:
    given: GivenRow
    new: NewLine


def judge(given: GivenWorkbook, rows: Iterable[TextRow]) -> Judgement:
    """What of `given` is taken, beside the texts as they are now."""
    known = {row.key: row for row in rows}
    judgement = Judgement(refusals=list(given.refusals))
    accepted: list[_Accepted] = []
    for one in given.rows:
        row = known.get(one.key)
        if one.state and one.state not in set(TextState):
            states = ", ".join(state.value for state in _RISING[:-1])
            judgement.refusals.append(Refusal(one.place, f"the state {one.state!r} is none of {states}"))
        elif not _says_something(one, row):
            judgement.unchanged += 1
        elif row is None:
            judgement.refusals.append(Refusal(one.place, "there is no such text: id and part must stay as exported"))
        elif reasons := _reasons_against(one, row, given):
            judgement.refusals.append(Refusal(one.place, "; ".join(reasons)))
        else:
            accepted.append(_Accepted(one, _new_line(one, row, given.name)))
    judgement.lines = [one.new for one in accepted if one.given.sheet is not Sheet.ANSWERS]
    _judge_answers(judgement, known, [one for one in accepted if one.given.sheet is Sheet.ANSWERS])
    return judgement


def _says_something(given: GivenRow, row: TextRow | None) -> bool:
    if row is None:
        return given.text is not None
    return _is_new(given, row) or _is_review(given, row)


def _is_new(given: GivenRow, row: TextRow) -> bool:
    """Whether it is another text, or the same one said to be right for an English that has changed."""
    if given.text is None:
        return False
    return row.current is None or row.outdated or not says_the_same(given.text, row.current)


def _is_review(given: GivenRow, row: TextRow) -> bool:
    return given.state == TextState.REVIEWED and row.state is not TextState.REVIEWED


def _reasons_against(given: GivenRow, row: TextRow, workbook: GivenWorkbook) -> list[str]:
    reasons = []
    english, _, translation = given.digest.partition("-")
    known_english, _, known_translation = row.digest.partition("-")
    if english != known_english:
        reasons.append("the English has changed since the export: export anew")
    elif translation != known_translation:
        reasons.append("somebody has changed this translation since the export: export anew and compare")
    if _is_new(given, row):
        assert given.text is not None
        return reasons + list(faults_of_text(row, given.text, workbook.language))
    if row.sheet is Sheet.PHRASES:
        reasons.append("phrases have no state: write the translation only")
    elif row.current is None:
        reasons.append("marked as reviewed, but nothing is written there")
    elif row.outdated:
        reasons.append("marked as reviewed, but the English has changed: fill in the new translation")
    elif not workbook.name:
        reasons.append(f"marked as reviewed by nobody: write “{form.YOUR_NAME}” on the sheet “{form.HOW_TO}”")
    return reasons


def _new_line(given: GivenRow, row: TextRow, name: str) -> NewLine:
    """A person wrote it: `translated`, unless that person says to have reviewed it and who they are.

    A state that stands there since the export says nothing of a new text.
    """
    is_reviewed = _is_review(given, row) and bool(name)
    text = given.text if _is_new(given, row) else row.current
    assert text is not None
    return NewLine(row, text, TextState.REVIEWED if is_reviewed else TextState.TRANSLATED)


def _judge_answers(
    judgement: Judgement, known: Mapping[tuple[Sheet, str, str], TextRow], accepted: Sequence[_Accepted]
) -> None:
    questions = {row.id for row in known.values() if row.sheet is Sheet.QUESTIONS and row.current is not None}
    questions |= {line.row.id for line in judgement.lines if line.row.sheet is Sheet.QUESTIONS}
    for topic in dict.fromkeys(one.given.id for one in accepted):
        of_topic = {one.given.part: one for one in accepted if one.given.id == topic}
        rows = [row for row in known.values() if row.sheet is Sheet.ANSWERS and row.id == topic]
        answer = _new_answer(topic, rows, of_topic)
        if topic not in questions:
            answer = f"its question is not translated yet: fill that in on the sheet “{Sheet.QUESTIONS}” as well"
        if isinstance(answer, str):
            judgement.refusals += [Refusal(one.given.place, answer) for one in of_topic.values()]
        else:
            judgement.answers.append(answer)


def _new_answer(topic: str, rows: Sequence[TextRow], accepted: Mapping[str, _Accepted]) -> NewAnswer | str:
    """The answer with what is new in it, or why it would be none."""
    parts: dict[str, str] = {}
    states: list[TextState] = []
    for row in rows:
        if (one := accepted.get(row.part)) is not None:
            parts[row.part] = one.new.text
            states.append(one.new.state)
        elif row.current is not None and row.state is not None and not row.outdated:
            parts[row.part] = row.current
            states.append(row.state)
    if missing := [row.part for row in rows if row.part not in parts]:
        return f"an answer is taken with all its parts; not given, or refused: {', '.join(missing)}"
    changed = [part for part, one in accepted.items() if _is_new(one.given, one.new.row)]
    # The weakest part speaks for the whole: nobody shall trust a part that no person has read.
    state = min(states, key=_RISING.index)
    if not changed and state is rows[0].state:
        unread = [row.part for row in rows if row.part not in accepted]
        return f"an answer is reviewed as a whole; not marked as reviewed: {', '.join(unread)}"
    return NewAnswer(topic, parts, state, changed)
