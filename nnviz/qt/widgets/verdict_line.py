"""One sentence below the curves: what they say, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nnviz.core.curve_verdict import CurveState, CurveVerdict
from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.qt.numerals import decimal, whole
from nnviz.qt.theme import theme_of

_WORDS: dict[CurveState, str] = {
    CurveState.EARLY: QT_TRANSLATE_NOOP("Verdicts", "Too early to say: the loss has not moved yet."),
    CurveState.LEARNING: QT_TRANSLATE_NOOP("Verdicts", "Learning: the loss fell from {first} to {last}."),
    CurveState.LEARNT: QT_TRANSLATE_NOOP(
        "Verdicts",
        "Learnt: validation has hardly improved for three epochs (lowest loss {best}, epoch {epoch}). "
        "A lower learning rate may bring a little more.",
    ),
    CurveState.OVERFITTING: QT_TRANSLATE_NOOP(
        "Verdicts",
        "Overfitting since epoch {epoch}: the loss falls on the training pictures ({train}) but rises in validation "
        "({best} to {last}). Stop there, or add dropout, augmentation or more pictures.",
    ),
    CurveState.UNDERFITTING: QT_TRANSLATE_NOOP(
        "Verdicts",
        "Underfitting: the loss stays near where it began ({first}, now {last}). Try a higher learning rate, then a "
        "larger network.",
    ),
    CurveState.DIVERGING: QT_TRANSLATE_NOOP(
        "Verdicts", "Diverging: the loss rises ({first} to {last}). Lower the learning rate."
    ),
    CurveState.NOISY: QT_TRANSLATE_NOOP(
        "Verdicts",
        "Noisy: from batch to batch the loss jumps by about {spread} around {last}. Lower the learning rate or take "
        "larger batches.",
    ),
    CurveState.BROKEN: QT_TRANSLATE_NOOP(
        "Verdicts", "The loss is no number at batch {batch}. Lower the learning rate and start again."
    ),
}
_WHOLE = ("epoch", "batch")


class VerdictLine(QLabel):
    """Shows a `CurveVerdict` as a sentence; trouble in another colour, and marked by a sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verdict: CurveVerdict | None = None
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hide()

    def show_verdict(self, verdict: CurveVerdict | None) -> None:
        """Say this; None says nothing."""
        if verdict != self._verdict:
            self._verdict = verdict
            self._render()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._render()
        super().changeEvent(event)

    def _render(self) -> None:
        verdict = self._verdict
        self.setVisible(verdict is not None)
        if verdict is None:
            self.clear()
            return
        figures = {name: whole(n) if name in _WHOLE else decimal(n) for name, n in verdict.figures.items()}
        sentence = QCoreApplication.translate("Verdicts", _WORDS[verdict.state]).format(**figures)
        sign = "⚠ " if verdict.troubled else ""
        self.setText(sign + sentence)
        sheet = f"color: {theme_of(self).warning};" if verdict.troubled else ""
        if sheet != self.styleSheet():
            self.setStyleSheet(sheet)
