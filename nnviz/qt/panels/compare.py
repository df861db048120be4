"""Two models before the same picture: what they answer, and where they differ."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QSize, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from nnviz.core.drawing_answer import answer_of
from nnviz.core.model_match import LayerMatch, match_layers
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.paired_answers import pair_classes
from nnviz.core.reference import ReferenceView
from nnviz.core.view_state import ViewState
from nnviz.engine import commands
from nnviz.qt.live_state import default_layer_id
from nnviz.qt.panels.base import Panel
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.difference_table import DifferenceTable
from nnviz.qt.widgets.layer_pair import LayerPair
from nnviz.qt.widgets.paired_bars import PairedBars
from nnviz.qt.widgets.reference_bar import ReferenceBar
from nnviz.qt.widgets.view_export import ViewContent, ViewExport

_MODELS = (".keras", ".h5", ".hdf5")
_WIDE_CHARACTERS = 84


class ComparePanel(Panel):
    """The live model beside a reference; choosing a row chooses the layer everywhere."""

    def build(self) -> None:
        """Make the widgets."""
        self._matches: tuple[LayerMatch, ...] = ()
        self.setAcceptDrops(True)
        self.bar = ReferenceBar()
        self.notice = QLabel(wordWrap=True)
        self.notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notice.setProperty("role", "muted")
        self.notice.setMargin(12)
        self.bars, self.table, self.layer = PairedBars(), DifferenceTable(), LayerPair()
        self._upper = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._upper.setSpacing(8)
        answers = QVBoxLayout()
        answers.addWidget(self.bars)
        answers.addStretch(1)
        self._upper.addLayout(answers, 2)
        self._upper.addWidget(self.table, 3)
        self.body = QWidget()
        self.export = ViewExport(self.body, ViewContent(self._picture, lambda: "comparison"))
        self.export.told.connect(self.context.report)
        self.bar.add(self.export)
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 4, 0)
        inner.addLayout(self._upper)
        inner.addWidget(self.layer, 1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.body)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(10, 8, 6, 8)
        frame.setSpacing(6)
        frame.addWidget(self.bar)
        frame.addWidget(self.notice)
        frame.addWidget(self._scroll, 1)
        self._rest = QWidget()
        frame.addWidget(self._rest, 1)
        self.bar.open_asked.connect(self._on_bar_open_asked)
        self.bar.hold_asked.connect(self._on_bar_hold_asked)
        self.bar.drop_asked.connect(self._on_bar_drop_asked)
        self.table.layer_chosen.connect(self._on_table_layer_chosen)
        self.layer.unit_chosen.connect(self._on_layer_unit_chosen)

    def _picture(self) -> QWidget:
        return self.body

    # --- what is drawn of both models ---

    def wanted_tensors(self, state: ViewState) -> frozenset[str]:
        """Return the chosen layer's outputs and weights, while there is a reference."""
        match = self._match(state)
        return frozenset() if match is None else _keys(match.live)

    def wanted_of_reference(self, state: ViewState) -> frozenset[str]:
        """Return the outputs and weights of the partner of the chosen layer."""
        match = self._match(state)
        partner = None if match is None else match.reference
        return frozenset() if partner is None else _keys(partner)

    def _match(self, state: ViewState) -> LayerMatch | None:
        if state.model is None:
            return None
        chosen = state.model.layer(state.layer_id)
        layer_id = chosen.id if chosen else default_layer_id(state.model)
        return next((match for match in self._matches if match.live.id == layer_id), None)

    # --- showing ---

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Draw what differs between the two states."""
        if old is None or new.model is not old.model or _summary(new) is not _summary(old):
            self._show_models(new)
        elif new.layer_id != old.layer_id:
            self.table.choose(new.layer_id)
            self.layer.set_match(self._match(new))
        if old is None or new.unit != old.unit:
            self.layer.set_unit(new.unit)
        if old is None or new.colour_scale != old.colour_scale:
            self.layer.set_colour_map(new.colour_scale.name)
        if old is None or new.probe is not old.probe or new.reference is not old.reference:
            self._show_answers(new)

    def _show_models(self, state: ViewState) -> None:
        reference = state.reference
        both = state.model is not None and reference is not None
        self._matches = ()
        if state.model is not None and reference is not None:
            self._matches = match_layers(state.model, reference.summary)
        self._scroll.setVisible(both)
        self._rest.setVisible(not both)
        self.bar.allow(hold=state.model is not None, drop=reference is not None)
        self.layer.set_probes(None, None)
        self.layer.set_match(self._match(state))
        self._show_comparison(state)
        self.table.choose(state.layer_id)
        self._say(state)

    def _show_answers(self, state: ViewState) -> None:
        self._show_comparison(state)
        self._say(state)
        reference = state.reference
        theirs = None if reference is None else reference.probe
        if reference is None or (theirs and state.probe and theirs.generation != state.probe.generation):
            return  # the answers to one question come one after the other
        live, other = answer_of(state.model, state.probe), answer_of(reference.summary, theirs)
        names = next((answer.names for answer in (live, other) if answer is not None and answer.names), ())
        rows = pair_classes(
            None if live is None else live.probabilities, None if other is None else other.probabilities, names
        )
        self.bars.set_rows(rows)
        self.bars.setVisible(bool(rows))
        self.layer.set_probes(state.probe, theirs)

    def _show_comparison(self, state: ViewState) -> None:
        found = state.reference.comparison if state.reference is not None else None
        current = found is not None and found.model_id == state.model_id
        self.table.set_matches(self._matches, found.differences if found is not None and current else None)

    def _say(self, state: ViewState) -> None:
        model, reference = state.model, state.reference
        live = "" if model is None else self.tr("Live: {0}").format(self._name(model))
        self.bar.set_names(live, "" if reference is None else self._reference_words(reference))
        if reference is None:
            text = self.tr(
                "Compare the live model with another one before the same drawing: open a file or drop it here, or hold "
                "the model as it is now, then train on or change weights by hand and watch what changes."
            )
        elif reference.problem is not None:
            text = self.tr("The reference has no answer. {0}").format(user_sentence(reference.problem))
        elif state.image is None:
            text = self.tr("Draw something to see what both models make of it.")
        else:
            text = ""
        self.notice.setText(text)
        self.notice.setVisible(bool(text))

    def _name(self, model: ModelSummary) -> str:
        return model.name if model.file is None else Path(model.file).name

    def _reference_words(self, reference: ReferenceView) -> str:
        name = self._name(reference.summary)
        if reference.held_at is None:
            return self.tr("Reference: {0}").format(name)
        moment = QDateTime.fromMSecsSinceEpoch(round(1000 * reference.held_at)).time()
        at = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
        if reference.step:
            return self.tr("Reference: {0} as it was at {1}, after {2} batches").format(name, at, reference.step)
        return self.tr("Reference: {0} as it was at {1}").format(name, at)

    # --- doing ---

    def open_file(self, path: Path) -> None:
        """Make the model of a file the reference."""
        self.context.engine.post(commands.OpenReference(str(path)))

    @Slot()
    def _on_bar_open_asked(self) -> None:
        kinds = self.tr("Keras models ({0})").format(" ".join(f"*{suffix}" for suffix in _MODELS))
        folder = self.context.settings.text("open/folder")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open a reference"), folder, kinds)
        if chosen:
            self.context.settings.set("open/folder", str(Path(chosen).parent))
            self.open_file(Path(chosen))

    @Slot()
    def _on_bar_hold_asked(self) -> None:
        self.context.engine.post(commands.HoldReference())

    @Slot()
    def _on_bar_drop_asked(self) -> None:
        self.context.engine.post(commands.DropReference())

    @Slot(str)
    def _on_table_layer_chosen(self, layer_id: str) -> None:
        if layer_id != self.context.store.state.layer_id:
            self.context.store.update(layer_id=layer_id, unit=None)

    @Slot(object)
    def _on_layer_unit_chosen(self, unit: tuple[int, ...]) -> None:
        self.context.store.update(unit=unit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take the file of a model; anything else is the window's."""
        if len(_dropped(event)) == 1:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the model that was dropped as the reference."""
        self.open_file(_dropped(event)[0])
        event.acceptProposedAction()

    # --- the panel itself ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answers beside the table where there is room, else above it."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE_CHARACTERS * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction
        self._upper.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that makes sense."""
        return QSize(240, 200)

    def retranslate(self) -> None:
        """Set the panel's own words; its parts set theirs."""
        self._say(self.context.store.state)


def _summary(state: ViewState) -> ModelSummary | None:
    return None if state.reference is None else state.reference.summary


def _keys(layer: LayerInfo) -> frozenset[str]:
    return frozenset((*layer.output_keys, *(weight.key for weight in layer.weights)))


def _dropped(event: QDropEvent) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return paths if all(path.suffix.lower() in _MODELS for path in paths) else []
