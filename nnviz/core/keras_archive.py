"""The zip file that Keras 3 writes (`.keras`), opened strictly: few members of known names, counted as they inflate."""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Literal

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.refusal import ModelRefused, shown
from nnviz.core.zip_directory import directory_size

CONFIG = "config.json"
METADATA = "metadata.json"
WEIGHTS = "model.weights.h5"

MOST_MEMBERS = 500
MAX_DIRECTORY_BYTES = 2**20
HARMLESS_BYTES = 16 * 2**20
MOST_EXPANSION = 150

_CHUNK = 2**18
_ASSET = re.compile(r"assets(/[A-Za-z0-9_][A-Za-z0-9_.\- ]*)*/?")
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HDF5_START = b"\x89HDF\r\n\x1a\n"
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    LookupError,
    OverflowError,
)

Kind = Literal["zip", "hdf5"]


def kind_of(stream: IO[bytes]) -> Kind | None:
    """Tell by its first bytes, not by its name, what a file is."""
    stream.seek(0)
    start = stream.read(len(_HDF5_START))
    stream.seek(0)
    if start == _HDF5_START:
        return "hdf5"
    return "zip" if start[:4] in _ZIP_STARTS else None


class KerasArchive:
    """The members of a `.keras` file, all of them checked; use `opened`."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def read(self, name: str, most_bytes: int) -> bytes:
        """Return a small member whole.

        Raises
        ------
        ModelRefused
            When it is not there, is damaged or holds more than `most_bytes`.
        """
        return b"".join(self.chunks(name, most_bytes))

    def copy(self, name: str, target: IO[bytes], most_bytes: int) -> int:
        """Write a member into a file and return its size."""
        return sum(target.write(chunk) for chunk in self.chunks(name, most_bytes))

    def chunks(self, name: str, most_bytes: int) -> Iterator[bytes]:
        """Give a member piece by piece; what its header declares is not believed."""
        try:
            packed = self._archive.getinfo(name).compress_size
            total = 0
            with self._archive.open(name) as member:
                while chunk := member.read(_CHUNK):
                    total += len(chunk)
                    if total > most_bytes or total > HARMLESS_BYTES + MOST_EXPANSION * packed:
                        raise _too_large(name)
                    yield chunk
        except KeyError as error:
            reason = QT_TRANSLATE_NOOP("Errors", "it holds no {member}")
            raise ModelRefused(reason, member=name) from error
        except _ZIP_ERRORS as error:
            raise _damaged() from error


@contextmanager
def opened(stream: IO[bytes]) -> Iterator[KerasArchive]:
    """Open a `.keras` file.

    Raises
    ------
    ModelRefused
        When it is no whole zip file, or has members that Keras does not write: other names, paths that lead
        elsewhere, links, encrypted or doubled ones.
    """
    try:
        _check_directory_size(stream)
        archive = zipfile.ZipFile(stream)
    except _ZIP_ERRORS as error:
        raise _damaged() from error
    with archive:
        _check_members(archive.infolist())
        yield KerasArchive(archive)


def _check_directory_size(stream: IO[bytes]) -> None:
    """Judge the list of members before `zipfile` reads it whole."""
    members, size = directory_size(stream)
    if members > MOST_MEMBERS or size > MAX_DIRECTORY_BYTES:
        reason = QT_TRANSLATE_NOOP("Errors", "it holds more than {limit} files")
        raise ModelRefused(reason, limit=MOST_MEMBERS)


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for member in members:
        name = member.filename
        if name not in (CONFIG, METADATA, WEIGHTS) and not _ASSET.fullmatch(name):
            reason = QT_TRANSLATE_NOOP("Errors", "it holds “{member}”, which Keras does not write into a model file")
            raise ModelRefused(reason, member=shown(name))
        # A name of the file system's own: what it really is stands in the upper half.
        kind = stat.S_IFMT(member.external_attr >> 16)
        plain = kind in (0, stat.S_IFREG) or (kind == stat.S_IFDIR and name.endswith("/"))
        packed = member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if not plain or not packed or name in seen or member.flag_bits & 0x41:
            reason = QT_TRANSLATE_NOOP(
                "Errors", "its “{member}” is a link, encrypted, there twice or packed in an unusual way"
            )
            raise ModelRefused(reason, member=shown(name))
        seen.add(name)


def _too_large(name: str) -> ModelRefused:
    reason = QT_TRANSLATE_NOOP("Errors", "its “{member}” grows out of all proportion when it is unpacked")
    return ModelRefused(reason, member=name)


def _damaged() -> ModelRefused:
    return ModelRefused(QT_TRANSLATE_NOOP("Errors", "it is damaged or cut off"))
