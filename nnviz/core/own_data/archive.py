"""Pictures and labels in a NumPy archive."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from nnviz.core.array_file import array_names, open_array
from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_config.refusal import shown
from nnviz.core.own_data.folder import Reading
from nnviz.core.own_data.labels import class_numbers, label_texts
from nnviz.core.own_data.origin import Origin, Skipped
from nnviz.core.own_data.parts import in_parts
from nnviz.core.own_data.pictures import MOST_BYTES, as_bytes, as_stack, fitted, reduced_size, whole_rows

_TRAIN = (
    ("x_train", "y_train"),
    ("train_images", "train_labels"),
    ("train_x", "train_y"),
    ("x", "y"),
    ("images", "labels"),
    ("pictures", "labels"),
    ("data", "labels"),
    ("data", "target"),
    ("arr_0", "arr_1"),
)
_TEST = (
    ("x_test", "y_test"),
    ("test_images", "test_labels"),
    ("test_x", "test_y"),
    ("x_val", "y_val"),
    ("val_images", "val_labels"),
)


def read_archive(file: Path, name: str = "npz") -> Reading:
    """Read ``x_train, y_train, x_test, y_test`` or ``x, y``, and other usual names, whatever their capitals.

    Raises
    ------
    UserError
        When the file is damaged, lacks pictures or labels, or they are of no usual form; Python objects are refused.
    """
    keys = array_names(file)
    pictures_key, labels_key = _train_keys(keys, file)
    pictures, texts = _pair(file, pictures_key, labels_key)
    yield 1, 3
    train = len(texts)
    test_keys = _match(_TEST, keys)
    if test_keys is not None and pictures_key.casefold() != "arr_0":
        more, more_texts = _pair(file, *test_keys)
        pictures, texts = _joined(pictures, more, file), [*texts, *more_texts]
    yield 2, 3
    known = np.array([bool(text) for text in texts])
    usable = known & whole_rows(pictures)
    skipped = tuple(_skipped(place, known[place]) for place in np.flatnonzero(~usable).tolist())
    labels, names = class_numbers([text for text, good in zip(texts, usable, strict=True) if good])
    stack = as_bytes(pictures if usable.all() else pictures[usable])
    yield 3, 3
    own = (int(stack.shape[1]), int(stack.shape[2]))
    size = reduced_size(*own)
    if size != own:
        stack = np.stack([fitted(picture, size) for picture in stack])
    test = (np.arange(len(texts)) >= train)[usable]
    origin = Origin(str(file), len(stack), size, skipped, len(stack) if size != own else 0)
    return in_parts(name, stack, labels, names, origin, test if test.any() else None)


def _pair(file: Path, pictures_key: str, labels_key: str) -> tuple[Array, list[str]]:
    pictures = as_stack(open_array(file, pictures_key).array)
    if pictures.size > MOST_BYTES:
        text = QT_TRANSLATE_NOOP(
            "Errors", "The pictures in {file} fill more than {limit} MB of memory: nothing was loaded. Choose fewer."
        )
        raise UserError(text, file=file, limit=MOST_BYTES // 2**20)
    texts = label_texts(open_array(file, labels_key).array)
    if len(texts) != len(pictures):
        text = QT_TRANSLATE_NOOP(
            "Errors", "{file} has {pictures} pictures ({key}) but {labels} labels ({other}): nothing was loaded."
        )
        raise UserError(
            text, file=file, pictures=len(pictures), key=pictures_key, labels=len(texts), other=labels_key
        )  # fmt: skip
    return pictures, texts


def _joined(train: Array, test: Array, file: Path) -> Array:
    if train.shape[1:] != test.shape[1:]:
        text = QT_TRANSLATE_NOOP(
            "Errors", "In {file} pictures to learn from are {train} but those to test on {test}: nothing was loaded."
        )
        raise UserError(text, file=file, train=train.shape[1:], test=test.shape[1:])
    return np.concatenate([train, test])


def _train_keys(keys: Sequence[str], file: Path) -> tuple[str, str]:
    found = _match(_TRAIN, keys)
    if found is None:
        text = QT_TRANSLATE_NOOP(
            "Errors",
            "{file} lacks pictures or labels: nothing was loaded. Call them x_train, y_train (and x_test, y_test), or "
            "x and y. Its arrays: {keys}.",
        )
        raise UserError(text, file=file, keys=", ".join(map(shown, keys[:40])) or "–")
    return found


def _match(pairs: Sequence[tuple[str, str]], keys: Sequence[str]) -> tuple[str, str] | None:
    by_name = {key.casefold(): key for key in keys}
    return next(((by_name[x], by_name[y]) for x, y in pairs if x in by_name and y in by_name), None)


def _skipped(place: int, labelled: bool) -> Skipped:
    text = QT_TRANSLATE_NOOP("Errors", "Picture {number} has no label.")
    if labelled:
        text = QT_TRANSLATE_NOOP("Errors", "Picture {number} holds values that are no numbers.")
    return Skipped(str(place), UserError(text, number=place))


