"""All that a panel shows of one unit: its arithmetic, its window, its field on the picture, and its strongest path."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.core.arithmetic import arithmetic_of
from nnviz.core.arithmetic_slices import FlatMap, WindowSlice, flat_map, strongest_unit, window_slices
from nnviz.core.arrays import Array
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.probe import Probe
from nnviz.core.receptive_field import receptive_field
from nnviz.core.strongest_path import PathStep, strongest_path
from nnviz.core.unit_arithmetic import UnitArithmetic

Span = tuple[int, int]


@dataclass(frozen=True, eq=False)
class UnitView:
    """`output` is the map that the unit lies in, at `place`; `slices` are the pieces of its window.

    `field` are the rows and columns of the picture that can change the unit, None where the input is no picture.
    """

    layer: LayerInfo
    unit: tuple[int, ...]
    arithmetic: UnitArithmetic
    slices: tuple[WindowSlice, ...]
    output: FlatMap
    field: tuple[Span, Span] | None = None
    path: tuple[PathStep, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """The row and column of the unit in its map."""
        return self.output.place(self.unit)

    @property
    def source_key(self) -> str | None:
        """The tensor that the window lies in."""
        return self.arithmetic.windows[0].key if self.arithmetic.windows else None


def unit_view(
    summary: ModelSummary, probe: Probe, layer: LayerInfo, unit: tuple[int, ...] | None, with_path: bool = False
) -> UnitView | None:
    """Return the view of a unit, of the layer's largest value where none is chosen; None without values."""
    tensor = probe.tensors.get(layer.id)
    if tensor is None or not tensor.size:
        return None
    if unit is None or len(unit) != tensor.ndim or any(at >= side for at, side in zip(unit, tensor.shape, strict=True)):
        unit = strongest_unit(tensor)
    found = arithmetic_of(summary, probe, layer.id, unit)
    path = strongest_path(summary, probe, layer.id, unit) if with_path else ()
    field = _field(summary, probe, layer.id, unit)
    return UnitView(layer, unit, found, window_slices(found), flat_map(tensor, unit), field, path)


def source_map(view: UnitView, probe: Probe, shown: WindowSlice | None) -> tuple[FlatMap, tuple[Span, Span]] | None:
    """Return the map of the input that a slice of the window lies in, and the window's rows and columns on it."""
    if not view.arithmetic.windows:
        return None
    window = view.arithmetic.windows[0]
    tensor = probe.tensors.get(window.key)
    if tensor is None or not tensor.size:
        return None
    at = list(window.origin)
    if shown is not None and shown.channel is not None and at:
        at[-1] = shown.channel
    inside = tuple(min(max(place, 0), side - 1) for place, side in zip(at, tensor.shape, strict=True))
    source = flat_map(tensor, inside)
    return source, _on_map(source, window.ranges)


def on_picture(
    key_shape: tuple[int, ...], unit: tuple[int, ...], picture: tuple[int, ...]
) -> tuple[float, float] | None:
    """Return where a unit of maps of a shape stands on a picture (row, column), None where it has no place.

    Examples
    --------
    >>> on_picture((14, 14, 8), (7, 0, 3), (28, 28, 1))
    (14.5, 0.5)
    """
    if len(key_shape) != 3 or len(picture) < 2:
        return None
    down, right = (side / own for side, own in zip(picture[:2], key_shape[:2], strict=True))
    return (unit[0] + 0.5) * down - 0.5, (unit[1] + 0.5) * right - 0.5


def path_on_picture(view: UnitView, probe: Probe) -> tuple[tuple[float, float], ...]:
    """Return the steps of the path that stand somewhere on the picture, (row, column)."""
    points = []
    for step in view.path:
        tensor = probe.tensors.get(step.key)
        point = None if tensor is None else on_picture(tensor.shape, step.unit, probe.image.shape)
        if point is not None:
            points.append(point)
    return tuple(points)


def _on_map(source: FlatMap, ranges: tuple[Span, ...]) -> tuple[Span, Span]:
    match len(ranges):
        case 0:
            return (0, 1), (0, 1)
        case 1:
            if ranges[0][1] - ranges[0][0] == 1:
                row, column = source.place((ranges[0][0],))
                return (row, row + 1), (column, column + 1)
            return (0, source.values.shape[0]), (0, source.values.shape[1])
        case 2:
            return ranges[0], ranges[1]
        case _:
            return ranges[-3], ranges[-2]


def _field(summary: ModelSummary, probe: Probe, layer_id: str, unit: tuple[int, ...]) -> tuple[Span, Span] | None:
    inputs = [layer.id for layer in summary.layers if layer.type == "InputLayer"]
    if len(inputs) != 1 or probe.image.ndim not in (2, 3):
        return None
    shapes = {key: tensor.shape for key, tensor in probe.tensors.items()}
    ranges = receptive_field(summary, layer_id, unit, shapes).regions.get(inputs[0])
    return None if ranges is None or len(ranges) < 2 else (ranges[0], ranges[1])


def picture_values(image: Array) -> Array:
    """Return a picture's values as one map: the mean of its channels."""
    values: Array = image.mean(axis=-1) if image.ndim == 3 else image
    return values if values.ndim == 2 else values.reshape(1, -1)
