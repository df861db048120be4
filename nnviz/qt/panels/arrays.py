"""Any array as a box in three dimensions: of the model, of a file, or made by an expression."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from nnviz.core.array_file import ArrayFile, array_names, open_array, showable
from nnviz.core.array_sources import EXAMPLE_TEXT, ArraySource, SourceKind, example_array
from nnviz.core.arrays import Array
from nnviz.core.box import MAX_RANK
from nnviz.core.code_text.shown_array import example_code, file_code
from nnviz.core.messages import UserError
from nnviz.core.view_state import ColourScale, ViewState
from nnviz.qt.live_state import default_layer_id
from nnviz.qt.panels.base import Panel
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.array_display import ArrayDisplay
from nnviz.qt.widgets.array_source_chooser import ArraySourceChooser
from nnviz.qt.widgets.array_workbench import ArrayWorkbench
from nnviz.qt.widgets.notice_bar import NoticeBar
from nnviz.qt.widgets.turning_row import TurningRow

_SUFFIXES = (".npy", ".npz", ".csv", ".tsv", ".txt", ".json")
_HISTORY = "arrays/expressions"
_TURN_PX = 760
_CHOSEN, _EXAMPLE = ArraySource(SourceKind.CHOSEN), ArraySource(SourceKind.EXAMPLE)


class ArraysPanel(Panel):
    """A list of sources above the array that is chosen; the values of the live model move while it learns."""

    def build(self) -> None:
        """Make the widgets; the example is on screen until there is something else."""
        self._state = ViewState()
        self._choice: ArraySource | None = None
        self._file: ArrayFile | None = None
        self._problem: UserError | None = None
        self._example = example_array()
        self.chooser, self.open_button = ArraySourceChooser(), QPushButton()
        self.problem_bar, self.display = NoticeBar(), ArrayDisplay()
        self.problem_bar.hide()
        self.workbench = ArrayWorkbench(self)
        self.workbench.field.editor.set_history(self.context.settings.texts(_HISTORY))
        self.invitation = QLabel(wordWrap=True)
        self.invitation.setProperty("role", "muted")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.chooser, 1)
        head.addWidget(self.open_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.workbench.field)
        layout.addWidget(self.problem_bar)
        layout.addWidget(self.invitation)
        layout.addWidget(TurningRow((self.workbench.list, self.display), (0, 1), _TURN_PX, spacing=12), 1)
        self.setAcceptDrops(True)
        self.chooser.source_chosen.connect(self._on_chooser_source_chosen)
        self.open_button.clicked.connect(self._on_open_button_clicked)
        self.problem_bar.closed.connect(self._on_problem_bar_closed)
        self.display.scale_changed.connect(self._on_display_scale_changed)
        self.display.told.connect(self.context.report)
        self._connect_workbench()

    def _connect_workbench(self) -> None:
        self.workbench.chosen.connect(self._on_workbench_chosen)
        self.workbench.changed.connect(self._on_workbench_changed)
        self.workbench.told.connect(self.context.report)
        self.workbench.field.submitted.connect(self._on_field_submitted)
        self.workbench.list.keep_wanted.connect(self._on_keep_wanted)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.workbench.paste_clipboard)

    # --- the state ---

    def wanted_tensors(self, state: ViewState) -> frozenset[str]:
        """Return the key of the tensor or weight on show."""
        source = self._resolved(state)
        live = source.kind in (SourceKind.OUTPUT, SourceKind.WEIGHT)
        return frozenset((source.key,)) if live else frozenset()

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Follow the model, the chosen layer, the colours and the values."""
        self._state = new
        if old is None or new.model is not old.model or new.layer_id != old.layer_id:
            self.chooser.set_model(new.model, _layer_id(new))
            if self._choice is not None and self._choice not in self.chooser.sources:
                self._choice = None
        if old is None or new.colour_scale != old.colour_scale:
            self.display.set_scale(new.colour_scale)
        self._show()

    def _source(self, state: ViewState) -> ArraySource:
        if self._choice is not None:
            return self._choice
        return _EXAMPLE if _layer_id(state) is None else _CHOSEN

    def _resolved(self, state: ViewState) -> ArraySource:
        source, layer_id = self._source(state), _layer_id(state)
        if source.kind is not SourceKind.CHOSEN:
            return source
        return _EXAMPLE if layer_id is None else ArraySource(SourceKind.OUTPUT, layer_id)

    def _array_of(self, source: ArraySource) -> Array | None:
        probe = self._state.probe
        match source.kind:
            case SourceKind.EXAMPLE:
                return self._example
            case SourceKind.FILE:
                return None if self._file is None else self._file.array
            case SourceKind.BENCH:
                return self.workbench.bench.arrays.get(source.key)
            case SourceKind.INPUT:
                return self._state.image if probe is None else probe.image
            case SourceKind.WEIGHT if probe is not None:
                return probe.weights.get(source.key)
            case SourceKind.OUTPUT if probe is not None:
                return probe.tensors.get(source.key)
            case _:
                return None

    def _show(self) -> None:
        self.chooser.choose(self._source(self._state))
        source = self._resolved(self._state)
        array = self._array_of(source)
        if array is not None and array.ndim <= MAX_RANK:
            self.display.show_array(array, source)
            self.display.set_code(self._code_of(source))
        elif self.display.array is None:
            self.display.show_array(self._example, _EXAMPLE)
            self.display.set_code(example_code(EXAMPLE_TEXT))
        shown = self.display.source
        self.workbench.set_current(shown.key if shown is not None and shown.kind is SourceKind.BENCH else "")
        self._show_words(waiting=array is None)

    def _code_of(self, source: ArraySource) -> str:
        if source.kind is SourceKind.FILE and self._file is not None:
            return file_code(self._file.path, self._file.key, self._file.mapped)
        return example_code(EXAMPLE_TEXT) if source.kind is SourceKind.EXAMPLE else ""

    def _show_words(self, waiting: bool) -> None:
        nothing_yet = waiting and self._state.probe is None
        self.invitation.setText(self._invitation())
        self.invitation.setVisible(nothing_yet or self._state.model is None)
        self.problem_bar.setVisible(self._problem is not None)
        if self._problem is not None:
            self.problem_bar.show_text(user_sentence(self._problem), problem=True)

    def _invitation(self) -> str:
        if self._state.model is None:
            return self.tr(
                "The model is on its way. Meanwhile turn this example, type an expression, paste a table, open an .npy "
                "or .npz file, or drop one here."
            )
        text = self.tr(
            "No values yet: draw something, and this array of the model appears here. Meanwhile an example: {0}"
        )
        return text.format(EXAMPLE_TEXT)

    # --- the bench ---

    @Slot(str)
    def _on_workbench_chosen(self, name: str) -> None:
        self._problem = None
        self._choose(ArraySource(SourceKind.BENCH, name))

    @Slot()
    def _on_workbench_changed(self) -> None:
        bench = self.workbench.bench
        self.chooser.set_bench({entry.name: entry.array.shape for entry in bench})
        if self._choice is not None and self._choice.kind is SourceKind.BENCH and bench.get(self._choice.key) is None:
            self._choose(_EXAMPLE if self._state.model is None else _CHOSEN)

    @Slot(str)
    def _on_field_submitted(self, text: str) -> None:
        del text
        self.context.settings.set(_HISTORY, self.workbench.field.editor.history)

    @Slot()
    def _on_keep_wanted(self) -> None:
        if self.display.array is not None and self.display.source is not None:
            name = self.display.source.key or self.display.source.kind.value
            self.workbench.put(self.display.array, name)

    # --- files ---

    def open_file(self, path: Path | str) -> None:
        """Show the array of an `.npy` file, or the first of an `.npz` file and list the others.

        Raises
        ------
        UserError
            When the file cannot be read; it is told here as well, and the picture stays.
        """
        try:
            keys = array_names(path)
            self._take(showable(open_array(path, keys[0] if keys else None)))
        except UserError as error:
            self._problem = error
            self._show_words(waiting=False)
            raise
        self.chooser.set_file(Path(path).name, keys)
        self.context.settings.remember_file(str(path))
        self._choose(ArraySource(SourceKind.FILE, keys[0] if keys else ""))

    def _open_reporting(self, path: Path | str) -> None:
        try:
            self.open_file(path)
        except UserError as error:
            self.context.report(error)

    def _take(self, file: ArrayFile) -> None:
        self._file, self._problem = file, None

    def _choose(self, source: ArraySource) -> None:
        self._choice = source
        self._show()
        self.context.engine.want("arrays", self.wanted_tensors(self._state))

    @Slot(object)
    def _on_chooser_source_chosen(self, source: ArraySource) -> None:
        self._problem = None
        if source.kind is SourceKind.FILE and self._file is not None and source.key != (self._file.key or ""):
            try:
                self._take(showable(open_array(self._file.path, source.key)))
            except UserError as error:
                self._problem = error
                self.context.report(error)
                self._show()
                return
        self._choose(source)

    @Slot()
    def _on_open_button_clicked(self) -> None:
        folder = self.context.settings.text("open/folder")
        kinds = self.tr("NumPy arrays ({0})").format(" ".join(f"*{suffix}" for suffix in _SUFFIXES))
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open an array"), folder, kinds)
        if chosen:
            self.context.settings.set("open/folder", str(Path(chosen).parent))
            self._open_reporting(chosen)

    @Slot()
    def _on_problem_bar_closed(self) -> None:
        self._problem = None
        self.problem_bar.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take array files and texts; anything else is the window's."""
        if _dropped(event) or _dropped_text(event):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the files that were dropped, the last one stays on screen."""
        for path in _dropped(event):
            self._open_reporting(path)
        if text := _dropped_text(event):
            self.workbench.paste(text)
        event.acceptProposedAction()

    # --- colours and words ---

    @Slot(object)
    def _on_display_scale_changed(self, scale: ColourScale) -> None:
        self.context.store.update(colour_scale=scale)

    def retranslate(self) -> None:
        """Set the panel's own words."""
        self.setAccessibleName(self.tr("Arrays"))
        self.open_button.setText(self.tr("Open a file…"))
        self.open_button.setToolTip(self.tr("Show an array saved by NumPy: .npy or .npz"))
        self._show()


def _layer_id(state: ViewState) -> str | None:
    """Return the chosen layer, or the one to begin with."""
    if state.model is None:
        return None
    return state.layer_id if state.model.layer(state.layer_id) else default_layer_id(state.model)


def _dropped(event: QDropEvent) -> list[str]:
    paths = (url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths if path.lower().endswith(_SUFFIXES)]


def _dropped_text(event: QDropEvent) -> str:
    return event.mimeData().text().strip() if not event.mimeData().hasUrls() and event.mimeData().hasText() else ""
