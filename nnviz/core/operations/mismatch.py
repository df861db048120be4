"""Shapes that do not fit: why, where, and the ways out."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.core.messages import UserError


@dataclass(frozen=True, eq=False)
class WayOut:
    """A change of the operands after which the shapes fit; `label` is code and needs no translation, or a marked text.

    `names` and `operands` are the arrays to go on with.
    """

    label: str
    names: tuple[str, ...]
    operands: tuple[Array, ...]


class ShapeError(UserError):
    """Shapes do not fit; `offending` names the places as (operand, axis), `ways` what would fit."""

    def __init__(
        self,
        template: str,
        offending: tuple[tuple[int, int], ...] = (),
        ways: tuple[WayOut, ...] = (),
        /,
        **values: object,
    ) -> None:
        super().__init__(template, **values)
        self.offending = offending
        self.ways = ways
