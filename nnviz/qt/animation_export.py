"""A panel filmed through all snapshots of a training."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QFileDialog, QMainWindow, QProgressDialog, QWidget

from nnviz.core.arrays import Array
from nnviz.core.messages import UserError
from nnviz.core.view_state import ViewState
from nnviz.engine import commands
from nnviz.engine.animation_file import SUFFIXES, AnimationFile
from nnviz.qt.panel_dock import PanelDock
from nnviz.qt.panels.base import PanelContext
from nnviz.qt.widgets.film_choice import FilmChoice

MOST_FRAMES = 240
# The answers that panels ask for on their own (explanations, other pictures) come after the first one.
_SETTLE_MS = 60


class AnimationExport(QObject):
    """Goes through the snapshots one by one and grabs a widget at each; then back to where one was."""

    def __init__(self, context: PanelContext, parent: QWidget, frames_per_second: int) -> None:
        super().__init__(parent)
        self._context, self._parent, self._rate = context, parent, frames_per_second
        self._target: QWidget | None = None
        self._file: AnimationFile | None = None
        self._path = Path()
        self._steps: tuple[int, ...] = ()
        self._done = 0
        self._from: int | None = None
        self._progress: QProgressDialog | None = None
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._on_settle_timeout)

    def begin(self) -> None:
        """Let the person choose what is filmed, then where the file goes."""
        self._choice = FilmChoice(filmed_widgets(self._parent.window()), self._parent)
        self._choice.finished.connect(self._on_choice_finished)
        self._choice.open()

    @Slot(int)
    def _on_choice_finished(self, result: int) -> None:
        target = self._choice.target
        if result == QDialog.DialogCode.Accepted and target is not None:
            path = ask_where_to_save_animation(self._parent, "training")
            if path is not None:
                self.film(target, path)
        self._choice.deleteLater()

    def film(self, target: QWidget, path: Path) -> None:
        """Film a widget into a file."""
        state = self._context.store.state
        self._target, self._path, self._from = target, path, state.snapshot
        self._steps = spread(state.snapshots.steps, MOST_FRAMES)
        try:
            self._file = AnimationFile(path, self._rate)
        except OSError as error:
            self._context.report(str(error))
            return
        self._progress = QProgressDialog(self.tr("Filming the training…"), self.tr("Cancel"), 0, len(self._steps))
        self._progress.setParent(self._parent.window(), self._progress.windowFlags())
        self._progress.setWindowTitle(self.tr("Export animation"))
        self._progress.setWindowModality(Qt.WindowModality.WindowModal)
        self._progress.setMinimumDuration(0)
        self._progress.canceled.connect(self._on_progress_canceled)
        self._context.store.changed.connect(self._on_store_changed)
        self._go_on()

    @property
    def running(self) -> bool:
        """Whether frames are being taken."""
        return self._file is not None

    def _go_on(self) -> None:
        if self._done == len(self._steps):
            self._finish()
            return
        self._context.engine.post(commands.ScrubTo(self._steps[self._done]))
        if self._arrived(self._context.store.state):
            self._settle.start()

    def _arrived(self, state: ViewState) -> bool:
        """Return whether the panels show the step: its answer is there, where a picture was asked about."""
        if not self.running or self._done >= len(self._steps):
            return False
        step = self._steps[self._done]
        answered = state.image is None or (state.probe is not None and state.probe.step == step)
        return state.snapshot == step and answered

    @Slot(object, object)
    def _on_store_changed(self, new: ViewState, old: ViewState) -> None:
        del old
        if self._arrived(new):
            self._settle.start()

    @Slot()
    def _on_settle_timeout(self) -> None:
        if self._file is None or self._target is None or self._progress is None:
            return
        try:
            self._file.add(pixels_of(self._target.grab().toImage()))
        except UserError as error:
            self._end()
            self._context.report(error)
            return
        self._done += 1
        self._progress.setValue(self._done)
        if self.running:  # setValue serves events: a person may have cancelled
            self._go_on()

    def _finish(self) -> None:
        assert self._file is not None
        try:
            self._file.finish()
        except UserError as error:
            self._context.report(error)
        else:
            text = self.tr("The animation of {0} moments was written to {1}.")
            self._context.report(text.format(self._file.frames, self._path))
        self._end()

    @Slot()
    def _on_progress_canceled(self) -> None:
        if self._file is not None and self._done < len(self._steps):
            self._file.abandon()
            self._end()
            self._context.report(self.tr("The export was cancelled; no file was written."))

    def _end(self) -> None:
        self._settle.stop()
        self._file = None
        self._context.store.changed.disconnect(self._on_store_changed)
        if self._progress is not None:
            self._progress.canceled.disconnect(self._on_progress_canceled)
            self._progress.close()
            self._progress.deleteLater()
            self._progress = None
        self._context.engine.post(commands.ScrubTo(self._from))


def filmed_widgets(window: QWidget) -> list[tuple[str, QWidget]]:
    """Return what can be filmed, with its title: the panels in sight, then the whole window."""
    # The docks are the window's business; nobody else needs them by hand, so they are looked up here.
    docks = window.findChildren(PanelDock) if isinstance(window, QMainWindow) else []
    seen = [dock for dock in docks if dock.isVisible() and not dock.visibleRegion().isEmpty()]
    panels = [(dock.windowTitle(), panel) for dock in seen if (panel := dock.panel) is not None]
    return [*panels, (QCoreApplication.translate("AnimationExport", "The whole window"), window)]


def spread(steps: tuple[int, ...], most: int) -> tuple[int, ...]:
    """Return at most so many steps, evenly chosen, the first and the last among them."""
    if len(steps) <= most:
        return steps
    return tuple(steps[index * (len(steps) - 1) // (most - 1)] for index in range(most))


def pixels_of(image: QImage) -> Array:
    """Return the pixels of an image, (H, W, 3) uint8."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).copy()


def ask_where_to_save_animation(parent: QWidget, name: str) -> Path | None:
    """Let the person choose a GIF or MP4 file; None when they think better of it."""
    translate = QCoreApplication.translate
    kinds = [
        translate("AnimationExport", "GIF animations ({0})").format("*.gif"),
        translate("AnimationExport", "MP4 films ({0})").format("*.mp4"),
    ]
    title = translate("AnimationExport", "Export animation")
    chosen, kind = QFileDialog.getSaveFileName(parent, title, name, ";;".join(kinds))
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() in SUFFIXES:
        return path
    return path.with_name(path.name + next((suffix for suffix in SUFFIXES if f"*{suffix}" in kind), SUFFIXES[0]))
