"""The name by which a data set of one's own is asked for: its kind and where it lies, ``folder:/home/me/cats``."""

from __future__ import annotations

from pathlib import Path

from nnviz.core.experiment import OWN_DATASETS


def reference_to(dataset: str, data: str) -> str:
    """Return the name under which a data set is loaded; that of the known sets is their own.

    Examples
    --------
    >>> reference_to("npz", "/data/cells.npz"), reference_to("mnist", "")
    ('npz:/data/cells.npz', 'mnist')
    """
    return f"{dataset}:{data}" if dataset in OWN_DATASETS else dataset


def kind_and_place(reference: str) -> tuple[str, str] | None:
    """Return the kind and the path of data of one's own; None for any other name.

    Examples
    --------
    >>> kind_and_place("csv:C:/pixels.csv"), kind_and_place("drawings"), kind_and_place("mnist")
    (('csv', 'C:/pixels.csv'), ('drawings', ''), None)
    """
    kind, _, place = reference.partition(":")
    return (kind, place) if kind in OWN_DATASETS else None


def title_of(reference: str) -> str:
    """Return what people call a data set: of one's own, the name of the file or folder.

    Examples
    --------
    >>> title_of("folder:/home/me/cats"), title_of("mnist")
    ('cats', 'mnist')
    """
    own = kind_and_place(reference)
    return reference if own is None else Path(own[1]).name or own[0]
