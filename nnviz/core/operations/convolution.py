"""Convolution of a picture with several channels, as layers compute it: without turning the kernel over.

``result[i, j, f] = sum over a, b, c of x[i s + a, j s + b, c] k[a, b, c, f]`` with stride s.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.operations.frames import Operand, Plan
from nnviz.core.operations.mismatch import ShapeError
from nnviz.core.operations.number_text import shape_text
from nnviz.core.operations.parsing import parse_integer
from nnviz.core.operations.products import Products
from nnviz.core.operations.sums import sum_plan

Names = tuple[str, ...]
Arrays = tuple[Array, ...]
Settings = dict[str, str]


def convolution(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan a convolution of (H, W, C) with (h, w, C, F), or of (H, W) with (h, w); padding as Keras does it."""
    stride = parse_integer(settings["stride"], "stride", 1, 16)
    x, k = arrays
    _check_ranks(names, x, k)
    flat = x.ndim == 2
    picture, kernel = (x[..., None], k[..., None, None]) if flat else (x, k)
    _check_sizes(names, arrays, picture, kernel, settings["padding"])
    widths = pad_widths(picture.shape, kernel.shape, settings["padding"], stride)
    padded = np.pad(picture, widths)
    windows = sliding_window_view(np.arange(padded.size).reshape(padded.shape), kernel.shape[:2], (0, 1))
    # (rows, columns, C, h, w) -> (rows, columns, h, w, C): the order of the kernel's own cells
    windows = windows[::stride, ::stride].transpose(0, 1, 3, 4, 2)
    rows, columns, filters = windows.shape[0], windows.shape[1], kernel.shape[3]
    result = np.tensordot(padded.ravel()[windows], kernel, 3)
    lines = windows.reshape(rows * columns, -1)
    weights = np.arange(kernel.size).reshape(-1, filters)
    result = result[..., 0] if flat else result
    operands = (_drawn(names[0], padded, x, widths), Operand.of(names[1], k, not flat))
    pairs = _Windows(lines, weights)
    rule = Products(operands, result.shape, pairs)
    code = _code(names, flat, widths, stride, k.shape[:2])
    return sum_plan(rule, operands, result, ("∗", "="), code, channels_last=not flat)


class _Windows:
    def __init__(self, lines: Array, weights: Array) -> None:
        self._lines, self._weights = lines, weights

    def __call__(self, cell: int) -> tuple[Array, Array]:
        place, number = divmod(cell, self._weights.shape[1])
        return self._lines[place], self._weights[:, number]


def pad_widths(
    picture: tuple[int, ...], kernel: tuple[int, ...], padding: str, stride: int
) -> tuple[tuple[int, int], ...]:
    """Return (before, after) of each axis of a picture (H, W, C).

    Examples
    --------
    >>> pad_widths((5, 5, 2), (3, 3, 2, 1), "same", 2)
    ((1, 1), (1, 1), (0, 0))
    """
    if padding == "valid":
        return ((0, 0), (0, 0), (0, 0))
    widths = []
    for side, window in zip(picture[:2], kernel[:2], strict=True):
        steps = -(-side // stride)
        missing = max((steps - 1) * stride + window - side, 0)
        widths.append((missing // 2, missing - missing // 2))
    return (*widths, (0, 0))


def _drawn(name: str, padded: Array, given: Array, widths: tuple[tuple[int, int], ...]) -> Operand:
    shown = padded if given.ndim == 3 else padded[..., 0]
    if shown.shape == given.shape:
        return Operand.of(name, shown, given.ndim == 3)
    ghost = np.pad(np.zeros(given.shape, bool), widths[: given.ndim], constant_values=True)
    return Operand(name, shown, given.shape, ghost, given.ndim == 3)


def _check_ranks(names: Names, x: Array, k: Array) -> None:
    if (x.ndim, k.ndim) not in ((2, 2), (3, 4)):
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{picture} is {given} and {kernel} is {other}: a picture (height, width, channels) needs a kernel (height, "
            "width, channels, filters), a plain matrix a matrix.",
        )
        words = {"picture": names[0], "given": shape_text(x.shape), "kernel": names[1], "other": shape_text(k.shape)}
        raise ShapeError(sentence, **words)


def _check_sizes(names: Names, arrays: Arrays, picture: Array, kernel: Array, padding: str) -> None:
    words = {"left": shape_text(arrays[0].shape), "right": shape_text(arrays[1].shape), "kernel": names[1]}
    if picture.shape[2] != kernel.shape[2]:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "{left} and {right}: the picture has {channels} channels, the kernel {others}. A kernel has a "
            "sheet for every channel."
        )  # fmt: skip
        raise ShapeError(sentence, ((0, 2), (1, 2)), **words, channels=picture.shape[2], others=kernel.shape[2])
    if padding == "same":
        return
    too_long = tuple(axis for axis in range(2) if kernel.shape[axis] > picture.shape[axis])
    if too_long:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "{left} and {right}: the kernel is larger than the picture, so it fits nowhere. Choose the "
            "padding “same”, or a smaller kernel."
        )  # fmt: skip
        raise ShapeError(sentence, tuple((n, axis) for n in range(2) for axis in too_long), **words)


def _code(names: Names, flat: bool, widths: tuple[tuple[int, int], ...], stride: int, window: tuple[int, ...]) -> str:
    used = widths[:2] if flat else widths
    x = names[0] if not any(map(any, widths)) else f"np.pad({names[0]}, {used})"
    steps = f"[::{stride}, ::{stride}]" if stride > 1 else ""
    letters = "ijab,ab->ij" if flat else "ijcab,abcf->ijf"
    view = f"np.lib.stride_tricks.sliding_window_view({x}, {tuple(window)}, (0, 1)){steps}"
    return f'np.einsum("{letters}", {view}, {names[1]})'
