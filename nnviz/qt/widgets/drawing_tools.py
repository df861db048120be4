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
from nnviz.qt.widgets.experiment_words import dataset_names
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.keep_button import KeepButton
from nnviz.qt.widgets.sketch import Tool

_SLIDER_STEPS = 1000  # to the side of the paper
# Actions, called like their icons.
_ICONS = (
    "pen", "eraser", "line", "transform", "undo", "redo", "clear",
    "open", "many", "paste", "save", "keep", "gallery", "dice",
)  # fmt: skip


class DrawingTools(QWidget):
    """Pen, eraser, ruler, frame, brush width, undo, redo, clear, files and samples, for one canvas.

    `open_asked` asks for a picture file, `many_asked` for several, `save_asked` for a place to save the drawing,
    `sample_asked` carries the name of a data set, and `gallery_asked` asks for all samples to choose from.
    """

    open_asked = Signal()
    many_asked = Signal()
    save_asked = Signal()
    gallery_asked = Signal()
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
        self.line = self._action(self._canvas.take_line, checkable=True)
        self.transform = self._action(self._canvas.take_transform, checkable=True)
        self._of_tool = {
            Tool.PEN: self.pen,
            Tool.ERASER: self.eraser,
            Tool.LINE: self.line,
            Tool.TRANSFORM: self.transform,
        }
        group = QActionGroup(self)
        for action in self._of_tool.values():
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
        self.many = self._action(self.many_asked)
        self.save = self._action(self.save_asked, "Ctrl+S")
        self.dice = self._action(self._on_dice_triggered, "Ctrl+R")
        self.gallery = self._action(self.gallery_asked, "Ctrl+G")
        for action in (self.open, self.many, self.paste, self.save):
            self._button(action)
        self.keep = KeepButton()
        self._flow.addWidget(self.keep)
        for action in (self.gallery, self.dice):
            self._button(action)
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
        self._of_tool[sketch.tool].setChecked(True)
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
        for name in _ICONS:
            getattr(self, name).setIcon(icon(name, theme))

    def _retranslate(self) -> None:
        self._name(self.pen, self.tr("Pen"), self.tr("Draw (P)"))
        self._name(self.eraser, self.tr("Eraser"), self.tr("Erase (E, or the right mouse button)"))
        self._name(self.line, self.tr("Line"), self.tr("Draw straight lines (L, or Shift with the pen)"))
        self._name(
            self.transform,
            self.tr("Move, scale, turn"),
            self.tr("Move, scale or turn the whole drawing (T): by its frame, or by arrows, + − and [ ]"),
        )
        self._name(self.undo, self.tr("Undo"), self.tr("Undo (Ctrl+Z)"))
        self._name(self.redo, self.tr("Redo"), self.tr("Redo (Ctrl+Shift+Z)"))
        self._name(self.clear, self.tr("Clear"), self.tr("Take a blank paper (Delete)"))
        self._name(self.open, self.tr("Open a picture…"), self.tr("Open a picture file"))
        self._name(self.many, self.tr("Open many…"), self.tr("Read many pictures at once, or a folder of them"))
        self._name(self.save, self.tr("Save the drawing…"), self.tr("Save the drawing as a PNG picture (Ctrl+S)"))
        self._name(self.gallery, self.tr("Samples"), self.tr("Choose among all samples of a data set (Ctrl+G)"))
        self._name(self.paste, self.tr("Paste"), self.tr("Paste a picture (Ctrl+V); dropping one works too"))
        self._name(
            self.dice, self.tr("Random sample"), self.tr("Put a random sample of a data set on the paper (Ctrl+R)")
        )
        self._name(self.copy, self.tr("Copy"), self.tr("Copy the drawing as a picture (Ctrl+C)"))
        self.width_slider.setAccessibleName(self.tr("Brush width"))
        self.width_slider.setToolTip(self.tr("Brush width ([ and ], or the wheel over the drawing)"))
        names = dataset_names()
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
