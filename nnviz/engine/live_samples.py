"""Samples of a data set to choose from, and those that a model misreads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.core.arrays import read_only
from nnviz.core.dataset import Dataset
from nnviz.core.model_summary import ModelSummary
from nnviz.engine.dataset_sources import SOURCES, find_files
from nnviz.engine.evaluation import Evaluator
from nnviz.engine.events import EvaluationProgress, EvaluationReady, MisreadProgress, MisreadReady, SamplesReady
from nnviz.engine.jobs import Steps

_MADE_FROM = {"digit-or-not": "mnist"}


def missing_bytes(name: str, folder: Path) -> int:
    """Return how much would have to be downloaded before a data set can be used: 0 when it is on this machine."""
    source = _MADE_FROM.get(name, name)
    if source not in SOURCES or find_files(source, folder) is not None:
        return 0
    return sum(file.size for file in SOURCES[source].files)


def samples_of(dataset: Dataset, split: str) -> SamplesReady:
    """Return all pictures of a part, `train` or `test`; nothing is copied."""
    pictures, labels = _part(dataset, split)
    return SamplesReady(dataset.name, split, pictures, labels, dataset.class_names)


def find_misread(
    dataset: Dataset, split: str, model: Any, model_id: str, emit: Callable[[MisreadProgress | MisreadReady], None]
) -> Steps:
    """Read a whole part chunk by chunk, telling how far it is, then which pictures were misread and as what.

    Raises
    ------
    UserError
        When the model does not fit the data set.
    """
    pictures, labels = _part(dataset, split)
    evaluator = Evaluator(model, pictures, labels)
    for _ in evaluator.steps():
        emit(MisreadProgress(dataset.name, split, evaluator.done, len(labels)))
        yield
    indices = np.flatnonzero(evaluator.predicted != labels)
    predicted = evaluator.predicted[indices]
    emit(MisreadReady(dataset.name, split, read_only(indices), read_only(predicted), model_id))


def evaluate_part(
    dataset: Dataset,
    split: str,
    model: Any,
    summary: ModelSummary,
    emit: Callable[[EvaluationProgress | EvaluationReady], None],
) -> Steps:
    """Read a whole part chunk by chunk, telling how far it is, then what the model made of every picture.

    Raises
    ------
    UserError
        When the model does not fit the data set.
    """
    pictures, labels = _part(dataset, split)
    emit(EvaluationProgress(dataset.name, split, 0, len(labels)))
    yield
    evaluator = Evaluator(model, pictures, labels)
    for _ in evaluator.steps():
        emit(EvaluationProgress(dataset.name, split, evaluator.done, len(labels)))
        yield
    found = evaluator.evaluation(dataset.class_names)
    emit(EvaluationReady(found, pictures, summary.id, dataset.name, split))


def _part(dataset: Dataset, split: str) -> tuple[Any, Any]:
    if split == "train":
        return dataset.x_train, dataset.y_train
    return dataset.x_test, dataset.y_test
