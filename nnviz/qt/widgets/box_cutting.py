"""Brings the controls for cutting and asking to the box they are about."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from nnviz.core.box import BoxSource
from nnviz.core.box_scene import NO_GROUPS, Groups
from nnviz.core.box_selection import Selection, counted_values, selection_of
from nnviz.core.messages import UserError
from nnviz.core.value_query import count_matches, next_match
from nnviz.qt.widgets.axis_sliders import AxisSliders
from nnviz.qt.widgets.box_sections import BoxSections
from nnviz.qt.widgets.box_view import BoxView
from nnviz.qt.widgets.bracket_text_view import BracketTextView
from nnviz.qt.widgets.cut_controls import CutControls
from nnviz.qt.widgets.query_controls import QueryControls

_REST_MS = 60
"""Figures of a selection follow once it rests so long: the picture moves with the hand, the figures need not."""


class BoxCutting(QObject):
    """Keeps a view, its cut and what is asked of its values in step.

    `told` carries the `UserError` of values that cannot be read any more; what was said of them stays.
    """

    told = Signal(object)

    def __init__(
        self,
        view: BoxView,
        sliders: AxisSliders,
        cut: CutControls,
        query: QueryControls,
        text: BracketTextView,
        sections: BoxSections,
    ) -> None:
        super().__init__(view)
        self._text = text
        self._view, self._sliders, self._cut, self._query, self._sections = view, sliders, cut, query, sections
        self._source: BoxSource | None = None
        self._groups = NO_GROUPS
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._on_rest_timeout)
        cut.changed.connect(self._on_cut_changed)
        query.changed.connect(self._on_query_changed)
        query.step_asked.connect(self._on_query_step_asked)
        view.hovered.connect(self._on_view_hovered)
        text.pointed.connect(self._on_text_pointed)
        sections.opened.connect(self._on_sections_opened)

    def show(self, source: BoxSource, groups: Groups = NO_GROUPS) -> None:
        """Show another array or arrangement with what is chosen."""
        self._source, self._groups = source, groups
        self._sliders.set_grouped(groups.axes)
        self._cut.offer(source.shown_axes, groups.axes)
        self._view.set_source(source)
        self._view.set_cut(self._cut.cut, groups)
        self._ask_for_figures()

    @property
    def selection(self) -> Selection | None:
        """The cells that are left."""
        return None if self._source is None else selection_of(self._source, self._cut.cut, self._groups)

    def show_index(self, index: tuple[int, ...]) -> None:
        """Bring a cell of the array to where it can be seen, and mark it."""
        source = self._source
        if source is None:
            return
        self._sliders.go_to(index)
        if len(source.shown_axes) == 3:
            depth = source.box_axes[2]
            self._cut.open_at(index, source.shown_axes[0] if depth is None else depth)
        self._view.mark_index(index)

    def _ask_for_figures(self) -> None:
        if self._sections.current >= 0 or self._query.query is not None:
            self._rest.start()

    @Slot()
    def _on_rest_timeout(self) -> None:
        selection, query = self.selection, self._query.query
        if selection is None:
            return
        try:
            if self._text.isVisible():
                self._text.set_array(selection.array, selection.start)
            self._query.show_values(counted_values(selection.array))
            self._query.show_matches(None if query is None else count_matches(selection.array, query))
        except UserError as error:
            self.told.emit(error)

    @Slot()
    def _on_cut_changed(self) -> None:
        self._view.set_cut(self._cut.cut, self._groups)
        self._ask_for_figures()

    @Slot()
    def _on_query_changed(self) -> None:
        self._view.set_query(self._query.query)
        self._on_rest_timeout()

    @Slot(bool)
    def _on_query_step_asked(self, forward: bool) -> None:
        selection, query, at = self.selection, self._query.query, self._view.marked_index
        if selection is None or query is None:
            return
        local = None if at is None else selection.local(at)
        try:
            found = next_match(selection.array, query, local, forward)
        except UserError as error:
            self.told.emit(error)
            return
        if found is None:
            self._query.show_missing()
        else:
            self.show_index(selection.index_of(found))

    @Slot(object)
    def _on_view_hovered(self, reading: tuple[tuple[int, ...], object] | None) -> None:
        self._text.mark(None if reading is None else reading[0])

    @Slot(object)
    def _on_text_pointed(self, index: tuple[int, ...] | None) -> None:
        self._view.mark_index(index)

    @Slot(int)
    def _on_sections_opened(self, place: int) -> None:
        del place
        self._ask_for_figures()
