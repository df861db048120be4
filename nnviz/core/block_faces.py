"""What the faces of a block show of a layer's output: a map in front, a stripe for each map on the sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.colour import is_signed, resolve_name, to_argb, value_range
from nnviz.core.view_state import ColourScale

_MOST_SIDE = 256
_MOST_STRIPES = 256


@dataclass(frozen=True, eq=False)
class BlockFaces:
    """Colours as 0xAARRGGBB: `front` (H, W) and one stripe a map, `stripes` (n,), nearest first.

    The front is map `channel` (None where there are no maps); a stripe has the colour of its map's strongest value.
    The colour map `name` runs from `low` to `high`.
    """

    front: Array
    stripes: Array
    channel: int | None
    name: str
    low: float
    high: float


def block_faces(tensor: Array, scale: ColourScale, channel: int | None = None) -> BlockFaces | None:
    """Return the faces of an output without its batch axis; `channel` chooses the map in front, else the strongest.

    None where it holds no numbers.

    Examples
    --------
    >>> found = block_faces(np.array([[[0.0, 2.0], [0.0, 3.0]]]), ColourScale())
    >>> found.channel, found.front.shape, found.stripes.shape, found.high
    (1, (1, 2), (2,), 3.0)
    """
    if tensor.dtype.kind not in "biufc" or tensor.size == 0:
        return None
    front, peaks, channel = _parts(_real(tensor), channel)
    ranged = front if scale.per_map else tensor
    name = resolve_name(scale.name, is_signed(ranged))
    low, high = value_range(ranged, name == "diverging")
    if 0 < low < 0.05 * high:
        low = 0.0
    pixels = to_argb(_smaller(front), low, high, name)
    return BlockFaces(pixels, to_argb(peaks[:_MOST_STRIPES], low, high, name), channel, name, low, high)


def _parts(tensor: FloatArray, channel: int | None) -> tuple[FloatArray, FloatArray, int | None]:
    """Return the front, the strongest value of each map, and which map is in front."""
    match tensor.ndim:
        case 0 | 1:
            column = tensor.reshape(-1, 1)
            return column, column[:1, 0], None
        case 2:
            return tensor, tensor[-1:, -1], None
        case _:
            maps = tensor.reshape(-1, *tensor.shape[-3:])
            maps = maps[len(maps) // 2]
            flat = maps.reshape(-1, maps.shape[-1])
            high, low = flat.max(axis=0), flat.min(axis=0)
            peaks = np.where(-low > high, low, high)
            if channel is None or not 0 <= channel < len(peaks):
                channel = int(np.argmax(np.abs(flat).mean(axis=0)))
            return maps[..., channel], peaks, channel


def _real(tensor: Array) -> FloatArray:
    real = np.abs(tensor) if np.iscomplexobj(tensor) else tensor
    return np.asarray(real, np.float32 if real.dtype.itemsize <= 4 else np.float64)


def _smaller(front: FloatArray) -> FloatArray:
    """Return at most 256 x 256 values, each the mean of those it stands for."""
    for axis in range(2):
        block = -(-front.shape[axis] // _MOST_SIDE)
        if block > 1:
            starts = np.arange(0, front.shape[axis], block)
            sums = np.add.reduceat(front, starts, axis=axis)
            shape = (-1, 1) if axis == 0 else (1, -1)
            front = sums / np.diff(np.append(starts, front.shape[axis])).reshape(shape)
    return front
