"""Weights that old versions of Keras wrote, in today's order and layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.facts import Facts
from nnviz.core.model_config.legacy_counts import is_model, layers_of, stored_counts
from nnviz.core.model_config.refusal import ModelRefused, shown

Config = dict[str, Any]

_FLIPPED_BY_THEANO = frozenset({"Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose", "ConvLSTM2D"})
_WITHOUT_WEIGHTS_TODAY = frozenset({
    "RandomBrightness", "RandomContrast", "RandomCrop", "RandomFlip", "RandomRotation", "RandomTranslation",
    "RandomZoom", "Identity", "Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "GaussianNoise",
    "GaussianDropout", "AlphaDropout",
})  # fmt: skip
_GATES = {"LSTM": 4, "GRU": 3}
_SEPARATE_GATES = {"LSTM": 12, "GRU": 9, "ConvLSTM2D": 12}
_GATE_ORDER = {"LSTM": (0, 2, 1, 3), "ConvLSTM2D": (0, 2, 1, 3), "GRU": (0, 1, 2)}
"""Where today's gates (i, f, c, o and z, r, h) lay in the files of Keras 1 (i, c, f, o and z, r, h)."""


def backend_of(recorded: str, weight_names: Iterable[str]) -> str:
    """Return the backend that wrote a file: Keras 1 did not record it, but TensorFlow's names end in `:0`.

    Examples
    --------
    >>> backend_of("", ["dense_1_W:0"]), backend_of("", ["dense_1_W"]), backend_of("cntk", [])
    ('tensorflow', 'theano', 'cntk')
    """
    names = list(weight_names)
    if recorded or not names:
        return recorded
    return "tensorflow" if any(name.endswith(":0") for name in names) else "theano"


def today_path(path: str) -> str:
    """Return where today's Keras looks for a group of `model.weights.h5` that an earlier one wrote.

    Examples
    --------
    >>> today_path("_layer_checkpoint_dependencies/multi_head_attention/_query_dense/vars/0")
    'layers/multi_head_attention/query_dense/vars/0'
    """
    parts = ["layers" if part == "_layer_checkpoint_dependencies" else part for part in path.split("/")]
    for place, part in enumerate(parts[1:], 1):
        if part.startswith("_") and part.endswith("_dense") and parts[place - 1].startswith("multi_head_attention"):
            parts[place] = part[1:]
    return "/".join(parts)


def convert(layer_class: str, layer_config: Config, arrays: Sequence[Array], facts: Facts) -> list[Array]:
    """Return the arrays of a layer (or inner model) as today's Keras orders and lays them out.

    `layer_class` and `layer_config` are the translated ones.

    Raises
    ------
    ModelRefused
        When the arrays cannot be those of such a layer.
    """
    if facts.keras_major == 3 or facts.layout == "keras3":
        return list(arrays)
    try:
        return _Conversion(facts).layer(layer_class, layer_config, list(arrays))
    except (ValueError, IndexError, KeyError, TypeError) as error:
        reason = QT_TRANSLATE_NOOP("Errors", "the weights of the layer “{layer}” are not those of a {class_name}")
        name = shown(layer_config.get("name"))
        raise ModelRefused(reason, layer=name, class_name=shown(layer_class)) from error


class _Conversion:
    """Converts the arrays of one file."""

    def __init__(self, facts: Facts) -> None:
        self._first_keras = facts.keras_major in (1, None)
        self._theano = facts.backend == "theano"

    def layer(self, class_name: str, config: Config, arrays: list[Array]) -> list[Array]:
        if class_name in _WITHOUT_WEIGHTS_TODAY:
            return []  # the state of a random generator
        if class_name == "Bidirectional":
            half = len(arrays) // 2
            inner = config["layer"]
            return self._item(inner, arrays[:half]) + self._item(config.get("backward_layer") or inner, arrays[half:])
        if class_name == "TimeDistributed":
            return self._item(config["layer"], arrays)
        if is_model(class_name):
            return self._model(config, arrays)
        if self._first_keras:
            arrays = _from_keras_1(class_name, config, arrays)
        if self._theano and class_name in _FLIPPED_BY_THEANO:
            kernels = 2 if class_name == "ConvLSTM2D" else 1
            arrays = [_flipped(array) for array in arrays[:kernels]] + arrays[kernels:]
        if class_name in _GATES and len(arrays) == 3:
            return _from_cudnn(class_name, arrays)
        return arrays

    def _item(self, item: Config, arrays: list[Array]) -> list[Array]:
        return self.layer(item["class_name"], item["config"], arrays)

    def _model(self, config: Config, arrays: list[Array]) -> list[Array]:
        """Convert an inner model, which wrote the trained arrays of all its layers first, then the others."""
        items = layers_of(config)
        counts = self._counts(items, len(arrays))
        if counts is None:
            return arrays  # of layers that never changed
        trained_left = arrays[: sum(trained for trained, _ in counts)]
        fixed_left = arrays[len(trained_left) :]
        trained_parts: list[Array] = []
        fixed_parts: list[Array] = []
        for item, (trained, fixed) in zip(items, counts, strict=True):
            part = self._item(item, trained_left[:trained] + fixed_left[:fixed])
            trained_left, fixed_left = trained_left[trained:], fixed_left[fixed:]
            cut = len(part) - fixed if trained else 0
            trained_parts += part[:cut]
            fixed_parts += part[cut:]
        return trained_parts + fixed_parts

    def _counts(self, items: list[Config], total: int) -> list[tuple[int, int]] | None:
        """Return how many arrays each layer wrote; Keras 1 could write the gates apart or joined."""
        for separate in (_SEPARATE_GATES, {}) if self._first_keras else ({},):
            counts = [stored_counts(item, separate) for item in items]
            known = [one for one in counts if one is not None]
            if len(known) == len(counts) and sum(map(sum, known)) == total:
                return known
        return None


def _from_keras_1(class_name: str, config: Config, arrays: list[Array]) -> list[Array]:
    first = config.get("data_format") == "channels_first"
    if len(arrays) == _SEPARATE_GATES.get(class_name):
        return _joined_gates(class_name, arrays, first)
    if class_name == "Highway" and len(arrays) == 4 and arrays[1].ndim == 1:
        return [arrays[place] for place in (0, 2, 1, 3)]  # before Keras 1.2 each bias followed its matrix
    if not arrays:
        return arrays
    kernel, rest = arrays[0], arrays[1:]
    if class_name == "Conv1D" and kernel.ndim == 4:
        return [_kernel_of_sequence(kernel, config), *rest]
    if class_name == "Conv2DTranspose":
        return [kernel.transpose(2, 3, 0, 1) if first else kernel.transpose(0, 1, 3, 2), *rest]
    if first and class_name in ("Conv2D", "Conv3D"):
        return [_channels_last(kernel), *rest]
    if first and class_name == "SeparableConv2D":
        return [_channels_last(kernel), _channels_last(arrays[1]), *arrays[2:]]
    return arrays


def _channels_last(kernel: Array) -> Array:
    """Turn (out, in, *sizes) into (*sizes, in, out)."""
    return kernel.transpose(*range(2, kernel.ndim), 1, 0)


def _kernel_of_sequence(kernel: Array, config: Config) -> Array:
    """Turn (length, 1, in, out), or (out, in, length, 1) before Keras 1.2, into (length, in, out)."""
    length = config["kernel_size"][0] if isinstance(config["kernel_size"], list) else config["kernel_size"]
    if kernel.shape[:2] != (length, 1) or kernel.shape[3] != config["filters"]:
        kernel = kernel.transpose(2, 3, 1, 0)
    return kernel[:, 0]


def _joined_gates(class_name: str, arrays: list[Array], channels_first: bool) -> list[Array]:
    """Join the arrays W, U, b of each gate in today's order."""
    joined = []
    for kind in range(3):
        gates = [arrays[3 * gate + kind] for gate in _GATE_ORDER[class_name]]
        if channels_first and kind < 2:
            gates = [_channels_last(gate) for gate in gates]
        joined.append(np.concatenate(gates, axis=-1))
    return joined


def _flipped(kernel: Array) -> Array:
    """Turn a convolution proper into the correlation that today's Keras computes."""
    return kernel[(slice(None, None, -1),) * (kernel.ndim - 2)]


def _from_cudnn(class_name: str, arrays: list[Array]) -> list[Array]:
    """Turn the layout of NVIDIA's layers into the usual one: they had two biases, and transposed matrices."""
    kernel, recurrent, bias = arrays
    gates, units = _GATES[class_name], recurrent.shape[0]
    if bias.shape != (2 * gates * units,):
        return arrays
    kernel = np.hstack([part.T.reshape(part.shape, order="F") for part in np.hsplit(kernel, gates)])
    recurrent = np.hstack([part.T for part in np.hsplit(recurrent, gates)])
    both = bias.reshape(2, -1)
    return [kernel, recurrent, both.sum(axis=0) if class_name == "LSTM" else both]
