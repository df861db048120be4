"""What each layer costs: parameters, memory and multiply-adds for one picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import prod

from nnviz.core.arithmetic.axis_window import sides
from nnviz.core.model_summary import LayerInfo, ModelSummary

_BYTES = {"float16": 2, "bfloat16": 2, "float64": 8, "int64": 8, "int8": 1, "uint8": 1, "bool": 1}


@dataclass(frozen=True)
class LayerCosts:
    """The costs of one call; `multiply_adds` is None where nobody counts them, `holds_others` where the inner calls do.

    `activations` is the number of values that the call puts out for one picture, None where a side is open;
    `parameters` are its own, not those of inner layers. Bytes follow the layer's number format, parameters are float32.
    """

    layer_id: str
    parameters: int
    parameter_bytes: int
    activations: int | None
    activation_bytes: int | None
    multiply_adds: int | None
    holds_others: bool = False


@dataclass(frozen=True)
class ModelCosts:
    """The costs of all calls in the order of the summary, and their sums; shared weights count once.

    What only hands on a tensor costs no memory. `complete` is False where some call could not be counted.
    """

    layers: tuple[LayerCosts, ...]
    parameters: int
    parameter_bytes: int
    activation_bytes: int
    multiply_adds: int
    complete: bool

    def layer(self, layer_id: str | None) -> LayerCosts | None:
        """Return the costs of the call with this id, or None."""
        return self._by_id.get(layer_id or "")

    @cached_property
    def _by_id(self) -> dict[str, LayerCosts]:
        return {costs.layer_id: costs for costs in self.layers}


def model_costs(summary: ModelSummary, shapes: Mapping[str, tuple[int, ...]] | None = None) -> ModelCosts:
    """Return what each call costs; `shapes` (by key, without the batch axis) fill in sides left open."""
    known = _known_shapes(summary, shapes or {})
    holders = _holders(summary)
    layers = tuple(_layer_costs(layer, known, layer.id in holders) for layer in summary.layers)
    own = {weight.key: prod(weight.shape) for layer in summary.layers for weight in layer.weights}
    copied = {layer.id for layer in summary.layers if layer.copies and layer.copies[0] is not None}
    return ModelCosts(
        layers=layers,
        parameters=sum(own.values()),
        parameter_bytes=4 * sum(own.values()),
        activation_bytes=sum(costs.activation_bytes or 0 for costs in layers if costs.layer_id not in copied),
        multiply_adds=sum(costs.multiply_adds or 0 for costs in layers),
        complete=all(
            costs.activations is not None and (costs.multiply_adds is not None or costs.holds_others)
            for costs in layers
        ),
    )


def _known_shapes(summary: ModelSummary, given: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    found = {}
    for layer in summary.layers:
        for key, shape in zip(layer.output_keys, layer.output_shapes or (layer.output_shape,), strict=False):
            sides_known = tuple(side for side in shape[1:] if side is not None)
            if key in given:
                found[key] = tuple(given[key])
            elif len(sides_known) == len(shape[1:]):
                found[key] = sides_known
    return found


def _holders(summary: ModelSummary) -> set[str]:
    """Return the ids of calls that other calls stand inside."""
    return {layer.id.rsplit("/", 1)[0] for layer in summary.layers if "/" in layer.id}


def _layer_costs(layer: LayerInfo, shapes: Mapping[str, tuple[int, ...]], holds_others: bool) -> LayerCosts:
    parameters = sum(prod(weight.shape) for weight in layer.weights)
    shape = shapes.get(layer.id)
    values: int | None = sum(prod(shapes[key]) for key in layer.output_keys if key in shapes)
    if shape is None:
        values = None
    size = _BYTES.get(str(layer.config.get("dtype", "float32")).removeprefix("mixed_"), 4)
    return LayerCosts(
        layer_id=layer.id,
        parameters=parameters,
        parameter_bytes=4 * parameters,
        activations=values,
        activation_bytes=None if values is None else values * size,
        multiply_adds=None if holds_others else _multiply_adds(layer, shapes),
        holds_others=holds_others,
    )


def _multiply_adds(layer: LayerInfo, shapes: Mapping[str, tuple[int, ...]]) -> int | None:
    rule = _RULES.get(layer.type)
    output = shapes.get(layer.id)
    inputs = [shapes[key] for key in layer.inputs if key in shapes]
    if layer.copies and layer.copies[0] is not None:
        return 0
    if rule is None or output is None or len(inputs) < len(layer.inputs):
        return None
    kernels = {weight.name: weight.shape for weight in layer.weights}
    try:
        return rule(layer, kernels, inputs, output)
    except (KeyError, IndexError):
        return None


Shapes = Mapping[str, tuple[int, ...]]
Rule = Callable[[LayerInfo, Shapes, list[tuple[int, ...]], tuple[int, ...]], int]


def _nothing(layer: LayerInfo, kernels: Shapes, inputs: list[tuple[int, ...]], output: tuple[int, ...]) -> int:
    del layer, kernels, inputs, output
    return 0


def _a_cell(layer: LayerInfo, kernels: Shapes, inputs: list[tuple[int, ...]], output: tuple[int, ...]) -> int:
    del layer, kernels, inputs
    return prod(output)


def _convolution(layer: LayerInfo, kernels: Shapes, inputs: list[tuple[int, ...]], output: tuple[int, ...]) -> int:
    """Every output is a sum over the kernel's taps and its input channels."""
    del layer, inputs
    return prod(output) * prod(kernels["kernel"][:-1])


def _depthwise(layer: LayerInfo, kernels: Shapes, inputs: list[tuple[int, ...]], output: tuple[int, ...]) -> int:
    del layer, inputs
    return prod(output) * prod(kernels["kernel"][:-2])


def _separable(layer: LayerInfo, kernels: Shapes, inputs: list[tuple[int, ...]], output: tuple[int, ...]) -> int:
    del inputs
    depth = kernels["depthwise_kernel"]
    first = layer.config.get("data_format") == "channels_first"
    places = prod(output[1:] if first else output[:-1])
    return places * (prod(depth) + prod(kernels["pointwise_kernel"]))


def _transposed(layer: LayerInfo, kernels: Shapes, inputs: list[tuple[int, ...]], output: tuple[int, ...]) -> int:
    """Every input is stamped through the whole kernel."""
    del layer, output
    return prod(inputs[0]) * prod(kernels["kernel"][:-1])


def _dense(layer: LayerInfo, kernels: Shapes, inputs: list[tuple[int, ...]], output: tuple[int, ...]) -> int:
    del layer, inputs
    return prod(output) * kernels["kernel"][0]


def _einsum(layer: LayerInfo, kernels: Shapes, inputs: list[tuple[int, ...]], output: tuple[int, ...]) -> int:
    """Every output is a sum over the letters that it does not have."""
    del inputs
    read, given = str(layer.config.get("equation")).replace(" ", "").split("->")
    letters = zip(read.split(",")[1], kernels["kernel"], strict=True)
    return prod(output) * prod(side for letter, side in letters if letter not in given)


def _pool(layer: LayerInfo, kernels: Shapes, inputs: list[tuple[int, ...]], output: tuple[int, ...]) -> int:
    del kernels
    return prod(output) * prod(sides(layer.config.get("pool_size"), len(inputs[0]) - 1))


def _all_inputs(layer: LayerInfo, kernels: Shapes, inputs: list[tuple[int, ...]], output: tuple[int, ...]) -> int:
    del layer, kernels, output
    return sum(prod(shape) for shape in inputs)


def _recurrent(layer: LayerInfo, kernels: Shapes, inputs: list[tuple[int, ...]], output: tuple[int, ...]) -> int:
    """At every time both kernels are applied once."""
    del layer, output
    return inputs[0][0] * (prod(kernels["kernel"]) + prod(kernels["recurrent_kernel"]))


_RULES: dict[str, Rule] = {
    **dict.fromkeys(("Conv1D", "Conv2D", "Conv3D"), _convolution),
    **dict.fromkeys(("DepthwiseConv1D", "DepthwiseConv2D"), _depthwise),
    **dict.fromkeys(("SeparableConv1D", "SeparableConv2D"), _separable),
    **dict.fromkeys((f"Conv{rank}DTranspose" for rank in (1, 2, 3)), _transposed),
    "Dense": _dense,
    "EinsumDense": _einsum,
    **dict.fromkeys((f"{kind}Pooling{rank}D" for kind in ("Max", "Average") for rank in (1, 2, 3)), _pool),
    **dict.fromkeys((f"Global{kind}Pooling{rank}D" for kind in ("Max", "Average") for rank in (1, 2, 3)), _all_inputs),
    **dict.fromkeys(
        ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Mean", "Max", "Sum"), _all_inputs
    ),
    **dict.fromkeys(("LSTM", "GRU", "SimpleRNN"), _recurrent),
    **dict.fromkeys(
        ("BatchNormalization", "LayerNormalization", "GroupNormalization", "RMSNormalization", "Rescaling"), _a_cell
    ),
    **dict.fromkeys(
        (
            *("InputLayer", "Flatten", "Reshape", "Permute", "Concatenate", "RepeatVector", "Embedding", "Dropout"),
            *(f"{kind}{rank}D" for kind in ("ZeroPadding", "Cropping", "UpSampling") for rank in (1, 2, 3)),
            *("Activation", "ReLU", "LeakyReLU", "ELU", "PReLU", "Softmax"),
        ),
        _nothing,
    ),
}


def layer_table(summary: ModelSummary, costs: ModelCosts) -> str:
    """Return a line for each layer, with tabs between the cells: name, type, output, parameters, multiply-adds."""
    lines = ["layer\ttype\toutput\tparameters\tmultiply-adds"]
    for layer in summary.layers:
        found = costs.layer(layer.id)
        shape = " x ".join("?" if side is None else str(side) for side in layer.output_shape[1:])
        operations = "" if found is None or found.multiply_adds is None else str(found.multiply_adds)
        lines.append("\t".join([layer.id, layer.type, shape, str(layer.parameters), operations]))
    return "\n".join(lines)
