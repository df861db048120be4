"""What the engine reports. Values are frozen and free of Keras."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nnviz.core.arrays import Array
from nnviz.core.attribution import Attribution
from nnviz.core.bad_batch import BadBatch
from nnviz.core.classification import Evaluation
from nnviz.core.data_description import DataDescription
from nnviz.core.dataset import Dataset, Sample
from nnviz.core.excitement import Excitement
from nnviz.core.experiment import Experiment
from nnviz.core.filter_places import EditMark
from nnviz.core.gradients import GradientRecord
from nnviz.core.health import HealthReport
from nnviz.core.messages import UserError
from nnviz.core.metrics import MetricsLog
from nnviz.core.model_summary import ModelSummary
from nnviz.core.nearest import Neighbours
from nnviz.core.own_data.origin import Origin
from nnviz.core.picture_reading import PictureReading
from nnviz.core.probe import Probe
from nnviz.core.reference import REFERENCE, WeightComparison
from nnviz.core.snapshots import Snapshots
from nnviz.core.step_account import StepAccount
from nnviz.core.training import BatchRecord, EpochRecord, Progress, SettingChange


class Activity(StrEnum):
    """What the engine is busy with."""

    STARTING = "starting"
    READY = "ready"
    LOADING = "loading"
    TRAINING = "training"
    STOPPED = "stopped"


@dataclass(frozen=True)
class ActivityChanged:
    """The engine turned to something else; `fraction` (0 to 1) where it is known, `subject` names the thing."""

    activity: Activity
    subject: str = ""
    fraction: float | None = None


@dataclass(frozen=True)
class ModelReady:
    """Another model is live now."""

    summary: ModelSummary


@dataclass(frozen=True, eq=False)
class ProbeReady:
    """The answer to the latest `Ask`, or the same question answered again after a training step."""

    probe: Probe


@dataclass(frozen=True, eq=False)
class ManyReady:
    """The answer to an `AskMany`: the first output for each image, (N, ...).

    `digit_scores` (N,) tell how much each looks like a digit, where the live model reads prepared digits.
    """

    outputs: Array
    generation: int
    owner: str
    model_id: str
    digit_scores: Array | None = None


@dataclass(frozen=True, eq=False)
class PictureProbed:
    """The answer to a `ProbePicture`; `probe.generation` is the command's."""

    probe: Probe
    owner: str


@dataclass(frozen=True, eq=False)
class NearestReady:
    """The training pictures of a class that are nearest to the image of a `FindNearest`."""

    neighbours: Neighbours
    label: int
    label_name: str
    dataset: str
    generation: int


@dataclass(frozen=True)
class RunStarted:
    """A training began, or goes on behind the batches and epochs of `log` and `epochs`."""

    run_id: str
    experiment: Experiment
    folder: str | None
    log: MetricsLog | None = None
    epochs: tuple[EpochRecord, ...] = ()


@dataclass(frozen=True)
class BatchDone:
    """A batch was trained."""

    run_id: str
    record: BatchRecord


@dataclass(frozen=True)
class EpochDone:
    """An epoch was trained and validated."""

    run_id: str
    record: EpochRecord


@dataclass(frozen=True)
class ProgressChanged:
    """How far the training is."""

    progress: Progress


@dataclass(frozen=True, eq=False)
class SampleReady:
    """The picture that was asked for."""

    sample: Sample


@dataclass(frozen=True, eq=False)
class AttributionReady:
    """An explanation, or a part of one (`attribution.fraction`); `generation` and `owner` are the command's."""

    attribution: Attribution
    generation: int
    model_id: str
    owner: str = ""


@dataclass(frozen=True, eq=False)
class HealthReady:
    """The state of the layers so far (`report.fraction`)."""

    report: HealthReport


@dataclass(frozen=True)
class GradientsMeasured:
    """How strongly the layers learnt from one batch of a run."""

    run_id: str
    record: GradientRecord


@dataclass(frozen=True)
class WeightsEdited:
    """Weights of the live model were changed by hand, or that was taken back; how many changes can be (un)done.

    `marks` name the layers and filters that are changed now; `unsaved` changes lie in no file yet.
    """

    model_id: str
    undoable: int
    redoable: int
    keys: frozenset[str] = frozenset()
    marks: frozenset[EditMark] = frozenset()
    unsaved: bool = False


@dataclass(frozen=True)
class EditsMeasured:
    """The accuracy (0 to 1) on held pictures before any change by hand and now; None while it is being measured."""

    model_id: str
    dataset: str
    pictures: int
    fraction: float
    before: float | None = None
    now: float | None = None


@dataclass(frozen=True)
class EditsKept:
    """Another model is coming: the one that was changed by hand and not saved was written to this file."""

    path: str


@dataclass(frozen=True)
class ReferenceReady:
    """A model is held under this name now; `held_at` and `step` tell when it was copied from the live one."""

    summary: ModelSummary
    held_at: float | None = None
    step: int = 0
    name: str = REFERENCE


@dataclass(frozen=True)
class ReferenceDropped:
    """No model is held under this name any more."""

    name: str = REFERENCE


@dataclass(frozen=True, eq=False)
class ReferenceProbeReady:
    """A held model's answer to the question that the live one answered; where it has none, `error` says why."""

    model_id: str
    probe: Probe | None
    error: UserError | None = None
    name: str = REFERENCE


@dataclass(frozen=True, eq=False)
class WeightsCompared:
    """How far the weights of the live model are from those of a held one."""

    comparison: WeightComparison
    name: str = REFERENCE


@dataclass(frozen=True, eq=False)
class SamplesReady:
    """All `pictures` (N, H, W, C) uint8 of a part of a data set with their `labels` (N,).

    Both are None where it is not on this machine; `missing_bytes` says how much would have to be downloaded.
    """

    dataset: str
    split: str
    pictures: Array | None
    labels: Array | None
    class_names: tuple[str, ...] = ()
    missing_bytes: int = 0


@dataclass(frozen=True)
class MisreadProgress:
    """How many pictures of a part were read."""

    dataset: str
    split: str
    done: int
    total: int


@dataclass(frozen=True, eq=False)
class MisreadReady:
    """The `indices` of the pictures that the model misreads, and what it takes each for."""

    dataset: str
    split: str
    indices: Array
    predicted: Array
    model_id: str


@dataclass(frozen=True, eq=False)
class ExcitingFound:
    """What excites a layer most among the pictures read so far (`excitement.done` of `excitement.total`)."""

    excitement: Excitement


@dataclass(frozen=True)
class PicturesListed:
    """So many files will be read; `cut` where there were more than can be shown."""

    batch: int
    total: int
    cut: bool


@dataclass(frozen=True, eq=False)
class PictureRead:
    """One file of many was read, or could not be."""

    batch: int
    index: int
    reading: PictureReading


@dataclass(frozen=True, eq=False)
class StepExplained:
    """All that was computed from a batch that was stepped by hand."""

    account: StepAccount


@dataclass(frozen=True)
class SettingChanged:
    """A setting of a running training was changed by hand."""

    run_id: str
    change: SettingChange


@dataclass(frozen=True, eq=False)
class BatchFailed:
    """The loss of this batch was no number; the training ends with it."""

    batch: BadBatch


@dataclass(frozen=True)
class ModelSaved:
    """The live model lies in this file now."""

    path: str


@dataclass(frozen=True)
class DataProgress:
    """How much of a data set was read, or fetched, or described: a share from 0 to 1, None where nobody knows."""

    reference: str
    fraction: float | None


@dataclass(frozen=True, eq=False)
class DataReady:
    """A data set and what is in it; both are None where it is not on this machine, and so much would be fetched."""

    reference: str
    dataset: Dataset | None
    description: DataDescription | None
    missing_bytes: int = 0


@dataclass(frozen=True)
class DataReported:
    """Training begins with data of which something was left out or changed."""

    origin: Origin


@dataclass(frozen=True)
class EvaluationProgress:
    """How many pictures of a part were read; `missing_bytes` would have to be downloaded before any can be."""

    dataset: str
    split: str
    done: int = 0
    total: int = 0
    missing_bytes: int = 0


@dataclass(frozen=True, eq=False)
class EvaluationReady:
    """What the live model makes of the `pictures` (N, H, W, C) uint8 of a part of a data set.

    `run_id` and `epoch` tell after which epoch of a training; they are empty and 0 for a model that was asked.
    """

    evaluation: Evaluation
    pictures: Array
    model_id: str
    dataset: str
    split: str = "test"
    run_id: str = ""
    epoch: int = 0


@dataclass(frozen=True)
class SnapshotsChanged:
    """The snapshots of the weights that are kept of the last training."""

    snapshots: Snapshots


@dataclass(frozen=True)
class ScrubbedTo:
    """Questions are answered as of this snapshot from now on; None: by the live model."""

    step: int | None


@dataclass(frozen=True)
class ContinuedFrom:
    """The live model has the weights of the snapshot at `step` now; its training (if any) was at batch `at`."""

    step: int
    at: int | None


@dataclass(frozen=True)
class Failed:
    """A command could not be carried out; everything else goes on."""

    error: UserError
    during: str = ""


Event = (
    ActivityChanged
    | ModelReady
    | ProbeReady
    | ManyReady
    | PictureProbed
    | NearestReady
    | RunStarted
    | BatchDone
    | EpochDone
    | ProgressChanged
    | SampleReady
    | AttributionReady
    | HealthReady
    | GradientsMeasured
    | WeightsEdited
    | EditsMeasured
    | EditsKept
    | ReferenceReady
    | ReferenceDropped
    | ReferenceProbeReady
    | WeightsCompared
    | SamplesReady
    | MisreadProgress
    | MisreadReady
    | ExcitingFound
    | PicturesListed
    | PictureRead
    | StepExplained
    | SettingChanged
    | BatchFailed
    | ModelSaved
    | DataProgress
    | DataReady
    | DataReported
    | EvaluationProgress
    | EvaluationReady
    | SnapshotsChanged
    | ScrubbedTo
    | ContinuedFrom
    | Failed
)
