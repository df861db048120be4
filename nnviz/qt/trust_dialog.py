"""The question whether a model file may run the code that it brings: asked for each file, every time."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from nnviz.core.messages import NeedsCodeError, UserError
from nnviz.qt.translation import user_sentence


class TrustDialog(QMessageBox):
    """Says what running a file's own code means; emits `trusted` with the path only when a person agrees.

    To leave the file closed is what Return and Escape do; the answer is kept nowhere.
    """

    trusted = Signal(str)

    def __init__(self, error: NeedsCodeError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error = error
        self.setIcon(QMessageBox.Icon.Warning)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.stay_button = self.addButton("", QMessageBox.ButtonRole.RejectRole)
        self.trust_button = self.addButton("", QMessageBox.ButtonRole.AcceptRole)
        self.setDefaultButton(self.stay_button)
        self.setEscapeButton(self.stay_button)
        self.retranslate()
        self.buttonClicked.connect(self._on_self_button_clicked)

    @property
    def path(self) -> str:
        """The file in question."""
        return str(self._error.values["path"])

    def retranslate(self) -> None:
        """Set every word."""
        reason = self._error.values.get("reason")
        words = user_sentence(reason) if isinstance(reason, UserError) else str(reason or "")
        self.setWindowTitle(self.tr("A file with its own code"))
        self.setText(self.tr("{0} was not opened: {1}.").format(self._error.values["file"], words))
        self.setInformativeText(
            self.tr(
                "Such code can do whatever you can: read, change and delete your files, and send them away. nnviz "
                "cannot check it. Load it only if you wrote this file yourself. This is asked again every time."
            )
        )
        self.stay_button.setText(self.tr("Leave it closed"))
        self.trust_button.setText(self.tr("I wrote this file: load it with its code"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language of the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    @Slot(QAbstractButton)
    def _on_self_button_clicked(self, button: QAbstractButton) -> None:
        if button is self.trust_button:
            self.trusted.emit(self.path)
