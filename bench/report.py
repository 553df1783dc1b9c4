"""docs/benchmarks.md, from the numbers of one run."""

from __future__ import annotations

from typing import Any

from bench import machine
from bench.numbers import median, p95, table, written
from bench.projects import DEFAULT, LOGISTIC, OURS
from bench.targets import Target, targets
from bench.widget_part import KBIT, LATENCY_MS, TIMES_SLOWER, VISITS

NAMES = {OURS: "ours", DEFAULT: "`rasa init` default (DIET)", LOGISTIC: "LogisticRegressionClassifier"}
MOST_LANGUAGES_SHOWN = 8
HEAD = """# Benchmarks

Written by `make bench`; not to be edited. {date}, commit {commit}, {processor}, {memory} of memory, {versions}.
Other programs used of the processors meanwhile: {bystanders}.

"""
REPEAT = """
## How to repeat it

`make bench` (about {minutes} minutes) measures everything on one machine in one run: both pipelines train on the same
examples from cold caches, start in turn, and get the same messages, a block to each in turn; no text is said twice.
The sample is drawn from `data/nlu` by a fixed seed (`bench/sample.py`): of each topic five examples a language to
learn from and five others to be asked. *Default* is the project that `rasa init` writes, with the configuration of
the installed Rasa, these examples as plain intents (which it trains in half the time of retrieval intents), a rule
for each, two stories, the REST channel, in-memory trackers, and one custom action a message served by `python -m
rasa_sdk`; it runs in our Rasa room and so profits from the `jsonschema` pinned there. *Ours* is `config.yml` with our
domain, rules and stories, the gateway's channel and action server. `--only sample|product|public` measures one part
and prints it; `--full` also trains on the public data the default pipeline and one of its features with Rasa's
LogisticRegressionClassifier (about an hour); otherwise their last figures are shown. Public data is read from
`SHIRUBE_BENCH_DATA` (`../shared/bench`), drawn as its README says, and is no part of the project. AUROC: how often a
sentence of a known intent gets a higher confidence than one that fits none. Memory is the resident set of the process
in millions of bytes. Times of a busy machine are worth little (see the shares above); processor time is what the
process itself used and suffers less.
"""


def document(results: dict[str, Any]) -> str:
    """The whole page."""
    head = HEAD.format(
        date=results["date"],
        commit=results["commit"],
        processor=machine.processor(),
        memory=machine.memory(),
        versions=", ".join(f"{name} {version}" for name, version in machine.versions().items()),
        bystanders=", ".join(f"{share:.0f} % ({part})" for part, share in results["bystanders"].items()),
    )
    minutes = round(results["seconds"] / 60)
    return head + "\n".join([*sections(results), _targets(targets(results)), REPEAT.format(minutes=minutes)])


def sections(results: dict[str, Any]) -> list[str]:
    """A section for each part that was measured."""
    writers = {"widget": _widget, "sample": _sample, "product": _product, "size": _size, "public": _public}
    return [write(results[part]) for part, write in writers.items() if results.get(part)]


WIDGET = "## The chat page on a slow phone\n"


def with_widget(document: str, found: dict[str, Any]) -> str:
    """The page with the chat page's section replaced, or added before the first one."""
    before, _, after = document.partition("## ")
    if f"\n{WIDGET}" in document:
        before, _, rest = document.partition(WIDGET)
        after = rest.partition("\n## ")[2]
    return f"{before}{_widget(found)}\n## {after}"


def _widget(found: dict[str, Any]) -> str:
    rows = []
    for tag, visits in found["languages"].items():
        usable, answer = median(visits["usable_seconds"]), median(visits["answer_seconds"])
        size = median(visits["bytes_until_usable"]) / 1000
        rows.append([tag, f"{usable:.2f} s", f"{answer:.2f} s", f"{size:.1f} kB"])
    unslowed = found["unslowed"]
    head = (
        f"\nDebian's Chromium at {KBIT} kbit/s, {LATENCY_MS} ms and a processor slowed {TIMES_SLOWER} times; medians of"
        f" {VISITS} first visits; Rasa away, the reply is a button's; measured {found['date']}, commit"
        f" {found['commit']}, {found['processor']}. Wanted: usable within 1.5 s, first reply within 2.5 s. With the"
        f" processor as it is (en): {median(unslowed['usable_seconds']):.2f} s and"
        f" {median(unslowed['answer_seconds']):.2f} s.\n\n"
    )
    columns = ["", "can be used after", "first reply after the press", "received until then"]
    sizes = ", ".join(f"{name} {size:,} B" for name, size in found["sizes"].items())
    return WIDGET + head + table(columns, rows) + f"\n\nPacked, as served: {sizes}.\n"


def _sample(found: dict[str, Any]) -> str:
    ours, default = found[OURS], found[DEFAULT]

    def row(what: str, of_ours: float, of_default: float, unit: str, *, more_is_better: bool = False) -> list[str]:
        ratio = of_ours / of_default if more_is_better else of_default / of_ours
        return [what, f"{written(of_ours)} {unit}", f"{written(of_default)} {unit}", f"{written(ratio)}×"]

    def both(what: str, key: str, unit: str, of: Any = float, **options: bool) -> list[str]:
        return row(what, of(ours[key]), of(default[key]), unit, **options)

    rows = [
        row(f"topics right, {name}", ours["accuracy"][name], default["accuracy"][name], "%", more_is_better=True)
        for name in sorted(ours["accuracy"], key=lambda name: (name != "mean", name))
    ]
    rows += [
        both("training", "training_seconds", "s"),
        both("start until ready", "start_seconds", "s", median),
        both("memory after loading", "loaded_megabytes", "MB"),
        both("memory after 330 messages", "used_megabytes", "MB"),
        both("model file", "model_megabytes", "MB"),
        both("understanding alone, median", "parse_milliseconds", "ms", median),
        both("one visitor, median", "latency_milliseconds", "ms", median),
        both("one visitor, 95th percentile", "latency_milliseconds", "ms", p95),
        both("processor time of Rasa, a message", "processor_milliseconds", "ms"),
        both("eight visitors", "messages_per_second", "messages/s", median, more_is_better=True),
    ]
    title = f"## Rasa alone, on {found['intents']} topics in 4 languages\n\n"
    size = (
        f"{found['training']} examples learned, {found['test']} others asked. A ratio above 1 says ours is better.\n\n"
    )
    return title + size + table(["", "ours", "`rasa init` default", "ratio"], rows) + "\n"


def _product(found: dict[str, Any]) -> str:
    turns = [took for conversation in found["conversations"].values() for took in conversation]
    rows = [
        ["understanding inside Rasa", _times(found["parse_milliseconds"])],
        ["a message over the API", _times(turns)],
        ["— first 10 turns of a conversation of 60", _times(_turns(found, 0, 10))],
        ["— last 10 turns", _times(_turns(found, -10, None))],
        *([f"— {language}", _times(took)] for language, took in found["conversations"].items()),
        *([f"— processor time of {name}", f"{written(ms)} ms"] for name, ms in found["processor_milliseconds"].items()),
        ["a button over the API", _times(found["button_milliseconds"])],
        ["eight visitors, messages", f"{written(median(found['messages_per_second']))} a second"],
        ["— a message then", _times(found["crowd_milliseconds"])],
        ["eight visitors, buttons", f"{written(median(found['buttons_per_second']))} a second"],
        ["gateway serves", f"{written(median(found['gateway_start_seconds']))} s"],
        ["gateway serves, very first start", f"{written(found['gateway_first_start_seconds'])} s"],
        ["understanding is ready", f"{written(median(found['rasa_start_seconds']))} s"],
        *([f"memory, {name}", f"{written(megabytes)} MB"] for name, megabytes in found["megabytes"].items()),
        ["model file", f"{written(found['model_megabytes'])} MB"],
    ]
    return "## The whole product\n\n" + table(["", "median / 95th percentile"], rows) + "\n"


def _size(found: dict[str, Any]) -> str:
    rows = [
        ["training, every vector known", f"{written(found['warm_seconds'])} s"],
        ["training from nothing", f"{written(found['cold_seconds'])} s"],
        ["memory of Rasa after loading", f"{written(found['loaded_megabytes'])} MB"],
        ["model file", f"{written(found['model_megabytes'])} MB"],
    ]
    title = (
        f"## At the size of 33 languages\n\n{found['examples']:,} examples cut from public sentences; measured "
        f"{found['date']}, commit {found['commit']}, {found['processor']}.\n\n"
    )
    return title + table(["", ""], rows) + "\n"


def _public(found: dict[str, Any]) -> str:
    return "\n".join(_protocol(one["title"], one["sides"]) for one in found.values())


def _protocol(title: str, sides: dict[str, Any]) -> str:
    languages = [name for name in sides[OURS]["accuracy"] if name != "mean"]
    shown = languages if 1 < len(languages) <= MOST_LANGUAGES_SHOWN else []
    curve = ["strange told apart (AUROC)"] if "area_under_curve" in sides[OURS] else []
    rows = []
    for name, side in sides.items():
        seconds = f"{written(side['training_seconds'])} s"
        if "vector_seconds" in side:
            seconds += f" + {written(side['vector_seconds'])} s vectors"
        if "note" in side:  # by hand in bench/last_full_run.json: what is no fair figure says why
            seconds += f" ({side['note']})"
        when = f" ({side['date']}, commit {side['commit']})" if "date" in side else ""
        shares = [side["accuracy"][language] for language in shown] + [side["accuracy"]["mean"]]
        shares += [side["area_under_curve"]] if curve else []
        rows.append([NAMES[name] + when, *(f"{share:.1f}" for share in shares), seconds])
    return f"## {title}\n\n" + table(["accuracy in %", *shown, "mean", *curve, "training"], rows) + "\n"


def _targets(found: list[Target]) -> str:
    if not found:
        return ""
    rows = [[target.what, target.wanted, target.measured, "yes" if target.met else "**no**"] for target in found]
    return "## Targets\n\n" + table(["", "wanted", "measured", "met"], rows) + "\n"


def _turns(found: dict[str, Any], start: int, end: int | None) -> list[float]:
    return [took for conversation in found["conversations"].values() for took in conversation[start:end]]


def _times(milliseconds: list[float]) -> str:
    return f"{written(median(milliseconds))} / {written(p95(milliseconds))} ms"
