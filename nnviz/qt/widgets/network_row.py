"""One row of a network: what it is, what it makes, how many numbers it learns, and what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QSizePolicy

from nnviz.core.network import LayerSpec, RowFacts
from nnviz.qt.icons import glyph
from nnviz.qt.numerals import whole
from nnviz.qt.theme import theme_of
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets import network_words as words
from nnviz.qt.widgets.row_settings import RowSettings

_ICON_PX = 18


class NetworkRow(QFrame):
    """Shows a layer; the chosen one unfolds its settings. A row without a `LayerSpec` stands for an end of the network.

    `dragged(y)` and `dropped(y)` follow the mouse, in points of the row's parent.
    """

    pressed = Signal()
    dragged = Signal(int)
    dropped = Signal(int)
    key_pressed = Signal(object)
    configured = Signal(object, str)
    misread = Signal()

    def __init__(self, kind: str, row: LayerSpec | None, watcher: QObject) -> None:
        super().__init__()
        self.kind = kind
        self._layer = row
        self._pressed_at: int | None = None
        self._dragging = self._chosen = False
        self._misread = self._fault = ""
        self._make_labels()
        self.settings = None if row is None else RowSettings(row, watcher)
        self._lay_out()
        if row is not None and self.settings is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.settings.configured.connect(self.configured)
            self.settings.misread.connect(self._on_settings_misread)
            self.settings.hide()
        self._colour()

    def _make_labels(self) -> None:
        self._icon, self.title, self.summary, self.shape, self.parameters = (QLabel() for _ in range(5))
        self.problem = QLabel(wordWrap=True)
        self.summary.setWordWrap(True)
        self.title.setProperty("role", "title")
        for label in (self.summary, self.parameters):
            label.setProperty("role", "muted")
        for label in (self.shape, self.parameters):
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        for label in (self.summary, self.problem, self.title):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.problem.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(6, 3, 6, 3)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._icon, 0, 0)
        grid.addWidget(self.title, 0, 1)
        grid.addWidget(self.shape, 0, 2)
        grid.addWidget(self.summary, 1, 1)
        grid.addWidget(self.parameters, 1, 2)
        if self.settings is not None:
            grid.addWidget(self.settings, 2, 0, 1, 3)
        grid.addWidget(self.problem, 3, 0, 1, 3)

    # --- what is shown ---

    def show_layer(self, row: LayerSpec, facts: RowFacts, chosen: bool) -> None:
        """Show a layer of the same kind as before."""
        self._layer, self._chosen, self._misread = row, chosen, ""
        self._fault = "" if facts.problem is None else user_sentence(facts.problem)
        if self.settings is not None:
            self.settings.show_row(row)
            self.settings.setVisible(chosen)
        self._write(words.kind_names()[row.kind], words.settings_in_short(row), facts)
        self.setToolTip(words.kind_tips()[row.kind])

    def show_end(self, title: str, summary: str, facts: RowFacts) -> None:
        """Show the picture at the beginning or the classes at the end."""
        self._fault = "" if facts.problem is None else user_sentence(facts.problem)
        self._write(title, summary, facts)

    def _write(self, title: str, summary: str, facts: RowFacts) -> None:
        self.title.setText(title)
        self.summary.setText("" if self._chosen else summary)
        self.shape.setText(words.shape_text(facts.shape))
        self.parameters.setText(self.tr("{0} param.").format(whole(facts.parameters)) if facts.parameters else "")
        second = bool(self.summary.text() or self.parameters.text())
        self.summary.setVisible(second)
        self.parameters.setVisible(second)
        told = [title, summary, self.shape.text(), self.parameters.text(), self._fault]
        self.setAccessibleName(", ".join(text for text in told if text))
        self._show_problem()
        self._colour()

    def _show_problem(self) -> None:
        self.problem.setText(self._misread or self._fault)
        self.problem.setVisible(bool(self.problem.text()))

    @property
    def misread_sentence(self) -> str:
        """Why what was typed cannot be used; "" when it can."""
        return self._misread

    @Slot(str)
    def _on_settings_misread(self, sentence: str) -> None:
        self._misread = sentence
        self._show_problem()
        self.misread.emit()

    # --- mouse and keyboard ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row, and perhaps begin to drag it."""
        if event.button() == Qt.MouseButton.LeftButton and self._layer is not None:
            self._pressed_at = event.position().toPoint().y()
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.pressed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag."""
        y = event.position().toPoint().y()
        if self._pressed_at is None:
            return
        if self._dragging or abs(y - self._pressed_at) >= QApplication.startDragDistance():
            self._dragging = True
            self.dragged.emit(self.y() + y)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop."""
        dragging, self._dragging, self._pressed_at = self._dragging, False, None
        if dragging:
            self.dropped.emit(self.y() + event.position().toPoint().y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the list decide; what it does not know goes on."""
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be chosen by the keyboard."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.pressed.emit()

    # --- colours and words ---

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        elif event.type() == QEvent.Type.LanguageChange and self.settings is not None:
            self.settings.retranslate()
        super().changeEvent(event)

    def _colour(self) -> None:
        theme = theme_of(self)
        edge = theme.bad if self.problem.text() else theme.accent if self._chosen else theme.border
        back = theme.raised if self._chosen or self._layer is None else theme.surface
        sheet = (
            f"NetworkRow {{ background: {back}; border: 1px solid {edge}; border-radius: 5px; }}"
            f"NetworkRow:focus {{ border: 2px solid {edge}; }}"
        )
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
            self.problem.setStyleSheet(f"color: {theme.bad};")
            self._icon.setPixmap(glyph(self.kind, theme.colour("text"), _ICON_PX, self.devicePixelRatioF()))
