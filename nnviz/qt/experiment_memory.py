"""The experiment that is remembered from one start to the next, as one setting."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from nnviz.core.experiment import Experiment
from nnviz.core.experiment_file import experiment_text, read_experiment_text
from nnviz.core.messages import UserError
from nnviz.qt.settings import Settings
from nnviz.qt.widgets.experiment_form import ExperimentForm

KEY, ORIGIN = "training/experiment", "training/based_on"
SHARES = ("subset", "split")
"""Entries that have settings of their own besides, ``training/subset``: sliders elsewhere write and follow them."""
_OLD_TEXTS = ("dataset", "architecture", "optimizer", "schedule", "augment")
_OLD_NUMBERS = ("epochs", "batch_size", "seed")


class ExperimentMemory(QObject):
    """Shows in a form what was chosen last, and remembers what is chosen there."""

    def __init__(self, settings: Settings, form: ExperimentForm) -> None:
        super().__init__(form)
        self._settings, self._form = settings, form
        self._writing = False
        form.set_experiment(self._with_shares(self._remembered()), settings.text(ORIGIN))
        form.changed.connect(self._on_form_changed)
        settings.changed.connect(self._on_settings_changed)

    def _remembered(self) -> Experiment:
        text = self._settings.text(KEY)
        try:
            return read_experiment_text(text) if text else self._old()
        except UserError:
            return Experiment()

    def _old(self) -> Experiment:
        """Return what earlier versions remembered, an entry a setting, and forget it there."""
        settings, usual = self._settings, Experiment()
        values: dict[str, object] = {
            name: settings.text(f"training/{name}", getattr(usual, name)) for name in _OLD_TEXTS
        }
        try:
            for name in _OLD_NUMBERS:
                values[name] = int(settings.number(f"training/{name}", getattr(usual, name)))
            values["learning_rate"] = settings.number("training/learning_rate", usual.learning_rate)
            return Experiment.from_dict(values)
        except (ValueError, OverflowError):
            return usual
        finally:
            for name in usual.to_dict():
                if name not in SHARES:
                    settings.set(f"training/{name}", None)

    def _with_shares(self, experiment: Experiment) -> Experiment:
        """Return the experiment with the shares that the sliders hold."""
        values = experiment.to_dict()
        for name in SHARES:
            values[name] = float(self._settings.number(f"training/{name}", getattr(experiment, name)))
        try:
            return Experiment.from_dict(values)
        except UserError:
            return experiment

    @Slot()
    def _on_form_changed(self) -> None:
        try:
            experiment = self._form.experiment()
        except UserError:
            return
        self._writing = True
        try:
            self._settings.set(KEY, experiment_text(experiment))
            self._settings.set(ORIGIN, self._form.origin or None)
            for name in SHARES:
                self._settings.set(f"training/{name}", getattr(experiment, name))
        finally:
            self._writing = False

    @Slot(str)
    def _on_settings_changed(self, key: str) -> None:
        if self._writing or key not in [f"training/{name}" for name in SHARES]:
            return
        try:
            experiment = self._form.experiment()
        except UserError:
            return
        self._form.set_experiment(self._with_shares(experiment), self._form.origin)
