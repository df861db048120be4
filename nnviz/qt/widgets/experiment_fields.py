"""Fields in which the choices of an experiment are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QComboBox, QSpinBox

from nnviz.core.decimals import parse_decimal
from nnviz.core.messages import UserError
from nnviz.qt.numerals import plain


class ChoiceBox(QComboBox):
    """Keys that never change, with texts that follow the language."""

    def __init__(self, keys: Iterable[str], letters: int = 13) -> None:
        super().__init__()
        for key in keys:
            self.addItem(key, key)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which the first letters can still be read."""
        usual = super().minimumSizeHint()
        return QSize(min(usual.width(), self.fontMetrics().averageCharWidth() * 6 + 40), usual.height())

    @property
    def key(self) -> str:
        """The chosen key."""
        return str(self.currentData())

    def choose(self, key: str) -> None:
        """Choose a key."""
        self.setCurrentIndex(self.findData(key))

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Name the keys; one without a name stands for itself."""
        for index in range(self.count()):
            key = self.itemData(index)
            self.setItemText(index, texts.get(key, key))


class BatchSizeBox(QSpinBox):
    """Whole numbers; a step doubles or halves."""

    def stepBy(self, steps: int) -> None:  # noqa: N802
        """Go to the next power of two up or down."""
        value = self.value()
        for _ in range(abs(steps)):
            value = 1 << value.bit_length() if steps > 0 else 1 << max(0, (value - 1).bit_length() - 1)
        self.setValue(value)


class DecimalField(QComboBox):
    """A number to type, with a point or a comma, or to take from a list; a value that was set comes back exactly.

    With a `unit` of 100 and the `sign` " %" the field shows percent of a fraction.
    """

    def __init__(self, offered: Iterable[float], unit: float = 1.0, sign: str = "", letters: int = 6) -> None:
        super().__init__(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self._unit, self._sign = unit, sign
        self._offered = tuple(offered)
        self._set = (0.0, "")
        self.setCompleter(None)  # type: ignore[arg-type]  # it would turn 0.0 into 0.001 while one types
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(letters)
        for value in self._offered:
            self.addItem(self._told(value), value)

    def minimumSizeHint(self) -> QSize:
        """Return a width for five digits."""
        usual = super().minimumSizeHint()
        return QSize(min(usual.width(), self.fontMetrics().averageCharWidth() * 5 + 40), usual.height())

    def value(self) -> float:
        """Return the number.

        Raises
        ------
        UserError
            When the text is none.
        """
        value, text = self._set
        if text == self.currentText():
            return value
        return parse_decimal(self.currentText().replace("%", "")) / self._unit

    def set_value(self, value: float) -> None:
        """Show a number."""
        self._set = (value, self._told(value))
        self.setEditText(self._set[1])

    def _told(self, value: float) -> str:
        return plain(value * self._unit) + self._sign

    def changeEvent(self, event: QEvent) -> None:
        """Write the numbers with the comma or the point of the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.rewrite()
        super().changeEvent(event)

    def rewrite(self) -> None:
        """Write the numbers anew; what is no number stays as it is."""
        text = self.currentText()
        try:
            value = self.value()
        except UserError:
            value = None
        for index, offered in enumerate(self._offered):
            self.setItemText(index, self._told(offered))
        if value is None:
            self.setEditText(text)
        else:
            self.set_value(value)
