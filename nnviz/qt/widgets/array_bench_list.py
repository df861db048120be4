"""The arrays of the bench by name, with shape and type."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from nnviz.core.array_bench import ArrayBench
from nnviz.core.box import shape_text
from nnviz.qt.icons import icon
from nnviz.qt.theme import theme_of

_BUTTONS = {"keep": "keep", "paste": "paste", "copy": "copy", "rename": "text", "remove": "clear"}
_NAME = Qt.ItemDataRole.UserRole


class ArrayBenchList(QWidget):
    """Shows an `ArrayBench`; the owner answers what a person asks for with `set_bench`.

    `chosen`, `removed` and `copied` carry a name, `renamed` the old and the new one.
    """

    chosen = Signal(str)
    renamed = Signal(str, str)
    removed = Signal(str)
    copied = Signal(str)
    keep_wanted = Signal()
    paste_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = ArrayBench()
        self.title, self.list = QLabel(), _NamedRows()
        self.title.setProperty("role", "muted")
        self.title.setBuddy(self.list)
        self.hint = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignTop)
        self.hint.setProperty("role", "muted")
        self.buttons = {name: QToolButton(autoRaise=True) for name in _BUTTONS}
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.title, 1)
        for button in self.buttons.values():
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        column.addWidget(self.hint, 1)
        self._connect()
        self._dress()
        self._retranslate()
        self._allow()

    def _connect(self) -> None:
        slots = {
            "keep": self.keep_wanted,
            "paste": self.paste_wanted,
            "copy": self._on_copy,
            "rename": self._on_rename,
            "remove": self._on_remove,
        }
        for name, slot in slots.items():
            self.buttons[name].clicked.connect(slot)
        self.list.itemClicked.connect(self._on_item_clicked)
        self.list.itemActivated.connect(self._on_item_clicked)
        self.list.itemChanged.connect(self._on_item_changed)
        self.list.itemSelectionChanged.connect(self._allow)
        self.list.delete_pressed.connect(self._on_remove)
        self.list.copy_pressed.connect(self._on_copy)

    def sizeHint(self) -> QSize:
        """Return a column of names beside a picture, or a few rows above it."""
        return QSize(270, 150) if len(self._bench) else QSize(210, 110)

    @property
    def current(self) -> str:
        """The name that is marked, or nothing."""
        item = self.list.currentItem()
        return "" if item is None or not item.isSelected() else str(item.data(0, _NAME))

    def set_bench(self, bench: ArrayBench, current: str | None = None) -> None:
        """Show another bench; `current` is the array on show, None where it is none of these."""
        self._bench = bench
        self.list.blockSignals(True)
        self.list.clear()
        for entry in bench:
            item = QTreeWidgetItem([entry.name, shape_text(entry.array.shape), str(entry.array.dtype)])
            item.setData(0, _NAME, entry.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            item.setToolTip(0, entry.code)
            self.list.addTopLevelItem(item)
            if entry.name == current:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._allow()
        self.updateGeometry()

    @Slot()
    def _allow(self) -> None:
        self.list.setVisible(len(self._bench) > 0)
        self.hint.setVisible(len(self._bench) == 0)
        for name in ("copy", "rename", "remove"):
            self.buttons[name].setEnabled(bool(self.current))

    @Slot(QTreeWidgetItem, int)
    def _on_item_clicked(self, item: QTreeWidgetItem, column: int) -> None:
        del column
        self.chosen.emit(str(item.data(0, _NAME)))

    @Slot(QTreeWidgetItem, int)
    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        old, new = str(item.data(0, _NAME)), item.text(0).strip()
        if column == 0 and new != old:
            self.renamed.emit(old, new)

    @Slot()
    def _on_copy(self) -> None:
        if self.current:
            self.copied.emit(self.current)

    @Slot()
    def _on_rename(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.setFocus()
            self.list.editItem(item, 0)

    @Slot()
    def _on_remove(self) -> None:
        if self.current:
            self.removed.emit(self.current)

    # --- looks and words ---

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        for name, shape in _BUTTONS.items():
            self.buttons[name].setIcon(icon(shape, theme_of(self)))

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Bench"))
        self.title.setToolTip(self.tr("Arrays with names, to be used in expressions"))
        self.hint.setText(
            self.tr("What you compute, paste or keep is listed here and can be used by its name. Try an example.")
        )
        self.list.setAccessibleName(self.tr("Arrays on the bench"))
        self.list.setHeaderLabels([self.tr("Name"), self.tr("Shape"), self.tr("Type")])
        words = {
            "keep": self.tr("Put the array on show on the bench, to use it by name"),
            "paste": self.tr("Paste nested lists, CSV or a table as an array (Ctrl+V)"),
            "copy": self.tr("Copy as NumPy code (Ctrl+C)"),
            "rename": self.tr("Rename (F2)"),
            "remove": self.tr("Remove from the bench (Del)"),
        }
        for name, text in words.items():
            self.buttons[name].setToolTip(text)
            self.buttons[name].setAccessibleName(text)


class _NamedRows(QTreeWidget):
    """Rows of name, shape and type; renames by F2, tells of the keys for removing and copying."""

    delete_pressed = Signal()
    copy_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(3)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        # F2 is taken below: only the name is edited, whichever column was clicked.
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAllColumnsShowFocus(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Rename, remove or copy what is marked."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_F2 and item is not None:
            self.editItem(item, 0)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_pressed.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_pressed.emit()
        else:
            super().keyPressEvent(event)
