"""What is trained on: counts, samples, mean pictures, the shares that are used, and what augmentation makes of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from nnviz import paths
from nnviz.core.messages import UserError
from nnviz.core.own_data.drawings import drawing_counts, remove_drawing, restore_drawing
from nnviz.engine import commands
from nnviz.engine.events import DataProgress, DataReady, Failed
from nnviz.qt import data_choice
from nnviz.qt.numerals import data_size, whole
from nnviz.qt.panels.base import Panel
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.class_table import ClassTable
from nnviz.qt.widgets.data_chooser import DataChooser, kind_of, paths_in
from nnviz.qt.widgets.data_samples import DataSamples
from nnviz.qt.widgets.share_sliders import ShareSliders
from nnviz.qt.widgets.turning_row import TurningRow

_JOB = commands.DescribeData.__name__
_SPACE_PX = 8
_TURN_PX = 640
_MOST_LISTED = 100


class DataPanel(Panel):
    """Asks for the data that the training form names when it is first seen, and follows that choice."""

    def build(self) -> None:
        """Make the widgets."""
        self._ready: DataReady | None = None
        self._asked = ""
        self._problem: UserError | None = None
        self._aside: list[Path] = []
        self.setAcceptDrops(True)
        self.chooser, self.table, self.shares, self.samples = DataChooser(), ClassTable(), ShareSliders(), DataSamples()
        self.line, self.notice = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.notice.setProperty("role", "muted")
        self.bar = QProgressBar(textVisible=False, maximum=1000)
        self.cancel, self.fetch = QPushButton(), QPushButton()
        self._arrange()
        self._connect()
        self._follow_settings()
        self._render()

    def _arrange(self) -> None:
        left = QWidget()
        below = QVBoxLayout(left)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.table, 1)
        below.addWidget(self.shares)
        self.body = TurningRow((left, self.samples), (2, 3), _TURN_PX, spacing=16)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_SPACE_PX, _SPACE_PX, _SPACE_PX, _SPACE_PX)
        column.setSpacing(_SPACE_PX)
        for widget in (self.chooser, self.line, self.notice, self.bar):
            column.addWidget(widget)
        for button in (self.cancel, self.fetch):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.body, 1)
        column.addStretch()
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _connect(self) -> None:
        self.chooser.dataset_chosen.connect(self._on_chooser_dataset_chosen)
        self.chooser.opened.connect(self.open_data)
        self.table.class_chosen.connect(self.samples.set_label)
        self.shares.subset_changed.connect(self._on_shares_subset_changed)
        self.shares.split_changed.connect(self._on_shares_split_changed)
        self.samples.remove_asked.connect(self._on_samples_remove_asked)
        self.samples.restore_asked.connect(self._on_samples_restore_asked)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.fetch.clicked.connect(self._on_fetch_clicked)
        self.context.settings.changed.connect(self._on_settings_changed)
        engine = self.context.engine
        engine.data_progress.connect(self._on_engine_data_progress)
        engine.data_ready.connect(self._on_engine_data_ready)
        engine.failed.connect(self._on_engine_failed)

    @property
    def answered(self) -> bool:
        """Whether what was asked for last is on show."""
        return self._ready is not None and not self._asked

    @property
    def _shows_drawings(self) -> bool:
        return data_choice.chosen_dataset(self.context.settings) == "drawings"

    # --- asking ---

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the data when it is first needed."""
        super().showEvent(event)
        if not self._asked and self._problem is None:
            self._ask()

    def _ask(self, download: bool = False) -> None:
        reference = data_choice.chosen_reference(self.context.settings)
        self._asked, self._problem = reference, None
        folder = self.context.settings.text("data/folder") or None
        self.context.engine.post(commands.DescribeData(reference, folder, download))
        self.bar.setRange(0, 0)
        self._render()

    @Slot(str)
    def open_data(self, path: str) -> None:
        """Train on a folder or a file from now on, and show what is in it."""
        try:
            kind = kind_of(Path(path))
        except UserError as error:
            self.context.report(error)
            return
        self.context.settings.set("open/folder", str(Path(path).parent))
        data_choice.choose_place(self.context.settings, kind, str(Path(path).absolute()))
        if not self._asked:
            self._ask()

    @Slot(str)
    def _on_chooser_dataset_chosen(self, dataset: str) -> None:
        data_choice.choose_dataset(self.context.settings, dataset)

    @Slot()
    def _on_fetch_clicked(self) -> None:
        self._ask(download=True)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self.context.engine.post(commands.StopJob(_JOB))
        self._asked = ""
        self._render()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take folders and files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Train on what was dropped; the first of several counts."""
        event.acceptProposedAction()
        for path in paths_in(event.mimeData())[:1]:
            self.open_data(str(path))

    # --- the choice, shared with the training form ---

    @Slot(str)
    def _on_settings_changed(self, key: str) -> None:
        self._follow_settings()
        if key == "training/augment":
            self._show_augmentation()
        reference = data_choice.chosen_reference(self.context.settings)
        known = self._asked or (self._ready.reference if self._ready is not None else "")
        other = key in (data_choice.DATASET, data_choice.DATA) and reference != known
        if not other and not (key == data_choice.KEPT and self._shows_drawings):
            return
        self._ready, self._problem, self._asked = None, None, ""
        if self.isVisible():
            self._ask()

    def _follow_settings(self) -> None:
        settings = self.context.settings
        self.chooser.choose(data_choice.chosen_dataset(settings))
        self.chooser.start_folder = settings.text("open/folder")
        self.shares.set_shares(settings.number(data_choice.SUBSET, 1.0), settings.number(data_choice.SPLIT, 0.0))

    def _show_augmentation(self) -> None:
        """Preview what the training does; where it does nothing, what would suit the pictures."""
        dataset = self._ready.dataset if self._ready is not None else None
        coloured = dataset is not None and dataset.picture_shape[2] == 3
        chosen = self.context.settings.text("training/augment", "none")
        self.samples.variants.set_kind(chosen if chosen != "none" else "photo" if coloured else "drawn")

    @Slot(float)
    def _on_shares_subset_changed(self, share: float) -> None:
        self.context.settings.set(data_choice.SUBSET, share)

    @Slot(float)
    def _on_shares_split_changed(self, share: float) -> None:
        self.context.settings.set(data_choice.SPLIT, share)

    # --- answers ---

    @Slot(object)
    def _on_engine_data_progress(self, progress: DataProgress) -> None:
        if progress.reference == self._asked and progress.fraction is not None:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(1000 * progress.fraction))

    @Slot(object)
    def _on_engine_data_ready(self, ready: DataReady) -> None:
        if ready.reference == self._asked:
            self._asked, self._ready = "", ready
            self._show_ready()

    @Slot(object)
    def _on_engine_failed(self, failed: Failed) -> None:
        if failed.during == _JOB and self._asked:
            self._asked, self._ready, self._problem = "", None, failed.error
            self._render()

    def _show_ready(self) -> None:
        ready = self._ready
        dataset = ready.dataset if ready is not None else None
        found = ready.description if ready is not None else None
        self.table.set_description(found, dataset.class_names if dataset is not None else ())
        self.shares.set_counts(found.train_counts if found is not None else None)
        self.samples.set_dataset(dataset, self.table.chosen)
        self._show_augmentation()
        self._render()

    # --- removing drawings ---

    @Slot(str)
    def _on_samples_remove_asked(self, file: str) -> None:
        self._change_drawings(Path(file))

    @Slot()
    def _on_samples_restore_asked(self) -> None:
        if self._aside:
            self._change_drawings(None)

    def _change_drawings(self, removed: Path | None) -> None:
        folder = paths.drawings_folder()
        try:
            if removed is not None:
                self._aside.append(remove_drawing(folder, removed))
            else:
                restore_drawing(folder, self._aside.pop())
        except UserError as error:
            self.context.report(error)
            return
        self.context.settings.set(data_choice.KEPT, sum(drawing_counts(folder).values()))

    # --- looks and words ---

    def _render(self) -> None:
        ready = self._ready
        some = ready is not None and ready.dataset is not None
        self.bar.setVisible(bool(self._asked))
        self.cancel.setVisible(bool(self._asked))
        self.body.setVisible(some)
        missing = ready.missing_bytes if ready is not None else 0
        self.fetch.setVisible(bool(missing) and not self._asked)
        self.fetch.setText(self.tr("Download ({0})").format(data_size(missing)))
        self.line.setText(self._line())
        self.samples.set_removable(self._shows_drawings, self._shows_drawings and bool(self._aside))
        self._render_notice()

    def _render_notice(self) -> None:
        dataset = self._ready.dataset if self._ready is not None else None
        origin = dataset.origin if dataset is not None else None
        notices = origin.notices if origin is not None else ()
        self.notice.setText("\n".join(user_sentence(notice) for notice in notices))
        self.notice.setVisible(bool(notices))
        listed = origin.skipped[:_MOST_LISTED] if origin is not None else ()
        self.notice.setToolTip("\n".join(user_sentence(one.reason) for one in listed))

    def _line(self) -> str:
        title, ready = self.chooser.title, self._ready
        if self._problem is not None:
            return user_sentence(self._problem)
        if self._asked:
            return self.tr("Reading {0}…").format(title)
        if ready is None:
            return self.tr("Choose a data set, or drop a folder of pictures, a .npz file or a table here.")
        if ready.dataset is None or ready.description is None:
            return self.tr("{0} is not on this machine. Nothing is downloaded unless you ask for it.").format(title)
        dataset, found = ready.dataset, ready.description
        name = title if dataset.origin is None else f"{title}, {dataset.origin.title}"
        height, width, channels = dataset.picture_shape
        kind = self.tr("in colour") if channels == 3 else self.tr("in grey")
        count = len(dataset.y_train) + len(dataset.y_test)
        return self.tr("{0}: {1} pictures of {2} classes, {3} × {4} {5}, values {6} to {7}.").format(
            name, whole(count), len(dataset.class_names), height, width, kind, found.low, found.high
        )

    def retranslate(self) -> None:
        """Set every word of the panel; its parts set their own."""
        self.setAccessibleName(self.tr("Data"))
        self.cancel.setText(self.tr("Cancel"))
        self._render()
