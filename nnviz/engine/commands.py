"""What the engine can be asked to do; each is put on its queue and carried out between two batches."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.core.experiment import Experiment


@dataclass(frozen=True, eq=False)
class Ask:
    """Run the live model on `image` (model input without the batch axis, float32); only the latest is answered."""

    image: Array
    generation: int


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


@dataclass(frozen=True)
class Quit:
    """Stop everything and leave the thread."""


Command = Ask | Want | OpenModel | SaveModel | Train | Pause | Resume | Step | Stop | PickSample | Quit
