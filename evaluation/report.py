"""docs/evaluation.md, from what was heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench import machine
from bench.numbers import median, p95, table
from evaluation.closeness import GRAM, MOST_COSINE, MOST_OVERLAP
from evaluation.confusions import confused_pairs, quoted, shares_by_topic
from evaluation.gate import MOST_LINES, MOST_POINTS
from evaluation.listening import Heard
from evaluation.scores import OUTCOMES, Scores, score
from evaluation.shares import Share
from evaluation.targets import targets

ALL = "all"
WORST_PAIRS, WORST_TOPICS = 30, 15
LEAST_CONFUSED = 2

HEAD = f"""# Evaluation

Written by `make eval`; not to be edited. {{date}}, commit {{commit}}, {{processor}}, {{memory}} of memory; it took
{{seconds:.0f}} seconds. Other programs used {{bystanders:.0f}} % of the processors meanwhile: milliseconds of a busy
machine are worth little.

The test set (`tests/nlu/`) was never trained on, and its writers had seen no training text. Lines that came out too
close to training all the same are left out and counted. Everything is measured at the one setting of `config.yml`,
inside a process that loaded the trained model, with the language as the gateway decides it. `make eval` fails where a
language has lost more than {MOST_POINTS} points and {MOST_LINES} lines of topic accuracy or crisis recall against
`evaluation/last.json`, which `python -m evaluation --accept` writes.
"""
Column = Callable[[Scores], str]


@dataclass(frozen=True)
class Results:
    """What was heard in each language, and the figures of each and of all together."""

    heard: Mapping[str, Sequence[Heard]]
    scores: Mapping[str, Scores]
    pooled: Scores

    @classmethod
    def of(cls, heard: Mapping[str, Sequence[Heard]]) -> Results:
        together = [one for lines in heard.values() for one in lines]
        return cls(heard, {tag: score(lines) for tag, lines in heard.items()}, score(together))

    @property
    def together(self) -> list[Heard]:
        return [one for lines in self.heard.values() for one in lines]


def document(results: Results, *, head: str, others: Iterable[str]) -> str:
    """The whole page; `others` are sections that are not of the test set."""
    return "\n".join([head, *sections(results), *others, _confusions(results), _to_check(results)])


def head(*, date: str, commit: str, seconds: float, bystanders: float) -> str:
    """What was measured on what."""
    return HEAD.format(
        date=date,
        commit=commit,
        seconds=seconds,
        bystanders=bystanders,
        processor=machine.processor(),
        memory=machine.memory(),
    )


def sections(results: Results) -> list[str]:
    """The figures."""
    return [_targets(results), _by_language(results), _outcomes(results), _closeness(results), _places(results)]


def _targets(results: Results) -> str:
    rows = [
        [one.what, one.wanted, one.measured, "met" if one.met else "**not met**"]
        for one in targets(results.scores, results.pooled)
    ]
    return "## Targets\n\n" + table(["", "wanted", "measured", ""], rows) + "\n"


def _by_language(results: Results) -> str:
    rows: dict[str, Column] = {
        "lines": lambda s: str(s.lines),
        "too close to training, left out": lambda s: str(s.too_close),
        "**topic accuracy**": lambda s: _percent(s.topic),
        "topic accuracy with the close lines": lambda s: _percent(s.topic_with_close),
        "right topic among three": lambda s: _percent(s.top3),
        "**crisis recall**": lambda s: f"{_percent(s.crisis)} ({s.crisis.hits} of {s.crisis.of})",
        "crisis recall with the close lines": lambda s: _percent(s.crisis_with_close),
        "crisis text given or on a button": lambda s: _percent(s.crisis_reached),
        "its own crisis text": lambda s: _percent(s.crisis_topic),
        "false crisis answers": lambda s: f"{s.false_crisis.percent:.2f} % ({s.false_crisis.hits})",
        "a crisis text on a button, where none is meant": lambda s: _percent(s.danger_offered),
        "out of scope rejected": lambda s: _percent(s.rejected),
        "of these said clearly": lambda s: _percent(s.clearly_rejected),
        "dialogue moves": lambda s: _percent(s.moves),
        "language surely right": lambda s: _percent(s.surely_identified),
        "language surely wrong": lambda s: f"{s.surely_misidentified.percent:.1f} % ({s.surely_misidentified.hits})",
        "places, F1": lambda s: f"{s.places.f1:.1f}",
        "calibration error (15 bins)": lambda s: f"{s.calibration_error:.3f}",
        "understanding, median ms": lambda s: f"{median(s.milliseconds):.1f}",
        "understanding, 95 % under ms": lambda s: f"{p95(s.milliseconds):.1f}",
    }
    return "## By language\n\n" + _columns(results, rows)


def _outcomes(results: Results) -> str:
    def share(name: str) -> Column:
        return lambda s: f"{100 * s.outcomes.get(name, 0) / max(1, sum(s.outcomes.values())):.1f} %"

    text = "What a visitor gets for a question (crises too), at the one setting of `config.yml`.\n\n"
    return "## From question to answer\n\n" + text + _columns(results, {name: share(name) for name in OUTCOMES})


def _closeness(results: Results) -> str:
    def overlap(place: int) -> Column:
        return lambda s: _percent(s.by_overlap[place])

    def cosine(place: int) -> Column:
        return lambda s: _percent(s.by_cosine[place])

    thirds = ("farthest", "middle", "nearest")
    rows = {f"{name} third by {GRAM}-grams": overlap(place) for place, name in enumerate(thirds)}
    rows |= {f"{name} third by vectors": cosine(place) for place, name in enumerate(thirds)}
    text = (
        "Each question and each line out of scope is compared with every training text of its intent in all"
        f" languages: the share of its {GRAM}-grams (folded characters, punctuation left out) that stand in one of"
        f" them, and the cosine of the encoder's vectors. Over {MOST_OVERLAP} or {MOST_COSINE} it is left out above."
        " Topic accuracy of the rest:\n\n"
    )
    return "## How near the test is to training\n\n" + text + _columns(results, rows)


def _places(results: Results) -> str:
    rows: dict[str, Column] = {
        "named and found": lambda s: _of(s.places.named),
        "found and named": lambda s: _of(s.places.found),
        "of the right ones asked which": lambda s: str(s.places.asked),
        "F1": lambda s: f"{s.places.f1:.1f}",
    }
    text = (
        "By prefecture. Where a name is that of several places the visitor is asked which; that counts as found where"
        " the right prefecture is among them.\n\n"
    )
    return "## Places\n\n" + text + _columns(results, rows)


def _confusions(results: Results) -> str:
    pairs = [
        [f"`{own}`", f"`{found}`", str(lines)]
        for (own, found), lines in confused_pairs(results.together).most_common(WORST_PAIRS)
        if lines >= LEAST_CONFUSED
    ]
    worst = list(shares_by_topic(results.together).items())[:WORST_TOPICS]
    return "\n".join(
        [
            "## Worst confusions, all languages\n",
            table(["lines of", "likeliest", "lines"], pairs),
            "\n## Worst topics, all languages\n",
            table(["topic", "right", "of"], [[f"`{name}`", str(one.hits), str(one.of)] for name, one in worst]),
            "",
        ]
    )


def _to_check(results: Results) -> str:
    parts = [
        "## Lines a native speaker should look at first\n\n"
        "Crises missed or seen where there are none, then wrong answers, the surest first: is the line what it is"
        " said to be? Only then is it the bot that is wrong.\n"
    ]
    for tag, lines in results.heard.items():
        rows = [
            [one.text.replace("|", "\\|"), one.what, one.taken_for, f"{one.confidence:.2f}"] for one in quoted(lines)
        ]
        parts.append(f"### {tag}\n\n" + table(["line", "is", "was taken for", "sure"], rows) + "\n")
    return "\n".join(parts)


def _columns(results: Results, rows: Mapping[str, Column]) -> str:
    scores = {**results.scores, **({ALL: results.pooled} if len(results.scores) > 1 else {})}
    cells = [[name, *(write(one) for one in scores.values())] for name, write in rows.items()]
    return table(["", *scores], cells) + "\n"


def _percent(share: Share) -> str:
    return f"{share.percent:.1f} %"


def _of(share: Share) -> str:
    return f"{share.hits} of {share.of}"
