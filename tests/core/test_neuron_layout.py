from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.neuron_layout import neuron_layout

COUNTS, SIDES = st.integers(1, 5000), st.floats(40, 2000)


@given(COUNTS, SIDES, SIDES, st.floats(8, 40), st.floats(0, 120))
def test_every_neuron_has_a_place_of_its_own(count, width, height, text_px, name_px):
    layout = neuron_layout(count, width, height, text_px, name_px)
    for index in {0, count // 3, count - 1}:
        x, y = layout.corner(index)
        assert layout.neuron_at(x + layout.across / 2, y + layout.down / 2) == index
        assert x + layout.size <= max(width, layout.across) + 1e-6
    assert layout.neuron_at(-1, 0) is None
    assert layout.neuron_at(0, layout.top + layout.height + 1) is None
    assert layout.rows * layout.columns >= count


@given(COUNTS, SIDES, SIDES)
def test_a_larger_room_never_makes_neurons_smaller(count, width, height):
    small = neuron_layout(count, width, height, 16, 20)
    large = neuron_layout(count, width + 200, height + 200, 16, 20)
    assert large.size >= small.size or large.rows == 1
    assert small.height <= height or small.size == 6


def test_ten_scores_stand_in_a_row_and_thousands_become_squares():
    ten = neuron_layout(10, 640, 200, 16, 20)
    assert (ten.columns, ten.named, ten.round) == (10, True, True)
    many = neuron_layout(4096, 500, 400, 16, 20)
    assert not many.round
    assert many.height <= 400


def test_rows_are_evenly_filled():
    layout = neuron_layout(12, 400, 300, 16, 20)
    assert layout.columns * layout.rows - 12 < layout.rows
