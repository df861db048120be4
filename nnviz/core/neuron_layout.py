"""Where the neurons of a dense layer stand: in reading order, as large as the room allows."""

from __future__ import annotations

from dataclasses import dataclass, replace

_SIZES_PX = (72, 60, 48, 42, 36, 30, 26, 22, 19, 16, 14, 12, 10, 8, 7, 6)
_NAMED_PX = 36
_ROUND_PX = 12


@dataclass(frozen=True)
class NeuronLayout:
    """`count` neurons of `size` px in rows of `columns`; each has a place `across` px wide and `down` px high."""

    count: int
    columns: int
    size: float
    across: float
    down: float
    left: float = 0.0
    top: float = 0.0

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return -(-self.count // self.columns)

    @property
    def height(self) -> float:
        """The height of all rows in px."""
        return self.rows * self.down

    @property
    def named(self) -> bool:
        """Whether neurons bear their value and have room for a name below."""
        return self.size >= _NAMED_PX

    @property
    def round(self) -> bool:
        """Whether neurons are large enough to be drawn round."""
        return self.size >= _ROUND_PX

    def corner(self, index: int) -> tuple[float, float]:
        """Return (x, y) of the left upper corner of a neuron's place."""
        row, column = divmod(index, self.columns)
        return self.left + column * self.across, self.top + row * self.down

    def neuron_at(self, x: float, y: float) -> int | None:
        """Return the neuron whose place holds this point, None where there is none.

        Examples
        --------
        >>> NeuronLayout(count=5, columns=3, size=8, across=10, down=20).neuron_at(15, 25)
        4
        """
        column, row = (x - self.left) // self.across, (y - self.top) // self.down
        index = int(row * self.columns + column)
        return index if 0 <= column < self.columns and row >= 0 and index < self.count else None


def neuron_layout(count: int, width: float, height: float, text_px: float, name_px: float) -> NeuronLayout:
    """Return the layout with the largest neurons that fit into `width` x `height` px.

    Large ones have a name below, `text_px` high and at most `name_px` wide. Where even the smallest do not fit, the
    rows go on below.

    Examples
    --------
    >>> found = neuron_layout(10, 600, 100, text_px=16, name_px=20)
    >>> found.columns, found.named
    (10, True)
    """
    layouts = [_laid_out(max(count, 1), width, size, text_px, name_px) for size in _SIZES_PX]
    fitting = [layout for layout in layouts if layout.height <= height] or layouts[-1:]
    # A few neurons read best in one row, even a little smaller.
    found = next((layout for layout in fitting if layout.named and layout.rows == 1), fitting[0])
    return replace(found, top=max(0.0, (height - found.height) / 2)) if found.named else found


def _laid_out(count: int, width: float, size: float, text_px: float, name_px: float) -> NeuronLayout:
    gap = 8 if size >= _NAMED_PX else 2 if size >= _ROUND_PX else 0
    named = size >= _NAMED_PX
    across = max(size + gap, name_px + gap) if named else size + gap
    columns = max(1, min(count, int(width // across)))
    # Rows of equal length look better than a full one and a nearly empty one.
    rows = -(-count // columns)
    columns = -(-count // rows)
    left = max(0.0, (width - columns * across) / 2) if named else 0.0
    return NeuronLayout(count, columns, size, across, size + gap + (text_px if named else 0), left)
