"""The patches that were found: the best of every channel as an overview, and those of one channel as cards."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from nnviz.core.excitement import Excitement, Exciting
from nnviz.core.model_summary import ModelSummary
from nnviz.core.patch import patch_colours, square_tiles
from nnviz.qt.numerals import decimal, plain
from nnviz.qt.widgets.patch_cards import PatchCards
from nnviz.qt.widgets.thumbnail_grid import ThumbnailGrid
from nnviz.qt.widgets.view_export import ViewContent, ViewExport

_ALL, _ONE = 0, 1
_TILE_PX = 80


class ExcitementPages(QWidget):
    """`channel_chosen` carries the best `Exciting` of a channel that was chosen, `picture_chosen` that of a card."""

    channel_chosen = Signal(object)
    picture_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Excitement | None = None
        self._summary: ModelSummary | None = None
        self._best: list[Exciting] = []
        self.channel: int | None = None
        self.tabs = QTabBar(drawBase=False, expanding=False)
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.overview, self.cards = ThumbnailGrid(side_px=_TILE_PX), PatchCards()
        self._pages = QStackedWidget()
        self._pages.addWidget(self.overview)
        self._pages.addWidget(self.cards)
        self.export = ViewExport(self._pages, ViewContent(self._picture, lambda: "what-excites-it"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self.tabs, 1)
        head.addWidget(self.export)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.overview.chosen.connect(self._on_overview_chosen)
        self.cards.chosen.connect(self.picture_chosen)
        self._retranslate()

    def _picture(self) -> QWidget:
        page = self._pages.currentWidget()
        return page if page is not None else self

    def show_found(self, found: Excitement, summary: ModelSummary) -> None:
        """Show what was found by a search, or so far; the place of the person in it is kept."""
        self._found, self._summary = found, summary
        every = (found.best_of(summary, channel, 1) for channel in found.channels)
        self._best = [best[0] for best in every if best]
        tiles = square_tiles([patch_colours(one.patch) for one in self._best])
        kept, scrolled = self.overview.current, self.overview.verticalScrollBar().value()
        self.overview.set_pictures(tiles, np.arange(len(tiles)), self._caption, self._description)
        self.overview.current = min(kept, max(0, len(tiles) - 1))
        self.overview.verticalScrollBar().setValue(scrolled)
        self._show_page()

    def choose(self, channel: int | None) -> None:
        """Show the cards of a channel; None goes back to all of them."""
        if channel == self.channel and channel is not None:
            return
        self.channel = channel
        self.tabs.setCurrentIndex(_ALL if channel is None else _ONE)
        self._show_page()

    def _show_page(self) -> None:
        self._pages.setCurrentIndex(self.tabs.currentIndex())
        if self._found is not None and self._summary is not None and self.tabs.currentIndex() == _ONE:
            if self.channel is None and self._found.channels:
                self.channel = self._found.channels[0]
            if self.channel is not None:
                self.cards.show_exciting(self._found.best_of(self._summary, self.channel), self._found.class_names)
        self._retranslate()

    @Slot(int)
    def _on_tabs_current_changed(self, index: int) -> None:
        del index
        self._show_page()

    @Slot(int)
    def _on_overview_chosen(self, place: int) -> None:
        one = self._best[place]
        self.choose(self._channel_of(one))
        self.tabs.setCurrentIndex(_ONE)
        self.channel_chosen.emit(one)

    # --- words ---

    def _channel_of(self, one: Exciting) -> int:
        channel = None if self._found is None else self._found.channel_of(one.unit)
        return 0 if channel is None else channel

    def _caption(self, place: int) -> str:
        one = self._best[place]
        return f"{self._channel_of(one)}: {plain(float(f'{one.value:.2g}'))}"

    def _description(self, place: int) -> str:
        one = self._best[place]
        text = self.tr("Channel {0}: at most {1}, in picture {2}. Click to see what else excites it.")
        if self._found is not None and self._found.search.lowest:
            text = self.tr("Channel {0}: at least {1}, in picture {2}. Click to see what else inhibits it.")
        return text.format(self._channel_of(one), decimal(one.value), one.picture)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.tabs.setAccessibleName(self.tr("All channels or one"))
        self.overview.setAccessibleName(self.tr("The best patch of every channel"))
        self.tabs.setTabText(_ALL, self.tr("All channels"))
        one = self.tr("One channel") if self.channel is None else self.tr("Channel {0}").format(self.channel)
        self.tabs.setTabText(_ONE, one)
