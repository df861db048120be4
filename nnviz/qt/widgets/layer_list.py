"""The layers of a model as a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.qt.layer_words import sentence_of, shape_text
from nnviz.qt.numerals import whole
from nnviz.qt.widgets.layer_delegate import EDITED_ROLE, LayerDelegate

Index = QModelIndex | QPersistentModelIndex

_LONG = 20


class LayerList(QWidget):
    """Name, output shape, type and parameters of every layer. `layer_chosen` carries the layer's id.

    A long list can be searched: every word must stand in the name, the type or the shape.
    """

    layer_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._summary: ModelSummary | None = None
        self._chosen: str | None = None
        self._rows = _LayerRows(self)
        self.view = QListView()
        self.view.setModel(self._rows)
        self.view.setItemDelegate(LayerDelegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.search = QLineEdit(clearButtonEnabled=True)
        self.search.hide()
        self.total = QLabel(wordWrap=True)
        self.total.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.total)
        self.view.selectionModel().currentChanged.connect(self._on_view_current_changed)
        self.search.textChanged.connect(self._on_search_text_changed)
        self.search.returnPressed.connect(self._on_search_return_pressed)
        self._retranslate()

    def set_model(self, summary: ModelSummary | None) -> None:
        """Show the layers of another model; none is chosen."""
        self._summary, self._chosen = summary, None
        layers = summary.layers if summary else ()
        self._rows.set_layers(layers)
        self.search.setVisible(len(layers) > _LONG)
        self.search.clear()
        self._say_total()

    def set_edited(self, layer_ids: frozenset[str]) -> None:
        """Mark the layers whose weights were changed by hand."""
        self._rows.edited = layer_ids
        self._rows.retranslate()

    def choose(self, layer_id: str | None) -> None:
        """Mark a layer without telling of it."""
        self._chosen = layer_id
        row = self._rows.row_of(layer_id)
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        self.view.setCurrentIndex(self._rows.index(row) if row is not None else QModelIndex())
        selection.blockSignals(False)
        self.view.viewport().update()

    @Slot(QModelIndex, QModelIndex)
    def _on_view_current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        del previous
        if current.isValid():
            self._chosen = self._rows.layers[current.row()].id
            self.layer_chosen.emit(self._chosen)

    @Slot(str)
    def _on_search_text_changed(self, text: str) -> None:
        layers = self._summary.layers if self._summary else ()
        self._rows.set_layers(matching(layers, text))
        self.choose(self._chosen)
        self._say_total()

    @Slot()
    def _on_search_return_pressed(self) -> None:
        """Go to the first layer that was found."""
        if self._rows.layers:
            self.view.setCurrentIndex(self._rows.index(0))
            self.view.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.view.setAccessibleName(self.tr("Layers of the model"))
        self.search.setPlaceholderText(self.tr("Find: name, type or shape"))
        self.search.setAccessibleName(self.tr("Find layers"))
        self.search.setToolTip(self.tr("Words that stand in a layer's name, type or shape. Enter chooses the first."))
        self._rows.retranslate()
        self._say_total()

    def _say_total(self) -> None:
        if self._summary is None:
            self.total.clear()
            return
        if self.search.text().strip():
            found = self.tr("{0} of {1} layers")
            self.total.setText(found.format(whole(len(self._rows.layers)), whole(len(self._summary.layers))))
            return
        text = self.tr("{0} parameters in {1} layers")
        count = sum(1 for layer in self._summary.layers if layer.type != "InputLayer")
        self.total.setText(text.format(whole(self._summary.parameters), whole(count)))


def matching(layers: Sequence[LayerInfo], text: str) -> tuple[LayerInfo, ...]:
    """Return the layers in whose name, type or shape every word of a text stands, whatever the case."""
    words = text.casefold().split()
    return tuple(layer for layer in layers if all(word in _read_as(layer) for word in words))


def _read_as(layer: LayerInfo) -> str:
    return f"{layer.id} {layer.type} {'x'.join(str(side) for side in layer.output_shape[1:])}".casefold()


class _LayerRows(QAbstractListModel):
    """One row a layer; the layer itself is the user data."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.layers: tuple[LayerInfo, ...] = ()
        self.edited: frozenset[str] = frozenset()

    def set_layers(self, layers: tuple[LayerInfo, ...]) -> None:
        self.beginResetModel()
        self.layers = layers
        self.endResetModel()

    def row_of(self, layer_id: str | None) -> int | None:
        return next((row for row, layer in enumerate(self.layers) if layer.id == layer_id), None)

    def retranslate(self) -> None:
        if self.layers:
            self.dataChanged.emit(self.index(0), self.index(len(self.layers) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.layers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        layer = self.layers[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return layer.id
            case Qt.ItemDataRole.UserRole:
                return layer
            case _ if role == EDITED_ROLE:
                return layer.id in self.edited
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (self._spoken(layer), sentence_of(layer))))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(layer)
            case _:
                return None

    def _spoken(self, layer: LayerInfo) -> str:
        text = self.tr("{0}: {1}, output {2}, {3} parameters")
        spoken = text.format(layer.id, layer.type, shape_text(layer.output_shape), whole(layer.parameters))
        return spoken + (", " + self.tr("changed by hand") if layer.id in self.edited else "")
