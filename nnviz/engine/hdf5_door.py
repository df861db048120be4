"""HDF5 files of strangers: walked link by link, and nothing read whose size and kind were not judged before."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.refusal import ModelRefused, shown

MOST_OBJECTS = 20_000
MOST_ATTRIBUTES = 2_000
MOST_NAMES = 20_000
DEEPEST = 40
LONGEST_NAME = 1_000
LONGEST_TEXT_BYTES = 16 * 2**20
MOST_DEFLATED = 1_100
LARGEST_CHUNK_BYTES = 128 * 2**20
MOST_AXES = 16

_SLAB_BYTES = 8 * 2**20
_GZIP, _SHUFFLE, _FLETCHER32, _LZF = 1, 2, 3, 32000


class Hdf5Door:
    """A file of a stranger, its links checked; datasets and texts are judged when they are asked for."""

    def __init__(self, file: Any, file_bytes: int) -> None:
        self._file = file
        self._bytes_left = file_bytes
        self.file_bytes = file_bytes

    @property
    def root(self) -> Any:
        """The root group."""
        return self._file

    def group(self, parent: Any, name: str) -> Any:
        """Return a group inside a group.

        Raises
        ------
        ModelRefused
            When there is none of this name.
        """
        import h5py

        found = parent.get(name)
        if not isinstance(found, h5py.Group):
            raise _missing(name)
        return found

    def texts(self, item: Any, name: str) -> list[str] | None:
        """Return an attribute that lists texts, also one that is cut into pieces with numbers."""
        found = self._texts(item, name)
        if found is not None:
            return found
        pieces: list[str] = []
        for number in range(MOST_ATTRIBUTES):
            piece = self._texts(item, f"{name}{number}")
            if piece is None:
                return pieces if number else None
            pieces += piece
        raise _odd(name)

    def text(self, item: Any, name: str) -> str | None:
        """Return an attribute that is a single text."""
        found = self._texts(item, name)
        if found is None:
            return None
        if len(found) != 1:
            raise _odd(name)
        return found[0]

    def dataset(self, parent: Any, name: str) -> Dataset:
        """Return a dataset inside a group, judged.

        Raises
        ------
        ModelRefused
            When there is none, it holds anything but numbers, or declares more than the file holds.
        """
        import h5py

        found = parent.get(name)
        if not isinstance(found, h5py.Dataset):
            raise _missing(name)
        self._check_storage(found, name)
        return Dataset(found, self._is_bfloat16(found))

    def walk(self, group: Any, path: str = "") -> Iterator[tuple[str, Any]]:
        """Give the path and the object of each dataset below a group, in the order of the names."""
        import h5py

        for name in group:
            item = group[name]
            here = f"{path}/{name}" if path else name
            if isinstance(item, h5py.Group):
                yield from self.walk(item, here)
            else:
                yield here, item

    def _texts(self, item: Any, name: str) -> list[str] | None:
        import h5py

        if name not in item.attrs:
            return None
        attribute = h5py.h5a.open(item.id, name.encode())
        number = math.prod(attribute.shape)
        if number > MOST_NAMES or len(attribute.shape) > 1:
            raise _odd(name)
        if not number:
            return []
        kind = attribute.get_type()
        if kind.get_class() != h5py.h5t.STRING:
            raise _odd(name)
        if not kind.is_variable_str() and kind.get_size() * number > LONGEST_TEXT_BYTES:
            raise _odd(name)
        value = item.attrs[name]
        items = value.reshape(-1).tolist() if isinstance(value, np.ndarray) else [value]
        texts = [one.decode("utf-8", "replace") if isinstance(one, bytes) else str(one) for one in items]
        if sum(map(len, texts)) > LONGEST_TEXT_BYTES:
            raise _odd(name)
        return texts

    def _check_storage(self, dataset: Any, name: str) -> None:
        declared = math.prod(dataset.shape or ()) * dataset.dtype.itemsize
        plain = dataset.shape is not None and len(dataset.shape) <= MOST_AXES and self._holds_numbers(dataset)
        if not plain or not _is_stored_here(dataset):
            raise _odd(name)
        stored = dataset.id.get_storage_size()
        packed = dataset.id.get_create_plist().get_nfilters() > 0
        if declared > stored * (MOST_DEFLATED if packed else 1) or stored > self._bytes_left:
            reason = QT_TRANSLATE_NOOP("Errors", "its weights “{name}” declare more numbers than the file holds")
            raise ModelRefused(reason, name=shown(name))
        self._bytes_left -= stored

    def _holds_numbers(self, dataset: Any) -> bool:
        kind = dataset.dtype
        return (kind.kind in "fiub" and kind.itemsize <= 8 and kind.fields is None) or self._is_bfloat16(dataset)

    def _is_bfloat16(self, dataset: Any) -> bool:
        kind = dataset.dtype
        return kind.kind == "V" and kind.itemsize == 2 and kind.fields is None and _text_of_type(dataset) == "bfloat16"


class Dataset:
    """A dataset that was judged: numbers only, all of them in the file."""

    def __init__(self, dataset: Any, bfloat16: bool) -> None:
        self._dataset = dataset
        self._bfloat16 = bfloat16
        self.shape: tuple[int, ...] = tuple(dataset.shape)
        self.dtype = np.dtype(np.float32) if bfloat16 else dataset.dtype.newbyteorder("=")
        self.nbytes = math.prod(self.shape) * self.dtype.itemsize

    def read(self) -> Array:
        """Return all values in the byte order of this machine."""
        whole = np.empty(self.shape, self.dtype)
        for place, values in self.slabs():
            whole[place] = values
        return whole

    def slabs(self) -> Iterator[tuple[Any, Array]]:
        """Give the values piece by piece along the first axis, with the place of each piece."""
        if not self.shape or not all(self.shape):
            yield (), self._converted(self._dataset[()])
            return
        row = max(1, self.nbytes // self.shape[0])
        rows = max(1, _SLAB_BYTES // row)
        if self._dataset.chunks:
            rows = -(-rows // self._dataset.chunks[0]) * self._dataset.chunks[0]
        for start in range(0, self.shape[0], rows):
            place = slice(start, min(start + rows, self.shape[0]))
            yield place, self._converted(self._dataset[place])

    def _converted(self, values: Any) -> Array:
        array = np.asarray(values)
        if self._bfloat16:
            return (array.view(np.uint16).astype(np.uint32) << 16).view(np.float32)
        return array.astype(self.dtype, copy=False)


@contextmanager
def opened(path: Path) -> Iterator[Hdf5Door]:
    """Open an HDF5 file for reading and check every link in it.

    Raises
    ------
    ModelRefused
        When it is damaged, or holds links to elsewhere, loops or more objects than a model has.
    """
    import h5py

    try:
        with h5py.File(path, "r") as file:
            _Links().check(file)
            yield Hdf5Door(file, path.stat().st_size)
    except ModelRefused:
        raise
    except (OSError, RuntimeError, ValueError, KeyError, TypeError, OverflowError, AttributeError) as error:
        reason = QT_TRANSLATE_NOOP("Errors", "it is damaged or cut off")
        raise ModelRefused(reason) from error


class _Links:
    """Walks through all groups of a file without opening what a link of another kind leads to."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._objects = 0

    def check(self, root: Any) -> None:
        import h5py

        self._seen.add(h5py.h5o.get_info(root.id).addr)
        waiting = [(root, 0)]
        while waiting:
            group, depth = waiting.pop()
            self._count(group, depth)
            for name in group.id:
                link = group.id.links.get_info(name)
                if link.type != h5py.h5l.TYPE_HARD or len(name) > LONGEST_NAME:
                    raise _link_elsewhere(name)
                self._look_at(group, name, depth, waiting)

    def _look_at(self, group: Any, name: bytes, depth: int, waiting: list[Any]) -> None:
        import h5py

        info = h5py.h5o.get_info(group.id, name)
        if info.addr in self._seen:
            raise _link_elsewhere(name)
        self._seen.add(info.addr)
        self._objects += 1
        if self._objects > MOST_OBJECTS:
            raise _too_many()
        if info.type == h5py.h5o.TYPE_GROUP:
            waiting.append((h5py.Group(h5py.h5g.open(group.id, name)), depth + 1))
        elif info.type != h5py.h5o.TYPE_DATASET:
            raise _link_elsewhere(name)

    def _count(self, group: Any, depth: int) -> None:
        import h5py

        members, attributes = group.id.get_num_objs(), h5py.h5a.get_num_attrs(group.id)
        if depth > DEEPEST or self._objects + members > MOST_OBJECTS or attributes > MOST_ATTRIBUTES:
            raise _too_many()


def _is_stored_here(dataset: Any) -> bool:
    """Tell whether the values lie in this file, packed in no unusual way."""
    import h5py

    plan = dataset.id.get_create_plist()
    layout = plan.get_layout()
    if plan.get_external_count() or layout not in (h5py.h5d.CONTIGUOUS, h5py.h5d.CHUNKED, h5py.h5d.COMPACT):
        return False
    filters = {plan.get_filter(number)[0] for number in range(plan.get_nfilters())}
    if not filters <= {_GZIP, _SHUFFLE, _FLETCHER32, _LZF}:
        return False
    if layout != h5py.h5d.CHUNKED:
        return True
    return math.prod(plan.get_chunk()) * dataset.dtype.itemsize <= LARGEST_CHUNK_BYTES


def _text_of_type(dataset: Any) -> str | None:
    import h5py

    if "dtype" not in dataset.attrs:
        return None
    attribute = h5py.h5a.open(dataset.id, b"dtype")
    is_text = attribute.get_type().get_class() == h5py.h5t.STRING and attribute.shape == ()
    value = dataset.attrs["dtype"] if is_text else None
    return value.decode("ascii", "replace") if isinstance(value, bytes) else value


def _missing(name: str) -> ModelRefused:
    return ModelRefused(QT_TRANSLATE_NOOP("Errors", "its weights “{name}” are missing"), name=shown(name))


def _odd(name: str) -> ModelRefused:
    reason = QT_TRANSLATE_NOOP("Errors", "its part “{name}” is not of a kind that Keras writes")
    return ModelRefused(reason, name=shown(name))


def _link_elsewhere(name: bytes) -> ModelRefused:
    reason = QT_TRANSLATE_NOOP("Errors", "its part “{name}” is a link to elsewhere, which nnviz does not follow")
    return ModelRefused(reason, name=shown(name.decode("utf-8", "replace")))


def _too_many() -> ModelRefused:
    return ModelRefused(QT_TRANSLATE_NOOP("Errors", "it has more parts than a model has"))
