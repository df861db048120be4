"""The nested brackets of an array, to be pointed at: the number under the pointer is the cell in the box."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.bracket_text import BracketText, bracket_text
from nnviz.qt.theme import theme_of


class BracketTextView(QWidget):
    """Shows one array as text. `pointed` carries the index of the number under the pointer or the cursor, or None."""

    pointed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._written: BracketText | None = None
        self._index: tuple[int, ...] | None = None
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "muted")
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setMinimumHeight(120)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.note)
        self.text.viewport().setMouseTracking(True)
        self.text.viewport().installEventFilter(self)
        self.text.cursorPositionChanged.connect(self._on_text_cursor_position_changed)
        self._retranslate()

    @property
    def written(self) -> BracketText | None:
        """What is written, and where."""
        return self._written

    def set_array(self, array: Array, start: tuple[int, ...]) -> None:
        """Write an array; `start` is the index of its first cell."""
        self._written = bracket_text(array, start)
        if self._written.text != self.text.toPlainText():
            self.text.setPlainText(self._written.text)
        self.mark(self._index)
        self._retranslate()

    def mark(self, index: tuple[int, ...] | None) -> None:
        """Highlight the number of an index and bring it into sight."""
        self._index = index
        span = None if index is None or self._written is None else self._written.span_of(index)
        if span is None:
            self.text.setExtraSelections([])
            return
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(span[0])
        cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        theme = theme_of(self)
        look.setBackground(theme.colour("accent"))
        look.setForeground(theme.colour("on_accent"))
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, look
        self.text.setExtraSelections([selection])
        self._bring_into_sight(cursor)

    def _bring_into_sight(self, cursor: QTextCursor) -> None:
        area = self.text.viewport().rect()
        place = self.text.cursorRect(cursor)
        if not area.contains(place):
            self.text.verticalScrollBar().setValue(cursor.blockNumber())
            bar = self.text.horizontalScrollBar()
            bar.setValue(bar.value() + place.left() - area.width() // 2)

    def _point(self, index: tuple[int, ...] | None) -> None:
        if index != self._index:
            self.mark(index)
            self.pointed.emit(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the pointer over the text."""
        if self._written is not None and isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            cursor = self.text.cursorForPosition(event.position().toPoint())
            # The cursor stands between two letters: the right one is the one pointed at unless it lies further right.
            at = cursor.position()
            if self.text.cursorRect(cursor).left() > event.position().x():
                at -= 1
            self._point(self._written.index_at(at))
        elif event.type() == QEvent.Type.Leave:
            self._point(None)
        return super().eventFilter(watched, event)

    @Slot()
    def _on_text_cursor_position_changed(self) -> None:
        if self._written is not None and self.text.hasFocus():
            self._point(self._written.index_at(self.text.textCursor().position()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        if event.type() == QEvent.Type.PaletteChange:
            self.mark(self._index)
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.text.setAccessibleName(self.tr("The array as nested brackets"))
        shortened = self._written is not None and self._written.shortened
        hint = self.tr("Point at a number: its cell lights up in the box, and the other way round.")
        more = self.tr("Long axes are shortened with …; numbers are rounded to three digits.")
        self.note.setText(f"{hint} {more}" if shortened else hint)
