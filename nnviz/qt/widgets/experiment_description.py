"""The fields of an experiment in sections, the less usual ones folded away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QSizePolicy, QSpinBox, QWidget

from nnviz.core.experiment import (
    ARCHITECTURES,
    AUGMENTATIONS,
    CUSTOM,
    EVERY_DATASET,
    LOSSES,
    OPTIMIZERS,
    SCHEDULES,
    Experiment,
)
from nnviz.core.messages import UserError
from nnviz.core.network import LayerSpec
from nnviz.qt.theme import theme_of
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets import experiment_words as words
from nnviz.qt.widgets.experiment_fields import BatchSizeBox, ChoiceBox, DecimalField
from nnviz.qt.widgets.section_header import SectionHeader

LEARNING_RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
_PENALTIES = (0.0, 1e-5, 1e-4, 1e-3, 0.01)
_LARGEST_SEED = 2**31 - 1
_USUAL = {
    "data": ("dataset",),
    "network": ("architecture",),
    "learning": ("epochs", "batch_size", "learning_rate", "optimizer", "momentum", "weight_decay"),
    "regularisation": (),
}
_FOLDED = {
    "data": ("subset", "split"),
    "network": ("loss",),
    "learning": ("schedule", "decay", "decay_epochs", "seed"),
    "regularisation": ("augment", "l1", "l2", "patience"),
}
_COUNTS_FOR = {
    "momentum": ("optimizer", ("momentum", "nesterov")),
    "weight_decay": ("optimizer", ("adamw",)),
    "decay": ("schedule", ("step", "exponential", "plateau")),
    "decay_epochs": ("schedule", ("step", "exponential", "plateau")),
}
_HINTED = ("dataset", "architecture", "loss", "optimizer")


class ExperimentDescription(QWidget):
    """Everything but the rows of the network; `changed(field)` follows every edit, also one that cannot be used."""

    changed = Signal(str)
    unfolded = Signal()

    def __init__(self, watcher: QObject) -> None:
        super().__init__()
        self.fields = self._make_fields()
        self._lay_out(watcher)
        self.show_experiment(Experiment())
        self._retranslate()
        self._connect()

    def _make_fields(self) -> dict[str, QWidget]:
        self.choices = {
            "dataset": ChoiceBox(EVERY_DATASET),
            "architecture": ChoiceBox((*ARCHITECTURES, CUSTOM)),
            "loss": ChoiceBox(LOSSES),
            "optimizer": ChoiceBox(OPTIMIZERS),
            "schedule": ChoiceBox(SCHEDULES),
            "augment": ChoiceBox(AUGMENTATIONS),
        }
        self.counts: dict[str, QSpinBox] = {
            "epochs": QSpinBox(minimum=1, maximum=100_000),
            "batch_size": BatchSizeBox(minimum=1, maximum=65_536),
            "decay_epochs": QSpinBox(minimum=1, maximum=100_000),
            "seed": QSpinBox(minimum=0, maximum=_LARGEST_SEED),
            "patience": QSpinBox(minimum=0, maximum=100_000),
        }
        self.decimals = {
            "subset": DecimalField((1.0, 0.5, 0.25, 0.1), 100.0, " %"),
            "split": DecimalField((0.0, 0.1, 0.2, 0.3), 100.0, " %"),
            "learning_rate": DecimalField(LEARNING_RATES),
            "momentum": DecimalField((0.5, 0.9, 0.95, 0.99)),
            "weight_decay": DecimalField((0.0001, 0.001, 0.004, 0.01)),
            "decay": DecimalField((0.1, 0.2, 0.5, 0.9)),
            "l1": DecimalField(_PENALTIES),
            "l2": DecimalField(_PENALTIES),
        }
        made: dict[str, QWidget] = {**self.choices, **self.counts, **self.decimals}
        for name, field in made.items():
            field.setObjectName(name)
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return made

    def _lay_out(self, watcher: QObject) -> None:
        form = self._form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(5)
        form.setHorizontalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._labels: dict[str, QLabel] = {}
        self._hints: dict[str, QLabel] = {}
        self._problems: dict[str, QLabel] = {}
        self.headers: dict[str, SectionHeader] = {}
        for section in _USUAL:
            header = self.headers[section] = SectionHeader()
            header.toggled.connect(self._on_header_toggled)
            form.addRow(header)
            for name in (*_USUAL[section], *_FOLDED[section]):
                self._add_row(name)
                self.fields[name].installEventFilter(watcher)

    def _add_row(self, name: str) -> None:
        label = self._labels[name] = QLabel()
        label.setBuddy(self.fields[name])
        self._form.addRow(label, self.fields[name])
        if name in _HINTED:
            hint = self._hints[name] = QLabel(wordWrap=True)
            hint.setProperty("role", "muted")
            hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._form.addRow(hint)
        if name in self.decimals:
            problem = self._problems[name] = QLabel(wordWrap=True)
            problem.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._form.addRow(problem)

    def _connect(self) -> None:
        for choice in self.choices.values():
            choice.currentIndexChanged.connect(self._on_field_changed)
        for count in self.counts.values():
            count.valueChanged.connect(self._on_field_changed)
        for decimal in self.decimals.values():
            decimal.editTextChanged.connect(self._on_field_changed)

    # --- the value ---

    def read(self, base: Experiment, layers: tuple[LayerSpec, ...]) -> Experiment:
        """Return what is chosen; what has no field is that of `base`.

        Raises
        ------
        UserError
            When a number cannot be used; it is told under its field.
        """
        for problem in self._problems.values():
            problem.clear()
        values: dict[str, object] = {name: choice.key for name, choice in self.choices.items()}
        values.update({name: count.value() for name, count in self.counts.items()})
        values["layers"] = layers if values["architecture"] == CUSTOM else ()
        name = ""
        try:
            for name, decimal in self.decimals.items():
                values[name] = decimal.value()
            return replace(base, **values)  # type: ignore[arg-type]  # fields and entries have the same names
        except UserError as error:
            self._tell(str(error.values.get("name", name)), error)
            raise
        finally:
            self._arrange()

    def _tell(self, name: str, error: UserError) -> None:
        if name in self._problems:
            self._problems[name].setText(user_sentence(error))

    def show_experiment(self, experiment: Experiment) -> None:
        """Show these choices."""
        if self.choices["dataset"].findData(experiment.dataset) < 0:
            self.choices["dataset"].addItem(experiment.dataset, experiment.dataset)
            self._name_choices()
        for name, choice in self.choices.items():
            choice.choose(getattr(experiment, name))
        for name, count in self.counts.items():
            count.setValue(getattr(experiment, name))
        for name, decimal in self.decimals.items():
            decimal.set_value(getattr(experiment, name))
        self._own_data = experiment.data
        self._explain()

    @property
    def problem(self) -> str:
        """Why the choices cannot be used; empty when they can."""
        return next((label.text() for label in self._problems.values() if label.text()), "")

    def focus_problem(self) -> None:
        """Bring the field with a problem to the keyboard."""
        for name, label in self._problems.items():
            if label.text():
                self.fields[name].setFocus()
                return

    @Slot()
    def _on_field_changed(self) -> None:
        field = self.sender()
        self.changed.emit(field.objectName() if field is not None else "")
        self._explain()

    # --- what is visible ---

    @Slot()
    def _on_header_toggled(self) -> None:
        self._arrange()
        self.unfolded.emit()

    def _arrange(self) -> None:
        """Show the fields that count, and of the folded ones those that need a look."""
        for section in _USUAL:
            unfolded = self.headers[section].isChecked()
            for name in (*_USUAL[section], *_FOLDED[section]):
                problem = self._problems.get(name)
                wrong = problem is not None and bool(problem.text())
                shown = wrong or (self._counts(name) and (unfolded or name in _USUAL[section]))
                self._form.setRowVisible(self.fields[name], shown)
                if name in self._hints:
                    self._form.setRowVisible(self._hints[name], shown and bool(self._hints[name].text()))
                if problem is not None:
                    self._form.setRowVisible(problem, wrong)
            self.headers[section].show_summary(*self._summary(section))

    def _counts(self, name: str) -> bool:
        other, keys = _COUNTS_FOR.get(name, ("", ()))
        return not other or self.choices[other].key in keys

    def _summary(self, section: str) -> tuple[str, bool]:
        """Return what the folded fields hold, or their names while they hold what is usual; and which it is."""
        usual, names = Experiment(), words.field_names()
        folded = [name for name in _FOLDED[section] if self._counts(name)]
        changed = [name for name in folded if self._value(name) != getattr(usual, name)]
        told = [f"{names[name]} {self._text(name)}" for name in changed]
        return (" · ".join(told), True) if told else (", ".join(names[name] for name in folded), False)

    def _text(self, name: str) -> str:
        if name in self.counts:
            return self.counts[name].text()
        return (self.choices.get(name) or self.decimals[name]).currentText()

    def _value(self, name: str) -> object:
        if name in self.choices:
            return self.choices[name].key
        if name in self.counts:
            return self.counts[name].value()
        try:
            return self.decimals[name].value()
        except UserError:
            return None

    def _explain(self) -> None:
        tables = {
            "dataset": words.dataset_words(),
            "architecture": words.architecture_words(),
            "loss": words.loss_words(),
            "optimizer": words.optimizer_words(),
        }
        for name, label in self._hints.items():
            label.setText(tables[name].get(self.choices[name].key, ("", ""))[1])
        if self._own_data and not self._hints["dataset"].text():
            self._hints["dataset"].setText(self._own_data)
        self._arrange()

    # --- words and colours ---

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            for label in self._problems.values():
                label.setStyleSheet(f"color: {theme_of(self).bad};")
        super().changeEvent(event)

    def _retranslate(self) -> None:
        tips = words.field_tips()
        for name, text in words.field_names().items():
            self._labels[name].setText(text)
            self.fields[name].setAccessibleName(text)
            for widget in (self.fields[name], self._labels[name]):
                widget.setToolTip(tips.get(name, ""))
        for section, text in words.section_names().items():
            self.headers[section].set_name(text)
        self.counts["patience"].setSpecialValueText(self.tr("never"))
        self._name_choices()
        for decimal in self.decimals.values():
            decimal.rewrite()
        self._explain()

    def _name_choices(self) -> None:
        for name, texts in words.choice_names().items():
            self.choices[name].set_texts(texts)
