"""All that the rest of a training follows from, in one file: weights, optimizer, sources of chance and the place."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.atomic_file import replacing
from nnviz.core.choices import check_type
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

STATE = "state.npz"
_PARTS = ("weights", "optimizer", "chance", "best", "good")
_UNREADABLE = (OSError, ValueError, KeyError, TypeError, EOFError, zipfile.BadZipFile, UserError, RecursionError)


@dataclass(frozen=True)
class Place:
    """Where in its experiment a training stands.

    `position` counts the pictures and `batch` the batches of the epoch so far, `loss` and `accuracy` are their means
    and `seconds` their time; `validated` tells that the epoch is over. `rates` and `stopping` are what the schedule
    and early stopping remember. `pictures` is the size of the training part.
    """

    step: int = 0
    epoch: int = 0
    position: int = 0
    batch: int = 0
    batch_size: int = 0
    pictures: int = 0
    loss: float = 0.0
    accuracy: float = 0.0
    seconds: float = 0.0
    validated: bool = True
    ended_early: bool = False
    rates: Mapping[str, float] = field(default_factory=dict)
    stopping: Mapping[str, float] = field(default_factory=dict)

    @property
    def finished_epochs(self) -> int:
        """How many epochs are over, validation included."""
        return self.epoch if self.validated else self.epoch - 1


@dataclass(frozen=True, eq=False)
class Checkpoint:
    """A place with the arrays that belong to it.

    `chance` holds the states of the seed generators, which a `.keras` file drops; `best` the weights that early
    stopping goes back to, `good` those at the start of the epoch.
    """

    place: Place
    weights: tuple[Array, ...]
    optimizer: tuple[Array, ...]
    chance: tuple[Array, ...]
    best: tuple[Array, ...] = ()
    good: tuple[Array, ...] = ()

    @classmethod
    def of(cls, model: Any, place: Place, best: Sequence[Array], good: Sequence[Array]) -> Checkpoint:
        """Return what a compiled model holds at this place."""
        weights, optimizer, chance = (tuple(variable.numpy() for variable in part) for part in _variables(model))
        return cls(place, weights, optimizer, chance, tuple(best), tuple(good))

    def put_into(self, model: Any) -> None:
        """Give a compiled model of the same description what is kept here.

        Raises
        ------
        UserError
            When the arrays are of another network; the model is as it was.
        """
        model.optimizer.build(model.trainable_variables)
        pairs: list[tuple[Any, Array]] = []
        for variables, arrays in zip(_variables(model), (self.weights, self.optimizer, self.chance), strict=True):
            if [tuple(variable.shape) for variable in variables] != [array.shape for array in arrays]:
                raise UserError(
                    QT_TRANSLATE_NOOP(
                        "Errors",
                        "The checkpoint belongs to another network than the description beside it. Nothing was "
                        "changed. Use the description for a new training.",
                    )
                )
            pairs += zip(variables, arrays, strict=True)
        for variable, array in pairs:
            variable.assign(array)

    def save(self, folder: Path) -> None:
        """Write `state.npz` into a run's folder: there whole or not at all, even after a power cut.

        Raises
        ------
        OSError
            When it cannot be written; an earlier one is still there.
        """
        arrays = dict(self._named())
        with replacing(folder / STATE) as temporary, temporary.open("wb") as file:
            np.savez(file, place=np.array(json.dumps(asdict(self.place))), **arrays)  # type: ignore[arg-type]
            file.flush()
            os.fsync(file.fileno())

    def _named(self) -> Iterator[tuple[str, Array]]:
        for part in _PARTS:
            for number, array in enumerate(getattr(self, part)):
                yield f"{part}_{number}", array


def read_checkpoint(folder: Path) -> Checkpoint:
    """Return the checkpoint of the run in a folder.

    Raises
    ------
    UserError
        If there is none, or it cannot be read.
    """
    try:
        with (folder / STATE).open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            place = _place(file)
            parts = (_numbered(file, part) for part in _PARTS)
            return Checkpoint(place, *parts)
    except _UNREADABLE as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "{folder} holds no checkpoint that can be read ({reason}), so this training cannot go on. Nothing was "
                "changed. Use its description for a new training.",
            ),
            folder=folder,
            reason=(error.strerror if isinstance(error, OSError) else None) or error,
        ) from error


def read_place(folder: Path) -> Place | None:
    """Return where the checkpoint of a folder stands without reading its arrays; None where there is none."""
    try:
        with (folder / STATE).open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            return _place(file)
    except _UNREADABLE:
        return None


def _place(file: Any) -> Place:
    values = json.loads(str(file["place"]))
    for name, usual in asdict(Place()).items():
        if name in ("rates", "stopping"):
            for number in values[name].values():
                check_type(name, number, 0.0)
        else:
            check_type(name, values[name], usual)
    return Place(**values)


def _numbered(file: Any, part: str) -> tuple[Array, ...]:
    count = sum(name.startswith(f"{part}_") for name in file.files)
    return tuple(file[f"{part}_{number}"] for number in range(count))


def _variables(model: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """Return the weights, the optimizer's variables and the seed generators' states."""
    weights = list(model.weights)
    known = {id(variable) for variable in weights}
    chance = [variable for variable in model.variables if id(variable) not in known]
    return weights, list(model.optimizer.variables), chance
