"""The strongest answers of every channel over many pictures, kept while the pictures go by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, FloatArray, read_only

NOTHING = -1
"""The index in a ranking where fewer candidates came by than it has places."""


@dataclass(frozen=True, eq=False)
class Ranking:
    """For each channel the best candidates, best first: `values`, `pictures` and `positions`, all (channels, places).

    `positions` count the places of a channel's map row by row. Empty places hold `NOTHING` and NaN. Of equal values
    the one that came first stands first. `lowest` ranks the smallest values first.
    """

    values: FloatArray
    pictures: Array
    positions: Array
    lowest: bool = False

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return len(self.values)

    def filled(self, channel: int) -> int:
        """Return how many places of a channel hold something."""
        return int((self.pictures[channel] != NOTHING).sum())


def empty_ranking(channels: int, places: int, lowest: bool = False) -> Ranking:
    """Return a ranking that has seen nothing.

    Examples
    --------
    >>> empty_ranking(2, 3).pictures.tolist()
    [[-1, -1, -1], [-1, -1, -1]]
    """
    nowhere = np.full((channels, places), NOTHING, np.int64)
    return Ranking(np.full((channels, places), np.nan, np.float32), nowhere, nowhere.copy(), lowest)


def with_candidates(ranking: Ranking, values: Array, pictures: Array, positions: Array) -> Ranking:
    """Return the ranking after more candidates, all (N, channels), came by; what is no number is passed over.

    Examples
    --------
    >>> seen = np.array([[1.0], [5.0], [3.0]]), np.array([[7], [8], [9]]), np.zeros((3, 1), int)
    >>> with_candidates(empty_ranking(1, 2), *seen).pictures.tolist()
    [[8, 9]]
    """
    places = ranking.values.shape[1]
    all_values = np.concatenate([ranking.values, np.asarray(values, np.float32).T], axis=1)
    all_pictures = np.concatenate([ranking.pictures, np.where(np.isnan(values), NOTHING, pictures).T], axis=1)
    all_positions = np.concatenate([ranking.positions, np.where(np.isnan(values), NOTHING, positions).T], axis=1)
    # numpy sorts what is no number to the end.
    order = np.argsort(all_values if ranking.lowest else -all_values, axis=1, kind="stable")[:, :places]
    kept = (np.take_along_axis(array, order, axis=1) for array in (all_values, all_pictures, all_positions))
    best, of, at = (read_only(array) for array in kept)
    return Ranking(best, of, at, ranking.lowest)


def unit_at(shape: tuple[int, ...], channel: int, position: int, channels_first: bool = False) -> tuple[int, ...]:
    """Return the index into a layer's output, without the batch axis, of a position in a channel's map.

    Examples
    --------
    >>> unit_at((26, 24, 8), channel=3, position=49), unit_at((10,), 4, 0), unit_at((8, 26, 24), 3, 49, True)
    ((2, 1, 3), (4,), (3, 2, 1))
    """
    sides = shape[1:] if channels_first else shape[:-1]
    place = tuple(int(index) for index in np.unravel_index(position, sides)) if sides else ()
    return (channel, *place) if channels_first else (*place, channel)
