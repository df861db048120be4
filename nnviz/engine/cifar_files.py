"""Reading CIFAR-10 as published, https://www.cs.toronto.edu/~kriz/cifar.html: the Python and the binary version.

The Python version consists of pickles. They are read by an unpickler that knows no class of the outside world, so a
file that was tampered with cannot run anything.
"""

from __future__ import annotations

import io
import os
import pickle
import tarfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.engine.dataset_files import Arrays, read_limited

SIDE_PX = 32
PICTURE_BYTES = 3 * SIDE_PX**2
TRAIN_BATCHES = tuple(f"data_batch_{number}" for number in range(1, 6))
TEST_BATCH = "test_batch"
BATCHES = (*TRAIN_BATCHES, TEST_BATCH)

Batch = tuple[Array, Array]  # pictures (N, 32, 32, 3) and labels (N,)


def batch_files(folder: Path) -> list[Path]:
    """Return the files of an unpacked folder, of the Python or of the binary version; they may be absent."""
    suffix = ".bin" if os.path.exists(folder / f"{TEST_BATCH}.bin") else ""
    return [folder / f"{name}{suffix}" for name in BATCHES]


def read_cifar_folder(folder: Path) -> Arrays:
    """Return CIFAR-10 from an unpacked folder of either version."""
    batches = {}
    for path in batch_files(folder):
        with path.open("rb") as file:
            batches[path.stem] = _batch(path.name, read_limited(file))
    return _joined(batches)


def read_cifar_archive(path: Path) -> Arrays:
    """Return CIFAR-10 from a `.tar.gz` of either version; nothing is unpacked to disk."""
    batches = {}
    with tarfile.open(path, "r:gz") as archive:
        for member in archive:
            name = PurePosixPath(member.name)
            if name.stem in BATCHES and name.suffix in ("", ".bin"):
                file = archive.extractfile(member)
                if file is not None:
                    batches[name.stem] = _batch(name.name, read_limited(file))
    return _joined(batches)


def _joined(batches: Mapping[str, Batch]) -> Arrays:
    train = [batches[name] for name in TRAIN_BATCHES]
    x_train = np.concatenate([pictures for pictures, _ in train])
    y_train = np.concatenate([labels for _, labels in train])
    return x_train, y_train, *batches[TEST_BATCH]


def _batch(name: str, content: bytes) -> Batch:
    return _binary_batch(content) if name.endswith(".bin") else _python_batch(content)


def _binary_batch(content: bytes) -> Batch:
    rows = np.frombuffer(content, np.uint8).reshape(-1, 1 + PICTURE_BYTES)
    return _pictures(rows[:, 1:]), rows[:, 0]


def _python_batch(content: bytes) -> Batch:
    batch = _BatchUnpickler(io.BytesIO(content), encoding="bytes").load()
    labels = np.array(batch[b"labels"])
    return _pictures(batch[b"data"].rows(PICTURE_BYTES)), labels


def _pictures(rows: Array) -> Array:
    """Turn rows of 1024 red, 1024 green and 1024 blue values into (N, 32, 32, 3)."""
    planes = rows.reshape(-1, 3, SIDE_PX, SIDE_PX)
    return np.ascontiguousarray(planes.transpose(0, 2, 3, 1))


class _PickledArray:
    """Stands for a NumPy array in a pickle and keeps only its bytes: their type is the published one."""

    def __init__(self, *_: object) -> None:
        self._content = b""

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        _version, self._shape, _type, self._column_order, self._content = state

    def rows(self, length: int) -> Array:
        """Return the unsigned bytes in rows of `length`."""
        if tuple(self._shape)[1:] != (length,):
            raise ValueError("an array of another shape")
        return np.frombuffer(self._content, np.uint8).reshape(self._shape, order="F" if self._column_order else "C")


class _PickledType:
    """Stands for a NumPy type in a pickle; nothing of it is needed."""

    def __init__(self, *_: object) -> None:
        pass

    def __setstate__(self, _: object) -> None:
        pass


def _latin1(text: str, _encoding: str = "latin1") -> bytes:
    """Stand for `_codecs.encode`, by which Python 3 writes bytes into old pickles."""
    return text.encode("latin1")


_STAND_INS: dict[tuple[str, str], Any] = {
    ("numpy.core.multiarray", "_reconstruct"): _PickledArray,
    ("numpy._core.multiarray", "_reconstruct"): _PickledArray,
    ("numpy", "ndarray"): _PickledArray,
    ("numpy", "dtype"): _PickledType,
    ("_codecs", "encode"): _latin1,
}


class _BatchUnpickler(pickle.Unpickler):
    """Reads plain values and arrays of bytes, and refuses every other name."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _STAND_INS:
            raise pickle.UnpicklingError(f"{module}.{name} does not belong into this file")
        return _STAND_INS[module, name]
