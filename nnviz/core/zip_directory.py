"""How long the list of members of a zip file is, told before it is read whole."""

from __future__ import annotations

import os
import struct
import zipfile
from typing import IO

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_LONGEST_COMMENT = 2**16


def directory_size(stream: IO[bytes]) -> tuple[int, int]:
    """Return how many members a zip file says it has, and how many bytes their list fills.

    Raises
    ------
    zipfile.BadZipFile
        When the end of the file is not that of a zip file.

    Examples
    --------
    >>> import io
    >>> held = io.BytesIO()
    >>> with zipfile.ZipFile(held, "w") as file:
    ...     file.writestr("a", b"")
    >>> directory_size(held)
    (1, 47)
    """
    size = stream.seek(0, os.SEEK_END)
    reach = min(size, _END.size + _LONGEST_COMMENT)
    stream.seek(size - reach)
    tail = stream.read(reach)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise zipfile.BadZipFile("no end of a zip file")
    fields = _END.unpack_from(tail, at)
    found = _of_zip_64(stream, size - reach + at) or (fields[4], fields[5])
    stream.seek(0)
    return found


def _of_zip_64(stream: IO[bytes], end: int) -> tuple[int, int] | None:
    """Return the same of a file of the larger kind; what points to it lies right before the `end`."""
    if end < _LOCATOR_64.size:
        return None
    stream.seek(end - _LOCATOR_64.size)
    locator = stream.read(_LOCATOR_64.size)
    if not locator.startswith(b"PK\x06\x07"):
        return None
    stream.seek(_LOCATOR_64.unpack(locator)[2])
    record = stream.read(_END_64.size)
    if len(record) < _END_64.size:
        raise zipfile.BadZipFile("no end of a zip file")
    fields = _END_64.unpack(record)
    return fields[7], fields[8]
