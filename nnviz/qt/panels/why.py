"""Why this class: which pixels of the drawing speak for it, and a picture that it would like best."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from nnviz.core.arrays import Array
from nnviz.core.attribution import Attribution, Method, Wish
from nnviz.core.code_text import explanation_code
from nnviz.core.messages import UserError
from nnviz.core.overlay import heat_pixels, heat_range
from nnviz.core.unit_view import picture_values
from nnviz.core.view_state import ColourScale, ViewState
from nnviz.engine import commands
from nnviz.engine.events import AttributionReady
from nnviz.qt.attribution_words import method_sentence
from nnviz.qt.numerals import decimal
from nnviz.qt.panels.base import Panel
from nnviz.qt.throttle import Throttle
from nnviz.qt.widgets.colour_legend import ColourLegend
from nnviz.qt.widgets.framed_map import FramedMap
from nnviz.qt.widgets.view_export import ViewContent, ViewExport
from nnviz.qt.widgets.why_choices import WhyChoices

_ASK_MS = 150
_DIMMED = 0.6


_OWNER = "why"


class WhyPanel(Panel):
    """The drawing under the colours of an explanation; a new stroke is explained anew."""

    def build(self) -> None:
        """Make the widgets."""
        self._generation = 0
        self._found: Attribution | None = None
        self._wish: Wish | None = None
        self._hovered: tuple[int, int, float] | None = None
        self.empty, self.sentence, self.readout = QLabel(wordWrap=True), QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        for label in (self.empty, self.sentence):
            label.setProperty("role", "muted")
        for label in (self.sentence, self.readout):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.choices = WhyChoices()
        self.picture = FramedMap()
        self.legend = ColourLegend()
        self.progress, self.cancel = QProgressBar(), QPushButton()
        content = ViewContent(self._picture, self._name, self._array, code=self._code)
        self.export = ViewExport(self.picture, content)
        self._ask = Throttle(_ASK_MS, self)
        self._lay_out()
        self._ask.due.connect(self._on_ask_due)
        self.choices.changed.connect(self._on_choices_changed)
        self.choices.strength_changed.connect(self._paint)
        self.picture.hovered.connect(self._on_picture_hovered)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.export.told.connect(self._on_export_told)
        self.context.engine.attribution_ready.connect(self._on_engine_attribution_ready)

    def _lay_out(self) -> None:
        self._working = QWidget()
        row = QHBoxLayout(self._working)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        self._working.hide()
        self.progress.setRange(0, 100)
        inner = QWidget()
        frame = QVBoxLayout(inner)
        frame.setContentsMargins(10, 8, 10, 8)
        frame.setSpacing(6)
        frame.addWidget(self.choices)
        said = QHBoxLayout()
        said.addWidget(self.sentence, 1)
        said.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        frame.addLayout(said)
        frame.addWidget(self.picture, 1)
        for widget in (self._working, self.readout, self.legend):
            frame.addWidget(widget)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(inner)

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Draw what differs between the two states."""
        if old is None or new.model is not old.model:
            self.choices.set_model(new.model)
            self._found = None
        self.choices.set_unit(new.layer_id, new.unit)
        if new.explanation is not None and new.explanation is not self._wish:
            self._wish = new.explanation
            self.choices.choose(self._wish.method, self._wish.target)
        ready = new.probe is not None and new.model is not None and new.model.picture_shape is not None
        self._pages.setCurrentIndex(1 if ready else 0)
        self._say_what_to_do(new)
        unit_asked = self.choices.about.unit is not None
        moved = old is None or (unit_asked and (new.unit != old.unit or new.layer_id != old.layer_id))
        if ready and (old is None or new.probe is not old.probe or moved):
            self._paint()
            if self.choices.asked is not Method.MAXIMISATION or moved:
                self._ask.request()

    def _say_what_to_do(self, state: ViewState) -> None:
        if state.model is not None and state.model.picture_shape is None:
            self.empty.setText(self.tr("This model does not read a picture, so there are no pixels to colour."))
        else:
            self.empty.setText(self.tr("Draw something: the pixels that decide are coloured here."))

    # --- asking ---

    @Slot()
    def _on_choices_changed(self) -> None:
        self._found = None
        self._paint()
        self.sentence.setText(method_sentence(self.choices.asked))
        self._ask.cancel()
        self._ask.request()

    @Slot()
    def _on_ask_due(self) -> None:
        state = self.context.store.state
        if state.probe is None or not self.isVisible():
            return
        self._generation += 1
        asked = self.choices
        self.context.engine.post(
            commands.Attribute(asked.asked, asked.about, asked.options, self._generation, state.probe.image, _OWNER)
        )

    @property
    def answered(self) -> bool:
        """Whether a whole explanation is on show."""
        return self._found is not None and self._found.fraction >= 1.0

    @Slot(object)
    def _on_engine_attribution_ready(self, event: AttributionReady) -> None:
        found = event.attribution
        if event.owner != _OWNER or event.generation != self._generation:
            return
        if event.model_id != self.context.store.state.model_id:
            return
        self._found = found
        self._working.setVisible(found.fraction < 1.0)
        self.progress.setValue(round(100 * found.fraction))
        self._paint()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self._generation += 1
        self._working.hide()
        self.context.engine.post(commands.StopAttribution(_OWNER))

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop what is being computed for nobody."""
        self._ask.cancel()
        if self._working.isVisibleTo(self):
            self._on_cancel_clicked()
        super().hideEvent(event)

    # --- showing ---

    @Slot()
    def _paint(self) -> None:
        found, state = self._found, self.context.store.state
        if state.probe is None or state.probe.image.ndim not in (2, 3):
            return
        made = found is not None and found.method is Method.MAXIMISATION
        if found is not None and made and found.picture is not None:
            self.picture.set_values(picture_values(found.picture), ColourScale("grey"))
            self.picture.set_overlay(None)
            coloured = self.picture.coloured
            if coloured is not None:
                self.legend.set_range(coloured.name, coloured.low, coloured.high)
        else:
            self.picture.set_values(picture_values(state.probe.image), ColourScale("grey"))
            self._paint_heat(found)
        self._tell()

    def _paint_heat(self, found: Attribution | None) -> None:
        if found is None or found.map.ndim != 2:
            self.picture.set_overlay(None)
            self.legend.clear()
        else:
            opacity = self.choices.opacity
            self.picture.set_overlay(heat_pixels(found.map, found.signed, opacity), _DIMMED * opacity)
            self.legend.set_range(*heat_range(found.map, found.signed))

    def _tell(self) -> None:
        """Say what is explained, or the value under the mouse."""
        found = self._found
        if found is None:
            self.readout.setText(self.tr("Asking the model…") if self.isVisible() else "")
        elif self._hovered is not None and found.map.ndim == 2:
            row, column, pixel = self._hovered
            text = self.tr("row {0}, column {1}: pixel {2}, influence {3}")
            value = float(found.map[min(row, found.map.shape[0] - 1), min(column, found.map.shape[1] - 1)])
            self.readout.setText(text.format(row, column, decimal(pixel), decimal(value)))
        else:
            self.readout.setText(self._subject(found))

    def _subject(self, found: Attribution) -> str:
        if found.class_index is not None:
            model = self.context.store.state.model
            names = () if model is None else model.class_names
            name = names[found.class_index] if found.class_index < len(names) else str(found.class_index)
            text = self.tr("Class {0}, score {1}").format(name, decimal(found.score))
        else:
            text = self.tr("Unit of {0}, value {1}").format(found.target.layer_id, decimal(found.score))
        if found.layer_id is not None:
            text += "  ·  " + self.tr("seen from {0}").format(found.layer_id)
        return text

    @Slot(object)
    def _on_picture_hovered(self, found: tuple[int, int, float] | None) -> None:
        self._hovered = found
        self._tell()

    # --- what can be taken elsewhere ---

    def _picture(self) -> QWidget:
        return self.picture

    def _name(self) -> str:
        return self.choices.asked.value

    def _array(self) -> Array | None:
        found = self._found
        return None if found is None else found.map if found.picture is None else found.picture

    def _code(self) -> str | None:
        state = self.context.store.state
        if self._found is None or state.model is None or state.probe is None:
            return None
        return explanation_code(state.model, self._found, state.probe.image)

    @Slot(object)
    def _on_export_told(self, sentence: UserError | str) -> None:
        self.context.report(sentence)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that makes sense."""
        return QSize(200, 220)

    def retranslate(self) -> None:
        """Set the panel's words."""
        self.sentence.setText(method_sentence(self.choices.asked))
        self.picture.setAccessibleName(self.tr("The drawing under the colours of the explanation"))
        self.legend.setAccessibleName(self.tr("Influence on the score"))
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setToolTip(self.tr("Keep the picture as it is"))
        self.progress.setAccessibleName(self.tr("Progress of the picture"))
        self._say_what_to_do(self.context.store.state)
        self._tell()
