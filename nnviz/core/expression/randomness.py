"""Random numbers in an expression: generators from a seed, and the older functions behind `np.random.seed`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from nnviz.core.expression.budget import Cost
from nnviz.core.expression.calls import Call, Function
from nnviz.core.expression.costs import broadcast_cost, kept, shape_argument, whole_number
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

_DRAWN = {
    "random": "size", "normal": "loc scale size", "standard_normal": "size", "uniform": "low high size",
    "integers": "low high size | endpoint", "permutation": "x",
}  # fmt: skip
_OLDER = {
    "rand": "*dims", "randn": "*dims", "random": "size", "normal": "loc scale size", "uniform": "low high size",
    "randint": "low high size", "permutation": "x",
}  # fmt: skip
LEGACY_NAMES = (*_OLDER, "seed", "default_rng", "RandomState")


def _drawing(call: Call) -> Cost:
    size = call.get("size")
    shape = () if size is None else shape_argument(size)
    others = [value for name, value in call.values.items() if name in ("loc", "scale", "low", "high")]
    given = broadcast_cost([one for one in others if one is not None])
    return Cost(max(math.prod(shape), given.elements), 8, math.prod(shape))


def _of_dims(call: Call) -> Cost:
    return Cost(math.prod(shape_argument(list(call["*dims"]))), 8)


def _permuting(call: Call) -> Cost:
    value = call["x"]
    return Cost(max(0, whole_number(value)), 8) if np.ndim(value) == 0 else kept(call)


class RandomSource:
    """A generator of NumPy, with the few methods that an expression may call on it."""

    def __init__(self, generator: Any, name: str, offered: Mapping[str, str]) -> None:
        self._generator, self._name, self._offered = generator, name, offered

    def method(self, name: str) -> Function:
        """Return one of the methods.

        Raises
        ------
        UserError
            When it is not among those offered.
        """
        if name not in self._offered:
            text = QT_TRANSLATE_NOOP("Errors", "a random generator offers {names} here, not “{name}”.")
            raise UserError(text, names=", ".join(self._offered), name=name)
        cost = _permuting if name == "permutation" else _of_dims if name in ("rand", "randn") else _drawing
        needed = 1 if name in ("integers", "randint", "permutation") else 0
        return Function(f"{self._name}.{name}", getattr(self._generator, name), self._offered[name], cost, needed)


def generator(seed: Any = None) -> RandomSource:
    """Return what `np.random.default_rng(seed)` gives."""
    return RandomSource(np.random.default_rng(_seed(seed)), "rng", _DRAWN)


def older_generator(seed: Any = None) -> RandomSource:
    """Return what the functions of `np.random` draw from after `np.random.seed(seed)`.

    The state is this evaluation's own: NumPy's global one is never touched.
    """
    number = _seed(seed)
    if number is not None and number >= 2**32:
        raise UserError(QT_TRANSLATE_NOOP("Errors", "this seed is too large: take one below 2**32."))
    return RandomSource(np.random.RandomState(number), "np.random", _OLDER)


def _seed(seed: Any) -> int | None:
    number = None if seed is None else whole_number(seed)
    if number is not None and number < 0:
        raise UserError(QT_TRANSLATE_NOOP("Errors", "a seed is a whole number from 0 on."))
    return number
