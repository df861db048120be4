"""Loss and accuracy of a training while it runs: every batch, the smoothed line, and each epoch's validation."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from nnviz.core.metrics import MetricsLog
from nnviz.core.training import EpochRecord, SettingChange
from nnviz.qt.numerals import decimal, percent, whole
from nnviz.qt.theme import theme_of
from nnviz.qt.throttle import Throttle
from nnviz.qt.widgets.curve_controls import CurveControls
from nnviz.qt.widgets.curve_legend import CurveLegend
from nnviz.qt.widgets.curve_menu import CurveMenu
from nnviz.qt.widgets.curve_reading import CurveReading
from nnviz.qt.widgets.curve_stack import CurveStack
from nnviz.qt.widgets.turning_row import TurningRow

# A screen of curves costs some milliseconds of the interpreter, which the training needs too.
REDRAW_MS = 100
_NARROW_PX = 560
_ZOOM = 1.25


class CurvePlot(QWidget):
    """Two plots over the batches.

    `drawn` follows every drawing of what has been added; `hovered` carries the `BatchRecord` that is read, or None;
    `failed` the `UserError` of a file that was not written.

    The arrow keys read batch after batch (with Shift by tenths of the view), plus and minus zoom, Home shows
    everything, L switches the scale of the loss.
    """

    drawn = Signal()
    hovered = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown: MetricsLog | None = None
        self._epochs: tuple[EpochRecord, ...] = ()
        self._drawn = (-1, -1)
        self._marks: object = None
        self._throttle = Throttle(REDRAW_MS, self)
        self._throttle.due.connect(self._redraw)
        self._make_widgets()
        self._make_layout()
        self._dress()
        self._retranslate()

    def _make_widgets(self) -> None:
        self.stack = CurveStack()
        self.stack.resized.connect(self._on_stack_resized)
        self.reading = CurveReading(self.stack)
        self.reading.changed.connect(self.hovered)
        self.legend = CurveLegend()
        self.controls = CurveControls()
        self.controls.smoothing_changed.connect(self._on_controls_smoothing_changed)
        self.controls.logarithmic_toggled.connect(self.stack.set_logarithmic)
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(24)
        self._empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def _make_layout(self) -> None:
        curves = QWidget()
        inside = QVBoxLayout(curves)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(TurningRow((self.legend, self.controls), (1, 0), _NARROW_PX, spacing=8))
        inside.addWidget(self.stack, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty)
        self._pages.addWidget(curves)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 2, 2, 2)
        layout.addWidget(self._pages)

    # --- what is shown ---

    def set_empty_text(self, text: str) -> None:
        """Say what to do while there is nothing to draw."""
        self._empty.setText(text)

    def show_marks(self, epochs: tuple[EpochRecord, ...], changes: tuple[SettingChange, ...], chosen: bool) -> None:
        """Mark the best epoch, `chosen` when the training went back to it, and what was changed by hand."""
        marks = (len(epochs), changes, chosen)
        if marks != self._marks:
            self._marks = marks
            self.stack.marks.show(epochs, changes, chosen)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        return self._pages.currentIndex() == 0

    def show_log(self, log: MetricsLog | None, epochs: tuple[EpochRecord, ...] = ()) -> None:
        """Draw what has been added since; another log starts afresh, None shows the empty state."""
        if log is not self._shown:
            self._throttle.cancel()
            self._shown = log
            self._drawn = (-1, -1)
            self.reading.clear()
            self.stack.show_log(log or MetricsLog())
            self._pages.setCurrentIndex(0)
            self.drawn.emit()
        self._epochs = epochs
        if log is not None and (log.length, len(epochs)) != self._drawn:
            self._throttle.request()

    @Slot()
    def _redraw(self) -> None:
        log = self._shown
        if log is None or not log.length:
            return
        self._drawn = (log.length, len(self._epochs))
        self._pages.setCurrentIndex(1)
        self.stack.catch_up(self._epochs)
        self.setAccessibleDescription(self.summary())
        self.drawn.emit()

    def smoothed_ends(self) -> dict[str, float]:
        """Return where the smoothed lines end, by name, as far as they are drawn."""
        lines = {name: smoothed.curve.values for name, smoothed in self.stack.smoothed.items()}
        return {name: float(values[-1]) for name, values in lines.items() if len(values)}

    def summary(self) -> str:
        """Say the last figures in words."""
        log = self._shown
        if log is None or not log.length:
            return self._empty.text()
        last = log.record(-1)
        text = self.tr("After batch {0}: loss {1}, accuracy {2}.")
        words = [text.format(whole(last.step), decimal(last.loss), percent(last.accuracy))]
        if self._epochs:
            epoch = self._epochs[-1]
            text = self.tr("Validation after epoch {0}: loss {1}, accuracy {2}.")
            words.append(text.format(whole(epoch.epoch), decimal(epoch.val_loss), percent(epoch.val_accuracy)))
        return " ".join(words)

    def figures_in_view(self) -> str:
        """Return the figures of every batch in view as tab-separated lines."""
        return self.stack.log.table(*self.stack.x_range)

    @Slot()
    def fit(self) -> None:
        """Show everything, and go on doing so while it grows."""
        self.stack.fit()

    @Slot()
    def _on_stack_resized(self) -> None:
        if not self.empty:
            self._throttle.request()

    @Slot(float)
    def _on_controls_smoothing_changed(self, weight: float) -> None:
        self.stack.smooth(weight)
        self._redraw()

    # --- the keyboard, the menu ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read, zoom, fit."""
        key, tenth = event.key(), event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        left, right = self.stack.x_range
        batches = max(1, int((right - left) / 10)) if tenth else 1
        match key:
            case Qt.Key.Key_Right:
                self.reading.move(batches)
            case Qt.Key.Key_Left:
                self.reading.move(-batches)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.stack.zoom(1 / _ZOOM, self.reading.step)
            case Qt.Key.Key_Minus:
                self.stack.zoom(_ZOOM, self.reading.step)
            case Qt.Key.Key_Home:
                self.fit()
            case Qt.Key.Key_L:
                self.controls.logarithmic.toggle()
            case Qt.Key.Key_Escape if self.reading.index is not None:
                self.reading.clear()
            case _:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the picture, the figures and the view."""
        if not self.empty:
            CurveMenu(self).popup(event.globalPos())

    # --- appearance ---

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme, the font and the language."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._dress()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Draw nothing that cannot be seen."""
        if not event.spontaneous():
            self._throttle.cancel()
            self._drawn = (-1, -1)
        super().hideEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the frame of the focus."""
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame of the focus away."""
        self.update()
        super().focusOutEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame of the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(theme_of(self).colour("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _dress(self) -> None:
        self.stack.dress(theme_of(self), self.font())
        self.reading.card.recolour()
        theme = theme_of(self)
        sheet = f"background: {theme.surface}; color: {theme.muted}; border-radius: 5px;"
        if sheet != self._empty.styleSheet():
            self._empty.setStyleSheet(sheet)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Curves of the training"))
        self.setWhatsThis(
            self.tr(
                "Drag or scroll to move and zoom along the batches, on an axis for that axis; a double click shows"
                " everything. Arrow keys read batch after batch, plus and minus zoom, Home shows everything,"
                " L switches the scale of the loss."
            )
        )
        self.stack.name_axes(self.tr("Loss"), self.tr("Accuracy %"), self.tr("Batch"), self.tr("Rate"))
        self.stack.setAccessibleName(self.accessibleName())
        self.setAccessibleDescription(self.summary())
