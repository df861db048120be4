"""What can be done with the maps of a layer: put in an order, pinned, and held beside those of the next picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from nnviz.core.map_order import MapOrder
from nnviz.qt.widgets.flow_layout import FlowLayout

_WIDE_CHARACTERS = 60


class MapTools(QWidget):
    """`order_chosen` carries a `MapOrder`, `pin_toggled` and `hold_toggled` what a person wants from now on."""

    order_chosen = Signal(object)
    pin_toggled = Signal(bool)
    hold_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._like, self._chosen, self._full = "", "", False
        self.order = QComboBox(minimumContentsLength=8)
        self.order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.order_name = QLabel()
        self.order_name.setBuddy(self.order)
        self.pin, self.hold = QPushButton(), QPushButton()
        for button in (self.pin, self.hold):
            button.setCheckable(True)
        flow = FlowLayout(self, spacing=6)
        for widget in (self.order_name, self.order, self.pin, self.hold):
            flow.addWidget(widget)
        self.order.activated.connect(self._on_order_activated)
        self.pin.clicked.connect(self.pin_toggled)
        self.hold.clicked.connect(self.hold_toggled)
        self._retranslate()

    def set_orders(self, orders: tuple[MapOrder, ...], chosen: MapOrder) -> None:
        """Offer these orders; a single one is no choice and not shown."""
        if orders != tuple(self.order.itemData(index) for index in range(self.order.count())):
            self.order.clear()
            for order in orders:
                self.order.addItem("", order)
            self._name_orders()
        self.order.setCurrentIndex(max(0, self.order.findData(chosen)))
        self.order.setVisible(len(orders) > 1)
        self._show_order_name()

    def set_like(self, name: str) -> None:
        """Name the map that the others are compared with."""
        if name != self._like:
            self._like = name
            self._name_orders()

    def set_pin(self, offered: bool, name: str, pinned: bool, full: bool) -> None:
        """Offer to pin the chosen map called `name` (none is chosen: ""); not when there is no room for more."""
        self.pin.setVisible(offered)
        self.pin.setChecked(pinned)
        self.pin.setEnabled(bool(name) and (pinned or not full))
        self._chosen, self._full = name, full
        self._name_pin()

    def set_hold(self, offered: bool, held: bool) -> None:
        """Offer to hold the picture, or to let it go."""
        self.hold.setVisible(offered or held)
        self.hold.setChecked(held)
        self._name_hold()

    def _show_order_name(self) -> None:
        wide = self.width() >= _WIDE_CHARACTERS * self.fontMetrics().averageCharWidth()
        self.order_name.setVisible(wide and self.order.count() > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the name of the order to its tooltip where the tools would need a second line."""
        super().resizeEvent(event)
        self._show_order_name()

    @Slot(int)
    def _on_order_activated(self, index: int) -> None:
        self.order_chosen.emit(MapOrder(self.order.itemData(index)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.order_name.setText(self.tr("Order by"))
        self.order.setAccessibleName(self.tr("Order of the maps"))
        self.order.setToolTip(
            self.tr(
                "Greatest first. Similarity is the correlation with the map that is chosen at that moment; choose "
                "another map, then similarity again, to compare with that one."
            )
        )
        self._name_orders()
        self._name_pin()
        self._name_hold()

    def _name_orders(self) -> None:
        words = {
            MapOrder.INDEX: self.tr("number"),
            MapOrder.MEAN: self.tr("mean"),
            MapOrder.VARIANCE: self.tr("variance"),
            MapOrder.SIMILARITY: self.tr("similarity to map {0}").format(self._like),
            MapOrder.NORM: self.tr("norm (L2)"),
        }
        for index in range(self.order.count()):
            self.order.setItemText(index, words[MapOrder(self.order.itemData(index))])

    def _name_pin(self) -> None:
        if self._chosen:
            self.pin.setText(self.tr("Pin {0}").format(self._chosen))
        else:
            self.pin.setText(self.tr("Pin"))
        if not self._chosen:
            hint = self.tr("Choose a map first: click on it, or go there with the arrow keys.")
        elif self._full and not self.pin.isChecked():
            hint = self.tr("There is room for four maps: remove one of the pinned ones first.")
        else:
            hint = self.tr("Keep this map enlarged beside the others; it goes on changing with the picture. Key: P")
        self.pin.setToolTip(hint)

    def _name_hold(self) -> None:
        held = self.hold.isChecked()
        self.hold.setText(self.tr("Release") if held else self.tr("Hold picture"))
        self.hold.setToolTip(
            self.tr("Show the maps of the present picture alone again. Key: H")
            if held
            else self.tr("Keep what the layer makes of this picture beside what it makes of the next. Key: H")
        )
