"""One frozen description of a training, from which the same training can be run again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields

from nnviz.core.choices import check_choice, check_range, check_type, wrong_entry
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.network import LayerSpec, Shape
from nnviz.core.presets import PRESETS, preset_rows

OWN_DATASETS = ("folder", "npz", "csv", "drawings")
"""Data of one's own; `Experiment.data` says where it lies."""
DATASETS = ("digits", "mnist", "fashion-mnist", "cifar10", "digit-or-not")
EVERY_DATASET = (*DATASETS, *OWN_DATASETS)
CUSTOM = "custom"
"""The architecture whose rows stand in the experiment itself."""
ARCHITECTURES = tuple(PRESETS)
AUGMENTATIONS = ("none", "drawn", "photo")
OPTIMIZERS = ("sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw")
SCHEDULES = ("constant", "step", "exponential", "linear", "cosine", "plateau")
LOSSES = (
    "sparse_categorical_crossentropy",
    "categorical_crossentropy",
    "binary_crossentropy",
    "mean_squared_error",
)


@dataclass(frozen=True)
class Experiment:
    """What is trained on what, and how. `learning_rate` is a step size, `epochs` counts passes over the data.

    `layers` are the rows of the architecture `custom`, without the output layer. `momentum` counts for the optimizers
    of that name and Nesterov's, `weight_decay` for AdamW. The schedules *step*, *exponential* and *plateau* multiply
    the learning rate by `decay` (every `decay_epochs`; on a plateau of that length). `l1` and `l2` are penalties on
    every kernel. With a `patience` above 0 the training stops when the validation loss has not fallen for so many
    epochs, and goes back to the best one. `subset` is the share of the training pictures that is used; `split` the
    share of them that is held back for validation, 0 to validate on the test part. With `calibrate`, the best
    network's probabilities are mended by a temperature when the training has ended.
    """

    dataset: str = "digits"
    architecture: str = "lenet"
    epochs: int = 5
    batch_size: int = 32
    learning_rate: float = 0.001
    optimizer: str = "adam"
    schedule: str = "constant"
    augment: str = "none"
    seed: int = 0
    calibrate: bool = False
    data: str = ""
    layers: tuple[LayerSpec, ...] = ()
    loss: str = LOSSES[0]
    momentum: float = 0.9
    weight_decay: float = 0.004
    decay: float = 0.5
    decay_epochs: int = 5
    l1: float = 0.0
    l2: float = 0.0
    patience: int = 0
    subset: float = 1.0
    split: float = 0.0

    def __post_init__(self) -> None:
        check_choice("dataset", self.dataset, EVERY_DATASET)
        check_choice("architecture", self.architecture, (*ARCHITECTURES, CUSTOM))
        check_choice("augment", self.augment, AUGMENTATIONS)
        check_choice("optimizer", self.optimizer, OPTIMIZERS)
        check_choice("schedule", self.schedule, SCHEDULES)
        check_choice("loss", self.loss, LOSSES)
        for name, (low, high) in _RANGES.items():
            check_range(name, getattr(self, name), low, high)

    def rows(self, picture_shape: Shape) -> tuple[LayerSpec, ...]:
        """Return the rows of the network for these pictures, without the output layer.

        Raises
        ------
        UserError
            When the pictures are too small for the preset.
        """
        return self.layers if self.architecture == CUSTOM else preset_rows(self.architecture, picture_shape)

    @property
    def output_activation(self) -> str:
        """What the output layer ends in: a sigmoid a class where classes are asked one by one, else softmax."""
        return "sigmoid" if self.loss == "binary_crossentropy" else "softmax"

    @property
    def one_hot(self) -> bool:
        """Whether the loss compares with one number a class instead of the number of the class."""
        return self.loss != "sparse_categorical_crossentropy"

    def to_dict(self) -> dict[str, object]:
        """Return the description as plain values, ready for JSON."""
        return {**asdict(self), "layers": [row.to_dict() for row in self.layers]}

    def differences(self, other: Experiment) -> dict[str, tuple[object, object]]:
        """Return the entries in which two descriptions differ, with both values."""
        mine, theirs = self.to_dict(), other.to_dict()
        return {name: (mine[name], theirs[name]) for name in mine if mine[name] != theirs[name]}

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> Experiment:
        """Read a description back; unknown or wrong entries raise `UserError`, absent ones keep their default."""
        defaults = {field.name: field.default for field in fields(cls)}
        read = dict(values)
        for name, value in values.items():
            if name not in defaults:
                raise UserError(
                    QT_TRANSLATE_NOOP("Errors", "An experiment has no entry “{name}”. Known entries: {known}."),
                    name=name,
                    known=", ".join(defaults),
                )
            if name == "layers":
                read[name] = _read_layers(value)
            else:
                check_type(name, value, defaults[name])
        return cls(**read)  # type: ignore[arg-type]  # checked entry by entry above


_RANGES: dict[str, tuple[float, float]] = {
    "epochs": (1, 100_000),
    "batch_size": (1, 65_536),
    "learning_rate": (1e-12, 1e6),
    "seed": (0, 2**31 - 1),
    "momentum": (0.0, 0.9999),
    "weight_decay": (0.0, 1.0),
    "decay": (1e-6, 1.0),
    "decay_epochs": (1, 100_000),
    "l1": (0.0, 10.0),
    "l2": (0.0, 10.0),
    "patience": (0, 100_000),
    "subset": (0.001, 1.0),
    "split": (0.0, 0.9),
}


def _read_layers(value: object) -> tuple[LayerSpec, ...]:
    if not isinstance(value, Sequence) or isinstance(value, str) or not all(isinstance(row, Mapping) for row in value):
        raise wrong_entry("layers", value)
    return tuple(LayerSpec.from_dict(row) for row in value)
