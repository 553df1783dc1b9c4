from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np
import pytest
import sentencepiece

from bot.encoder import folders
from bot.encoder.build import build, built_inputs, current_inputs
from bot.encoder.checkout import EMBEDDINGS, LAYER_PARTS
from bot.encoder.sentence_encoder import SentenceEncoder


@pytest.fixture(scope="session")
def built_folder() -> Path:
    """The developer's own encoder if it is up to date, else one that is built once for all test runs and workers."""
    if built_inputs(folders.encoder_folder()) == current_inputs(None):
        return folders.encoder_folder()
    folder = folders.var_folder() / "cache" / "encoder-of-tests"
    build(None, folder)
    return folder


@pytest.fixture(scope="session")
def encoder(built_folder: Path) -> SentenceEncoder:
    return SentenceEncoder.open(built_folder)


@pytest.fixture(scope="session")
def sentences() -> list[str]:
    return Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="session")
def small_checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout shaped like multilingual-e5-small, with two thin layers of random weights: built in a moment."""
    folder = tmp_path_factory.mktemp("checkout")
    hidden, inner, layers = 64, 128, 2
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "▁", *"abcdefghijklmnopqrstuvwxyz:", "<mask>"]
    config = {
        "model_type": "bert",
        "hidden_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": 2,
        "intermediate_size": inner,
        "vocab_size": len(pieces),
        "max_position_embeddings": 512,
        "layer_norm_eps": 1e-12,
    }
    vocabulary = [[piece, -float(index)] for index, piece in enumerate(pieces)]
    normalizer = {"type": "Precompiled", "precompiled_charsmap": base64.b64encode(_charsmap({"A": "a"})).decode()}
    tokenizer = {"normalizer": {"normalizers": [normalizer]}, "model": {"vocab": vocabulary}}
    sizes = {"emb.word": (len(pieces), hidden), "emb.pos": (512, hidden), "emb.type": (2, hidden)}
    shapes = {long: sizes.get(short, (hidden,)) for short, long in EMBEDDINGS.items()}
    for layer in range(layers):
        for short, long in LAYER_PARTS.items():
            outputs, inputs = (inner if short == "fi" else hidden), (inner if short == "fo" else hidden)
            norm = "LayerNorm" in long
            shapes[f"encoder.layer.{layer}.{long}.weight"] = (outputs,) if norm else (outputs, inputs)
            shapes[f"encoder.layer.{layer}.{long}.bias"] = (outputs,)
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer))
    _write_safetensors(folder / "model.safetensors", shapes)
    return folder


def _charsmap(mapping: dict[str, str]) -> bytes:
    message = sentencepiece.SentencePieceNormalizer(norm_map=list(mapping.items())).serialized_normalizer_spec()
    low, high = message[1:3]  # after the field's number its length, 7 bits a byte
    return message[3 : 3 + (low & 127) + (high << 7)]


def _write_safetensors(path: Path, shapes: dict[str, tuple[int, ...]]) -> None:
    random = np.random.default_rng(7)
    table, numbers = {}, b""
    for name, shape in shapes.items():
        tensor = random.normal(1 if name.endswith("LayerNorm.weight") else 0, 0.2, shape).astype("<f4").tobytes()
        table[name] = {"dtype": "F32", "shape": shape, "data_offsets": [len(numbers), len(numbers) + len(tensor)]}
        numbers += tensor
    header = json.dumps(table).encode()
    path.write_bytes(len(header).to_bytes(8, "little") + header + numbers)
