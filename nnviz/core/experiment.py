"""One frozen description of a training, from which the same training can be run again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

DATASETS = ("digits", "mnist", "fashion-mnist", "cifar10", "digit-or-not")
ARCHITECTURES = ("mlp", "lenet", "course", "vgg", "recogniser")
AUGMENTATIONS = ("none", "drawn", "photo")
OPTIMIZERS = ("adam", "sgd")
SCHEDULES = ("constant", "cosine")


@dataclass(frozen=True)
class Experiment:
    """What is trained on what, and how. `learning_rate` is a step size, `epochs` counts passes over the data.

    With `calibrate`, the best network's probabilities are mended by a temperature when the training has ended.
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

    def __post_init__(self) -> None:
        _check_choice("dataset", self.dataset, DATASETS)
        _check_choice("architecture", self.architecture, ARCHITECTURES)
        _check_choice("augment", self.augment, AUGMENTATIONS)
        _check_choice("optimizer", self.optimizer, OPTIMIZERS)
        _check_choice("schedule", self.schedule, SCHEDULES)
        _check_range("epochs", self.epochs, 1, 100_000)
        _check_range("batch_size", self.batch_size, 1, 65_536)
        _check_range("learning_rate", self.learning_rate, 1e-12, 1e6)
        _check_range("seed", self.seed, 0, 2**31 - 1)

    def to_dict(self) -> dict[str, object]:
        """Return the description as plain values, ready for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> Experiment:
        """Read a description back; unknown or wrong entries raise `UserError`, absent ones keep their default."""
        defaults = {field.name: field.default for field in fields(cls)}
        for name, value in values.items():
            if name not in defaults:
                raise UserError(
                    QT_TRANSLATE_NOOP("Errors", "An experiment has no entry “{name}”. Known entries: {known}."),
                    name=name,
                    known=", ".join(defaults),
                )
            expected: type | tuple[type, ...] = type(defaults[name])
            if expected is float:
                expected = (int, float)
            if isinstance(value, bool) is not (expected is bool) or not isinstance(value, expected):
                raise UserError(
                    QT_TRANSLATE_NOOP("Errors", "The entry “{name}” of the experiment cannot be {value}."),
                    name=name,
                    value=repr(value),
                )
        return cls(**dict(values))  # type: ignore[arg-type]  # checked entry by entry above


def _check_choice(name: str, value: object, known: tuple[str, ...]) -> None:
    if value not in known:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "“{value}” is not a known {name}. Choose one of: {known}."),
            value=value,
            name=name,
            known=", ".join(known),
        )


def _check_range(name: str, value: float, low: float, high: float) -> None:
    if not low <= value <= high:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "{name} is {value}, but must lie between {low} and {high}."),
            name=name,
            value=value,
            low=low,
            high=high,
        )
