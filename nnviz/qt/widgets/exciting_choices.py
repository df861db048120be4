"""The row of choices above exciting patches: data set, part, how many pictures, and which end of the values."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from nnviz.core.experiment import DATASETS
from nnviz.qt.numerals import whole
from nnviz.qt.widgets.experiment_words import dataset_names
from nnviz.qt.widgets.flow_layout import FlowLayout

_SPLITS = ("test", "train")
_PICTURES = (500, 2000, 0)


class ExcitingChoices(QWidget):
    """`set_changed` follows another data set or part, `search_changed` another way of searching it."""

    set_changed = Signal()
    search_changed = Signal()

    def __init__(self, dataset: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dataset_box, self.split_box, self.pictures_box = QComboBox(), QComboBox(), QComboBox()
        self.lowest_box, self.several_box = QComboBox(), QCheckBox()
        for name in DATASETS:
            self.dataset_box.addItem(name, name)
        self.dataset_box.setCurrentIndex(max(0, self.dataset_box.findData(dataset)))
        for split in _SPLITS:
            self.split_box.addItem(split, split)
        for count in _PICTURES:
            self.pictures_box.addItem("", count)
        self.pictures_box.setCurrentIndex(1)
        self.lowest_box.addItem("", False)
        self.lowest_box.addItem("", True)
        flow = FlowLayout(self, spacing=6)
        parts: tuple[QWidget, ...] = (self.dataset_box, self.split_box, self.pictures_box, self.lowest_box)
        for part in (*parts, self.several_box):
            flow.addWidget(part)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.dataset_box.currentIndexChanged.connect(self.set_changed)
        self.split_box.currentIndexChanged.connect(self.set_changed)
        self.pictures_box.currentIndexChanged.connect(self._on_search_box_changed)
        self.lowest_box.currentIndexChanged.connect(self._on_search_box_changed)
        self.several_box.toggled.connect(self._on_search_box_changed)
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
    def pictures(self) -> int:
        """How many pictures are to be read; 0 for all."""
        return int(self.pictures_box.currentData())

    @property
    def lowest(self) -> bool:
        """Whether the lowest values are wanted."""
        return bool(self.lowest_box.currentData())

    @property
    def several(self) -> bool:
        """Whether one picture may be found more than once."""
        return self.several_box.isChecked()

    @Slot()
    def _on_search_box_changed(self) -> None:
        self.search_changed.emit()

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
        for index, count in enumerate(_PICTURES):
            text = self.tr("{0} pictures").format(whole(count)) if count else self.tr("All pictures")
            self.pictures_box.setItemText(index, text)
        self.lowest_box.setItemText(0, self.tr("Excite most"))
        self.lowest_box.setItemText(1, self.tr("Inhibit most"))
        self.lowest_box.setToolTip(self.tr("Look for the highest or for the lowest values"))
        self.several_box.setText(self.tr("Several of a picture"))
        self.several_box.setToolTip(self.tr("Let one picture take more than one place"))
        self.dataset_box.setAccessibleName(self.tr("Data set to search"))
        self.split_box.setAccessibleName(self.tr("Part of the data set"))
        self.pictures_box.setAccessibleName(self.tr("How many pictures to read"))
        self.pictures_box.setToolTip(self.pictures_box.accessibleName())
        self.lowest_box.setAccessibleName(self.tr("Which patches to find"))
