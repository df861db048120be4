import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.graph_layout import NodeSize, lay_out, rising


@st.composite
def graphs(draw):
    count = draw(st.integers(1, 14))
    sizes = [NodeSize(draw(st.floats(1, 90)), draw(st.floats(1, 60)), draw(st.floats(1, 60))) for _ in range(count)]
    pairs = [(a, b) for b in range(count) for a in range(b)]
    edges = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=24)) if pairs else []
    return sizes, edges


@given(graphs())
def test_no_two_nodes_overlap_and_edges_run_to_the_right(graph):
    sizes, edges = graph
    found = lay_out(sizes, edges, gap_x=20, gap_y=10)
    for one, other in edges:
        assert found.columns[one] < found.columns[other]
        assert found.places[one][0] + sizes[one].width / 2 < found.places[other][0] - sizes[other].width / 2
    for a in range(len(sizes)):
        x, y = found.places[a]
        assert y - sizes[a].above >= -1e-6
        assert y + sizes[a].below <= found.height + 1e-6
        assert x - sizes[a].width / 2 >= -1e-6
        assert x + sizes[a].width / 2 <= found.width + 1e-6
        for b in range(a):
            if found.columns[a] == found.columns[b]:
                upper, lower = sorted((a, b), key=lambda n: found.places[n][1])
                room = sizes[upper].below + 10 + sizes[lower].above
                assert found.places[lower][1] - found.places[upper][1] >= room - 1e-6


@given(graphs())
def test_a_long_edge_has_one_bend_in_every_column_between(graph):
    sizes, edges = graph
    found = lay_out(sizes, edges)
    for (source, target), route in zip(edges, found.routes, strict=True):
        assert len(route) == found.columns[target] - found.columns[source] - 1


def test_a_chain_is_a_straight_line_and_a_by_pass_goes_around_it():
    sizes = [NodeSize(30, 20, 20)] * 5
    edges = [(0, 1), (1, 2), (2, 3), (3, 4), (0, 4)]
    found = lay_out(sizes, edges)
    heights = [y for _, y in found.places]
    assert max(heights[1:4]) - min(heights[1:4]) < 1e-6
    bend = found.routes[-1][1]
    assert abs(bend[1] - heights[2]) >= 20


def test_two_branches_that_could_cross_do_not():
    sizes = [NodeSize(10, 5, 5)] * 5
    found = lay_out(sizes, [(0, 1), (0, 2), (1, 4), (2, 3)])
    assert (found.places[1][1] < found.places[2][1]) == (found.places[4][1] < found.places[3][1])


def test_an_input_that_is_read_late_stands_just_before_its_reader():
    found = lay_out([NodeSize(10, 5, 5)] * 5, [(0, 1), (1, 2), (2, 4), (3, 4)])
    assert found.columns == (0, 1, 2, 2, 3)


def test_nothing_is_laid_out_as_nothing():
    assert lay_out([], []).width == 0


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=30))
def test_rising_is_the_projection_on_rising_sequences(values):
    found = np.array(rising(values, [1.0] * len(values)))
    assert (np.diff(found) >= -1e-9).all()
    # In the nearest one each level is the mean of the values that it stands for.
    for level in np.unique(found):
        np.testing.assert_allclose(np.mean(np.array(values)[found == level]), level, atol=1e-9)
    assert np.isclose(found.sum(), sum(values))
