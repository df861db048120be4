import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_graph_layout import graphs

from nnviz.core.folded_layout import fold, rows_that_fit
from nnviz.core.graph_layout import NodeSize, lay_out


def chain_of_blocks(count):
    """Return a network of blocks of four with a by-pass, as in a residual network."""
    edges = [(n, n + 1) for n in range(count - 1)] + [(n, n + 4) for n in range(0, count - 4, 4)]
    sizes = [NodeSize(30, 20, 20)] * count
    return sizes, lay_out(sizes, edges, gap_x=10)


def boxes(layout, sizes):
    pairs = zip(layout.places, sizes, strict=True)
    return [(x - s.width / 2, y - s.above, x + s.width / 2, y + s.below) for (x, y), s in pairs]


@given(graphs(), st.floats(40, 600))
def test_no_two_nodes_overlap_and_rows_stand_below_each_other(graph, width):
    sizes, edges = graph
    plain = lay_out(sizes, edges, gap_x=20, gap_y=10)
    found = fold(plain, sizes, width, 30)
    assert found.columns == plain.columns
    assert found.edges == plain.edges
    placed = boxes(found, sizes)
    for n, (left, top, right, bottom) in enumerate(placed):
        assert left >= -1e-6
        assert top >= -1e-6
        assert right <= found.width + 1e-6
        assert bottom <= found.height + 1e-6
        for other in placed[:n]:
            apart = other[2] <= left or other[0] >= right or other[3] <= top + 1e-6 or other[1] >= bottom - 1e-6
            assert apart
    if found.rows:
        for source, target in edges:
            assert found.rows[source] <= found.rows[target]
        paired = list(zip(placed, found.rows, strict=True))
        tops = [min(box[1] for box, row in paired if row == r) for r in sorted(set(found.rows))]
        assert tops == sorted(tops)


def test_a_short_drawing_stays_as_it_is():
    sizes, plain = chain_of_blocks(8)
    assert fold(plain, sizes, plain.width + 1, 30) is plain


def test_rows_are_cut_between_blocks_where_one_line_passes():
    sizes, plain = chain_of_blocks(41)
    found = fold(plain, sizes, 440, 30)
    assert max(found.rows) >= 3
    firsts = [found.rows.index(row) for row in range(1, max(found.rows) + 1)]
    # A row begins right after the node that ends a block and begins the next: one node's lines pass.
    assert {first % 4 for first in firsts} == {1}


def test_an_edge_to_the_next_row_runs_around_its_end():
    sizes, plain = chain_of_blocks(41)
    found = fold(plain, sizes, 440, 30)
    for (source, target), route in zip(found.edges, found.routes, strict=True):
        turns = found.rows[target] - found.rows[source]
        bends = found.columns[target] - found.columns[source] - 1
        assert len(route) == bends + 4 * turns
        if turns:
            assert max(x for x, _ in route) > max(x + 15 for x, _ in found.places)
            assert min(x for x, _ in route) < min(x - 15 for x, _ in found.places)


@pytest.mark.parametrize(("view", "rows"), [((5000, 300), 1), ((400, 600), 5), ((400, 60), 2)])
def test_as_many_rows_as_are_read_well(view, rows):
    _, plain = chain_of_blocks(41)
    found = rows_that_fit(plain, 30, view, 1.0)
    assert found == pytest.approx(rows, abs=2 if rows > 1 else 0)
    if view[1] < plain.height:
        scales = [min(view[0] * n / plain.width, view[1] / (n * (plain.height + 30))) for n in range(1, 12)]
        assert scales[found - 1] == max(scales) or found == 1
