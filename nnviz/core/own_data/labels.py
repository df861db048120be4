"""Labels of any usual form as class numbers and class names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

MOST_CLASSES = 1000


def class_numbers(labels: Sequence[str]) -> tuple[Array, tuple[str, ...]]:
    """Return the (N,) int64 class numbers and the names of labels that are texts.

    Names that are all whole numbers are sorted as numbers, any others as texts.

    Raises
    ------
    UserError
        When there are fewer than two classes, or more than `MOST_CLASSES`.

    Examples
    --------
    >>> numbers, names = class_numbers(["10", "9", "10"])
    >>> numbers.tolist(), names
    ([1, 0, 1], ('9', '10'))
    """
    whole = [_whole(label) for label in labels]
    numeric = all(number is not None for number in whole)
    texts = [str(number) for number in whole] if numeric else list(labels)
    names = sorted(set(texts), key=int) if numeric else sorted(set(texts))
    check_classes(names)
    places = {name: place for place, name in enumerate(names)}
    return np.array([places[text] for text in texts], np.int64), tuple(names)


def label_texts(labels: Array) -> list[str]:
    """Return one text a label: of whole numbers, texts or one column a class; "" where a label is missing.

    Raises
    ------
    UserError
        When the labels are something else, for example measurements.

    Examples
    --------
    >>> label_texts(np.array([[0, 1], [1, 0]])), label_texts(np.array([3.0, np.nan]))
    (['1', '0'], ['3', ''])
    """
    if labels.ndim == 2 and labels.shape[1] == 1:
        labels = labels[:, 0]
    if labels.ndim == 2:
        return [str(number) for number in _of_columns(labels)]
    if labels.ndim != 1 or labels.dtype.kind not in "biufUS":
        raise _no_labels(labels)
    if labels.dtype.kind == "S":
        return [bytes(label).decode("utf-8", "replace").strip() for label in labels]
    if labels.dtype.kind == "U":
        return [str(label).strip() for label in labels]
    if labels.dtype.kind == "f":
        known = labels[np.isfinite(labels)]
        if np.any(known != np.rint(known)):
            raise _no_labels(labels)
        return [str(int(label)) if np.isfinite(label) else "" for label in labels]
    return [str(int(label)) for label in labels]


def check_classes(names: Sequence[str]) -> None:
    """Raise `UserError` unless there are at least two classes, and not absurdly many."""
    if len(names) < 2:
        text = QT_TRANSLATE_NOOP(
            "Errors",
            "There is only one class ({name}): a network learns to tell classes apart. Nothing was changed; add "
            "pictures of a second class.",
        )
        if not names:
            text = QT_TRANSLATE_NOOP("Errors", "There are no labels: nothing was loaded. Give every picture a class.")
        raise UserError(text, name=names[0] if names else "")
    if len(names) > MOST_CLASSES:
        text = QT_TRANSLATE_NOOP(
            "Errors",
            "There are {count} different labels, more than {limit} classes: they look like measurements. Nothing was "
            "loaded; choose the labels.",
        )
        raise UserError(text, count=len(names), limit=MOST_CLASSES)


def _of_columns(labels: Array) -> Array:
    """Return the class of each row of one column a class (one-hot)."""
    numeric = labels.dtype.kind in "biuf"
    if not numeric or labels.shape[1] < 2 or not np.isin(labels, (0, 1)).all() or (labels.sum(axis=1) != 1).any():
        raise _no_labels(labels)
    classes: Array = labels.argmax(axis=1)
    return classes


def _whole(text: str) -> int | None:
    """Return the whole number that a text says, 7 for "7" and "7.0"."""
    try:
        number = float(text)
        return int(text) if text.strip("+-").isdecimal() else int(number) if number.is_integer() else None
    except (ValueError, OverflowError):
        return None


def _no_labels(labels: Array) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors",
        "The labels have the shape {shape} ({type}) and are no classes: nothing was loaded. Give whole numbers, names, "
        "or a column of 0 and 1 for each class.",
    )
    return UserError(text, shape=labels.shape, type=labels.dtype)
