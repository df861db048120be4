"""Data of one's own by its kind and place, step by step, and kept as long as what it was read from stays the same."""

from __future__ import annotations

from collections.abc import Generator, Hashable
from pathlib import Path

from nnviz import paths
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.own_data.archive import read_archive
from nnviz.core.own_data.drawings import read_drawings
from nnviz.core.own_data.folder import Reading, read_folder
from nnviz.core.own_data.table import read_pixel_table


def data_place(kind: str, place: str) -> Path:
    """Return the file or folder of data of one's own; kept drawings have a folder of theirs.

    Raises
    ------
    UserError
        When it is not said, or nothing is there.
    """
    if kind == "drawings":
        return Path(place).expanduser() if place else paths.drawings_folder()
    if not place:
        text = QT_TRANSLATE_NOOP(
            "Errors", "It is not said where the data lies: nothing was loaded. Choose a folder or a file of your own."
        )
        raise UserError(text, field="data")
    path = Path(place).expanduser()
    wanted = path.is_dir() if kind == "folder" else path.is_file()
    if not wanted:
        text = QT_TRANSLATE_NOOP("Errors", "There is no folder {path}: nothing was loaded. Choose another one.")
        if kind != "folder":
            text = QT_TRANSLATE_NOOP("Errors", "There is no file {path}: nothing was loaded. Choose another one.")
        raise UserError(text, path=path, field="data")
    return path


def read_own_data(kind: str, path: Path) -> Reading:
    """Return the steps that read the data; the last one returns it."""
    match kind:
        case "folder":
            return read_folder(path)
        case "npz":
            return read_archive(path)
        case "csv":
            return read_pixel_table(path)
        case _:
            return read_drawings(path)


def content_stamp(path: Path) -> Generator[None, None, Hashable]:
    """Return what changes when anything in a file or folder does: names, times and sizes, looked at step by step."""
    if path.is_file():
        return _stamp(path)
    stamps = []
    for number, file in enumerate(sorted(path.rglob("*"))):
        if not file.name.startswith("."):
            stamps.append(_stamp(file))
        if number % 500 == 0:
            yield
    return hash(tuple(stamps))


def _stamp(file: Path) -> tuple[str, int, int]:
    try:
        status = file.stat()
    except OSError:
        return str(file), 0, 0
    return str(file), status.st_mtime_ns, status.st_size
