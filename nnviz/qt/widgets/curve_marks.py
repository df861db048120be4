"""Lines laid over the curves of a training: the best epoch, changes made by hand, and values to compare with."""

from __future__ import annotations

from collections.abc import Mapping

import pyqtgraph as pg
from PySide6.QtCore import QObject, Qt

from nnviz.core.training import EpochRecord, SettingChange
from nnviz.qt.numerals import decimal, percent, plain, whole
from nnviz.qt.theme import Theme
from nnviz.qt.widgets.curve_axes import CurveAxes

_LABEL = {"position": 0.94, "movable": False}


class CurveMarks(QObject):
    """Marks the epoch of the lowest validation loss, and the batches after which a person changed a setting.

    `add_reference(name, value)` lays a level line over the plot of ``loss`` or ``accuracy``.
    """

    def __init__(self, axes: Mapping[str, CurveAxes], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._axes = axes
        self._theme: Theme | None = None
        self._best: list[pg.InfiniteLine] = []
        self._changes: list[pg.InfiniteLine] = []
        self._references: list[tuple[str, float, pg.InfiniteLine]] = []

    @property
    def references(self) -> list[tuple[str, float]]:
        """The level lines: name of the plot and value."""
        return [(name, value) for name, value, _ in self._references]

    @property
    def words(self) -> list[str]:
        """The words at the upright lines of the loss."""
        return [line.label.format for line in (*self._best, *self._changes) if hasattr(line, "label")]

    def show(self, epochs: tuple[EpochRecord, ...], changes: tuple[SettingChange, ...], chosen: bool) -> None:
        """Mark these; with `chosen` the training went back to its best epoch."""
        self._clear(self._best)
        self._clear(self._changes)
        known = [record for record in epochs if record.val_loss == record.val_loss]
        if len(known) > 1:
            best = min(known, key=lambda record: record.val_loss)
            text = self.tr("chosen: epoch {0}") if chosen else self.tr("best: epoch {0}")
            self._best = self._upright(best.step, text.format(whole(best.epoch)), "good")
        for change in changes:
            self._changes += self._upright(change.step + 0.5, self._change_words(change), "warning")

    def _change_words(self, change: SettingChange) -> str:
        value = plain(float(f"{change.after:.6g}"))
        text = self.tr("rate {0}") if change.setting == "learning_rate" else self.tr("batch size {0}")
        return text.format(value)

    def add_reference(self, name: str, value: float) -> None:
        """Lay a level line over a plot."""
        axes = self._axes[name]
        words = percent(value) if name == "accuracy" else decimal(value)
        line = pg.InfiniteLine(angle=0, label=words, labelOpts=_LABEL)
        axes.plot.addItem(line, ignoreBounds=True)
        self._references.append((name, value, line))
        self.place_references()
        self._dress(line, "muted")

    def place_references(self) -> None:
        """Put the level lines where their values are on the scale of the moment."""
        for name, value, line in self._references:
            place = self._axes[name].place_of(value)
            line.setVisible(place is not None)
            if place is not None:
                line.setValue(place)

    def remove_references(self) -> None:
        """Take all level lines away."""
        for name, _, line in self._references:
            self._axes[name].plot.removeItem(line)
        self._references.clear()

    def recolour(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        groups = ((self._best, "good"), (self._changes, "warning"), ([line for *_, line in self._references], "muted"))
        for lines, role in groups:
            for line in lines:
                self._dress(line, role)

    def _upright(self, step: float, words: str, role: str) -> list[pg.InfiniteLine]:
        lines = []
        for name, axes in self._axes.items():
            line = pg.InfiniteLine(step, angle=90, label=words, labelOpts=_LABEL) if name == "loss" else None
            line = line or pg.InfiniteLine(step, angle=90)
            axes.plot.addItem(line, ignoreBounds=True)
            self._dress(line, role)
            lines.append(line)
        return lines

    def _dress(self, line: pg.InfiniteLine, role: str) -> None:
        if self._theme is None:
            return
        colour = self._theme.colour(role)
        line.setPen(pg.mkPen(colour, style=Qt.PenStyle.DotLine))
        if hasattr(line, "label"):
            line.label.setColor(colour)

    def _clear(self, lines: list[pg.InfiniteLine]) -> None:
        for line in lines:
            line.getViewBox().removeItem(line)
        lines.clear()
