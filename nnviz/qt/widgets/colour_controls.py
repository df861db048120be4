"""How values become colours: the colour map, and one range for all maps or one for each."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QSize, Signal, Slot
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSizePolicy, QWidget

from nnviz.core.colour import COLOUR_MAPS, to_argb
from nnviz.core.view_state import ColourScale

_NAMES = ("auto", *COLOUR_MAPS)
_SWATCH = QSize(40, 12)


class ColourControls(QWidget):
    """A chooser and a check box; `scale_changed` carries the new `ColourScale`."""

    scale_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chooser = QComboBox()
        self.chooser.setIconSize(_SWATCH)
        self.chooser.setMinimumContentsLength(8)
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for name in _NAMES:
            self.chooser.addItem(QIcon() if name == "auto" else _swatch(name), "", name)
        self.per_map = QCheckBox()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.chooser, 1)
        layout.addWidget(self.per_map)
        self.chooser.activated.connect(self._on_chooser_activated)
        self.per_map.clicked.connect(self._on_per_map_clicked)
        self._retranslate()

    @property
    def scale(self) -> ColourScale:
        """What is chosen."""
        return ColourScale(str(self.chooser.currentData()), self.per_map.isChecked())

    def set_scale(self, scale: ColourScale) -> None:
        """Show a choice without telling of it."""
        self.chooser.setCurrentIndex(max(0, self.chooser.findData(scale.name)))
        self.per_map.setChecked(scale.per_map)

    @Slot(int)
    def _on_chooser_activated(self, index: int) -> None:
        del index
        self.scale_changed.emit(self.scale)

    @Slot(bool)
    def _on_per_map_clicked(self, checked: bool) -> None:
        del checked
        self.scale_changed.emit(self.scale)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        words = {
            "auto": self.tr("Automatic"),
            "viridis": self.tr("Viridis"),
            "cividis": self.tr("Cividis"),
            "grey": self.tr("Grey"),
            "diverging": self.tr("Diverging"),
        }
        for index, name in enumerate(_NAMES):
            self.chooser.setItemText(index, words[name])
        self.chooser.setAccessibleName(self.tr("Colour map"))
        self.chooser.setToolTip(
            self.tr("Colour map. Automatic: diverging about zero for signed values, viridis for others.")
        )
        self.per_map.setText(self.tr("Each map"))
        self.per_map.setToolTip(
            self.tr("Give each map its own range of colours, so that weak maps can be seen; else all share one.")
        )


def _swatch(name: str) -> QIcon:
    width, height = _SWATCH.width(), _SWATCH.height()
    row = to_argb(np.linspace(-1.0, 1.0, width), -1.0, 1.0, name)
    pixels = np.ascontiguousarray(np.broadcast_to(row, (height, width)))
    image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_RGB32)
    return QIcon(QPixmap.fromImage(image))
