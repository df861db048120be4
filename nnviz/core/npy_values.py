"""The values of a `.npy` file, after its head: read in pieces or mapped."""

from __future__ import annotations

from typing import IO, Literal

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.core.file_mapping import FileMapping, strips
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.npy_header import NpyHeader

_CHUNK_BYTES = 2**20
_LAST_CHARACTER = 0x10FFFF


def read_values(stream: IO[bytes], header: NpyHeader, name: str, most_bytes: int) -> Array:
    """Return all values, read-only.

    Raises
    ------
    UserError
        When they are not all there, or would fill more than `most_bytes` of memory.
    """
    if header.nbytes > most_bytes:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "{file} would fill {size} MB of memory, more than the {limit} MB that nnviz reads at once: nothing was "
                "opened. Save the array as .npy; such files are read piece by piece.",
            ),
            file=name,
            size=header.nbytes // 2**20,
            limit=most_bytes // 2**20,
        )
    # In pieces, so that memory grows with what is really there and not with what was declared.
    values = bytearray()
    while len(values) < header.nbytes:
        chunk = stream.read(min(_CHUNK_BYTES, header.nbytes - len(values)))
        if not chunk:
            raise cut_off(name, len(values), header.nbytes)
        values += chunk
    flat = np.frombuffer(values, header.dtype) if values else np.empty(0, header.dtype)
    array = flat.reshape(header.shape, order="F" if header.fortran_order else "C")
    return read_only(checked_text(array, name))


def map_values(stream: IO[bytes], header: NpyHeader, name: str) -> Array:
    """Return the values as they lie in the file, which is read only where they are looked at."""
    order: Literal["F", "C"] = "F" if header.fortran_order else "C"
    mapping = FileMapping(stream.fileno(), header.offset + header.nbytes, name)
    mapped: Array = np.ndarray(header.shape, header.dtype, mapping, header.offset, order=order)
    return checked_text(mapped, name)


def checked_text(array: Array, name: str) -> Array:
    """Refuse text with numbers that are no characters: to look at such a cell is an error."""
    if array.dtype.kind == "U":
        code = np.dtype("u4").newbyteorder(array.dtype.byteorder)
        for strip in strips(array.T if array.flags.f_contiguous else array):
            if np.ascontiguousarray(strip).reshape(-1).view(code).max(initial=0) > _LAST_CHARACTER:
                raise _damaged_text(name)
    return array


def cut_off(name: str, held: int, expected: int) -> UserError:
    """Tell that values are missing at the end."""
    text = QT_TRANSLATE_NOOP(
        "Errors",
        "{file} is cut off: its array needs {expected} bytes and only {held} are there. Nothing was opened; copy or "
        "save it again.",
    )
    return UserError(text, file=name, held=held, expected=expected)


def _damaged_text(name: str) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors", "{file} holds text with impossible characters: nothing was opened. Save the array again."
    )
    return UserError(text, file=name)
