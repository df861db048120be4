"""A model as blocks in space: which calls are drawn, how large, what feeds what, and which model holds them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from nnviz.core.graph_layout import GraphLayout, NodeSize, lay_out
from nnviz.core.model_summary import LayerInfo, ModelSummary

LARGEST_PX = 120.0
DEEPEST_PX = 66.0
DEPTH_RIGHT, DEPTH_UP = 0.72, 0.34
"""How far a px of depth goes to the right and up: an oblique projection leaves the front faces as they are."""

_COLUMN_PX = 12.0
_THIN_PX = 7.0
_USUAL_CHANNELS = 16  # a model of single maps is no row of cubes
_LEAST_SHARE = 1 / 5.5
_MODELS = ("Sequential", "Functional", "Model")


@dataclass(frozen=True)
class MapBlock:
    """One call as a block, sizes in px at zoom 1: a front face of `width` x `height` and `depth` behind it.

    `sides` is the output's shape without the batch axis, None where a side is open.
    """

    layer: LayerInfo
    sides: tuple[int | None, ...]
    width: float
    height: float
    depth: float

    @property
    def right(self) -> float:
        """How far the depth reaches to the right of the front face."""
        return self.depth * DEPTH_RIGHT

    @property
    def up(self) -> float:
        """How far the depth reaches above the front face."""
        return self.depth * DEPTH_UP

    @property
    def wide(self) -> float:
        """The width of the whole block."""
        return self.width + self.right

    @property
    def tall(self) -> float:
        """The height of the whole block."""
        return self.height + self.up


@dataclass(frozen=True)
class MapFrame:
    """A model inside the model: its id and its blocks, by number; `level` counts the models around it."""

    id: str
    members: tuple[int, ...]
    level: int


@dataclass(frozen=True)
class ModelMap:
    """Blocks in the order of computation, edges between them by number, and frames around nested models."""

    blocks: tuple[MapBlock, ...]
    edges: tuple[tuple[int, int], ...]
    frames: tuple[MapFrame, ...]
    holders: tuple[tuple[str, int], ...]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return dict(self.holders)

    def number_of(self, layer_id: str | None) -> int | None:
        """Return the block that shows a call: its own, or the one that holds it."""
        return self._numbers.get(layer_id or "")

    def along(self, number: int, step: int) -> int:
        """Return the first block that feeds this one (step -1) or that it feeds (step 1); at an end itself."""
        ends = [edge[step > 0] for edge in self.edges if edge[step < 0] == number]
        return ends[0] if ends else number


def model_map(summary: ModelSummary) -> ModelMap:
    """Return the map of a model; calls inside a layer that is no model are drawn as that layer."""
    inside = {layer.id for layer in summary.layers for _ in _holders_of(layer.id)}
    holding = {holder for layer_id in inside for holder in _holders_of(layer_id)}
    models = {one.id for one in summary.layers if one.id in holding and _is_model(one)}
    shown = [
        layer
        for layer in summary.layers
        if layer.id not in models and all(holder in models for holder in _known(_holders_of(layer.id), summary))
    ]
    extents = _Extents([_sides(layer) for layer in shown])
    blocks = tuple(MapBlock(layer, _sides(layer), *extents.of(_sides(layer))) for layer in shown)
    numbers = {layer.id: number for number, layer in enumerate(shown)}
    edges = _edges(summary, shown, numbers)
    frames = _frames(models, shown)
    return ModelMap(blocks, edges, frames, tuple(_shown_as(summary, numbers, models).items()))


def across(layout: GraphLayout, number: int, step: int) -> int:
    """Return the next block in the same column, above (step -1) or below (step 1); at an end the block itself."""
    columns, places = layout.columns, layout.places
    stack = sorted((n for n, column in enumerate(columns) if column == columns[number]), key=lambda n: places[n][1])
    return stack[min(max(stack.index(number) + step, 0), len(stack) - 1)]


def sizes_of(drawn: ModelMap, label_widths: Sequence[float], label_height: float) -> list[NodeSize]:
    """Return what each block needs when it has a label of this size below it."""
    return [
        NodeSize(max(block.wide, wide), block.tall / 2 + 4.0, block.tall / 2 + label_height)
        for block, wide in zip(drawn.blocks, label_widths, strict=True)
    ]


def lay_out_map(drawn: ModelMap, label_widths: Sequence[float], label_height: float, gap: float) -> GraphLayout:
    """Return where the middles of the blocks stand when each has a label of this size below it."""
    return lay_out(sizes_of(drawn, label_widths, label_height), drawn.edges, gap_x=gap, gap_y=18.0)


def _is_model(layer: LayerInfo) -> bool:
    return layer.type in _MODELS or any(copy is not None for copy in layer.copies)


def _holders_of(layer_id: str) -> list[str]:
    """Return the ids that stand before this one: ``a/b/c`` lies in ``a`` and ``a/b``."""
    parts = layer_id.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def _known(ids: Sequence[str], summary: ModelSummary) -> list[str]:
    return [one for one in ids if summary.layer(one) is not None]


def _sides(layer: LayerInfo) -> tuple[int | None, ...]:
    return layer.output_shape[1:]


def _edges(summary: ModelSummary, shown: Sequence[LayerInfo], numbers: dict[str, int]) -> tuple[tuple[int, int], ...]:
    owners = {key: layer.id for layer in summary.layers for key in layer.output_keys}
    copies = {
        key: copy for one in summary.layers for key, copy in zip(one.output_keys, one.copies, strict=False) if copy
    }
    found: dict[tuple[int, int], None] = {}
    for target, layer in enumerate(shown):
        for key in layer.inputs:
            source = numbers.get(owners.get(_computed(key, numbers, owners, copies), ""))
            if source is not None and source < target:
                found[source, target] = None
    return tuple(found)


def _computed(key: str, numbers: dict[str, int], owners: dict[str, str], copies: dict[str, str]) -> str:
    """Return the key of the tensor that is handed on as `key`, where a block shows who computed it."""
    for _ in copies:
        if owners.get(key) in numbers or key not in copies:
            break
        key = copies[key]
    return key


def _frames(models: set[str], shown: Sequence[LayerInfo]) -> tuple[MapFrame, ...]:
    frames = []
    for model in sorted(models):
        members = tuple(number for number, layer in enumerate(shown) if layer.id.startswith(f"{model}/"))
        if members:
            frames.append(MapFrame(model, members, sum(model.startswith(f"{other}/") for other in models)))
    return tuple(frames)


def _shown_as(summary: ModelSummary, numbers: dict[str, int], models: set[str]) -> dict[str, int]:
    """Return the block that stands for each call: itself, the layer around it, or the last one of a model."""
    found: dict[str, int] = {}
    for layer in summary.layers:
        around = [holder for holder in (layer.id, *reversed(_holders_of(layer.id))) if holder in numbers]
        if around:
            found[layer.id] = numbers[around[0]]
        elif layer.id in models:
            inner = [number for name, number in numbers.items() if name.startswith(f"{layer.id}/")]
            if inner:
                found[layer.id] = max(inner)
    return found


class _Extents:
    """Turns shapes into px: to scale as long as the smallest stays visible, else compressed by a power."""

    def __init__(self, shapes: Sequence[tuple[int | None, ...]]) -> None:
        faces = [side for sides in shapes if len(sides) >= 3 for side in _known_sides(sides[-3:-1])]
        depths = [side for sides in shapes if len(sides) >= 3 for side in _known_sides(sides[-1:])]
        tables = [side for sides in shapes if len(sides) == 2 for side in _known_sides(sides)]
        lengths = [side for sides in shapes if len(sides) == 1 for side in _known_sides(sides)]
        self._face = _scale(faces, LARGEST_PX, _LEAST_SHARE)
        self._table = _scale(tables, LARGEST_PX, _LEAST_SHARE)
        self._depth = _scale([*depths, _USUAL_CHANNELS], DEEPEST_PX, 1 / 12)
        self._length = _scale(lengths, LARGEST_PX, 0.4)

    def of(self, sides: tuple[int | None, ...]) -> tuple[float, float, float]:
        """Return (width, height, depth) in px."""
        match [side or 1 for side in sides]:
            case []:
                return _COLUMN_PX, _COLUMN_PX, _COLUMN_PX
            case [length]:
                return _COLUMN_PX, self._length(length), _COLUMN_PX
            case [rows, columns]:
                return self._table(columns), self._table(rows), _THIN_PX
            case [*_, height, width, channels]:
                return self._face(width), self._face(height), self._depth(channels)
        return _COLUMN_PX, _COLUMN_PX, _COLUMN_PX


def _known_sides(sides: Sequence[int | None]) -> list[int]:
    return [side for side in sides if side]


def _scale(lengths: Sequence[int], largest_px: float, least_share: float) -> Callable[[int], float]:
    most, least = max(lengths, default=1), min(lengths, default=1)
    power = 1.0 if most <= least else min(1.0, math.log(1 / least_share) / math.log(most / least))

    def scaled(length: int) -> float:
        return max(4.0, largest_px * math.pow(max(length, 1) / most, power))

    return scaled


def shape_words(sides: Sequence[int | None]) -> str:
    """Return a shape in few characters.

    Examples
    --------
    >>> shape_words((28, None, 3)), shape_words(())
    ('28×?×3', '1')
    """
    return "×".join("?" if side is None else str(side) for side in sides) or "1"
