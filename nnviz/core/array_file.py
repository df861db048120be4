"""Arrays in `.npy` and `.npz` files: judged before they are read, mapped when they are large, never unpickled."""

from __future__ import annotations

import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from nnviz.core.array_statistics import memory_order, statistics
from nnviz.core.arrays import Array, read_only
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.npy_header import NpyHeader, read_npy_header

MAP_FROM_BYTES = 16 * 2**20
"""A `.npy` file with more bytes of values than this is mapped into memory, not read."""
MAX_READ_BYTES = 2 * 2**30
"""No array that fills more memory than this is read at once."""

_CHUNK_BYTES = 2**20
_LAST_CHARACTER = 0x10FFFF
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
# What zipfile and its decompressors raise on damaged, encrypted or unusual archives.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)


@dataclass(frozen=True, eq=False)
class ArrayFile:
    """A read-only array and where it came from; `names` are all keys of an `.npz` file, `key` the chosen one."""

    path: Path
    array: Array
    key: str | None = None
    names: tuple[str, ...] = ()

    @property
    def mapped(self) -> bool:
        """Whether the values stay in the file until they are looked at."""
        return isinstance(self.array, np.memmap)


def array_names(path: Path | str) -> tuple[str, ...]:
    """Return the keys of an `.npz` file in its order, nothing for an `.npy` file.

    Raises
    ------
    UserError
        When the file cannot be read or is neither.
    """
    with _opened(path) as (stream, name):
        if not _is_zip(stream):
            read_npy_header(stream, name)
            return ()
        return _names(stream, name)


def open_array(path: Path | str, key: str | None = None, mmap: bool = True) -> ArrayFile:
    """Open an array; `key` chooses one of an `.npz` file, and may be left out where there is only one.

    Raises
    ------
    UserError
        When there is no such file or key, when it is cut off or damaged, holds Python objects or records, declares
        more than it holds, or would fill more than `MAX_READ_BYTES` of memory.
    """
    with _opened(path) as (stream, name):
        if _is_zip(stream):
            names = _names(stream, name)
            chosen = _chosen_key(names, key, name)
            return ArrayFile(Path(path), _read_member(stream, chosen, name), chosen, names)
        header = read_npy_header(stream, name)
        if key is not None:
            raise UserError(
                QT_TRANSLATE_NOOP("Errors", "{file} holds a single array without a key: leave “{key}” out."),
                file=name,
                key=key,
            )
        held = os.fstat(stream.fileno()).st_size - header.offset
        if held < header.nbytes:
            raise _cut_off(name, held, header.nbytes)
        if mmap and header.nbytes > MAP_FROM_BYTES:
            return ArrayFile(Path(path), _checked(_map(stream, header), header, name))
        return ArrayFile(Path(path), _read_values(stream, header, name))


def describe_array(path: Path | str, key: str | None = None) -> dict[str, object]:
    """Return file, shape, dtype, order, min, max, mean, nan and inf of an array as plain values, ready for JSON.

    Minimum, maximum and mean are those of the finite values, exact for integers; None for empty arrays, text, dates
    and complex numbers, which have no order. `order` is "C" (last axis fastest), "F", "both" or "none".

    Raises
    ------
    UserError
        As `open_array`.
    """
    array = open_array(path, key).array
    found = statistics(array)
    return {
        "file": str(path),
        "shape": list(array.shape),
        "dtype": str(array.dtype),
        "order": memory_order(array),
        "min": found.minimum,
        "max": found.maximum,
        "mean": found.mean,
        "nan": found.nan,
        "inf": found.inf,
    }


@contextmanager
def _opened(path: Path | str) -> Iterator[tuple[IO[bytes], str]]:
    file, name = Path(path), str(path)
    try:
        if not file.is_file():
            # A pipe or a device would wait for ever.
            raise _unreadable(name, _absence(file))
        with file.open("rb") as stream:
            yield stream, name
    except OSError as error:
        raise _unreadable(name, error.strerror or "the disk reports an error") from error


def _absence(file: Path) -> str:
    if file.is_dir():
        return "it is a folder"
    return "it is not a plain file" if file.exists() else "there is no such file"


def _unreadable(name: str, reason: str) -> UserError:
    text = QT_TRANSLATE_NOOP("Errors", "{file} cannot be read: {reason}. Nothing was opened; choose another file.")
    return UserError(text, file=name, reason=reason)


def _cut_off(name: str, held: int, expected: int) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors",
        "{file} is cut off: its array needs {expected} bytes and only {held} are there. Nothing was opened; copy or "
        "save it again.",
    )
    return UserError(text, file=name, held=held, expected=expected)


def _damaged_archive(name: str) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors", "{file} is damaged, cut off or encrypted: nothing was opened. Copy or save it again."
    )
    return UserError(text, file=name)


def _is_zip(stream: IO[bytes]) -> bool:
    start = stream.read(4)
    stream.seek(0)
    return start in _ZIP_STARTS


def _names(stream: IO[bytes], name: str) -> tuple[str, ...]:
    try:
        with zipfile.ZipFile(stream) as archive:
            members = dict.fromkeys(archive.namelist())
    except _ZIP_ERRORS as error:
        raise _damaged_archive(name) from error
    names = tuple(member.removesuffix(".npy") for member in members if member.endswith(".npy"))
    if not names:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "{file} holds no arrays: nothing was opened. Choose another file."), file=name
        )
    return names


def _chosen_key(names: tuple[str, ...], key: str | None, name: str) -> str:
    if key is None and len(names) == 1:
        return names[0]
    if key in names:
        return key
    if key is None:
        text = QT_TRANSLATE_NOOP("Errors", "{file} holds several arrays. Choose one by its key: {keys}.")
    else:
        text = QT_TRANSLATE_NOOP("Errors", "{file} holds no array “{key}”. Its keys: {keys}.")
    shown = ", ".join(names[:40]) + (", …" if len(names) > 40 else "")
    raise UserError(text, file=name, key=key, keys=shown)


def _read_member(stream: IO[bytes], key: str, name: str) -> Array:
    label = f"{name} ({key})"
    try:
        with zipfile.ZipFile(stream) as archive, archive.open(f"{key}.npy") as member:
            held = archive.getinfo(f"{key}.npy").file_size
            header = read_npy_header(member, label)
            if held - header.offset < header.nbytes:
                raise _cut_off(label, held - header.offset, header.nbytes)
            return _read_values(member, header, label)
    except _ZIP_ERRORS as error:
        raise _damaged_archive(name) from error


def _read_values(stream: IO[bytes], header: NpyHeader, name: str) -> Array:
    if header.nbytes > MAX_READ_BYTES:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "{file} would fill {size} MB of memory, more than the {limit} MB that nnviz reads at once: nothing was "
                "opened. Save the array as .npy; such files are read piece by piece.",
            ),
            file=name,
            size=header.nbytes // 2**20,
            limit=MAX_READ_BYTES // 2**20,
        )
    # In pieces, so that memory grows with what is really there and not with what was declared.
    values = bytearray()
    while len(values) < header.nbytes:
        chunk = stream.read(min(_CHUNK_BYTES, header.nbytes - len(values)))
        if not chunk:
            raise _cut_off(name, len(values), header.nbytes)
        values += chunk
    flat = np.frombuffer(values, header.dtype) if values else np.empty(0, header.dtype)
    array = flat.reshape(header.shape, order="F" if header.fortran_order else "C")
    return read_only(_checked(array, header, name))


def _map(stream: IO[bytes], header: NpyHeader) -> Array:
    order = "F" if header.fortran_order else "C"
    mapped: Array = np.memmap(stream, header.dtype, "r", header.offset, header.shape, order)  # type: ignore[call-overload]
    return mapped


def _checked(array: Array, header: NpyHeader, name: str) -> Array:
    """Refuse text with numbers that are no characters: to look at such a cell is an error."""
    if array.dtype.kind == "U":
        flat = array.reshape(-1, order="F" if header.fortran_order else "C")
        codes = flat.view(np.dtype("u4").newbyteorder(array.dtype.byteorder))
        if codes.max(initial=0) > _LAST_CHARACTER:
            raise _damaged_text(name)
    return array


def _damaged_text(name: str) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors", "{file} holds text with impossible characters: nothing was opened. Save the array again."
    )
    return UserError(text, file=name)
