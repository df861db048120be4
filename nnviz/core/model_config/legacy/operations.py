"""Bare functions of TensorFlow between the layers of a graph, as operations of Keras 3."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from nnviz.core.model_config.legacy.refusals import unknown_function

Item = dict[str, Any]
Refer = Callable[[Any], Any]
"""Turns `[name, call, output]` into a tensor of Keras 3, and leaves everything else as it is."""

CONSTANT = "_CONSTANT_VALUE"


@dataclass(frozen=True)
class Operation:
    """An operation of `keras.ops`: the names that TensorFlow gives its tensors, and its settings in both words."""

    path: str
    inputs: tuple[str, ...] = ("x",)
    settings: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, Any] = field(default_factory=dict)


_BOTH = ("x", "y")


def _one(path: str) -> Operation:
    return Operation(path)


def _two(path: str) -> Operation:
    return Operation(path, _BOTH)


def _reduction(path: str) -> Operation:
    return Operation(path, ("input_tensor",), {"axis": "axis", "keepdims": "keepdims"})


_OPERATIONS: dict[str, Operation] = {
    **{name: _two("numpy.Add") for name in ("math.add", "add", "__operators__.add", "nn.bias_add")},
    **{name: _two("numpy.Subtract") for name in ("math.subtract", "subtract", "__operators__.sub")},
    **{name: _two("numpy.Multiply") for name in ("math.multiply", "multiply", "__operators__.mul")},
    **{name: _two("numpy.TrueDivide") for name in ("math.truediv", "math.divide", "truediv", "divide", "realdiv",
                                                   "__operators__.truediv", "math.realdiv")},
    **{name: _two("numpy.Power") for name in ("math.pow", "pow")},
    "math.maximum": _two("numpy.Maximum"), "maximum": _two("numpy.Maximum"),
    "math.minimum": _two("numpy.Minimum"), "minimum": _two("numpy.Minimum"),
    "math.floordiv": _two("numpy.FloorDivide"), "math.divide_no_nan": _two("numpy.DivideNoNan"),
    **{name: _one(f"numpy.{name.rsplit('.', 1)[-1].capitalize()}") for name in (
        "math.exp", "exp", "math.sqrt", "sqrt", "math.square", "square", "math.negative", "math.sign", "math.floor",
        "math.ceil", "math.round", "math.sin", "math.cos", "math.tan", "math.sinh", "math.cosh", "math.log",
        "math.log1p", "math.expm1", "math.reciprocal", "math.tanh", "tanh", "nn.tanh")},
    "math.abs": _one("numpy.Absolute"), "abs": _one("numpy.Absolute"), "math.rsqrt": _one("math.Rsqrt"),
    "math.erf": _one("math.Erf"),
    **{name: _one(f"nn.{name.rsplit('.', 1)[-1].capitalize()}") for name in (
        "math.sigmoid", "sigmoid", "nn.sigmoid", "math.softplus", "nn.softplus", "nn.softsign", "math.softsign")},
    "nn.relu": Operation("nn.Relu", ("features",)), "nn.relu6": Operation("nn.Relu6", ("features",)),
    "nn.elu": Operation("nn.Elu", ("features",)), "nn.selu": Operation("nn.Selu", ("features",)),
    "nn.silu": Operation("nn.Silu", ("features",)), "nn.swish": Operation("nn.Silu", ("features",)),
    "nn.gelu": Operation("nn.Gelu", ("features",), {"approximate": "approximate"}, {"approximate": False}),
    "nn.leaky_relu": Operation("nn.LeakyRelu", ("features",), {"alpha": "negative_slope"}, {"negative_slope": 0.2}),
    **{name: Operation("nn.Softmax", ("logits",), {"axis": "axis"}) for name in (
        "nn.softmax", "compat.v1.nn.softmax", "math.softmax")},
    "nn.log_softmax": Operation("nn.LogSoftmax", ("logits",), {"axis": "axis"}),
    **{f"math.reduce_{name}": _reduction(f"numpy.{name.capitalize()}") for name in (
        "mean", "sum", "max", "min", "prod", "std", "all", "any")},
    **{f"reduce_{name}": _reduction(f"numpy.{name.capitalize()}") for name in ("mean", "sum", "max", "min")},
    "math.reduce_variance": _reduction("numpy.Var"),
    "math.reduce_logsumexp": _reduction("math.Logsumexp"),
    **{name: Operation("numpy.Concatenate", ("values",), {"axis": "axis"}) for name in ("concat",)},
    "stack": Operation("numpy.Stack", ("values",), {"axis": "axis"}),
    "reshape": Operation("numpy.Reshape", ("tensor",), {"shape": "newshape"}),
    "expand_dims": Operation("numpy.ExpandDims", ("input",), {"axis": "axis"}),
    "squeeze": Operation("numpy.Squeeze", ("input",), {"axis": "axis"}),
    "compat.v1.squeeze": Operation("numpy.Squeeze", ("input",), {"axis": "axis"}),
    "transpose": Operation("numpy.Transpose", ("a",), {"perm": "axes"}),
    "compat.v1.transpose": Operation("numpy.Transpose", ("a",), {"perm": "axes"}),
    "cast": Operation("core.Cast", ("x",), {"dtype": "dtype"}),
    "clip_by_value": Operation("numpy.Clip", ("t",), {"clip_value_min": "x_min", "clip_value_max": "x_max"}),
    "tile": Operation("numpy.Tile", ("input",), {"multiples": "repeats"}),
    "linalg.matmul": Operation("numpy.Matmul", ("a", "b")), "matmul": Operation("numpy.Matmul", ("a", "b")),
    **{name: Operation("nn.Normalize", ("x",), {"axis": "axis", "epsilon": "epsilon"}, {"epsilon": 1e-12}) for name in (
        "math.l2_normalize", "nn.l2_normalize", "linalg.l2_normalize")},
    "identity": Operation("numpy.Copy", ("input",)), "stop_gradient": Operation("core.StopGradient", ("input",)),
}  # fmt: skip
_NODES = {
    "Mul": "math.multiply", "Add": "math.add", "AddV2": "math.add", "BiasAdd": "math.add", "Sub": "math.subtract",
    "RealDiv": "math.truediv", "Div": "math.truediv", "Maximum": "math.maximum", "Minimum": "math.minimum",
    "Pow": "math.pow", "Relu": "nn.relu", "Relu6": "nn.relu6", "Sigmoid": "math.sigmoid", "Tanh": "math.tanh",
    "Softmax": "nn.softmax", "Exp": "math.exp", "Log": "math.log", "Sqrt": "math.sqrt", "Rsqrt": "math.rsqrt",
    "Square": "math.square", "Neg": "math.negative", "Abs": "math.abs", "Elu": "nn.elu", "Selu": "nn.selu",
    "Softplus": "nn.softplus",
}  # fmt: skip
_REDUCING_NODES = {"Mean": "mean", "Sum": "sum", "Max": "max", "Min": "min", "Prod": "prod"}
_IGNORED = frozenset({"name", "data_format"})


def operation_of(layer: Item, refer: Refer) -> Item | None:
    """Return the operation that a bare function stands for, with its calls; None for a layer.

    Raises
    ------
    ModelRefused
        When the function has no counterpart here.
    """
    class_name, config = layer.get("class_name"), layer["config"]
    if class_name == "TFOpLambda":
        calls = [_arguments(node, refer) for node in layer["inbound_nodes"]]
        return _described(layer, str(config.get("function")), calls)
    if class_name == "SlicingOpLambda":
        calls = [_arguments(node, refer) for node in layer["inbound_nodes"]]
        return _operation(layer, "numpy.GetItem", {}, [[one["args"], _key(one.get("slice_spec"))] for one in calls])
    if class_name == "TensorFlowOpLayer":
        return _of_node(layer, config, refer)
    return None


def _arguments(node: Any, refer: Refer) -> Item:
    """Return what a function was called with, by name; its first argument is `args`."""
    edges = [node] if _is_edge(node) else node
    kwargs = {key: refer(value) for key, value in (edges[-1][3] if len(edges[-1]) > 3 else {}).items()}
    values = [edge[2] if edge[0] == CONSTANT else refer(edge[:3]) for edge in edges]
    return {"args": values[0] if _is_edge(node) else values, **kwargs}


def _is_edge(node: Any) -> bool:
    return bool(node) and isinstance(node[0], str)


def _described(layer: Item, function: str, calls: list[Item]) -> Item:
    operation = _OPERATIONS.get(function)
    if operation is None:
        raise unknown_function(layer.get("name"), function)
    settings = [_settings(layer, function, operation, call) for call in calls]
    if not settings or any(one != settings[0] for one in settings):
        raise unknown_function(layer.get("name"), function)
    inputs = [[call["args"], *(call[key] for key in operation.inputs[1:])] for call in calls]
    return _operation(layer, operation.path, settings[0], inputs)


def _settings(layer: Item, function: str, operation: Operation, call: Item) -> Item:
    settings = dict(operation.defaults)
    for key, value in call.items():
        if key in operation.settings:
            settings[operation.settings[key]] = value
        elif key not in ("args", *operation.inputs) and value not in (None, False) and key not in _IGNORED:
            raise unknown_function(layer.get("name"), f"{function}({key}={value})")
    if operation.path == "nn.Normalize":
        return {"axis": settings.get("axis", -1), "order": 2, "epsilon": math.sqrt(settings["epsilon"])}
    return settings


def _operation(layer: Item, path: str, settings: Item, inputs: list[list[Any]]) -> Item:
    module, class_name = path.split(".")
    return {
        "module": f"keras.src.ops.{module}",
        "class_name": class_name,
        "config": {"name": layer.get("name"), **settings},
        "registered_name": class_name,
        "inbound_nodes": [{"args": args, "kwargs": {}} for args in inputs],
    }


def _key(spec: Any) -> Any:
    """Return the indices of a slice as Keras 3 writes them."""
    if isinstance(spec, list):
        return [_key(one) for one in spec]
    if isinstance(spec, dict) and "start" in spec:
        return {"class_name": "__slice__", "config": {key: spec.get(key) for key in ("start", "stop", "step")}}
    if isinstance(spec, dict) and spec.get("class_name") == "__ellipsis__":
        return {"class_name": "__ellipsis__", "config": {}}
    return spec


def _of_node(layer: Item, config: Item, refer: Refer) -> Item:
    """Return the operation of a node of a graph of TensorFlow 1; its constants stand at their places."""
    node = config["node_def"]
    node = json.loads(node) if isinstance(node, str) else node
    op, constants = str(node.get("op")), {int(key): value for key, value in (config.get("constants") or {}).items()}
    calls = []
    for inbound in layer["inbound_nodes"]:
        tensors = iter([refer(edge[:3]) for edge in ([inbound] if _is_edge(inbound) else inbound)])
        number = len(constants) + len([inbound] if _is_edge(inbound) else inbound)
        calls.append([constants[place] if place in constants else next(tensors) for place in range(number)])
    if op in _REDUCING_NODES and set(constants) == {1} and len(calls) == 1:
        keep = bool(node.get("attr", {}).get("keep_dims", {}).get("b", False))
        call = {"args": calls[0][0], "axis": constants[1], "keepdims": keep}
        return _described(layer, f"math.reduce_{_REDUCING_NODES[op]}", [call])
    if op not in _NODES:
        raise unknown_function(layer.get("name"), op)
    names = _OPERATIONS[_NODES[op]].inputs
    return _described(
        layer, _NODES[op], [{"args": call[0], **dict(zip(names[1:], call[1:], strict=True))} for call in calls]
    )


_MODULES_OF_KERAS_3 = {
    "core": ("Cast", "SaturateCast", "StopGradient", "Unstack"),
    "math": ("Erf", "Erfc", "Erfinv", "Logsumexp", "Rsqrt", "TopK"),
    "linalg": ("Norm",),
    "image": ("HSVToRGB", "RGBToGrayscale", "RGBToHSV"),
    "nn": (
        "AveragePool", "Celu", "Elu", "Gelu", "Glu", "HardShrink", "HardSigmoid", "HardSilu", "HardTanh", "LeakyRelu",
        "LogSigmoid", "LogSoftmax", "MaxPool", "Normalize", "OneHot", "Relu", "Relu6", "Selu", "Sigmoid", "Silu",
        "SoftShrink", "Softmax", "Softplus", "Softsign", "SparsePlus", "SparseSigmoid", "Sparsemax", "Squareplus",
        "TanhShrink", "Threshold",
    ),
}  # fmt: skip

_LAYERS_WITHOUT_TRAINING = frozenset({
    "InputLayer", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "Discretization", "HashedCrossing",
    "Pipeline",
})  # fmt: skip


def operation_of_keras_3(layer: Item) -> Item | None:
    """Return an operation that Keras 3 wrote into an HDF5 file with its module; None for a layer.

    Nearly all layers say whether they are trained; operations never do.
    """
    config, class_name = layer["config"], layer["class_name"]
    calls = layer.get("inbound_nodes")
    if "module" in layer or "trainable" in config or "layers" in config or not calls:
        return None
    if class_name in _LAYERS_WITHOUT_TRAINING:
        return None
    module = next((name for name, classes in _MODULES_OF_KERAS_3.items() if class_name in classes), "numpy")
    return {**_operation(layer, f"{module}.{class_name}", config, []), "inbound_nodes": calls}
