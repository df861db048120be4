"""A network as it is edited: rows, the chosen one, and the preset it began as."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nnviz.core.messages import UserError
from nnviz.core.network import MOST_ROWS, LayerSpec, RowFacts, Shape, check_network, follow_network, new_row
from nnviz.core.presets import Rows

LARGE_NETWORK = 5_000_000
"""More parameters than this train slowly without a GPU."""


@dataclass(frozen=True)
class NetworkDraft:
    """Rows without the output layer. `chosen` is an index, -1 before the first row; `origin` names a preset or is "".

    Every edit returns another draft; one that is impossible returns the draft itself.

    Examples
    --------
    >>> draft = NetworkDraft((LayerSpec("flatten"),), origin="perceptron").inserted("dropout")
    >>> [row.kind for row in draft.rows], draft.chosen, draft.origin
    (['dropout', 'flatten'], 0, 'perceptron')
    >>> [row.kind for row in draft.moved(0, 1).rows]
    ['flatten', 'dropout']
    """

    rows: Rows = ()
    chosen: int = -1
    origin: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "chosen", max(-1, min(self.chosen, len(self.rows) - 1)))

    def choosing(self, index: int) -> NetworkDraft:
        """Return the draft with another chosen row."""
        return replace(self, chosen=index)

    def inserted(self, kind: str) -> NetworkDraft:
        """Return the draft with a new row of this kind after the chosen one, chosen itself."""
        return self._with_row(new_row(kind))

    def duplicated(self) -> NetworkDraft:
        """Return the draft with the chosen row twice, the second one chosen."""
        return self if self.chosen < 0 else self._with_row(self.rows[self.chosen])

    def _with_row(self, row: LayerSpec) -> NetworkDraft:
        if len(self.rows) >= MOST_ROWS:
            return self
        place = self.chosen + 1
        return replace(self, rows=(*self.rows[:place], row, *self.rows[place:]), chosen=place)

    def removed(self) -> NetworkDraft:
        """Return the draft without the chosen row; the row after it is chosen, or the last."""
        if self.chosen < 0:
            return self
        rows = (*self.rows[: self.chosen], *self.rows[self.chosen + 1 :])
        return replace(self, rows=rows, chosen=min(self.chosen, len(rows) - 1))

    def moved(self, source: int, target: int) -> NetworkDraft:
        """Return the draft with row `source` at the index `target`, chosen."""
        if not (0 <= source < len(self.rows) and 0 <= target < len(self.rows)):
            return self
        rows = list(self.rows)
        rows.insert(target, rows.pop(source))
        return replace(self, rows=tuple(rows), chosen=target)

    def shifted(self, by: int) -> NetworkDraft:
        """Return the draft with the chosen row further down, or up where `by` is negative."""
        return self.moved(self.chosen, self.chosen + by)

    def configured(self, index: int, row: LayerSpec) -> NetworkDraft:
        """Return the draft with other settings for a row, chosen."""
        if not 0 <= index < len(self.rows):
            return self
        return replace(self, rows=(*self.rows[:index], row, *self.rows[index + 1 :]), chosen=index)


@dataclass(frozen=True)
class NetworkView:
    """What is to be told about rows: the facts of each and of the output, their sum, and why they cannot be trained."""

    picture_shape: Shape
    classes: int
    facts: tuple[RowFacts, ...]
    parameters: int = 0
    problem: UserError | None = None

    @property
    def large(self) -> bool:
        """Whether it trains slowly without a GPU."""
        return self.parameters > LARGE_NETWORK


def view_network(rows: Rows, picture_shape: Shape, classes: int) -> NetworkView:
    """Follow the rows from the picture to the output.

    Examples
    --------
    >>> view_network((LayerSpec("flatten"), LayerSpec("dense", 16), LayerSpec("dense", 16)), (28, 28, 1), 10).parameters
    13002
    """
    facts = follow_network(rows, picture_shape, classes)
    parameters = sum(fact.parameters for fact in facts)
    try:
        check_network(rows, picture_shape, classes)
    except UserError as error:
        return NetworkView(picture_shape, classes, facts, parameters, error)
    return NetworkView(picture_shape, classes, facts, parameters)
