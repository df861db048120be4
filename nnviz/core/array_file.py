"""Arrays in files: judged before they are read, mapped when they are large, never unpickled.

NumPy's `.npy` and `.npz`, tables in text (`.csv`, `.tsv`, `.txt`), nested lists in `.json`, and pictures.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from nnviz.core.array_sample import is_mapped
from nnviz.core.array_statistics import memory_order, statistics
from nnviz.core.arrays import Array, read_only
from nnviz.core.box import MAX_RANK
from nnviz.core.json_array import array_of_lists, arrays_in_json
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_config.refusal import shown
from nnviz.core.npy_header import MAGIC, read_npy_header
from nnviz.core.npy_values import checked_text, cut_off, map_values, read_values
from nnviz.core.npz_file import is_zip, member_names, read_member
from nnviz.core.picture_file import PICTURE_SUFFIXES, read_picture
from nnviz.core.records import chosen_field, field_names, field_of
from nnviz.core.text_table import MAX_BYTES as MAX_TEXT_BYTES
from nnviz.core.text_table import read_table, table_column, whole_table

MAP_FROM_BYTES = 16 * 2**20
"""A `.npy` file with more bytes of values than this is mapped into memory, not read."""
MAX_READ_BYTES = 2 * 2**30
"""No array that fills more memory than this is read at once."""
TABLE_SUFFIXES = (".csv", ".tsv", ".txt")

_EMPTY: Array = np.empty(0)


@dataclass(frozen=True, eq=False)
class ArrayFile:
    """A read-only array and where it came from.

    `names` are the keys of an `.npz` or `.json` file, the fields of records or the columns of a table, `key` the
    chosen one.
    """

    path: Path
    array: Array
    key: str | None = None
    names: tuple[str, ...] = ()

    @property
    def mapped(self) -> bool:
        """Whether the values stay in the file until they are looked at."""
        return is_mapped(self.array)


def array_names(path: Path | str) -> tuple[str, ...]:
    """Return the keys of an `.npz` or `.json` file, the fields of records or the columns of a table, in their order.

    A file that holds a single array has none.

    Raises
    ------
    UserError
        When the file cannot be read or holds no array.
    """
    with _opened(path) as (stream, name):
        if is_zip(stream):
            return member_names(stream, name)
        if _is_npy(stream, path):
            return field_names(read_npy_header(stream, name).dtype)
        return _other(stream, Path(path), name, None, only_names=True).names


def open_array(path: Path | str, key: str | None = None, mmap: bool = True) -> ArrayFile:
    """Open an array; `key` chooses one of several, and may be left out where there is only one.

    A field of records in an `.npz` file is chosen as `array.field`; a table without a key is read as a whole.

    Raises
    ------
    UserError
        When there is no such file or key, when it is cut off or damaged, holds Python objects, declares more than it
        holds, or would fill more than `MAX_READ_BYTES` of memory.
    """
    with _opened(path) as (stream, name):
        if is_zip(stream):
            return _from_archive(stream, Path(path), name, key)
        if not _is_npy(stream, path):
            return _other(stream, Path(path), name, key)
        header = read_npy_header(stream, name)
        if header.dtype.names is None and key is not None:
            raise _no_key(name, key)
        held = os.fstat(stream.fileno()).st_size - header.offset
        if held < header.nbytes:
            raise cut_off(name, held, header.nbytes)
        mapped = mmap and header.nbytes > MAP_FROM_BYTES
        array = map_values(stream, header, name) if mapped else read_values(stream, header, name, MAX_READ_BYTES)
        if header.dtype.names is None:
            return ArrayFile(Path(path), array)
        field = chosen_field(header.dtype, key, name)
        return ArrayFile(Path(path), checked_text(field_of(array, field), name), field, field_names(header.dtype))


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


def showable(file: ArrayFile) -> ArrayFile:
    """Return a file's array when a box can show it.

    Raises
    ------
    UserError
        When it has too many axes.
    """
    if file.array.ndim > MAX_RANK:
        text = QT_TRANSLATE_NOOP(
            "Errors",
            "{file} holds an array of {rank} axes, and at most {limit} can be shown: nothing was opened. Reshape it or "
            "save a part of it.",
        )
        raise UserError(text, file=file.path, rank=file.array.ndim, limit=MAX_RANK)
    return file


def _from_archive(stream: IO[bytes], path: Path, name: str, key: str | None) -> ArrayFile:
    names = member_names(stream, name)
    member = key
    if key is not None and key not in names:
        member = max((one for one in names if key.startswith(f"{one}.")), key=len, default=key)
    chosen = _chosen_key(names, member, name)
    array = read_member(stream, chosen, name, MAX_READ_BYTES)
    if array.dtype.names is None and key not in (None, chosen):
        raise _no_key(f"{name} ({chosen})", str(key))
    if array.dtype.names is not None:
        field = chosen_field(array.dtype, str(key)[len(chosen) + 1 :] or None, f"{name} ({chosen})")
        return ArrayFile(path, checked_text(field_of(array, field), name), f"{chosen}.{field}", names)
    return ArrayFile(path, array, chosen, names)


def _other(stream: IO[bytes], path: Path, name: str, key: str | None, only_names: bool = False) -> ArrayFile:
    """Open what is not NumPy's, by the end of its name."""
    suffix = path.suffix.lower()
    if suffix in TABLE_SUFFIXES:
        table = read_table(_whole(stream, name), name)
        array = (
            table_column(table, key, name) if key is not None else _EMPTY if only_names else whole_table(table, name)
        )
        return ArrayFile(path, read_only(array), key, table.names)
    if suffix == ".json":
        found = arrays_in_json(_whole(stream, name), name)
        if isinstance(found, dict):
            names = tuple(found)
            if only_names:
                return ArrayFile(path, _EMPTY, None, names)
            chosen = _chosen_key(names, key, name)
            return ArrayFile(path, read_only(array_of_lists(found[chosen], f"{name} ({chosen})")), chosen, names)
        array = found
    elif suffix in PICTURE_SUFFIXES:
        array = read_picture(path)
    else:
        raise _no_array(name)
    if key is not None:
        raise _no_key(name, key)
    return ArrayFile(path, read_only(array))


def _whole(stream: IO[bytes], name: str) -> bytes:
    data = stream.read(MAX_TEXT_BYTES + 1)
    if len(data) > MAX_TEXT_BYTES:
        text = QT_TRANSLATE_NOOP(
            "Errors", "{file} has more than {limit} MB of text: nothing was opened. Save the array as .npy."
        )
        raise UserError(text, file=name, limit=MAX_TEXT_BYTES // 2**20)
    return data


def _no_key(name: str, key: str) -> UserError:
    text = QT_TRANSLATE_NOOP("Errors", "{file} holds a single array without a key: leave “{key}” out.")
    return UserError(text, file=name, key=key)


def _no_array(name: str) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors",
        "{file} is not a file of an array: nothing was opened. Choose a NumPy file (.npy, .npz), a table (.csv, .tsv, "
        ".txt), nested lists (.json) or a picture.",
    )
    return UserError(text, file=name)


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


def _is_npy(stream: IO[bytes], path: Path | str) -> bool:
    """Tell by its first bytes, or its name, so that what ought to be one and is not is told as such."""
    start = stream.read(len(MAGIC))
    stream.seek(0)
    return start == MAGIC or Path(path).suffix.lower() in (".npy", ".npz")


def _chosen_key(names: tuple[str, ...], key: str | None, name: str) -> str:
    if key is None and len(names) == 1:
        return names[0]
    if key in names:
        return key
    if key is None:
        text = QT_TRANSLATE_NOOP("Errors", "{file} holds several arrays. Choose one by its key: {keys}.")
    else:
        text = QT_TRANSLATE_NOOP("Errors", "{file} holds no array “{key}”. Its keys: {keys}.")
    listed = ", ".join(map(shown, names[:40])) + (", …" if len(names) > 40 else "")
    raise UserError(text, file=name, key=key, keys=listed)
