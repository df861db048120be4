"""What a layer made of a picture that is held, beside what it makes of the present one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.tensor_display import TensorDisplay
from nnviz.core.tiling import Cell
from nnviz.core.unit_view import picture_values
from nnviz.core.view_state import ColourScale
from nnviz.qt.widgets.framed_map import FramedMap
from nnviz.qt.widgets.tensor_view import TensorView
from nnviz.qt.widgets.tiled_image import Reading

_GREY = ColourScale("grey")
_LARGE_PX, _SMALL_PX = 72, 44


class CaptionedView(QWidget):
    """A `TensorView` below the picture that it is about; the caption may be hidden."""

    def __init__(self, view: TensorView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.thumbnail = FramedMap()
        self.thumbnail.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title = QLabel(wordWrap=True)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.caption = QWidget()
        row = QHBoxLayout(self.caption)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.thumbnail)
        row.addWidget(self.title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.caption)
        column.addWidget(view, 1)

    def set_title(self, text: str) -> None:
        """Name the picture."""
        self.title.setText(text)
        self.thumbnail.setAccessibleName(text)

    def set_picture(self, image: Array | None) -> None:
        """Show the picture, None for an empty place."""
        self.thumbnail.set_values(None if image is None else picture_values(image), _GREY)


class HeldInput(QWidget):
    """The present maps alone, or with the held ones at their left: zoom and mouse move in both.

    `hovered` and `cell_chosen` carry the `Reading`s of the held maps; those of the live ones come from their view.
    """

    hovered = Signal(object)
    cell_chosen = Signal(object)

    def __init__(self, live: TensorView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._live, self.view = live, TensorView()
        self.held, self.present = CaptionedView(self.view), CaptionedView(live)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(8)
        self._both.addWidget(self.held, 1)
        self._both.addWidget(self.present, 1)
        live.image.viewport_changed.connect(self.view.image.look)
        self.view.image.viewport_changed.connect(live.image.look)
        live.scrolled.connect(self.view.scroll_to)
        self.view.scrolled.connect(live.scroll_to)
        live.hovered.connect(self._on_live_hovered)
        self.view.hovered.connect(self._on_view_hovered)
        self.view.cell_chosen.connect(self.cell_chosen)
        self.hide_held()
        self._retranslate()

    def hide_held(self) -> None:
        """Show the present maps alone."""
        self.held.hide()
        self.present.caption.hide()
        self._live.point_at(None)

    def show_pictures(self, held: Array, present: Array | None) -> None:
        """Show what the two sides are about."""
        self.held.set_picture(held)
        self.present.set_picture(present)
        self.held.show()
        self.present.caption.show()

    def show_held(
        self, display: TensorDisplay | None, live: TensorDisplay | None, order: tuple[int, ...], names: tuple[str, ...]
    ) -> None:
        """Show the held array, or nothing while it is on its way, in the colours of both."""
        if display is None:
            self.view.show_message("")
            return
        beside = None if live is None else live.maps
        if display.is_vector:
            self.view.show_vector(display.maps.reshape(-1), names, beside)
        else:
            self.view.show_maps(display.maps, display.labels, display.group, order, beside)
            self.view.image.look(self._live.image.viewport)

    def set_wide(self, wide: bool) -> None:
        """Put the two beside each other, or one above the other."""
        direction = QBoxLayout.Direction
        self._both.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        side = _LARGE_PX if wide else _SMALL_PX
        for captioned in (self.held, self.present):
            captioned.thumbnail.setFixedSize(side, side)

    @Slot(object)
    def _on_live_hovered(self, reading: Reading | None) -> None:
        self.view.point_at(_cell(reading))

    @Slot(object)
    def _on_view_hovered(self, reading: Reading | None) -> None:
        self._live.point_at(_cell(reading))
        self.hovered.emit(reading)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.held.set_title(self.tr("Held picture"))
        self.present.set_title(self.tr("Present picture"))
        self.view.image.setAccessibleName(self.tr("Maps of the held picture"))
        self.view.strip.setAccessibleName(self.tr("Neurons for the held picture"))


def _cell(reading: Reading | None) -> Cell | None:
    return None if reading is None else Cell(reading.map, reading.row, reading.column)
