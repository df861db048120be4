"""What the model says: the most probable class, large, and how sure it is; or that it is not sure."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.qt.icons import glyph
from nnviz.qt.numerals import percent
from nnviz.qt.theme import theme_of

_LARGE, _MEDIUM = 3.6, 1.5
_MARK = 1.4  # of the text's height
Nearest = tuple[tuple[str, float], ...]


class _Mood(Enum):
    NOTHING = ""
    WINNER = "winner"
    UNSURE = "question"
    BLANK = "pen"


class Verdict(QWidget):
    """A class and its probability, doubt with the nearest classes, an invitation, or nothing yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mood = _Mood.NOTHING
        self._classes: Nearest = ()
        self.mark, self.winner, self.probability = QLabel(), QLabel(), QLabel()
        for label in (self.mark, self.winner, self.probability):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label in (self.winner, self.probability):
            label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        for label in (self.mark, self.winner, self.probability):
            column.addWidget(label)
        column.addStretch(1)
        self._show()

    def show_winner(self, name: str, probability: float) -> None:
        """Say which class it is."""
        self._become(_Mood.WINNER, ((name, probability),))

    def show_unsure(self, nearest: Nearest) -> None:
        """Say that it is not sure, and the nearest classes with their probabilities."""
        self._become(_Mood.UNSURE, nearest)

    def show_blank(self) -> None:
        """Invite to draw a digit."""
        self._become(_Mood.BLANK)

    def show_nothing(self) -> None:
        """Say nothing, and keep the place."""
        self._become(_Mood.NOTHING)

    @property
    def unsure(self) -> bool:
        """Whether doubt is on show."""
        return self._mood is _Mood.UNSURE

    def _become(self, mood: _Mood, classes: Nearest = ()) -> None:
        if (mood, classes) != (self._mood, self._classes):
            self._mood, self._classes = mood, classes
            self._show()

    def _show(self) -> None:
        small = QFont(self.font())
        small.setPointSizeF(self.font().pointSizeF() * (1.0 if self.unsure else _MEDIUM))
        if small != self.probability.font():
            self.probability.setFont(small)
        if self.unsure:
            lines = (self.tr("{0}: {1}").format(name, percent(share)) for name, share in self._classes)
            self.probability.setText("\n".join(lines))
        else:
            self.probability.setText(percent(self._classes[0][1]) if self._classes else "")
        self._show_mark()
        self._set_headline()

    def _show_mark(self) -> None:
        theme = theme_of(self)
        marked = self._mood in (_Mood.UNSURE, _Mood.BLANK)
        self.mark.setVisible(marked)
        colour = {_Mood.UNSURE: theme.warning, _Mood.BLANK: theme.muted}.get(self._mood, theme.text)
        if marked:
            side = round(_MARK * self.fontMetrics().height())
            self.mark.setPixmap(glyph(self._mood.value, QColor(colour), side, self.devicePixelRatioF()))
        palette = self.winner.palette()
        if palette.color(QPalette.ColorRole.WindowText) != QColor(colour):
            palette.setColor(QPalette.ColorGroup.All, QPalette.ColorRole.WindowText, QColor(colour))
            self.winner.setPalette(palette)

    def _set_headline(self) -> None:
        if self._mood in (_Mood.UNSURE, _Mood.BLANK):
            text = self.tr("Not sure") if self.unsure else self.tr("Draw a digit")
            self._set_text(text, _MEDIUM, widest=max(text.split(), key=len))
            return
        name = self._classes[0][0] if self._classes else ""
        self._set_text(name, _LARGE if len(name) <= 2 else _MEDIUM, widest=name)
        shown = self.winner.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, max(self.width(), 40))
        self.winner.setText(shown or "–")
        self.winner.setToolTip(name if shown != name else "")

    def _set_text(self, text: str, scale: float, widest: str) -> None:
        """Write `text` so large that its `widest` word fits, but never smaller than plain text."""
        font, plain = QFont(self.font()), self.font().pointSizeF()
        font.setBold(True)
        font.setPointSizeF(plain * scale)
        advance = QFontMetrics(font).horizontalAdvance(widest)
        if advance > self.width():
            font.setPointSizeF(max(0.96 * font.pointSizeF() * self.width() / advance, plain))
        if font != self.winner.font():
            self.winner.setFont(font)
        self.winner.setWordWrap(text != widest)
        self.winner.setText(text)
        self.winner.setToolTip("")

    def hasHeightForWidth(self) -> bool:
        """Need the same height at every width, so that nothing below moves while the verdict changes."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Need room for a short name and a percentage, and as much for doubt."""
        large = QFont(self.font())
        large.setPointSizeF(_MEDIUM * self.font().pointSizeF())
        metrics = QFontMetrics(large)
        line = self.fontMetrics().height()
        sure = round(_LARGE * line) + metrics.height()
        unsure = round(_MARK * line) + 2 * metrics.height() + 2 * line
        return QSize(metrics.horizontalAdvance(percent(1.0)) + 8, max(sure, unsure))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut a long name where the room ends."""
        super().resizeEvent(event)
        self._set_headline()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language, the theme and the size of the application's text."""
        kinds = (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.LanguageChange)
        if event.type() in (*kinds, QEvent.Type.PaletteChange):
            self._show()
        super().changeEvent(event)
