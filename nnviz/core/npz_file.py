"""The members of an `.npz` file, none of which is believed before it is looked at."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from typing import IO

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.npy_header import read_npy_header
from nnviz.core.npy_values import cut_off, read_values
from nnviz.core.zip_directory import directory_size

MOST_MEMBERS = (100_000, 16 * 2**20)
"""The longest list of members, in members and in bytes."""
HARMLESS_BYTES = 64 * 2**20
MOST_EXPANSION = 200
"""What grows to more than `HARMLESS_BYTES` and this many times its size when it is unpacked is refused."""

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


def is_zip(stream: IO[bytes]) -> bool:
    """Tell whether a file begins as a zip file does."""
    start = stream.read(4)
    stream.seek(0)
    return start in _ZIP_STARTS


def member_names(stream: IO[bytes], name: str) -> tuple[str, ...]:
    """Return the keys of the arrays, in their order.

    Raises
    ------
    UserError
        When the file is damaged or holds no arrays.
    """
    try:
        if any(found > most for found, most in zip(directory_size(stream), MOST_MEMBERS, strict=True)):
            raise _damaged_archive(name)
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


def read_member(stream: IO[bytes], key: str, name: str, most_bytes: int) -> Array:
    """Return the array of a key.

    Raises
    ------
    UserError
        When it is damaged, declares more than there is, or fills more than `most_bytes` of memory.
    """
    label = f"{name} ({key})"
    try:
        with zipfile.ZipFile(stream) as archive:
            info = archive.getinfo(f"{key}.npy")
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise _bomb(label)  # the others unpack without bounds
            with archive.open(info) as member:
                header = read_npy_header(member, label)
                held = info.file_size - header.offset
                if held < header.nbytes:
                    raise cut_off(label, held, header.nbytes)
                if header.nbytes > max(HARMLESS_BYTES, MOST_EXPANSION * info.compress_size):
                    raise _bomb(label)
                return read_values(member, header, label, most_bytes)
    except _ZIP_ERRORS as error:
        raise _damaged_archive(name) from error


def _damaged_archive(name: str) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors", "{file} is damaged, cut off or encrypted: nothing was opened. Copy or save it again."
    )
    return UserError(text, file=name)


def _bomb(name: str) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors",
        "{file} grows out of all proportion when it is unpacked: nothing was opened. If you trust it, save the array "
        "as .npy; such files are read piece by piece.",
    )
    return UserError(text, file=name)
