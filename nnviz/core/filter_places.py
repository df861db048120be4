"""Where the weights of one filter or neuron lie in the variables of its layer."""

from __future__ import annotations

import numpy as np

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import LayerInfo
from nnviz.core.tiling import Cell

Index = tuple[int | slice, ...]
Place = tuple[str, tuple[int, ...]]
EditMark = tuple[str, int | None]
"""A layer's id and the filter in which weights were changed, None where the layer has no filters."""

_ALL = slice(None)
_LAST = ("Conv1D", "Conv2D", "Conv3D", "Dense", "BatchNormalization", "LayerNormalization", "SeparableConv1D")
_KNOWN = (*_LAST, "SeparableConv2D", "GroupNormalization", "EinsumDense")
_SHARED = ("depthwise_kernel", "moving_mean", "moving_variance", "count")


def filter_places(layer: LayerInfo, number: int) -> dict[str, Index]:
    """Return, by the variables' keys, the indices of all weights that only this filter has.

    Raises
    ------
    UserError
        When the layer has no filters, or not so many.

    Examples
    --------
    >>> from nnviz.core.model_summary import WeightInfo
    >>> kernel, bias = WeightInfo("c/kernel", "kernel", (3, 3, 1, 8)), WeightInfo("c/bias", "bias", (8,))
    >>> filter_places(LayerInfo("c", "c", "Conv2D", (None, 26, 26, 8), 80, (kernel, bias)), 5)["c/bias"]
    (5,)
    """
    transposed, depthwise = layer.type.endswith("Transpose"), layer.type.startswith("Depthwise")
    count = layer.output_shape[1] if layer.config.get("data_format") == "channels_first" else layer.output_shape[-1]
    if not layer.weights or not (transposed or depthwise or layer.type in _KNOWN):
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "“{layer}” has no filters that could be switched off. Choose a convolution or a dense layer."
        )
        raise UserError(sentence, layer=layer.id)
    if not 0 <= number < (count or 0):
        sentence = QT_TRANSLATE_NOOP("Errors", "“{layer}” has {count} filters, so there is no filter {number}.")
        raise UserError(sentence, layer=layer.id, count=count, number=number)
    found: dict[str, Index] = {}
    for weight in layer.weights:
        front = (_ALL,) * (len(weight.shape) - 1)
        if weight.name in _SHARED:
            continue
        if transposed and weight.name == "kernel":
            found[weight.key] = (*front[1:], number, _ALL)
        elif depthwise and weight.name == "kernel":
            found[weight.key] = (*front[1:], *divmod(number, weight.shape[-1]))
        else:
            found[weight.key] = (*front, number)
    return found


def filter_of(layer: LayerInfo, key: str, index: tuple[int, ...]) -> int | None:
    """Return the filter that alone has this weight; None where there is none.

    Examples
    --------
    >>> from nnviz.core.model_summary import WeightInfo
    >>> kernel = WeightInfo("c/kernel", "kernel", (3, 3, 1, 8))
    >>> filter_of(LayerInfo("c", "c", "Conv2D", (None, 26, 26, 8), 80, (kernel,)), "c/kernel", (0, 2, 0, 5))
    5
    """
    weight = next((weight for weight in layer.weights if weight.key == key), None)
    if weight is None or not index or weight.name in _SHARED:
        return None
    number = index[-1]
    if weight.name == "kernel" and layer.type.endswith("Transpose"):
        number = index[-2]
    elif weight.name == "kernel" and layer.type.startswith("Depthwise"):
        number = index[-2] * weight.shape[-1] + index[-1]
    try:
        filter_places(layer, number)
    except UserError:
        return None
    return number


def weight_index(shape: tuple[int, ...], cell: Cell, transposed: bool = False) -> tuple[int, ...]:
    """Return the index into a weight of this shape of the value that `kernel_maps` puts into `cell`.

    Examples
    --------
    >>> weight_index((3, 3, 2, 4), Cell(map=5, row=1, column=2))
    (1, 2, 1, 2)
    """
    match len(shape):
        case 0:
            return ()
        case 1:
            return (cell.column,)
        case 2:
            return (cell.row, cell.column)
        case 3:
            return (cell.row, cell.map, cell.column) if transposed else (cell.row, cell.column, cell.map)
    ends = (shape[-2], shape[-1]) if transposed else (shape[-1], shape[-2])
    output, source, *slices = (int(at) for at in np.unravel_index(cell.map, (*ends, *shape[:-4])))
    return (*slices, cell.row, cell.column, *((output, source) if transposed else (source, output)))
