"""The samples of a data set to choose from: all, those of a class, or those that the live model misreads."""

from __future__ import annotations

from random import Random

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout

from nnviz.core.messages import UserError
from nnviz.core.sample_choice import chosen_samples
from nnviz.core.view_state import ViewState
from nnviz.engine import commands
from nnviz.engine.events import Failed, MisreadProgress, MisreadReady, SamplesReady
from nnviz.qt.numerals import data_size, whole
from nnviz.qt.panels.base import Panel
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.sample_choices import SampleChoices
from nnviz.qt.widgets.thumbnail_grid import ThumbnailGrid

_SPACE_PX = 8
_SEARCH = commands.FindMisread.__name__


class GalleryPanel(Panel):
    """Asks for the samples when it is first seen; a click puts one on the canvas."""

    def build(self) -> None:
        """Make the widgets."""
        self._samples: SamplesReady | None = None
        self._misread: MisreadReady | None = None
        self._progress: MisreadProgress | None = None
        self._problem: UserError | None = None
        self._searching = False
        self._random = Random()  # noqa: S311  no secret: which picture comes next
        remembered = self.context.settings.text("gallery/dataset") or self.context.settings.text("draw/dataset")
        self.choices = SampleChoices(remembered)
        self.fetch, self.cancel = QPushButton(), QPushButton()
        self.line = QLabel(wordWrap=True)
        self.line.setProperty("role", "muted")
        self.bar = QProgressBar(textVisible=False)
        self.grid = ThumbnailGrid()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_SPACE_PX, _SPACE_PX, _SPACE_PX, _SPACE_PX)
        column.setSpacing(_SPACE_PX)
        column.addWidget(self.choices)
        column.addWidget(self.line)
        column.addWidget(self.bar)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.fetch, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.grid, 1)
        column.addStretch()

    def _connect(self) -> None:
        self.choices.set_changed.connect(self._on_choices_set_changed)
        self.choices.class_changed.connect(self._render)
        self.choices.misread_toggled.connect(self._on_choices_misread_toggled)
        self.choices.random_asked.connect(self._on_choices_random_asked)
        self.fetch.clicked.connect(self._on_fetch_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.grid.chosen.connect(self._on_grid_chosen)
        engine = self.context.engine
        engine.samples_ready.connect(self._on_engine_samples_ready)
        engine.misread_progress.connect(self._on_engine_misread_progress)
        engine.misread_ready.connect(self._on_engine_misread_ready)
        engine.failed.connect(self._on_engine_failed)

    @property
    def _folder(self) -> str | None:
        return self.context.settings.text("data/folder") or None

    # --- asking ---

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the samples when they are first needed."""
        super().showEvent(event)
        if self._samples is None and self._problem is None:
            self._ask()

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Let another model be judged anew."""
        if self._misread is not None and new.model_id != self._misread.model_id and old is not None:
            self._misread = None
            self.choices.set_misread_only(False)
            self._render()

    def _ask(self, download: bool = False) -> None:
        self._give_up_search()
        self._samples, self._misread, self._problem = None, None, None
        self.choices.set_misread_only(False)
        self.context.engine.post(commands.ListSamples(self.choices.dataset, self.choices.split, self._folder, download))
        self._render()

    def _give_up_search(self) -> None:
        if self._searching:
            self.context.engine.post(commands.StopJob(_SEARCH))
        self._searching, self._progress = False, None

    @Slot()
    def _on_choices_set_changed(self) -> None:
        self.context.settings.set("gallery/dataset", self.choices.dataset)
        self._ask()

    @Slot()
    def _on_fetch_clicked(self) -> None:
        self._ask(download=True)

    @Slot(bool)
    def _on_choices_misread_toggled(self, on: bool) -> None:
        if not on:
            self._give_up_search()
        elif self._misread is None:
            self._searching = True
            self.context.engine.post(commands.FindMisread(self.choices.dataset, self.choices.split, self._folder))
        self._render()

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self._give_up_search()
        self.choices.set_misread_only(False)
        self._render()

    @Slot()
    def _on_choices_random_asked(self) -> None:
        if len(self.grid.indices):
            self._on_grid_chosen(int(self._random.choice(self.grid.indices)))

    @Slot(int)
    def _on_grid_chosen(self, index: int) -> None:
        self.context.show_panel("draw")
        self.context.engine.post(commands.PickSample(self.choices.dataset, self.choices.split, index, self._folder))

    # --- answers ---

    @Slot(object)
    def _on_engine_samples_ready(self, samples: SamplesReady) -> None:
        if (samples.dataset, samples.split) == (self.choices.dataset, self.choices.split):
            self._samples = samples
            self.choices.set_class_names(samples.class_names)
            self._render()

    @Slot(object)
    def _on_engine_misread_progress(self, progress: MisreadProgress) -> None:
        if self._searching:
            self._progress = progress
            self.bar.setMaximum(progress.total)
            self.bar.setValue(progress.done)

    @Slot(object)
    def _on_engine_misread_ready(self, misread: MisreadReady) -> None:
        if self._searching and (misread.dataset, misread.split) == (self.choices.dataset, self.choices.split):
            self._searching, self._misread = False, misread
            self._render()

    @Slot(object)
    def _on_engine_failed(self, failed: Failed) -> None:
        if failed.during == _SEARCH and self._searching:
            self._searching = False
            self.choices.set_misread_only(False)
            self._render()
        elif failed.during == commands.ListSamples.__name__ and self._samples is None:
            self._problem = failed.error
            self._render()

    # --- looks ---

    @Slot()
    def _render(self) -> None:
        samples = self._samples
        here = samples is not None and samples.pictures is not None
        self.choices.set_usable(here)
        self.fetch.setVisible(self._problem is not None or (samples is not None and not here))
        self.bar.setVisible(self._searching)
        self.cancel.setVisible(self._searching)
        if samples is None or samples.pictures is None or samples.labels is None:
            self.grid.setVisible(False)
        else:
            self._show_grid(samples)
        self._retranslate_line()

    def _show_grid(self, samples: SamplesReady) -> None:
        assert samples.pictures is not None
        assert samples.labels is not None
        among = self._misread.indices if self._misread is not None and self.choices.misread_only else None
        indices = chosen_samples(samples.labels, self.choices.label, among)
        self.grid.setVisible(True)
        self.grid.set_pictures(samples.pictures, indices, self._caption, self._description)

    def _label(self, place: int) -> str:
        assert self._samples is not None
        assert self._samples.labels is not None
        return self._samples.class_names[int(self._samples.labels[self.grid.indices[place]])]

    def _misread_as(self, place: int) -> str | None:
        """Return what the model takes a picture for, where misread ones are on show."""
        if self._misread is None or not self.choices.misread_only or self._samples is None:
            return None
        at = self._misread.indices.searchsorted(self.grid.indices[place])
        number = int(self._misread.predicted[at])
        names = self._samples.class_names
        return names[number] if number < len(names) else str(number)

    def _caption(self, place: int) -> str:
        taken_for = self._misread_as(place)
        label = self._label(place)
        return label if taken_for is None else f"{label} → {taken_for}"

    def _description(self, place: int) -> str:
        number, label, taken_for = int(self.grid.indices[place]), self._label(place), self._misread_as(place)
        if taken_for is None:
            return self.tr("Picture {0}: labelled {1}").format(number, label)
        return self.tr("Picture {0}: labelled {1}, read as {2}").format(number, label, taken_for)

    # --- words ---

    def retranslate(self) -> None:
        """Set every word of the panel."""
        self.setAccessibleName(self.tr("Samples"))
        self.cancel.setText(self.tr("Cancel"))
        self.grid.setAccessibleName(self.tr("Pictures"))
        self._render()

    def _retranslate_line(self) -> None:
        samples = self._samples
        missing = samples.missing_bytes if samples is not None else 0
        self.fetch.setText(self.tr("Download ({0})").format(data_size(missing)) if missing else self.tr("Try again"))
        self.line.setText(self._line())

    def _line(self) -> str:
        name = self.choices.dataset_title
        if self._problem is not None:
            return user_sentence(self._problem)
        if self._samples is None:
            return self.tr("Loading the samples of {0}…").format(name)
        if self._samples.pictures is None:
            return self.tr("{0} is not on this machine. Nothing is downloaded unless you ask for it.").format(name)
        shown, total = whole(len(self.grid.indices)), whole(len(self._samples.pictures))
        if self._searching:
            return self.tr("The live model reads {0} pictures…").format(total)
        if self.choices.misread_only:
            if not len(self.grid.indices):
                return self.tr("The live model reads all of these right.")
            return self.tr("{0} of {1} pictures are misread: label → reading.").format(shown, total)
        return self.tr("{0} pictures. Click one to put it on the paper.").format(shown)
