"""The preparation of a drawing laid open: what each stage makes of it, and what comes out with a stage switched."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from nnviz.core.arrays import Array, FloatArray, read_only
from nnviz.core.preparation import Preparation, prepare

STAGES: tuple[str, ...] = tuple(field.name for field in fields(Preparation))
THUMBNAIL_PX = 112


@dataclass(frozen=True, eq=False)
class PreparationView:
    """`pictures` maps "grey" and every stage to its picture, (H, W) float32 from 0 to 1, at most 112 pixels wide.

    A stage that is off passes on what it was given. `images` is (1 + stages, 28, 28, 1) float32: first what the model
    gets, then for each stage what it would get with that stage switched over.
    """

    pictures: dict[str, FloatArray]
    images: FloatArray
    blank: bool


def switched(steps: Preparation, stage: str) -> Preparation:
    """Return `steps` with one stage on where it was off, or off where it was on.

    Examples
    --------
    >>> switched(Preparation(), "centre").centre
    False
    """
    return replace(steps, **{stage: not getattr(steps, stage)})


def stages_off(steps: Preparation) -> list[str]:
    """Return the stages that are switched off, in their order."""
    return [stage for stage in STAGES if not getattr(steps, stage)]


def view_preparation(picture: Array, steps: Preparation, size: tuple[int, int] = (28, 28)) -> PreparationView:
    """Return the stages of `prepare` for the picture of a digit, and its result with each stage switched over."""
    prepared = prepare(picture, size, steps)
    others = [prepare(picture, size, switched(steps, stage)).image for stage in STAGES]
    pictures = {"grey": _thumbnail(prepared.stages["grey"])}
    before = pictures["grey"]
    for stage in STAGES:
        made = prepared.stages.get(stage) if getattr(steps, stage) else None
        before = pictures[stage] = before if made is None else _thumbnail(made)
    images: FloatArray = np.stack([prepared.image, *others])
    return PreparationView(pictures, read_only(images), prepared.blank)


def _thumbnail(picture: Array) -> FloatArray:
    """Return a stage's picture, 0 to 255 or (the small ones) 0 to 1, from 0 to 1 and no larger than a thumbnail."""
    whole = _mean_of_blocks(picture, -(-max(picture.shape, default=0) // THUMBNAIL_PX))
    of_bytes = picture.dtype == np.uint8 or (picture.size > 0 and float(picture.max()) > 1.5)
    scaled: FloatArray = whole.astype(np.float32) / np.float32(255.0 if of_bytes else 1.0)
    return scaled


def _mean_of_blocks(picture: Array, side: int) -> Array:
    """Return the mean of each block of `side` x `side` pixels, the last ones filled up with their edge."""
    if side <= 1:
        return picture
    height, width = picture.shape
    padded = np.pad(picture, ((0, -height % side), (0, -width % side)), mode="edge")
    kind = np.float32 if picture.dtype.kind == "f" else np.uint32
    rows: Array = padded[::side].astype(kind)
    for start in range(1, side):
        rows += padded[start::side]
    blocks = rows[:, ::side].copy()
    for start in range(1, side):
        blocks += rows[:, start::side]
    return blocks / np.float32(side * side)
