"""Opening files from the menu, the command line, the list of recent ones or a drop: each goes where it belongs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from nnviz.core.messages import QT_TRANSLATE_NOOP, NeedsCodeError, UserError, WeightsOnlyError
from nnviz.engine import commands
from nnviz.engine.events import Failed
from nnviz.qt.model_saving import ask_where_to_save_model
from nnviz.qt.panels.contact_sheet import ContactSheetPanel
from nnviz.qt.panels.training import TrainingPanel
from nnviz.qt.trust_dialog import TrustDialog

if TYPE_CHECKING:
    from nnviz.qt.main_window import MainWindow

MODELS = (".keras", ".h5", ".hdf5")
ARRAYS = (".npy", ".npz", ".csv", ".tsv", ".txt", ".json")
PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".tif", ".tiff", ".webp", ".ppm", ".pgm")


class FileOpening(QObject):
    """Asks for files and hands them to the panel or the engine that reads them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.engine.failed.connect(self._on_engine_failed)

    @Slot()
    def ask(self) -> None:
        """Let the person choose files."""
        every, models, pictures, arrays = (
            " ".join(f"*{suffix}" for suffix in group)
            for group in ((*MODELS, *PICTURES, *ARRAYS), MODELS, PICTURES, ARRAYS)
        )
        filters = ";;".join((
            self.tr("Everything nnviz opens ({0})").format(every),
            self.tr("Keras models ({0})").format(models),
            self.tr("Pictures ({0})").format(pictures),
            self.tr("NumPy arrays ({0})").format(arrays),
        ))  # fmt: skip
        folder = self._window.settings.text("open/folder")
        chosen, _ = QFileDialog.getOpenFileNames(self._window, self.tr("Open"), folder, filters)
        if chosen:
            self._window.settings.set("open/folder", str(Path(chosen[0]).parent))
            self.open_paths(chosen)

    @Slot()
    def ask_where_to_save_model(self) -> None:
        """Let the person choose where the live model goes."""
        target = ask_where_to_save_model(self._window, self._window.settings)
        if target is not None:
            self._window.engine.post(commands.SaveModel(str(target)))

    @Slot()
    def ask_for_experiment(self) -> None:
        """Let the person choose the experiment that the training panel shows."""
        panel = self._training_panel()
        if panel is not None:
            panel.files.ask_for_file()

    @Slot()
    def ask_where_to_save_experiment(self) -> None:
        """Let the person choose where the experiment of the training panel goes."""
        panel = self._training_panel()
        if panel is not None:
            panel.files.ask_where_to_save()

    def _training_panel(self) -> TrainingPanel | None:
        self._window.show_panel("training")
        panel = self._window.panel("training")
        return panel if isinstance(panel, TrainingPanel) else None

    def open_paths(self, paths: Sequence[str]) -> None:
        """Open each file; one that nnviz cannot read is named and the others are opened.

        A folder and several pictures are read all at once.
        """
        many = [path for path in paths if Path(path).is_dir() or Path(path).suffix.lower() in PICTURES]
        if len(many) > 1 or any(Path(path).is_dir() for path in many):
            self._window.show_panel("contact_sheet")
            sheet = self._window.panel("contact_sheet")
            if isinstance(sheet, ContactSheetPanel):
                sheet.read_files(many)
            paths = [path for path in paths if path not in many]
        for path in paths:
            try:
                self._open(Path(path))
            except UserError as error:
                self._window.report(error)

    def _open(self, path: Path) -> None:
        if not path.exists():
            raise UserError(
                QT_TRANSLATE_NOOP("Errors", "{file} does not exist any more: nothing was opened."), file=path
            )
        suffix = path.suffix.lower()
        if suffix in MODELS:
            self._window.engine.post(commands.OpenModel(str(path)))
        elif suffix in ARRAYS:
            self._hand_to("arrays", "open_file", path)
        elif suffix in PICTURES:
            self._hand_to("draw", "open_picture", path)
        else:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "{file} was not opened: nnviz opens Keras models (.keras, .h5), pictures (.png, .jpg, …) and NumPy "
                    "arrays (.npy, .npz).",
                ),
                file=path.name,
            )
        self._window.settings.remember_file(str(path))

    @Slot(object)
    def _on_engine_failed(self, failure: Failed) -> None:
        match failure.error:
            case NeedsCodeError() as error:
                dialog = TrustDialog(error, self._window)
                reference = failure.during == commands.OpenReference.__name__
                dialog.trusted.connect(self._on_reference_trusted if reference else self._on_trust_dialog_trusted)
                dialog.open()
            case WeightsOnlyError(values={"arrays": str(arrays)}):
                self._hand_to("arrays", "open_file", Path(arrays))

    @Slot(str)
    def _on_trust_dialog_trusted(self, path: str) -> None:
        self._window.engine.post(commands.OpenModel(path, trust=True))

    @Slot(str)
    def _on_reference_trusted(self, path: str) -> None:
        self._window.engine.post(commands.OpenReference(path, trust=True))

    def _hand_to(self, panel_id: str, method: str, path: Path) -> None:
        self._window.show_panel(panel_id)
        panel = self._window.panel(panel_id)
        if panel is not None:
            getattr(panel, method)(path)
