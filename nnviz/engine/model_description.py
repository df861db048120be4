"""A model told without Keras: its calls become the summary that the panels read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import prod
from typing import Any

from nnviz.core.layer_config import LayerConfig, layer_config
from nnviz.core.model_summary import LayerInfo, ModelSummary, Shape, WeightInfo
from nnviz.engine.graph import Call
from nnviz.engine.model_inputs import ModelInputs


def describe_model(
    model: Any, inputs: ModelInputs, calls: Sequence[Call], batch: int, model_id: str, **more: Any
) -> tuple[ModelSummary, dict[str, Any]]:
    """Return the summary of a model whose calls were recorded with `batch` pictures, and its variables by key.

    `more` are further fields of the summary.
    """
    recorded = {id(call.operation) for call in calls}
    variables: dict[str, Any] = {}
    layers = []
    for call in calls:
        own = _own_variables(call, recorded)
        variables.update(own)
        layers.append(_layer_info(call, own, batch, inputs))
    summary = ModelSummary(
        id=model_id,
        name=str(model.name),
        layers=tuple(layers),
        input_shapes=tuple(slot.shape for slot in inputs.slots),
        parameters=_size(model.weights),
        **more,
    )
    return summary, variables


def _layer_info(call: Call, variables: dict[str, Any], batch: int, inputs: ModelInputs) -> LayerInfo:
    operation = call.operation
    if operation is None:
        shape = next(slot.shape for slot in inputs.slots if slot.name == call.id.split("#")[0])
        return LayerInfo(call.id, call.id, "InputLayer", shape, 0, output_shapes=(shape,))
    shapes = tuple(_shape(tensor, batch, operation, index) for index, tensor in enumerate(call.outputs)) or ((),)
    return LayerInfo(
        id=call.id,
        name=str(operation.name),
        type=type(operation).__name__,
        output_shape=shapes[0],
        parameters=_size(getattr(operation, "weights", ())),
        weights=tuple(
            WeightInfo(key, key.removeprefix(f"{call.home}/"), tuple(variable.shape), bool(variable.trainable))
            for key, variable in variables.items()
        ),
        inputs=call.inputs,
        activation=_activation(operation),
        output_shapes=shapes,
        config=_config(operation),
        copies=call.copies,
        direct=call.direct,
    )


def _config(operation: Any) -> LayerConfig:
    """Return the plain settings of a layer; of an operation without a description, its plain attributes."""
    import keras

    values = {name: value for name, value in vars(operation).items() if not name.startswith("_")}
    if isinstance(operation, keras.layers.Layer):
        values = _described(operation)
        values["dtype"] = str(operation.compute_dtype)
        values["axis"] = getattr(operation, "axis", None)
        values["equation"] = getattr(operation, "equation", None)
    return layer_config({name: value for name, value in values.items() if value is not None})


def _described(layer: Any) -> dict[str, Any]:
    try:
        return dict(layer.get_config())
    except Exception:  # noqa: BLE001  the code of a layer of somebody else may raise anything
        return {}


def _own_variables(call: Call, recorded: set[int]) -> dict[str, Any]:
    """Return a call's variables by key, without those of inner layers that have an entry of their own."""
    operation = call.operation
    variables = list(getattr(operation, "weights", ()))
    if not variables:
        return {}
    inner = {
        id(variable)
        for layer in operation._flatten_layers(include_self=False)
        if id(layer) in recorded
        for variable in layer.weights
    }
    own = [variable for variable in variables if id(variable) not in inner]
    names = [str(variable.name) for variable in own]
    if len(set(names)) < len(names):
        # A wrapper's inner layers both have a kernel: the inner layer's name tells them apart.
        names = ["/".join(str(variable.path).split("/")[-2:]) for variable in own]
    seen: Counter[str] = Counter()
    keys = {}
    for name, variable in zip(names, own, strict=True):
        seen[name] += 1
        keys[f"{call.home}/{name}" + (f"#{seen[name]}" if seen[name] > 1 else "")] = variable
    return keys


def _size(variables: Sequence[Any]) -> int:
    return sum(prod(variable.shape) for variable in variables)


def _shape(tensor: Any, batch: int, operation: Any, index: int) -> Shape:
    """Return the shape of an operation's traced output as Keras tells it, the batch axis None."""
    if tensor.shape.rank is None:
        return (None,)
    sides: Shape = tuple(tensor.shape.as_list())
    if None in sides[1:]:
        sides = _declared_shape(operation, index, sides)
    return (None, *sides[1:]) if sides and sides[0] in (batch, None) else sides


def _declared_shape(operation: Any, index: int, traced: Shape) -> Shape:
    """Return the shape that Keras gave this output when the graph was built, where that tells more."""
    declared = {tuple(node.outputs[index].shape) for node in operation._inbound_nodes if len(node.outputs) > index}
    shape: Shape = declared.pop() if len(declared) == 1 else traced
    return shape if len(shape) == len(traced) else traced


def _activation(operation: Any) -> str | None:
    activation = getattr(operation, "activation", None)
    if activation is None or isinstance(activation, str):
        return activation
    return str(getattr(activation, "__name__", type(activation).__name__))
