"""Which cells along one axis a sliding window reads: stride, dilation and padding as Keras counts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nnviz.core.layer_config import LayerConfig


@dataclass(frozen=True)
class AxisWindow:
    """A window of `kernel` taps along an axis of `size` cells; `before` cells of padding stand in front.

    A convolution reads the cell ``o * stride - before + tap * dilation`` for its output `o`. A `transposed` one reads
    every cell `i` with ``i * stride - before + tap * dilation == o``.

    Examples
    --------
    >>> AxisWindow(size=5, kernel=3, stride=2, before=1).taps(0)
    ((-1, 0, 1), (0, 1, 2))
    >>> AxisWindow(size=3, kernel=3, stride=2, transposed=True).taps(2)
    ((0, 1), (2, 0))
    """

    size: int
    kernel: int
    stride: int = 1
    dilation: int = 1
    before: int = 0
    transposed: bool = False

    def taps(self, output: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return (cells in rising order, the tap that each meets); cells outside 0 ... size - 1 are padding."""
        if not self.transposed:
            first = output * self.stride - self.before
            taps = range(self.kernel)
            return tuple(first + tap * self.dilation for tap in taps), tuple(taps)
        found = []
        for tap in reversed(range(self.kernel)):
            cell, rest = divmod(output + self.before - tap * self.dilation, self.stride)
            if rest == 0 and 0 <= cell < self.size:
                found.append((cell, tap))
        return tuple(cell for cell, _ in found), tuple(tap for _, tap in found)


def windows_of(
    config: LayerConfig, kernel: Sequence[int], sizes: Sequence[int], outputs: Sequence[int], transposed: bool = False
) -> tuple[AxisWindow, ...]:
    """Return the window of each spatial axis of a layer that slides one; `outputs` are the sizes of its output."""
    rank = len(sizes)
    strides = sides(config.get("strides") or (kernel if "pool_size" in config else 1), rank)
    dilations = sides(config.get("dilation_rate") or 1, rank)
    padding = str(config.get("padding") or "valid")
    found = []
    for size, taps, stride, dilation, output in zip(sizes, kernel, strides, dilations, outputs, strict=True):
        places, room = (size, output) if transposed else (output, size)
        before = _before(padding, room, places, dilation * (taps - 1) + 1, stride)
        found.append(AxisWindow(size, taps, stride, dilation, before, transposed))
    return tuple(found)


def _before(padding: str, room: int, places: int, reach: int, stride: int) -> int:
    """Return how many cells of padding stand in front of `room` cells over which a window takes `places` places."""
    match padding:
        case "same":
            return max((places - 1) * stride + reach - room, 0) // 2
        case "causal":
            return reach - 1
        case _:
            return 0


def sides(value: object, rank: int) -> tuple[int, ...]:
    """Return one number an axis, given as one for all or as one each.

    Examples
    --------
    >>> sides(2, 3), sides((1, 2), 2)
    ((2, 2, 2), (1, 2))
    """
    if isinstance(value, (tuple, list)):
        return tuple(int(side) for side in value)
    assert isinstance(value, int)
    return (value,) * rank
