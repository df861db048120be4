"""How many arrays a layer of an old Keras wrote into the group of an inner model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Config = dict[str, Any]
Counts = tuple[int, int]

_MODELS = frozenset({"Sequential", "Functional", "Model"})


def is_model(class_name: str) -> bool:
    """Tell whether a class holds layers."""
    return class_name in _MODELS


def layers_of(config: Config) -> list[Config]:
    """Return the descriptions of the layers of an inner model."""
    return list(config["layers"])


def stored_counts(item: Config, separate_gates: Mapping[str, int]) -> Counts | None:
    """Return how many trained and other arrays a layer wrote; None for a class that is not known here.

    `separate_gates` tells how many arrays a recurrent layer wrote that kept its gates apart.

    Examples
    --------
    >>> stored_counts({"class_name": "BatchNormalization", "config": {"scale": False}}, {})
    (1, 2)
    >>> stored_counts({"class_name": "Dense", "config": {"trainable": False}}, {})
    (0, 2)
    """
    class_name, config = item["class_name"], item["config"]
    counts = _counts(class_name, config, separate_gates)
    if counts is not None and config.get("trainable", True) is False:
        return 0, sum(counts)
    return counts


def _counts(class_name: str, config: Config, separate_gates: Mapping[str, int]) -> Counts | None:
    if class_name in _MODELS:
        return _sum([stored_counts(one, separate_gates) for one in layers_of(config)])
    if class_name == "TimeDistributed":
        return stored_counts(config["layer"], separate_gates)
    if class_name == "Bidirectional":
        one = stored_counts(config["layer"], separate_gates)
        return None if one is None else (2 * one[0], 2 * one[1])
    if class_name in separate_gates:
        return separate_gates[class_name], 0
    if class_name in _WITHOUT_WEIGHTS:
        return 0, 0
    known = _WITH_WEIGHTS.get(class_name)
    return None if known is None else known(config)


def _sum(counts: list[Counts | None]) -> Counts | None:
    known = [one for one in counts if one is not None]
    if len(known) != len(counts):
        return None
    return sum(trained for trained, _ in known), sum(fixed for _, fixed in known)


def _kernels(number: int) -> Callable[[Config], Counts]:
    return lambda config: (number + int(config.get("use_bias", True)), 0)


def _normalization(moving: int) -> Callable[[Config], Counts]:
    return lambda config: (int(config.get("scale", True)) + int(config.get("center", True)), moving)


def _always(trained: int, fixed: int = 0) -> Callable[[Config], Counts]:
    return lambda _: (trained, fixed)


_WITH_WEIGHTS: dict[str, Callable[[Config], Counts]] = {
    **dict.fromkeys(
        ("Dense", "Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose",
         "DepthwiseConv1D", "DepthwiseConv2D", "LocallyConnected1D", "LocallyConnected2D", "MaxoutDense"),
        _kernels(1),
    ),
    **dict.fromkeys(
        ("SeparableConv1D", "SeparableConv2D", "SimpleRNN", "LSTM", "GRU", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D"),
        _kernels(2),
    ),
    "BatchNormalization": _normalization(2),
    "LayerNormalization": _normalization(0),
    "GroupNormalization": _normalization(0),
    "Embedding": _always(1),
    "PReLU": _always(1),
    "SReLU": _always(4),
    "ParametricSoftplus": _always(2),
    "Highway": lambda config: (2 + 2 * int(config.get("use_bias", True)), 0),
    "Normalization": _always(0, 3),
}  # fmt: skip
_WITHOUT_WEIGHTS = frozenset({
    "InputLayer", "Activation", "ActivityRegularization", "Add", "AlphaDropout", "Average", "AveragePooling1D",
    "AveragePooling2D", "AveragePooling3D", "CenterCrop", "Concatenate", "Cropping1D", "Cropping2D", "Cropping3D",
    "Dot", "Dropout", "ELU", "Flatten", "GaussianDropout", "GaussianNoise", "GlobalAveragePooling1D",
    "GlobalAveragePooling2D", "GlobalAveragePooling3D", "GlobalMaxPooling1D", "GlobalMaxPooling2D",
    "GlobalMaxPooling3D", "Identity", "LeakyReLU", "Masking", "MaxPooling1D", "MaxPooling2D", "MaxPooling3D",
    "Maximum", "Minimum", "Multiply", "Permute", "ReLU", "RepeatVector", "Rescaling", "Reshape", "Resizing",
    "Softmax", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "Subtract", "UnitNormalization",
    "UpSampling1D", "UpSampling2D", "UpSampling3D", "ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D",
    "BilinearUpSampling2D",
})  # fmt: skip
