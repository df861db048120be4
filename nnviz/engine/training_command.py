"""A training from beginning to end without a window: what `nnviz train` does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from nnviz.core.dataset import Dataset
from nnviz.core.experiment import Experiment
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.own_data.reference import title_of
from nnviz.core.training import BatchRecord, EpochRecord
from nnviz.engine import events
from nnviz.engine.calibration import calibrate
from nnviz.engine.interrupt import InterruptLater
from nnviz.engine.live_data import load_parts
from nnviz.engine.resuming import KeptRun, read_run
from nnviz.engine.run_folder import BEST, LAST, RunFolder
from nnviz.engine.training_loop import Training

_EPOCH_FIELDS = ("loss", "accuracy", "val_loss", "val_accuracy", "seconds")
_numbers = count(1)


def train(
    experiment: Experiment,
    out: Path,
    data_folder: Path | None = None,
    on_event: Callable[[object], None] | None = None,
) -> dict[str, Any]:
    """Train and keep the run in the folder `out`; return plain values, ready for JSON.

    ``{model, epochs: [{loss, accuracy, val_loss, val_accuracy, seconds}], images_per_second}``: `model` is the best
    one, `best.keras`. An interrupt (Ctrl+C) ends the training and keeps what was finished; before the end of the first
    epoch `model` is the last one, `last.keras`. An experiment that asks to `calibrate` adds
    ``calibration: {temperature, ece_before, ece_after}``. Events are those of `nnviz.engine.events`.

    Raises
    ------
    UserError
        If the data cannot be had, the folder cannot be written or the training fails.
    """
    return _train(experiment, out, data_folder, on_event or _ignore, None)


def resume(
    folder: Path, data_folder: Path | None = None, on_event: Callable[[object], None] | None = None
) -> dict[str, Any]:
    """Go on with the training kept in a folder, from its last checkpoint; return the same as `train`.

    Raises
    ------
    UserError
        If it has ended or no checkpoint can be read, and as `train` does.
    """
    kept = read_run(folder)
    return _train(kept.experiment, folder, data_folder, on_event or _ignore, kept)


def _train(
    experiment: Experiment,
    out: Path,
    data_folder: Path | None,
    tell: Callable[[object], None],
    kept: KeptRun | None,
) -> dict[str, Any]:
    from nnviz.engine.architectures import build_experiment

    _check_writable(out)
    dataset = load_parts(experiment, partial(_load, data_folder=data_folder, tell=tell), tell)
    model = build_experiment(experiment, dataset.picture_shape, len(dataset.class_names))
    training = Training(model, dataset, experiment, run_id=f"train-{next(_numbers)}")
    folder = RunFolder(out, on_problem=lambda error: tell(events.Failed(error, "Train")))
    epochs: list[EpochRecord] = []
    if kept is None:
        folder.write_experiment(experiment)
        tell(events.RunStarted(training.run_id, experiment, str(out)))
    else:
        training.restore(kept.checkpoint)
        folder.continue_from(kept.checkpoint.place)
        epochs += kept.epochs
        tell(events.RunStarted(training.run_id, experiment, str(out), kept.log, kept.epochs))
    _keep(training, model, folder, epochs, tell)
    figures = [{name: value for name, value in asdict(epoch).items() if name in _EPOCH_FIELDS} for epoch in epochs]
    best = out / (BEST if epochs else LAST)
    result = {"model": str(best), "epochs": figures, "images_per_second": training.mean_images_per_second}
    if experiment.calibrate and epochs:
        result["calibration"] = _calibrate(best, dataset)
    return result


def _keep(
    training: Training, model: Any, folder: RunFolder, epochs: list[EpochRecord], tell: Callable[[object], None]
) -> None:
    """Train to the end or an interrupt, and bring everything to disk, whatever happens."""
    problem: UserError | None = None
    try:
        with InterruptLater() as interrupt:
            _train_on(training, model, folder, epochs, tell, interrupt)
    except KeyboardInterrupt:
        if training.step and not training.phase.ended:  # else it was cut off within a batch
            folder.save_state(training.state())
        training.stop()
        folder.save_last(model)
    except UserError as error:
        problem = error
        raise
    finally:
        folder.close(training.phase, problem)
        tell(events.ProgressChanged(training.progress()))


def _calibrate(file: Path, dataset: Dataset) -> dict[str, float]:
    """Mend the probabilities of the kept network; see `nnviz.engine.calibration.calibrate` for the figures."""
    from nnviz.engine.model_file import load_own_model, save_model

    model = load_own_model(file)
    figures = calibrate(model, dataset.x_test, dataset.y_test)
    save_model(model, file)
    return figures


def _train_on(
    training: Training,
    model: Any,
    folder: RunFolder,
    epochs: list[EpochRecord],
    tell: Callable[[object], None],
    interrupt: InterruptLater,
) -> None:
    for record in training.advance():
        if isinstance(record, BatchRecord):
            folder.add_batch(record)
            tell(events.BatchDone(training.run_id, record))
        elif isinstance(record, EpochRecord):
            best = max((epoch.val_accuracy for epoch in epochs), default=-1.0)
            epochs.append(record)
            folder.add_epoch(record)
            folder.save_last(model)
            if record.val_accuracy > best:
                folder.save_best(model)
            folder.save_state(training.state())
            tell(events.EpochDone(training.run_id, record))
        tell(events.ProgressChanged(training.progress()))
        interrupt.raise_if_asked()


def _load(reference: str, data_folder: Path | None, tell: Callable[[object], None]) -> Dataset:
    from nnviz.engine.datasets import load_dataset

    def progress(done: int, total: int | None) -> None:
        fraction = done / total if total else None
        tell(events.ActivityChanged(events.Activity.LOADING, title_of(reference), fraction))

    tell(events.ActivityChanged(events.Activity.LOADING, title_of(reference)))
    return load_dataset(reference, data_folder, progress=progress)


def _check_writable(out: Path) -> None:
    """Refuse a folder that cannot take the run before hours of training go into it."""
    probe = out / ".nnviz-probe"
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The training cannot be kept in {folder} ({reason}). Nothing was trained. Choose another folder.",
            ),
            folder=out,
            reason=error.strerror or str(error),
        ) from error


def _ignore(event: object) -> None:
    del event
