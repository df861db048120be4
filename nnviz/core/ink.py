"""Tell the ink of a drawing from its paper: dark on light or light on dark, on a screen or on a photograph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.resampling import resize

MIN_CONTRAST = 10  # grey levels of 255 between ink and paper
_SAMPLE_SIDE_PX = 112
_PHOTO_SIDE_PX = 256


@dataclass(frozen=True)
class Paper:
    """What a picture is drawn on: its grey `level`, whether ink is darker, and how far paper itself varies."""

    level: int
    dark_ink: bool
    spread: float


def to_grey(picture: Array) -> Array:
    """Return (H, W) uint8 from (H, W), (H, W, 1) or (H, W, 3) uint8: the luminance of ITU-R BT.601.

    Where colours of one lightness meet, the channel that tells them apart best is taken instead.
    """
    if picture.ndim == 2:
        return picture
    if picture.shape[2] == 1:
        return picture[..., 0]
    red, green, blue = (picture[..., channel].astype(np.uint16) for channel in range(3))
    grey: Array = ((77 * red + 150 * green + 29 * blue + 128) >> 8).astype(np.uint8)
    if _contrast(grey) >= 4 * MIN_CONTRAST:
        return grey
    contrasts = [_contrast(picture[..., channel]) for channel in range(3)]
    best = int(np.argmax(contrasts))
    return picture[..., best] if contrasts[best] > 2 * _contrast(grey) else grey


def find_ink(grey: Array) -> Array:
    """Return the ink of `grey`, (H, W) uint8, as uint8 from 0 (paper) to 255 (strongest ink); zeros when blank.

    Large photographs come back smaller.
    """
    if grey.size == 0 or _contrast(grey) < MIN_CONTRAST:
        return np.zeros(grey.shape, np.uint8)
    inside = _frame_width(grey)
    if inside:
        grey = grey[inside:-inside, inside:-inside]
    paper = find_paper(grey)
    reach = paper.level - int(grey.min()) if paper.dark_ink else int(grey.max()) - paper.level
    if reach < MIN_CONTRAST:
        return np.zeros(grey.shape, np.uint8)
    if paper.spread > 0.08 * reach and min(grey.shape) >= 48:
        return _ink_on_shaded_paper(grey)
    return _ink_on_flat_paper(grey, paper, reach)


def _contrast(grey: Array) -> int:
    return int(grey.max()) - int(grey.min())


def _ring(values: Array) -> Array:
    return np.concatenate((values[0], values[-1], values[1:-1, 0], values[1:-1, -1]))


def _sample(grey: Array) -> Array:
    step = max(1, min(grey.shape) // _SAMPLE_SIDE_PX)
    return grey[::step, ::step]


def _frame_width(grey: Array) -> int:
    """Return how many pixels to take off each side because a frame is drawn around the paper (0 for none)."""
    middle = (int(grey.min()) + int(grey.max())) / 2
    light = grey > middle if grey.size < 10_000 else _sample(grey) > middle
    outside = float(np.mean(_ring(grey) > middle))
    if min(grey.shape) < 24 or 0.02 < outside < 0.98 or abs(float(light.mean()) - outside) < 0.7:
        return 0
    for width in range(1, min(grey.shape) // 8):
        ring = _ring(grey[width:-width, width:-width]) > middle
        if abs(float(ring.mean()) - outside) > 0.5:
            return width + 1
    return 0


def find_paper(grey: Array) -> Paper:
    """Judge the paper by the border and the whole, one vote each: it covers more of both than ink does."""
    low, high = int(grey.min()), int(grey.max())
    if high - low < MIN_CONTRAST:
        level = (low + high) // 2
        return Paper(level, dark_ink=level > 127, spread=float(high - low))
    sample, border = _sample(grey), _ring(grey)
    middle = (low + high) / 2
    is_light = float(np.mean(sample > middle)) + float(np.mean(border > middle)) > 1.0
    pixels = np.concatenate((sample.ravel(), border))
    of_paper = pixels[(pixels > middle) == is_light]
    first, median, third = np.percentile(of_paper, (25, 50, 75)) if of_paper.size else (middle, middle, middle)
    return Paper(round(float(median)), dark_ink=is_light, spread=float(third - first))


def _ink_on_flat_paper(grey: Array, paper: Paper, reach: int) -> Array:
    """Measure ink by its distance from the paper's one level; what is no stronger than the paper's grain is paper."""
    grain = max(1, round(0.02 * reach), round(3.0 * paper.spread))
    rows, columns = _beyond(grey, paper, grain)
    level = np.uint8(paper.level)
    part = grey[rows, columns]
    distance = level - np.minimum(part, level) if paper.dark_ink else np.maximum(part, level) - level
    distance *= distance > grain
    if reach < 255:
        distance = np.rint(distance * np.float32(255.0 / reach)).astype(np.uint8)
    ink = np.zeros(grey.shape, np.uint8)
    ink[rows, columns] = distance
    return ink


def _beyond(grey: Array, paper: Paper, distance: int) -> tuple[slice, slice]:
    """Return the rows and columns that hold anything further than `distance` from the paper, on the side of ink."""
    if paper.dark_ink:
        rows, columns = grey.min(axis=1) < paper.level - distance, grey.min(axis=0) < paper.level - distance
    else:
        rows, columns = grey.max(axis=1) > paper.level + distance, grey.max(axis=0) > paper.level + distance
    return _span(rows), _span(columns)


def _span(marked: Array) -> slice:
    where = np.flatnonzero(marked)
    return slice(int(where[0]), int(where[-1]) + 1) if where.size else slice(0, 0)


def ink_box(ink: Array, level: int = 0) -> tuple[slice, slice]:
    """Return the rows and columns of the smallest box around all ink above `level`, empty when there is none."""
    return _span(ink.max(axis=1, initial=0) > level), _span(ink.max(axis=0, initial=0) > level)


def _ink_on_shaded_paper(grey: Array) -> Array:
    """Find ink on a photograph: paper is what a wide brush would smooth over, ink what stands out from it."""
    shrink = min(1.0, _PHOTO_SIDE_PX / max(grey.shape))
    light = resize(grey, max(1, round(grey.shape[0] * shrink)), max(1, round(grey.shape[1] * shrink)))
    side = max(light.shape)
    detail = light - ndimage.gaussian_filter(light, side / 8, mode="nearest")
    inner = tuple(slice(length // 10, length - length // 10) for length in detail.shape)
    if float(np.mean(detail[inner] ** 3)) > 0.0:  # without the margin, where a table's edge would have its say
        light = 255.0 - light  # light ink: its negative is dark ink
    paper = ndimage.grey_closing(light, size=(side // 5, side // 5), mode="nearest")
    paper = ndimage.gaussian_filter(paper, side / 20, mode="nearest")
    darkness = np.clip(1.0 - (light + 1.0) / (paper + 1.0), 0.0, None)
    return _strong_lines(ndimage.gaussian_filter(darkness, side / 400))


def _strong_lines(darkness: FloatArray) -> Array:
    """Keep lines that stand out of the grain; drop what is faint, tiny, or runs along the picture's edge."""
    peak = float(np.percentile(darkness, 99.5))
    typical = float(np.median(darkness))
    grain = 1.4826 * float(np.median(np.abs(darkness - typical)))
    floor = max(0.3 * peak, typical + 4.0 * grain)
    if peak <= floor or peak < MIN_CONTRAST / 255:
        return np.zeros(darkness.shape, np.uint8)
    reach = max(darkness.shape) // 4
    full = ndimage.uniform_filter(ndimage.maximum_filter(darkness, reach), reach)  # lines fade where the light does
    ink = np.clip((darkness - 0.6 * floor) / (np.maximum(full, max(floor, 0.55 * peak)) - 0.6 * floor), 0.0, 1.0)
    groups, count = ndimage.label(darkness > floor, np.ones((3, 3)))
    mass = ndimage.sum_labels(ink, groups, np.arange(1, count + 1))
    inner = [_is_inside(box, darkness.shape) for box in ndimage.find_objects(groups)]
    keep = np.asarray(inner) & (mass > 0.05 * np.max(np.where(inner, mass, 0.0), initial=0.0))
    wanted = np.concatenate(([False], keep))[groups]
    ink[~ndimage.binary_dilation(wanted, iterations=2)] = 0.0
    strong: Array = np.rint(255.0 * ink).astype(np.uint8)
    return strong


def _is_inside(box: tuple[slice, slice], shape: tuple[int, ...]) -> bool:
    """Tell whether a group of pixels is a line of the drawing, not the shadow along an edge of the picture."""
    return not any(
        (extent.start == 0 or extent.stop == length) and across.stop - across.start > 0.6 * breadth
        for extent, length, across, breadth in (
            (box[0], shape[0], box[1], shape[1]),
            (box[1], shape[1], box[0], shape[0]),
        )
    )
