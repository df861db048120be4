"""What excites a filter: the patches of a data set that it answers most to, of every filter or of one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.excitement import Excitement, Exciting, Search
from nnviz.core.messages import UserError
from nnviz.core.model_summary import LayerInfo
from nnviz.core.view_state import ViewState
from nnviz.engine import commands
from nnviz.engine.events import Failed, SamplesReady
from nnviz.qt.live_state import default_layer_id
from nnviz.qt.numerals import whole
from nnviz.qt.panels.base import Panel
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.excitement_pages import ExcitementPages
from nnviz.qt.widgets.exciting_choices import ExcitingChoices
from nnviz.qt.widgets.search_row import SearchRow

COUNT = 12
_SEARCH = commands.FindExcitingPatches.__name__
_REMEMBERED = 8


class ExcitePanel(Panel):
    """Searches when it is seen and when another layer is chosen; a card puts its picture in and chooses the unit."""

    def build(self) -> None:
        """Make the widgets."""
        self._here: set[tuple[str, str]] = set()
        self._missing, self._fetching = 0, False
        self._problem: UserError | None = None
        self._searching: Search | None = None
        self._found: Excitement | None = None
        self._remembered: dict[Search, Excitement] = {}
        self._stale = False
        settings = self.context.settings
        self.choices = ExcitingChoices(settings.text("excite/dataset") or settings.text("draw/dataset"))
        self.line = QLabel(wordWrap=True)
        self.line.setProperty("role", "muted")
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.row = SearchRow()
        self.pages = ExcitementPages()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._rest = QWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        for widget in (self.choices, self.line, self.row):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        column.addWidget(self._rest, 1)

    def _connect(self) -> None:
        self.choices.set_changed.connect(self._on_choices_set_changed)
        self.choices.search_changed.connect(self._look)
        self.row.cancel.clicked.connect(self._on_cancel_clicked)
        self.row.fetch.clicked.connect(self._on_fetch_clicked)
        self.row.again.clicked.connect(self._on_again_clicked)
        self.pages.channel_chosen.connect(self._on_pages_channel_chosen)
        self.pages.export.told.connect(self.context.report)
        self.pages.picture_chosen.connect(self._on_pages_picture_chosen)
        engine = self.context.engine
        engine.samples_ready.connect(self._on_engine_samples_ready)
        engine.exciting_found.connect(self._on_engine_exciting_found)
        engine.failed.connect(self._on_engine_failed)
        engine.weights_edited.connect(self._on_engine_weights_changed)
        engine.batches_done.connect(self._on_engine_weights_changed)

    @property
    def answered(self) -> bool:
        """Whether a whole search is on show."""
        return self._found is not None and self._found.complete

    # --- asking ---

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is shown when it is first needed."""
        super().showEvent(event)
        if self._found is None and self._searching is None:
            self._look()

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Follow the chosen layer and the channel of the chosen unit."""
        if old is None or new.model is not old.model or new.layer_id != old.layer_id:
            if old is not None and new.model is not old.model:
                self._remembered.clear()
            self._look()
        if old is None or new.unit is not old.unit:
            self._follow_unit(new)

    def _follow_unit(self, state: ViewState) -> None:
        channel = None if self._found is None else self._found.channel_of(state.unit)
        if channel is not None:
            self.pages.choose(channel)

    def _layer(self) -> LayerInfo | None:
        state = self.context.store.state
        if state.model is None:
            return None
        return state.model.layer(state.layer_id) or state.model.layer(default_layer_id(state.model))

    def _wanted(self) -> Search | None:
        """Return what the choices and the state ask for."""
        layer, model_id, chosen = self._layer(), self.context.store.state.model_id, self.choices
        if layer is None or model_id is None:
            return None
        how = (chosen.pictures, chosen.lowest, chosen.several)
        return Search(model_id, layer.id, chosen.dataset, chosen.split, *how)

    @Slot()
    def _look(self) -> None:
        """Show what is wanted: from memory, by a search, or after asking whether the data set is here."""
        wanted = self._wanted()
        if not self.isVisible() or (wanted is not None and wanted == self._searching):
            return
        self._give_up()
        if self._found is not None and self._found.search != wanted:
            if wanted is None or wanted.layer_id != self._found.search.layer_id:
                self.pages.choose(None)
            self._found = None
        self._problem = None
        if wanted in self._remembered:
            self._show(self._remembered[wanted])
        elif wanted is not None and (wanted.dataset, wanted.split) not in self._here:
            self.context.engine.post(commands.ListSamples(wanted.dataset, wanted.split, self._folder))
        elif wanted is not None and self._found is None and not self._training:
            self._search(wanted)
        self._render()

    @property
    def _folder(self) -> str | None:
        return self.context.settings.text("data/folder") or None

    @property
    def _training(self) -> bool:
        run = self.context.store.state.run
        return run is not None and not run.progress.phase.ended

    def _search(self, wanted: Search) -> None:
        self._searching, self._stale = wanted, False
        self.row.set_progress(0, 0)
        how = (None, wanted.pictures, wanted.lowest, wanted.several, self._folder)
        command = commands.FindExcitingPatches(wanted.layer_id, wanted.dataset, wanted.split, COUNT, *how)
        self.context.engine.post(command)

    def _give_up(self) -> None:
        if self._searching is not None:
            self.context.engine.post(commands.StopJob(_SEARCH))
        self._searching = None

    @Slot()
    def _on_choices_set_changed(self) -> None:
        self.context.settings.set("excite/dataset", self.choices.dataset)
        self._missing, self._fetching = 0, False
        self._look()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self._give_up()
        self._render()

    @Slot()
    def _on_again_clicked(self) -> None:
        if (wanted := self._wanted()) is not None:
            self._problem = None
            self._search(wanted)
            self._render()

    @Slot()
    def _on_fetch_clicked(self) -> None:
        self._problem, self._fetching = None, True
        chosen = self.choices
        self.context.engine.post(commands.ListSamples(chosen.dataset, chosen.split, self._folder, download=True))
        self._render()

    # --- answers ---

    @Slot(object)
    def _on_engine_samples_ready(self, samples: SamplesReady) -> None:
        if samples.pictures is not None:
            self._here.add((samples.dataset, samples.split))
        if (samples.dataset, samples.split) == (self.choices.dataset, self.choices.split):
            self._fetching = False
            self._missing = 0 if samples.pictures is not None else samples.missing_bytes
            if samples.pictures is not None and self._found is None and self._searching is None:
                self._look()
            self._render()

    @Slot(object)
    def _on_engine_exciting_found(self, found: Excitement) -> None:
        if found.search != self._searching:
            return
        if found.complete:
            self._searching = None
            if not self._stale:
                self._remember(found)
        self.row.set_progress(found.done, found.total)
        self._show(found)

    def _remember(self, found: Excitement) -> None:
        while len(self._remembered) >= _REMEMBERED:
            del self._remembered[next(iter(self._remembered))]
        self._remembered[found.search] = found

    @Slot(object)
    def _on_engine_failed(self, failed: Failed) -> None:
        if failed.during == _SEARCH and self._searching is not None:
            self._searching, self._problem = None, failed.error
            self._render()
        elif failed.during == commands.ListSamples.__name__ and self._found is None and self._searching is None:
            self._problem, self._fetching = failed.error, False
            self._render()

    @Slot()
    def _on_engine_weights_changed(self) -> None:
        self._remembered.clear()
        if not self._stale:
            self._stale = True
            self._render()

    # --- choosing ---

    @Slot(object)
    def _on_pages_channel_chosen(self, one: Exciting) -> None:
        if self._found is not None:
            self.context.store.update(layer_id=self._found.search.layer_id, unit=one.unit)

    @Slot(object)
    def _on_pages_picture_chosen(self, one: Exciting) -> None:
        if self._found is None:
            return
        search = self._found.search
        self.context.show_panel("draw")
        self.context.engine.post(commands.PickSample(search.dataset, search.split, one.picture, self._folder))
        self.context.store.update(layer_id=search.layer_id, unit=one.unit)

    # --- looks ---

    def _show(self, found: Excitement) -> None:
        self._found = found
        model = self.context.store.state.model
        assert model is not None
        self.pages.show_found(found, model)
        self._follow_unit(self.context.store.state)
        self._render()

    @Slot()
    def _render(self) -> None:
        found, searching = self._found, self._searching is not None
        shown = found is not None and bool(found.channels)
        unfinished = found is None or not found.complete or self._stale
        again = not searching and not self._missing and unfinished and self._ready
        self.row.set_offers(searching, 0 if self._fetching else self._missing, again)
        self.pages.setVisible(shown)
        self._rest.setVisible(not shown)
        self.line.setText(self._sentence())

    @property
    def _ready(self) -> bool:
        return self._layer() is not None and (self.choices.dataset, self.choices.split) in self._here

    # --- words ---

    def minimumSizeHint(self) -> QSize:
        """Return the least size that makes sense."""
        return QSize(240, 220)

    def retranslate(self) -> None:
        """Set the panel's words."""
        self.setAccessibleName(self.tr("What excites it"))
        self._render()

    def _sentence(self) -> str:
        layer, name = self._layer(), self.choices.dataset_title
        if layer is None:
            return self.tr("The model is on its way. Then the pictures that excite its filters appear here.")
        if self._problem is not None:
            return user_sentence(self._problem)
        if self._missing and not self._fetching:
            return self.tr("{0} is not on this machine. Nothing is downloaded unless you ask for it.").format(name)
        if not self._ready:
            return self.tr("Loading the samples of {0}…").format(name)
        if self._found is None:
            if self._searching is not None:
                return self.tr("The live model reads the pictures…")
            return self.tr("Press Search to find the patches that excite “{0}” most.").format(layer.id)
        done, total = whole(self._found.done), whole(self._found.total)
        if self._found.complete:
            text = self.tr("“{0}” over {1} pictures. Choose a channel to see its patches.").format(layer.id, done)
        else:
            text = self.tr("“{0}” over the first {1} of {2} pictures.").format(layer.id, done, total)
        since = self.tr("The weights have changed since: search again.")
        return f"{text} {since}" if self._stale else text
