"""Which axes of an array of high rank are shown, and a slider for each of the others."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QSlider, QSpinBox, QWidget

from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.shape_badge import axis_colour

_SHOWN_AT_ONCE = 3


class AxisSliders(QWidget):
    """Hidden for arrays of up to three axes. `changed` follows another choice of axes or another index."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape: tuple[int, ...] = ()
        self._shown: tuple[int, ...] = ()
        self._rows: list[_AxisRow] = []
        self._caption = QLabel()
        self.chooser = QComboBox()
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setMinimumContentsLength(12)
        self.chooser.activated.connect(self._on_chooser_activated)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._caption, 0, 0)
        self._grid.addWidget(self.chooser, 0, 1, 1, 2)
        self.hide()
        self._retranslate()

    @property
    def shown(self) -> tuple[int, ...]:
        """The axes shown, ascending."""
        return self._shown

    @property
    def fixed(self) -> tuple[int, ...]:
        """The index along each of the others, in the order of the axes."""
        return tuple(row.index for row in self._rows)

    @property
    def sliders(self) -> tuple[QSlider, ...]:
        """A slider an axis that is not shown."""
        return tuple(row.slider for row in self._rows)

    def set_shape(self, shape: Sequence[int], shown: tuple[int, ...]) -> None:
        """Offer the axes of another array; `shown` is what to begin with."""
        self._shape, self._shown = tuple(shape), shown
        self.setVisible(len(self._shape) > _SHOWN_AT_ONCE)
        self._fill_chooser()
        self._make_rows()

    def set_grouped(self, axes: Sequence[int]) -> None:
        """Hide the sliders of axes all of whose items are shown, each in a box."""
        for row in self._rows:
            for widget in (row.label, row.slider, row.spin):
                widget.setVisible(row.axis not in axes)

    def go_to(self, index: Sequence[int]) -> None:
        """Move the sliders to the cell of an index of the array."""
        for row in self._rows:
            row.spin.setValue(index[row.axis])

    def _fill_chooser(self) -> None:
        self.chooser.clear()
        for axes in combinations(range(len(self._shape)), min(_SHOWN_AT_ONCE, len(self._shape))):
            names = ", ".join(str(axis) for axis in axes)
            lengths = " × ".join(str(self._shape[axis]) for axis in axes)
            self.chooser.addItem(f"{names}   ({lengths})", axes)
        for row in range(self.chooser.count()):
            if self._axes_at(row) == self._shown:
                self.chooser.setCurrentIndex(row)

    def _axes_at(self, row: int) -> tuple[int, ...]:
        return tuple(self.chooser.itemData(row))

    def _make_rows(self) -> None:
        for row in self._rows:
            row.remove()
        fixed = [axis for axis in range(len(self._shape)) if axis not in self._shown]
        self._rows = [
            _AxisRow(self, self._grid, line, axis, self._shape[axis]) for line, axis in enumerate(fixed, start=1)
        ]
        for row in self._rows:
            row.spin.valueChanged.connect(self._on_index_changed)
        self._retranslate()

    @Slot(int)
    def _on_chooser_activated(self, row: int) -> None:
        self._shown = self._axes_at(row)
        self._make_rows()
        self.changed.emit()

    @Slot(int)
    def _on_index_changed(self, index: int) -> None:
        del index
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._caption.setText(self.tr("Axes shown"))
        self.chooser.setAccessibleName(self.tr("Axes shown"))
        self.chooser.setToolTip(self.tr("Which three axes make the box; the others have a slider each"))
        theme = theme_of(self)
        for row in self._rows:
            row.label.setText(self.tr("axis {0}").format(row.axis))
            row.label.setStyleSheet(f"color: {axis_colour(theme, row.axis)}; font-weight: 600")
            for control in (row.slider, row.spin):
                control.setAccessibleName(self.tr("Index along axis {0}").format(row.axis))
                control.setToolTip(self.tr("Index along axis {0}, 0 to {1}").format(row.axis, row.last))


class _AxisRow:
    """The label, slider and number of one axis, in a line of a grid."""

    def __init__(self, parent: QWidget, grid: QGridLayout, line: int, axis: int, length: int) -> None:
        self.axis, self.last = axis, max(length - 1, 0)
        self.label = QLabel(parent)
        self.slider = QSlider(Qt.Orientation.Horizontal, parent)
        self.spin = QSpinBox(parent)
        self.spin.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for control in (self.slider, self.spin):
            control.setRange(0, self.last)
        self.slider.setPageStep(max(length // 10, 1))
        self.slider.valueChanged.connect(self.spin.setValue)
        self.spin.valueChanged.connect(self.slider.setValue)
        for column, widget in enumerate((self.label, self.slider, self.spin)):
            grid.addWidget(widget, line, column)
            widget.show()

    @property
    def index(self) -> int:
        return self.spin.value()

    def remove(self) -> None:
        for widget in (self.label, self.slider, self.spin):
            widget.hide()
            widget.deleteLater()
