"""One line about an array: type, order in memory, size, range."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nnviz.core.array_facts import ArrayFacts
from nnviz.core.box import shape_text


class ArrayFactsLine(QLabel):
    """Shows `ArrayFacts` in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: ArrayFacts | None = None
        self.setWordWrap(True)
        self.setProperty("role", "muted")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def set_facts(self, facts: ArrayFacts | None) -> None:
        """Tell of another array."""
        if facts != self._facts:
            self._facts = facts
            self._update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._update()
        super().changeEvent(event)

    def _update(self) -> None:
        facts = self._facts
        if facts is None:
            self.clear()
            return
        parts = [facts.dtype, self._order(facts.order), QLocale().formattedDataSize(facts.nbytes)]
        if facts.strides:
            parts.append(self.tr("strides {0}").format(shape_text(facts.strides)))
        if facts.mapped:
            parts.append(self.tr("mapped from the file"))
        if facts.view_of:
            parts.append(self.tr("a view of {0}").format(facts.view_of))
        elif not facts.mapped:
            parts.append(self.tr("memory of its own"))
        parts += self._range(facts)
        self.setText("  ·  ".join(parts))

    def _order(self, order: str) -> str:
        words = {
            "C": self.tr("C order"),
            "F": self.tr("Fortran order"),
            "both": self.tr("C and Fortran order"),
            "none": self.tr("neither C nor Fortran order"),
        }
        return words[order]

    def _range(self, facts: ArrayFacts) -> list[str]:
        figures = facts.figures
        parts = []
        if figures.minimum is not None and figures.maximum is not None:
            text = self.tr("{0} to {1}") if facts.exact else self.tr("about {0} to {1} (sampled)")
            parts.append(text.format(_number(figures.minimum), _number(figures.maximum)))
        if figures.nan:
            parts.append(self.tr("{0} NaN").format(figures.nan))
        if figures.inf:
            parts.append(self.tr("{0} infinite").format(figures.inf))
        return parts


def _number(value: float) -> str:
    return str(value) if isinstance(value, int) else QLocale().toString(value, "g", 5)
