"""Which moments of a training are kept as snapshots of the weights, so that all of them fit into a budget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

FIRST_RANK = -64
MOST = 400
FEWEST = 2


@dataclass(frozen=True)
class Moment:
    """A moment after `step` batches, in an epoch counted from 1; `rank` tells how coarse a division still meets it.

    `ends_epoch` where it is the last batch of the epoch.
    """

    step: int
    epoch: int = 0
    rank: int = FIRST_RANK
    ends_epoch: bool = False


@dataclass(frozen=True)
class Snapshots:
    """The moments that are kept, in their order; `used` and `budget` are in bytes, `each` is one snapshot's size."""

    moments: tuple[Moment, ...] = ()
    used: int = 0
    budget: int = 0
    each: int = 0

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps of the moments."""
        return tuple(moment.step for moment in self.moments)

    @property
    def too_large(self) -> bool:
        """Whether nothing is kept because the budget has no room for a few snapshots."""
        return self.each > 0 and not self.moments


def rank_of(epoch: int, done: int, of: int) -> int:
    """Return the coarsest division of a training at which the moment after `done` of an epoch's `of` batches lies.

    Division k > 0 cuts every epoch into 2^k parts of equal length, 0 keeps the ends of the epochs, and -m those of
    every 2^m-th epoch. Each division holds the coarser ones, so going one down thins by doubling the distance.

    Examples
    --------
    >>> [rank_of(1, done, 8) for done in range(1, 9)]
    [3, 2, 3, 1, 3, 2, 3, 0]
    >>> [rank_of(epoch, 8, 8) for epoch in range(1, 9)]
    [0, -1, 0, -2, 0, -1, 0, -3]
    """
    if done >= of:
        return -((epoch & -epoch).bit_length() - 1)
    division = 1
    while not _lies_on(done, of, 1 << division):
        division += 1
    return division


def _lies_on(done: int, of: int, parts: int) -> bool:
    """Return whether `done` is floor(j of / parts) for a whole j."""
    part = -(-done * parts // of)
    return part * of // parts == done


def first_division(epochs: int, of: int, capacity: int) -> int:
    """Return the finest division of `epochs` of `of` batches that makes no more snapshots than can be kept.

    Examples
    --------
    >>> first_division(epochs=10, of=45, capacity=1000), first_division(10, 1500, 12), first_division(100, 45, 30)
    (5, 0, -2)
    """
    room = min(capacity, MOST) - 1
    division = 0
    while (epochs << (division + 1)) <= room and (1 << division) < of:
        division += 1
    while division <= 0 and epochs > room << -division and -division < -FIRST_RANK:
        division -= 1
    return division


@dataclass(frozen=True)
class SnapshotPlan:
    """What is kept of a training so far: the first moment, the last one, and those of the present `division`.

    Examples
    --------
    >>> plan = SnapshotPlan(capacity=4, division=2)
    >>> for step in range(9):
    ...     rank = rank_of(1, step, 8) if step else FIRST_RANK
    ...     if plan.wants(rank):
    ...         plan = plan.added(Moment(step, 1, rank))
    >>> [moment.step for moment in plan.kept], plan.division
    ([0, 4, 8], 1)
    """

    capacity: int
    division: int
    kept: tuple[Moment, ...] = ()

    def wants(self, rank: int) -> bool:
        """Return whether a moment of this rank should be kept."""
        return rank <= self.division

    def added(self, moment: Moment) -> SnapshotPlan:
        """Return the plan with a further, later moment: it is kept at least until the next one comes."""
        return self._thinned((*self._on_division(self.kept, self.division), moment))

    def with_capacity(self, capacity: int) -> SnapshotPlan:
        """Return the plan for another number of snapshots, at least two; what is gone stays gone."""
        return replace(self, capacity=max(FEWEST, capacity))._thinned(self.kept)

    def coarser(self) -> SnapshotPlan:
        """Return the plan with the distance doubled, for when taking snapshots costs too much time."""
        division = self.division - 1
        return replace(self, division=division, kept=(*self._on_division(self.kept[:-1], division), *self.kept[-1:]))

    def nearest(self, step: int) -> Moment | None:
        """Return the kept moment at this step, else the last one before it, else the first one."""
        before = [moment for moment in self.kept if moment.step <= step]
        return before[-1] if before else next(iter(self.kept), None)

    def _thinned(self, kept: tuple[Moment, ...]) -> SnapshotPlan:
        division = self.division
        while len(kept) > self.capacity and division > FIRST_RANK:
            division -= 1
            kept = (*self._on_division(kept[:-1], division), kept[-1])
        return replace(self, division=division, kept=kept)

    @staticmethod
    def _on_division(moments: Iterable[Moment], division: int) -> tuple[Moment, ...]:
        return tuple(moment for moment in moments if moment.rank <= division)
