"""What a time bar asks becomes what the engine does, and the bar follows the state."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from nnviz.core.training import BatchRecord
from nnviz.core.view_state import ViewState
from nnviz.engine import commands
from nnviz.qt.animation_export import AnimationExport
from nnviz.qt.model_saving import ask_where_to_save_model
from nnviz.qt.panels.base import PanelContext
from nnviz.qt.widgets.time_bar import TimeBar

BUDGET_KEY = "training/snapshot_budget_mb"
USUAL_BUDGET_MB = 256


class TimeTravel(QObject):
    """Drives the time machine from one bar; several bars may show the same journey."""

    def __init__(self, context: PanelContext, bar: TimeBar, parent: QWidget) -> None:
        super().__init__(parent)
        self.bar = bar
        self._context = context
        self._export: AnimationExport | None = None
        bar.scrubbed.connect(self._on_bar_scrubbed)
        bar.live_pressed.connect(self._on_bar_live_pressed)
        bar.continue_pressed.connect(self._on_bar_continue_pressed)
        bar.save_pressed.connect(self._on_bar_save_pressed)
        bar.export_pressed.connect(self._on_bar_export_pressed)
        bar.budget_chosen.connect(self._on_bar_budget_chosen)
        context.settings.changed.connect(self._on_settings_changed)
        self._on_settings_changed(BUDGET_KEY)

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Follow the snapshots and the one that is looked at."""
        if old is None or new.snapshots is not old.snapshots:
            self.bar.set_snapshots(new.snapshots)
        if old is None or new.snapshot != old.snapshot:
            self.bar.show_position(new.snapshot, record_at(new))

    @Slot(int)
    def _on_bar_scrubbed(self, step: int) -> None:
        self._context.engine.post(commands.ScrubTo(step))

    @Slot()
    def _on_bar_live_pressed(self) -> None:
        self._context.engine.post(commands.ScrubTo(None))

    @Slot()
    def _on_bar_continue_pressed(self) -> None:
        step = self._context.store.state.snapshot
        if step is not None:
            self._context.engine.post(commands.ContinueFrom(step))

    @Slot()
    def _on_bar_save_pressed(self) -> None:
        state = self._context.store.state
        if state.snapshot is None:
            return
        name = f"{state.model.name if state.model else 'model'}-batch-{state.snapshot}"
        path = ask_where_to_save_model(self.bar, self._context.settings, name)
        if path is not None:
            self._context.engine.post(commands.SaveSnapshot(state.snapshot, str(path)))

    @Slot()
    def _on_bar_export_pressed(self) -> None:
        self.bar.halt()
        self._export = AnimationExport(self._context, self.bar, 1000 // self.bar.menu.interval_ms)
        self._export.begin()

    @Slot(int)
    def _on_bar_budget_chosen(self, megabytes: int) -> None:
        self._context.settings.set(BUDGET_KEY, megabytes)

    @Slot(str)
    def _on_settings_changed(self, key: str) -> None:
        if key == BUDGET_KEY:
            self.bar.menu.set_budget(round(self._context.settings.number(BUDGET_KEY, USUAL_BUDGET_MB)))


def record_at(state: ViewState) -> BatchRecord | None:
    """Return the figures of the batch that the snapshot on show was taken after, where they are known."""
    if state.snapshot is None or state.run is None:
        return None
    index = state.run.log.nearest(state.snapshot)
    record = None if index is None else state.run.log.record(index)
    return record if record is not None and record.step == state.snapshot else None
