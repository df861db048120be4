"""A question: which panel is filmed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget


class FilmChoice(QDialog):
    """`target` is the widget that the person chose."""

    def __init__(self, targets: Sequence[tuple[str, QWidget]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._targets = [widget for _, widget in targets]
        self.setWindowTitle(self.tr("Export animation"))
        text = self.tr(
            "Each snapshot becomes a frame, as the panel looks now in size and place. Arrange it first if need be; "
            "panels of other workspaces can be filmed from the strip at the top of the window."
        )
        label = QLabel(text, wordWrap=True)
        self.box = QComboBox()
        self.box.setAccessibleName(self.tr("What is filmed"))
        self.box.addItems([title for title, _ in targets])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go_on = buttons.addButton(self.tr("Choose a file…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (label, self.box, buttons):
            layout.addWidget(widget)

    @property
    def target(self) -> QWidget | None:
        """The widget that is filmed."""
        index = self.box.currentIndex()
        return self._targets[index] if 0 <= index < len(self._targets) else None
