"""The exact figures of one batch, on a card over the plot."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QWidget

from nnviz.core.training import BatchRecord, EpochRecord
from nnviz.qt.numerals import decimal, percent, plain, whole
from nnviz.qt.theme import theme_of

_DISTANCE_PX = 14


class CurveReadout(QLabel):
    """A card that keeps out of the mouse's way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._frame = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.hide()

    def show_record(self, record: BatchRecord, smoothed_loss: float, epoch: EpochRecord | None, at: QPoint) -> None:
        """Show a batch beside a point of the parent; `epoch` is the finished epoch it belongs to."""
        lines = [
            self.tr("Batch {0} · epoch {1}").format(whole(record.step), whole(record.epoch)),
            self.tr("Loss {0} (smoothed {1})").format(decimal(record.loss), decimal(smoothed_loss)),
            self.tr("Accuracy {0}").format(percent(record.accuracy)),
            self.tr("Learning rate {0}").format(plain(float(f"{record.learning_rate:.6g}"))),
        ]
        if epoch is not None:
            text = self.tr("Validation of epoch {0}:\nloss {1}, accuracy {2}")
            lines.append(text.format(whole(epoch.epoch), decimal(epoch.val_loss), percent(epoch.val_accuracy)))
        self.setText("\n".join(lines))
        self.adjustSize()
        self.move(self._place(at))
        self.show()
        self.raise_()

    def recolour(self) -> None:
        """Take the colours of the theme."""
        theme = theme_of(self)
        self.setStyleSheet(
            f"QLabel {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.border};"
            " border-radius: 5px; padding: 5px 8px; }"
        )

    def _place(self, at: QPoint) -> QPoint:
        """Return a place at the upper edge: beside the crosshair, on the side with more room."""
        width = self._frame.width()
        x = at.x() + _DISTANCE_PX if at.x() < width / 2 else at.x() - _DISTANCE_PX - self.width()
        return QPoint(max(2, min(x, width - self.width() - 2)), _DISTANCE_PX)
