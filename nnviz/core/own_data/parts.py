"""A data set of one's own in two parts, to learn from and to test on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.core.dataset import Dataset
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.own_data.origin import Origin

TEST_SHARE = 0.2
_SEED = 20


def held_for_test(labels: Array) -> Array:
    """Return which of the pictures are the test part where the data has none, (N,) bool; always the same ones.

    A fifth of every class, at least one of each that has two; a class of a single picture is only learnt from.

    Raises
    ------
    UserError
        When no class has two pictures.

    Examples
    --------
    >>> held = held_for_test(np.repeat([0, 1], [10, 5]))
    >>> held[:10].sum().item(), held[10:].sum().item()
    (2, 1)
    """
    held = np.zeros(len(labels), bool)
    rng = np.random.default_rng(_SEED)
    for label in np.unique(labels):
        own = rng.permutation(np.flatnonzero(labels == label))
        held[own[: max(int(len(own) > 1), round(TEST_SHARE * len(own)))]] = True
    if not held.any():
        text = QT_TRANSLATE_NOOP(
            "Errors", "Every class has a single picture: nothing is left to test on. Add more pictures of each class."
        )
        raise UserError(text)
    return held


def in_parts(
    name: str,
    pictures: Array,
    labels: Array,
    class_names: tuple[str, ...],
    origin: Origin,
    test: Array | None = None,
    files: tuple[str, ...] = (),
) -> Dataset:
    """Return the data set; `test`, (N,) bool, tells which pictures are its test part, and without it a fifth is.

    `files` are those of the pictures, if they have any.

    Raises
    ------
    UserError
        When a class has nothing to learn from, or there is nothing to test on.
    """
    held = held_for_test(labels) if test is None else test
    _check_learnt(labels[~held], class_names)
    found = replace(
        origin,
        used=len(labels),
        train_files=tuple(file for file, out in zip(files, held, strict=False) if not out),
        test_files=tuple(file for file, out in zip(files, held, strict=False) if out),
    )
    return Dataset(name, *_part(pictures, labels, ~held), *_part(pictures, labels, held), class_names, found)


def _part(pictures: Array, labels: Array, chosen: Array) -> tuple[Array, Array]:
    return read_only(pictures[chosen]), read_only(labels[chosen])


def _check_learnt(labels: Array, class_names: tuple[str, ...]) -> None:
    learnt = set(labels.tolist())
    absent = [name for number, name in enumerate(class_names) if number not in learnt]
    if absent:
        text = QT_TRANSLATE_NOOP(
            "Errors", "The class “{name}” has no picture to learn from: nothing was loaded. Add some for training."
        )
        raise UserError(text, name=absent[0])
