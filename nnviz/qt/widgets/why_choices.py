"""What is asked of a model: by which method, about which class or unit, in which layer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QSlider, QWidget

from nnviz.core.attribution import Method, Options, Target
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.qt.attribution_words import method_name, method_sentence
from nnviz.qt.widgets.flow_layout import FlowLayout

METHODS = (
    Method.GRADIENT_INPUT,
    Method.SALIENCY,
    Method.SMOOTH_GRAD,
    Method.INTEGRATED_GRADIENTS,
    Method.GRAD_CAM,
    Method.OCCLUSION,
    Method.MAXIMISATION,
)
_MOST_CLASSES = 1000
_UNIT, _WINNER = -2, -1


class WhyChoices(QWidget):
    """`changed` follows another question, `strength_changed` the slider."""

    changed = Signal()
    strength_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._layers: tuple[str, ...] = ()
        self._unit: tuple[str, tuple[int, ...]] | None = None
        self.method, self.target, self.layer = QComboBox(), QComboBox(), QComboBox()
        for method in METHODS:
            self.method.addItem("", method)
        self.strength = QSlider(Qt.Orientation.Horizontal)
        self.strength.setRange(0, 100)
        self.strength.setValue(85)
        self.strength.setMinimumWidth(80)
        self.strength_name = QLabel()
        row = FlowLayout(self, spacing=6)
        for chooser in (self.method, self.target, self.layer):
            chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            chooser.activated.connect(self._on_chooser_activated)
            row.addWidget(chooser)
        row.addWidget(self.strength_name)
        row.addWidget(self.strength)
        self.strength.valueChanged.connect(self._on_strength_value_changed)
        self._retranslate()
        self._show_layer_chooser()

    @property
    def asked(self) -> Method:
        """The chosen method."""
        return Method(self.method.currentData())

    @property
    def about(self) -> Target:
        """The chosen class or unit."""
        chosen = self.target.currentData()
        if chosen == _UNIT and self._unit is not None:
            return Target(layer_id=self._unit[0], unit=self._unit[1])
        return Target() if chosen is None or chosen < 0 else Target(class_index=int(chosen))

    @property
    def options(self) -> Options:
        """The settings that belong to the method."""
        return Options(layer_id=self.layer.currentData() if self.asked is Method.GRAD_CAM else None)

    @property
    def opacity(self) -> float:
        """How strongly the colours cover the drawing, 0 to 1."""
        return self.strength.value() / 100.0

    def set_model(self, model: ModelSummary | None) -> None:
        """Offer the classes and layers of another model."""
        self._names = () if model is None else _class_names(model)
        self._layers = () if model is None else tuple(one.id for one in model.layers if _has_maps(one))
        self._unit = None
        self._fill()

    def choose(self, method: Method, target: Target) -> None:
        """Choose a method, and a class or the likeliest one; a model without maps is asked without Grad-CAM."""
        if method is Method.GRAD_CAM and not self._layers:
            method = Method.GRADIENT_INPUT
        self.method.setCurrentIndex(METHODS.index(method))
        wanted = _WINNER if target.class_index is None else target.class_index
        self.target.setCurrentIndex(max(0, self.target.findData(wanted)))
        self._on_chooser_activated(0)

    def set_unit(self, layer_id: str | None, unit: tuple[int, ...] | None) -> None:
        """Offer the chosen unit of a layer."""
        found = None if layer_id is None or unit is None else (layer_id, unit)
        if found != self._unit:
            self._unit = found
            self._fill()

    def _fill(self) -> None:
        target, layer = self.target.currentData(), self.layer.currentData()
        self.target.clear()
        self.target.addItem(self.tr("likeliest class"), _WINNER)
        if self._unit is not None:
            self.target.addItem(self.tr("chosen unit of {0}").format(self._unit[0]), _UNIT)
        for number, name in enumerate(self._names):
            self.target.addItem(self.tr("class {0}").format(name), number)
        self.target.setCurrentIndex(max(0, self.target.findData(target)))
        self.layer.clear()
        self.layer.addItem(self.tr("last layer with maps"), None)
        for name in self._layers:
            self.layer.addItem(name, name)
        self.layer.setCurrentIndex(max(0, self.layer.findData(layer)))

    def _show_layer_chooser(self) -> None:
        self.layer.setVisible(self.asked is Method.GRAD_CAM)

    @Slot(int)
    def _on_chooser_activated(self, index: int) -> None:
        del index
        self._show_layer_chooser()
        self.method.setToolTip(method_sentence(self.asked))
        self.changed.emit()

    @Slot(int)
    def _on_strength_value_changed(self, value: int) -> None:
        del value
        self.strength_changed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        for number, method in enumerate(METHODS):
            self.method.setItemText(number, method_name(method))
            self.method.setItemData(number, method_sentence(method), Qt.ItemDataRole.ToolTipRole)
        self.method.setAccessibleName(self.tr("Method"))
        self.method.setToolTip(method_sentence(self.asked))
        self.target.setAccessibleName(self.tr("What is to be explained"))
        self.target.setToolTip(self.target.accessibleName())
        self.layer.setAccessibleName(self.tr("Layer whose maps are weighed"))
        self.layer.setToolTip(self.layer.accessibleName())
        self.strength_name.setText(self.tr("Strength"))
        self.strength.setAccessibleName(self.tr("Strength of the colours"))
        self.strength.setToolTip(self.strength.accessibleName())
        self._fill()


def _has_maps(layer: LayerInfo) -> bool:
    return layer.type != "InputLayer" and len(layer.output_shape) == 4


def _class_names(model: ModelSummary) -> tuple[str, ...]:
    if model.class_names:
        return model.class_names[:_MOST_CLASSES]
    last = model.layers[-1].output_shape if model.layers else ()
    count = last[-1] if len(last) == 2 and last[-1] else 0
    return tuple(str(number) for number in range(min(count, _MOST_CLASSES)))
