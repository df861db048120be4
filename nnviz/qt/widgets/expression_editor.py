"""A line for a NumPy expression that grows to several: history, completion, a mark under what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontDatabase, QKeyEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView, QPlainTextEdit, QSizePolicy, QTextEdit, QWidget

from nnviz.core.expression import completions
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.python_highlighter import PythonHighlighter

_MOST_LINES = 6
_MOST_HISTORY = 50
_SHORTEST_WORD = 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ExpressionEditor(QPlainTextEdit):
    """Enter hands the text in (`submitted`), Shift+Enter begins a line; up and down bring back what was typed."""

    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history: list[str] = []
        self._place: int | None = None
        self._draft = ""
        self._names: tuple[str, ...] = ()
        self.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._highlighter = PythonHighlighter(self.document(), theme_of(self))
        self._words, self.offered = QStringListModel(self), QListView()
        self.completer = QCompleter(self._words, self)
        self.completer.setPopup(self.offered)
        self.completer.setWidget(self)
        self.completer.setMaxVisibleItems(10)
        self.completer.activated[str].connect(self._on_completer_activated)  # type: ignore[index]
        self.textChanged.connect(self._on_text_changed)
        self._fit()

    # --- what is in it ---

    @property
    def history(self) -> list[str]:
        """What was handed in, the latest last."""
        return list(self._history)

    def set_history(self, texts: Sequence[str]) -> None:
        """Bring back what was typed on another day."""
        self._history = list(texts)[-_MOST_HISTORY:]
        self._place = None

    def remember(self, text: str) -> None:
        """Put a text last in the history; it stands there once."""
        self.set_history([*(one for one in self._history if one != text), text])

    def set_names(self, names: Sequence[str]) -> None:
        """Tell which arrays may be completed."""
        self._names = tuple(names)

    def mark(self, start: int, end: int) -> None:
        """Underline what is between two offsets."""
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        look.setUnderlineColor(QColor(theme_of(self).bad))
        cursor = QTextCursor(self.document())
        length = self.document().characterCount() - 1
        cursor.setPosition(min(max(start, 0), max(length - 1, 0)))
        cursor.setPosition(min(end, length), QTextCursor.MoveMode.KeepAnchor)
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = cursor, look
        self.setExtraSelections([selection])

    def unmark(self) -> None:
        """Take the underline away."""
        self.setExtraSelections([])

    # --- keys ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand in, move through the history, complete; everything else is typing."""
        key = event.key()
        if self.offered.isVisible() and key in (*_ENTER, Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            event.ignore()  # the list takes it
        elif key in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.submitted.emit()
        elif key == Qt.Key.Key_Up and self.textCursor().blockNumber() == 0:
            self._go(-1)
        elif key == Qt.Key.Key_Down and self.textCursor().blockNumber() == self.blockCount() - 1:
            self._go(1)
        elif key == Qt.Key.Key_Space and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._offer(shortest=0)
        else:
            super().keyPressEvent(event)
            if event.text().isprintable() and event.text().strip():
                self._offer(_SHORTEST_WORD)

    def _go(self, step: int) -> None:
        if not self._history:
            return
        if self._place is None:
            if step > 0:
                return
            self._place, self._draft = len(self._history), self.toPlainText()
        place = self._place = min(max(self._place + step, 0), len(self._history))
        self.setPlainText(self._draft if place == len(self._history) else self._history[place])
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._place = None if place == len(self._history) else place

    def _offer(self, shortest: int) -> None:
        before = self.textCursor().block().text()[: self.textCursor().positionInBlock()]
        word, offered = completions(before, self._names)
        if not offered or len(word) < shortest:
            self.offered.hide()
            return
        self._words.setStringList(list(offered))
        self.completer.setCompletionPrefix(word)
        place = self.cursorRect()
        place.setWidth(self.offered.sizeHintForColumn(0) + self.offered.verticalScrollBar().sizeHint().width() + 16)
        self.completer.complete(place)

    @Slot(str)
    def _on_completer_activated(self, word: str) -> None:
        cursor = self.textCursor()
        cursor.insertText(word[len(self.completer.completionPrefix()) :])
        self.setTextCursor(cursor)

    # --- looks ---

    @Slot()
    def _on_text_changed(self) -> None:
        self.unmark()
        self._fit()

    def _fit(self) -> None:
        lines = min(max(self.blockCount(), 1), _MOST_LINES)
        around = 2 * (self.frameWidth() + int(self.document().documentMargin()))
        scroll = self.horizontalScrollBar()
        bar = scroll.sizeHint().height() if scroll.maximum() > 0 and scroll.isVisible() else 0
        self.setFixedHeight(max(lines * self.fontMetrics().lineSpacing() + around + bar + 4, 34))

    def minimumSizeHint(self) -> QSize:
        """Return a width at which a short expression can be read."""
        return QSize(120, self.height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the font."""
        if event.type() == QEvent.Type.PaletteChange:
            self._highlighter.set_theme(theme_of(self))
        elif event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)
