"""Turns a sentence into a vector, in 2 to 4 ms on one processor core."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from bot.encoder import VECTOR_LENGTH
from bot.encoder.folders import encoder_folder
from bot.encoder.tokens import READING_VERSION, Tokenizer

MODEL_FILE, TOKENIZER_FILE, METADATA_FILE = "model.onnx", "tokenizer.model", "metadata.json"
ERRORS_ONLY = 3


class EncoderMissing(Exception):
    """There is no complete encoder in the folder; the sentence names the command that builds it."""

    def __init__(self, folder: Path) -> None:
        command = "python -m bot.encoder.build"
        if folder.resolve() != encoder_folder().resolve():
            command += f" --out {folder}"
        super().__init__(f"There is no complete sentence encoder in {folder}. Build it with: {command}")


class SentenceEncoder:
    """multilingual-e5-small in 8 bits. The same text gives the same vector, bit for bit, in training and in service.

    `digest` changes with everything that may change a vector: weights, graph, the way texts are read, the runtime.
    """

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, digest: str) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self.digest = digest

    @classmethod
    def open(cls, folder: Path | None = None) -> SentenceEncoder:
        """Return the encoder that was built into the folder (`var/cache/encoder`)."""
        folder = folder or encoder_folder()
        built = complete_metadata(folder)["digest"]
        options = onnxruntime.SessionOptions()
        # One thread: a service works on many messages side by side, and results do not depend on the machine's load.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = ERRORS_ONLY
        # Every length would keep a plan of its own in memory.
        options.enable_mem_pattern = False
        model = str(folder / MODEL_FILE)
        session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        identity = f"{built} {READING_VERSION} onnxruntime {onnxruntime.__version__}"
        digest = hashlib.sha256(identity.encode()).hexdigest()[:32]
        return cls(session, Tokenizer(folder / TOKENIZER_FILE), digest)

    def encode(self, text: str) -> np.ndarray:
        """Return a vector of length 1; zeros if there is nothing to read.

        There is no call for many texts: in a batch the vectors would differ a little.
        """
        ids = self._tokenizer.ids(text)
        if not ids:
            return np.zeros(VECTOR_LENGTH, np.float32)
        return self._session.run(None, {"ids": np.array([ids], np.int64)})[0][0]


def complete_metadata(folder: Path) -> dict[str, Any]:
    """Return what `build` wrote about the encoder, all of whose files are there in full size."""
    try:
        metadata = json.loads((folder / METADATA_FILE).read_text(encoding="utf-8"))
        sizes = {name: file["bytes"] for name, file in metadata["files"].items()}
        if all((folder / name).stat().st_size == size for name, size in sizes.items()):
            return metadata
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise EncoderMissing(folder) from error
    raise EncoderMissing(folder)
