"""Writing the weights of a stranger's file into a fresh one, once they are what the description asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.legacy.models import today_name
from nnviz.core.model_config.refusal import ModelRefused, shown
from nnviz.core.model_config.shapes.base import Shape, count
from nnviz.engine.hdf5_door import Dataset, Hdf5Door

Expected = Mapping[str, tuple[Shape, ...]]
Convert = Callable[[str, list[Array]], Sequence[Array]]
"""Turns the arrays of a layer, by its name, into today's order and layout."""

_STATE_OF_A_GENERATOR: Shape = (2,)
# This wrapper also writes the kernel of the layer inside as its own.
_KERNEL_AGAIN = re.compile(r"/spectral_normalization(_\d+)?/vars/0$")


class CleanCopy:
    """A fresh weights file; never holds more than `most_bytes`."""

    def __init__(self, target: Path, most_bytes: int) -> None:
        import h5py

        self._file = h5py.File(target, "w")
        self._left = most_bytes

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def group(self, name: str, **attributes: list[str]) -> None:
        """Make a group with lists of texts as its attributes."""
        held = self._file.require_group(name) if name else self._file
        for key, texts in attributes.items():
            values = [text.encode("utf-8") for text in texts]
            # As Keras does it: what is too long for one attribute is cut into pieces.
            if sum(map(len, values)) < 30_000 and len(values) * max(map(len, values), default=1) < 60_000:
                held.attrs[key] = np.array(values) if values else np.array([], dtype="S1")
                continue
            for number in range(0, len(values), 100):
                held.attrs[f"{key}{number // 100}"] = np.array(values[number : number + 100])

    def keep(self, path: str, array: Array) -> None:
        """Write an array."""
        self._take(array.nbytes)
        self._file.create_dataset(path, data=np.asarray(array, order="C"))

    def keep_dataset(self, path: str, source: Dataset) -> None:
        """Write a dataset, piece by piece."""
        self._take(source.nbytes)
        target = self._file.create_dataset(path, source.shape, source.dtype)
        for place, values in source.slabs():
            target[place] = values

    def _take(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            reason = QT_TRANSLATE_NOOP("Errors", "its weights need more memory than a model may fill here")
            raise ModelRefused(reason)


def copy_keras_3(door: Hdf5Door, copy: CleanCopy, expected: Expected | None, today_path: Callable[[str], str]) -> None:
    """Copy the groups `layers/…/vars/…` that Keras 3 writes; `expected` has the shapes of the weights of each layer.

    Raises
    ------
    ModelRefused
        When the shapes are not those expected.
    """
    found: dict[str, list[Shape]] = {}
    names: dict[str, str] = {}
    for start in ("layers", "_layer_checkpoint_dependencies"):
        if start not in door.root:
            continue
        for path, _ in door.walk(door.group(door.root, start), start):
            source = door.dataset(door.root, path)
            target = today_path(path)
            layer = "/".join(path.split("/")[:2])
            if _KERNEL_AGAIN.search(path):
                pass
            elif "seed_generator" not in path:
                found.setdefault(layer, []).append(source.shape)
            elif source.shape != _STATE_OF_A_GENERATOR:
                raise _wrong_shapes(layer.rsplit("/", 1)[-1])
            names.setdefault(layer, _name_of(door, path, layer))
            copy.keep_dataset(target, source)
    if expected is not None:
        _compare(found, expected, names)


def _name_of(door: Hdf5Door, path: str, layer: str) -> str:
    """Return the name that newer files keep beside the weights of a layer."""
    beside = door.group(door.root, path.rsplit("/", 1)[0])
    own = door.text(beside, "name") if path.count("/") == 3 else None
    return own or layer.rsplit("/", 1)[-1]


def _compare(found: Mapping[str, list[Shape]], expected: Expected, names: Mapping[str, str]) -> None:
    """Compare layer by layer without knowing which group is which: equal ones cancel out."""
    if Counter(_all(found.values())) == Counter(_all(expected.values())):
        return
    wanted = Counter(tuple(sorted(shapes)) for shapes in expected.values())
    for layer, shapes in found.items():
        key = tuple(sorted(shapes))
        if not wanted[key]:
            raise _wrong_shapes(names[layer])
        wanted[key] -= 1
    left = next((layer for layer, shapes in expected.items() if shapes and wanted[tuple(sorted(shapes))] > 0), "?")
    raise _without_weights(left)


def _all(groups: Iterable[Iterable[Shape]]) -> list[Shape]:
    return [shape for shapes in groups for shape in shapes]


def copy_legacy(door: Hdf5Door, root: Any, copy: CleanCopy, expected: Expected | None, convert: Convert) -> None:
    """Copy the groups by name that whole-model HDF5 files have, layer by layer.

    Raises
    ------
    ModelRefused
        When a layer is missing, or has other weights than expected.
    """
    names = door.texts(root, "layer_names") or []
    groups = {layer: door.group(root, layer) for layer in names}
    stored = {layer: door.texts(group, "weight_names") or [] for layer, group in groups.items()}
    meant = _meant([layer for layer, weights in stored.items() if weights], expected)
    for layer, weights in stored.items():
        sources = [door.dataset(groups[layer], weight) for weight in weights]
        if sources and expected is not None:
            _check_size(meant[layer], sources, expected)
        arrays: Sequence[Array] = [source.read() for source in sources]
        if arrays and expected is not None:
            arrays = convert(meant[layer], list(arrays))
            if sorted(array.shape for array in arrays) != sorted(expected[meant[layer]]):
                raise _wrong_shapes(meant[layer])
        _keep_layer(copy, layer, weights, arrays)
    copy.group("", layer_names=list(stored))


def _meant(stored: list[str], expected: Expected | None) -> dict[str, str]:
    """Return the described layer that each stored one with weights is; by name, or else in order, as Keras goes."""
    if expected is None:
        return {}
    by_name = {layer: today_name(layer) for layer in stored}
    described = [layer for layer, shapes in expected.items() if shapes]
    if set(described) <= set(by_name.values()) <= set(expected):
        return by_name
    if len(described) != len(stored):
        raise _without_weights(next((layer for layer in described if layer not in by_name.values()), stored[0]))
    return dict(zip(stored, described, strict=True))


def _check_size(layer: str, sources: list[Dataset], expected: Expected) -> None:
    """Refuse, before they are read, many more values than any Keras wrote for such a layer."""
    most = 2 * sum(count(shape) for shape in expected[layer]) + 1_000
    if sum(count(source.shape) for source in sources) > most:
        raise _wrong_shapes(layer)


def _keep_layer(copy: CleanCopy, layer: str, weights: list[str], arrays: Sequence[Array]) -> None:
    own = weights if len(arrays) == len(weights) else [f"{layer}/weight_{number}" for number in range(len(arrays))]
    if len(set(own)) != len(own):
        raise _wrong_shapes(layer)
    copy.group(layer, weight_names=own)
    for name, array in zip(own, arrays, strict=True):
        copy.keep(f"{layer}/{name}", array)


def _wrong_shapes(layer: str) -> ModelRefused:
    reason = QT_TRANSLATE_NOOP("Errors", "the weights of the layer “{layer}” are not those that its description needs")
    return ModelRefused(reason, layer=shown(layer))


def _without_weights(layer: str) -> ModelRefused:
    return ModelRefused(QT_TRANSLATE_NOOP("Errors", "the layer “{layer}” has no weights in it"), layer=shown(layer))
