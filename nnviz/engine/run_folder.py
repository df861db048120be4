"""A training kept as a folder: its experiment, every batch, every epoch, its last and its best model."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from nnviz.core.atomic_file import replacing
from nnviz.core.experiment import Experiment
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.training import BatchRecord, EpochRecord, SettingChange

EXPERIMENT, METRICS, EPOCHS, CHANGES = "experiment.json", "metrics.csv", "epochs.csv", "changes.csv"
LAST, BEST = "last.keras", "best.keras"
BATCH_COLUMNS = ("step", "epoch", "loss", "accuracy", "learning_rate")
EPOCH_COLUMNS = ("epoch", "step", "loss", "accuracy", "val_loss", "val_accuracy", "seconds")
CHANGE_COLUMNS = ("step", "setting", "before", "after")
_WHOLE_NUMBERS = ("step", "epoch")


def new_run_folder(root: Path, name: str) -> Path:
    """Make and return a new folder ``root/YYYYMMDD-HHMMSS-name``; a counter keeps two of one second apart.

    Raises
    ------
    UserError
        If no folder can be made there.
    """
    plain = re.sub(r"[^\w.-]+", "-", name).strip("-.") or "run"
    first = f"{datetime.now():%Y%m%d-%H%M%S}-{plain}"
    try:
        root.mkdir(parents=True, exist_ok=True)
        for attempt in range(1, 1000):
            path = root / (first if attempt == 1 else f"{first}-{attempt}")
            try:
                path.mkdir()
            except FileExistsError:
                continue
            return path
    except OSError as error:
        raise _unwritable(root, error) from error
    raise _unwritable(root, OSError(f"{first} is taken"))


def next_to(path: Path) -> Path:
    """Return a free name beside `path`: the same with a counter, which takes the place of one already there."""
    stem = re.sub(r"-\d{1,3}$", "", path.name)
    return next(free for n in range(2, 10_000) if not (free := path.with_name(f"{stem}-{n}")).exists())


class RunFolder:
    """Writes one training into `path`, and never ends it: a full disk is told once, then tried again every epoch.

    Rows wait in memory until the epoch is over. What an earlier training left in the folder is replaced.
    """

    def __init__(self, path: Path, on_problem: Callable[[UserError], None] | None = None) -> None:
        self.path = path
        self._on_problem = on_problem
        self._told = False
        self._experiment: Experiment | None = None
        self._batches = _Table(path / METRICS, BATCH_COLUMNS)
        self._epochs = _Table(path / EPOCHS, EPOCH_COLUMNS)
        self._changes: _Table | None = None  # a run that nobody changed has no such table

    def write_experiment(self, experiment: Experiment) -> None:
        """Write what is trained, and begin both tables."""
        self._experiment = experiment
        self.flush()

    def add_batch(self, record: BatchRecord) -> None:
        """Keep the figures of a batch; they are on disk after the next `flush`."""
        self._batches.add(record)

    def add_change(self, change: SettingChange) -> None:
        """Keep a change by hand and bring everything to disk."""
        self._changes = self._changes or _Table(self.path / CHANGES, CHANGE_COLUMNS)
        self._changes.add(change)
        self.flush()

    def add_epoch(self, record: EpochRecord) -> None:
        """Keep the figures of an epoch and bring everything to disk."""
        self._epochs.add(tuple(getattr(record, column) for column in EPOCH_COLUMNS))
        self.flush()

    def save_last(self, model: Any) -> None:
        """Write the model as it is now, with its optimizer, as `last.keras`."""
        self._try(lambda: self._save(model, LAST))

    def save_best(self, model: Any) -> None:
        """Write the model as it is now, without its optimizer, as `best.keras`."""
        self._try(lambda: self._save(_without_optimizer(model), BEST))

    def flush(self) -> None:
        """Bring to disk what still waits."""
        self._try(self._write)

    def close(self) -> None:
        """Bring the rest to disk."""
        self.flush()

    def _write(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        if self._experiment is not None:
            with replacing(self.path / EXPERIMENT) as temporary:
                temporary.write_text(json.dumps(self._experiment.to_dict(), indent=2) + "\n", encoding="utf-8")
            self._experiment = None
            if self._changes is None:
                (self.path / CHANGES).unlink(missing_ok=True)
        self._batches.write()
        self._epochs.write()
        if self._changes is not None:
            self._changes.write()

    def _save(self, model: Any, name: str) -> None:
        from nnviz.engine.model_file import save_model

        self.path.mkdir(parents=True, exist_ok=True)
        save_model(model, self.path / name)

    def _try(self, job: Callable[[], None]) -> None:
        try:
            job()
        except (OSError, UserError) as error:
            if self._on_problem is not None and not self._told:
                self._told = True
                self._on_problem(_unwritable(self.path, error))


class _Table:
    """A CSV file that grows by whole rows: what a full disk cut off is taken back and written again later."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        self._path = path
        self._waiting: list[Iterable[object]] = [columns]
        self._size = 0

    def add(self, row: Iterable[object]) -> None:
        self._waiting.append(row)

    def write(self) -> None:
        if not self._waiting:
            return
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(self._waiting)
        rows = text.getvalue().encode("ascii")
        with self._path.open("ab") as file:
            file.truncate(self._size)
            file.write(rows)
        self._size += len(rows)
        self._waiting.clear()


def read_batches(path: Path) -> list[BatchRecord]:
    """Return the figures of every batch of the run in the folder `path`.

    Raises
    ------
    UserError
        If the folder holds no such table.
    """
    return [BatchRecord(**row) for row in _rows(path / METRICS, BATCH_COLUMNS)]


def read_epochs(path: Path) -> list[EpochRecord]:
    """Return the figures of every finished epoch of the run in the folder `path`; raises as `read_batches` does."""
    return [EpochRecord(**row) for row in _rows(path / EPOCHS, EPOCH_COLUMNS)]


def read_changes(path: Path) -> list[SettingChange]:
    """Return what was changed by hand in the run in the folder `path`, in order; nothing where there is no table."""
    if not (path / CHANGES).exists():
        return []
    with (path / CHANGES).open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return [SettingChange(int(step), setting, float(old), float(new)) for step, setting, old, new in rows]


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table up to the first that is cut off."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors", "{file} cannot be read ({reason}). Nothing was changed. Choose the folder of a training."
            ),
            file=path,
            reason=_reason(error),
        ) from error
    if lines[0].strip().split(",") != list(columns):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "{file} is not a table of a training: it should begin with {columns}. Nothing was changed. Choose "
                "the folder of a training.",
            ),
            file=path,
            columns=",".join(columns),
        )
    for line in lines[1:-1]:  # a whole line ends with a line break
        try:
            row = dict(zip(columns, line.strip().split(","), strict=True))
            yield {name: int(cell) if name in _WHOLE_NUMBERS else float(cell) for name, cell in row.items()}
        except ValueError:
            return


def _without_optimizer(model: Any) -> Any:
    """Return a copy that was never compiled, a third of the size on disk; the model itself if it cannot be copied."""
    try:
        copy = type(model).from_config(model.get_config())
        copy.set_weights(model.get_weights())
    except (NotImplementedError, TypeError, ValueError):
        return model
    return copy


def _unwritable(path: Path, error: Exception) -> UserError:
    return UserError(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The training cannot be written to {folder} ({reason}). It goes on; what is not on disk yet is written "
            "after a later epoch. Make room or give permission to write there.",
        ),
        folder=path,
        reason=_reason(error),
    )


def _reason(error: Exception) -> str:
    if isinstance(error, UserError) and "reason" in error.values:
        return str(error.values["reason"])
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
