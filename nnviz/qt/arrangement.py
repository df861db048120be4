"""How the docks of a workspace stand in the window."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from nnviz.qt.panel_dock import PanelDock
from nnviz.qt.panels import Workspace

Docks = Mapping[str, PanelDock]

_LEAST_WIDTH_PX, _LEAST_HEIGHT_PX = 640, 400


def arrange(window: QMainWindow, docks: Docks, workspace: Workspace) -> None:
    """Show the panels of a workspace where its record says, and hide the others."""
    for dock in docks.values():
        dock.setFloating(False)
        # A dock that stays in its old place would hold the others to it.
        window.removeDockWidget(dock)
    shown = [docks[panel_id] for panel_id in workspace.panels]
    _put_first(window, docks, workspace)
    for before, dock in pairwise(shown):
        window.splitDockWidget(before, dock, Qt.Orientation.Horizontal)
    for front, behind in workspace.tabs:
        window.tabifyDockWidget(docks[front], docks[behind])
    for panel_id, dock in docks.items():
        if panel_id not in workspace.opened:
            # Back in a place of its own, where the View menu can show it.
            window.addDockWidget(dock.spec.area.value, dock)
        dock.setVisible(panel_id in workspace.opened)
    for front, _ in workspace.tabs:
        docks[front].raise_()
    _share(window, docks, workspace)


def _put_first(window: QMainWindow, docks: Docks, workspace: Workspace) -> None:
    area, dock = Qt.DockWidgetArea.LeftDockWidgetArea, docks[workspace.panels[0]]
    if workspace.above is None:
        window.addDockWidget(area, dock)
    else:
        window.addDockWidget(area, docks[workspace.above])
        window.splitDockWidget(docks[workspace.above], dock, Qt.Orientation.Vertical)


def _share(window: QMainWindow, docks: Docks, workspace: Workspace) -> None:
    """Give the docks their part of the room."""
    shown = [docks[panel_id] for panel_id in workspace.panels]
    shares = [share * max(window.width(), _LEAST_WIDTH_PX) // 100 for share in workspace.shares]
    window.resizeDocks(shown, shares, Qt.Orientation.Horizontal)
    if workspace.above is not None:
        tall = max(window.height(), _LEAST_HEIGHT_PX)
        heights = [workspace.above_share * tall // 100, (100 - workspace.above_share) * tall // 100]
        window.resizeDocks([docks[workspace.above], shown[0]], heights, Qt.Orientation.Vertical)
