"""Reading the NumPy archives and IDX files in which data sets are published.

The readers raise whatever their libraries raise on a broken file; `nnviz.engine.datasets` makes a sentence of it.
"""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path
from typing import IO

import numpy as np

from nnviz.core.arrays import Array

# (x_train, y_train, x_test, y_test) as they stand in the files
Arrays = tuple[Array, Array, Array, Array]

NPZ_NAMES = ("x_train", "y_train", "x_test", "y_test")
LIMIT_BYTES = 2**29  # of one unpacked file: three times the largest that is published
GZIP_SIGNATURE = b"\x1f\x8b"
IDX_SIGNATURE = bytes((0, 0, 8))  # 8: unsigned bytes


def read_limited(file: IO[bytes] | gzip.GzipFile) -> bytes:
    """Return all that is left in `file`, which must not be absurdly much."""
    content = file.read(LIMIT_BYTES + 1)
    if len(content) > LIMIT_BYTES:
        raise ValueError("the file is too large")
    return content


def read_npz(path: Path) -> Arrays:
    """Return the four arrays of a NumPy archive laid out as Keras does it; objects in it are refused."""
    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > LIMIT_BYTES:
            raise ValueError("the archive is too large")
        contents = [archive.read(f"{name}.npy") for name in NPZ_NAMES]  # np.load would not compare all checksums
    x_train, y_train, x_test, y_test = (np.load(io.BytesIO(content), allow_pickle=False) for content in contents)
    return x_train, y_train, x_test, y_test


def read_idx(path: Path) -> Array:
    """Return the array of an IDX file of unsigned bytes, packed with gzip or not.

    Two zeros, the type, the number of axes, each length as a big-endian 32-bit number, then the values:
    http://yann.lecun.com/exdb/mnist/
    """
    with path.open("rb") as file:
        packed = file.read(2) == GZIP_SIGNATURE
    with gzip.open(path) if packed else path.open("rb") as file:
        content = read_limited(file)
    if content[:3] != IDX_SIGNATURE:
        raise ValueError("not an IDX file of bytes")
    axes = content[3]
    lengths = np.frombuffer(content, ">u4", count=axes, offset=4).tolist()
    return np.frombuffer(content, np.uint8, offset=4 + 4 * axes).reshape(lengths)
