"""Asking for values: the same cells as NumPy's own comparison, counted and walked through in its order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnviz.core import value_query
from nnviz.core.box import BoxSource
from nnviz.core.box_scene import Cut, Groups
from nnviz.core.box_selection import coarser, counted_values, selection_of
from nnviz.core.histogram_overlay import histogram_of
from nnviz.core.projection import FACES
from nnviz.core.value_query import Comparison, Matches, ValueQuery, count_matches, next_match

NUMPY = {
    Comparison.EQUAL: lambda a, x, y: a == x,
    Comparison.GREATER: lambda a, x, y: a > x,
    Comparison.LESS: lambda a, x, y: a < x,
    Comparison.BETWEEN: lambda a, x, y: (a >= min(x, y)) & (a <= max(x, y)),
    Comparison.NAN: lambda a, x, y: np.isnan(a),
    Comparison.INFINITE: lambda a, x, y: np.isinf(a),
}

small = st.one_of(st.integers(-3, 3).map(float), st.sampled_from([np.nan, np.inf, -np.inf, 0.5]))
arrays = hnp.arrays(np.float64, hnp.array_shapes(min_dims=1, max_dims=5, max_side=5), elements=small)


@pytest.mark.parametrize("comparison", list(Comparison))
@given(array=arrays, value=st.integers(-2, 2), other=st.integers(-2, 2))
def test_the_same_cells_as_numpy(comparison, array, value, other):
    query = ValueQuery(comparison, value, other)
    expected = NUMPY[comparison](array, value, other)
    np.testing.assert_array_equal(query.matches(array), expected)
    assert count_matches(array, query) == Matches(int(expected.sum()), array.size)


def test_what_is_typed_is_what_is_printed():
    assert ValueQuery(Comparison.EQUAL, 0.1).matches(np.float32([0.1, 0.2])).tolist() == [True, False]


def test_large_integers_are_compared_exactly():
    array = np.array([2**63 - 1, 2**63 - 2])
    assert ValueQuery(Comparison.EQUAL, 2**63 - 1).matches(array).tolist() == [True, False]


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        (np.array([True, False]), [True, False]),
        (np.array([1 + 0j, 2j]), [True, False]),
        (np.array(["1", "2"]), [False, False]),
        (np.array([1, 300], np.int16), [True, False]),
    ],
    ids=lambda value: str(getattr(value, "dtype", "")),
)
def test_other_kinds_of_values(array, expected):
    assert ValueQuery(Comparison.EQUAL, 1).matches(array).tolist() == expected


@settings(deadline=None)
@given(array=arrays, forward=st.booleans(), chunk=st.integers(1, 30))
def test_walking_meets_every_match_once_and_goes_round(array, forward, chunk):
    query = ValueQuery(Comparison.GREATER, 0)
    expected = [tuple(map(int, index)) for index in np.argwhere(array > 0)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(value_query, "_CHUNK", chunk)
        walked, at = [], None
        for _ in range(len(expected) + 1):
            at = next_match(array, query, at, forward)
            walked.append(at)
    if not expected:
        assert walked == [None]
    else:
        order = expected if forward else expected[::-1]
        assert walked == [*order, order[0]]


def test_many_cells_are_estimated_and_say_so(monkeypatch):
    monkeypatch.setattr(value_query, "EXACT_CELLS", 1000)
    array = np.tile(np.arange(4), 25_000).reshape(100, 1000)
    found = count_matches(array, ValueQuery(Comparison.LESS, 2))
    assert not found.exact
    assert found.cells == 100_000


def test_a_face_lights_the_cells_that_match():
    array = np.random.default_rng(0).normal(size=(4, 5, 6))
    query = ValueQuery(Comparison.GREATER, 0.3)
    for face in FACES:
        texture = BoxSource(array).face_texture(face, query=query)
        np.testing.assert_array_equal(texture.lit, texture.values > 0.3)


def test_a_single_match_is_lit_on_a_face_that_is_reduced():
    array = np.zeros((300, 300))
    array[201, 77] = 1
    texture = BoxSource(array).face_texture(FACES[4], 64, ValueQuery(Comparison.EQUAL, 1))
    assert texture.lit.shape == texture.numbers.shape
    assert np.argwhere(texture.lit).tolist() == [[201 // 5, 77 // 5]]


def test_a_selection_is_a_slice_with_its_place():
    array = np.arange(120).reshape(2, 3, 4, 5)
    chosen = selection_of(BoxSource(array, fixed=(1,)), Cut(((0, 2), (1, 3), (0, 2), (2, 5))))
    np.testing.assert_array_equal(chosen.array, array[1:2, 1:3, 0:2, 2:5])
    for local in np.ndindex(chosen.array.shape):
        assert array[chosen.index_of(local)] == chosen.array[local]
        assert chosen.local(chosen.index_of(local)) == local
    assert chosen.local((0, 1, 0, 2)) is None
    grouped = selection_of(BoxSource(array, fixed=(1,)), Cut(), Groups(columns=0))
    assert grouped.array.shape == array.shape


@given(hnp.arrays(np.float64, st.integers(1, 200), elements=st.integers(-4000, 4000).map(lambda n: n / 4)))
def test_coarser_bars_count_what_numpy_counts(values):
    bars = coarser(histogram_of(values), 16)
    assert len(bars.counts) <= 16
    inside, _ = np.histogram(values, [*bars.edges[:-1], np.inf])
    assert bars.counts.tolist() == inside.tolist()


def test_a_large_selection_is_counted_in_part_and_says_so():
    counted = counted_values(np.random.default_rng(0).normal(size=(200, 200, 100)))
    assert not counted.exact
    assert counted.histogram.counts.sum() > 50_000
    assert counted_values(np.arange(10.0)).exact
