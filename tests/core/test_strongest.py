"""The ranking kept while pictures go by is that of one full sort of everything."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nnviz.core.strongest import NOTHING, empty_ranking, unit_at, with_candidates

VALUES = arrays.arrays(
    np.float32,
    st.tuples(st.integers(1, 40), st.integers(1, 4)),
    elements=st.one_of(st.integers(-3, 3).map(float), st.floats(-1e6, 1e6, width=32), st.just(float("nan"))),
)


@given(VALUES, st.integers(1, 12), st.integers(1, 41), st.booleans())
def test_whatever_the_chunks_the_best_are_those_of_a_full_sort(values, places, chunk, lowest):
    ranking = empty_ranking(values.shape[1], places, lowest)
    pictures = np.broadcast_to(np.arange(len(values))[:, None], values.shape)
    for start in range(0, len(values), chunk):
        part = slice(start, start + chunk)
        ranking = with_candidates(ranking, values[part], pictures[part], 7 * pictures[part])
    for channel, column in enumerate(values.T):
        numbers = [(value, index) for index, value in enumerate(column.tolist()) if not np.isnan(value)]
        numbers.sort(key=lambda one: (one[0] if lowest else -one[0], one[1]))
        wanted = numbers[:places]
        filled = ranking.filled(channel)
        assert filled == len(wanted)
        assert ranking.values[channel, :filled].tolist() == [value for value, _ in wanted]
        assert ranking.pictures[channel, :filled].tolist() == [index for _, index in wanted]
        assert ranking.positions[channel, :filled].tolist() == [7 * index for _, index in wanted]
        assert (ranking.pictures[channel, filled:] == NOTHING).all()


def test_results_cannot_be_written_to():
    ranking = with_candidates(empty_ranking(1, 1), np.ones((1, 1)), np.zeros((1, 1), int), np.zeros((1, 1), int))
    with pytest.raises(ValueError, match="read-only"):
        ranking.values[0] = 0


@given(st.lists(st.integers(1, 6), min_size=1, max_size=4), st.booleans(), st.data())
def test_a_unit_is_found_again_by_its_channel_and_position(shape, channels_first, data):
    tensor = np.arange(np.prod(shape)).reshape(shape)
    maps = tensor if channels_first else np.moveaxis(tensor, -1, 0)
    maps = maps.reshape(len(maps), -1)
    channel = data.draw(st.integers(0, maps.shape[0] - 1))
    position = data.draw(st.integers(0, maps.shape[1] - 1))
    assert tensor[unit_at(tuple(shape), channel, position, channels_first)] == maps[channel, position]
