"""What the window shows at one moment: one frozen value that every panel renders."""

from __future__ import annotations

from dataclasses import dataclass, field

from nnviz.core.arrays import Array
from nnviz.core.attribution import Wish
from nnviz.core.experiment import Experiment
from nnviz.core.gradients import GradientLog
from nnviz.core.metrics import MetricsLog
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.preparation import Preparation
from nnviz.core.probe import Probe
from nnviz.core.reference import ReferenceView
from nnviz.core.snapshots import Snapshots
from nnviz.core.training import EpochRecord, Progress, SettingChange


@dataclass(frozen=True)
class ColourScale:
    """How values become colours: the name of a colour map of `core.colour`, one range a map or a layer.

    `limits` (low, high) take the place of the range of the values, so that several pictures can share one.
    """

    name: str = "auto"
    per_map: bool = False
    limits: tuple[float, float] | None = None


@dataclass(frozen=True, eq=False)
class RunView:
    """The training that the panels show. `log` only grows: `log.length` is the part that belongs to this view.

    `gradients` grows likewise, while somebody watches them. `changes` are those made by hand while it ran.
    """

    id: str
    experiment: Experiment
    progress: Progress
    log: MetricsLog
    epochs: tuple[EpochRecord, ...] = ()
    folder: str | None = None
    gradients: GradientLog = field(default_factory=GradientLog)
    changes: tuple[SettingChange, ...] = ()


@dataclass(frozen=True, eq=False)
class ViewState:
    """Panels compare fields with `is`: arrays have no truth value of their own.

    `image` is the prepared input of the live model, float32 without the batch axis; `input_name` says where it came
    from. `drawing` is the picture that `image` was made of by the stages that `preparation` leaves on, uint8
    (H, W) or (H, W, 3); None where the model gets it without them. `unit` is an index into the output of the chosen
    layer. `explanation` is what the panel of explanations was last asked for by another one. `snapshot` is the step
    of the past whose weights answer, None while the live ones do; `snapshots` are those that can be chosen.
    """

    image: Array | None = None
    input_name: str = ""
    model: ModelSummary | None = None
    snapshot: int | None = None
    layer_id: str | None = None
    unit: tuple[int, ...] | None = None
    colour_scale: ColourScale = ColourScale()
    probe: Probe | None = None
    run: RunView | None = None
    generation: int = 0
    drawing: Array | None = None
    preparation: Preparation = field(default_factory=Preparation)
    reference: ReferenceView | None = None
    explanation: Wish | None = None
    snapshots: Snapshots = field(default_factory=Snapshots)

    @property
    def model_id(self) -> str | None:
        """The id of the live model, or None before one is there."""
        return None if self.model is None else self.model.id

    @property
    def layer(self) -> LayerInfo | None:
        """The chosen layer of the live model, or None."""
        return None if self.model is None else self.model.layer(self.layer_id)
