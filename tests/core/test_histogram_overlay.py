import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nnviz.core.histogram_overlay import histogram_of, overlay

VALUES = arrays.arrays(np.float32, st.integers(1, 60), elements=st.floats(-1000, 1000, width=32))


@given(st.lists(VALUES, min_size=1, max_size=3))
def test_every_value_is_counted_once_in_the_bin_where_numpy_puts_it(series):
    found = overlay([histogram_of(values) for values in series])
    assert (np.diff(found.edges) > 0).all()
    for counts, values in zip(found.counts, series, strict=True):
        assert counts.sum() == values.size
        # A value on the very last edge, or one that rounds onto an edge, may stand one bin aside.
        whole = np.histogram(values.astype(np.float64), found.edges)[0]
        apart = np.abs(values.astype(np.float64)[:, None] - found.edges).min(axis=1)
        on_an_edge = (apart <= 1e-12 * np.abs(found.edges).max()).sum()
        assert np.abs(np.cumsum(counts) - np.cumsum(whole)).max() <= on_an_edge + 1
    assert found.shares.sum(axis=1) == pytest.approx(np.ones(len(series)))


def test_ordinary_values_fall_exactly_where_numpy_puts_them():
    rng = np.random.default_rng(0)
    narrow, wide = rng.normal(0, 0.1, 3000), rng.normal(1, 5, 500)
    found = overlay([histogram_of(narrow), histogram_of(wide)])
    for counts, values in zip(found.counts, (narrow, wide), strict=True):
        assert np.array_equal(counts, np.histogram(values, found.edges)[0])


def test_heights_are_shares_and_their_logarithms():
    found = overlay([histogram_of(np.repeat([0.1, 0.9], [90, 10]))])
    assert sorted(found.heights().ravel())[-2:] == pytest.approx([10 / 90, 1.0])
    logarithmic = found.heights(logarithmic=True).ravel()
    assert sorted(logarithmic)[-2:] == pytest.approx([np.log(2) / np.log(18), 1.0])
    assert logarithmic.min() == 0.0


def test_the_bin_of_a_value():
    found = overlay([histogram_of(np.linspace(0, 1, 50))])
    place = found.bin_at(0.3)
    assert found.edges[place] <= 0.3 < found.edges[place + 1]
    assert found.bin_at(5.0) is None
    assert found.bin_at(float(found.edges[-1])) == found.counts.shape[1] - 1


def test_nothing_gives_an_empty_overlay():
    found = overlay([histogram_of(np.array([np.nan]))])
    assert not found.heights().any()
