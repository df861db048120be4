"""What augmentation makes of one picture."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.augmentation import augment
from nnviz.core.experiment import AUGMENTATIONS
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.thumbnail_grid import ThumbnailGrid

VARIANTS = 23


class VariantsPreview(QWidget):
    """The picture itself, then `VARIANTS` of it as a network would see them, other ones at each press of *Again*."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Array | None = None
        self._seed = 0
        self.title, self.box, self.again = QLabel(), QComboBox(), QPushButton()
        self.title.setProperty("role", "title")
        self.title.setBuddy(self.box)
        for kind in AUGMENTATIONS:
            self.box.addItem(kind, kind)
        self.grid = ThumbnailGrid()
        self.grid.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.grid.setFixedHeight(self.grid.minimumSizeHint().height())
        head = QWidget()
        flow = FlowLayout(head, spacing=8)
        for part in (self.title, self.box, self.again):
            flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addWidget(self.grid)
        self.box.currentIndexChanged.connect(self._render)
        self.again.clicked.connect(self._on_again_clicked)
        self._retranslate()

    @property
    def variants(self) -> Array | None:
        """The pictures on show, (1 + VARIANTS, H, W, C) uint8, the original first."""
        if self._picture is None:
            return None
        copies = np.repeat(self._picture[None], VARIANTS, axis=0)
        made = augment(copies, str(self.box.currentData()), np.random.default_rng(self._seed))
        return np.concatenate([self._picture[None], made])

    def set_kind(self, kind: str) -> None:
        """Show this augmentation."""
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(max(0, self.box.findData(kind)))
        self._render()

    def set_picture(self, picture: Array | None) -> None:
        """Vary this picture, (H, W, C) uint8."""
        self._picture = picture
        self._render()

    @Slot()
    def _on_again_clicked(self) -> None:
        self._seed += 1
        self._render()

    @Slot()
    def _render(self) -> None:
        variants = self.variants
        self.again.setEnabled(variants is not None and self.box.currentIndex() > 0)
        if variants is None:
            variants = np.zeros((0, 1, 1, 1), np.uint8)
        self.grid.set_pictures(variants, np.arange(len(variants)), self._caption, self._description)

    def _caption(self, place: int) -> str:
        return self.tr("as it is") if place == 0 else ""

    def _description(self, place: int) -> str:
        return self.tr("The picture as it is") if place == 0 else self.tr("Variant {0}").format(place)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self.grid.setFixedHeight(self.grid.minimumSizeHint().height())
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Augmentation of the chosen picture"))
        names = {"none": self.tr("None"), "drawn": self.tr("For drawings"), "photo": self.tr("For photos")}
        for index, kind in enumerate(AUGMENTATIONS):
            self.box.setItemText(index, names[kind])
        self.box.setAccessibleName(self.tr("Augmentation"))
        self.again.setText(self.tr("Again"))
        self.again.setToolTip(self.tr("Vary the picture anew, as every epoch does"))
        self.grid.setAccessibleName(self.tr("Variants"))
        self._render()
