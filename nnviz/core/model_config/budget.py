"""How large a model will be, counted from its vetted description before anything is built."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.allow_list import MODELS
from nnviz.core.model_config.graph import Graph
from nnviz.core.model_config.refusal import ModelRefused, shown
from nnviz.core.model_config.shapes import LAYER_RULES, OPERATION_RULES
from nnviz.core.model_config.shapes.base import (
    Call,
    CountingError,
    Result,
    Shape,
    count,
    does_not_fit,
    shapes_in,
)

MOST_CALLS = 20_000
MOST_AXES = 16
BYTES_A_VALUE = 4

_ODD_SETTINGS = (CountingError, LookupError, TypeError, ValueError, ArithmeticError, AttributeError)


@dataclass(frozen=True)
class Estimate:
    """What a model needs: the shapes of the weights of each layer, and the values that one sample fills."""

    weights: Mapping[str, tuple[Shape, ...]]
    activation_values: int

    @property
    def parameters(self) -> int:
        """The number of weights, trained or not."""
        return sum(count(shape) for shapes in self.weights.values() for shape in shapes)

    @property
    def activation_bytes(self) -> int:
        """The memory of one sample in all layers."""
        return self.activation_values * BYTES_A_VALUE


def estimate(config: Mapping[str, Any], most_bytes: int) -> Estimate:
    """Count the weights and values of a vetted model; open sizes are counted as `shapes.base.UNKNOWN`.

    Raises
    ------
    ModelRefused
        When it would fill more than `most_bytes`, its layers do not fit together or feed each other in a circle.
    """
    counting = _Counting(most_bytes // BYTES_A_VALUE)
    weights = counting.top(config)
    return Estimate(weights, counting.values)


class _Counting:
    """Walks through a model as calling it would, and stops where it grows too large."""

    def __init__(self, most_values: int) -> None:
        self.values = 0
        self._most = most_values
        self._weights = 0
        self._calls = 0
        self._shared: set[int] = set()

    def top(self, item: Mapping[str, Any]) -> dict[str, tuple[Shape, ...]]:
        weights, _ = self._model(item, None)
        return weights

    def layer(self, item: Mapping[str, Any], call: Call) -> Result:
        """Return what a layer gives and needs when it is called."""
        self._calls += 1 + len(call.tensors()) // 10
        name, class_name = item["config"].get("name"), item["class_name"]
        if self._calls > MOST_CALLS:
            reason = QT_TRANSLATE_NOOP("Errors", "it calls its layers more than {limit} times")
            raise ModelRefused(reason, limit=MOST_CALLS)
        if class_name in MODELS:
            weights, outputs = self._model(item, call)
            return self._once(item, Result(outputs, tuple(shape for shapes in weights.values() for shape in shapes)))
        try:
            found = _rule_of(item)(item["config"], call, self)
        except _ODD_SETTINGS as error:
            raise does_not_fit(name, class_name) from error
        self._add(found, name, class_name)
        return self._once(item, found)

    def _once(self, item: Mapping[str, Any], found: Result) -> Result:
        """Leave the weights of an object out that stands in several places and was counted before."""
        shared = item.get("shared_object_id")
        if shared is None:
            return found
        if shared in self._shared:
            return Result(found.outputs, (), found.extra)
        self._shared.add(shared)
        return found

    def _add(self, found: Result, name: object, class_name: object) -> None:
        shapes = list(shapes_in(found.outputs))
        if any(len(shape) > MOST_AXES for shape in shapes):
            raise does_not_fit(name, class_name)
        self.values += sum(count(shape) for shape in shapes) + found.extra
        held = sum(count(shape) for shape in found.weights)
        if max(self.values, self._weights) + held > self._most:
            reason = QT_TRANSLATE_NOOP(
                "Errors",
                "it needs more than the {limit} MB of memory that a model may fill here; the layer “{layer}” alone "
                "takes {own} MB",
            )
            own = (held + sum(count(shape) for shape in shapes) + found.extra) * BYTES_A_VALUE // 2**20
            raise ModelRefused(reason, limit=self._most * BYTES_A_VALUE // 2**20, layer=shown(name), own=own)

    def _built(self, found: Result, name: object, class_name: object) -> None:
        self._weights += sum(count(shape) for shape in found.weights)
        if self._weights + self.values > self._most:
            self._add(Result((self._most,)), name, class_name)

    def _model(self, item: Mapping[str, Any], call: Call | None) -> tuple[dict[str, tuple[Shape, ...]], Any]:
        if item["class_name"] == "Sequential":
            return self._sequence(item["config"], call)
        return self._graph(item, call)

    def _sequence(self, config: Mapping[str, Any], call: Call | None) -> tuple[dict[str, tuple[Shape, ...]], Any]:
        weights: dict[str, tuple[Shape, ...]] = {}
        first, *rest = config["layers"]
        outputs = self.layer(first, Call([])).outputs if call is None else call.first()
        for number, item in enumerate(rest):
            found = self.layer(item, Call([outputs]))
            self._built(found, item["config"].get("name"), item["class_name"])
            weights[item["config"].get("name") or f"layer {number}"] = found.weights
            outputs = found.outputs
        return weights, outputs

    def _graph(self, item: Mapping[str, Any], call: Call | None) -> tuple[dict[str, tuple[Shape, ...]], Any]:
        graph = Graph(item["config"])
        weights: dict[str, tuple[Shape, ...]] = {}
        fed = dict(zip(graph.inputs(), self._fed(graph, call), strict=True)) if call is not None else {}
        for layer, index, called in graph.calls():
            name = layer["name"]
            outputs = fed.get(name) if index == 0 else None
            if outputs is None:
                found = self.layer(layer, called)
                outputs = found.outputs
                if name not in weights:
                    weights[name] = found.weights
                    self._built(found, name, layer["class_name"])
            graph.done(name, index, outputs)
        return weights, graph.outputs()

    @staticmethod
    def _fed(graph: Graph, call: Call) -> Iterator[Shape]:
        tensors = call.tensors()[: len(graph.inputs())]
        if len(tensors) != len(graph.inputs()):
            raise does_not_fit(graph.name, "Functional")
        return iter(tensors)


def _rule_of(item: Mapping[str, Any]) -> Any:
    if str(item["module"]).startswith("keras.src.ops"):
        return OPERATION_RULES[item["class_name"]]
    return LAYER_RULES[item["class_name"]]
