"""Drawings that a person keeps to train with: a folder a class, each drawing a PNG picture."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import numpy as np
from PIL import Image

from nnviz.core.arrays import Array
from nnviz.core.atomic_file import replacing
from nnviz.core.class_scores import is_digit_model
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.own_data.folder import Reading, read_folder
from nnviz.core.preparation import prepare_for

DRAWING_SHAPE = (28, 28, 1)
REMOVED = ".removed"
"""What is removed waits in this folder, which is no class."""
_FORBIDDEN = '<>:"/\\|?*'
_LONGEST_NAME = 60


def read_drawings(folder: Path) -> Reading:
    """Read the kept drawings as the drawing panel hands them to a model: 28 x 28, digits prepared as MNIST's were.

    Raises
    ------
    UserError
        When there are no drawings, or only of one class.
    """
    if not any(drawing_counts(folder).values()):
        text = QT_TRANSLATE_NOOP(
            "Errors",
            "No drawings are kept yet: nothing was loaded. Draw something, choose Keep above the paper, and say "
            "what it is.",
        )
        raise UserError(text)
    return read_folder(folder, "drawings", as_drawn)


def as_drawn(picture: Array, names: tuple[str, ...]) -> Array:
    """Return a drawing, (28, 28) uint8, as a model of classes with these names will be asked about one.

    Raises
    ------
    UserError
        When there is nothing on the paper.
    """
    prepared = prepare_for(picture, DRAWING_SHAPE, "digit" if is_digit_model(names) else "picture")
    if prepared.blank:
        raise UserError(QT_TRANSLATE_NOOP("Errors", "{file} is a blank paper."), file="")
    drawn: Array = np.rint(prepared.image[..., 0] * 255.0).astype(np.uint8)
    return drawn


def class_folder_name(label: str) -> str:
    """Return the name of the folder of a class.

    Raises
    ------
    UserError
        When no folder can be called so.

    Examples
    --------
    >>> class_folder_name(" Katze ")
    'Katze'
    """
    name = label.strip()
    unfit = not name or len(name) > _LONGEST_NAME or name[0] in "._" or name[-1] == "."
    if unfit or any(sign in _FORBIDDEN or not sign.isprintable() for sign in name):
        text = QT_TRANSLATE_NOOP(
            "Errors", "A class cannot be called “{name}”: nothing was kept. Use letters, digits and spaces."
        )
        raise UserError(text, name=label)
    return name


def keep_drawing(folder: Path, label: str, picture: Array) -> Path:
    """Write a drawing, (H, W) or (H, W, 3) uint8, into the folder of its class and return the file.

    Raises
    ------
    UserError
        When the label is no name for a folder, or the disk refuses.
    """
    target = folder / class_folder_name(label) / f"{datetime.now():%Y%m%d-%H%M%S-%f}.png"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as temporary:
            Image.fromarray(picture).save(temporary)
    except OSError as error:
        raise _refused(target, error) from error
    return target


def drawing_counts(folder: Path) -> dict[str, int]:
    """Return how many drawings are kept of each class, by name."""
    if not folder.is_dir():
        return {}
    classes = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    return {path.name: sum(1 for _ in path.glob("*.png")) for path in classes}


def remove_drawing(folder: Path, file: Path) -> Path:
    """Put a drawing aside, and return where; `restore_drawing` brings it back.

    Raises
    ------
    UserError
        When the disk refuses.
    """
    aside = folder / REMOVED / file.relative_to(folder)
    return _move(file, aside)


def restore_drawing(folder: Path, aside: Path) -> Path:
    """Bring back a drawing that was put aside, and return its file.

    Raises
    ------
    UserError
        When it is gone, or the disk refuses.
    """
    return _move(aside, folder / aside.relative_to(folder / REMOVED))


def _move(source: Path, target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        return source.replace(target)
    except OSError as error:
        raise _refused(target, error) from error


def _refused(file: Path, error: OSError) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors", "{file} cannot be written ({reason}): the drawing is as it was. Make room on the disk and try again."
    )
    return UserError(text, file=file, reason=error.strerror or type(error).__name__)
