"""Which arrays there are to look at: the model's, a file's, and one that is always at hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.core.box import Axes
from nnviz.core.model_summary import ModelSummary, Shape

EXAMPLE_TEXT = "np.arange(24).reshape(2, 3, 4)"


class SourceKind(StrEnum):
    """Where an array comes from; `CHOSEN` is the output of whichever layer is chosen at the moment."""

    CHOSEN = "chosen"
    INPUT = "input"
    OUTPUT = "output"
    WEIGHT = "weight"
    FILE = "file"
    BENCH = "bench"
    EXAMPLE = "example"


@dataclass(frozen=True)
class ArraySource:
    """One array to choose: `key` is one of `Probe.tensors`, `Probe.weights`, an `.npz` file or the bench."""

    kind: SourceKind
    key: str = ""

    @property
    def axes(self) -> Axes:
        """The usual arrangement: channels into depth for tensors of a model, the first axis for other arrays."""
        foreign = self.kind in (SourceKind.FILE, SourceKind.BENCH, SourceKind.EXAMPLE)
        return Axes.FIRST_INTO_DEPTH if foreign else Axes.LAST_INTO_DEPTH


@dataclass(frozen=True)
class SourceEntry:
    """A source with its shape (None where a length is not known, or the whole), as a chooser lists it."""

    source: ArraySource
    shape: Shape | None = None


def model_entries(model: ModelSummary) -> tuple[SourceEntry, ...]:
    """Return the input, every output of every layer and every weight of a model; shapes without the batch axis.

    A weight that several calls share is listed once.
    """
    shapes = model.input_shapes[:1]
    entries = [SourceEntry(ArraySource(SourceKind.INPUT), shapes[0][1:] if shapes else None)]
    for layer in model.layers:
        if layer.type != "InputLayer":
            known = layer.output_shapes or (layer.output_shape,)
            entries += [
                SourceEntry(ArraySource(SourceKind.OUTPUT, key), shape[1:])
                for key, shape in zip(layer.output_keys, known, strict=False)
            ]
    weights = {weight.key: weight.shape for layer in model.layers for weight in layer.weights}
    entries += [SourceEntry(ArraySource(SourceKind.WEIGHT, key), shape) for key, shape in weights.items()]
    return tuple(entries)


def example_array() -> Array:
    """Return the array of `EXAMPLE_TEXT`, read-only."""
    return read_only(np.arange(24).reshape(2, 3, 4))
