"""The two tables of a run: a row a batch, a row an epoch; read fast, and only as far as they are whole."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.atomic_file import replacing
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.training import BatchRecord, EpochRecord, SettingChange

METRICS, EPOCHS, CHANGES = "metrics.csv", "epochs.csv", "changes.csv"
BATCH_COLUMNS = ("step", "epoch", "loss", "accuracy", "learning_rate")
EPOCH_COLUMNS = ("epoch", "step", "loss", "accuracy", "val_loss", "val_accuracy", "seconds")
CHANGE_COLUMNS = ("step", "setting", "before", "after")
_WHOLE_NUMBERS = ("step", "epoch")
_CHUNK_BYTES = 1 << 18
_NONE: Array = np.empty((0, len(BATCH_COLUMNS)))


class Table:
    """A CSV file that grows by whole rows: what a full disk cut off is taken back and written again later."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        self._path = path
        self._waiting: list[Iterable[object]] = [columns]
        self._size = 0

    def add(self, row: Iterable[object]) -> None:
        """Keep a row until the next `write`."""
        self._waiting.append(row)

    def write(self) -> None:
        """Bring the rows that wait to disk, past the reach of a power cut.

        Raises
        ------
        OSError
            When that fails; the rows go on waiting.
        """
        if not self._waiting:
            return
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self._waiting)
        rows = text.getvalue().encode("ascii")
        with self._path.open("ab") as file:
            file.truncate(self._size)
            file.write(rows)
        _sync(self._path)
        self._size += len(rows)
        self._waiting.clear()

    def continue_after(self, last: int) -> None:
        """Go on in the file that is there, behind the last row whose first number is at most `last`."""
        lines = self._path.read_bytes().split(b"\n")[:-1]  # a whole line ends with a line break
        while len(lines) > 1 and _first_number(lines[-1]) > last:
            lines.pop()
        kept = b"".join(line + b"\n" for line in lines)
        with replacing(self._path) as temporary:
            temporary.write_bytes(kept)
        self._size = len(kept)
        self._waiting.clear()


def read_batches(path: Path) -> list[BatchRecord]:
    """Return the figures of every batch of the run in the folder `path`.

    Raises
    ------
    UserError
        If the folder holds no such table.
    """
    records: list[BatchRecord] = []
    for _, columns in batch_columns(path):
        records += map(BatchRecord, *(column.tolist() for column in columns))
    return records


def batch_columns(path: Path) -> Iterator[tuple[float, tuple[Array, ...]]]:
    """Yield the figures of further batches, a column of `BATCH_COLUMNS` each, with the share that is read by then.

    A piece takes some 10 ms. Ends before the first row that is not whole. Raises as `read_batches` does.
    """
    file, done = path / METRICS, 0
    _check_header(file, BATCH_COLUMNS)
    size = max(file.stat().st_size, 1)
    with file.open("rb") as rows:
        done = len(rows.readline())
        while lines := rows.readlines(_CHUNK_BYTES):
            done += sum(map(len, lines))
            values = _parsed(lines)
            whole = (values[:, 0].astype(np.int64), values[:, 1].astype(np.int64))
            yield done / size, (*whole, *values.T[2:])
            if len(values) < len(lines):
                return


def read_epochs(path: Path) -> list[EpochRecord]:
    """Return the figures of every finished epoch of the run in the folder `path`; raises as `read_batches` does."""
    _check_header(path / EPOCHS, EPOCH_COLUMNS)
    lines = (path / EPOCHS).read_text(encoding="utf-8", errors="replace").split("\n")[1:-1]
    return [EpochRecord(**row) for row in _rows(lines, EPOCH_COLUMNS)]


def _parsed(lines: list[bytes]) -> Array:
    """Return the numbers of the rows up to the first that is not whole, (N, columns) float64."""
    width = len(BATCH_COLUMNS)
    if not lines[-1].endswith(b"\n"):
        lines = lines[:-1]
    try:
        values = np.loadtxt(lines, delimiter=",", comments=None, ndmin=2, encoding="ascii") if lines else _NONE
    except ValueError:
        pass
    else:
        if values.shape == (len(lines), width) and np.isfinite(values[:, :2]).all():
            return values
    text = [line.decode("ascii", errors="replace").rstrip("\n") for line in lines]
    rows = [tuple(row.values()) for row in _rows(text, BATCH_COLUMNS)]
    return np.array(rows, np.float64).reshape(-1, width)


def _check_header(path: Path, columns: tuple[str, ...]) -> None:
    try:
        with path.open(encoding="utf-8") as file:
            header = file.readline()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors", "{file} cannot be read ({reason}). Nothing was changed. Choose the folder of a training."
            ),
            file=path,
            reason=reason or error,
        ) from error
    if header.strip().split(",") != list(columns):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "{file} is not a table of a training: it should begin with {columns}. Nothing was changed. Choose "
                "the folder of a training.",
            ),
            file=path,
            columns=",".join(columns),
        )


def _rows(lines: list[str], columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the rows up to the first that is cut off."""
    for line in lines:
        try:
            row = dict(zip(columns, line.strip().split(","), strict=True))
            yield {name: int(cell) if name in _WHOLE_NUMBERS else float(cell) for name, cell in row.items()}
        except ValueError:
            return


def _first_number(line: bytes) -> float:
    try:
        return int(line.split(b",", 1)[0])
    except ValueError:
        return np.inf


def _sync(path: Path) -> None:
    """Have the system bring a file to the disk itself."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def read_changes(path: Path) -> list[SettingChange]:
    """Return what was changed by hand in the run in the folder `path`, in order; nothing where there is no table."""
    if not (path / CHANGES).exists():
        return []
    with (path / CHANGES).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [SettingChange(int(step), setting, float(old), float(new)) for step, setting, old, new in rows]
