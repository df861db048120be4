"""Drawings that are no digits, made at random: letters and signs by stroke, letters in fonts, scribbles and noise.

They teach a network what to refuse. Every function draws from the generator that it is handed and returns a picture
(112, 112) uint8, light ink on black, not yet prepared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from nnviz.core.arrays import Array, FloatArray

SIDE = 112
FONT_LETTERS = "ACEFHJKLMNPQRTUVWXYacdefhjkmnprtuvwxyÇÃÉÑβδθλπψωΓΔΛΞΠΣΦΨΩ&@#%$€?+=*жщфюдлцЖЯЮ"
Glyphs = Mapping[str, Sequence[FloatArray]]


def read_glyphs(file: Path) -> dict[str, list[FloatArray]]:
    """Return shapes by name, each a list of strokes (points, 2) with x, y in 0..1, from a text file of ours."""
    glyphs: dict[str, list[FloatArray]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, _, strokes = line.partition(":")
        glyphs[name] = [
            np.array([point.split(",") for point in stroke.split()], dtype=np.float64) / 10.0
            for stroke in strokes.split("|")
        ]
    return glyphs


def drawn_glyph(glyphs: Glyphs, rng: np.random.Generator) -> Array:
    """Return one of the shapes as an unsteady hand draws it."""
    names = list(glyphs)
    strokes = glyphs[names[rng.integers(len(names))]]
    wobble = rng.uniform(0.0, 0.035)
    moved = [smoothed(stroke + rng.normal(0.0, wobble, stroke.shape), int(rng.integers(0, 3))) for stroke in strokes]
    return rasterised(deformed(moved, rng), rng)


def scribble(rng: np.random.Generator) -> Array:
    """Return one to three long random strokes: loops, zigzags, or a walk that changes its mind."""
    strokes = []
    for _ in range(rng.integers(1, 4)):
        count = int(rng.integers(9, 30))
        if rng.random() < 0.5:
            steps = rng.normal(0.0, 0.22, (count, 2))
            points = np.clip(0.5 + rng.normal(0.0, 0.15, 2) + np.cumsum(steps, axis=0) * 0.6, -0.1, 1.1)
        else:
            points = rng.random((count, 2))
        strokes.append(smoothed(points, 2))
    return rasterised(deformed(strokes, rng), rng)


def noise(rng: np.random.Generator) -> Array:
    """Return speckles, blurred noise, blots or stripes."""
    kind = rng.integers(4)
    field = rng.random((SIDE, SIDE))
    if kind == 0:
        picture = np.where(field < rng.uniform(0.01, 0.5), 255.0, 0.0)
    elif kind == 1:
        picture = 255.0 * field
    elif kind == 2:
        coarse = rng.random((int(rng.integers(4, 16)),) * 2) < rng.uniform(0.2, 0.6)
        picture = np.asarray(Image.fromarray((255 * coarse).astype(np.uint8)).resize((SIDE, SIDE)), dtype=np.float64)
    else:
        angle, period = rng.uniform(0, np.pi), rng.uniform(8, 40)
        rows, columns = np.mgrid[:SIDE, :SIDE]
        picture = 127.5 + 127.5 * np.sin((rows * np.sin(angle) + columns * np.cos(angle)) * 2 * np.pi / period)
    blurred = Image.fromarray(picture.astype(np.uint8)).filter(ImageFilter.GaussianBlur(rng.uniform(0.0, 4.0)))
    return np.asarray(blurred)


def letter_in_font(fonts: Sequence[Path], rng: np.random.Generator) -> Array:
    """Return a letter set in one of these fonts, turned and slanted a little."""
    font = ImageFont.truetype(str(fonts[int(rng.integers(len(fonts)))]), int(rng.integers(48, 84)))
    letter = FONT_LETTERS[rng.integers(len(FONT_LETTERS))]
    page = Image.new("L", (SIDE, SIDE))
    ImageDraw.Draw(page).text((SIDE / 2, SIDE / 2), letter, fill=255, font=font, anchor="mm")
    slant = rng.uniform(-0.3, 0.3)
    turned = page.rotate(rng.uniform(-15, 15), Image.Resampling.BILINEAR)
    matrix = (1.0, slant, -slant * SIDE / 2, 0.0, 1.0, 0.0)
    return np.asarray(turned.transform((SIDE, SIDE), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR))


def side_by_side(left: Array, right: Array, rng: np.random.Generator) -> Array:
    """Return two drawings (any sizes, light on black) next to each other, about as high as each other."""
    height = 64
    cut = [_cropped(picture) for picture in (left, right)]
    scaled = [
        Image.fromarray(part).resize((max(4, round(part.shape[1] * height / part.shape[0])), height)) for part in cut
    ]
    gap = int(rng.integers(3, 20))
    page = Image.new("L", (scaled[0].width + gap + scaled[1].width, height + 16))
    page.paste(scaled[0], (0, int(rng.integers(0, 16))))
    page.paste(scaled[1], (scaled[0].width + gap, int(rng.integers(0, 16))))
    return np.asarray(page)


def deformed(strokes: Sequence[FloatArray], rng: np.random.Generator) -> list[FloatArray]:
    """Return strokes turned, slanted and stretched around their middle."""
    angle, slant = rng.normal(0.0, 0.14), rng.normal(0.0, 0.18)
    stretch = np.exp(rng.normal(0.0, 0.16, 2))
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = turn @ np.array([[1.0, slant], [0.0, 1.0]]) @ np.diag(stretch)
    return [(stroke - 0.5) @ matrix.T + 0.5 for stroke in strokes]


def smoothed(points: FloatArray, times: int) -> FloatArray:
    """Return a polyline with its corners cut `times` times (Chaikin, 1974)."""
    for _ in range(times):
        if len(points) < 3:
            break
        starts, ends = points[:-1], points[1:]
        corners = np.stack([0.75 * starts + 0.25 * ends, 0.25 * starts + 0.75 * ends], axis=1).reshape(-1, 2)
        points = np.concatenate([points[:1], corners, points[-1:]])
    return points


def rasterised(strokes: Sequence[FloatArray], rng: np.random.Generator) -> Array:
    """Return strokes painted with a round pen of random width, fitted into the page."""
    points = np.concatenate(strokes)
    low, size = points.min(axis=0), max(float(np.ptp(points, axis=0).max()), 1e-6)
    width = float(rng.uniform(2.0, 16.0))
    page = Image.new("L", (SIDE, SIDE))
    pen = ImageDraw.Draw(page)
    for stroke in strokes:
        places = 14.0 + (stroke - low) / size * (SIDE - 28.0)
        corners = [(float(x), float(y)) for x, y in places]
        pen.line(corners, fill=255, width=max(1, round(width)), joint="curve")
        for x, y in (corners[0], corners[-1]):
            pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
    return np.asarray(page.filter(ImageFilter.GaussianBlur(0.7)))


def _cropped(picture: Array) -> Array:
    rows, columns = (np.flatnonzero(picture.max(axis=axis) > 40) for axis in (1, 0))
    if not len(rows):
        return picture
    return picture[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
