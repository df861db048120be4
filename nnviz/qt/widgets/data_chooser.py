"""The choice of a data set: a known one, or data of one's own from a folder or a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QPushButton, QSizePolicy, QWidget

from nnviz.core.experiment import EVERY_DATASET
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.qt.widgets.experiment_words import dataset_names
from nnviz.qt.widgets.flow_layout import FlowLayout

_KINDS = {".npz": "npz", ".csv": "csv", ".tsv": "csv", ".txt": "csv"}


def kind_of(path: Path) -> str:
    """Return the kind of data that a folder or a file is.

    Raises
    ------
    UserError
        When it is none.
    """
    kind = "folder" if path.is_dir() else _KINDS.get(path.suffix.lower())
    if kind is None:
        text = QT_TRANSLATE_NOOP(
            "Errors",
            "{file} is no data to train on: nothing was changed. Choose a folder of pictures, a NumPy file (.npz) or a "
            "table (.csv).",
        )
        raise UserError(text, file=path.name)
    return kind


def paths_in(data: QMimeData) -> list[Path]:
    """Return the files and folders that a drop brings."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DataChooser(QWidget):
    """`dataset_chosen` carries the name of a set or a kind, `opened` the path of data of one's own."""

    dataset_chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start_folder = ""
        self.box = QComboBox()
        self.open_folder, self.open_file = QPushButton(), QPushButton()
        for name in EVERY_DATASET:
            self.box.addItem(name, name)
        flow = FlowLayout(self)
        for part in (self.box, self.open_folder, self.open_file):
            flow.addWidget(part)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.box.activated.connect(self._on_box_activated)
        self.open_folder.clicked.connect(self._on_open_folder_clicked)
        self.open_file.clicked.connect(self._on_open_file_clicked)
        self._retranslate()

    @property
    def title(self) -> str:
        """What people call the chosen set."""
        return self.box.currentText()

    def choose(self, name: str) -> None:
        """Show a choice without telling of it."""
        with QSignalBlocker(self.box):
            self.box.setCurrentIndex(max(0, self.box.findData(name)))

    @Slot()
    def _on_box_activated(self) -> None:
        self.dataset_chosen.emit(str(self.box.currentData()))

    @Slot()
    def _on_open_folder_clicked(self) -> None:
        title = self.tr("Open a folder with a folder of pictures for each class")
        chosen = QFileDialog.getExistingDirectory(self, title, self.start_folder)
        if chosen:
            self.opened.emit(chosen)

    @Slot()
    def _on_open_file_clicked(self) -> None:
        kinds = self.tr("Pictures and labels ({0})").format(" ".join(f"*{suffix}" for suffix in _KINDS))
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open data to train on"), self.start_folder, kinds)
        if chosen:
            self.opened.emit(chosen)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        names = dataset_names()
        for index in range(self.box.count()):
            self.box.setItemText(index, names[self.box.itemData(index)])
        self.box.setAccessibleName(self.tr("Data set"))
        self.open_folder.setText(self.tr("Open folder…"))
        self.open_folder.setToolTip(self.tr("A folder with a folder of pictures for each class; dropping it works too"))
        self.open_file.setText(self.tr("Open file…"))
        self.open_file.setToolTip(self.tr("A NumPy archive (.npz) or a table (.csv); dropping it works too"))
