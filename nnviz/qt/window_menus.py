"""The menus and the toolbar of the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMessageBox

from nnviz import __version__
from nnviz.qt.icons import icon
from nnviz.qt.panels import WORKSPACES
from nnviz.qt.theme import theme_of
from nnviz.qt.translation import LANGUAGES

if TYPE_CHECKING:
    from nnviz.qt.main_window import MainWindow

_WORKSPACE_ICONS = {"draw": "draw", "inspect": "layers", "train": "training", "arrays": "arrays"}


class WindowMenus(QObject):
    """Makes every action once and gives it words in the language of the application."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._file, self._view, self._help = (window.menuBar().addMenu("") for _ in range(3))
        self._recent, self._theme, self._language = QMenu(), QMenu(), QMenu()
        self.workspace_actions = self._make_workspaces()
        self._make_file_menu()
        self._make_view_menu()
        self._make_help_menu()
        self._make_toolbar()
        self._recent.aboutToShow.connect(self._fill_recent)

    # --- making ---

    def _action(
        self, slot: object = None, keys: object = None, checkable: bool = False, data: object = None
    ) -> QAction:
        action = QAction(self, checkable=checkable)
        action.setData(data)
        if slot is not None:
            action.triggered.connect(slot)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))  # type: ignore[call-overload]  # a key or a standard key
        return action

    def _make_workspaces(self) -> list[QAction]:
        group = QActionGroup(self)
        actions = []
        for number, workspace in enumerate(WORKSPACES, 1):
            action = self._action(self._on_workspace_triggered, f"Ctrl+{number}", True, workspace.id)
            group.addAction(action)
            actions.append(action)
        return actions

    def _make_file_menu(self) -> None:
        standard = QKeySequence.StandardKey
        self._open = self._action(self._window.files.ask, standard.Open)
        self._save = self._action(self._window.files.ask_where_to_save_model, "Ctrl+Shift+S")
        self._open_experiment = self._action(self._window.files.ask_for_experiment)
        self._save_experiment = self._action(self._window.files.ask_where_to_save_experiment)
        self._quit = self._action(self._window.close, "Ctrl+Q")
        self._quit.setMenuRole(QAction.MenuRole.QuitRole)
        self._file.addAction(self._open)
        self._file.addMenu(self._recent)
        self._file.addAction(self._save)
        self._file.addSeparator()
        self._file.addAction(self._open_experiment)
        self._file.addAction(self._save_experiment)
        self._file.addSeparator()
        self._file.addAction(self._quit)

    def _make_view_menu(self) -> None:
        self._view.addActions(self.workspace_actions)
        self._view.addSeparator()
        for dock in self._window.docks.values():
            self._view.addAction(dock.toggleViewAction())
        self._view.addSeparator()
        self._view.addMenu(self._theme)
        self._theme_actions = self._choices(self._theme, ("system", "dark", "light"), self._on_theme_triggered)
        self._view.addMenu(self._language)
        self._language_actions = self._choices(self._language, tuple(LANGUAGES), self._on_language_triggered)
        self._large = self._action(self._on_large_triggered, "Ctrl+L", True)
        self._large.setChecked(self._window.settings.flag("large_text"))
        self._view.addAction(self._large)
        self._view.addSeparator()
        self._reset = self._action(self._on_reset_triggered)
        self._view.addAction(self._reset)

    def _make_help_menu(self) -> None:
        self._about = self._action(self._on_about_triggered)
        self._about.setMenuRole(QAction.MenuRole.AboutRole)
        self._help.addAction(self._about)

    def _make_toolbar(self) -> None:
        bar = self._window.toolbar
        bar.addActions(self.workspace_actions)
        self._window.add_toolbar_space()
        bar.addAction(self._open)
        bar.addAction(self._large)
        self._dark = self._action(self._on_dark_triggered)
        bar.addAction(self._dark)

    def _choices(self, menu: QMenu, values: tuple[str, ...], slot: object) -> list[QAction]:
        group = QActionGroup(self)
        actions = []
        for value in values:
            action = self._action(slot, checkable=True, data=value)
            group.addAction(action)
            menu.addAction(action)
            actions.append(action)
        return actions

    # --- what is marked ---

    def mark_workspace(self, workspace_id: str) -> None:
        """Show which arrangement is on."""
        for action in self.workspace_actions:
            action.setChecked(action.data() == workspace_id)

    def mark_choices(self, theme: str, language: str) -> None:
        """Show which theme and language are on."""
        for action in self._theme_actions:
            action.setChecked(action.data() == theme)
        for action in self._language_actions:
            action.setChecked(action.data() == language)

    def refresh_icons(self) -> None:
        """Draw the icons in the colours of the theme."""
        theme = theme_of(self._window)
        for action in self.workspace_actions:
            action.setIcon(icon(_WORKSPACE_ICONS.get(action.data(), action.data()), theme))
        for action, name in ((self._open, "open"), (self._large, "text"), (self._dark, "theme"), (self._save, "save")):
            action.setIcon(icon(name, theme))

    @Slot()
    def _fill_recent(self) -> None:
        self._recent.clear()
        files = self._window.settings.texts("recent")
        for path in files:
            action = QAction(path, self._recent)
            action.setData(path)
            action.setEnabled(Path(path).exists())
            action.triggered.connect(self._on_recent_triggered)
            self._recent.addAction(action)
        if not files:
            nothing = QAction(self.tr("Nothing was opened yet"), self._recent)
            nothing.setEnabled(False)
            self._recent.addAction(nothing)

    # --- what is triggered ---

    def _chosen(self) -> str:
        action = self.sender()
        return str(action.data()) if isinstance(action, QAction) else ""

    @Slot()
    def _on_workspace_triggered(self) -> None:
        self._window.show_workspace(self._chosen())

    @Slot()
    def _on_recent_triggered(self) -> None:
        self._window.files.open_paths([self._chosen()])

    @Slot()
    def _on_theme_triggered(self) -> None:
        self._window.settings.set("theme", self._chosen())
        self._window.appearance_changed.emit()

    @Slot()
    def _on_dark_triggered(self) -> None:
        other = "light" if theme_of(self._window).name == "dark" else "dark"
        self._window.settings.set("theme", other)
        self._window.appearance_changed.emit()

    @Slot(bool)
    def _on_large_triggered(self, large: bool) -> None:
        self._window.settings.set("large_text", large)
        self._window.appearance_changed.emit()

    @Slot()
    def _on_language_triggered(self) -> None:
        self._window.language_chosen.emit(self._chosen())

    @Slot()
    def _on_reset_triggered(self) -> None:
        self._window.reset_layout()

    @Slot()
    def _on_about_triggered(self) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("About nnviz"))
        box.setText(self.about_text())
        box.open()

    def about_text(self) -> str:
        """Return what nnviz says about itself."""
        sentence = self.tr(
            "<h3>nnviz {0}</h3><p>A laboratory for neural networks: draw a digit and watch it classified, look inside "
            "every layer, turn arrays in 3D and train live.</p><p>Free software under the MIT licence. Built with "
            "Keras, TensorFlow, NumPy, SciPy, scikit-learn, Qt for Python (LGPL) and pyqtgraph.</p>"
        )
        return sentence.format(__version__)

    # --- words ---

    def retranslate(self) -> None:
        """Give every menu and action its words."""
        for menu, words in (
            (self._file, self.tr("&File")),
            (self._view, self.tr("&View")),
            (self._help, self.tr("&Help")),
            (self._recent, self.tr("Open &recent")),
            (self._theme, self.tr("&Theme")),
            (self._language, self.tr("&Language")),
        ):
            menu.setTitle(words)
        for action, words in (
            (self._open, self.tr("&Open…")),
            (self._save, self.tr("&Save the model as…")),
            (self._open_experiment, self.tr("Open e&xperiment…")),
            (self._save_experiment, self.tr("Save ex&periment…")),
            (self._quit, self.tr("&Quit")),
            (self._large, self.tr("Large text")),
            (self._dark, self.tr("Dark or light")),
            (self._reset, self.tr("Reset the arrangement")),
            (self._about, self.tr("&About nnviz")),
        ):
            action.setText(words)
        self._large.setToolTip(self.tr("Larger text for the projector (Ctrl+L)"))
        self._open.setToolTip(self.tr("Open a model, a picture or an array (Ctrl+O)"))
        names = {"system": self.tr("As the system"), "dark": self.tr("Dark"), "light": self.tr("Light")}
        for action in self._theme_actions:
            action.setText(names[action.data()])
        for action in self._language_actions:
            action.setText(LANGUAGES[action.data()])
        for number, (action, workspace) in enumerate(zip(self.workspace_actions, WORKSPACES, strict=True), 1):
            title = QCoreApplication.translate("Workspaces", workspace.title)
            action.setText(title)
            action.setToolTip(f"{title} (Ctrl+{number})")
