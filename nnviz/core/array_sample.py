"""A look at an array that reads little: strided samples counted in pages of memory, and averages over blocks."""

from __future__ import annotations

import mmap
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.file_mapping import fetched, mapping_of

PAGE_BYTES = 4096
MAPPED_PAGES = 24_000
"""So many pages of a mapped file are touched for one look at most: about 0.1 s when they come from the disk's cache."""
LOADED_PAGES = 2**17
"""So many pages of an array that is in memory already: half a gigabyte."""

_LEAST_STRIDE_BYTES = 512


@dataclass(frozen=True, eq=False)
class Sample:
    """Every `steps`-th value along each axis; exact when all steps are 1."""

    values: Array
    steps: tuple[int, ...]

    @property
    def exact(self) -> bool:
        """Whether no value was left out."""
        return all(step == 1 for step in self.steps)


def is_mapped(array: Array) -> bool:
    """Tell whether the values of an array lie in a mapped file."""
    return mapping_of(array) is not None


def pages_touched(shape: tuple[int, ...], strides: tuple[int, ...], itemsize: int) -> float:
    """Return about how many pages of memory are read with every value of such a view."""
    pages, reach = 1.0, float(itemsize)
    for stride, size in sorted(zip(map(abs, strides), shape, strict=True)):
        reach += stride * (size - 1)
        pages = min(pages * size, reach / PAGE_BYTES + 1)
    return pages


def sample(array: Array, pages: int | None = None) -> Sample:
    """Return values with steps just large enough that at most so many pages are read (default: by where they lie).

    Steps are taken along axes whose neighbours lie far apart; along the others nothing would be saved. Values of a
    file are copied into memory, others are a view.

    Raises
    ------
    UserError
        When a mapped file has become shorter.
    """
    mapping = mapping_of(array)
    budget = pages or (LOADED_PAGES if mapping is None else MAPPED_PAGES)
    if mapping is not None and hasattr(mapping, "madvise"):
        # Without this, the system reads 32 pages ahead for each that is wanted: 1 s against 0.1 s.
        mapping.madvise(mmap.MADV_RANDOM)
    far = [abs(stride) >= _LEAST_STRIDE_BYTES for stride in array.strides]
    step, view, steps = 1, array, (1,) * array.ndim
    while pages_touched(view.shape, view.strides, view.itemsize) > budget and step < max(array.shape):
        step += max(1, step // 8)
        steps = tuple(step if is_far else 1 for is_far in far)
        view = array[tuple(slice(None, None, one) for one in steps)]
    return Sample(fetched(view), steps)


def block_means(numbers: FloatArray, blocks: tuple[int, int]) -> FloatArray:
    """Return the mean over each block of (rows, columns); blocks at the far ends may be smaller.

    A NaN makes its whole block NaN, so that a picture that is reduced does not hide it.

    Examples
    --------
    >>> block_means(np.array([[1.0, 3.0, 5.0], [3.0, 5.0, 7.0]]), (2, 2)).tolist()
    [[3.0, 6.0]]
    """
    means = numbers
    with np.errstate(invalid="ignore", over="ignore"):
        for axis, block in enumerate(blocks):
            if block > 1:
                starts = np.arange(0, means.shape[axis], block)
                counts = np.diff(np.append(starts, means.shape[axis]))
                sums = np.add.reduceat(means, starts, axis=axis)
                means = sums / np.expand_dims(counts, 1 - axis).astype(sums.dtype)
    return means


def block_any(mask: Array, blocks: tuple[int, int]) -> Array:
    """Return whether any of each block of (rows, columns) is true.

    Examples
    --------
    >>> block_any(np.array([[True, False, False]]), (1, 2)).tolist()
    [[True, False]]
    """
    for axis, block in enumerate(blocks):
        if block > 1:
            mask = np.logical_or.reduceat(mask, np.arange(0, mask.shape[axis], block), axis=axis)
    return mask


def as_numbers(values: Array) -> FloatArray:
    """Return what a colour can show: the values as floats, the magnitude of complex ones, zero for text.

    Dates count in their own unit; one that is not a date (NaT) is NaN.
    """
    match values.dtype.kind:
        case "f" if values.dtype.itemsize <= 8:
            wanted = np.float64 if values.dtype.itemsize == 8 else np.float32
            return values.astype(wanted, copy=False)
        case "c":
            return np.abs(values).astype(np.float64, copy=False)
        case "m" | "M":
            counted = values.astype(np.int64).astype(np.float64)
            return np.where(np.isnat(values), np.nan, counted)
        case "b" | "i" | "u" if values.dtype.itemsize <= 2:
            return values.astype(np.float32)
        case "b" | "i" | "u" | "f":
            return values.astype(np.float64)
        case _:
            return np.zeros(values.shape, np.float32)
