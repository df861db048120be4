"""Giving a model the weights that whole-model HDF5 files hold: groups by layer, arrays in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.legacy.models import today_name
from nnviz.core.model_config.refusal import ModelRefused, shown

Named = list[tuple[str, Array]]

_TOP_LEVEL = "top_level_model_weights"
_TELLING = frozenset({
    "kernel", "recurrent_kernel", "depthwise_kernel", "pointwise_kernel", "bias", "gamma", "beta", "moving_mean",
    "moving_variance", "embeddings",
})  # fmt: skip


def assign_legacy_weights(model: Any, path: Path) -> None:
    """Give `model` the arrays of `path`, which are in today's order.

    Raises
    ------
    ModelRefused
        When a layer has no weights in the file or others than it needs; the sentence names it.
    """
    stored = {name: arrays for name, arrays in stored_layers(path) if arrays}
    top_level = stored.pop(_TOP_LEVEL, [])
    layers = [layer for layer in model.layers if _variables(layer)]
    if top_level:
        raise _extra(model.name)
    by_name = {today_name(name): name for name in stored}
    if len(layers) != len(stored):
        raise _unequal([layer.name for layer in layers], list(by_name))
    if {layer.name for layer in layers} == set(by_name):
        names = [by_name[layer.name] for layer in layers]
    else:
        names = list(stored)  # Keras goes by the order
    for layer, name in zip(layers, names, strict=True):
        _assign(layer, stored[name])


def stored_layers(path: Path) -> Iterator[tuple[str, Named]]:
    """Yield each layer's name with its arrays by name, in the order of the file."""
    import h5py

    with h5py.File(path, "r") as file:
        root = file.get("model_weights", file)
        names = attribute_names(root, "layer_names")
        for name in names if _TOP_LEVEL not in root else [*names, _TOP_LEVEL]:
            if name in root:
                group = root[name]
                yield name, [(one, np.asarray(group[one])) for one in attribute_names(group, "weight_names")]


def attribute_names(group: Any, key: str) -> list[str]:
    """Return a list of names out of an attribute, which Keras cuts in pieces `key0`, `key1`, … where it is long."""
    pieces = [group.attrs[key]] if key in group.attrs else []
    while f"{key}{len(pieces)}" in group.attrs:
        pieces.append(group.attrs[f"{key}{len(pieces)}"])
    return [one.decode() if isinstance(one, bytes) else str(one) for piece in pieces for one in piece]


def _variables(layer: Any) -> list[Any]:
    return [*layer.trainable_weights, *layer.non_trainable_weights]


def _assign(layer: Any, arrays: Named) -> None:
    orders = [_variables(layer), list(layer.weights)]
    if len(arrays) != len(orders[0]):
        raise _unfit(layer.name, len(arrays), len(orders[0]))
    fitting = [order for order in orders if _shapes_fit(order, arrays)]
    if not fitting:
        raise _other_shapes(layer.name, orders[0], arrays)
    named = [order for order in fitting if _names_fit(order, arrays)]
    for variable, (_, array) in zip((named or fitting)[0], arrays, strict=True):
        variable.assign(array)
    for inner in (layer, *getattr(layer, "_flatten_layers", tuple)()):
        if hasattr(inner, "finalize_state"):
            inner.finalize_state()


def _shapes_fit(variables: list[Any], arrays: Named) -> bool:
    return all(tuple(one.shape) == array.shape for one, (_, array) in zip(variables, arrays, strict=True))


def _names_fit(variables: list[Any], arrays: Named) -> bool:
    """Tell whether no array is called what its variable is not; Keras 2 and 3 use the same words."""
    for variable, (name, _) in zip(variables, arrays, strict=True):
        word = name.rsplit("/", 1)[-1].removesuffix(":0")
        if word in _TELLING and variable.name in _TELLING and word != variable.name:
            return False
    return True


def _unequal(expected: list[str], found: list[str]) -> ModelRefused:
    missing, extra = [one for one in expected if one not in found], [one for one in found if one not in expected]
    if len(found) > len(expected):
        return _extra((extra or found)[0])
    reason = QT_TRANSLATE_NOOP("Errors", "it holds no weights for the layer “{layer}”")
    return ModelRefused(reason, layer=shown((missing or expected)[0]))


def _extra(layer: str) -> ModelRefused:
    reason = QT_TRANSLATE_NOOP("Errors", "it holds weights for “{layer}”, but its description has no place for them")
    return ModelRefused(reason, layer=shown(layer))


def _unfit(layer: str, found: int, expected: int) -> ModelRefused:
    reason = QT_TRANSLATE_NOOP(
        "Errors", "it holds {found} arrays of weights for the layer “{layer}”, which needs {expected}"
    )
    return ModelRefused(reason, layer=shown(layer), found=found, expected=expected)


def _other_shapes(layer: str, variables: list[Any], arrays: Named) -> ModelRefused:
    pairs = [(tuple(one.shape), array.shape) for one, (_, array) in zip(variables, arrays, strict=True)]
    expected, found = next((one for one in pairs if one[0] != one[1]), pairs[0])
    reason = QT_TRANSLATE_NOOP(
        "Errors", "its weights for the layer “{layer}” have the shape {found}, but {expected} is needed"
    )
    return ModelRefused(
        reason, layer=shown(layer), found="×".join(map(str, found)), expected="×".join(map(str, expected))
    )
