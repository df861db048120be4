"""What the engine can be asked to do; each is put on its queue and carried out between two batches."""

from __future__ import annotations

from dataclasses import dataclass, field

from nnviz.core.arrays import Array
from nnviz.core.attribution import Method, Options, Target
from nnviz.core.dataset import Sample
from nnviz.core.experiment import Experiment
from nnviz.core.reference import REFERENCE


@dataclass(frozen=True, eq=False)
class Ask:
    """Run the live model on `image` (model input without the batch axis, float32); only the latest is answered."""

    image: Array
    generation: int


@dataclass(frozen=True, eq=False)
class AskMany:
    """Run the live model on `images`, (N, ...) float32, after the latest `Ask`; only the latest of an owner counts."""

    images: Array
    generation: int
    owner: str


@dataclass(frozen=True, eq=False)
class ProbePicture:
    """Run the live model on another `image` beside the one of `Ask`, after it, and copy the tensors of these `keys`.

    Only the latest of an owner is answered.
    """

    image: Array
    keys: frozenset[str]
    generation: int
    owner: str


@dataclass(frozen=True, eq=False)
class FindNearest:
    """Find the training pictures of class `label` nearest to `image`, 0 to 1; only the latest is answered."""

    image: Array
    label: int
    dataset: str
    count: int
    generation: int
    data_folder: str | None = None


@dataclass(frozen=True)
class Want:
    """Copy these tensors and weights into every probe; None means all of them."""

    keys: frozenset[str] | None


@dataclass(frozen=True)
class OpenModel:
    """Make the model of this file the live one."""

    path: str
    trust: bool = False


@dataclass(frozen=True)
class SaveModel:
    """Write the live model to this `.keras` file."""

    path: str


@dataclass(frozen=True)
class Train:
    """Build the experiment's network and train it as the live model; `folder` receives the run."""

    experiment: Experiment
    folder: str | None = None
    data_folder: str | None = None
    start_paused: bool = False


@dataclass(frozen=True)
class Pause:
    """Halt before the next batch."""


@dataclass(frozen=True)
class Resume:
    """Go on after a pause."""


@dataclass(frozen=True)
class Step:
    """Train one batch, then pause."""


@dataclass(frozen=True)
class Stop:
    """End the training; what was learnt stays in the live model."""


@dataclass(frozen=True)
class PickSample:
    """Send one picture of a data set; without an index a random one."""

    dataset: str
    split: str = "test"
    index: int | None = None
    data_folder: str | None = None


@dataclass(frozen=True, eq=False)
class Attribute:
    """Explain the live model's answer for `image` (None: the picture asked last); the latest of an owner counts."""

    method: Method
    target: Target = field(default_factory=Target)
    options: Options = field(default_factory=Options)
    generation: int = 0
    image: Array | None = None
    owner: str = ""


@dataclass(frozen=True)
class StopAttribution:
    """Cancel the explanation that is being computed for an owner."""

    owner: str = ""


@dataclass(frozen=True)
class MeasureHealth:
    """Report the state of the live model's layers over pictures of a data set; a newer one replaces it."""

    dataset: str
    split: str = "test"
    pictures: int = 500
    data_folder: str | None = None


@dataclass(frozen=True)
class WatchGradients:
    """Measure gradient norms of some batches of every training from now on, or no longer: nobody looks."""

    on: bool


@dataclass(frozen=True)
class SetWeight:
    """Set one value of a variable of the live model; the last probe is repeated. Not while training."""

    key: str
    index: tuple[int, ...]
    value: float


@dataclass(frozen=True)
class SwitchFilterOff:
    """Set every weight and the bias that lead to one filter (or neuron) of a layer to 0. Not while training."""

    layer_id: str
    filter: int


@dataclass(frozen=True)
class SetFilter:
    """Set every weight and the bias that lead to one filter (or neuron) of a layer to a value. Not while training."""

    layer_id: str
    filter: int
    value: float


@dataclass(frozen=True)
class ResetWeights:
    """Take back all changes of weights by hand; each can be made again."""


@dataclass(frozen=True)
class MeasureEdits:
    """Tell the accuracy before and after the changes by hand, on held pictures of a data set; a newer one replaces it.

    Nothing is measured while the model trains, and nothing is downloaded.
    """

    dataset: str
    pictures: int = 500
    data_folder: str | None = None


@dataclass(frozen=True)
class UndoWeights:
    """Take back the last change of weights by hand."""


@dataclass(frozen=True)
class RedoWeights:
    """Make the change of weights that was taken back last again."""


@dataclass(frozen=True)
class OpenReference:
    """Hold the model of this file to compare the live one with; it takes the place of one of the same name."""

    path: str
    trust: bool = False
    name: str = REFERENCE


@dataclass(frozen=True)
class HoldReference:
    """Hold a copy of the live model as it is now; it takes the place of one of the same name."""

    name: str = REFERENCE


@dataclass(frozen=True)
class DropReference:
    """Let go of the model that is held under this name."""

    name: str = REFERENCE


@dataclass(frozen=True)
class WantReference:
    """Copy these tensors and weights of a held model into every answer of it; None means all of them."""

    keys: frozenset[str] | None
    name: str = REFERENCE


@dataclass(frozen=True)
class ListSamples:
    """Send all pictures of a part of a data set; one that is not on this machine is only fetched with `download`."""

    dataset: str
    split: str = "test"
    data_folder: str | None = None
    download: bool = False


@dataclass(frozen=True)
class FindMisread:
    """Let the live model read a part of a data set, and tell which pictures it misreads; a newer one replaces it."""

    dataset: str
    split: str = "test"
    data_folder: str | None = None


@dataclass(frozen=True)
class FindExcitingPatches:
    """Find the pictures that excite a layer most, the best `count` of each channel (of one where it is given).

    `pictures` is how many of the part are read, spread over it; 0 for all. `lowest` finds those that inhibit most;
    with `several` one picture may be found more than once. A newer one replaces it.
    """

    layer_id: str
    dataset: str
    split: str = "test"
    count: int = 12
    channel: int | None = None
    pictures: int = 0
    lowest: bool = False
    several: bool = False
    data_folder: str | None = None


@dataclass(frozen=True)
class ReadPictures:
    """Read these files, and the pictures in these folders, with the live model; a newer one replaces it."""

    paths: tuple[str, ...]
    batch: int = 0


@dataclass(frozen=True)
class EvaluateModel:
    """Let the live model read a part of a data set and tell what it makes of each picture; a newer one replaces it.

    What is not on this machine is only fetched with `download`.
    """

    dataset: str
    split: str = "test"
    data_folder: str | None = None
    download: bool = False


@dataclass(frozen=True, eq=False)
class ShowSample:
    """Send this picture back as the sample that was asked for: a view that has it in hand puts it on the paper."""

    sample: Sample
class StepEpoch:
    """Train to the end of this epoch, validate, then pause."""


@dataclass(frozen=True)
class Rewind:
    """Begin the training anew with the same seed and the same initial weights, paused if it is paused now."""


@dataclass(frozen=True)
class SetLearningRate:
    """Train with this learning rate from the next batch on; a schedule goes on from it."""

    value: float


@dataclass(frozen=True)
class SetBatchSize:
    """Take so many pictures a batch from the next one on."""

    value: int


@dataclass(frozen=True)
class StopJob:
    """Give up the long work that a command of this name began."""

    name: str


@dataclass(frozen=True)
class ResumeRun:
    """Go on with the training kept in a folder, from its last checkpoint, as the live model."""

    folder: str
    data_folder: str | None = None
    start_paused: bool = False


@dataclass(frozen=True)
class DescribeData:
    """Send a data set with its counts and mean pictures; one not on this machine is only fetched with `download`.

    `dataset` is a name, or a reference to data of one's own. A newer command replaces it.
    """

    dataset: str
    data_folder: str | None = None
    download: bool = False


@dataclass(frozen=True)
class ScrubTo:
    """Answer every question with the weights of the snapshot at this step, or just before; None: with the live ones.

    A training goes on undisturbed.
    """

    step: int | None


@dataclass(frozen=True)
class ContinueFrom:
    """Put the weights of a snapshot into the live model; a training goes on from there, its optimizer afresh."""

    step: int


@dataclass(frozen=True)
class SaveSnapshot:
    """Write the model as it was at a snapshot to this `.keras` file."""

    step: int
    path: str


@dataclass(frozen=True)
class SetSnapshotBudget:
    """Let the snapshots of a training take so many megabytes (10^6 bytes) of memory."""

    megabytes: int


@dataclass(frozen=True)
class Quit:
    """Stop everything and leave the thread."""


Command = (
    Ask
    | AskMany
    | ProbePicture
    | FindNearest
    | Want
    | OpenModel
    | SaveModel
    | Train
    | Pause
    | Resume
    | Step
    | Stop
    | PickSample
    | Attribute
    | StopAttribution
    | MeasureHealth
    | WatchGradients
    | SetWeight
    | SwitchFilterOff
    | SetFilter
    | ResetWeights
    | MeasureEdits
    | UndoWeights
    | RedoWeights
    | OpenReference
    | HoldReference
    | DropReference
    | WantReference
    | ListSamples
    | FindMisread
    | FindExcitingPatches
    | ReadPictures
    | EvaluateModel
    | ShowSample
    | StepEpoch
    | Rewind
    | SetLearningRate
    | SetBatchSize
    | StopJob
    | ResumeRun
    | DescribeData
    | ScrubTo
    | ContinueFrom
    | SaveSnapshot
    | SetSnapshotBudget
    | Quit
)
