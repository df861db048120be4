"""Layers that old versions of Keras had and today's lacks; nnviz has its own of the same meaning."""

from __future__ import annotations

from typing import Any

PACKAGE = "nnviz"

_COMMON = {"name": "name", "trainable": "flag", "dtype": "dtype"}
_LOCAL = {
    "filters": "value", "kernel_size": "value", "strides": "value", "padding": "value", "data_format": "value",
    "activation": "activation", "use_bias": "value",
}  # fmt: skip

OWN_LAYERS: dict[str, dict[str, str]] = {
    "LocallyConnected1D": _COMMON | _LOCAL,
    "LocallyConnected2D": _COMMON | _LOCAL,
    "MaxoutDense": _COMMON | {"units": "value", "nb_feature": "value", "use_bias": "value"},
    "Highway": _COMMON | {"activation": "activation", "use_bias": "value"},
    "SReLU": _COMMON,
    "ParametricSoftplus": _COMMON,
    "BilinearUpSampling2D": _COMMON | {"size": "value", "data_format": "value"},
}
"""The classes, and for each its settings with the kind of their values."""


def own_layer(class_name: str, config: dict[str, Any]) -> dict[str, Any] | None:
    """Return the description of our own layer of that class, or None where we have none."""
    if class_name not in OWN_LAYERS:
        return None
    return {
        "module": None,
        "class_name": class_name,
        "config": {key: value for key, value in config.items() if key in OWN_LAYERS[class_name] and value is not None},
        "registered_name": f"{PACKAGE}>{class_name}",
    }
