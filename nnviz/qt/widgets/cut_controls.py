"""What is left of a box: a range on each axis, a slice plane, and layers that stand apart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QSizePolicy, QSlider, QSpinBox, QWidget

from nnviz.core.box_scene import Cut
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.range_slider import RangeSlider
from nnviz.qt.widgets.shape_badge import axis_colour

_GAP_STEPS = 100
_FIRST_GAP = 30


class CutControls(QWidget):
    """Holds a `Cut` of an array's axes; `changed` follows a person."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape: tuple[int, ...] = ()
        self._offered: tuple[int, ...] | None = None
        self.rows: list[RangeRow] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(2, 1)
        self.plane_label, self.plane_axis, self.plane = QLabel(), QComboBox(), QSlider(Qt.Orientation.Horizontal)
        self.plane_index = QSpinBox()
        self.apart_label, self.apart_axis, self.gap = QLabel(), QComboBox(), QSlider(Qt.Orientation.Horizontal)
        self.gap.setRange(0, _GAP_STEPS)
        self.all_cells = QPushButton()
        below = QGridLayout(self)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(6)
        below.setColumnStretch(1, 1)
        below.addLayout(self._grid, 0, 0, 1, 3)
        below.addWidget(self.plane_label, 1, 0)
        below.addWidget(self.plane_axis, 1, 1, 1, 2)
        below.addWidget(self.plane, 2, 0, 1, 2)
        below.addWidget(self.plane_index, 2, 2)
        below.addWidget(self.apart_label, 3, 0)
        below.addWidget(self.apart_axis, 3, 1, 1, 2)
        below.addWidget(self.gap, 4, 0, 1, 3)
        below.addWidget(self.all_cells, 5, 0, 1, 3)
        below.setRowStretch(6, 1)
        self._connect()
        self._retranslate()

    def _connect(self) -> None:
        self.plane_axis.activated.connect(self._on_plane_axis_activated)
        self.plane.valueChanged.connect(self.plane_index.setValue)
        self.plane_index.valueChanged.connect(self.plane.setValue)
        self.plane.valueChanged.connect(self._on_value_changed)
        self.apart_axis.activated.connect(self._on_apart_axis_activated)
        self.gap.valueChanged.connect(self._on_value_changed)
        self.all_cells.clicked.connect(self.reset)
        for chooser in (self.plane_axis, self.apart_axis):
            chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chooser.setMinimumContentsLength(8)

    # --- the cut ---

    @property
    def cut(self) -> Cut:
        """What is chosen."""
        windows = tuple(row.range for row in self.rows)
        whole = all(window == (0, size) for window, size in zip(windows, self._shape, strict=True))
        plane, apart = self.plane_axis.currentData(), self.apart_axis.currentData()
        gap = self.gap.value() / _GAP_STEPS
        return Cut(
            windows=() if whole else windows,
            plane=None if plane is None else (plane, self.plane.value()),
            apart=None if apart is None or gap == 0 else (apart, gap),
        )

    def set_shape(self, shape: Sequence[int]) -> None:
        """Begin with all of another array."""
        self._shape = tuple(shape)
        for row in self.rows:
            row.remove()
        self.rows = [RangeRow(self, self._grid, axis, size) for axis, size in enumerate(self._shape)]
        for row in self.rows:
            row.changed.connect(self.changed)
        self._offered = None
        self.gap.setValue(_FIRST_GAP)
        self.offer(tuple(range(len(self._shape))), ())

    def offer(self, shown: tuple[int, ...], grouped: tuple[int, ...]) -> None:
        """Offer the axes of the box for plane and layers; ranges for those and for the axes of groups."""
        for row in self.rows:
            row.set_visible(row.axis in shown or row.axis in grouped)
        if shown != self._offered:
            self._offered = shown
            self._fill(self.plane_axis)
            self._fill(self.apart_axis)
            self._follow_axes()
        self._retranslate()

    def open_at(self, index: tuple[int, ...], axis: int) -> None:
        """Move the slice plane to an index, along its own axis or, when there is none, along `axis`."""
        with QSignalBlocker(self.plane):
            if self.plane_axis.currentData() is None:
                self.plane_axis.setCurrentIndex(max(self.plane_axis.findData(axis), 0))
                self._follow_axes()
            chosen = self.plane_axis.currentData()
            if chosen is not None:
                self.plane.setValue(index[chosen])
                self.plane_index.setValue(index[chosen])
        self.changed.emit()

    @Slot()
    def reset(self) -> None:
        """Show everything, together."""
        for row in self.rows:
            row.set_range(0, self._shape[row.axis])
        self.plane_axis.setCurrentIndex(0)
        self.apart_axis.setCurrentIndex(0)
        self._follow_axes()
        self.changed.emit()

    def _fill(self, chooser: QComboBox) -> None:
        chosen = chooser.currentData()
        chooser.clear()
        chooser.addItem("", None)
        for axis in self._offered or ():
            chooser.addItem("", axis)
        chooser.setCurrentIndex(max(chooser.findData(chosen), 0))

    def _follow_axes(self) -> None:
        axis = self.plane_axis.currentData()
        with QSignalBlocker(self.plane), QSignalBlocker(self.plane_index):
            last = 0 if axis is None else max(self._shape[axis] - 1, 0)
            self.plane.setRange(0, last)
            self.plane_index.setRange(0, last)
        for control in (self.plane, self.plane_index):
            control.setVisible(axis is not None)
        self.gap.setVisible(self.apart_axis.currentData() is not None)

    @Slot(int)
    def _on_plane_axis_activated(self, row: int) -> None:
        self._follow_axes()
        axis = self.plane_axis.itemData(row)
        if axis is not None:
            start, stop = self.rows[axis].range
            self.plane.setValue((start + stop) // 2)
        self.changed.emit()

    @Slot(int)
    def _on_apart_axis_activated(self, row: int) -> None:
        del row
        self._follow_axes()
        self.changed.emit()

    @Slot(int)
    def _on_value_changed(self, value: int) -> None:
        del value
        self.changed.emit()

    # --- words ---

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.plane_label.setText(self.tr("Slice plane"))
        self.apart_label.setText(self.tr("Take apart"))
        self.all_cells.setText(self.tr("Show everything"))
        self.plane_axis.setToolTip(self.tr("Takes away what lies between you and one layer"))
        self.apart_axis.setToolTip(self.tr("Moves the layers along one axis apart"))
        self.plane_axis.setAccessibleName(self.tr("Axis of the slice plane"))
        self.apart_axis.setAccessibleName(self.tr("Axis that is taken apart"))
        for control in (self.plane, self.plane_index):
            control.setAccessibleName(self.tr("Index of the slice plane"))
        self.gap.setAccessibleName(self.tr("Space between the layers"))
        self.gap.setToolTip(self.gap.accessibleName())
        for chooser in (self.plane_axis, self.apart_axis):
            if chooser.count():
                chooser.setItemText(0, self.tr("None"))
            for row in range(1, chooser.count()):
                axis = chooser.itemData(row)
                chooser.setItemText(row, self.tr("Along axis {0} ({1})").format(axis, self._shape[axis]))
        for range_row in self.rows:
            range_row.say(
                self.tr("axis {0}").format(range_row.axis),
                self.tr("First index along axis {0}").format(range_row.axis),
                self.tr("End of the range along axis {0}, not included").format(range_row.axis),
                self.tr("Range along axis {0}").format(range_row.axis),
            )


class RangeRow(QObject):
    """The range of one axis in a line of a grid: its name, first index, two handles, end."""

    changed = Signal()

    def __init__(self, parent: QWidget, grid: QGridLayout, axis: int, length: int) -> None:
        super().__init__(parent)
        self.axis, self._length = axis, max(length, 1)
        self.label, self.slider = QLabel(parent), RangeSlider(parent)
        self.start, self.stop = QSpinBox(parent), QSpinBox(parent)
        self.slider.set_length(self._length)
        self.start.setRange(0, self._length - 1)
        self.stop.setRange(1, self._length)
        self.stop.setValue(self._length)
        for column, widget in enumerate((self.label, self.start, self.slider, self.stop)):
            grid.addWidget(widget, axis, column)
        for spin in (self.start, self.stop):
            spin.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            spin.setKeyboardTracking(False)
        self.slider.changed.connect(self._on_slider_changed)
        self.start.valueChanged.connect(self._on_start_changed)
        self.stop.valueChanged.connect(self._on_stop_changed)

    @property
    def range(self) -> tuple[int, int]:
        """(start, stop) of the axis."""
        return self.slider.range

    def set_range(self, start: int, stop: int) -> None:
        """Hold a part, without telling."""
        self.slider.set_range(start, stop)
        self._follow()

    def say(self, label: str, start: str, stop: str, part: str) -> None:
        """Set the words."""
        colour = axis_colour(theme_of(self.label), self.axis)
        self.label.setText(label)
        self.label.setStyleSheet(f"color: {colour}; font-weight: 600")
        self.slider.set_colour(colour)
        for widget, words in ((self.start, start), (self.stop, stop), (self.slider, part)):
            widget.setAccessibleName(words)
            widget.setToolTip(words)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the whole line."""
        for widget in (self.label, self.start, self.slider, self.stop):
            widget.setVisible(visible)

    def remove(self) -> None:
        """Leave the grid for good."""
        for widget in (self.label, self.start, self.slider, self.stop):
            widget.hide()
            widget.deleteLater()
        self.deleteLater()

    def _follow(self) -> None:
        start, stop = self.slider.range
        with QSignalBlocker(self.start), QSignalBlocker(self.stop):
            self.start.setValue(start)
            self.stop.setValue(stop)

    @Slot()
    def _on_slider_changed(self) -> None:
        self._follow()
        self.changed.emit()

    @Slot(int)
    def _on_start_changed(self, start: int) -> None:
        self.set_range(start, max(self.slider.range[1], start + 1))
        self.changed.emit()

    @Slot(int)
    def _on_stop_changed(self, stop: int) -> None:
        self.set_range(min(self.slider.range[0], stop - 1), stop)
        self.changed.emit()
