"""What the lines of a training plot mean."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.curve_axes import CurveColours


class CurveLegend(QLabel):
    """A line of signs in the curves' colours, each with its word; breaks between them where it is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.render_words()

    def render_words(self) -> None:
        """Write the legend in the language and the colours of the moment."""
        colours = CurveColours.of(theme_of(self))
        entries = (
            ("━━", colours.batches, self.tr("every batch")),
            ("━━", colours.smoothed, self.tr("smoothed")),
            ("●", colours.validation, self.tr("validation")),
            ("┊", theme_of(self).colour("muted"), self.tr("end of an epoch")),
        )
        parts = (
            f'<span style="color:{colour.name()}">{sign}</span>&nbsp;{word.replace(" ", "&nbsp;")}'
            for sign, colour, word in entries
        )
        text = " &nbsp; ".join(parts)
        if text != self.text():
            self.setText(text)
            self.setAccessibleName(self.tr("Legend: {0}").format(", ".join(word for _, _, word in entries)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self.render_words()
        super().changeEvent(event)
