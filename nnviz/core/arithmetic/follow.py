"""Choose the rule for a layer and follow one unit of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nnviz.core.arrays import Array
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.probe import Probe
from nnviz.core.unit_arithmetic import UnitArithmetic


def keys_needed(layer: LayerInfo) -> frozenset[str]:
    """Return the keys that a probe must hold so that any unit of the layer can be followed."""
    copied = {key for key in layer.copies if key is not None}
    return frozenset({layer.id, *layer.inputs, *copied, *(weight.key for weight in layer.weights)})


def arithmetic_of(summary: ModelSummary, probe: Probe, layer_id: str, unit: tuple[int, ...]) -> UnitArithmetic:
    """Follow one unit with the numbers of a probe that holds `keys_needed`; `reason` is set where that fails."""
    raise NotImplementedError


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
        The tensors called `layer.inputs`, without the batch axis.
    weights
        The layer's variables by their keys.
    output
        What Keras computed, to compare with.
    """
    raise NotImplementedError
