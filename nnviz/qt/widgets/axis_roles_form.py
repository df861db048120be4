"""A choice for every axis of an array: what it does on screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from nnviz.core.axis_roles import Role, Roles, with_role
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.shape_badge import axis_colour


class AxisRolesForm(QWidget):
    """Holds the role of every axis; `changed` follows a person. An axis that loses its role gets the other's."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.roles: Roles = ()
        self.choosers: list[QComboBox] = []
        self._labels: list[QLabel] = []
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "muted")
        self._form = QFormLayout()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.note)
        layout.addLayout(self._form)
        layout.addStretch(1)
        self._retranslate()

    def set_roles(self, roles: Roles) -> None:
        """Show the roles of another array or arrangement."""
        if len(roles) != len(self.roles):
            self._make_rows(len(roles))
        self.roles = roles
        for chooser, role in zip(self.choosers, roles, strict=True):
            chooser.setCurrentIndex(chooser.findData(role))

    def _make_rows(self, count: int) -> None:
        while self._form.rowCount():
            self._form.removeRow(0)
        self.choosers, self._labels = [], []
        for _ in range(count):
            chooser, label = QComboBox(), QLabel()
            chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            chooser.setMinimumContentsLength(8)
            for role in Role:
                chooser.addItem("", role)
            chooser.activated.connect(self._on_chooser_activated)
            self._form.addRow(label, chooser)
            self.choosers.append(chooser)
            self._labels.append(label)
        self._retranslate()

    @Slot()
    def _on_chooser_activated(self) -> None:
        for axis, chooser in enumerate(self.choosers):
            chosen = Role(chooser.currentData())
            if chosen is not self.roles[axis]:
                self.set_roles(with_role(self.roles, axis, chosen))
                self.changed.emit()
                return

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.note.setText(self.tr("Choose what each axis does. Two axes that want the same place change places."))
        words = {
            Role.WIDTH: self.tr("Width"),
            Role.HEIGHT: self.tr("Height"),
            Role.DEPTH: self.tr("Depth"),
            Role.COLUMNS: self.tr("Boxes side by side"),
            Role.ROWS: self.tr("Boxes below each other"),
            Role.SLIDER: self.tr("Slider"),
        }
        for axis, (chooser, label) in enumerate(zip(self.choosers, self._labels, strict=True)):
            label.setText(self.tr("axis {0}").format(axis))
            label.setStyleSheet(f"color: {axis_colour(theme_of(self), axis)}; font-weight: 600")
            chooser.setAccessibleName(self.tr("What axis {0} does").format(axis))
            for row in range(chooser.count()):
                chooser.setItemText(row, words[Role(chooser.itemData(row))])
