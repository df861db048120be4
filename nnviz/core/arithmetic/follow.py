"""Choose the rule for a layer and follow one unit of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from nnviz.core.arithmetic import elementwise, moving, normalisation, pooling, weighted
from nnviz.core.arithmetic.subject import Subject, cut, single
from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.probe import Probe
from nnviz.core.unit_arithmetic import Kind, UnitArithmetic

Rule = Callable[[Subject], UnitArithmetic]

_RULES: dict[str, Rule] = {
    **dict.fromkeys(("Conv1D", "Conv2D", "Conv3D"), weighted.weighted(weighted.convolution)),
    **dict.fromkeys(("DepthwiseConv1D", "DepthwiseConv2D"), weighted.weighted(weighted.depthwise)),
    **dict.fromkeys(("SeparableConv1D", "SeparableConv2D"), weighted.weighted(weighted.separable)),
    **dict.fromkeys((f"Conv{rank}DTranspose" for rank in (1, 2, 3)), weighted.weighted(weighted.transposed)),
    "Dense": weighted.weighted(weighted.dense),
    "EinsumDense": weighted.weighted(weighted.einsum),
    **dict.fromkeys((f"MaxPooling{rank}D" for rank in (1, 2, 3)), pooling.largest_of_window),
    **dict.fromkeys((f"AveragePooling{rank}D" for rank in (1, 2, 3)), pooling.average_of_window),
    **dict.fromkeys((f"GlobalMaxPooling{rank}D" for rank in (1, 2, 3)), pooling.largest_of_all),
    **dict.fromkeys((f"GlobalAveragePooling{rank}D" for rank in (1, 2, 3)), pooling.average_of_all),
    "Mean": pooling.reduced_average,
    "Max": pooling.reduced_largest,
    **normalisation.RULES,
    **elementwise.COMBINATIONS,
    **elementwise.FUNCTIONS,
    **dict.fromkeys(moving.SOURCES, moving.moved),
}


def keys_needed(layer: LayerInfo) -> frozenset[str]:
    """Return the keys that a probe must hold so that any unit of the layer can be followed."""
    copied = {key for key in layer.copies if key is not None}
    return frozenset({layer.id, *layer.inputs, *copied, *(weight.key for weight in layer.weights)})


def arithmetic_of(summary: ModelSummary, probe: Probe, layer_id: str, unit: tuple[int, ...]) -> UnitArithmetic:
    """Follow one unit with the numbers of a probe that holds `keys_needed`; `reason` is set where that fails."""
    layer = summary.layer(layer_id)
    if layer is None:
        return _not_followed(layer_id, unit, _no_layer(layer_id))
    copied = layer.copies[0] if layer.copies else None
    if copied is not None:
        layer = replace(layer, inputs=(copied,))
    missing = [key for key in layer.inputs if key not in probe.tensors]
    if missing:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "The values of “{key}”, which the layer “{layer}” reads, have not been computed yet."
        )
        return _not_followed(layer_id, unit, UserError(sentence, key=missing[0], layer=layer_id))
    inputs = [probe.tensors[key] for key in layer.inputs]
    return follow_unit(layer, unit, inputs, probe.weights, probe.tensors.get(layer_id))


def follow_unit(
    layer: LayerInfo,
    unit: tuple[int, ...],
    inputs: Sequence[Array],
    weights: Mapping[str, Array],
    output: Array | None = None,
) -> UnitArithmetic:
    """Follow one unit of a layer.

    Parameters
    ----------
    unit
        An index into the layer's first output, without the batch axis.
    inputs
        The tensors called `layer.inputs` (of a layer that hands one on: that one), without the batch axis.
    weights
        The layer's variables by their keys.
    output
        What Keras computed, to compare with.
    """
    shape = layer.output_shape[1:] if output is None else output.shape
    named = {weight.name: weights[weight.key] for weight in layer.weights if weight.key in weights}
    subject = Subject(layer, tuple(unit), tuple(inputs), named, tuple(side or 0 for side in shape))
    expected: float | None = None
    try:
        _check_unit(subject)
        if output is not None and output.dtype.kind in "biuf":
            expected = float(output[subject.unit])
        found = _rule_of(subject)(subject)
    except UserError as error:
        return _not_followed(layer.id, subject.unit, error, expected)
    return replace(found, expected=expected, dtype=str(layer.config.get("dtype", "float32")))


def _rule_of(subject: Subject) -> Rule:
    layer = subject.layer
    if layer.copies and layer.copies[0] is not None and len(subject.inputs) == 1:
        return _handed_on
    if layer.type == "InputLayer" or not subject.inputs:
        sentence = QT_TRANSLATE_NOOP("Errors", "“{layer}” is where the model begins: its values are what you give it.")
        raise UserError(sentence, layer=layer.id)
    if not layer.direct:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "Python code of the model changes the values before the layer “{layer}” reads them, and that code is not "
            "recorded. The result is shown as Keras computed it.",
        )
        raise UserError(sentence, layer=layer.id)
    rule = _RULES.get(layer.type)
    if rule is None:
        raise _no_rule(layer)
    return rule


def _handed_on(subject: Subject) -> UnitArithmetic:
    window = cut(subject, single(subject.unit))
    value = float(window.values.ravel()[0])
    return UnitArithmetic(subject.layer.id, subject.unit, Kind.MOVED, (window,), result=value, formula="x", count=1)


def _check_unit(subject: Subject) -> None:
    shape = subject.output_shape
    fits = len(subject.unit) == len(shape) and all(
        0 <= index < size for index, size in zip(subject.unit, shape, strict=True)
    )
    if not fits:
        sentence = QT_TRANSLATE_NOOP("Errors", "The layer “{layer}” has no unit {unit}: its output is {shape}.")
        size = " × ".join(str(side) for side in shape) or "1"
        raise UserError(sentence, layer=subject.layer.id, unit=list(subject.unit), shape=size)


def _no_layer(layer_id: str) -> UserError:
    return UserError(QT_TRANSLATE_NOOP("Errors", "The model has no layer “{layer}”."), layer=layer_id)


def _no_rule(layer: LayerInfo) -> UserError:
    if layer.type in ("LSTM", "GRU", "SimpleRNN", "Bidirectional", "TimeDistributed", "RNN", "ConvLSTM2D"):
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "“{layer}” ({type}) computes step by step in a loop, and what passes inside the loop is not recorded. "
            "The result is shown as Keras computed it.",
        )
    else:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "nnviz does not know how “{layer}” ({type}) computes a single value. The result is shown as Keras "
            "computed it.",
        )
    return UserError(sentence, layer=layer.id, type=layer.type)


def _not_followed(
    layer_id: str, unit: tuple[int, ...], reason: UserError, expected: float | None = None
) -> UnitArithmetic:
    return UnitArithmetic(layer_id, unit, Kind.NOT_FOLLOWED, expected=expected, reason=reason)
