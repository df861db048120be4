import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from nnviz.core.viewport import MOST_PX_A_CELL, Viewport

SIZES = st.tuples(st.integers(1, 3000), st.integers(1, 3000))
POINTS = st.tuples(st.floats(-50, 3000), st.floats(-50, 3000))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("zoom"), st.floats(0.2, 5), POINTS),
        st.tuples(st.just("move"), st.just(1.0), POINTS),
        st.tuples(st.just("size"), st.just(1.0), POINTS),
    ),
    max_size=8,
)


def walk(viewport, steps):
    for kind, factor, (x, y) in steps:
        if kind == "zoom":
            viewport = viewport.zoomed(factor, x, y)
        elif kind == "move":
            viewport = viewport.moved(x - 1500, y - 1500)
        else:
            viewport = viewport.resized((abs(x) + 1, abs(y) + 1))
    return viewport


@given(SIZES, SIZES, STEPS)
def test_the_picture_never_leaves_the_view(content, view, steps):
    viewport = walk(Viewport.fitted(content, view), steps)
    for start, cells, room in zip((viewport.left, viewport.top), content, viewport.view, strict=True):
        length = cells * viewport.scale
        if length <= room:
            assert abs(start + length / 2 - room / 2) <= 1
        else:
            assert start <= 0
            assert start + length >= room - 1e-6 * length


@given(SIZES, SIZES)
def test_fitted_shows_everything_and_wastes_little(content, view):
    viewport = Viewport.fitted(content, view)
    width, height = content[0] * viewport.scale, content[1] * viewport.scale
    assert width <= view[0] + 1e-6
    assert height <= view[1] + 1e-6
    assert viewport.whole
    assert viewport.scale == MOST_PX_A_CELL or max(width / view[0], height / view[1]) >= 0.85 - 1e-9


@given(SIZES, SIZES, STEPS, POINTS)
def test_points_go_to_the_picture_and_back(content, view, steps, point):
    viewport = walk(Viewport.fitted(content, view), steps)
    assert viewport.to_view(*viewport.to_content(*point)) == pytest.approx(point, abs=1e-6)


@given(st.floats(1.01, 4), st.floats(100, 300), st.floats(100, 300))
def test_zoom_keeps_the_point_under_the_mouse(factor, x, y):
    before = Viewport.fitted((100, 100), (400, 400))
    after = before.zoomed(factor, x, y)
    assume(all(start < 0 and start + 100 * after.scale > 400 for start in (after.left, after.top)))
    assert after.to_content(x, y) == pytest.approx(before.to_content(x, y))
    assert after.scale == pytest.approx(before.scale * factor)


def test_zoom_ends_at_the_whole_picture_and_at_large_cells():
    viewport = Viewport.fitted((100, 50), (400, 400))
    assert viewport.zoomed(0.01, 0, 0) == viewport
    assert viewport.zoomed(1e9, 0, 0).scale == MOST_PX_A_CELL


def test_a_zoomed_part_stays_when_the_view_grows():
    viewport = Viewport.fitted((100, 100), (400, 400)).zoomed(4, 200, 200)
    grown = viewport.resized((500, 500))
    assert grown.scale == viewport.scale
    assert not grown.whole
    assert Viewport.fitted((100, 100), (400, 400)).resized((800, 800)).scale == 8


def test_a_part_out_of_sight_is_brought_on_screen():
    viewport = Viewport.fitted((100, 100), (100, 100)).zoomed(10, 0, 0)
    shown = viewport.showing(50, 20, 1, 1)
    assert shown.to_view(51, 21) == (100, 100)
    assert shown.showing(50, 20, 1, 1) == shown
    back = shown.showing(0, 0, 1, 1)
    assert back.to_view(0, 0) == (0, 0)
