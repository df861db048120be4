"""One stage of a preparation: its picture, what it does, a switch, and the answer with the switch turned over."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.qt.icons import glyph
from nnviz.qt.numerals import percent
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.pixel_picture import PixelPicture

PICTURE_PX = 112


class StageCard(QFrame):
    """`switched` follows the person's hand on the switch, with the name of the stage."""

    switched = Signal(str)

    def __init__(self, stage: str, has_switch: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stage = stage
        self._other: tuple[str, float] | None = None
        self._differs = False
        self.picture = PixelPicture()
        self.picture.setFixedSize(PICTURE_PX, PICTURE_PX)
        self.switch = QCheckBox()
        self.switch.setChecked(True)
        self.switch.clicked.connect(self._on_switch_clicked)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.sentence, self.other, self.mark = QLabel(wordWrap=True), QLabel(wordWrap=True), QLabel()
        self.sentence.setProperty("role", "muted")
        self.switch.setVisible(has_switch)
        self.title.setVisible(not has_switch)
        self._arrange()

    def _arrange(self) -> None:
        answer = QHBoxLayout()
        answer.setSpacing(4)
        answer.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        answer.addWidget(self.other, 1)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.switch)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        words.addLayout(answer)
        words.addStretch(1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(8, 8, 8, 8)
        self._row.setSpacing(12)
        self._row.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(words, 1)

    def least_width(self) -> int:
        """Return the width below which the words no longer stand beside the picture."""
        words = max(self.switch.sizeHint().width(), 22 * self.fontMetrics().averageCharWidth())
        return PICTURE_PX + 28 + words

    def set_stacked(self, stacked: bool) -> None:
        """Put the words below the picture, or beside it."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)

    def set_words(self, title: str, sentence: str) -> None:
        """Say what the stage is called and what it does."""
        self.switch.setText(title)
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.picture.set_name(title)
        self._show_other()

    def set_on(self, on: bool) -> None:
        """Show whether the stage is carried out."""
        self.switch.setChecked(on)
        self._show_other()

    def set_picture(self, picture: Array | None) -> None:
        """Show what the stage makes of the drawing."""
        self.picture.set_picture(picture)

    def set_other(self, answer: tuple[str, float] | None, differs: bool = False) -> None:
        """Show the class and its probability with the stage switched over; `differs`: it is another class then."""
        self._other, self._differs = answer, differs
        self._show_other()

    def _show_other(self) -> None:
        if self._other is None:
            self.other.setText("")
        else:
            name, share = self._other
            sentence = self.tr("Without it: {0}, {1}") if self.switch.isChecked() else self.tr("With it: {0}, {1}")
            self.other.setText(sentence.format(name, percent(share)))
        theme = theme_of(self)
        marked = self._differs and self._other is not None
        self.mark.setVisible(marked)
        if marked:
            side = self.fontMetrics().height()
            self.mark.setPixmap(glyph("differs", QColor(theme.warning), side, self.devicePixelRatioF()))
        palette = self.other.palette()
        colour = QColor(theme.warning if marked else theme.text)
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorGroup.All, QPalette.ColorRole.WindowText, colour)
            self.other.setPalette(palette)

    @Slot()
    def _on_switch_clicked(self) -> None:
        self.switched.emit(self.stage)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._show_other()
        super().changeEvent(event)


class CardGrid(QWidget):
    """Cards of equal width in as many columns as there is room for, read row by row."""

    def __init__(self, cards: list[StageCard], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = cards
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._columns = 0
        self.set_width(0)

    @property
    def columns(self) -> int:
        """How many cards stand beside each other."""
        return self._columns

    def set_width(self, width: int) -> None:
        """Find the columns for so many pixels."""
        least = max(card.least_width() for card in self._cards)
        for card in self._cards:
            card.set_stacked(width < least)
        columns = max(1, min(len(self._cards), (width + 8) // (least + 8)))
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for index, card in enumerate(self._cards):
            self._grid.addWidget(card, index // columns, index % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
