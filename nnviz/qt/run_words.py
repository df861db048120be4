"""Kept trainings in words of the window's language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.engine.run_list import RunState, RunSummary
from nnviz.qt.numerals import plain
from nnviz.qt.translation import user_sentence

_STATES = {
    RunState.RUNNING: QT_TRANSLATE_NOOP("Runs", "training now"),
    RunState.FINISHED: QT_TRANSLATE_NOOP("Runs", "finished"),
    RunState.STOPPED: QT_TRANSLATE_NOOP("Runs", "stopped"),
    RunState.INTERRUPTED: QT_TRANSLATE_NOOP("Runs", "interrupted"),
    RunState.FAILED: QT_TRANSLATE_NOOP("Runs", "failed"),
    RunState.BROKEN: QT_TRANSLATE_NOOP("Runs", "broken"),
}
_ENTRIES = {
    "dataset": QT_TRANSLATE_NOOP("Runs", "Data set"),
    "data": QT_TRANSLATE_NOOP("Runs", "Place of the data"),
    "architecture": QT_TRANSLATE_NOOP("Runs", "Network"),
    "layers": QT_TRANSLATE_NOOP("Runs", "Layers"),
    "epochs": QT_TRANSLATE_NOOP("Runs", "Epochs"),
    "batch_size": QT_TRANSLATE_NOOP("Runs", "Batch size"),
    "learning_rate": QT_TRANSLATE_NOOP("Runs", "Learning rate"),
    "optimizer": QT_TRANSLATE_NOOP("Runs", "Optimizer"),
    "schedule": QT_TRANSLATE_NOOP("Runs", "Schedule"),
    "augment": QT_TRANSLATE_NOOP("Runs", "Augmentation"),
    "seed": QT_TRANSLATE_NOOP("Runs", "Seed"),
    "calibrate": QT_TRANSLATE_NOOP("Runs", "Calibration"),
    "loss": QT_TRANSLATE_NOOP("Runs", "Loss function"),
    "momentum": QT_TRANSLATE_NOOP("Runs", "Momentum"),
    "weight_decay": QT_TRANSLATE_NOOP("Runs", "Weight decay"),
    "decay": QT_TRANSLATE_NOOP("Runs", "Decay of the rate"),
    "decay_epochs": QT_TRANSLATE_NOOP("Runs", "Epochs between decays"),
    "l1": QT_TRANSLATE_NOOP("Runs", "L1 penalty"),
    "l2": QT_TRANSLATE_NOOP("Runs", "L2 penalty"),
    "patience": QT_TRANSLATE_NOOP("Runs", "Patience of early stopping"),
    "subset": QT_TRANSLATE_NOOP("Runs", "Share of the pictures used"),
    "split": QT_TRANSLATE_NOOP("Runs", "Share held back"),
}


def state_words(run: RunSummary) -> str:
    """Return how a run ended, and that it can go on where it can."""
    words = QCoreApplication.translate("Runs", _STATES[run.state])
    if run.resumable:
        return QCoreApplication.translate("Runs", "{0}, can go on").format(words)
    return words


def why_words(run: RunSummary) -> str:
    """Return a sentence about the state of a run, for its tip."""
    if run.why is not None:
        return user_sentence(run.why)
    if run.resumable:
        return QCoreApplication.translate(
            "Runs", "Its last checkpoint is whole: Resume goes on with the very same curve as without the break."
        )
    return str(run.path)


def entry_words(name: str) -> str:
    """Return the name of an entry of a description; one without words as it is."""
    return QCoreApplication.translate("Runs", _ENTRIES[name]) if name in _ENTRIES else name


def value_words(value: object) -> str:
    """Return the value of an entry of a description."""
    if isinstance(value, bool):
        return QCoreApplication.translate("Runs", "yes") if value else QCoreApplication.translate("Runs", "no")
    if isinstance(value, int | float):
        return plain(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return " → ".join(_layer_words(row) for row in value) or "–"
    return str(value) or "–"


def began_words(run: RunSummary) -> str:
    """Return when a run began, short, to the minute."""
    moment = QDateTime(QDate(run.began.year, run.began.month, run.began.day), QTime(run.began.hour, run.began.minute))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def _layer_words(row: object) -> str:
    return str(row.get("kind", row)) if isinstance(row, dict) else str(row)
