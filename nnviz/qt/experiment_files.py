"""Opening and saving experiments: from buttons, the menu and a drop."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from nnviz.core.experiment_file import SUFFIX, read_experiment, write_experiment
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.qt.panels.base import PanelContext
from nnviz.qt.widgets.experiment_form import ExperimentForm

_FOLDER = "training/folder"


class ExperimentFiles(QObject):
    """Asks for files and moves experiments between them and a form."""

    def __init__(self, form: ExperimentForm, context: PanelContext, window: QWidget) -> None:
        super().__init__(form)
        self._form, self._context, self._window = form, context, window
        form.head.buttons["open"].clicked.connect(self.ask_for_file)
        form.head.buttons["save"].clicked.connect(self.ask_where_to_save)

    @Slot()
    def ask_for_file(self) -> None:
        """Let the person choose a file, and open it."""
        folder = self._context.settings.text(_FOLDER)
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open an experiment"), folder, self._filter())
        if chosen:
            self.open(Path(chosen))

    @Slot()
    def ask_where_to_save(self) -> None:
        """Let the person choose a place, and save what is chosen in the form."""
        try:
            experiment = self._form.experiment()
        except UserError as error:
            self._context.report(error)
            return
        name = f"{experiment.dataset}-{experiment.architecture}{SUFFIX}"
        start = str(Path(self._context.settings.text(_FOLDER)) / name)
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.tr("Save the experiment"), start, self._filter())
        if chosen:
            path = Path(chosen)
            self.save(path if path.suffix else path.with_name(path.name + SUFFIX))

    def _filter(self) -> str:
        return self.tr("Experiments ({0})").format("*" + SUFFIX)

    def open(self, path: Path) -> bool:
        """Show the experiment of a file; tell why not, and leave the form, when it cannot be read."""
        try:
            if not self._form.isEnabled():
                sentence = QT_TRANSLATE_NOOP(
                    "Errors", "{file} was not opened while a training runs. Stop it first, then open the file again."
                )
                raise UserError(sentence, file=path.name)
            experiment = read_experiment(path)
        except UserError as error:
            self._context.report(error)
            return False
        self._form.set_experiment(experiment)
        self._context.settings.set(_FOLDER, str(path.parent))
        self._context.report(self.tr("The experiment of {0} is on show.").format(path.name))
        return True

    def save(self, path: Path) -> bool:
        """Write what is chosen in the form; tell when that fails."""
        try:
            write_experiment(path, self._form.experiment())
        except UserError as error:
            self._context.report(error)
            return False
        self._context.settings.set(_FOLDER, str(path.parent))
        self._context.report(self.tr("The experiment was saved as {0}.").format(path.name))
        return True


def experiment_of(data: QMimeData) -> Path | None:
    """Return the one file that a drop brings, where its name is that of an experiment; else None."""
    urls = data.urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and path.suffix.lower() == SUFFIX else None
