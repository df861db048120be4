"""A line across the window for a sentence that a person should read."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from nnviz.qt.theme import theme_of

_INFORMATION_MS = 6000
_NARROWEST_PX = 240


class NoticeBar(QFrame):
    """Shows one sentence; a problem stays until it is closed, a piece of news goes by itself."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem = False
        self._text = QLabel(wordWrap=True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._close = QToolButton(autoRaise=True)
        self._close.setText("✕")
        self._close.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 4)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._timer = QTimer(self, singleShot=True, interval=_INFORMATION_MS)
        self._timer.timeout.connect(self.dismiss)
        self._retranslate()

    @property
    def text(self) -> str:
        """The sentence on show."""
        return self._text.text()

    def show_text(self, text: str, problem: bool) -> None:
        """Show a sentence in place of the one before."""
        self._problem = problem
        self._text.setText(text)
        self._timer.stop()
        if not problem:
            self._timer.start()
        self._colour()
        self._fit()

    def dismiss(self) -> None:
        """Take the sentence away."""
        self._timer.stop()
        self._text.clear()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the sentence needs at this width; a tool bar would keep the height of the narrowest."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setFixedHeight(layout.heightForWidth(max(self.width(), _NARROWEST_PX)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.PaletteChange:
            self._colour()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._close.setToolTip(self.tr("Close (Esc)"))
        self._close.setAccessibleName(self.tr("Close this message"))

    def _colour(self) -> None:
        theme = theme_of(self)
        edge = theme.bad if self._problem else theme.accent
        sheet = f"NoticeBar {{ background: {theme.raised}; border-left: 4px solid {edge}; }}"
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
