"""Stand-ins for what a panel is handed, without TensorFlow and without a thread."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from nnviz.core.layer_config import layer_config
from nnviz.core.model_summary import LayerInfo, ModelSummary, WeightInfo
from nnviz.core.probe import Probe
from nnviz.engine.commands import Command
from nnviz.qt.panels.base import PanelContext
from nnviz.qt.settings import Settings
from nnviz.qt.store import Store


class FakeEngine(QObject):
    """Has the signals and methods of `EngineThread`; keeps what is posted, answers nothing by itself."""

    activity_changed = Signal(object)
    model_ready = Signal(object)
    probe_ready = Signal(object)
    many_ready = Signal(object)
    picture_probed = Signal(object)
    nearest_ready = Signal(object)
    run_started = Signal(object)
    batches_done = Signal(str, object)
    epoch_done = Signal(str, object)
    progress_changed = Signal(object)
    sample_ready = Signal(object)
    attribution_ready = Signal(object)
    health_ready = Signal(object)
    gradients_measured = Signal(object)
    weights_edited = Signal(object)
    edits_measured = Signal(object)
    edits_kept = Signal(str)
    reference_ready = Signal(object)
    reference_dropped = Signal(object)
    reference_probe_ready = Signal(object)
    weights_compared = Signal(object)
    model_saved = Signal(str)
    samples_ready = Signal(object)
    misread_progress = Signal(object)
    misread_ready = Signal(object)
    exciting_found = Signal(object)
    pictures_listed = Signal(object)
    picture_read = Signal(object)
    data_progress = Signal(object)
    data_ready = Signal(object)
    data_reported = Signal(object)
    evaluation_progress = Signal(object)
    evaluation_ready = Signal(object)
    snapshots_changed = Signal(object)
    scrubbed_to = Signal(object)
    continued_from = Signal(object)
    step_explained = Signal(object)
    setting_changed = Signal(object)
    batch_failed = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.posted: list[Command] = []
        self.wanted: dict[str, frozenset[str] | None] = {}
        self.wanted_of_reference: dict[str, frozenset[str] | None] = {}
        self.running = False

    def start(self) -> None:
        self.running = True

    def post(self, command: Command) -> None:
        self.posted.append(command)

    def want(self, owner: str, keys: frozenset[str] | None) -> None:
        self.wanted[owner] = keys

    def want_reference(self, owner: str, keys: frozenset[str] | None) -> None:
        self.wanted_of_reference[owner] = keys

    def close(self) -> None:
        self.running = False

    def posted_of(self, kind: type) -> list[Any]:
        """Return what was posted of one kind of command, in order."""
        return [command for command in self.posted if isinstance(command, kind)]


class FakeWindow:
    """A store, an engine and settings in memory; remembers what was reported, raised and opened."""

    def __init__(self) -> None:
        self.store = Store()
        self.engine = FakeEngine()
        self.settings = Settings(None)
        self.reports: list[object] = []
        self.shown: list[str] = []
        self.opened: list[str] = []

    @property
    def context(self) -> PanelContext:
        return PanelContext(
            store=self.store,
            engine=self.engine,  # type: ignore[arg-type]
            settings=self.settings,
            report=self.reports.append,
            show_panel=self.shown.append,
            open_picture=self.opened.append,
        )


def digit_model(
    model_id: str = "digits",
    input_shape: tuple[int | None, ...] = (None, 28, 28, 1),
    classes: int = 10,
    class_names: tuple[str, ...] = (),
) -> ModelSummary:
    """Return the summary of a two-layer classifier."""
    return ModelSummary(
        id=model_id,
        name=model_id,
        layers=(
            LayerInfo("input", "input", "InputLayer", input_shape, 0),
            LayerInfo("scores", "scores", "Dense", (None, classes), 7850, (), ("input",), "softmax"),
        ),
        input_shapes=(input_shape,),
        parameters=7850,
        class_names=class_names,
    )


_CONV = layer_config({"kernel_size": (3, 3), "strides": (1, 1), "padding": "valid", "dilation_rate": (1, 1)})


def convolutional_model(model_id: str = "lenet") -> ModelSummary:
    """Return the summary of a small network with a convolution, a dense layer and their weights."""
    kernel = WeightInfo("conv/kernel", "kernel", (3, 3, 1, 4))
    dense = WeightInfo("scores/kernel", "kernel", (2704, 10))
    return ModelSummary(
        id=model_id,
        name=model_id,
        layers=(
            LayerInfo("input", "input", "InputLayer", (None, 28, 28, 1), 0),
            LayerInfo("conv", "conv", "Conv2D", (None, 26, 26, 4), 36, (kernel,), ("input",), "relu", config=_CONV),
            LayerInfo("flatten", "flatten", "Flatten", (None, 2704), 0, (), ("conv",)),
            LayerInfo("scores", "scores", "Dense", (None, 10), 27040, (dense,), ("flatten",), "softmax"),
        ),
        input_shapes=((None, 28, 28, 1),),
        parameters=27076,
    )


def probe_of(
    output: Any, generation: int = 0, model_id: str = "digits", image: Any = None, step: int = 0, **more: Any
) -> Probe:
    """Return a probe with this output; `image` is an empty 28 x 28 picture when it does not matter."""
    picture = np.zeros((28, 28, 1), np.float32) if image is None else np.asarray(image)
    return Probe(generation, model_id, step, picture, np.asarray(output, np.float32), **more)
