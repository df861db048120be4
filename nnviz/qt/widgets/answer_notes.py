"""What stands below a verdict: the reason for doubt, the digits of a number, a hint, and switches for more."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.number_reading import NumberReading
from nnviz.core.recognition import Verdict
from nnviz.qt.numerals import percent
from nnviz.qt.widgets.flow_layout import FlowLayout


class AnswerNotes(QWidget):
    """`reason` tells a doubt, `hint` what else is to know.

    `number_switch` asks for the drawing as a number, `why_switch` for the pixels that decide; `hint_clicked` follows
    a click on the hint.
    """

    hint_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number: NumberReading | None = None
        self._off = 0
        self.reason, self.digits = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.hint = QPushButton()
        self.hint.clicked.connect(self.hint_clicked)
        self.number_switch, self.why_switch = QCheckBox(), QCheckBox()
        self.switches = QWidget()
        row = FlowLayout(self.switches, spacing=12)
        row.addWidget(self.why_switch)
        row.addWidget(self.number_switch)
        row.addWidget(self.hint)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.switches.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.reason, self.digits, self.switches):
            column.addWidget(widget)
        self.digits.hide()
        self.hint.hide()
        self._retranslate()

    def set_number(self, number: NumberReading | None) -> None:
        """Show each digit of a number with its probability, doubtful ones with a question mark."""
        self._number = number
        self.digits.setVisible(number is not None)
        self.reason.setVisible(number is None)
        self._retranslate_digits()

    def set_stages_off(self, count: int) -> None:
        """Hint that so many stages of the preparation are switched off."""
        self._off = count
        self.hint.setVisible(count > 0)
        self._retranslate_hint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.number_switch.setText(self.tr("Read as a number"))
        self.number_switch.setToolTip(self.tr("Take the drawing apart into digits, from left to right, and read each"))
        self.why_switch.setText(self.tr("Show why"))
        self.why_switch.setToolTip(
            self.tr("Lay over the drawing how much each pixel moves the answer: clear not at all, yellow most of all")
        )
        self._retranslate_hint()
        self._retranslate_digits()

    def _retranslate_hint(self) -> None:
        self.hint.setText(self.tr("Stages off: {0}").format(self._off))
        self.hint.setToolTip(self.tr("Stages of the preparation are switched off. Click to see and to reset them."))

    def _retranslate_digits(self) -> None:
        if self._number is None:
            self.digits.setText("")
            return
        sure, unsure = self.tr("{0}: {1}"), self.tr("{0}: {1}, not sure")
        parts = [
            (sure if digit.verdict is Verdict.DIGIT else unsure).format(digit.label, percent(digit.probability or 0.0))
            for digit in self._number.digits
        ]
        self.digits.setText(" · ".join(parts) if parts else self.tr("No digits were found."))
