"""The same door out of every view: its picture, its numbers and the code that computes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from nnviz.core.array_export import array_text, save_array
from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.qt.icons import icon
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.picture_export import (
    ask_where_to_save_array,
    ask_where_to_save_film,
    ask_where_to_save_picture,
    copy_picture,
    save_picture,
)


@dataclass(frozen=True)
class ViewContent:
    """What a view gives away, asked for when somebody wants it.

    `picture` gives the widget that is drawn, `name` the first part of a file's name, `array` the tensor on show or
    None, `table` lines of cells with tabs between where the view is more than one array, `code` a script or None,
    `film` makes a film for a file where the view can turn.
    """

    picture: Callable[[], QWidget]
    name: Callable[[], str]
    array: Callable[[], Array | None] | None = None
    table: Callable[[], str] | None = None
    code: Callable[[], str | None] | None = None
    film: Callable[[Path], None] | None = None


class ViewExport(QToolButton):
    """A small button whose menu, also a right click on the view, takes what is shown elsewhere.

    `told` carries a sentence about what was done, or a `UserError`.
    """

    told = Signal(object)

    def __init__(self, view: QWidget, content: ViewContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self.copy_picture, self.save_picture = QAction(self), QAction(self)
        self.save_film = QAction(self)
        self.copy_data, self.save_array, self.copy_code = QAction(self), QAction(self), QAction(self)
        slots = {
            self.copy_picture: self._on_copy_picture_triggered,
            self.save_picture: self._on_save_picture_triggered,
            self.save_film: self._on_save_film_triggered,
            self.copy_data: self._on_copy_data_triggered,
            self.save_array: self._on_save_array_triggered,
            self.copy_code: self._on_copy_code_triggered,
        }
        for action, slot in slots.items():
            action.triggered.connect(slot)
        self._menu = QMenu(self)
        self._menu.addActions(list(slots))
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoRaise(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        view.addActions(list(slots))
        self.set_content(content)
        self._retranslate()
        self._dress()

    def set_content(self, content: ViewContent) -> None:
        """Offer something else; what it does not have is not in the menu."""
        self._content = content
        self.save_film.setVisible(content.film is not None)
        self.copy_data.setVisible(content.array is not None or content.table is not None)
        self.save_array.setVisible(content.array is not None)
        self.copy_code.setVisible(content.code is not None)

    @property
    def content(self) -> ViewContent:
        """What is offered."""
        return self._content

    # --- what a person asks for ---

    @Slot()
    def _on_copy_picture_triggered(self) -> None:
        copy_picture(self._content.picture())
        self.told.emit(self.tr("The picture was copied."))

    @Slot()
    def _on_save_picture_triggered(self) -> None:
        path = ask_where_to_save_picture(self, f"{self._content.name()}.png")
        if path is not None:
            self._save(lambda: save_picture(self._content.picture(), path), path)

    @Slot()
    def _on_save_film_triggered(self) -> None:
        path = ask_where_to_save_film(self, f"{self._content.name()}.gif")
        if path is not None and self._content.film is not None:
            self._content.film(path)

    @Slot()
    def _on_copy_data_triggered(self) -> None:
        self._copy(self._data_text, self.tr("The numbers were copied."))

    @Slot()
    def _on_save_array_triggered(self) -> None:
        try:
            array = self._array()
        except UserError as error:
            self.told.emit(error)
            return
        path = ask_where_to_save_array(self, f"{self._content.name()}.npy")
        if path is not None:
            self._save(lambda: save_array(array, path), path)

    @Slot()
    def _on_copy_code_triggered(self) -> None:
        self._copy(self._code_text, self.tr("The code was copied: paste it into a notebook or a file."))

    def _copy(self, text: Callable[[], str], done: str) -> None:
        try:
            QGuiApplication.clipboard().setText(text())
        except UserError as error:
            self.told.emit(error)
        else:
            self.told.emit(done)

    def _save(self, write: Callable[[], None], path: Path) -> None:
        try:
            write()
        except UserError as error:
            self.told.emit(error)
        else:
            self.told.emit(self.tr("Saved to {0}.").format(path))

    def _array(self) -> Array:
        array = None if self._content.array is None else self._content.array()
        if array is None:
            raise _nothing_yet()
        return array

    def _data_text(self) -> str:
        text = array_text(self._array()) if self._content.table is None else self._content.table()
        if not text:
            raise _nothing_yet()
        return text

    def _code_text(self) -> str:
        code = None if self._content.code is None else self._content.code()
        if not code:
            raise _nothing_yet()
        return code

    # --- looks and words ---

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        self.setIcon(icon("more", theme_of(self)))

    def _retranslate(self) -> None:
        self.copy_picture.setText(self.tr("Copy the picture"))
        self.save_picture.setText(self.tr("Save the picture…"))
        self.save_film.setText(self.tr("Save a film of one turn…"))
        self.copy_data.setText(self.tr("Copy the numbers"))
        self.save_array.setText(self.tr("Save the array…"))
        self.copy_code.setText(self.tr("Copy the code"))
        self.copy_code.setToolTip(self.tr("The lines of NumPy or Keras that compute what is shown"))
        self.setAccessibleName(self.tr("Take what is shown elsewhere"))
        self.setToolTip(self.tr("Copy or save the picture, the numbers or the code"))


def _nothing_yet() -> UserError:
    return UserError(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There are no numbers here yet. Nothing was copied or saved; draw something or choose a layer first.",
        )
    )
