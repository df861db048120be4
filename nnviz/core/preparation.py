"""From any picture of a digit to the picture that the model sees, as the makers of MNIST prepared theirs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.ink import find_ink, ink_box, to_grey
from nnviz.core.resampling import largest_of_blocks, resize
from nnviz.core.strokes import stroke_width, thicken, thin

__all__ = [
    "Preparation",
    "Prepared",
    "centre",
    "crop",
    "even_stroke",
    "find_ink",
    "fit",
    "is_prepared_digit",
    "prepare",
    "prepare_for",
    "stretch",
    "to_grey",
]

DIGIT_SIDE_PX = 20  # of 28: the box that a digit of MNIST fills
_WORKING_SIDE_PX = 112
_HALO = 25  # of 255: what a blurred edge may add around a line
_THIN, _THICK = 0.08, 0.15  # stroke width by the digit's longer side; MNIST: median 0.119, 1 to 99 %: 0.072 to 0.218


@dataclass(frozen=True)
class Preparation:
    """Which stages are carried out; each switched off shows what it is good for."""

    ink: bool = True
    crop: bool = True
    even_stroke: bool = True
    fit: bool = True
    stretch: bool = True
    centre: bool = True


@dataclass(frozen=True, eq=False)
class Prepared:
    """`image` is float32 (H, W, C) from 0 to 1; `stages` maps a stage's name to its picture; `blank`: no ink."""

    image: FloatArray
    stages: Mapping[str, Array]
    blank: bool


def prepare(picture: Array, size: tuple[int, int] = (28, 28), steps: Preparation | None = None) -> Prepared:
    """Return the picture of a digit, (H, W) or (H, W, 3) uint8, as a model of MNIST's digits reads it.

    `size` is the (height, width) that the model reads.
    """
    steps = steps or Preparation()
    grey = to_grey(picture)
    ink = find_ink(grey) if steps.ink else grey
    stages: dict[str, Array] = {"grey": grey, "ink": ink}
    drawn = crop(ink)
    if drawn.size == 0:
        return Prepared(np.zeros((*size, 1), np.float32), stages, blank=True)
    now: Array = drawn if steps.crop else ink
    stages["crop"] = now
    if steps.even_stroke:
        now = stages["even_stroke"] = even_stroke(now)
    now = stages["fit"] = fit(now, size) if steps.fit else resize(now, *size) / np.float32(255.0)
    if steps.stretch:
        now = stages["stretch"] = stretch(now)
    now = stages["centre"] = centre(now, size) if steps.centre else _in_the_middle(now, size)
    return Prepared(now[..., None], stages, blank=False)


def is_prepared_digit(picture_shape: tuple[int, int, int], kind: str) -> bool:
    """Tell whether `prepare_for` prepares a picture by the stages of `prepare`."""
    return kind == "digit" and picture_shape == (28, 28, 1)


def prepare_for(
    picture: Array, picture_shape: tuple[int, int, int], kind: str = "digit", steps: Preparation | None = None
) -> Prepared:
    """Return `picture` as a model of (height, width, channels) reads it.

    The picture of a digit (`kind` "digit") for a 28 x 28 grey model is prepared by `prepare` with `steps`; any other
    is scaled to fit as it is.
    """
    height, width, channels = picture_shape
    if is_prepared_digit(picture_shape, kind):
        return prepare(picture, (height, width), steps)
    colours = picture if channels == 3 else to_grey(picture)
    fitted = _fit_whole(colours, (height, width))
    if fitted.ndim == 2:
        fitted = np.repeat(fitted[..., None], channels, axis=2)
    return Prepared(fitted, {"fit": fitted}, blank=bool(np.ptp(picture) == 0) if picture.size else True)


def crop(ink: Array) -> Array:
    """Return the smallest box of `ink` that holds all of it but a faint halo; an empty array when there is none."""
    return ink[ink_box(ink, _HALO)]


def even_stroke(ink: Array) -> FloatArray:
    """Return cropped `ink`, uint8, as float32 with hairlines thickened and thick lines thinned, all else as it is.

    The longer side of the result is about 112 to 224 pixels, whatever it was.
    """
    side = max(ink.shape)
    if side >= _WORKING_SIDE_PX:
        worked = largest_of_blocks(ink, side // _WORKING_SIDE_PX)
    else:
        times = -(-_WORKING_SIDE_PX // side)
        worked = ink.repeat(times, axis=0).repeat(times, axis=1)
    worked = worked.astype(np.float32)
    side = max(worked.shape)
    width = stroke_width(worked) / side
    if width < _THIN:
        return thicken(worked, 0.5 * side * (_THIN - width))
    if width > _THICK:
        left = thin(worked, 0.5 * side * (width - _THICK))
        return crop(left) if left.any() else worked
    return worked


def fit(ink: Array, size: tuple[int, int] = (28, 28)) -> FloatArray:
    """Return `ink` (0 to 255) as float32 0..1, scaled so that it just fits the digit's box: 20 x 20 of 28 x 28."""
    room = min(size) * DIGIT_SIDE_PX / 28
    scale = room / max(ink.shape)
    height, width = (max(1, round(length * scale)) for length in ink.shape)
    return resize(ink, height, width) / np.float32(255.0)


def stretch(ink: FloatArray) -> FloatArray:
    """Return `ink` with its strong lines (the 90th percentile, lest crossings decide) at 1."""
    drawn = ink[ink > 0.05]
    if drawn.size == 0:
        return ink
    return np.minimum(ink / np.percentile(drawn, 90), np.float32(1.0)).astype(np.float32)


def centre(ink: FloatArray, size: tuple[int, int] = (28, 28)) -> FloatArray:
    """Return `ink` placed in an empty picture so that its centre of mass lies in the middle, to the nearest pixel.

    The middle is pixel 14 of 28, as in MNIST; what would stick out decides against the mass.
    """
    mass = float(ink.sum())
    if mass == 0.0:
        return _in_the_middle(ink, size)
    row = float(ink.sum(axis=1) @ np.arange(ink.shape[0])) / mass
    column = float(ink.sum(axis=0) @ np.arange(ink.shape[1])) / mass
    return _placed(ink, size, round(size[0] / 2 - row), round(size[1] / 2 - column))


def _in_the_middle(ink: FloatArray, size: tuple[int, int]) -> FloatArray:
    return _placed(ink, size, (size[0] - ink.shape[0]) // 2, (size[1] - ink.shape[1]) // 2)


def _placed(ink: FloatArray, size: tuple[int, int], top: int, left: int) -> FloatArray:
    height, width = ink.shape
    top = min(max(top, 0), max(0, size[0] - height))
    left = min(max(left, 0), max(0, size[1] - width))
    out = np.zeros(size, np.float32)
    out[top : top + height, left : left + width] = ink[: size[0], : size[1]]
    return out


def _fit_whole(picture: Array, size: tuple[int, int]) -> FloatArray:
    """Return the whole picture as float32 0..1, aspect kept, in the middle of an empty one of `size`."""
    if picture.size == 0:
        return np.zeros((*size, *picture.shape[2:]), np.float32)
    scale = min(size[0] / picture.shape[0], size[1] / picture.shape[1])
    height, width = (
        min(room, max(1, round(length * scale))) for room, length in zip(size, picture.shape, strict=False)
    )
    out = np.zeros((*size, *picture.shape[2:]), np.float32)
    top, left = (size[0] - height) // 2, (size[1] - width) // 2
    out[top : top + height, left : left + width] = resize(picture, height, width) / np.float32(255.0)
    return out
