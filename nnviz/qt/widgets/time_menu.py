"""The menu of the time machine: an animation to take away, its speed, and the memory for snapshots."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSpinBox, QWidget, QWidgetAction

_SPEEDS = (2, 5, 10, 20)
_USUAL_SPEED = 5
_LEAST_MB, _MOST_MB = 16, 16_384


class TimeMenu(QMenu):
    """`speed_chosen` carries the milliseconds a snapshot is shown, `budget_chosen` megabytes."""

    export_chosen = Signal()
    speed_chosen = Signal(int)
    budget_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.export = self.addAction("")
        self.export.triggered.connect(self.export_chosen)
        self.addSeparator()
        self._heading = self.addAction("")
        self._heading.setEnabled(False)
        self._group = QActionGroup(self)
        for speed in _SPEEDS:
            action = QAction(self, checkable=True, checked=speed == _USUAL_SPEED)
            action.setData(speed)
            self._group.addAction(action)
            self.addAction(action)
        self._group.triggered.connect(self._on_group_triggered)
        self.addSeparator()
        self._add_budget()
        self._retranslate()

    def _add_budget(self) -> None:
        row = QWidget()
        self._label = QLabel()
        self.budget = QSpinBox(minimum=_LEAST_MB, maximum=_MOST_MB, singleStep=64)
        self.budget.setKeyboardTracking(False)
        self.budget.valueChanged.connect(self.budget_chosen)
        self._label.setBuddy(self.budget)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(12, 4, 12, 6)
        layout.addWidget(self._label, 1)
        layout.addWidget(self.budget)
        action = QWidgetAction(self)
        action.setDefaultWidget(row)
        self.addAction(action)

    @property
    def interval_ms(self) -> int:
        """How long a snapshot is shown."""
        chosen = self._group.checkedAction()
        return 1000 // (chosen.data() if chosen is not None else _USUAL_SPEED)

    def set_budget(self, megabytes: int) -> None:
        """Show the memory that is allowed, without `budget_chosen`."""
        self.budget.blockSignals(True)
        self.budget.setValue(megabytes)
        self.budget.blockSignals(False)

    @Slot(QAction)
    def _on_group_triggered(self, action: QAction) -> None:
        del action
        self.speed_chosen.emit(self.interval_ms)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.export.setText(self.tr("Export animation…"))
        self._heading.setText(self.tr("Speed"))
        for action in self._group.actions():
            action.setText(self.tr("{0} snapshots a second").format(action.data()))
        self._label.setText(self.tr("&Memory for snapshots"))
        self.budget.setSuffix(self.tr(" MB"))
        self.budget.setToolTip(self.tr("Where this is full, every second snapshot goes; the first and the last stay"))
