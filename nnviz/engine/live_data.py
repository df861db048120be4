"""Data on its way to a training or to the person: loaded, reported on, described."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from nnviz import paths
from nnviz.core.data_description import describe
from nnviz.core.dataset import Dataset
from nnviz.core.dataset_parts import training_parts
from nnviz.core.experiment import Experiment
from nnviz.core.own_data.reference import kind_and_place, reference_to
from nnviz.engine import commands
from nnviz.engine.events import DataProgress, DataReady, DataReported, Event
from nnviz.engine.jobs import Steps
from nnviz.engine.live_samples import missing_bytes

_STEP_S = 0.015


def load_parts(experiment: Experiment, load: Callable[[str], Dataset], emit: Callable[[Event], None]) -> Dataset:
    """Return what an experiment learns from and is validated on, and tell what of the data is not used as it is.

    Raises
    ------
    UserError
        When the data cannot be had.
    """
    whole = load(reference_to(experiment.dataset, experiment.data))
    if whole.origin is not None and whole.origin.notices:
        emit(DataReported(whole.origin))
    return training_parts(whole, experiment.subset, experiment.split, experiment.seed)


def describe_data(
    command: commands.DescribeData, load: Callable[[str, str | None], Dataset], emit: Callable[[Event], None]
) -> Steps:
    """Read a data set, own data piece by piece, and tell what is in it.

    Raises
    ------
    UserError
        When the data cannot be had.
    """
    from nnviz.engine.datasets import own_dataset

    reference, began = command.dataset, monotonic()
    lacking = 0 if command.download else missing_bytes(reference, paths.data_folder(command.data_folder))
    if lacking:
        emit(DataReady(reference, None, None, lacking))
        return
    if kind_and_place(reference) is None:
        dataset = load(reference, command.data_folder)
    else:
        steps = own_dataset(reference)
        while True:
            try:
                done, total = next(steps)
            except StopIteration as end:
                dataset = end.value
                break
            if monotonic() - began > _STEP_S:
                emit(DataProgress(reference, done / total if total else None))
                yield
                began = monotonic()
    yield from _describe(reference, dataset, emit)


def _describe(reference: str, dataset: Dataset, emit: Callable[[Event], None]) -> Steps:
    steps = describe(dataset)
    while True:
        try:
            fraction = next(steps)
        except StopIteration as end:
            emit(DataReady(reference, dataset, end.value))
            return
        emit(DataProgress(reference, fraction))
        yield
