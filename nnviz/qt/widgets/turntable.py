"""A box turned once around, frame by frame between other events, and written as a GIF."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QProgressDialog

from nnviz.core.messages import UserError
from nnviz.core.turntable_film import FRAMES, film_frame, write_film
from nnviz.qt.images import picture_of
from nnviz.qt.widgets.box_view import BoxView


class Turntable(QObject):
    """Turns `view` for one film at a time; the camera is back where it was at the end.

    `told` carries a sentence about the film, or the `UserError` of it.
    """

    told = Signal(object)

    def __init__(self, view: BoxView) -> None:
        super().__init__(view)
        self._view = view
        self._frames: list[Image.Image] = []
        self._path = Path()
        self._camera = view.orbit.camera
        self.progress: QProgressDialog | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def is_turning(self) -> bool:
        """Whether a film is being made."""
        return self._timer.isActive()

    @Slot(object)
    def start(self, path: Path) -> None:
        """Make a film for this file; the person sees how far it is and may stop it."""
        if self.is_turning:
            return
        self._path, self._frames, self._camera = path, [], self._view.orbit.camera
        self.progress = QProgressDialog(self.tr("Turning the array…"), self.tr("Stop"), 0, FRAMES, self._view.window())
        self.progress.setWindowTitle(self.tr("Film of a turn"))
        self.progress.setMinimumDuration(0)
        self.progress.setAutoClose(False)
        self.progress.setAutoReset(False)
        self.progress.canceled.connect(self._on_progress_canceled)
        self.progress.setValue(0)
        self.progress.show()
        self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self.progress is None:
            return
        frame = film_frame(picture_of(self._view.to_image()))
        # A window that is made larger or smaller meanwhile does not change the film.
        self._frames.append(frame.resize(self._frames[0].size) if self._frames else frame)
        self._view.orbit.turn(360.0 / FRAMES, 0.0)
        self.progress.setValue(len(self._frames))
        if self.is_turning and len(self._frames) == FRAMES:
            self._write()

    def _write(self) -> None:
        frames = self._frames
        self._end()
        try:
            write_film(frames, self._path)
        except UserError as error:
            self.told.emit(error)
        else:
            self.told.emit(self.tr("Saved to {0}.").format(self._path))

    @Slot()
    def _on_progress_canceled(self) -> None:
        if self.is_turning:
            self._end()
            self.told.emit(self.tr("Stopped: no film was saved."))

    def _end(self) -> None:
        self._timer.stop()
        self._frames = []
        self._view.orbit.place(self._camera)
        if self.progress is not None:
            self.progress.hide()
            self.progress.deleteLater()
            self.progress = None
