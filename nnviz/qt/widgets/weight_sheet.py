"""The weights of all neurons of a dense layer as pictures of what each looks for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.probe import Probe
from nnviz.core.tiling import Cell
from nnviz.core.view_state import ColourScale
from nnviz.core.weight_pictures import InputMap, input_map, weight_pictures
from nnviz.qt.numerals import decimal, whole
from nnviz.qt.widgets.colour_legend import ColourLegend
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.tiled_image import Reading, TiledImage

_MOST_CHANNELS = 512


class WeightSheet(QWidget):
    """Shows a picture a neuron, on one scale for all. `neuron_chosen` carries (layer id, neuron)."""

    neuron_chosen = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layers: tuple[LayerInfo, ...] = ()
        self._grids: tuple[InputMap, ...] = ()
        self._probe: Probe | None = None
        self._chosen: tuple[str, int] | None = None
        self.layer_box, self.channel_box, self.times_input = QComboBox(), QComboBox(), QCheckBox()
        self.pictures = TiledImage()
        self.pictures.set_scale(ColourScale("diverging"))
        self.readout = QLabel()
        self.readout.setProperty("role", "muted")
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.legend = ColourLegend()
        tools = QWidget()
        row = FlowLayout(tools, spacing=8)
        for widget in (self.layer_box, self.channel_box, self.times_input):
            row.addWidget(widget)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.setSpacing(6)
        frame.addWidget(tools)
        frame.addWidget(self.pictures, 1)
        frame.addWidget(self.readout)
        frame.addWidget(self.legend)
        self.layer_box.currentIndexChanged.connect(self._on_layer_box_changed)
        self.channel_box.currentIndexChanged.connect(self._on_choice_changed)
        self.times_input.toggled.connect(self._on_choice_changed)
        self.pictures.hovered.connect(self._on_pictures_hovered)
        self.pictures.cell_chosen.connect(self._on_pictures_cell_chosen)
        self._retranslate()

    @property
    def layer(self) -> LayerInfo | None:
        """The layer on show."""
        place = self.layer_box.currentIndex()
        return self._layers[place] if 0 <= place < len(self._layers) else None

    @property
    def grid(self) -> InputMap | None:
        """The map that it reads."""
        place = self.layer_box.currentIndex()
        return self._grids[place] if 0 <= place < len(self._grids) else None

    def set_layers(self, summary: ModelSummary | None, layers: tuple[LayerInfo, ...]) -> None:
        """Offer the dense layers of another model."""
        self._layers = layers
        self._grids = tuple(input_map(summary, layer) for layer in layers) if summary else ()
        with QSignalBlocker(self.layer_box):
            self.layer_box.clear()
            for layer, grid in zip(self._layers, self._grids, strict=True):
                sides = f"{grid.height} × {grid.width}" + (f" × {grid.channels}" if grid.channels > 1 else "")
                self.layer_box.addItem(f"{layer.id} ({sides})", layer.id)
        self.layer_box.setVisible(len(layers) > 1)
        self._fill_channels()
        self._show()

    def set_probe(self, probe: Probe | None) -> None:
        """Show the weights of this moment."""
        self._probe = probe
        self._show()

    def choose(self, layer_id: str | None, neuron: int | None) -> None:
        """Frame the picture of a neuron, turning to its layer where that is offered."""
        self._chosen = None if layer_id is None or neuron is None else (layer_id, neuron)
        place = self.layer_box.findData(layer_id)
        if self._chosen is not None and place >= 0:
            self.layer_box.setCurrentIndex(place)
        self._mark()

    def _fill_channels(self) -> None:
        grid = self.grid
        count = min(grid.channels, _MOST_CHANNELS) if grid else 1
        with QSignalBlocker(self.channel_box):
            self.channel_box.clear()
            self.channel_box.addItem(self.tr("All channels together"), None)
            for channel in range(count if count > 1 else 0):
                self.channel_box.addItem(self.tr("Channel {0}").format(channel), channel)
        self.channel_box.setVisible(count > 1)

    def _show(self) -> None:
        layer, grid, probe = self.layer, self.grid, self._probe
        keys = () if layer is None else (layer.inputs[0], *(weight.key for weight in layer.weights))
        if layer is None or grid is None or probe is None or any(probe.tensor(key) is None for key in keys):
            return
        maps = weight_pictures(layer, probe, grid, self.channel_box.currentData(), self.times_input.isChecked())
        self.pictures.set_maps(maps)
        coloured = self.pictures.coloured
        self.legend.set_range(coloured.name, coloured.low, coloured.high)
        self._mark()
        self._say(None)

    def _mark(self) -> None:
        layer, here = self.layer, self.pictures.selected
        if layer is None or self._chosen is None or self._chosen[0] != layer.id:
            self.pictures.select(None)
        elif here is None or here.map != self._chosen[1]:
            self.pictures.select(Cell(self._chosen[1], 0, 0))

    def _say(self, reading: Reading | None) -> None:
        layer = self.layer
        if layer is None:
            self.readout.clear()
        elif reading is not None:
            kind = self.tr("w · x") if self.times_input.isChecked() else self.tr("weight")
            text = self.tr("neuron {0}, row {1}, column {2}: {3} {4}")
            self.readout.setText(text.format(reading.map, reading.row, reading.column, kind, decimal(reading.value)))
        else:
            shown, count = len(self.pictures.coloured.maps), layer.output_shape[-1] or 0
            text = self.tr("Each picture is what one of the {0} neurons looks for. Click one to choose its neuron.")
            if shown < count:
                text = self.tr("The first {1} of {0} neurons: each picture is what one of them looks for.")
            self.readout.setText(text.format(whole(count), whole(shown)))

    @Slot(int)
    def _on_layer_box_changed(self, place: int) -> None:
        del place
        self._fill_channels()
        self._show()

    @Slot()
    def _on_choice_changed(self) -> None:
        self._show()

    @Slot(object)
    def _on_pictures_hovered(self, reading: Reading | None) -> None:
        self._say(reading)

    @Slot(object)
    def _on_pictures_cell_chosen(self, reading: Reading) -> None:
        if self.layer is not None:
            self.neuron_chosen.emit(self.layer.id, reading.map)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that makes sense."""
        return QSize(180, 200)

    def _retranslate(self) -> None:
        self.layer_box.setAccessibleName(self.tr("Dense layer whose weights are shown"))
        self.layer_box.setToolTip(self.layer_box.accessibleName())
        self.channel_box.setAccessibleName(self.tr("Channel of the map that the neurons read"))
        self.channel_box.setToolTip(self.channel_box.accessibleName())
        for place in range(self.channel_box.count()):
            channel = self.channel_box.itemData(place)
            text = self.tr("All channels together") if channel is None else self.tr("Channel {0}").format(channel)
            self.channel_box.setItemText(place, text)
        self.times_input.setText(self.tr("times the input: w · x"))
        self.times_input.setToolTip(self.tr("Multiply every weight by the value that it meets in your picture"))
        self.pictures.setAccessibleName(self.tr("Weights of every neuron as pictures"))
        self.legend.setAccessibleName(self.tr("Blue: lowers the neuron; orange: raises it"))
        self._say(None)
