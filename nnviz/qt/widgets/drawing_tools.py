"""The row of tools above a canvas."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSlider, QToolButton, QWidget

from nnviz.core.drawing import MAX_WIDTH, MIN_WIDTH
from nnviz.core.experiment import DATASETS
from nnviz.qt.icons import icon
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.digit_canvas import DigitCanvas
from nnviz.qt.widgets.flow_layout import FlowLayout

_SLIDER_STEPS = 1000  # to the side of the paper


class DrawingTools(QWidget):
    """Pen, eraser, brush width, undo, redo, clear, open, paste and a random sample, for one canvas.

    `open_asked` asks for a picture file, `sample_asked` carries the name of a data set.
    """

    open_asked = Signal()
    sample_asked = Signal(str)

    def __init__(self, canvas: DigitCanvas, shortcuts_of: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._owner = shortcuts_of
        self._flow = FlowLayout(self)
        self.setStyleSheet("QToolButton { padding: 5px; }")
        self._make_brushes()
        self._make_changes()
        self._make_sources()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        canvas.sketch.brush_changed.connect(self._on_sketch_brush_changed)
        canvas.sketch.history_changed.connect(self._on_sketch_history_changed)
        self._retranslate()
        self._draw_icons()
        self._on_sketch_brush_changed()
        self._on_sketch_history_changed()

    # --- making ---

    def _action(self, slot: object, keys: str = "", checkable: bool = False) -> QAction:
        action = QAction(self, checkable=checkable)
        action.triggered.connect(slot)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._owner.addAction(action)
        return action

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._flow.addWidget(button)
        return button

    def _make_brushes(self) -> None:
        self.pen = self._action(self._canvas.take_pen, checkable=True)
        self.eraser = self._action(self._canvas.take_eraser, checkable=True)
        group = QActionGroup(self)
        for action in (self.pen, self.eraser):
            group.addAction(action)
            self._button(action)
        self.width_slider = QSlider(Qt.Orientation.Horizontal)
        self.width_slider.setRange(round(MIN_WIDTH * _SLIDER_STEPS), round(MAX_WIDTH * _SLIDER_STEPS))
        self.width_slider.setPageStep(10)
        self.width_slider.setFixedWidth(88)
        self.width_slider.valueChanged.connect(self._on_width_slider_value_changed)
        self._flow.addWidget(self.width_slider)

    def _make_changes(self) -> None:
        self.undo = self._action(self._canvas.undo, "Ctrl+Z")
        self.redo = self._action(self._canvas.redo, "Ctrl+Shift+Z")
        self.clear = self._action(self._canvas.clear, "Del")
        for action in (self.undo, self.redo, self.clear):
            self._button(action)

    def _make_sources(self) -> None:
        self.open = self._action(self.open_asked)
        self.paste = self._action(self._canvas.paste, "Ctrl+V")
        self.copy = self._action(self._canvas.copy, "Ctrl+C")
        for action in (self.open, self.paste):
            self._button(action)
        self.dice = self._action(self._on_dice_triggered, "Ctrl+R")
        self._button(self.dice)
        self.dataset_box = QComboBox()
        for name in DATASETS:
            self.dataset_box.addItem(name, name)
        self.dataset_box.activated.connect(self._on_dice_triggered)
        self._flow.addWidget(self.dataset_box)

    # --- the data set of samples ---

    @property
    def dataset(self) -> str:
        """The data set that random samples come from."""
        return str(self.dataset_box.currentData())

    def set_dataset(self, name: str) -> None:
        """Take random samples from this data set; an unknown name changes nothing."""
        index = self.dataset_box.findData(name)
        if index >= 0:
            self.dataset_box.setCurrentIndex(index)

    @Slot()
    def _on_dice_triggered(self) -> None:
        self.sample_asked.emit(self.dataset)

    # --- following the canvas ---

    @Slot(int)
    def _on_width_slider_value_changed(self, value: int) -> None:
        self._canvas.sketch.set_brush_width(value / _SLIDER_STEPS)

    @Slot()
    def _on_sketch_brush_changed(self) -> None:
        sketch = self._canvas.sketch
        (self.eraser if sketch.erasing else self.pen).setChecked(True)
        before = self.width_slider.blockSignals(True)
        self.width_slider.setValue(round(sketch.brush_width * _SLIDER_STEPS))
        self.width_slider.blockSignals(before)

    @Slot()
    def _on_sketch_history_changed(self) -> None:
        sketch = self._canvas.sketch
        self.undo.setEnabled(sketch.can_undo)
        self.redo.setEnabled(sketch.can_redo)
        self.clear.setEnabled(not sketch.empty)

    # --- words and looks ---

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()
        super().changeEvent(event)

    def _draw_icons(self) -> None:
        theme = theme_of(self)
        names = ("pen", "eraser", "undo", "redo", "clear", "open", "paste", "dice")
        actions = (self.pen, self.eraser, self.undo, self.redo, self.clear, self.open, self.paste, self.dice)
        for name, action in zip(names, actions, strict=True):
            action.setIcon(icon(name, theme))

    def _retranslate(self) -> None:
        self._name(self.pen, self.tr("Pen"), self.tr("Draw (P)"))
        self._name(self.eraser, self.tr("Eraser"), self.tr("Erase (E, or the right mouse button)"))
        self._name(self.undo, self.tr("Undo"), self.tr("Undo (Ctrl+Z)"))
        self._name(self.redo, self.tr("Redo"), self.tr("Redo (Ctrl+Shift+Z)"))
        self._name(self.clear, self.tr("Clear"), self.tr("Take a blank paper (Delete)"))
        self._name(self.open, self.tr("Open a picture…"), self.tr("Open a picture file"))
        self._name(self.paste, self.tr("Paste"), self.tr("Paste a picture (Ctrl+V); dropping one works too"))
        self._name(
            self.dice, self.tr("Random sample"), self.tr("Put a random sample of a data set on the paper (Ctrl+R)")
        )
        self._name(self.copy, self.tr("Copy"), self.tr("Copy the drawing as a picture (Ctrl+C)"))
        self.width_slider.setAccessibleName(self.tr("Brush width"))
        self.width_slider.setToolTip(self.tr("Brush width ([ and ], or Ctrl and the wheel)"))
        names = {
            "digits": self.tr("Digits"),
            "mnist": self.tr("MNIST"),
            "fashion-mnist": self.tr("Fashion-MNIST"),
            "cifar10": self.tr("CIFAR-10"),
            "digit-or-not": self.tr("Digit or not"),
        }
        for index, name in enumerate(DATASETS):
            self.dataset_box.setItemText(index, names.get(name, name))
        self.dataset_box.setAccessibleName(self.tr("Data set of the samples"))
        self.dataset_box.setToolTip(self.tr("Where random samples come from"))

    def _name(self, action: QAction, text: str, tip: str) -> None:
        action.setText(text)
        action.setToolTip(tip)
        for thing in action.associatedObjects():
            button: QObject = thing
            if isinstance(button, QToolButton):
                button.setAccessibleName(text)
