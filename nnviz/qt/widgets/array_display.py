"""One array in three dimensions with all that is said about it: shape, type, range, colours, the value pointed at."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.array_facts import ArrayFacts, facts_of
from nnviz.core.array_sources import ArraySource, SourceKind
from nnviz.core.arrays import Array
from nnviz.core.axis_roles import Order, first_groups, groups_of, order_of, roles_of
from nnviz.core.box import Axes, BoxSource, default_shown
from nnviz.core.box_scene import NO_GROUPS
from nnviz.core.cell_text import reading_text
from nnviz.core.code_text.shown_array import shown_code
from nnviz.core.colour import resolve_name
from nnviz.core.messages import UserError
from nnviz.core.view_state import ColourScale
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.array_facts_line import ArrayFactsLine
from nnviz.qt.widgets.axis_roles_form import AxisRolesForm
from nnviz.qt.widgets.axis_sliders import AxisSliders
from nnviz.qt.widgets.box_cutting import BoxCutting
from nnviz.qt.widgets.box_sections import BoxSections, ViewMenu
from nnviz.qt.widgets.box_view import BoxView
from nnviz.qt.widgets.bracket_text_view import BracketTextView
from nnviz.qt.widgets.colour_controls import ColourControls
from nnviz.qt.widgets.colour_legend import ColourLegend
from nnviz.qt.widgets.cut_controls import CutControls
from nnviz.qt.widgets.query_controls import QueryControls
from nnviz.qt.widgets.shape_badge import ShapeBadge
from nnviz.qt.widgets.turning_row import TurningRow
from nnviz.qt.widgets.turntable import Turntable
from nnviz.qt.widgets.view_export import ViewContent, ViewExport

_TURN_PX, _CHOICES_TURN_PX, _SECTION_TURN_PX = 900, 420, 560


class ArrayDisplay(QWidget):
    """Shows one array. `scale_changed` carries another `ColourScale`.

    `told` carries a sentence about what was taken elsewhere, or the `UserError` of it.
    """

    scale_changed = Signal(object)
    told = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._array: Array | None = None
        self._source: ArraySource | None = None
        self._facts: ArrayFacts | None = None
        self._scale = ColourScale()
        self._reading: tuple[tuple[int, ...], object] | None = None
        self.badge, self.facts_line = ShapeBadge(), ArrayFactsLine()
        self.view, self.axis_sliders = BoxView(), AxisSliders()
        self.cut_controls, self.query_controls, self.text = CutControls(), QueryControls(), BracketTextView()
        self.roles = AxisRolesForm()
        self._order: Order | None = None
        self._groups = NO_GROUPS
        self.view_menu = ViewMenu(self.view.orbit)
        self.sections = BoxSections((self.cut_controls, self.query_controls, self.text, self.roles))
        self.sections.row.addWidget(self.view_menu)
        self.cutting = BoxCutting(
            self.view, self.axis_sliders, self.cut_controls, self.query_controls, self.text, self.sections
        )
        self.legend, self.controls = ColourLegend(), ColourControls()
        self.controls.per_map.hide()
        self.readout = QLabel(wordWrap=True)
        self.readout.setTextFormat(Qt.TextFormat.PlainText)
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.depth_chooser, self.reset = QComboBox(), QPushButton()
        self.depth_chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.depth_chooser.setMinimumContentsLength(10)
        for axes in Axes:
            self.depth_chooser.addItem("", axes.value)
        self.turntable = Turntable(self.view)
        self._code = ""
        content = ViewContent(
            self._picture, self._name, self._shown_array, code=self._shown_code, film=self.turntable.start
        )
        self.export = ViewExport(self, content)
        self.turntable.told.connect(self.told)
        self.cutting.told.connect(self.told)
        self.export.told.connect(self.told)
        self._lay_out()
        self._set_shortcuts()
        self.view.hovered.connect(self._on_view_hovered)
        self.axis_sliders.changed.connect(self._on_arrangement_changed)
        self.roles.changed.connect(self._on_roles_changed)
        self.depth_chooser.activated.connect(self._on_arrangement_changed)
        self.controls.scale_changed.connect(self.scale_changed)
        self.reset.clicked.connect(self.view.orbit.reset)
        self._retranslate()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.facts_line, 1)
        reading = QHBoxLayout()
        reading.setSpacing(8)
        reading.addWidget(self.readout, 1)
        reading.addWidget(self.reset)
        reading.addWidget(self.export)
        choices = TurningRow((self.controls, self.depth_chooser), (1, 1), _CHOICES_TURN_PX, spacing=8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.sections)
        layout.addWidget(TurningRow((self.view, self.sections.pages), (3, 2), _SECTION_TURN_PX, spacing=12), 1)
        layout.addLayout(reading)
        layout.addWidget(self.axis_sliders)
        layout.addWidget(TurningRow((self.legend, choices), (1, 1), _TURN_PX, spacing=16))

    def _set_shortcuts(self) -> None:
        # The right button moves the box, so the menu is on what is said about it; the keys work everywhere here.
        self.export.copy_picture.setShortcut("Ctrl+Shift+C")
        self.export.save_picture.setShortcut("Ctrl+Shift+S")
        for action in (self.export.copy_picture, self.export.save_picture):
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)

    # --- what is shown ---

    @property
    def array(self) -> Array | None:
        """The array on show."""
        return self._array

    @property
    def source(self) -> ArraySource | None:
        """Where the array on show comes from."""
        return self._source

    def show_array(self, array: Array, source: ArraySource) -> None:
        """Show an array; the arrangement and the camera stay for new values of the same source and shape.

        One that cannot be read any more is told of, and what is on show stays.
        """
        if array is self._array and source == self._source:
            return
        try:
            facts = facts_of(array)
        except UserError as error:
            self.told.emit(error)
            return
        fresh = source != self._source or self._array is None or array.shape != self._array.shape
        self._array, self._source = array, source
        if fresh:
            self.depth_chooser.setCurrentIndex(self.depth_chooser.findData(source.axes.value))
            kernel = source.kind is SourceKind.WEIGHT
            self.axis_sliders.set_shape(array.shape, default_shown(array.ndim, kernel))
            self.cut_controls.set_shape(array.shape)
            self._order = None
            loose = source.kind in (SourceKind.EXAMPLE, SourceKind.FILE)
            self._groups = first_groups(array.shape, self.axis_sliders.shown) if loose else NO_GROUPS
        self._facts = facts
        self.badge.set_shape(array.shape)
        self.facts_line.set_facts(self._facts)
        self._colour()
        self._arrange()

    def set_scale(self, scale: ColourScale) -> None:
        """Use other colours."""
        self._scale = scale
        self.controls.set_scale(scale)
        self._colour()

    def _colour(self) -> None:
        if self._facts is None:
            return
        name = resolve_name(self._scale.name, self._facts.low < 0)
        self.view.set_colour_scale(name, self._facts.low, self._facts.high)
        self.legend.set_range(name, self._facts.low, self._facts.high)

    def _arrange(self) -> None:
        if self._array is None:
            return
        shown = self.axis_sliders.shown
        self.depth_chooser.setVisible(len(shown) == 3)
        axes = Axes(self.depth_chooser.currentData())
        source = BoxSource(self._array, self.axis_sliders.fixed, axes, shown, self._order)
        self.roles.set_roles(roles_of(self._array.ndim, source.box_axes, self._groups))
        self.cutting.show(source, self._groups)

    @Slot()
    def _on_arrangement_changed(self) -> None:
        # Another choice of axes, or another depth, is a fresh start; an index leaves the roles alone.
        if self.sender() is self.depth_chooser or set(self.axis_sliders.shown) != self._boxed_axes():
            self._order, self._groups = None, NO_GROUPS
        self._arrange()

    def _boxed_axes(self) -> set[int | None]:
        return set(order_of(self.roles.roles)) - {None}

    @Slot()
    def _on_roles_changed(self) -> None:
        if self._array is None:
            return
        self._order, self._groups = order_of(self.roles.roles), groups_of(self.roles.roles)
        shown = tuple(sorted(axis for axis in self._order if axis is not None))
        if shown != self.axis_sliders.shown:
            self.axis_sliders.set_shape(self._array.shape, shown)
        self._arrange()

    @Slot(object)
    def _on_view_hovered(self, reading: tuple[tuple[int, ...], object] | None) -> None:
        self._reading = reading
        self._show_reading()

    def _show_reading(self) -> None:
        if self._reading is None:
            self.readout.setText(self.tr("Point at a cell to read it. Drag to turn."))
            return
        index, value = self._reading
        if isinstance(value, UserError):
            self.readout.setText(user_sentence(value))
            return
        self.readout.setText(f"[{', '.join(map(str, index))}]  =  {reading_text(value)}")

    # --- pictures and words ---

    def _picture(self) -> QWidget:
        return self.view

    def _name(self) -> str:
        return "array"

    def _shown_array(self) -> Array | None:
        return self._array

    def set_code(self, code: str) -> None:
        """Keep the line of Python that gives the array on show; empty where there is none."""
        self._code = code

    def _shown_code(self) -> str:
        return shown_code(self._code, self.view.source)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        words = {
            Axes.LAST_INTO_DEPTH: self.tr("Depth: last axis"),
            Axes.FIRST_INTO_DEPTH: self.tr("Depth: first axis"),
        }
        for row, axes in enumerate(Axes):
            self.depth_chooser.setItemText(row, words[axes])
        self.depth_chooser.setAccessibleName(self.tr("Axis into depth"))
        self.depth_chooser.setToolTip(
            self.tr(
                "Keras: rows, columns, channels one behind the other. NumPy: a stack of matrices, as it is printed."
            )
        )
        self.reset.setText(self.tr("Reset view"))
        self.reset.setToolTip(self.tr("Back to the first view (0 or Home)"))
        self.sections.name(
            (
                (self.tr("Cut"), self.tr("Show a part, open the box at a plane, or take its layers apart")),
                (self.tr("Find values"), self.tr("Light the cells with certain values, and see how values spread")),
                (self.tr("Text"), self.tr("The array as nested brackets, as NumPy prints it")),
                (self.tr("Axes"), self.tr("Which axis is width, height or depth, which makes boxes or has a slider")),
            )
        )
        self._show_reading()
