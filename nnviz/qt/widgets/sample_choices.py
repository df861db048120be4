"""The row of choices above samples: data set, part, class, misread only, and a random one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QWidget

from nnviz.core.experiment import DATASETS
from nnviz.qt.widgets.experiment_words import dataset_names
from nnviz.qt.widgets.flow_layout import FlowLayout

_SPLITS = ("test", "train")


class SampleChoices(QWidget):
    """`set_changed` follows another data set or part, `class_changed` another class, `misread_toggled` that choice."""

    set_changed = Signal()
    class_changed = Signal()
    misread_toggled = Signal(bool)
    random_asked = Signal()

    def __init__(self, dataset: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dataset_box, self.split_box, self.class_box = QComboBox(), QComboBox(), QComboBox()
        self.misread_box, self.dice = QCheckBox(), QPushButton()
        for name in DATASETS:
            self.dataset_box.addItem(name, name)
        self.dataset_box.setCurrentIndex(max(0, self.dataset_box.findData(dataset)))
        for split in _SPLITS:
            self.split_box.addItem(split, split)
        flow = FlowLayout(self)
        parts: tuple[QWidget, ...] = (self.dataset_box, self.split_box, self.class_box, self.misread_box, self.dice)
        for part in parts:
            flow.addWidget(part)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.dataset_box.currentIndexChanged.connect(self._on_dataset_box_changed)
        self.split_box.currentIndexChanged.connect(self.set_changed)
        self.class_box.currentIndexChanged.connect(self.class_changed)
        self.misread_box.toggled.connect(self.misread_toggled)
        self.dice.clicked.connect(self.random_asked)
        self.set_class_names(())
        self._retranslate()

    @property
    def dataset(self) -> str:
        """The data set that was chosen."""
        return str(self.dataset_box.currentData())

    @property
    def dataset_title(self) -> str:
        """What people call the data set."""
        return self.dataset_box.currentText()

    @property
    def split(self) -> str:
        """The part that was chosen."""
        return str(self.split_box.currentData())

    @property
    def label(self) -> int | None:
        """The class that was chosen; None for all."""
        chosen = self.class_box.currentData()
        return None if chosen is None else int(chosen)

    @property
    def misread_only(self) -> bool:
        """Whether only misread samples are wanted."""
        return self.misread_box.isChecked()

    def set_misread_only(self, on: bool) -> None:
        """Mark that choice without telling of it."""
        with QSignalBlocker(self.misread_box):
            self.misread_box.setChecked(on)

    def set_class_names(self, names: Sequence[str]) -> None:
        """Offer these classes; the same ones keep the choice."""
        if self.class_box.count() == len(names) + 1:
            return
        with QSignalBlocker(self.class_box):
            self.class_box.clear()
            self.class_box.addItem(self.tr("All classes"), None)
            for index, name in enumerate(names):
                self.class_box.addItem(name, index)

    def set_usable(self, usable: bool) -> None:
        """Let a person choose among samples, once there are some."""
        parts: tuple[QWidget, ...] = (self.class_box, self.misread_box, self.dice)
        for part in parts:
            part.setEnabled(usable)

    @Slot()
    def _on_dataset_box_changed(self) -> None:
        self.set_class_names(())
        self.set_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        names = dataset_names()
        for index, name in enumerate(DATASETS):
            self.dataset_box.setItemText(index, names.get(name, name))
        self.split_box.setItemText(0, self.tr("Test part"))
        self.split_box.setItemText(1, self.tr("Training part"))
        self.class_box.setItemText(0, self.tr("All classes"))
        self.dataset_box.setAccessibleName(self.tr("Data set"))
        self.split_box.setAccessibleName(self.tr("Part of the data set"))
        self.class_box.setAccessibleName(self.tr("Class"))
        self.misread_box.setText(self.tr("Misread only"))
        self.misread_box.setToolTip(self.tr("Let the live model read every picture, and show those that it gets wrong"))
        self.dice.setText(self.tr("Random"))
        self.dice.setToolTip(self.tr("Put a random one of these pictures on the paper"))
