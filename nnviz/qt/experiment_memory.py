"""The experiment that is remembered from one start to the next, as one setting."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from nnviz.core.experiment import OWN_DATASETS, Experiment
from nnviz.core.experiment_file import experiment_text, read_experiment_text
from nnviz.core.messages import UserError
from nnviz.qt import data_choice
from nnviz.qt.settings import Settings
from nnviz.qt.widgets.experiment_form import ExperimentForm

KEY, ORIGIN, WANTED = "training/experiment", "training/based_on", "training/wanted"
"""`WANTED` is a description that another panel asks the form to show."""
_DATA = {
    "dataset": data_choice.DATASET,
    "data": data_choice.DATA,
    "subset": data_choice.SUBSET,
    "split": data_choice.SPLIT,
}
"""Entries that have settings of their own besides: the panel of the data writes and follows them."""
_OLD_TEXTS = ("dataset", "architecture", "optimizer", "schedule", "augment")
_OLD_NUMBERS = ("epochs", "batch_size", "seed")


class ExperimentMemory(QObject):
    """Shows in a form what was chosen last, and remembers what is chosen there."""

    def __init__(self, settings: Settings, form: ExperimentForm) -> None:
        super().__init__(form)
        self._settings, self._form = settings, form
        self._writing = False
        form.set_experiment(self._with_data(self._remembered()), settings.text(ORIGIN))
        form.changed.connect(self._on_form_changed)
        settings.changed.connect(self._on_settings_changed)
        self._take_wanted()

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
                if name not in _DATA:
                    settings.set(f"training/{name}", None)

    def _with_data(self, experiment: Experiment) -> Experiment:
        """Return the experiment on the data that was chosen last, and as much of it."""
        values = experiment.to_dict()
        values["dataset"] = data_choice.chosen_dataset(self._settings)
        values["data"] = data_choice.place_of(self._settings, str(values["dataset"]))
        for name in ("subset", "split"):
            values[name] = float(self._settings.number(_DATA[name], getattr(experiment, name)))
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
            self._write(experiment)
        finally:
            self._writing = False
        placed = replace(experiment, data=data_choice.place_of(self._settings, experiment.dataset))
        if placed != experiment:
            self._form.set_experiment(placed, self._form.origin)

    def _write(self, experiment: Experiment) -> None:
        if experiment.data and experiment.dataset in OWN_DATASETS:
            data_choice.choose_place(self._settings, experiment.dataset, experiment.data)
        else:
            data_choice.choose_dataset(self._settings, experiment.dataset)
        self._settings.set(data_choice.SUBSET, experiment.subset)
        self._settings.set(data_choice.SPLIT, experiment.split)
        self._settings.set(KEY, experiment_text(experiment))
        self._settings.set(ORIGIN, self._form.origin or None)

    @Slot(str)
    def _on_settings_changed(self, key: str) -> None:
        if key == WANTED:
            self._take_wanted()
        elif key in _DATA.values() and not self._writing:
            try:
                experiment = self._form.experiment()
            except UserError:
                return
            self._form.set_experiment(self._with_data(experiment), self._form.origin)

    def _take_wanted(self) -> None:
        """Put the description into the form that another panel asks for."""
        text = self._settings.text(WANTED)
        if not text:
            return
        self._settings.set(WANTED, None)
        try:
            self._form.set_experiment(read_experiment_text(text))
        except UserError:
            return
