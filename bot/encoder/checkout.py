"""Reads a normal checkout of intfloat/multilingual-e5-small: config.json, model.safetensors, tokenizer.json."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import numpy as np

from bot.encoder.sentencepiece_file import normalizer_from_charsmap
from bot.encoder.weights import Shape, Vocabulary, Weights, WeightsError

LENGTH_BYTES = 8
NUMBER_TYPES = {"F32": "<f4", "F16": "<f2"}
FILE_NAMES = ("config.json", "model.safetensors", "tokenizer.json")
EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def checkout_files(folder: Path) -> list[Path]:
    """Return the files we read, all of which exist."""
    files = [folder / name for name in FILE_NAMES]
    missing = [file.name for file in files if not file.is_file()]
    if missing:
        raise WeightsError(f"{folder} is not a checkout of multilingual-e5-small: {', '.join(missing)} missing")
    return files


def read_checkout(folder: Path) -> Weights:
    config_file, weights_file, tokenizer_file = checkout_files(folder)
    config = json.loads(config_file.read_text(encoding="utf-8"))
    if config.get("model_type") != "bert":
        raise WeightsError(f"{folder} holds a {config.get('model_type')} model; multilingual-e5-small is a bert model")
    shape = Shape(
        hidden=config["hidden_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        inner=config["intermediate_size"],
        words=config["vocab_size"],
        positions=config["max_position_embeddings"],
        epsilon=config["layer_norm_eps"],
    )
    return Weights(shape, _read_tensors(weights_file, shape), _read_vocabulary(tokenizer_file))


def _read_tensors(path: Path, shape: Shape) -> dict[str, np.ndarray]:
    stored = _read_safetensors(path)
    names = dict(EMBEDDINGS)
    for layer in range(shape.layers):
        for short, long in LAYER_PARTS.items():
            names[f"l{layer}.{short}.w"] = f"encoder.layer.{layer}.{long}.weight"
            names[f"l{layer}.{short}.b"] = f"encoder.layer.{layer}.{long}.bias"
    missing = [long for long in names.values() if long not in stored]
    if missing:
        raise WeightsError(f"{path} lacks {len(missing)} tensors, {missing[0]} among them")
    return {short: stored[long] for short, long in names.items()}


def _read_safetensors(path: Path) -> dict[str, np.ndarray]:
    """Return the tensors as float32. The format is a length, a table in JSON and the numbers: no package is needed."""
    content = np.memmap(path, np.uint8, "r")
    start = LENGTH_BYTES + int.from_bytes(content[:LENGTH_BYTES].tobytes(), "little")
    table = json.loads(content[LENGTH_BYTES:start].tobytes())
    tensors = {}
    for name, entry in table.items():
        if entry.get("dtype") in NUMBER_TYPES:
            first, last = entry["data_offsets"]
            numbers = content[start + first : start + last].tobytes()
            tensor = np.frombuffer(numbers, NUMBER_TYPES[entry["dtype"]]).reshape(entry["shape"])
            tensors[name.removeprefix("bert.")] = tensor.astype(np.float32)
    return tensors


def _read_vocabulary(path: Path) -> Vocabulary:
    tokenizer = json.loads(path.read_text(encoding="utf-8"))
    normalizer = tokenizer["normalizer"]
    for step in normalizer.get("normalizers", [normalizer]):
        if step["type"] == "Precompiled":
            charsmap = base64.b64decode(step["precompiled_charsmap"])
            pieces, scores = zip(*tokenizer["model"]["vocab"], strict=True)
            return Vocabulary(list(pieces), np.array(scores, np.float32), normalizer_from_charsmap(charsmap))
    raise WeightsError(f"{path} has no character map of SentencePiece")
