"""The pictures of a data set to look through, and what augmentation makes of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.sample_choice import chosen_samples
from nnviz.qt.numerals import whole
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.thumbnail_grid import ThumbnailGrid
from nnviz.qt.widgets.variants_preview import VariantsPreview


class DataSamples(QWidget):
    """`remove_asked` carries the file of the chosen picture, `restore_asked` asks for the one removed last."""

    remove_asked = Signal(str)
    restore_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dataset: Dataset | None = None
        self._label: int | None = None
        self._chosen: int | None = None
        self.part, self.line = QComboBox(), QLabel()
        self.line.setProperty("role", "muted")
        self.remove, self.restore = QPushButton(), QPushButton()
        self.grid, self.variants = ThumbnailGrid(), VariantsPreview()
        self.grid.setMinimumHeight(2 * self.grid.minimumSizeHint().height())
        for part in ("train", "test"):
            self.part.addItem(part, part)
        head = QWidget()
        flow = FlowLayout(head, spacing=8)
        for widget in (self.part, self.line, self.remove, self.restore):
            flow.addWidget(widget)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addWidget(self.grid, 1)
        column.addWidget(self.variants)
        self.part.currentIndexChanged.connect(self._show_pictures)
        self.grid.chosen.connect(self._on_grid_chosen)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.restore.clicked.connect(self.restore_asked)
        self.set_removable(removable=False, restorable=False)
        self._retranslate()

    def set_dataset(self, dataset: Dataset | None, label: int | None) -> None:
        """Show the pictures of a class of a data set, or of all its classes."""
        self._dataset, self._label = dataset, label
        self._show_pictures()

    def set_label(self, label: int | None) -> None:
        """Show another class."""
        self.set_dataset(self._dataset, label)

    def set_removable(self, removable: bool, restorable: bool) -> None:
        """Say whether pictures can be removed, and brought back."""
        self.remove.setVisible(removable)
        self.restore.setVisible(restorable)

    @property
    def chosen_file(self) -> str:
        """The file of the chosen picture; empty when it has none."""
        origin = self._dataset.origin if self._dataset is not None else None
        files = () if origin is None else origin.train_files if self._trains else origin.test_files
        return files[self._chosen] if self._chosen is not None and self._chosen < len(files) else ""

    @property
    def _trains(self) -> bool:
        return self.part.currentData() == "train"

    def _pictures(self) -> tuple[Array, Array]:
        assert self._dataset is not None
        if self._trains:
            return self._dataset.x_train, self._dataset.y_train
        return self._dataset.x_test, self._dataset.y_test

    @Slot()
    def _show_pictures(self) -> None:
        self.setVisible(self._dataset is not None)
        if self._dataset is None:
            return
        pictures, labels = self._pictures()
        indices = chosen_samples(labels, self._label)
        self.grid.set_pictures(pictures, indices, self._caption, self._description)
        self.line.setText(self.tr("{0} pictures").format(whole(len(indices))))
        self._choose(int(indices[0]) if len(indices) else None)

    def _choose(self, index: int | None) -> None:
        self._chosen = index
        self.variants.set_picture(None if index is None else self._pictures()[0][index])
        self.remove.setEnabled(bool(self.chosen_file))

    @Slot(int)
    def _on_grid_chosen(self, index: int) -> None:
        self._choose(index)

    @Slot()
    def _on_remove_clicked(self) -> None:
        if self.chosen_file:
            self.remove_asked.emit(self.chosen_file)

    def _caption(self, place: int) -> str:
        assert self._dataset is not None
        return self._dataset.class_names[int(self._pictures()[1][self.grid.indices[place]])]

    def _description(self, place: int) -> str:
        return self.tr("Picture {0}: labelled {1}").format(int(self.grid.indices[place]), self._caption(place))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.part.setItemText(0, self.tr("Training part"))
        self.part.setItemText(1, self.tr("Test part"))
        self.part.setAccessibleName(self.tr("Part of the data set"))
        self.grid.setAccessibleName(self.tr("Pictures"))
        self.grid.setToolTip(self.tr("A click shows what augmentation makes of a picture"))
        self.remove.setText(self.tr("Remove this drawing"))
        self.restore.setText(self.tr("Bring it back"))
        if self._dataset is not None:
            self.line.setText(self.tr("{0} pictures").format(whole(len(self.grid.indices))))
