"""Many pictures read at once: a table of thumbnails and readings that can be sorted, opened and exported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, QSortFilterProxyModel, Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from nnviz.core.atomic_file import replacing
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.picture_file import PICTURE_SUFFIXES
from nnviz.core.picture_reading import THUMBNAIL_PX, PictureReading, readings_as_csv
from nnviz.engine import commands
from nnviz.engine.events import Failed, PictureRead, PicturesListed
from nnviz.qt.numerals import whole
from nnviz.qt.panels.base import Panel
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.reading_table import FILE, PICTURE, SORT_ROLE, VERDICT, ReadingTable

_SPACE_PX = 8
_LEAST_COLUMN_PX = 64
_JOB = commands.ReadPictures.__name__


class ContactSheetPanel(Panel):
    """Hands files and folders to the engine and lists what comes back; a click puts a picture on the canvas."""

    def build(self) -> None:
        """Make the widgets."""
        self._batch = 0
        self._listed: PicturesListed | None = None
        self._reading = False
        self._problem: UserError | None = None
        self.open_files, self.open_folder, self.export = QPushButton(), QPushButton(), QPushButton()
        self.cancel = QPushButton()
        self.line = QLabel(wordWrap=True)
        self.line.setProperty("role", "muted")
        self.bar = QProgressBar(textVisible=False)
        self.readings = ReadingTable(self)
        self.sorted = QSortFilterProxyModel(self)
        self.sorted.setSortRole(SORT_ROLE)
        self.sorted.setSourceModel(self.readings)
        self._make_table()
        self._arrange()
        self._connect()
        self.setAcceptDrops(True)

    def _make_table(self) -> None:
        self.table = QTableView()
        self.table.setModel(self.sorted)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(True)
        self.table.setIconSize(QSize(THUMBNAIL_PX, THUMBNAIL_PX))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(THUMBNAIL_PX + _SPACE_PX)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(_LEAST_COLUMN_PX)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(PICTURE, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(PICTURE, THUMBNAIL_PX + 2 * _SPACE_PX)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(VERDICT, QHeaderView.ResizeMode.Stretch)

    def _arrange(self) -> None:
        row = QWidget()
        flow = FlowLayout(row)
        for button in (self.open_files, self.open_folder, self.export):
            flow.addWidget(button)
        policy = row.sizePolicy()
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SPACE_PX, _SPACE_PX, _SPACE_PX, _SPACE_PX)
        column.setSpacing(_SPACE_PX)
        for part in (row, self.line, self.bar):
            column.addWidget(part)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.table, 1)
        column.addStretch()

    def _connect(self) -> None:
        self.open_files.clicked.connect(self._on_open_files_clicked)
        self.open_folder.clicked.connect(self._on_open_folder_clicked)
        self.export.clicked.connect(self._on_export_clicked)
        self.cancel.clicked.connect(self._on_cancel_clicked)
        self.table.clicked.connect(self._on_table_chosen)
        self.table.activated.connect(self._on_table_chosen)
        engine = self.context.engine
        engine.pictures_listed.connect(self._on_engine_pictures_listed)
        engine.picture_read.connect(self._on_engine_picture_read)
        engine.failed.connect(self._on_engine_failed)

    # --- asking ---

    def read_files(self, paths: Sequence[str]) -> None:
        """Read these files, and the pictures in these folders; what was listed before goes."""
        self._batch += 1
        self._listed, self._reading, self._problem = None, True, None
        self.readings.clear()
        self.bar.setRange(0, 0)
        self.context.engine.post(commands.ReadPictures(tuple(paths), self._batch))
        self._render()

    @Slot()
    def _on_open_files_clicked(self) -> None:
        kinds = self.tr("Pictures ({0})").format(" ".join(f"*{suffix}" for suffix in PICTURE_SUFFIXES))
        folder = self.context.settings.text("open/folder")
        chosen, _ = QFileDialog.getOpenFileNames(self, self.tr("Open pictures"), folder, kinds)
        if chosen:
            self.context.settings.set("open/folder", str(Path(chosen[0]).parent))
            self.read_files(chosen)

    @Slot()
    def _on_open_folder_clicked(self) -> None:
        start = self.context.settings.text("open/folder")
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Open a folder of pictures"), start)
        if chosen:
            self.context.settings.set("open/folder", chosen)
            self.read_files([chosen])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        if paths:
            self.read_files(paths)

    @Slot()
    def _on_cancel_clicked(self) -> None:
        self.context.engine.post(commands.StopJob(_JOB))
        self._batch += 1  # what is still on its way is dropped
        self._reading = False
        self._render()

    # --- answers ---

    @Slot(object)
    def _on_engine_pictures_listed(self, listed: PicturesListed) -> None:
        if listed.batch == self._batch:
            self._listed = listed
            self._reading = listed.total > 0
            self.bar.setRange(0, max(listed.total, 1))
            self._render()

    @Slot(object)
    def _on_engine_picture_read(self, read: PictureRead) -> None:
        if read.batch != self._batch or self._listed is None:
            return
        self.readings.add(read.reading)
        self.bar.setValue(len(self.readings.readings))
        if len(self.readings.readings) == self._listed.total:
            self._reading = False
            self._render()
        elif len(self.readings.readings) == 1:
            self._render()

    @Slot(object)
    def _on_engine_failed(self, failed: Failed) -> None:
        if failed.during == _JOB and self._reading:
            self._reading, self._problem = False, failed.error
            self._render()

    # --- using the list ---

    @Slot(QModelIndex)
    def _on_table_chosen(self, index: QModelIndex) -> None:
        reading = self.readings.readings[self.sorted.mapToSource(index).row()]
        if reading.error is None:
            self.context.open_picture(reading.path)
        else:
            self.context.report(reading.error)

    @property
    def complete(self) -> bool:
        """Whether everything that was asked for is listed."""
        return self._listed is not None and not self._reading

    def in_order(self) -> list[PictureReading]:
        """Return the readings as they are sorted on the screen."""
        rows = (self.sorted.mapToSource(self.sorted.index(row, 0)).row() for row in range(self.sorted.rowCount()))
        return [self.readings.readings[row] for row in rows]

    @Slot()
    def _on_export_clicked(self) -> None:
        folder = self.context.settings.text("save/folder")
        start = str(Path(folder) / "readings.csv")
        kinds = self.tr("Tables ({0})").format("*.csv")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export the list"), start, kinds)
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(".csv")
        self.context.settings.set("save/folder", str(path.parent))
        try:
            with replacing(path) as temporary:
                temporary.write_text(readings_as_csv(self.in_order()), encoding="utf-8")
        except OSError as error:
            sentence = QT_TRANSLATE_NOOP(
                "Errors", "The list was not saved: {file} cannot be written ({reason}). Choose another folder."
            )
            self.context.report(UserError(sentence, file=path, reason=error.strerror or type(error).__name__))
        else:
            self.context.report(self.tr("The list was saved to {0}.").format(path))

    # --- looks and words ---

    def _render(self) -> None:
        some = bool(self.readings.readings)
        self.bar.setVisible(self._reading)
        self.cancel.setVisible(self._reading)
        self.table.setVisible(some)
        self.export.setEnabled(some)
        self.line.setText(self._line())

    def _line(self) -> str:
        if self._problem is not None:
            return user_sentence(self._problem)
        if self._reading:
            return self.tr("The live model reads the pictures…")
        if self._listed is None:
            return self.tr("Open pictures or a folder, or drop them here: the live model reads them all.")
        if not self._listed.total:
            return self.tr("There are no pictures in this folder. Choose another one.")
        readings = self.readings.readings
        unsure = sum(reading.verdict in ("unsure", "blank") for reading in readings)
        bad = sum(reading.error is not None for reading in readings)
        text = self.tr("{0} files: {1} not sure or blank, {2} unreadable.")
        line = text.format(whole(len(readings)), whole(unsure), whole(bad))
        if self._listed.cut:
            line += " " + self.tr("There were more; these are the first ones.")
        return line

    def retranslate(self) -> None:
        """Set every word of the panel."""
        self.setAccessibleName(self.tr("Many pictures"))
        self.open_files.setText(self.tr("Open pictures…"))
        self.open_folder.setText(self.tr("Open folder…"))
        self.export.setText(self.tr("Export CSV…"))
        self.cancel.setText(self.tr("Cancel"))
        self.table.setAccessibleName(self.tr("Readings"))
        self.readings.retranslate()
        self._render()
