"""Finds how far to flatten the few loud channels before a product in 8 bits.

An int8 product uses one range for all its inputs. In this model single channels are 5 to 30 times louder than the rest
and would leave it a handful of steps. So a loud channel is divided before the product and its weights are multiplied.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnxruntime

from bot.encoder.graph import IDS, measuring_graph, product_weights
from bot.encoder.weights import Weights

SENTENCES_FILE = Path(__file__).with_name("calibration_sentences.txt")
# How loud a channel may stay, as a share of the loudest.
LIMITS = (1, 0.7, 0.5, 0.35, 0.25, 0.18, 0.12, 0.09, 0.06)


def calibration_sentences() -> list[str]:
    return SENTENCES_FILE.read_text(encoding="utf-8").splitlines()


def find_smoothing(weights: Weights, texts: Iterable[list[int]]) -> dict[str, np.ndarray]:
    """Return for each product by how much to divide each of its input channels: 1 for most of them."""
    smoothing = {}
    for name, inputs in _product_inputs(weights, texts).items():
        matrix, _shift = product_weights(weights, *name.split("."))
        exact = inputs @ matrix.T
        loudness = np.abs(inputs).max(axis=0)
        candidates = [_factors(loudness, limit) for limit in LIMITS]
        errors = [np.square(_int8_product(inputs / f, matrix * f) - exact).sum() for f in candidates]
        smoothing[name] = candidates[int(np.argmin(errors))]
    return smoothing


def _product_inputs(weights: Weights, texts: Iterable[list[int]]) -> dict[str, np.ndarray]:
    """Return the inputs of every product, all tokens of all texts below each other."""
    model, outputs = measuring_graph(weights)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    names = list(outputs.values())
    runs = [session.run(names, {IDS: np.array([ids], np.int64)}) for ids in texts]
    return {product: np.concatenate([run[i][0] for run in runs]) for i, product in enumerate(outputs)}


def _factors(loudness: np.ndarray, limit: float) -> np.ndarray:
    # Whole numbers: so processors that differ in the last digit of a product still build the same file.
    return np.maximum(1, np.rint(loudness / (loudness.max() * limit))).astype(np.float32)


def _int8_product(inputs: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """Return the product as ONNX Runtime's DynamicQuantizeMatMul computes it."""
    low, high = min(float(inputs.min()), 0.0), max(float(inputs.max()), 0.0)
    step = (high - low) / 255
    zero = round(-low / step)
    rounded_inputs = (np.clip(np.rint(inputs / step) + zero, 0, 255) - zero) * step
    scales = np.abs(matrix).max(axis=1, keepdims=True) / 127
    return rounded_inputs @ (np.rint(matrix / scales) * scales).T
