"""The patches that excite one unit most, each a card, as many beside each other as there is room for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from nnviz.core.excitement import Exciting
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.patch_card import PatchCard


class PatchCards(QScrollArea):
    """Shows cards, strongest first; `chosen` carries the `Exciting` of the card that was pressed."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[PatchCard] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._sheet = QWidget()
        self._flow = FlowLayout(self._sheet, spacing=8)
        policy = self._sheet.sizePolicy()
        policy.setHeightForWidth(True)
        self._sheet.setSizePolicy(policy)
        self._key = QLabel(wordWrap=True)
        self._key.setProperty("role", "muted")
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._sheet)
        column.addWidget(self._key)
        column.addStretch(1)
        self.setWidget(inner)
        self._retranslate()

    def show_exciting(self, found: Sequence[Exciting], names: tuple[str, ...]) -> None:
        """Show these; the focus stays on the card of the same place."""
        focused = next((place for place, card in enumerate(self.cards) if card.hasFocus()), None)
        for card in self.cards:
            self._flow.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [PatchCard(one, names, self._sheet) for one in found]
        for card in self.cards:
            card.clicked.connect(self._on_card_clicked)
            self._flow.addWidget(card)
            card.show()
        if focused is not None and focused < len(self.cards):
            self.cards[focused].setFocus()
        self._sheet.updateGeometry()

    @Slot()
    def _on_card_clicked(self) -> None:
        card = self.sender()
        if isinstance(card, PatchCard):
            self.chosen.emit(card.exciting)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._key.setText(
            self.tr(
                "Left what the unit sees, right the whole picture: its label → what the model reads. Violet checks "
                "are padding. Click a card to put its picture in."
            )
        )
