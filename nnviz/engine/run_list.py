"""The trainings kept in a folder, listed from their small files only and without TensorFlow."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from nnviz.core.experiment import Experiment
from nnviz.core.file_lock import is_held
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.training import EpochRecord, Phase
from nnviz.engine.checkpoint import STATE, read_place
from nnviz.engine.run_folder import BEST, EXPERIMENT, LOCK, OUTCOME
from nnviz.engine.run_tables import EPOCHS, METRICS, read_epochs

_STAMP = re.compile(r"(\d{8}-\d{6})-(.+)", re.DOTALL)
_TIME = "%Y%m%d-%H%M%S"
_UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_NAME = 100
_OUTCOMES = {Phase.FINISHED: "finished", Phase.STOPPED: "stopped", Phase.FAILED: "failed"}


class RunState(StrEnum):
    """How a kept training ended, if it did."""

    RUNNING = "running"
    FINISHED = "finished"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    FAILED = "failed"
    BROKEN = "broken"


@dataclass(frozen=True)
class RunSummary:
    """One kept training. `why` tells what failed or is broken; `resumable` that a checkpoint lies there."""

    path: Path
    name: str
    began: datetime
    state: RunState
    experiment: Experiment | None = None
    epochs: tuple[EpochRecord, ...] = ()
    why: UserError | None = None
    resumable: bool = False
    has_best: bool = False

    @property
    def best(self) -> EpochRecord | None:
        """The epoch of the highest validation accuracy, the first of several."""
        known = [epoch for epoch in self.epochs if epoch.val_accuracy == epoch.val_accuracy]
        return max(known, key=lambda epoch: epoch.val_accuracy, default=None)


def list_runs(folder: Path) -> tuple[RunSummary, ...]:
    """Return the trainings in a folder, the latest first; what holds no file of a training is passed over."""
    try:
        paths = [path for path in folder.iterdir() if path.is_dir()]
    except OSError:
        return ()
    found = [run_summary(path) for path in paths if any((path / name).exists() for name in (EXPERIMENT, METRICS))]
    return tuple(sorted(found, key=lambda run: (run.began, run.path.name), reverse=True))


def run_summary(path: Path) -> RunSummary:
    """Return what the small files of a run's folder tell; never raises."""
    name, began = _name_and_time(path)
    try:
        experiment = read_experiment(path)
        epochs = tuple(read_epochs(path)) if (path / EPOCHS).exists() else ()
    except UserError as error:
        return RunSummary(path, name, began, RunState.BROKEN, why=error, has_best=(path / BEST).exists())
    state, why = _state(path, experiment, len(epochs))
    going_on = state in (RunState.STOPPED, RunState.INTERRUPTED, RunState.FAILED)
    resumable = going_on and (path / STATE).exists() and read_place(path) is not None
    return RunSummary(path, name, began, state, experiment, epochs, why, resumable, (path / BEST).exists())


def read_experiment(folder: Path) -> Experiment:
    """Return the description in a run's folder.

    Raises
    ------
    UserError
        When it is not there or cannot be read.
    """
    file = folder / EXPERIMENT
    values = _read_json(file)
    if not isinstance(values, Mapping):
        sentence = QT_TRANSLATE_NOOP("Errors", "{file} cannot be read: it describes no training. Nothing was changed.")
        raise UserError(sentence, file=file)
    return Experiment.from_dict(values)


def rename_run(path: Path, name: str) -> Path:
    """Give a run another name, keep the time in the folder's, and return where it lies now.

    Raises
    ------
    UserError
        When the name is empty or the folder cannot be renamed.
    """
    fit = _UNFIT.sub("-", name).strip(" .-")[:_LONGEST_NAME]
    if not fit:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "A run needs a name with at least one letter or digit. It kept its old one.")
        )
    old, began = _name_and_time(path)
    if fit == old:
        return path
    wanted = f"{began:{_TIME}}-{fit}"
    target, number = path.with_name(wanted), 2
    while target.exists():
        target, number = path.with_name(f"{wanted}-{number}"), number + 1
    try:
        if is_held(path / LOCK):
            raise PermissionError(None, QT_TRANSLATE_NOOP("Errors", "it is being trained"))
        return path.rename(target)
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors", "The run {name} could not be renamed ({reason}). It is as it was. Try again later."
            ),
            name=old,
            reason=UserError(error.strerror or str(error)),
        ) from error


def _state(path: Path, experiment: Experiment, epochs: int) -> tuple[RunState, UserError | None]:
    if is_held(path / LOCK):
        return RunState.RUNNING, None
    outcome = _outcome(path)
    phase = outcome.get("phase")
    if phase in _OUTCOMES:
        return RunState(str(phase)), _problem(outcome.get("problem"))
    return (RunState.FINISHED if epochs >= experiment.epochs else RunState.INTERRUPTED), None


def _outcome(path: Path) -> Mapping[str, object]:
    """Return how the run ended; empty where that was not written, as after a power cut."""
    try:
        values = _read_json(path / OUTCOME)
    except UserError:
        return {}
    return values if isinstance(values, Mapping) else {}


def _problem(value: object) -> UserError | None:
    if not isinstance(value, Mapping):
        return None
    template, values = value.get("template"), value.get("values")
    if not isinstance(template, str) or not isinstance(values, Mapping):
        return None
    problem = UserError(template, **{str(name): part for name, part in values.items()})
    try:
        str(problem)
    except (KeyError, IndexError, ValueError, AttributeError):
        return None
    return problem


def _read_json(file: Path) -> object:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "{file} cannot be read ({reason}). Nothing was changed."),
            file=file,
            reason=(error.strerror if isinstance(error, OSError) else None) or error,
        ) from error


def _name_and_time(path: Path) -> tuple[str, datetime]:
    """Return the name that a person gave and when it began, from the folder's name or else its age."""
    found = _STAMP.fullmatch(path.name)
    if found:
        try:
            return found[2], datetime.strptime(found[1], _TIME)
        except ValueError:
            pass
    try:
        changed = path.stat().st_mtime
    except OSError:
        changed = 0.0
    return path.name, datetime.fromtimestamp(changed)
