"""A compact row of tools for a box: standard views, and sections that open beside it one at a time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QSizePolicy, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from nnviz.qt.widgets.box_orbit import BoxOrbit
from nnviz.qt.widgets.flow_layout import FlowLayout

_FRONT, _RIGHT, _TOP = 0, 3, 4


class BoxSections(QWidget):
    """A row of tools and the page of the open section, which the owner places. `opened` carries its place or -1."""

    opened = Signal(int)

    def __init__(self, pages: tuple[QWidget, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = tuple(QToolButton() for _ in pages)
        self.pages = QStackedWidget()
        for page in pages:
            self.pages.addWidget(_scrolled(page))
        self.pages.setMinimumSize(200, 150)
        self.pages.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.pages.hide()
        self.row = FlowLayout(self, spacing=4)
        for button in self.buttons:
            button.setCheckable(True)
            self.row.addWidget(button)
            button.clicked.connect(self._on_button_clicked)

    @property
    def current(self) -> int:
        """The open section, -1 when all are closed."""
        return -1 if self.pages.isHidden() else self.pages.currentIndex()

    def open(self, place: int) -> None:
        """Open one section and close the others; -1 closes all."""
        for number, button in enumerate(self.buttons):
            button.setChecked(number == place)
        if place >= 0:
            self.pages.setCurrentIndex(place)
        self.pages.setVisible(place >= 0)
        self.opened.emit(place)

    @Slot()
    def _on_button_clicked(self) -> None:
        pressed = self.buttons.index(self.sender())
        self.open(pressed if self.buttons[pressed].isChecked() else -1)

    def name(self, words: tuple[tuple[str, str], ...]) -> None:
        """Set (name, tool tip) of every section."""
        for button, (text, tip) in zip(self.buttons, words, strict=True):
            button.setText(text)
            button.setToolTip(tip)


class ViewMenu(QToolButton):
    """Standard views, the fit, and the choice between perspective and equal lengths."""

    def __init__(self, orbit: BoxOrbit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._orbit = orbit
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.front, self.side, self.top, self.slanted, self.fit = (QAction(menu) for _ in range(5))
        self.perspective = QAction(menu, checkable=True, checked=True)
        for action in (self.front, self.side, self.top, self.slanted):
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.fit)
        menu.addAction(self.perspective)
        self.setMenu(menu)
        menu.triggered.connect(self._on_menu_triggered)
        menu.aboutToShow.connect(self._on_menu_about_to_show)
        self._retranslate()

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        match action:
            case self.front:
                self._orbit.show_side(_FRONT)
            case self.side:
                self._orbit.show_side(_RIGHT)
            case self.top:
                self._orbit.show_side(_TOP)
            case self.slanted:
                self._orbit.reset()
            case self.fit:
                self._orbit.fit()
            case _:
                self._orbit.toggle_perspective()

    @Slot()
    def _on_menu_about_to_show(self) -> None:
        self.perspective.setChecked(self._orbit.camera.perspective)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setText(self.tr("View"))
        self.setToolTip(self.tr("Look from the front, the side or the top; with or without perspective"))
        words = (
            (self.front, self.tr("Front"), "1"),
            (self.side, self.tr("Right side"), "4"),
            (self.top, self.tr("Top"), "5"),
            (self.slanted, self.tr("Slanted"), "0"),
            (self.fit, self.tr("Show all of it"), "F"),
            (self.perspective, self.tr("Perspective"), "P"),
        )
        for action, text, key in words:
            # The key is told, not bound: it works in the picture, where other keys turn and walk.
            action.setText(f"{text}\t{key}")


def _scrolled(page: QWidget) -> QScrollArea:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 6, 0)
    layout.addWidget(page)
    area = QScrollArea(widgetResizable=True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(holder)
    return area
