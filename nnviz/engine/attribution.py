"""Explain a model's answer for one picture: which pixels speak for a class or a unit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nnviz.core.arrays import Array
from nnviz.core.attribution import Attribution, Method, Options, Target


class Attributor:
    """Answers for one model; keeps its traced functions, which read the live variables, so it follows a training.

    Use it in the thread that owns the model. Layers are named as by `Prober`.
    """

    def __init__(self, model: Any) -> None:
        raise NotImplementedError

    def attribute(
        self, method: Method, image: Array, target: Target | None = None, options: Options | None = None
    ) -> Attribution:
        """Return the answer of a method for one picture, an array without the batch axis.

        Raises
        ------
        UserError
            When the picture does not fit, the layer or unit does not exist, or there is no gradient to follow.
        """
        raise NotImplementedError

    def progress(
        self, method: Method, image: Array, target: Target | None = None, options: Options | None = None
    ) -> Iterator[Attribution]:
        """Yield better and better answers; the last one has ``fraction == 1.0``. Closing the generator cancels."""
        raise NotImplementedError


def attribute(
    source: Any, method: Method, image: Array, target: Target | None = None, options: Options | None = None
) -> Attribution:
    """Return the answer of a method for one picture; `source` is a Keras model or an `Attributor`."""
    raise NotImplementedError
