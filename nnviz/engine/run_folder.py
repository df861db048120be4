"""A training kept as a folder: its experiment, every batch, every epoch, its models and its last checkpoint."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from nnviz.core.atomic_file import replacing
from nnviz.core.experiment import Experiment
from nnviz.core.file_lock import FileLock
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.training import BatchRecord, EpochRecord, Phase, SettingChange
from nnviz.engine.checkpoint import STATE, Checkpoint, Place
from nnviz.engine.event_file import EventFile, event_files
from nnviz.engine.run_tables import BATCH_COLUMNS, CHANGE_COLUMNS, CHANGES, EPOCH_COLUMNS, EPOCHS, METRICS, Table

EXPERIMENT, OUTCOME, LOCK = "experiment.json", "outcome.json", ".lock"
LAST, BEST = "last.keras", "best.keras"


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
        self._batches = Table(path / METRICS, BATCH_COLUMNS)
        self._epochs = Table(path / EPOCHS, EPOCH_COLUMNS)
        self._changes: Table | None = None  # a run that nobody changed has no such table
        self._events = EventFile(path)
        self._lock = FileLock(path / LOCK)
        self._behind = False

    def write_experiment(self, experiment: Experiment) -> None:
        """Write what is trained, and begin both tables.

        Raises
        ------
        UserError
            When another training is being written into the folder.
        """
        self._hold()
        self._experiment = experiment
        with suppress(OSError):
            for stale in (self.path / STATE, self.path / OUTCOME, *event_files(self.path)):
                stale.unlink(missing_ok=True)
        self.flush()

    def continue_from(self, place: Place) -> None:
        """Go on after a checkpoint: what was written after it is cut off. Raises as `write_experiment` does."""
        self._hold()
        self._events = EventFile(self.path, place.step + 1)
        self._try(lambda: self._cut(place))

    def add_batch(self, record: BatchRecord) -> None:
        """Keep the figures of a batch; they are on disk after the next `flush`."""
        self._batches.add(record)
        self._events.add_batch(record)

    def add_change(self, change: SettingChange) -> None:
        """Keep a change by hand and bring everything to disk."""
        self._changes = self._changes or Table(self.path / CHANGES, CHANGE_COLUMNS)
        self._changes.add(change)
        self.flush()

    def add_epoch(self, record: EpochRecord) -> None:
        """Keep the figures of an epoch and bring everything to disk."""
        self._epochs.add(tuple(getattr(record, column) for column in EPOCH_COLUMNS))
        self._events.add_epoch(record)
        self.flush()

    def save_last(self, model: Any) -> None:
        """Write the model as it is now, with its optimizer, as `last.keras`."""
        self._try(lambda: self._save(model, LAST))

    def save_best(self, model: Any) -> None:
        """Write the model as it is now, without its optimizer, as `best.keras`."""
        self._try(lambda: self._save(_without_optimizer(model), BEST))

    def save_state(self, checkpoint: Checkpoint) -> None:
        """Bring the tables to disk, then the checkpoint, from which the training can go on with the same figures."""
        self.flush()
        if not self._behind:  # a checkpoint ahead of its tables would leave a hole in the curve
            self._try(lambda: checkpoint.save(self.path))

    def flush(self) -> None:
        """Bring to disk what still waits."""
        self._behind = not self._try(self._write)

    def close(self, phase: Phase | None = None, problem: UserError | None = None) -> None:
        """Bring the rest to disk, and how the training ended."""
        self.flush()
        if phase is not None:
            self._try(lambda: self._write_outcome(phase, problem))
        self._events.close()
        self._lock.release()

    def _hold(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            held = self._lock.acquire()
        except OSError:
            return  # `flush` says what is wrong with the folder
        if not held:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "Another training is being written into {folder}. Nothing was started. Wait until it has ended, or "
                    "choose another folder.",
                ),
                folder=self.path,
            )

    def _cut(self, place: Place) -> None:
        (self.path / OUTCOME).unlink(missing_ok=True)
        self._batches.continue_after(place.step)
        self._epochs.continue_after(place.finished_epochs)
        if (self.path / CHANGES).exists():
            self._changes = Table(self.path / CHANGES, CHANGE_COLUMNS)
            self._changes.continue_after(place.step)

    def _write(self) -> None:
        self.path.mkdir(parents=True, exist_ok=True)
        if self._experiment is not None:
            _write_json(self.path / EXPERIMENT, self._experiment.to_dict())
            self._experiment = None
            if self._changes is None:
                (self.path / CHANGES).unlink(missing_ok=True)
        self._batches.write()
        self._epochs.write()
        if self._changes is not None:
            self._changes.write()
        self._events.write()

    def _write_outcome(self, phase: Phase, problem: UserError | None) -> None:
        outcome: dict[str, object] = {"phase": str(phase)}
        if problem is not None:
            values = {
                name: value if isinstance(value, int | float) else str(value) for name, value in problem.values.items()
            }
            outcome["problem"] = {"template": problem.template, "values": values}
        _write_json(self.path / OUTCOME, outcome)

    def _save(self, model: Any, name: str) -> None:
        from nnviz.engine.model_file import save_model

        self.path.mkdir(parents=True, exist_ok=True)
        save_model(model, self.path / name)

    def _try(self, job: Callable[[], None]) -> bool:
        try:
            job()
        except (OSError, UserError) as error:
            if self._on_problem is not None and not self._told:
                self._told = True
                self._on_problem(_unwritable(self.path, error))
            return False
        return True


def _write_json(path: Path, values: object) -> None:
    with replacing(path) as temporary:
        temporary.write_text(json.dumps(values, indent=2) + "\n", encoding="utf-8")


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
