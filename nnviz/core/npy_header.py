"""The head of a `.npy` file, read strictly: what follows it is known before a byte of it is read.

Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from dataclasses import dataclass
from typing import IO, Any

import numpy as np

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

MAGIC = b"\x93NUMPY"
MAX_RANK = 32

_LENGTH_BYTES = {1: 2, 2: 4, 3: 4}
_MAX_HEADER_BYTES = 10_000
_MAX_BYTES = 2**62
_PYTHON_2_LONG = re.compile(r"(?<=\d)L(?=[,)\s])")


@dataclass(frozen=True)
class NpyHeader:
    """Shape, type and order of the array; its values start at `offset` and fill `nbytes`."""

    shape: tuple[int, ...]
    dtype: np.dtype[Any]
    fortran_order: bool
    offset: int

    @property
    def nbytes(self) -> int:
        """How many bytes the values fill."""
        return math.prod(self.shape) * self.dtype.itemsize


def read_npy_header(stream: IO[bytes], name: str) -> NpyHeader:
    """Read the head of a `.npy` file; `name` is what messages call it.

    Raises
    ------
    UserError
        When it is no `.npy` file, is cut off, or holds Python objects or an impossible shape.
    """
    start = stream.read(8)
    if not start.startswith(MAGIC):
        raise _not_numpy(name)
    width = _LENGTH_BYTES.get(start[6]) if len(start) == 8 else None
    if width is None:
        raise _damaged(name)
    prefix = stream.read(width)
    length = int.from_bytes(prefix, "little")
    text = stream.read(min(length, _MAX_HEADER_BYTES))
    if len(prefix) < width or len(text) < length:
        raise _damaged(name)
    shape, descr, fortran_order = _fields(text.decode("utf-8" if start[6] == 3 else "latin-1", "replace"), name)
    header = NpyHeader(shape, _dtype(descr, name), fortran_order, 8 + width + length)
    _check_shape(header, name)
    return header


def _fields(text: str, name: str) -> tuple[tuple[int, ...], object, bool]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            fields = ast.literal_eval(_PYTHON_2_LONG.sub("", text).strip())
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError) as error:
        raise _damaged(name) from error
    if not isinstance(fields, dict) or set(fields) != {"descr", "fortran_order", "shape"}:
        raise _damaged(name)
    shape, fortran_order = fields["shape"], fields["fortran_order"]
    sizes_make_sense = isinstance(shape, tuple) and all(type(size) is int and size >= 0 for size in shape)
    if not sizes_make_sense or not isinstance(fortran_order, bool):
        raise _damaged(name)
    return shape, fields["descr"], fortran_order


def _dtype(descr: object, name: str) -> np.dtype[Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            dtype = np.lib.format.descr_to_dtype(descr) if isinstance(descr, list) else np.dtype(_text(descr))
    except (TypeError, ValueError, SyntaxError, OverflowError, MemoryError) as error:
        raise _damaged(name) from error
    if dtype.hasobject:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "{file} holds Python objects, which may run code when they are read: nothing was opened. Save the "
                "numbers as a plain array, for example with array.astype(float).",
            ),
            file=name,
        )
    if dtype.kind == "V" and dtype.names is None:
        raise _damaged(name)
    if dtype.itemsize == 0:
        raise _damaged(name)
    return dtype


def _text(descr: object) -> str:
    """Return the name of a type; NumPy would take much else for one."""
    if not isinstance(descr, str) or "," in descr:
        raise TypeError(descr)
    return descr


def _check_shape(header: NpyHeader, name: str) -> None:
    # The product without the zeros, since numpy refuses (0, 2**62) as well.
    filled = math.prod(size for size in header.shape if size) * header.dtype.itemsize
    if len(header.shape) > MAX_RANK or filled > _MAX_BYTES:
        raise _damaged(name)


def _not_numpy(name: str) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors", "{file} is not a NumPy file: nothing was opened. Choose a file saved by np.save or np.savez."
    )
    return UserError(text, file=name)


def _damaged(name: str) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors", "The beginning of {file} is damaged or cut off: nothing was opened. Save or copy the array again."
    )
    return UserError(text, file=name)
