"""A mapped file whose values are read by `pread`, so that a file that shrinks is an error and not the end.

Touching a page of a mapping behind the end of its file raises SIGBUS, which ends the process; asking for the file's
size first leaves a gap between question and touch. So the mapping is only the place that an array's shape, type and
strides speak of, and `fetched` copies the bytes of a view out of the file itself. It costs about what the page faults
cost, and the pages do not count as this process's memory.
"""

from __future__ import annotations

import math
import mmap
import os
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

STRIP_BYTES = 4 * 2**20
"""So many bytes are read at once at most."""

# One more call costs about as much as copying so many bytes out of the disk's cache.
_CALL_BYTES = 6_000


class FileMapping(mmap.mmap):
    """The first bytes of a file, and a descriptor of its own to read them by."""

    descriptor: int
    name: str
    address: int

    def __new__(cls, descriptor: int, length: int, name: str) -> FileMapping:
        """Map `length` bytes of an open file that messages call `name`."""
        made = super().__new__(cls, descriptor, length, access=mmap.ACCESS_READ)
        made.descriptor, made.name = os.dup(descriptor), name
        made.address = np.frombuffer(made, np.uint8).__array_interface__["data"][0]
        return made

    def __del__(self) -> None:
        """Give the descriptor back."""
        os.close(self.descriptor)

    def check_whole(self) -> None:
        """Raise a `UserError` when the file has become shorter than what was mapped."""
        if os.fstat(self.descriptor).st_size < len(self):
            raise _shrunk(self.name)

    def read_at(self, offset: int, length: int) -> bytes:
        """Return bytes of the file as it is now.

        Raises
        ------
        UserError
            When they are not there any more.
        """
        try:
            data = os.pread(self.descriptor, length, offset)
        except OSError as error:
            raise _gone(self.name, error.strerror or "the disk reports an error") from error
        if len(data) < length:
            raise _shrunk(self.name)
        return data


def mapping_of(array: Array) -> mmap.mmap | None:
    """Return the mapping that an array's values lie in, None when they lie in memory."""
    owner: object = array
    while isinstance(owner, np.ndarray):
        owner = owner.base
    return owner if isinstance(owner, mmap.mmap) else None


def fetched(view: Array) -> Array:
    """Return the values of any view of a mapped file in memory; what is in memory already is returned as it is.

    Raises
    ------
    UserError
        When the file has become shorter or cannot be read any more.
    """
    mapping = mapping_of(view)
    if not isinstance(mapping, FileMapping) or not hasattr(os, "pread"):
        # Windows has no pread, and lets nobody shorten a file that is mapped.
        return view
    mapping.check_whole()
    if not view.size:
        return np.empty(view.shape, view.dtype)
    turned = tuple(slice(None, None, -1 if stride < 0 else None) for stride in view.strides)
    kept = tuple(slice(0, 1) if stride == 0 else slice(None) for stride in view.strides)
    straight = view[(*turned, ...)][(*kept, ...)]
    axes = sorted(range(view.ndim), key=lambda axis: -straight.strides[axis])
    values = np.empty([straight.shape[axis] for axis in axes], view.dtype)
    offset = straight.__array_interface__["data"][0] - mapping.address
    _fill(values, mapping, offset, [straight.strides[axis] for axis in axes])
    whole = np.broadcast_to(values.transpose(np.argsort(axes)), view.shape)[(*turned, ...)]
    whole.flags.writeable = False
    return whole


def strips(array: Array, most_bytes: int = STRIP_BYTES) -> Iterator[Array]:
    """Give the values of an array piece by piece along its first axes, in order, each in memory."""
    if array.ndim == 0 or array.nbytes <= most_bytes:
        yield fetched(array)
        return
    rows = most_bytes // max(1, array.nbytes // len(array))
    for start in range(0, len(array), max(rows, 1)):
        part = array[start : start + max(rows, 1)]
        yield from (fetched(part),) if rows else strips(part[0], most_bytes)


def _fill(values: Array, mapping: FileMapping, offset: int, strides: Sequence[int]) -> None:
    """Read values (axes with the widest strides first) that lie `strides` bytes apart from `offset` on."""
    span = values.itemsize + sum(stride * (size - 1) for stride, size in zip(strides, values.shape, strict=True))
    outer = _outer_axes(values, strides)
    runs = math.prod(values.shape[:outer])
    if span <= STRIP_BYTES and (runs == 1 or span <= _CALL_BYTES * runs):
        values[...] = np.ndarray(values.shape, values.dtype, mapping.read_at(offset, span), 0, strides)
    elif outer and strides[outer - 1] > _CALL_BYTES and values.nbytes <= STRIP_BYTES:
        _fill_by_runs(values, mapping, offset, strides, outer)
    elif strides[0] * 2 > STRIP_BYTES and values.ndim > 1:
        for n, part in enumerate(values):
            _fill(part, mapping, offset + n * strides[0], strides[1:])
    else:
        rows = max(1, STRIP_BYTES // strides[0] - 1)
        for n in range(0, len(values), rows):
            _fill(values[n : n + rows], mapping, offset + n * strides[0], strides)


def _fill_by_runs(values: Array, mapping: FileMapping, offset: int, strides: Sequence[int], outer: int) -> None:
    starts = np.full((), offset)
    for size, stride in zip(values.shape[:outer], strides[:outer], strict=True):
        starts = starts[..., None] + np.arange(size) * stride
    length = values.itemsize * math.prod(values.shape[outer:])
    data = b"".join([mapping.read_at(start, length) for start in starts.ravel().tolist()])
    values[...] = np.frombuffer(data, values.dtype).reshape(values.shape)


def _outer_axes(values: Array, strides: Sequence[int]) -> int:
    """Return how many leading axes there are before those that lie side by side without a gap."""
    run, outer = values.itemsize, values.ndim
    while outer and (strides[outer - 1] == run or values.shape[outer - 1] == 1):
        outer -= 1
        run *= values.shape[outer]
    return outer


def _shrunk(name: str) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors",
        "{file} has become shorter since it was opened, so its values cannot be read any more. The last picture "
        "stays; open the file again when it is whole.",
    )
    return UserError(text, file=name)


def _gone(name: str, reason: Any) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors",
        "{file} cannot be read any more: {reason}. The last picture stays; open the file again when it is back.",
    )
    return UserError(text, file=name, reason=reason)
