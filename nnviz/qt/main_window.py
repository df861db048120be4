"""The window: docks made from the panel records, workspaces, and what a person may open."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QToolBar, QWidget

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.engine.events import DataReported, Failed, WeightsEdited
from nnviz.qt.arrangement import arrange
from nnviz.qt.engine_status import EngineStatus
from nnviz.qt.engine_thread import EngineThread
from nnviz.qt.file_opening import FileOpening
from nnviz.qt.panel_dock import PanelDock
from nnviz.qt.panels import PANELS, WORKSPACES, Workspace
from nnviz.qt.panels.base import Panel, PanelContext
from nnviz.qt.settings import Settings
from nnviz.qt.store import Store
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.notice_bar import NoticeBar
from nnviz.qt.window_menus import WindowMenus

_LAYOUT_VERSION = 2
_KEPT = QT_TRANSLATE_NOOP(
    "Errors",
    "The model that you changed by hand had not been saved, so it was kept as {file}. To go on with it, choose it in "
    "File > Open recent.",
)


class MainWindow(QMainWindow):
    """Shows panels of one store and one engine. `first_shown` follows the first paint."""

    first_shown = Signal()
    language_chosen = Signal(str)
    appearance_changed = Signal()

    def __init__(self, store: Store, engine: EngineThread, settings: Settings) -> None:
        super().__init__()
        self.store = store
        self.engine = engine
        self.settings = settings
        self._workspace: Workspace | None = None
        self._was_shown = False
        self._edited: WeightsEdited | None = None
        self.setAcceptDrops(True)
        self.setDockNestingEnabled(True)
        self.setObjectName("main-window")
        context = PanelContext(store, engine, settings, self.report, self.show_panel, self.open_picture)
        self.docks = {spec.id: PanelDock(spec, context, self) for spec in PANELS}
        for spec in PANELS:
            self.addDockWidget(spec.area.value, self.docks[spec.id])
            self.docks[spec.id].hide()
        self.files = FileOpening(self)
        self._make_bars()
        self.menus = WindowMenus(self)
        self._retranslate()
        engine.failed.connect(self._on_engine_failed)
        engine.data_reported.connect(self._on_engine_data_reported)
        engine.activity_changed.connect(self.status.show_activity)
        engine.model_saved.connect(self._on_engine_model_saved)
        engine.weights_edited.connect(self._on_engine_weights_edited)
        engine.edits_kept.connect(self._on_engine_edits_kept)
        engine.model_ready.connect(self._on_engine_model_ready)

    # --- making ---

    def _make_bars(self) -> None:
        self.notice = NoticeBar()
        self.notice.closed.connect(self._on_notice_closed)
        self._notice_bar = QToolBar(self)
        self._notice_bar.setObjectName("notice-bar")
        self._notice_bar.setMovable(False)
        self._notice_bar.addWidget(self.notice)
        self.toolbar = QToolBar(self)
        self.toolbar.setObjectName("workspace-bar")
        self.toolbar.setMovable(False)
        self.toolbar.setIconSize(QSize(20, 20))
        self.toolbar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.toolbar)
        self.addToolBarBreak(Qt.ToolBarArea.TopToolBarArea)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self._notice_bar)
        for bar in (self.toolbar, self._notice_bar):
            bar.toggleViewAction().setEnabled(False)
            bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._notice_bar.hide()
        self.status = EngineStatus()
        self.statusBar().addPermanentWidget(self.status)

    def add_toolbar_space(self) -> None:
        """Push what follows on the toolbar to its right end."""
        space = QWidget()
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.toolbar.addWidget(space)

    # --- panels and workspaces ---

    def panel(self, panel_id: str) -> Panel | None:
        """Return a panel, loading it if need be."""
        return self.docks[panel_id].panel

    @Slot(str)
    def show_panel(self, panel_id: str) -> None:
        """Bring a panel to the front; where the workspace lacks it, go to the one that leads with it."""
        dock = self.docks[panel_id]
        if dock.isHidden():
            leading = [workspace for workspace in WORKSPACES if workspace.panels[0] == panel_id]
            if leading:
                self.show_workspace(leading[0].id)
            else:
                self._share_place(dock)
            dock.show()
        dock.raise_()

    def _share_place(self, dock: PanelDock) -> None:
        """Put a panel that the workspace lacks behind a tab of another one, lest all become narrow; not the drawing."""
        others = [panel_id for panel_id in (self._workspace.panels if self._workspace else ()) if panel_id != "draw"]
        places = [self.docks[panel_id] for panel_id in others if self.docks[panel_id].isVisible()]
        if places and not dock.isFloating():
            self.tabifyDockWidget(places[-1], dock)

    def open_picture(self, path: str) -> None:
        """Put the picture of a file on the canvas."""
        self.files.open_paths([path])

    @Slot(str)
    def show_workspace(self, workspace_id: str) -> None:
        """Arrange the panels as the person left this workspace; the one on show is put back in order."""
        chosen = next((w for w in WORKSPACES if w.id == workspace_id), WORKSPACES[0])
        again = chosen is self._workspace
        if self._workspace is not None:
            self._remember_layout()
        self._workspace = chosen
        self.settings.set("workspace", chosen.id)
        kept = "" if again else self.settings.text(f"layout/{chosen.id}")
        state = QByteArray.fromBase64(QByteArray(kept.encode()))
        if not kept or not self.restoreState(state, _LAYOUT_VERSION):
            arrange(self, self.docks, chosen)
        self._notice_bar.setVisible(bool(self.notice.text))
        self.menus.mark_workspace(chosen.id)

    @property
    def workspace(self) -> str:
        """The id of the arrangement on show."""
        return self._workspace.id if self._workspace else ""

    def show_alone(self, panel_id: str) -> None:
        """Give the whole window to one panel; no workspace remembers this."""
        self._workspace = None
        arrange(self, self.docks, Workspace("", "", (panel_id,), (100,)))

    def reset_layout(self) -> None:
        """Forget every change of the arrangements."""
        for workspace in WORKSPACES:
            self.settings.set(f"layout/{workspace.id}", None)
        if self._workspace:
            arrange(self, self.docks, self._workspace)

    def _remember_layout(self) -> None:
        if self._workspace is not None and self._was_shown:
            state = _as_text(self.saveState(_LAYOUT_VERSION))
            self.settings.set(f"layout/{self._workspace.id}", state)

    # --- sentences ---

    def report(self, message: UserError | str) -> None:
        """Show a sentence: news for a text, a problem for an error."""
        self.notice.show_text(user_sentence(message), problem=isinstance(message, UserError))
        self._notice_bar.show()

    @Slot(object)
    def _on_engine_failed(self, failure: Failed) -> None:
        self.report(failure.error)

    @Slot(object)
    def _on_engine_data_reported(self, reported: DataReported) -> None:
        notices = " ".join(user_sentence(notice) for notice in reported.origin.notices)
        self.report(notices)

    @Slot(str)
    def _on_engine_model_saved(self, path: str) -> None:
        self.settings.remember_file(path)
        self.report(self.tr("The model was saved to {0}.").format(path))

    @Slot(object)
    def _on_engine_weights_edited(self, edited: WeightsEdited) -> None:
        self._edited = edited
        self._show_title()

    @Slot(object)
    def _on_engine_model_ready(self, model: object) -> None:
        del model
        self._edited = None
        self._show_title()

    @Slot(str)
    def _on_engine_edits_kept(self, path: str) -> None:
        self.settings.remember_file(path)
        self.report(UserError(_KEPT, file=path))  # stays until it is closed

    @Slot()
    def _on_notice_closed(self) -> None:
        self._notice_bar.hide()

    # --- the window itself ---

    def restore(self) -> None:
        """Open as the last time: place, size and workspace."""
        geometry = QByteArray.fromBase64(QByteArray(self.settings.text("geometry").encode()))
        if not self.restoreGeometry(geometry):
            available = self.screen().availableGeometry()
            self.resize(min(1366, available.width()), min(768, available.height()))
        self.show_workspace(self.settings.text("workspace", WORKSPACES[0].id))

    def showEvent(self, event: object) -> None:
        """Tell once that the window is on screen, after its first paint."""
        super().showEvent(event)  # type: ignore[arg-type]  # the stub names the class that Qt sends
        if not self._was_shown:
            self._was_shown = True
            QTimer.singleShot(0, self.first_shown.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the arrangement, then stop the engine; nothing can refuse."""
        if self._was_shown:
            self._remember_layout()
            self.settings.set("geometry", _as_text(self.saveGeometry()))
        self.hide()
        self.engine.close()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the files that were dropped."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        self.files.open_paths(paths)
        event.acceptProposedAction()

    def createPopupMenu(self) -> None:  # noqa: N802  Qt's name; None means no menu
        """Offer no menu on the bars: View lists the panels."""
        return

    def changeEvent(self, event: object) -> None:
        """Follow a change of language."""
        if event.type() == event.Type.LanguageChange:  # type: ignore[attr-defined]
            self._retranslate()
        super().changeEvent(event)  # type: ignore[arg-type]

    def _retranslate(self) -> None:
        self._show_title()
        self.toolbar.setWindowTitle(self.tr("Workspaces"))
        self.menus.retranslate()

    def _show_title(self) -> None:
        title = self.tr("nnviz – a laboratory for neural networks")
        if self._edited is not None and self._edited.undoable:
            saved, unsaved = self.tr("changed model, saved"), self.tr("model changed by hand, not saved")
            title = f"{unsaved if self._edited.unsaved else saved} – {title}"
        self.setWindowTitle(title)


def _as_text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")
