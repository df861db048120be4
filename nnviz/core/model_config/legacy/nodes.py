"""Who is called on what in the graphs that old versions of Keras wrote."""

from __future__ import annotations

from typing import Any

from nnviz.core.model_config.legacy.operations import operation_of, operation_of_keras_3
from nnviz.core.model_config.legacy.origin import Origin

Item = dict[str, Any]

MODELS = frozenset({"Sequential", "Model", "Functional"})
_RECURRENT = frozenset({
    "SimpleRNN", "LSTM", "GRU", "RNN", "ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "Bidirectional",
})  # fmt: skip


def tensor(name: str, call: int, output: int) -> Item:
    """Return the output of a call as Keras 3 writes it; only its history counts, the shape follows from that."""
    history = [name.replace("/", "_"), call, output]
    return {"class_name": "__keras_tensor__", "config": {"shape": [None], "dtype": "float32", "keras_history": history}}


class Calls:
    """Translates the calls inside one graph.

    An inner model used to count its own making as its first call; Keras 3 does so only in `output_layers`, and only
    for a functional one.
    """

    def __init__(self, layers: list[Item], origin: Origin) -> None:
        self._classes = {_name(layer): str(layer.get("class_name")) for layer in layers}
        self._origin = origin
        self._first = {
            _name(layer): _first_call(layer) if origin.generation < 3 else 0
            for layer in layers
            if layer.get("class_name") in MODELS
        }

    def operation(self, layer: Item) -> Item | None:
        """Return the operation of Keras 3 that a bare function of TensorFlow stands for, with its calls."""
        if self._origin.generation == 3:
            return operation_of_keras_3(layer)
        return operation_of(layer, self._referred)

    def inbound(self, old: Item, layer: Item) -> list[Any]:
        """Return the calls of `layer`, which was translated from `old`."""
        return [self._call(node, layer["class_name"]) for node in old.get("inbound_nodes") or ()]

    def ends(self, value: Any) -> Any:
        """Return the inputs or outputs of the graph; a list of one stands for the one itself."""
        if isinstance(value, dict):
            return {key: self.ends(one) for key, one in value.items()}
        if self._is_reference(value):
            name, call, output = value[:3]
            later = 1 if self._origin.generation < 3 and self._classes.get(name) in ("Model", "Functional") else 0
            return [name.replace("/", "_"), call - self._first.get(name, 0) + later, output]
        if self._origin.generation < 3 and len(value) == 1:
            return self.ends(value[0])
        return [self.ends(one) for one in value]

    def _call(self, node: Any, class_name: str) -> Any:
        if isinstance(node, dict) and "args" in node and "kwargs" in node:
            return node  # as Keras 3 writes it
        if isinstance(node, dict):  # a model with named inputs
            first = {key: self._reference(one) for key, one in node.items()}
            return {"args": [first], "kwargs": {}}
        edges = [node] if self._is_reference(node) else node
        tensors = [self._reference(edge) for edge in edges]
        kwargs = self._kwargs(edges)
        if class_name in _RECURRENT and len(tensors) > 1:
            kwargs, tensors = {**kwargs, "initial_state": tensors[1:]}, tensors[:1]
        if kwargs:
            return {"args": [tensors[0] if len(tensors) == 1 else tensors], "kwargs": kwargs}
        return [[*one["config"]["keras_history"], {}] for one in tensors]

    def _kwargs(self, edges: list[Any]) -> Item:
        kwargs: Item = {}
        for edge in edges:
            if len(edge) > 3 and isinstance(edge[3], dict):
                kwargs |= edge[3]
        return {
            key: self._referred(value)
            for key, value in kwargs.items()
            if value is not None and not (key == "training" and value is False)
        }

    def _referred(self, value: Any) -> Any:
        if self._is_reference(value):
            return self._reference(value)
        return [self._referred(one) for one in value] if isinstance(value, list) else value

    def _reference(self, edge: Any) -> Item:
        name, call, output = edge[:3]
        return tensor(name, call - self._first.get(name, 0), output)

    def _is_reference(self, value: Any) -> bool:
        return (
            isinstance(value, list)
            and len(value) in (3, 4)
            and isinstance(value[0], str)
            and value[0] in self._classes
            and all(isinstance(index, int) and not isinstance(index, bool) for index in value[1:3])
        )


def _first_call(model: Item) -> int:
    """Return 1 when the making of an inner model counts as its call 0, which it does when it knew its input."""
    config = model["config"]
    layers = config if isinstance(config, list) else config.get("layers") or [{}]
    if model["class_name"] != "Sequential":
        return 1
    first = layers[0]
    settings = first.get("config")
    if first.get("class_name") in MODELS:
        return _first_call(first)
    return int(first.get("class_name") == "InputLayer" or "batch_input_shape" in (settings or ()))


def _name(layer: Item) -> str:
    return str(layer.get("name", layer["config"].get("name") if isinstance(layer.get("config"), dict) else None))
