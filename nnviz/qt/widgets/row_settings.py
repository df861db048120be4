"""The settings of one layer as fields that stand in a line and wrap where it is narrow."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSpinBox, QWidget

from nnviz.core.messages import UserError
from nnviz.core.network import ACTIVATIONS, FIELDS, PADDINGS, LayerSpec
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets import network_words as words
from nnviz.qt.widgets.experiment_fields import ChoiceBox, DecimalField
from nnviz.qt.widgets.flow_layout import FlowLayout

_OFFERED = {"rate": (0.1, 0.2, 0.25, 0.3, 0.5), "l1": (0.0, 1e-5, 1e-4, 1e-3), "l2": (0.0, 1e-5, 1e-4, 1e-3)}
_MOST = {"units": 65_536, "size": 64, "stride": 64}


class RowSettings(QWidget):
    """Fields for the settings of a `LayerSpec`; `configured(row, setting)` follows every edit that can be used.

    `misread(sentence)` tells why an edit cannot be used; "" when all can again.
    """

    configured = Signal(object, str)
    misread = Signal(str)

    def __init__(self, row: LayerSpec, watcher: QObject) -> None:
        super().__init__()
        self._row = row
        self._labels: dict[str, QLabel] = {}
        self.fields: dict[str, QWidget] = {}
        flow = FlowLayout(self, spacing=6)
        for name in FIELDS[row.kind]:
            field = self.fields[name] = self._make_field(name)
            field.setObjectName(name)
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(watcher)
            flow.addWidget(self._labelled(name, field))
        self.show_row(row)
        self.retranslate()
        for field in self.fields.values():
            match field:
                case QSpinBox():
                    field.valueChanged.connect(self._on_field_changed)
                case DecimalField():
                    field.editTextChanged.connect(self._on_field_changed)
                case ChoiceBox():
                    field.currentIndexChanged.connect(self._on_field_changed)

    def _make_field(self, name: str) -> QWidget:
        if name in _OFFERED:
            return DecimalField(_OFFERED[name], letters=4)
        if name == "padding":
            return ChoiceBox(PADDINGS, letters=4)
        if name == "activation":
            return ChoiceBox(ACTIVATIONS, letters=7)
        least = 0 if name == "stride" and self._row.is_pool else 1
        return QSpinBox(minimum=least, maximum=_MOST[name])

    def _labelled(self, name: str, field: QWidget) -> QWidget:
        label = self._labels[name] = QLabel()
        label.setBuddy(field)
        pair = QWidget()
        line = QHBoxLayout(pair)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(label)
        line.addWidget(field)
        return pair

    def show_row(self, row: LayerSpec) -> None:
        """Show other settings of the same kind of layer; a field that already holds them is left as it was typed."""
        self._row = row
        self.blockSignals(True)
        for name, field in self.fields.items():
            value = getattr(row, name)
            if _value(field) == value:
                continue
            match field:
                case QSpinBox():
                    field.setValue(value)
                case DecimalField():
                    field.set_value(value)
                case ChoiceBox():
                    field.choose(value)
        self.blockSignals(False)

    @Slot()
    def _on_field_changed(self) -> None:
        if self.signalsBlocked():
            return
        sender = self.sender()
        try:
            values = {name: _read(field) for name, field in self.fields.items()}
            row = replace(self._row, **values)  # type: ignore[arg-type]  # fields and settings have the same names
        except UserError as error:
            self.misread.emit(user_sentence(error))
            return
        self.misread.emit("")
        self.configured.emit(row, sender.objectName() if sender is not None else "")

    def retranslate(self) -> None:
        """Set every word."""
        tips = words.setting_tips()
        for name, text in words.setting_names(self._row.kind).items():
            self._labels[name].setText(text)
            self.fields[name].setAccessibleName(text)
            for widget in (self._labels[name], self.fields[name]):
                widget.setToolTip(tips[name])
        activation, stride = self.fields.get("activation"), self.fields.get("stride")
        if isinstance(activation, ChoiceBox):
            activation.set_texts(words.activation_names())
        if isinstance(stride, QSpinBox) and self._row.is_pool:
            stride.setSpecialValueText(self.tr("as window"))


def _read(field: QWidget) -> object:
    match field:
        case ChoiceBox():
            return field.key
        case QSpinBox() | DecimalField():
            return field.value()
    raise TypeError(field)


def _value(field: QWidget) -> object:
    try:
        return _read(field)
    except UserError:
        return None
