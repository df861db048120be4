"""A drawing as strokes on a square paper, and its history; values only, so that any state can be kept or replayed."""

from __future__ import annotations

import base64
import binascii
import math
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from nnviz.core.affine import IDENTITY, Affine
from nnviz.core.arrays import Array, read_only
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

Point = tuple[float, float, float]
Segment = tuple[Point, Point, Point]
DEFAULT_WIDTH = 0.07
MIN_WIDTH, MAX_WIDTH = 0.01, 0.25
_MOST_GROWTH = 20.0  # of a line, when its drawing is scaled
_MAX_PICTURE_BYTES = 64_000_000 * 3


@dataclass(frozen=True)
class Stroke:
    """One movement of the pen: `points` are (x, y, pressure), `width` is the pen's; lengths in sides of the paper.

    x runs right and y down from 0 to 1, pressure from 0 to 1 (a mouse presses with 1).
    """

    points: tuple[Point, ...]
    width: float = DEFAULT_WIDTH
    erase: bool = False


@dataclass(frozen=True, eq=False)
class Drawing:
    """Strokes in the order they were drawn, over a `background` picture, (H, W) or (H, W, 3) uint8, called `name`.

    `placement` says where the picture went from where it fills the paper.
    """

    strokes: tuple[Stroke, ...] = ()
    background: Array | None = None
    name: str = ""
    placement: Affine = IDENTITY

    @property
    def empty(self) -> bool:
        """Whether nothing was ever put on the paper."""
        return not self.strokes and self.background is None

    @property
    def untouched_picture(self) -> Array | None:
        """The picture that was put on the paper, as long as nothing was drawn on it and it was not moved."""
        return self.background if not self.strokes and self.placement == IDENTITY else None

    def plus(self, stroke: Stroke) -> Drawing:
        """Return the drawing with one stroke more."""
        return replace(self, strokes=(*self.strokes, stroke))

    def to_values(self) -> dict[str, Any]:
        """Return the drawing as plain values, ready for JSON."""
        strokes = [
            {"width": stroke.width, "erase": stroke.erase, "points": [list(point) for point in stroke.points]}
            for stroke in self.strokes
        ]
        return {
            "name": self.name,
            "strokes": strokes,
            "background": _packed(self.background),
            "placement": list(self.placement.values),
        }

    @classmethod
    def from_values(cls, values: Mapping[str, Any]) -> Drawing:
        """Read a drawing back.

        Raises
        ------
        UserError
            When the values are not those of a drawing.
        """
        try:
            return cls(
                strokes=tuple(_stroke(entry) for entry in values.get("strokes", ())),
                background=_unpacked(values.get("background")),
                name=str(values.get("name", "")),
                placement=Affine(*(_number(value) for value in values.get("placement", IDENTITY.values))),
            )
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, zlib.error, binascii.Error) as error:
            text = QT_TRANSLATE_NOOP(
                "Errors", "This is not a drawing that nnviz saved ({reason}): nothing was changed. Choose another file."
            )
            raise UserError(text, reason=str(error) or type(error).__name__) from error


@dataclass(frozen=True, eq=False)
class History:
    """The drawing of this moment, those before it and those that were undone; nothing is ever forgotten."""

    present: Drawing = field(default_factory=Drawing)
    past: tuple[Drawing, ...] = ()
    future: tuple[Drawing, ...] = ()

    def then(self, drawing: Drawing) -> History:
        """Return the history after a change; what was undone before is gone."""
        return History(drawing, (*self.past, self.present))

    def undone(self) -> History:
        """Return the history one change back, or itself at the beginning."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redone(self) -> History:
        """Return the history one undone change ahead, or itself at the end."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])


def curve_to(points: Sequence[Point]) -> Segment:
    """Return the piece of the stroke's curve that its newest point adds: (start, control, end).

    The curve runs through the midpoints between points and has the points as controls: it is smooth, and what is
    drawn never changes when a point is added.

    Examples
    --------
    >>> curve_to([(0.0, 0.0, 1.0), (1.0, 0.0, 1.0), (1.0, 1.0, 0.0)])
    ((0.5, 0.0, 1.0), (1.0, 0.0, 1.0), (1.0, 0.5, 0.5))
    """
    if len(points) < 3:
        return points[0], points[0], _midpoint(points[0], points[-1])
    return _midpoint(points[-3], points[-2]), points[-2], _midpoint(points[-2], points[-1])


def tail_of(points: Sequence[Point]) -> Segment:
    """Return the straight piece from the curve's end to the newest point; the next point takes its place."""
    start = points[0] if len(points) == 1 else _midpoint(points[-2], points[-1])
    return start, points[-1], points[-1]


def segments_of(stroke: Stroke) -> Iterator[Segment]:
    """Yield every piece of a stroke, as they came while it was drawn."""
    for count in range(2, len(stroke.points) + 1):
        yield curve_to(stroke.points[max(0, count - 3) : count])
    if stroke.points:
        yield tail_of(stroke.points[-2:])


def _midpoint(first: Point, second: Point) -> Point:
    return ((first[0] + second[0]) / 2, (first[1] + second[1]) / 2, (first[2] + second[2]) / 2)


def _stroke(entry: Mapping[str, Any]) -> Stroke:
    width = _number(entry["width"])
    width = min(max(width, MIN_WIDTH / _MOST_GROWTH), MAX_WIDTH * _MOST_GROWTH)
    return Stroke(_points(entry["points"]), width, bool(entry.get("erase", False)))


def _points(entries: Iterable[Iterable[Any]]) -> tuple[Point, ...]:
    points = []
    for entry in entries:
        x, y, pressure = (_number(value) for value in entry)
        points.append((x, y, pressure))
    return tuple(points)


def _number(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"{value} is not a finite number")
    return number


def _packed(picture: Array | None) -> dict[str, Any] | None:
    if picture is None:
        return None
    pixels = zlib.compress(np.ascontiguousarray(picture, np.uint8).tobytes())
    return {"shape": list(picture.shape), "pixels": base64.b64encode(pixels).decode("ascii")}


def _unpacked(entry: Mapping[str, Any] | None) -> Array | None:
    if entry is None:
        return None
    shape = tuple(int(length) for length in entry["shape"])
    if len(shape) not in (2, 3) or min(shape) < 1 or (len(shape) == 3 and shape[2] != 3):
        raise ValueError(f"a picture cannot have the shape {shape}")
    size = math.prod(shape)
    if size > _MAX_PICTURE_BYTES:
        raise ValueError("its picture is too large")
    data = zlib.decompressobj().decompress(base64.b64decode(entry["pixels"], validate=True), size)
    return read_only(np.frombuffer(data, np.uint8).reshape(shape))
