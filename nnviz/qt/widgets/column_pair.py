"""A form beside its result, or above it where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget
from shiboken6 import isValid

NARROW_PX = 560
_MARGIN = 8
_GAP = 16
_SPACING = 8
_LEAST_FORM_PX = 56
_LEAST_RESULT_WIDTH_PX = 300
_RESULT_ROOM_PX = 120


class ColumnPair(QScrollArea):
    """On the left a form that scrolls between its `head` and its buttons, on the right what comes of it.

    Below `NARROW_PX` all of it is one long page. Nothing is ever narrower or lower than it can be read: rather the
    whole scrolls.
    """

    def __init__(self, form: QWidget, buttons: QWidget, result: QWidget, head: QWidget | None = None) -> None:
        super().__init__()
        self._form, self._buttons, self._result, self._head = form, buttons, result, head or QWidget()
        self._page = QWidget()
        self._awaited: QWidget | None = None
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._on_settling_timeout)
        self._scroll = QScrollArea(self._page, widgetResizable=True)
        self._scroll.setWidget(form)
        for area in (self, self._scroll):
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for widget in (self._head, self._scroll, buttons, result):  # in the order of the tabulator key
            widget.setParent(self._page)
        self.setWidget(self._page)

    @property
    def narrow(self) -> bool:
        """Whether all of it is one long page."""
        return self.width() < max(NARROW_PX, self._form_width() + _GAP + _LEAST_RESULT_WIDTH_PX)

    def show_result(self) -> None:
        """Bring the buttons and what comes of them into view, where all of it is one long page."""
        if self.narrow:
            self._arrange()
            self.verticalScrollBar().setValue(self._buttons.y() - _MARGIN)

    @Slot(object)
    def reveal(self, widget: QWidget) -> None:
        """Scroll to a part of the form, as soon as it has its place."""
        self._awaited = widget
        self._settling.start()

    @Slot()
    def settle(self) -> None:
        """Give the form the height that it needs now, as soon as its fields have their places."""
        self._settling.start()

    @Slot()
    def _on_settling_timeout(self) -> None:
        self._arrange()
        widget, self._awaited = self._awaited, None
        if widget is None or not isValid(widget) or not widget.isVisible():
            return
        for area in (self._scroll, self) if self.narrow else (self._scroll,):
            area.ensureWidgetVisible(widget, 0, _MARGIN)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which nothing can be read."""
        return QSize(280, 120)

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(self._form_width() + _GAP + 480, 420)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the columns for the size."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrange the columns again when one of them needs another size."""
        if watched is self._page and event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        size = self.viewport().size()
        inner = QSize(size.width() - 2 * _MARGIN, size.height() - 2 * _MARGIN)
        height = self._arrange_page(inner) if self.narrow else self._arrange_columns(inner)
        self._page.resize(size.width(), height + 2 * _MARGIN)

    def _arrange_columns(self, inner: QSize) -> int:
        left = self._form_width()
        right = inner.width() - left - _GAP
        top, buttons = self._head_room(left), _height(self._buttons, left)
        # A result that needs more height is scrolled; the form is not.
        seen = max(inner.height(), top + _LEAST_FORM_PX + _SPACING + buttons)
        height = max(seen, _least_height(self._result, right))
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        form = min(_height(self._form, left - bar), seen - top - _SPACING - buttons)
        self._place_form(left, top, form, buttons)
        self._result.setGeometry(_MARGIN + left + _GAP, _MARGIN, right, height)
        return height

    def _arrange_page(self, inner: QSize) -> int:
        width = inner.width()
        top, form, buttons = self._head_room(width), _height(self._form, width), _height(self._buttons, width)
        above = top + form + _SPACING + buttons + _GAP
        result = max(_least_height(self._result, width) + _RESULT_ROOM_PX, inner.height() - above)
        self._place_form(width, top, form, buttons)
        self._result.setGeometry(_MARGIN, _MARGIN + above, width, result)
        return above + result

    def _place_form(self, width: int, top: int, form: int, buttons: int) -> None:
        self._head.setGeometry(_MARGIN, _MARGIN, width, max(0, top - _SPACING))
        self._scroll.setGeometry(_MARGIN, _MARGIN + top, width, form)
        self._buttons.setGeometry(_MARGIN, _MARGIN + top + form + _SPACING, width, buttons)

    def _head_room(self, width: int) -> int:
        layout = self._head.layout()
        return 0 if layout is None else _height(self._head, width) + _SPACING

    def _form_width(self) -> int:
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        return max(self._form.sizeHint().width() + bar, self._buttons.sizeHint().width())


def _height(widget: QWidget, width: int) -> int:
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return widget.sizeHint().height()


def _least_height(widget: QWidget, width: int) -> int:
    layout = widget.layout()
    if layout is not None and layout.hasHeightForWidth():
        return layout.totalMinimumHeightForWidth(width)
    return widget.minimumSizeHint().height()
