"""How much an expression may take, counted before anything is computed."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError


@dataclass(frozen=True)
class Budget:
    """Limits of one evaluation.

    Parameters
    ----------
    elements : int
        Most values of one array.
    size_bytes : int
        Most bytes of one array; everything made on the way may take twice as much.
    work : int
        Most multiplications or similar steps, over all operations.
    seconds : float
        After this time no further operation begins.
    """

    elements: int = 10**8
    size_bytes: int = 512 * 2**20
    work: int = 3 * 10**9
    seconds: float = 10.0


@dataclass(frozen=True)
class Cost:
    """What an operation will take: values made, bytes a value, steps besides making them."""

    elements: int
    itemsize: int = 8
    work: int = 0


class Meter:
    """Counts what an evaluation has taken and refuses what would be too much."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self._bytes = 0
        self._work = 0
        self._until = time.monotonic() + budget.seconds

    def pay(self, cost: Cost) -> None:
        """Take what an operation costs, before it is begun.

        Raises
        ------
        UserError
            When the array would be too large, or the whole take too long.
        """
        size = cost.elements * cost.itemsize
        if cost.elements > self.budget.elements or size > self.budget.size_bytes:
            text = QT_TRANSLATE_NOOP(
                "Errors",
                "this would make {elements} values ({megabytes} MB), and at most {limit} values or {most} MB are made "
                "here. Nothing was computed; choose smaller sizes.",
            )
            raise UserError(
                text,
                elements=_short(cost.elements),
                megabytes=_short(size // 2**20),
                limit=_short(self.budget.elements),
                most=_short(self.budget.size_bytes // 2**20),
            )
        self._bytes += size
        self._work += cost.work + cost.elements
        if self._bytes > 2 * self.budget.size_bytes or self._work > self.budget.work:
            text = QT_TRANSLATE_NOOP(
                "Errors", "with this the whole would take too much memory or time. Nothing was kept; do it in parts."
            )
            raise UserError(text)
        if time.monotonic() > self._until:
            text = QT_TRANSLATE_NOOP(
                "Errors", "this takes longer than {seconds} seconds and was stopped here. Use smaller arrays."
            )
            raise UserError(text, seconds=self.budget.seconds)


def _short(count: int) -> str:
    if count < 10**6:
        return str(count)
    digits = math.log10(count) if count < 10**300 else 300.0
    exponent = int(digits)
    return f"{10 ** (digits - exponent):.3g}e{exponent}"
