"""An experiment as the Keras program that does the same, to read, copy and save."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.experiment import OWN_DATASETS, Experiment
from nnviz.core.messages import UserError
from nnviz.core.network import Shape
from nnviz.qt.icons import icon
from nnviz.qt.theme import theme_of
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.python_highlighter import PythonHighlighter

_ICONS = {"copy": "copy", "save_script": "save", "save_notebook": "save", "close_view": "training"}


class ScriptButton(QPushButton):
    """Shows and hides the script."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setObjectName("script")
        self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self.setIcon(icon("code", theme_of(self)))
        self.setText(self.tr("Keras script"))
        self.setToolTip(self.tr("Read, copy or save the Keras program that does the same training"))


class ScriptView(QWidget):
    """Coloured Python that cannot be edited. `reported` carries a sentence or a `UserError` after copying or saving."""

    reported = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Experiment, Shape | None, tuple[str, ...]] | None = None
        self._folder = ""
        self.title, self.note = QLabel(), QLabel(wordWrap=True)
        self.title.setProperty("role", "title")
        self.note.setProperty("role", "muted")
        self.copy, self.save_script, self.save_notebook, self.close_view = (self._button(name) for name in _ICONS)
        self.code = QPlainTextEdit(readOnly=True, lineWrapMode=QPlainTextEdit.LineWrapMode.NoWrap)
        self.code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.code.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.code.setTabChangesFocus(True)
        self.title.setBuddy(self.code)
        self._highlighter = PythonHighlighter(self.code.document(), theme_of(self))
        self._lay_out()
        self._connect()
        self._retranslate()
        self._draw_icons()

    def _button(self, name: str) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        return button

    def _lay_out(self) -> None:
        buttons = QWidget()
        row = FlowLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.copy, self.save_script, self.save_notebook, self.close_view):
            row.addWidget(button)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.title, self.note, buttons):
            column.addWidget(part)
        column.addWidget(self.code, 1)

    def _connect(self) -> None:
        self.copy.clicked.connect(self._on_copy_clicked)
        self.save_script.clicked.connect(self._on_save_script_clicked)
        self.save_notebook.clicked.connect(self._on_save_notebook_clicked)
        self.close_view.clicked.connect(self.closed)

    def sizeHint(self) -> QSize:
        """Return a size at which most lines can be read."""
        return QSize(640, 420)

    # --- what is shown ---

    def show_experiment(
        self, experiment: Experiment, picture_shape: Shape | None = None, class_names: Sequence[str] = ()
    ) -> None:
        """Show the script of an experiment, scrolled to where the last one was, or why there is none.

        Parameters
        ----------
        picture_shape, class_names
            (height, width, channels) and the names of the classes of data of one's own, where they are known.
        """
        # The data sets, of which the script knows the shapes, need SciPy: not before somebody asks.
        from nnviz.engine.export.script import training_script

        shown = (experiment, picture_shape, tuple(class_names))
        try:
            text = training_script(*shown)
        except UserError as error:
            self.show_problem(error)
            return
        self._shown = shown
        self._set_note()
        self._allow(True)
        if text != self.code.toPlainText():
            bars = (self.code.verticalScrollBar(), self.code.horizontalScrollBar())
            places = [bar.value() for bar in bars]
            self.code.setPlainText(text)
            for bar, place in zip(bars, places, strict=True):
                bar.setValue(place)

    def show_problem(self, error: UserError) -> None:
        """Say why there is no script for what is chosen."""
        self._shown = None
        self._allow(False)
        self.code.setPlainText(f"# {user_sentence(error)}")

    def _set_note(self) -> None:
        """Promise as much as the script can keep."""
        told = self._shown[0] if self._shown else Experiment()
        if told.dataset in OWN_DATASETS and told.dataset != "drawings":
            text = self.tr("It follows the form. Its comments say how your pictures must lie to give the same losses.")
        elif told.augment == "drawn" or told.dataset in ("digit-or-not", "drawings"):
            text = self.tr("It follows the form. Where nnviz is installed, it gives the same losses as here.")
        else:
            text = self.tr("It follows the form. Run by itself, with the same seed, it gives the same losses as here.")
        self.note.setText(text)

    def _allow(self, usable: bool) -> None:
        for button in (self.copy, self.save_script, self.save_notebook):
            button.setEnabled(usable)

    # --- what a person does with it ---

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.code.toPlainText())
        self.reported.emit(self.tr("The script is on the clipboard."))

    @Slot()
    def _on_save_script_clicked(self) -> None:
        self._save(".py", self.tr("Save the script"), self.tr("Python scripts ({0})").format("*.py"))

    @Slot()
    def _on_save_notebook_clicked(self) -> None:
        self._save(".ipynb", self.tr("Save the notebook"), self.tr("Jupyter notebooks ({0})").format("*.ipynb"))

    def _save(self, suffix: str, title: str, kinds: str) -> None:
        if self._shown is None:
            return
        experiment = self._shown[0]
        start = Path(self._folder) / f"{experiment.dataset}-{experiment.architecture}{suffix}"
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(start), kinds)
        if not chosen:
            return
        path = Path(chosen)
        self._write(path if path.suffix.lower() == suffix else path.with_name(path.name + suffix))

    def _write(self, path: Path) -> None:
        from nnviz.engine.export.notebook import save_as_code

        if self._shown is None:
            return
        self._folder = str(path.parent)
        try:
            save_as_code(path, *self._shown)
        except UserError as error:
            self.reported.emit(error)
        else:
            self.reported.emit(self.tr("The training was saved to {0}.").format(path))

    # --- looks and words ---

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()
            self._highlighter.set_theme(theme_of(self))
        super().changeEvent(event)

    def _draw_icons(self) -> None:
        for name, shape in _ICONS.items():
            getattr(self, name).setIcon(icon(shape, theme_of(self)))

    def _retranslate(self) -> None:
        self.title.setText(self.tr("This training as a Keras script"))
        self._set_note()
        self.code.setAccessibleName(self.tr("This training as a Keras script"))
        self.copy.setText(self.tr("Copy"))
        self.copy.setToolTip(self.tr("Put the whole script on the clipboard"))
        self.save_script.setText(self.tr("Save .py…"))
        self.save_script.setToolTip(self.tr("Keep it as a Python script"))
        self.save_notebook.setText(self.tr("Save .ipynb…"))
        self.save_notebook.setToolTip(self.tr("Keep it as a Jupyter notebook, a heading before each of its five steps"))
        self.close_view.setText(self.tr("Back to the curves"))
