"""Starting and ending the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from nnviz import __version__, paths
from nnviz.engine.live import LiveEngine
from nnviz.qt.engine_thread import EngineThread
from nnviz.qt.live_state import LiveState
from nnviz.qt.main_window import MainWindow
from nnviz.qt.past_sign import PastSign
from nnviz.qt.run_recorder import RunRecorder
from nnviz.qt.settings import Settings
from nnviz.qt.store import Store
from nnviz.qt.theme import THEMES, apply_theme, system_theme
from nnviz.qt.translation import Language, system_language


class Laboratory(QObject):
    """The store, the engine and the window, wired together: one running nnviz."""

    def __init__(self, application: QApplication, settings: Settings, engine: LiveEngine | None = None) -> None:
        super().__init__()
        self._application = application
        self.settings = settings
        self.language = Language(application)
        self.language.switch(settings.text("language") or system_language())
        self._dress()
        self.store = Store(self)
        self.engine = EngineThread(engine, self)
        self.live_state = LiveState(self.engine, self.store, self)
        self.recorder = RunRecorder(self.engine, self.store, self)
        self.window = MainWindow(self.store, self.engine, settings)
        self.past_sign = PastSign(self.window)
        self.window.language_chosen.connect(self._on_window_language_chosen)
        self.window.appearance_changed.connect(self._dress)
        self.window.first_shown.connect(self._on_window_first_shown)
        application.styleHints().colorSchemeChanged.connect(self._on_system_scheme_changed)
        application.aboutToQuit.connect(self.engine.close)
        self._dress()
        self._files: list[str] = []

    def open(self, files: Sequence[str] = ()) -> None:
        """Show the window; the engine starts once it is on screen, then the files are opened."""
        self._files = list(files)
        self.window.restore()
        self.window.show()

    @Slot()
    def _on_window_first_shown(self) -> None:
        # One more turn of the event loop: the first paint comes before TensorFlow takes the interpreter's lock.
        QTimer.singleShot(30, self._start_engine)

    @Slot()
    def _start_engine(self) -> None:
        self.engine.start()
        if self._files:
            self.window.files.open_paths(self._files)

    @Slot(str)
    def _on_window_language_chosen(self, language: str) -> None:
        self.settings.set("language", language)
        self.language.switch(language)
        self._mark_choices()

    @Slot(Qt.ColorScheme)
    def _on_system_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        del scheme
        self._dress()

    @Slot()
    def _dress(self) -> None:
        theme = THEMES.get(self.settings.text("theme")) or system_theme()
        apply_theme(self._application, theme, self.settings.flag("large_text"))
        if hasattr(self, "window"):
            self.window.menus.refresh_icons()
            self._mark_choices()

    def _mark_choices(self) -> None:
        chosen = self.settings.text("theme")
        self.window.menus.mark_choices(chosen if chosen in THEMES else "system", self.language.current)


def make_application() -> QApplication:
    """Return the one Qt application of this process."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationName("nnviz")
    application.setApplicationVersion(__version__)
    return application


def run_window(files: Sequence[str] = (), language: str | None = None) -> int:
    """Open the window on these files and return the exit status when it is closed."""
    application = make_application()
    settings = Settings(paths.settings_file())
    laboratory = Laboratory(application, settings)
    if language:
        laboratory.language.switch(language)
    laboratory.open(files)
    status = application.exec()
    laboratory.engine.close()
    return status
