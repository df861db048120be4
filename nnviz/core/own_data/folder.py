"""Pictures in folders, one folder a class, perhaps below a folder to learn from and one to test on."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.own_data.labels import check_classes
from nnviz.core.own_data.origin import Origin, Skipped
from nnviz.core.own_data.parts import in_parts
from nnviz.core.own_data.pictures import MOST_BYTES, colourless, fitted, reduced_size
from nnviz.core.picture_file import read_picture

Reading = Generator[tuple[int, int | None], None, Dataset]
"""Yields how much of how much was read, and returns the data set."""
Prepare = Callable[[Array, tuple[str, ...]], Array]
"""Makes of a picture and the names of all classes what is learnt from."""

TRAIN_FOLDERS = ("train", "training")
TEST_FOLDERS = ("test", "testing", "val", "valid", "validation")
_NO_PICTURES = frozenset({"thumbs.db", "desktop.ini"})
_BLOCK = 256


@dataclass(frozen=True)
class Entry:
    """A file that ought to hold a picture of a class."""

    path: Path
    label: str
    test: bool = False


@dataclass
class _Found:
    """What has been read so far, each picture no larger than it will be."""

    entries: list[Entry] = field(default_factory=list)
    pictures: list[Array] = field(default_factory=list)
    sizes: list[tuple[int, ...]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    bytes: int = 0


def list_pictures(folder: Path) -> tuple[Entry, ...]:
    """Return the files in the folders of the classes, both in the order of their names; hidden ones do not count.

    Raises
    ------
    UserError
        When there is no such folder, no folder in it, or only a single one with files.
    """
    try:
        entries = tuple(_entries(folder))
    except OSError as error:
        text = QT_TRANSLATE_NOOP("Errors", "{folder} cannot be read ({reason}): nothing was loaded. Choose a folder.")
        raise UserError(text, folder=folder, reason=error.strerror or type(error).__name__) from error
    if not entries:
        text = QT_TRANSLATE_NOOP(
            "Errors",
            "{folder} holds no folders of pictures: nothing was loaded. Put the pictures of each class into a folder "
            "that is called like the class, all of them in one folder, and choose that one.",
        )
        raise UserError(text, folder=folder)
    check_classes(sorted({entry.label for entry in entries if not entry.test}))
    return entries


def read_folder(folder: Path, name: str = "folder", prepare: Prepare | None = None) -> Reading:
    """Read a folder of pictures by class; what cannot be read is left out and reported.

    Pictures of several sizes are brought to the most frequent one, and none is larger than `MOST_SIDE_PX`. They are
    grey when all of them are, else in colour. Without a part to test on a fifth is held for it.

    Raises
    ------
    UserError
        As `list_pictures`, when fewer than two classes have a picture that can be read, or when all of them together
        would fill more than `MOST_BYTES`.
    """
    entries = list_pictures(folder)
    names = tuple(sorted({entry.label for entry in entries if not entry.test}))
    found = _Found()
    for number, entry in enumerate(entries, 1):
        _take(entry, folder, names, prepare, found)
        yield number, len(entries)
    _check_some(found, folder)
    learnt = tuple(sorted({entry.label for entry in found.entries if not entry.test}))
    check_classes(learnt)
    _leave_out_unknown(found, names, learnt)
    size = Counter(picture.shape[:2] for picture in found.pictures).most_common(1)[0][0]
    resized = sum(own != size for own in found.sizes)
    stack = _empty(found.pictures, size)
    for start in range(0, len(stack), _BLOCK):
        for place in range(start, min(start + _BLOCK, len(stack))):
            stack[place] = np.atleast_3d(fitted(found.pictures[place], size))
        yield len(entries), len(entries)
    labels = np.array([learnt.index(entry.label) for entry in found.entries], np.int64)
    test = np.array([entry.test for entry in found.entries])
    origin = Origin(str(folder), len(stack), size, tuple(found.skipped), resized)
    files = tuple(str(entry.path) for entry in found.entries)
    return in_parts(name, stack, labels, learnt, origin, test if test.any() else None, files)


def _take(entry: Entry, folder: Path, names: tuple[str, ...], prepare: Prepare | None, found: _Found) -> None:
    shown = entry.path.relative_to(folder).as_posix()
    try:
        picture = read_picture(entry.path)
        picture = colourless(picture) if prepare is None else prepare(picture, names)
    except UserError as error:
        short = {**error.values, "file": shown} if "file" in error.values else error.values
        found.skipped.append(Skipped(shown, UserError(error.template, **short)))
        return
    small = fitted(picture, reduced_size(*picture.shape[:2]))
    found.bytes += small.nbytes
    if found.bytes > MOST_BYTES:
        text = QT_TRANSLATE_NOOP(
            "Errors", "The pictures in {folder} fill more than {limit} MB of memory: nothing was loaded. Choose fewer."
        )
        raise UserError(text, folder=folder, limit=MOST_BYTES // 2**20)
    found.entries.append(entry)
    found.pictures.append(small.copy())
    found.sizes.append(picture.shape[:2])


def _check_some(found: _Found, folder: Path) -> None:
    if not any(not entry.test for entry in found.entries):
        text = QT_TRANSLATE_NOOP(
            "Errors", "None of the {count} files in {folder} can be used: nothing was loaded. The first one: {reason}"
        )
        raise UserError(text, count=len(found.skipped), folder=folder, reason=found.skipped[0].reason)


def _leave_out_unknown(found: _Found, names: Sequence[str], learnt: Sequence[str]) -> None:
    """Report classes without a picture to learn from, and drop what the test part has of them."""
    for name in sorted({*names, *(entry.label for entry in found.entries)} - set(learnt)):
        text = QT_TRANSLATE_NOOP("Errors", "The class “{name}” has no picture to learn from.")
        found.skipped.append(Skipped(name, UserError(text, name=name)))
    kept = [place for place, entry in enumerate(found.entries) if entry.label in learnt]
    found.entries = [found.entries[place] for place in kept]
    found.pictures = [found.pictures[place] for place in kept]
    found.sizes = [found.sizes[place] for place in kept]


def _empty(pictures: Sequence[Array], size: tuple[int, int]) -> Array:
    channels = 3 if any(picture.ndim == 3 for picture in pictures) else 1
    return np.empty((len(pictures), *size, channels), np.uint8)


def _entries(folder: Path) -> Iterator[Entry]:
    by_name = {path.name.casefold(): path for path in _folders(folder)}
    train = next((by_name[name] for name in TRAIN_FOLDERS if name in by_name and _folders(by_name[name])), None)
    if train is None:
        yield from _of_classes(folder, test=False)
        return
    yield from _of_classes(train, test=False)
    test = next((by_name[name] for name in TEST_FOLDERS if name in by_name), None)
    if test is not None:
        yield from _of_classes(test, test=True)


def _of_classes(folder: Path, test: bool) -> Iterator[Entry]:
    for of_class in _folders(folder):
        for place, folders, files in os.walk(of_class):
            folders[:] = sorted(name for name in folders if not _hidden(name))
            for name in sorted(files):
                if not _hidden(name) and name.casefold() not in _NO_PICTURES:
                    yield Entry(Path(place) / name, of_class.name, test)


def _folders(folder: Path) -> list[Path]:
    return sorted((path for path in folder.iterdir() if path.is_dir() and not _hidden(path.name)), key=_name)


def _name(path: Path) -> str:
    return path.name


def _hidden(name: str) -> bool:
    return name.startswith((".", "__"))
