"""What makes training quick changes nothing of what is learned."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from scipy.sparse import csr_matrix

from bot.nlu.quick_features import add_to
from bot.quick_message import QuickMessage
from bot.utterance_importer import UtteranceImporter

LINES = """version: "3.1"

nlu:
- intent: faq/apply_how
  examples: |
    - how do I apply?
    - 難民 申請 したい
    - how do I apply?
- intent: inform_place
  examples: |
    - i live in [Kawaguchi](place)
    -  near [Ueno]{"entity": "place", "value": "13106"} station
"""
OTHERS = """version: "3.1"

nlu:
- synonym: credit
  examples: |
    - credit card account
- intent: greet
  examples: |
    - hello
"""


@pytest.mark.parametrize("files", [{"a.yml": LINES}, {"a.yml": OTHERS}, {"a.yml": LINES, "b.yml": OTHERS}])
def test_the_quick_importer_reads_what_rasas_own_reads(tmp_path: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    ours = UtteranceImporter(training_data_paths=[str(tmp_path)]).get_nlu_data()
    rasas = RasaFileImporter(training_data_paths=[str(tmp_path)]).get_nlu_data()
    assert [one.data for one in ours.training_examples] == [one.data for one in rasas.training_examples]
    assert ours.entity_synonyms == rasas.entity_synonyms


def test_a_file_that_is_no_yaml_is_reported_as_rasa_reports_it(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(LINES + "- intent: [", "utf-8")
    importer = UtteranceImporter(training_data_paths=[str(tmp_path)])
    importer._nlu_files = [str(tmp_path / "a.yml")]
    with pytest.raises(Exception, match=r"a\.yml"):
        importer.get_nlu_data()


def test_two_examples_are_the_same_only_if_all_they_hold_is() -> None:
    one = QuickMessage.build("hello", "greet")
    assert one == QuickMessage.build("hello", "greet") and hash(one) == hash(QuickMessage.build("hello", "greet"))
    assert one != QuickMessage.build("hello", "goodbye")
    assert one != QuickMessage.build("hello", "greet", [{"entity": "place", "start": 0, "end": 5, "value": "x"}])
    before = one.fingerprint()
    add_to(one, np.ones((1, 3), np.float32), "vectors")
    assert one.fingerprint() != before


def test_features_are_the_same_only_if_their_numbers_and_their_origin_are() -> None:
    def message(row: np.ndarray | csr_matrix, origin: str = "one") -> QuickMessage:
        made = QuickMessage.build("hello", "greet")
        add_to(made, row, origin)
        return made

    dense, sparse = np.array([[0.0, 1.0]], np.float32), csr_matrix(np.array([[0.0, 1.0]], np.float32))
    assert message(dense) == message(dense.copy())
    assert message(dense) != message(dense + 1) and message(dense) != message(dense, "other")
    assert message(sparse) == message(sparse.copy())
    assert message(sparse) != message(csr_matrix(np.array([[1.0, 0.0]], np.float32)))


@pytest.mark.parametrize("kind", [np.asarray, csr_matrix])
def test_what_rasa_joins_for_its_own_classifiers_leaves_the_features_as_they_were(
    kind: Callable[[np.ndarray], np.ndarray | csr_matrix],
) -> None:
    one = QuickMessage.build("hello", "greet")
    add_to(one, kind(np.ones((1, 3), np.float32)), "ones")
    add_to(one, kind(np.zeros((1, 2), np.float32)), "others")
    before = one.fingerprint()
    for _ in range(2):
        joined = [*one.get_sparse_features(TEXT), *one.get_dense_features(TEXT)]
        assert [found.features.shape for found in joined if found] == [(1, 5)]
    assert [(row.features.shape, row.origin) for row in one.features] == [((1, 3), "ones"), ((1, 2), "others")]
    one.set(INTENT, "greet")
    assert one.fingerprint() == before


def test_a_copy_changes_without_its_original() -> None:
    one = QuickMessage.build("hello", "greet", [{"entity": "place", "start": 0, "end": 5, "value": "x"}])
    add_to(one, np.ones((1, 3), np.float32), "vectors")
    other = copy.deepcopy(one)
    assert other == one
    other.set(INTENT, "goodbye")
    other.get(ENTITIES)[0]["value"] = "y"
    add_to(other, np.ones((1, 3), np.float32), "more")
    assert one.get(INTENT) == "greet" and one.get(ENTITIES)[0]["value"] == "x" and len(one.features) == 1
    assert one.get(TEXT) == other.get(TEXT)
