from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from bot.encoder.build import build
from bot.encoder.checkout import read_checkout
from bot.encoder.folders import PROJECT_FOLDER
from bot.encoder.graph import IDS, VECTOR, measuring_graph
from bot.encoder.sentence_encoder import MODEL_FILE, TOKENIZER_FILE, EncoderMissing, SentenceEncoder
from bot.encoder.tokens import Tokenizer
from bot.encoder.weights import WeightsError


def start_build(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bot.encoder.build", *map(str, arguments)]
    return subprocess.Popen(
        command, cwd=PROJECT_FOLDER, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, bufsize=1
    )


def kill_halfway(out: Path) -> None:
    """Build the real encoder into `out`, but only until the first of its files is there."""
    process = start_build("--out", out)
    written = out.with_name(f".{out.name}.unfinished") / TOKENIZER_FILE
    deadline = time.monotonic() + 60
    while not written.exists() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    assert written.exists()


def test_a_second_build_does_nothing_and_says_so(small_checkout: Path, tmp_path: Path) -> None:
    out = tmp_path / "encoder"
    first, _errors = start_build("--source", small_checkout, "--out", out).communicate()
    written_at = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    second, _errors = start_build("--source", small_checkout, "--out", out).communicate()
    assert first.startswith(f"Built the sentence encoder in {out}: ")
    assert second == f"The sentence encoder in {out} is up to date.\n"
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == written_at


def test_two_builds_of_the_same_inputs_have_the_same_digest(small_checkout: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert build(small_checkout, tmp_path / name)
    assert SentenceEncoder.open(tmp_path / "one").digest == SentenceEncoder.open(tmp_path / "two").digest


def test_other_weights_are_built_anew_with_another_digest(small_checkout: Path, tmp_path: Path) -> None:
    out = tmp_path / "encoder"
    build(small_checkout, out)
    digest = SentenceEncoder.open(out).digest
    changed = tmp_path / "changed"
    shutil.copytree(small_checkout, changed)
    weights = bytearray((changed / "model.safetensors").read_bytes())
    weights[-2] ^= 1  # the last layer's last shift
    (changed / "model.safetensors").write_bytes(weights)
    assert build(changed, out)
    assert SentenceEncoder.open(out).digest != digest


def test_of_two_builds_at_once_one_works_and_one_waits(small_checkout: Path, tmp_path: Path) -> None:
    out = tmp_path / "encoder"
    processes = [start_build("--source", small_checkout, "--out", out) for _ in range(2)]
    said = sorted(process.communicate()[0].split(" ")[0] for process in processes)
    assert said == ["Built", "The"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".encoder.lock", "encoder"]


def test_a_first_build_killed_halfway_leaves_no_encoder_and_the_next_one_works(
    small_checkout: Path, tmp_path: Path
) -> None:
    out = tmp_path / "encoder"
    kill_halfway(out)
    with pytest.raises(EncoderMissing):
        SentenceEncoder.open(out)
    assert build(small_checkout, out)
    assert SentenceEncoder.open(out).encode("a").any()
    assert sorted(path.name for path in tmp_path.iterdir()) == [".encoder.lock", "encoder"]


def test_a_later_build_killed_halfway_leaves_the_old_encoder(small_checkout: Path, tmp_path: Path) -> None:
    out = tmp_path / "encoder"
    build(small_checkout, out)
    before = SentenceEncoder.open(out).digest
    kill_halfway(out)
    assert SentenceEncoder.open(out).digest == before


@pytest.mark.parametrize("name", [MODEL_FILE, TOKENIZER_FILE, "metadata.json"])
def test_an_incomplete_encoder_is_refused_and_built_anew(small_checkout: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "encoder"
    build(small_checkout, out)
    content = (out / name).read_bytes()
    (out / name).write_bytes(content[: len(content) // 2])
    with pytest.raises(EncoderMissing):
        SentenceEncoder.open(out)
    assert build(small_checkout, out)
    assert (out / name).read_bytes() == content


def test_a_checkout_is_read_with_its_own_tokenizer_and_weights(small_checkout: Path, tmp_path: Path) -> None:
    build(small_checkout, tmp_path / "encoder")
    encoder = SentenceEncoder.open(tmp_path / "encoder")
    ids = Tokenizer(tmp_path / "encoder" / TOKENIZER_FILE).ids("a cab")
    # "query: a cab": the piece ▁ has number 4, a is 5
    assert ids == [0, 4, 21, 25, 9, 22, 29, 31, 4, 5, 4, 7, 5, 6, 2]
    model, _outputs = measuring_graph(read_checkout(small_checkout))
    exact = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    assert float(exact.run([VECTOR], {IDS: np.array([ids])})[0][0] @ encoder.encode("A  cab")) > 0.999


def test_a_folder_that_is_no_checkout_is_named_with_what_it_lacks(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(WeightsError, match=r"model\.safetensors, tokenizer\.json missing"):
        build(tmp_path, tmp_path / "encoder")
