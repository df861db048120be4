"""What of Keras a model file may use: the classes that only compute, and the settings of each."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

OWN_FUNCTIONS = frozenset({"nnviz>hard_sigmoid_of_keras_2"})
"""Functions of nnviz that stand for what an old Keras computed."""

MODELS = frozenset({"Sequential", "Functional", "Model"})
"""Classes that hold layers and are opened when Keras' own are meant."""

REFUSED = frozenset({
    "TFSMLayer", "JaxLayer", "FlaxLayer", "TorchModuleWrapper", "Layer", "Wrapper", "InputSpec", "MaxNumBoundingBoxes",
    "Equalization", "FeatureSpace", "TFOpLambda", "SlicingOpLambda", "ClassMethod", "TensorFlowOpLayer",
})  # fmt: skip
"""Names of Keras' own classes that do more than compute, or that no saved model can have."""

DTYPES = frozenset({
    "float16", "bfloat16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32",
    "uint64", "bool", "string", "mixed_float16", "mixed_bfloat16",
})  # fmt: skip

_KERAS_MODULE = re.compile(r"(keras|tf_keras|tensorflow\.keras|tensorflow\.python\.keras)(\.[A-Za-z0-9_]+)*")


@dataclass(frozen=True)
class Entry:
    """A class that may be used: the kind of value of each setting, and what it may be called with."""

    name: str
    keys: Mapping[str, str]
    call: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AllowList:
    """Everything that may be used, by kind and by the name that Keras writes."""

    layers: Mapping[str, Entry]
    operations: Mapping[str, Entry]
    initializers: Mapping[str, Entry]
    regularizers: Mapping[str, Entry]
    constraints: Mapping[str, Entry]
    activations: frozenset[str]

    @classmethod
    def from_json(cls, text: str) -> AllowList:
        """Return the list that `resources/keras/allowed.json` holds."""
        table = json.loads(text)
        layers = {name: Entry(name, one["keys"], frozenset(one["call"])) for name, one in table["layers"].items()}
        operations = {
            name: Entry(name, one["keys"], frozenset(one["call"])) for name, one in table["operations"].items()
        }
        objects = {
            kind: _with_aliases(
                {name: Entry(name, keys) for name, keys in table[f"{kind}s"].items()}, table[f"{kind}_aliases"]
            )
            for kind in ("initializer", "regularizer", "constraint")
        }
        return cls(
            layers=_with_aliases(layers, table["layer_aliases"]),
            operations=operations,
            initializers=objects["initializer"],
            regularizers=objects["regularizer"],
            constraints=objects["constraint"],
            activations=frozenset(table["activations"]),
        )


def _with_aliases(entries: dict[str, Entry], aliases: dict[str, str]) -> dict[str, Entry]:
    return entries | {alias: entries[name] for alias, name in aliases.items()}


def is_module_of_keras(module: Any) -> bool:
    """Tell whether a module name is one of Keras, under any of the names it has had.

    Examples
    --------
    >>> [is_module_of_keras(name) for name in ("keras.layers", "keras.src.engine.functional", "os", "kerasx", None)]
    [True, True, False, False, False]
    """
    return isinstance(module, str) and _KERAS_MODULE.fullmatch(module) is not None
