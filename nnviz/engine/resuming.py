"""A training that goes on where its folder's last checkpoint stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nnviz.core.experiment import Experiment
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.metrics import MetricsLog
from nnviz.core.training import EpochRecord
from nnviz.engine.checkpoint import Checkpoint, read_checkpoint
from nnviz.engine.commands import ResumeRun, Train
from nnviz.engine.run_list import RunState, read_experiment, run_summary
from nnviz.engine.run_tables import batch_columns, read_epochs


@dataclass(frozen=True, eq=False)
class KeptRun:
    """What a run's folder holds up to its last checkpoint."""

    experiment: Experiment
    checkpoint: Checkpoint
    log: MetricsLog
    epochs: tuple[EpochRecord, ...]


def read_run(folder: Path) -> KeptRun:
    """Return the run in a folder, ready to go on.

    Raises
    ------
    UserError
        When it has ended, is being trained, or its files cannot be read.
    """
    summary = run_summary(folder)
    experiment = read_experiment(folder)
    if summary.state in (RunState.FINISHED, RunState.RUNNING):
        raise _nothing_to_resume(folder, summary.state)
    checkpoint = read_checkpoint(folder)
    step, epoch = checkpoint.place.step, checkpoint.place.finished_epochs
    log = MetricsLog()
    for _, columns in batch_columns(folder):
        until = int(np.searchsorted(columns[0], step, "right"))
        log.extend_columns([column[:until] for column in columns])
    epochs = tuple(record for record in read_epochs(folder) if record.epoch <= epoch)
    return KeptRun(experiment, checkpoint, log, epochs)


def asked_run(command: Train | ResumeRun) -> tuple[Experiment, KeptRun | None]:
    """Return what a command wants trained, and from where it goes on; raises as `read_run` does."""
    if isinstance(command, Train):
        return command.experiment, None
    kept = read_run(Path(command.folder))
    return kept.experiment, kept


def _nothing_to_resume(folder: Path, state: RunState) -> UserError:
    if state is RunState.RUNNING:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "The training in {folder} is still going on, so there is nothing to resume. Wait until it ends."
        )
    else:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "The training in {folder} was finished, so there is nothing to resume. Nothing was changed. Use its "
            "description with more epochs for a new training.",
        )
    return UserError(sentence, folder=folder)
