"""Pictures varied at random, a whole batch at a time, so that a network learns what does not matter.

All functions take and return pictures (N, H, W, C), uint8 (0 to 255) or floating point (0 to 1), and draw every
random number from the generator that is handed in: the same generator state gives the same pictures.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from nnviz.core.arrays import Array, FloatArray

ROTATION_DEGREES = 15.0
SLANT_DEGREES = 15.0
SHORTEST, LONGEST = 0.80, 1.15  # scale of each axis
SHIFT = 0.09  # of the picture's side
ELASTIC_PX = 0.7  # standard deviation of a knot of the elastic field, in pixels of a 28-pixel picture
KNOTS = 5  # the elastic field is smooth between KNOTS x KNOTS random displacements
BRIGHTNESS = 0.12
MOST_INK = 0.25  # strokes grow only while the picture's mean stays below this share of white
BLOCK = 32  # pictures worked on at once: what fits the processor's cache


def augment(pictures: Array, kind: str, rng: np.random.Generator) -> Array:
    """Return varied copies of `pictures`: "none" as they are, "drawn" for ink on black, "photo" for scenes."""
    if kind == "none" or not len(pictures):
        return pictures
    vary = {"drawn": vary_drawings, "photo": vary_photos}[kind]
    blocks = [vary(pictures[start : start + BLOCK], rng) for start in range(0, len(pictures), BLOCK)]
    return np.concatenate(blocks)


def vary_drawings(pictures: Array, rng: np.random.Generator) -> Array:
    """Return drawings (light ink on black) as other hands and other pens would have made them."""
    varied = warp(vary_thickness(pictures, rng), *random_fields(pictures.shape[:3], rng))
    return _back_to(pictures.dtype, vary_ink(varied, rng, _white(pictures.dtype)))


def vary_photos(pictures: Array, rng: np.random.Generator) -> Array:
    """Return natural pictures mirrored left to right, shifted and a little brighter or darker."""
    count, height, width, _ = pictures.shape
    margin_y, margin_x = (max(1, round(side / 8)) for side in (height, width))
    padded = np.pad(pictures, ((0, 0), (margin_y, margin_y), (margin_x, margin_x), (0, 0)), mode="symmetric")
    rows = rng.integers(0, 2 * margin_y + 1, count)[:, None] + np.arange(height)
    columns = rng.integers(0, 2 * margin_x + 1, count)[:, None] + np.arange(width)
    mirrored = rng.random(count) < 0.5
    columns[mirrored] = columns[mirrored, ::-1]
    moved = padded[np.arange(count)[:, None, None], rows[:, :, None], columns[:, None, :]]
    light = 1.0 + rng.uniform(-BRIGHTNESS, BRIGHTNESS, (count, 1, 1, 1)).astype(np.float32)
    return _back_to(pictures.dtype, np.minimum(moved * light, _white(pictures.dtype)))


def vary_thickness(pictures: Array, rng: np.random.Generator) -> Array:
    """Return drawings with strokes grown (grey dilation) or shrunk (grey erosion), most by part of a pixel."""
    chance = rng.random(len(pictures))
    result = pictures.copy()
    thinner = chance < 0.15
    result[thinner] = erode(pictures[thinner])
    slightly = (chance >= 0.15) & (chance < 0.45)
    result[slightly] = _half_way(pictures[slightly], rng)
    for once_more in (0.45, 0.62):  # the last part of them grows a second time
        thicker = (once_more <= chance) & (chance < 0.75)
        result[thicker] = _grown(result[thicker])
    return result


def dilate(pictures: Array) -> Array:
    """Return each pixel's maximum over itself and its four neighbours: ink grows by one pixel."""
    grown = pictures.copy()
    np.maximum(grown[:, 1:], pictures[:, :-1], out=grown[:, 1:])
    np.maximum(grown[:, :-1], pictures[:, 1:], out=grown[:, :-1])
    np.maximum(grown[:, :, 1:], pictures[:, :, :-1], out=grown[:, :, 1:])
    np.maximum(grown[:, :, :-1], pictures[:, :, 1:], out=grown[:, :, :-1])
    return grown


def erode(pictures: Array) -> Array:
    """Return each pixel's minimum over a 2 x 2 window, but never less than half the ink: lines stay whole."""
    thin = pictures.copy()
    np.minimum(thin[:, 1:], pictures[:, :-1], out=thin[:, 1:])
    thin[:, :, 1:] = np.minimum(thin[:, :, 1:], thin[:, :, :-1].copy())
    half = pictures // 2 if pictures.dtype.kind in "ui" else pictures * 0.5
    return np.maximum(thin, half)


def random_fields(shape: tuple[int, ...], rng: np.random.Generator) -> tuple[FloatArray, FloatArray]:
    """Return for every target pixel the source row and column, each (N, H*W) float32, in pixels.

    A source position is ``M (p - c) + c + t`` plus an elastic displacement: M turns, slants and scales about the
    centre c, t shifts, and the displacement is interpolated between KNOTS x KNOTS random knots.
    """
    count, height, width = shape
    turn = np.deg2rad(rng.uniform(-ROTATION_DEGREES, ROTATION_DEGREES, count))
    slant = np.tan(np.deg2rad(rng.uniform(-SLANT_DEGREES, SLANT_DEGREES, count)))
    scale_y, scale_x = 1.0 / rng.uniform(SHORTEST, LONGEST, (2, count))
    cosine, sine = np.cos(turn), np.sin(turn)
    size = np.array([height, width], dtype=np.float64)
    shift = rng.uniform(-SHIFT, SHIFT, (count, 2)) * size
    strength = ELASTIC_PX * rng.random((1, count, 1)) * (size / 28.0)[:, None, None]
    knots = (strength * rng.standard_normal((2, count, KNOTS * KNOTS))).astype(np.float32)
    # Many small products: a large one would wait for a second thread, which a training keeps busy.
    elastic = _hats(height) @ knots.reshape(2, count, KNOTS, KNOTS) @ _hats(width).T
    middle = (size - 1.0) / 2.0
    to_row = (scale_y * cosine, scale_y * sine, middle[0] + shift[:, 0])
    to_column = (scale_x * (slant * cosine - sine), scale_x * (cosine + slant * sine), middle[1] + shift[:, 1])
    y = (np.arange(height, dtype=np.float32) - np.float32(middle[0]))[:, None]
    x = np.arange(width, dtype=np.float32) - np.float32(middle[1])
    for field, affine in zip(elastic, (to_row, to_column), strict=True):
        along_y, along_x, offset = (part.astype(np.float32)[:, None, None] for part in affine)
        field += along_y * y + offset
        field += along_x * x
    rows, columns = elastic.reshape(2, count, height * width)
    return rows, columns


def warp(pictures: Array, rows: FloatArray, columns: FloatArray) -> FloatArray:
    """Return the pictures (N, H, W, C) read at fractional positions (N, H*W), bilinearly; black outside; float32."""
    count, height, width, channels = pictures.shape
    padded = np.zeros((count, height + 3, width + 3, channels), dtype=pictures.dtype)
    padded[:, 1:-2, 1:-2] = pictures
    rows = np.clip(rows + np.float32(1.0), 0.0, np.float32(height + 1))
    columns = np.clip(columns + np.float32(1.0), 0.0, np.float32(width + 1))
    row, column = np.floor(rows), np.floor(columns)
    down, right = (rows - row)[..., None], (columns - column)[..., None]
    line = width + 3
    first = row.astype(np.int64)
    first *= line
    first += column.astype(np.int64)
    first += np.arange(count)[:, None] * ((height + 3) * line)
    source = padded.reshape(-1, channels)
    upper = _between(source, source[1:], first, right)
    lower = _between(source[line:], source[line + 1 :], first, right)
    lower -= upper
    lower *= down
    upper += lower
    return upper.reshape(pictures.shape)


def vary_ink(drawings: FloatArray, rng: np.random.Generator, white: float) -> FloatArray:
    """Return drawings with paler, softer or hard-edged ink; `drawings` (0 to `white`, float32) is overwritten."""
    chance = rng.random(len(drawings))
    hard = chance < 0.15
    strokes = drawings[hard]
    share = rng.uniform(0.2, 0.45, (len(strokes), 1, 1, 1)).astype(np.float32)
    level = share * strokes.max(axis=(1, 2, 3), keepdims=True)
    drawings[hard] = (strokes > level) * np.float32(white)
    soft = chance > 0.88
    drawings[soft] = blur(drawings[soft])
    gain = rng.uniform(0.7, 1.5, (len(drawings), 1, 1, 1)).astype(np.float32)
    gain[hard] = np.minimum(gain[hard], 1.0)
    drawings *= gain
    return np.minimum(drawings, np.float32(white), out=drawings)


def blur(pictures: FloatArray) -> FloatArray:
    """Return the pictures smoothed with the binomial filter (1 2 1) / 4 along both axes; black outside."""
    down = pictures * np.float32(0.5)
    down[:, 1:] += pictures[:, :-1] * np.float32(0.25)
    down[:, :-1] += pictures[:, 1:] * np.float32(0.25)
    both = down * np.float32(0.5)
    both[:, :, 1:] += down[:, :, :-1] * np.float32(0.25)
    both[:, :, :-1] += down[:, :, 1:] * np.float32(0.25)
    return both


def _between(left: Array, right: Array, index: Array, share: FloatArray) -> FloatArray:
    """Return the rows `index` of `left` blended with those of `right`, (..., C) float32."""
    start = left.take(index, axis=0, mode="clip").astype(np.float32)
    blend = right.take(index, axis=0, mode="clip").astype(np.float32)
    blend -= start
    blend *= share
    start += blend
    return start


def _grown(pictures: Array) -> Array:
    """Return the pictures dilated, except where that would fill the loops of a digit."""
    grown = dilate(pictures)
    full = grown.mean(axis=(1, 2, 3)) > MOST_INK * _white(pictures.dtype)
    grown[full] = pictures[full]
    return grown


def _half_way(pictures: Array, rng: np.random.Generator) -> Array:
    """Return drawings thickened by a fraction of a pixel: a random blend of each with its dilation."""
    share = rng.random((len(pictures), 1, 1, 1)).astype(np.float32)
    blend = dilate(pictures).astype(np.float32)
    blend -= pictures
    blend *= share
    blend += pictures
    return _back_to(pictures.dtype, blend)


@cache
def _hats(length: int) -> FloatArray:
    """Return smooth bumps (length, KNOTS) float32, one around every knot, that sum to 1 at every pixel."""
    at = np.linspace(0.0, KNOTS - 1.0, length)[:, None] - np.arange(KNOTS)
    near = np.clip(1.0 - np.abs(at), 0.0, None)
    hats = (near * near * (3.0 - 2.0 * near)).astype(np.float32)
    hats.flags.writeable = False
    return hats


def _white(dtype: np.dtype[np.generic]) -> float:
    return 255.0 if dtype == np.uint8 else 1.0


def _back_to(dtype: np.dtype[np.generic], pictures: FloatArray) -> Array:
    """Return pictures in their own type, rounded where it counts in whole steps."""
    if dtype == np.uint8:
        pictures = pictures + np.float32(0.5)
    return pictures.astype(dtype)
