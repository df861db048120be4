"""A list of every array there is to look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from nnviz.core.array_sources import EXAMPLE_TEXT, ArraySource, SourceEntry, SourceKind, model_entries
from nnviz.core.model_summary import ModelSummary, Shape

_SOURCE = Qt.ItemDataRole.UserRole


class ArraySourceChooser(QComboBox):
    """Lists the model's arrays, those of a file and the example; `source_chosen` carries what a person picks."""

    source_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: ModelSummary | None = None
        self._layer_id: str | None = None
        self._file_name = ""
        self._file_keys: tuple[str, ...] = ()
        self._bench: dict[str, Shape] = {}
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setMaxVisibleItems(24)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._on_activated)
        self._retranslate()

    @property
    def source(self) -> ArraySource | None:
        """What stands in the box."""
        source = self.currentData(_SOURCE)
        return source if isinstance(source, ArraySource) else None

    @property
    def sources(self) -> tuple[ArraySource, ...]:
        """Everything that can be chosen, in the order of the list."""
        found = (self.itemData(row, _SOURCE) for row in range(self.count()))
        return tuple(source for source in found if isinstance(source, ArraySource))

    def set_model(self, model: ModelSummary | None, layer_id: str | None) -> None:
        """List the arrays of a model; `layer_id` is the layer chosen at the moment."""
        if model is not self._model or layer_id != self._layer_id:
            self._model, self._layer_id = model, layer_id
            self._fill()

    def set_file(self, name: str, keys: Sequence[str]) -> None:
        """List the arrays of a file; one without keys has a single one with an empty key."""
        self._file_name, self._file_keys = name, tuple(keys) or ("",)
        self._fill()

    def set_bench(self, shapes: Mapping[str, Shape]) -> None:
        """List the arrays of the bench by their names."""
        self._bench = dict(shapes)
        self._fill()

    def choose(self, source: ArraySource) -> bool:
        """Put a source in the box without telling of it; False when it is not in the list."""
        for row in range(self.count()):
            if self.itemData(row, _SOURCE) == source:
                self.setCurrentIndex(row)
                return True
        return False

    @Slot(int)
    def _on_activated(self, row: int) -> None:
        source = self.itemData(row, _SOURCE)
        if isinstance(source, ArraySource):
            self.source_chosen.emit(source)

    def _fill(self) -> None:
        before = self.source
        self._items.clear()
        self._fill_model()
        if self._file_keys:
            self._add_heading(self.tr("File {0}").format(self._file_name))
            for key in self._file_keys:
                self._add(ArraySource(SourceKind.FILE, key), key or self._file_name)
        if self._bench:
            self._add_heading(self.tr("Bench"))
        for name, shape in self._bench.items():
            self._add(ArraySource(SourceKind.BENCH, name), name, shape)
        self._add_heading(self.tr("Example"))
        self._add(ArraySource(SourceKind.EXAMPLE), EXAMPLE_TEXT)
        if before is None or not self.choose(before):
            self.setCurrentIndex(-1)

    def _fill_model(self) -> None:
        if self._model is None:
            return
        entries = model_entries(self._model)
        shapes = {entry.source: entry.shape for entry in entries}
        if self._layer_id is not None:
            text = self.tr("Chosen layer: {0}").format(self._layer_id)
            shape = shapes.get(ArraySource(SourceKind.OUTPUT, self._layer_id))
            self._add(ArraySource(SourceKind.CHOSEN), text, shape)
        headings = {
            SourceKind.INPUT: self.tr("Input"),
            SourceKind.OUTPUT: self.tr("Outputs of layers"),
            SourceKind.WEIGHT: self.tr("Weights"),
        }
        for kind, heading in headings.items():
            members = [entry for entry in entries if entry.source.kind is kind]
            if members:
                self._add_heading(heading)
            for entry in members:
                self._add_entry(entry)

    def _add_entry(self, entry: SourceEntry) -> None:
        self._add(entry.source, entry.source.key or self.tr("Input of the model"), entry.shape)

    def _add(self, source: ArraySource, text: str, shape: Shape | None = None) -> None:
        item = QStandardItem(text if shape is None else f"{text}  {_shape_text(shape)}")
        item.setData(source, _SOURCE)
        item.setToolTip(item.text())
        self._items.appendRow(item)

    def _add_heading(self, text: str) -> None:
        item = QStandardItem(text)
        font = item.font()
        font.setBold(True)
        item.setFont(font)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._items.appendRow(item)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Array"))
        self.setToolTip(self.tr("Which array is shown: a tensor of the model, an array of a file, or the example"))
        self._fill()


def _shape_text(shape: Shape) -> str:
    inside = ", ".join("?" if size is None else str(size) for size in shape)
    return f"({inside},)" if len(shape) == 1 else f"({inside})"
