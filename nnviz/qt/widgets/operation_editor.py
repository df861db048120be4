"""What an operation works on: which one, an example, its operands as typed, its settings."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.operations.catalogue import OPERATIONS, Example, Operation
from nnviz.core.operations.mismatch import WayOut
from nnviz.core.operations.number_text import literal_text
from nnviz.core.operations.parsing import parse_array
from nnviz.qt.icons import icon
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.flow_layout import FlowLayout

_TYPING_MS = 250
_MOST_OPERANDS = 3


class OperationEditor(QWidget):
    """`changed` follows a choice at once and typing after a short rest."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._timer.timeout.connect(self.changed)
        self.operation, self.example = QComboBox(), QComboBox()
        for operation in OPERATIONS:
            self.operation.addItem("", operation)
        self.operation.setMaxVisibleItems(len(OPERATIONS))
        self.example.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.operation_name, self.example_name = QLabel(), QLabel()
        self.operation_name.setBuddy(self.operation)
        self.example_name.setBuddy(self.example)
        self.lines = tuple(QLineEdit() for _ in range(_MOST_OPERANDS))
        self.line_names = tuple(QLabel() for _ in range(_MOST_OPERANDS))
        self._settings: dict[str, QLineEdit | QComboBox] = {}
        self._setting_widgets: list[QWidget] = []
        self._lay_out()
        self.operation.activated.connect(self._on_operation_activated)
        self.example.activated.connect(self._on_example_activated)
        for line in self.lines:
            line.textEdited.connect(self._on_text_edited)
        self._choose(OPERATIONS[0])
        self._retranslate()

    def _lay_out(self) -> None:
        head = QWidget()
        self._flow = FlowLayout(head, spacing=8)
        for widget in (self.operation_name, self.operation, self.example_name, self.example):
            self._flow.addWidget(widget)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        for row, (name, line) in enumerate(zip(self.line_names, self.lines, strict=True)):
            line.setFont(fixed)
            name.setBuddy(line)
            grid.addWidget(name, row, 0)
            grid.addWidget(line, row, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(head)
        layout.addLayout(grid)

    # --- what is chosen ---

    @property
    def chosen(self) -> Operation:
        """The operation."""
        chosen: Operation = self.operation.currentData()
        return chosen

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the operands; a way out may have changed them."""
        return self._names

    def arrays(self) -> tuple[Array, ...]:
        """Return the operands.

        Raises
        ------
        UserError
            When one of them is no array.
        """
        return tuple(parse_array(line.text(), name) for name, line in zip(self._names, self.lines, strict=False))

    def settings(self) -> dict[str, str]:
        """Return the settings as texts."""
        return {
            name: widget.text() if isinstance(widget, QLineEdit) else widget.currentText()
            for name, widget in self._settings.items()
        }

    def choose_operation(self, operation_id: str, example: int = 0) -> None:
        """Show an operation and one of its examples."""
        operation = next(operation for operation in OPERATIONS if operation.id == operation_id)
        self.operation.setCurrentIndex(OPERATIONS.index(operation))
        self._choose(operation, example)
        self._retranslate_choices()
        self.changed.emit()

    def take_way_out(self, way: WayOut) -> None:
        """Go on with other operands."""
        for line, array in zip(self.lines, way.operands, strict=False):
            line.setText(literal_text(array))
            line.setCursorPosition(0)
        self._set_names(way.names)
        self.changed.emit()

    def _choose(self, operation: Operation, number: int = 0) -> None:
        self._make_settings(operation)
        self.example.clear()
        for example in operation.examples:
            self.example.addItem("", example)
        self.example.setCurrentIndex(number)
        self._fill(operation, operation.examples[number])

    def _make_settings(self, operation: Operation) -> None:
        for old in self._setting_widgets:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._settings, self._setting_widgets = {}, []
        for setting in operation.settings:
            widget: QLineEdit | QComboBox
            if setting.options:
                widget = QComboBox()
                widget.addItems(setting.options)
                widget.activated.connect(self._on_setting_activated)
            else:
                widget = QLineEdit()
                widget.setFixedWidth(14 * self.fontMetrics().averageCharWidth())
                widget.textEdited.connect(self._on_text_edited)
            name = QLabel(setting.name)
            name.setBuddy(widget)
            widget.setAccessibleName(setting.name)
            self._settings[setting.name] = widget
            for new in (name, widget):
                self._flow.addWidget(new)
                new.show()
                self._setting_widgets.append(new)

    def _fill(self, operation: Operation, example: Example) -> None:
        for line, text in zip(self.lines, example.operands, strict=False):
            line.setText(text)
            line.setCursorPosition(0)
        for widget, text in zip(self._settings.values(), example.settings, strict=True):
            if isinstance(widget, QLineEdit):
                widget.setText(text)
            else:
                widget.setCurrentText(text)
        self._set_names(example.names or operation.names)

    def _set_names(self, names: tuple[str, ...]) -> None:
        self._names = names
        for index, (label, line) in enumerate(zip(self.line_names, self.lines, strict=True)):
            label.setVisible(index < len(names))
            line.setVisible(index < len(names))
            if index < len(names):
                label.setText(f"{names[index]} =")
                line.setAccessibleName(names[index])

    # --- what happens ---

    @Slot(int)
    def _on_operation_activated(self, _index: int) -> None:
        self._choose(self.chosen)
        self._retranslate_choices()
        self._announce()

    @Slot(int)
    def _on_example_activated(self, index: int) -> None:
        self._fill(self.chosen, self.chosen.examples[index])
        self._announce()

    @Slot(int)
    def _on_setting_activated(self, _index: int) -> None:
        self._announce()

    @Slot(str)
    def _on_text_edited(self, _text: str) -> None:
        self._timer.start()

    def _announce(self) -> None:
        self._timer.stop()
        self.changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _dress(self) -> None:
        theme = theme_of(self)
        for index, operation in enumerate(OPERATIONS):
            self.operation.setItemIcon(index, icon(operation.id, theme))

    def _retranslate(self) -> None:
        self.operation_name.setText(self.tr("&Operation"))
        self.example_name.setText(self.tr("&Example"))
        tip = self.tr("Numbers in brackets, a bracket a row: [[1, 2], [3, 4]]")
        for line in self.lines:
            line.setToolTip(tip)
            line.setPlaceholderText(tip)
        self._retranslate_choices()
        self._dress()

    def _retranslate_choices(self) -> None:
        for index, operation in enumerate(OPERATIONS):
            self.operation.setItemText(index, QCoreApplication.translate("Operations", operation.title))
        for index, example in enumerate(self.chosen.examples):
            self.example.setItemText(index, QCoreApplication.translate("Operations", example.title))
