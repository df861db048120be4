"""The data sets by name, from disk or else from the network, checked; and single samples of them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from pathlib import Path
from threading import Lock

import numpy as np

from nnviz import paths
from nnviz.core.arrays import Array, read_only
from nnviz.core.dataset import Dataset, Sample
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.own_data.folder import Reading
from nnviz.core.own_data.reference import kind_and_place, reference_to, title_of
from nnviz.engine.dataset_files import Arrays
from nnviz.engine.dataset_sources import Found, fetch_files, find_files
from nnviz.engine.digit_or_not_set import read_digit_or_not
from nnviz.engine.digits_set import read_digits
from nnviz.engine.download import Cancelled, DownloadCancelledError, Progress
from nnviz.engine.own_data import content_stamp, data_place, read_own_data

DIGIT_NAMES = tuple("0123456789")
CLASS_NAMES: dict[str, tuple[str, ...]] = {
    "digits": DIGIT_NAMES,
    "mnist": DIGIT_NAMES,
    "fashion-mnist": (
        "T-shirt/top",
        "Trouser",
        "Pullover",
        "Dress",
        "Coat",
        "Sandal",
        "Shirt",
        "Sneaker",
        "Bag",
        "Ankle boot",
    ),
    "cifar10": ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"),
    "digit-or-not": ("not a digit", "digit"),
}
PICTURE_SHAPES = {name: (32, 32, 3) if name == "cifar10" else (28, 28, 1) for name in CLASS_NAMES}
DATASETS_KEPT = 2


def load_dataset(
    name: str,
    folder: Path | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    data: str = "",
) -> Dataset:
    """Return a data set: from memory, else from `folder` or Keras' cache, else downloaded into `folder`.

    Parameters
    ----------
    name
        One of the known sets, or a kind of data of one's own (`folder`, `npz`, `csv`, `drawings`) that lies at `data`,
        or both as one text, as `nnviz.core.own_data.reference.reference_to` writes it.
    folder
        The folder of the data sets; by default `nnviz.paths.data_folder()`.
    progress, cancelled
        Called during a download as in `nnviz.engine.download.download`; bytes count for the whole set. Reading data of
        one's own they are called the same way, and pictures or bytes count.

    Raises
    ------
    UserError
        When nobody knows the name, a file is damaged, or the set can neither be found nor downloaded.
    """
    name = reference_to(name, data) if data else name
    if kind_and_place(name) is not None:
        return _read_to_the_end(own_dataset(name), name, progress, cancelled)
    if name not in CLASS_NAMES:
        sentence = QT_TRANSLATE_NOOP("Errors", "“{name}” is not a known data set. Choose one of: {known}.")
        raise UserError(sentence, name=name, known=", ".join(CLASS_NAMES))
    if name == "digits":
        return _kept.get(name) or _kept.keep(name, _dataset(name, read_digits()))
    if name == "digit-or-not":
        return _kept.get(name) or _kept.keep(name, _digit_or_not(folder, progress, cancelled))
    folder = folder or paths.data_folder()
    found = find_files(name, folder)
    if found is None:
        fetch_files(name, folder, progress, cancelled)
        found = find_files(name, folder)
    if found is None:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "The files of {name} vanished from {folder}. Nothing was loaded. Check the folder, then try again.",
        )
        raise UserError(sentence, name=name, folder=folder)
    return _read(name, found)


def own_dataset(reference: str) -> Reading:
    """Return the steps that read data of one's own, unless it is in memory and unchanged; the last one returns it.

    Raises
    ------
    UserError
        When it is not there or cannot be used.
    """
    kind, place = kind_and_place(reference) or ("", "")
    path = data_place(kind, place)
    steps = content_stamp(path)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            key = (reference, end.value)
            break
        yield 0, None
    kept = _kept.get(key)
    return _kept.keep(key, (yield from read_own_data(kind, path))) if kept is None else kept


def _read_to_the_end(
    reading: Reading, reference: str, progress: Progress | None, cancelled: Cancelled | None
) -> Dataset:
    while True:
        try:
            done, total = next(reading)
        except StopIteration as end:
            found: Dataset = end.value
            return found
        if progress is not None:
            progress(done, total)
        if cancelled is not None and cancelled():
            reading.close()
            sentence = QT_TRANSLATE_NOOP("Errors", "Loading {name} was stopped; nothing of it was kept.")
            raise DownloadCancelledError(sentence, name=title_of(reference))


def _digit_or_not(folder: Path | None, progress: Progress | None, cancelled: Cancelled | None) -> Dataset:
    mnist = load_dataset("mnist", folder, progress, cancelled)
    return _dataset("digit-or-not", read_digit_or_not(mnist, progress, cancelled))


def pick_sample(dataset: Dataset, split: str, index: int | None, rng: np.random.Generator) -> Sample:
    """Return the picture number `index` of the split `train` or `test`, or a random one where `index` is None."""
    splits = {"train": (dataset.x_train, dataset.y_train), "test": (dataset.x_test, dataset.y_test)}
    if split not in splits:
        sentence = QT_TRANSLATE_NOOP("Errors", "“{split}” is not a part of a data set. Choose train or test.")
        raise UserError(sentence, split=split)
    pictures, labels = splits[split]
    if index is None:
        index = int(rng.integers(len(pictures)))
    if not 0 <= index < len(pictures):
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "{name} has no picture number {index} in its part “{split}”. Choose one from 0 to {last}."
        )
        raise UserError(sentence, name=dataset.name, index=index, split=split, last=len(pictures) - 1)
    label = int(labels[index])
    return Sample(dataset.name, split, index, pictures[index], label, dataset.class_names[label])


class _DatasetCache:
    """Keeps the sets used last, so that one more sample costs nothing; several engines may ask at once."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._datasets: OrderedDict[Hashable, Dataset] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Dataset | None:
        with self._lock:
            if key in self._datasets:
                self._datasets.move_to_end(key)
            return self._datasets.get(key)

    def keep(self, key: Hashable, dataset: Dataset) -> Dataset:
        with self._lock:
            self._datasets[key] = dataset
            while len(self._datasets) > self._size:
                self._datasets.popitem(last=False)
        return dataset


_kept = _DatasetCache(DATASETS_KEPT)


def _read(name: str, found: Found) -> Dataset:
    try:
        key = (name, found.stamp())
        return _kept.get(key) or _kept.keep(key, _dataset(name, found.read()))
    except Exception as error:  # a broken file makes its reader raise anything
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{file} is damaged or does not hold {name} ({reason}). Nothing was loaded. Delete it, so that nnviz "
            "downloads it anew, or put a good copy in its place.",
        )
        unreadable = UserError(QT_TRANSLATE_NOOP("Errors", "it cannot be read to its end"))
        reason = error if isinstance(error, UserError) else unreadable
        raise UserError(sentence, file=found.files[0], name=name, reason=reason) from error


def _dataset(name: str, arrays: Arrays) -> Dataset:
    x_train, y_train, x_test, y_test = arrays
    shape, classes = PICTURE_SHAPES[name], CLASS_NAMES[name]
    return Dataset(
        name,
        *_checked(x_train, y_train, shape, len(classes)),
        *_checked(x_test, y_test, shape, len(classes)),
        classes,
    )


def _checked(pictures: Array, labels: Array, shape: tuple[int, int, int], classes: int) -> tuple[Array, Array]:
    """Return read-only pictures (N, *shape) uint8 and labels (N,) int64, or raise where they are something else."""
    count = len(labels)
    allowed = [(count, *shape)] + ([(count, *shape[:2])] if shape[2] == 1 else [])
    if pictures.dtype != np.uint8 or pictures.shape not in allowed or count == 0:
        sentence = QT_TRANSLATE_NOOP("Errors", "its pictures are {found} {type} for {count} labels")
        raise UserError(sentence, found=pictures.shape, type=pictures.dtype, count=count)
    if labels.dtype.kind not in "iu" or labels.shape not in [(count,), (count, 1)]:
        sentence = QT_TRANSLATE_NOOP("Errors", "its labels are {found} {type}")
        raise UserError(sentence, found=labels.shape, type=labels.dtype)
    if labels.min() < 0 or labels.max() >= classes:
        raise UserError(QT_TRANSLATE_NOOP("Errors", "its labels go beyond {last}"), last=classes - 1)
    return read_only(pictures.reshape(count, *shape)), read_only(labels.reshape(count).astype(np.int64))
