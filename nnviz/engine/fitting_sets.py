"""Which data sets a model can be measured with."""

from __future__ import annotations

from math import prod

from nnviz.core.model_summary import ModelSummary
from nnviz.engine.datasets import CLASS_NAMES, PICTURE_SHAPES


def fitting_sets(summary: ModelSummary) -> tuple[str, ...]:
    """Return the data sets whose pictures and classes fit a model, those with its own class names first."""
    if len(summary.input_shapes) != 1 or not summary.layers:
        return ()
    shape, classes = summary.input_shapes[0][1:], summary.layers[-1].output_shape[-1]
    fitting = [
        name for name, names in CLASS_NAMES.items() if len(names) == classes and _fits(shape, PICTURE_SHAPES[name])
    ]
    own = summary.class_names
    return tuple(sorted(fitting, key=lambda name: bool(own) and CLASS_NAMES[name] != own))


def _fits(shape: tuple[int | None, ...], picture: tuple[int, ...]) -> bool:
    taken = [picture, (prod(picture),)] + ([picture[:-1]] if picture[-1] == 1 else [])
    return any(
        len(shape) == len(sides) and all(one in (None, side) for one, side in zip(shape, sides, strict=True))
        for sides in taken
    )
