"""The panels of the window, each one record."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt

from nnviz.core.messages import QT_TRANSLATE_NOOP


class Area(Enum):
    """Where a panel stands at first."""

    LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
    RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
    TOP = Qt.DockWidgetArea.TopDockWidgetArea
    BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea


@dataclass(frozen=True)
class PanelSpec:
    """`id` names the panel everywhere, `entry` is ``module:Class`` below this package, `icon` a picture's name."""

    id: str
    title: str
    entry: str
    area: Area


PANELS: tuple[PanelSpec, ...] = (
    PanelSpec("draw", QT_TRANSLATE_NOOP("Panels", "Draw"), "draw:DrawPanel", Area.LEFT),
    PanelSpec("preparation", QT_TRANSLATE_NOOP("Panels", "Preparation"), "preparation:PreparationPanel", Area.RIGHT),
    PanelSpec(
        "neighbours",
        QT_TRANSLATE_NOOP("Panels", "What would make this a …?"),
        "neighbours:NeighboursPanel",
        Area.RIGHT,
    ),
    PanelSpec("gallery", QT_TRANSLATE_NOOP("Panels", "Samples"), "gallery:GalleryPanel", Area.RIGHT),
    PanelSpec(
        "contact_sheet", QT_TRANSLATE_NOOP("Panels", "Many pictures"), "contact_sheet:ContactSheetPanel", Area.RIGHT
    ),
    PanelSpec("layers", QT_TRANSLATE_NOOP("Panels", "Layers"), "layers:LayersPanel", Area.RIGHT),
    PanelSpec("model_map", QT_TRANSLATE_NOOP("Panels", "Map of the model"), "model_map:ModelMapPanel", Area.TOP),
    PanelSpec("arithmetic", QT_TRANSLATE_NOOP("Panels", "One unit"), "arithmetic:ArithmeticPanel", Area.RIGHT),
    PanelSpec("excite", QT_TRANSLATE_NOOP("Panels", "What excites it"), "excite:ExcitePanel", Area.RIGHT),
    PanelSpec("why", QT_TRANSLATE_NOOP("Panels", "Why this class"), "why:WhyPanel", Area.RIGHT),
    PanelSpec("neurons", QT_TRANSLATE_NOOP("Panels", "Neurons"), "neurons:NeuronsPanel", Area.RIGHT),
    PanelSpec("health", QT_TRANSLATE_NOOP("Panels", "Health"), "health:HealthPanel", Area.RIGHT),
    PanelSpec("compare", QT_TRANSLATE_NOOP("Panels", "Compare"), "compare:ComparePanel", Area.RIGHT),
    PanelSpec("arrays", QT_TRANSLATE_NOOP("Panels", "Arrays"), "arrays:ArraysPanel", Area.RIGHT),
    PanelSpec("operations", QT_TRANSLATE_NOOP("Panels", "Operations"), "operations:OperationsPanel", Area.RIGHT),
    PanelSpec("evaluation", QT_TRANSLATE_NOOP("Panels", "Evaluation"), "evaluation:EvaluationPanel", Area.BOTTOM),
    PanelSpec("training", QT_TRANSLATE_NOOP("Panels", "Training"), "training:TrainingPanel", Area.BOTTOM),
    PanelSpec("runs", QT_TRANSLATE_NOOP("Panels", "Runs"), "runs:RunsPanel", Area.BOTTOM),
    PanelSpec("data", QT_TRANSLATE_NOOP("Panels", "Data"), "data:DataPanel", Area.RIGHT),
)


@dataclass(frozen=True)
class Workspace:
    """A named arrangement: the panels it shows, left to right, and their share of the width.

    `above` stands over all of them with `above_share` of the height. `tabs` are (front, behind): panels that wait
    behind one of those shown.
    """

    id: str
    title: str
    panels: tuple[str, ...]
    shares: tuple[int, ...]
    above: str | None = None
    above_share: int = 0
    tabs: tuple[tuple[str, str], ...] = ()

    @property
    def shown(self) -> tuple[str, ...]:
        """The panels in sight, the one above first."""
        return self.panels if self.above is None else (self.above, *self.panels)

    @property
    def opened(self) -> tuple[str, ...]:
        """The panels that are open, in sight or behind a tab."""
        return (*self.shown, *(behind for _, behind in self.tabs))


WORKSPACES: tuple[Workspace, ...] = (
    Workspace(
        "draw",
        QT_TRANSLATE_NOOP("Workspaces", "Draw"),
        ("draw", "layers"),
        (50, 50),
        tabs=(("layers", "preparation"), ("layers", "neighbours"), ("layers", "gallery")),
    ),
    Workspace(
        "inspect",
        QT_TRANSLATE_NOOP("Workspaces", "Inspect"),
        ("layers", "arithmetic", "draw"),
        (41, 36, 23),
        above="model_map",
        above_share=31,
        tabs=(
            ("layers", "excite"),
            ("layers", "compare"),
            ("arithmetic", "why"),
            ("arithmetic", "neurons"),
            ("arithmetic", "health"),
        ),
    ),
    Workspace(
        "train",
        QT_TRANSLATE_NOOP("Workspaces", "Train"),
        ("training", "draw"),
        (60, 40),
        tabs=(("training", "evaluation"), ("training", "data"), ("training", "runs")),
    ),
    Workspace(
        "arrays",
        QT_TRANSLATE_NOOP("Workspaces", "Arrays"),
        ("arrays", "draw"),
        (66, 34),
        tabs=(("arrays", "operations"),),
    ),
)
