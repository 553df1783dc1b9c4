"""Writes the model as an ONNX graph: token numbers in, unit vector out.

multilingual-e5-small is a BERT model (positions from 0, norms after the additions) with the vocabulary of XLM-R. Texts
of equal length only: there is no mask. The mean over tokens needs no division, because the vector is normed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from bot.encoder.weights import BLOCK, FourBitMatrix, Weights

MICROSOFT = "com.microsoft"
OPSET, MICROSOFT_OPSET, IR_VERSION = 21, 1, 10
IDS, VECTOR = "ids", "vector"
# One product over q, k and v is faster than three.
PRODUCTS = {"qkv": ("q", "k", "v"), "ao": ("ao",), "fi": ("fi",), "fo": ("fo",)}


def sentence_graph(weights: Weights, smoothing: Mapping[str, np.ndarray]) -> onnx.ModelProto:
    """Return the encoder with int8 products; `smoothing` is what `calibration.find_smoothing` gave."""
    writer = _Writer(weights, smoothing)
    return writer.model(writer.add_layers())


def measuring_graph(weights: Weights) -> tuple[onnx.ModelProto, dict[str, str]]:
    """Return the encoder with float32 products, and for each product the name of the output that shows its input."""
    writer = _Writer(weights, None)
    vector = writer.add_layers()
    return writer.model(vector, extra=writer.product_inputs.values()), writer.product_inputs


class _Writer:
    """Collects the operators and constants of one graph. Every `add_…` returns the name of what it computes."""

    def __init__(self, weights: Weights, smoothing: Mapping[str, np.ndarray] | None) -> None:
        self._weights = weights
        self._smoothing = smoothing
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self.product_inputs: dict[str, str] = {}

    def model(self, vector: str, extra: Iterable[str] = ()) -> onnx.ModelProto:
        ids = helper.make_tensor_value_info(IDS, TensorProto.INT64, ["texts", "tokens"])
        outputs = [helper.make_tensor_value_info(vector, TensorProto.FLOAT, ["texts", self._weights.shape.hidden])]
        outputs += [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in dict.fromkeys(extra)]
        graph = helper.make_graph(self._nodes, "sentence encoder", [ids], outputs, self._constants)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(MICROSOFT, MICROSOFT_OPSET)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)

    def add_layers(self) -> str:
        hidden = self._add_embeddings()
        for layer in range(self._weights.shape.layers):
            hidden = self._add_layer(f"l{layer}", hidden)
        total = self._node("ReduceSum", [hidden, self._constant("tokens_axis", np.array([1]))], "total", keepdims=0)
        length = self._node("ReduceL2", [total, self._constant("last_axis", np.array([-1]))], "length", keepdims=1)
        return self._node("Div", [total, length], VECTOR)

    def _add_embeddings(self) -> str:
        words = self._add_words()
        one, first = self._constant("one", np.array(1)), self._constant("first", np.array([0]))
        count = self._node("Gather", [self._node("Shape", [IDS], "ids_shape"), one], "count")
        end = self._node("Unsqueeze", [count, first], "end")
        table = self._weights.floats("emb.pos") + self._weights.floats("emb.type")[0]
        positions = self._node("Slice", [self._constant("emb.pos", table), first, end, first], "positions")
        sums = self._node("Add", [words, positions], "embedded")
        return self._add_norm("LayerNormalization", [sums], "emb.ln", domain="", axis=-1)

    def _add_words(self) -> str:
        """Look up the words in a table of 4 bits, or of 8 where the weights came unpacked: 4 would lose too much."""
        table = self._weights.tensors["emb.word"]
        if isinstance(table, FourBitMatrix):
            signed = table.values ^ 8
            pairs = signed[:, 0::2] | (signed[:, 1::2] << 4)
            self._constants.append(
                helper.make_tensor("emb.word", TensorProto.INT4, table.values.shape, pairs.tobytes(), raw=True)
            )
            inputs = ["emb.word", IDS, self._constant("emb.word.scales", table.scales)]
            settings = {"gather_axis": 0, "quantize_axis": 1, "block_size": BLOCK}
            halves = self._node("GatherBlockQuantized", inputs, "words_float16", MICROSOFT, **settings)
            return self._node("Cast", [halves], "words", to=TensorProto.FLOAT)
        values, scales = _signed_bytes(table)
        rows = self._node("Gather", [self._constant("emb.word", values), IDS], "words_int8")
        row_scales = self._node("Gather", [self._constant("emb.word.scales", scales[:, None]), IDS], "words_scales")
        return self._node("Mul", [self._node("Cast", [rows], "words_float", to=TensorProto.FLOAT), row_scales], "words")

    def _add_layer(self, layer: str, hidden: str) -> str:
        parts = [f"{layer}.{part}" for part in ("queries", "keys", "values")]
        self._node("Split", [self._add_product(layer, "qkv", hidden)], parts, axis=-1, num_outputs=3)
        heads = self._weights.shape.heads
        attended = self._node("MultiHeadAttention", parts, f"{layer}.attended", MICROSOFT, num_heads=heads)
        attended = self._add_product(layer, "ao", attended)
        hidden = self._add_norm("SkipLayerNormalization", [hidden, attended], f"{layer}.aln")
        wide = self._node("Gelu", [self._add_product(layer, "fi", hidden)], f"{layer}.wide", MICROSOFT)
        return self._add_norm("SkipLayerNormalization", [hidden, self._add_product(layer, "fo", wide)], f"{layer}.oln")

    def _add_norm(self, kind: str, inputs: list[str], name: str, domain: str = MICROSOFT, **settings: int) -> str:
        scale = self._constant(f"{name}.w", self._weights.floats(f"{name}.w"))
        shift = self._constant(f"{name}.b", self._weights.floats(f"{name}.b"))
        epsilon = self._weights.shape.epsilon
        return self._node(kind, [*inputs, scale, shift], f"{name}.out", domain, epsilon=epsilon, **settings)

    def _add_product(self, layer: str, product: str, inputs: str) -> str:
        name = f"{layer}.{product}"
        self.product_inputs[name] = inputs
        matrix, shift = product_weights(self._weights, layer, product)
        if self._smoothing is None:
            products = self._node("MatMul", [inputs, self._constant(f"{name}.w", matrix.T)], f"{name}.product")
            return self._node("Add", [products, self._constant(f"{name}.b", shift)], f"{name}.out")
        factors = self._smoothing[name]
        matrix = matrix * factors
        if product == "qkv":
            # Attention averages the values, so the division before `ao` can be done in the weights that make them.
            later = self._smoothing[f"{layer}.ao"]
            start = len(matrix) - len(later)
            matrix[start:] /= later[:, None]
            shift[start:] /= later
        if product != "ao" and (factors != 1).any():
            inputs = self._node("Mul", [inputs, self._constant(f"{name}.smoothing", 1 / factors)], f"{name}.smoothed")
        signed, scales = _signed_bytes(matrix)
        # Signed weights may overflow on processors without VNNI; with a zero point of 128 they are the same numbers.
        unsigned = (signed.T.astype(np.int16) + 128).astype(np.uint8)
        zero = np.full(len(scales), 128, np.uint8)
        constants = {"w": unsigned, "scales": scales, "zero": zero, "b": shift}
        names = [self._constant(f"{name}.{part}", array) for part, array in constants.items()]
        return self._node("DynamicQuantizeMatMul", [inputs, *names], f"{name}.out", MICROSOFT)

    def _constant(self, name: str, array: np.ndarray) -> str:
        # numpy would turn a single number into a list of one, which Gather does not take.
        self._constants.append(numpy_helper.from_array(array if array.ndim == 0 else np.ascontiguousarray(array), name))
        return name

    def _node(self, kind: str, inputs: list[str], output: str | list[str], domain: str = "", **settings: float) -> str:
        outputs = [output] if isinstance(output, str) else output
        self._nodes.append(helper.make_node(kind, inputs, outputs, f"{outputs[0]}:{kind}", domain=domain, **settings))
        return outputs[0]


def product_weights(weights: Weights, layer: str, product: str) -> tuple[np.ndarray, np.ndarray]:
    """Return matrix and shift of one product, fresh arrays that may be changed."""
    parts = [f"{layer}.{part}" for part in PRODUCTS[product]]
    matrix = np.concatenate([weights.floats(f"{part}.w") for part in parts])
    return matrix, np.concatenate([weights.floats(f"{part}.b") for part in parts])


def _signed_bytes(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the matrix as int8 and one scale a row."""
    scales = np.maximum(np.abs(matrix).max(axis=1) / 127, 1e-12).astype(np.float32)
    return np.clip(np.rint(matrix / scales[:, None]), -127, 127).astype(np.int8), scales
