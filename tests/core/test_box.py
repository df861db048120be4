"""An array's box: every texel is the value it stands for, whatever the rank, the order and the size."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnviz.core.array_sample import as_numbers, block_means, is_mapped, pages_touched, sample
from nnviz.core.box import Axes, BoxSource, FaceTexture, default_shown
from nnviz.core.cell_text import exact_text, short_text
from nnviz.core.projection import FACES, Face, texture_axes

BOTH = pytest.mark.parametrize("axes", list(Axes))


def cells_of_face(source: BoxSource, face: Face):
    """Give (row, column, cell) of every texel of an unreduced face."""
    u, v = texture_axes(face)
    box = source.box
    for row in range(box.cells[v]):
        for column in range(box.cells[u]):
            cell = [0, 0, 0]
            cell[u], cell[v] = column, row
            cell[face.axis] = face.side * (box.cells[face.axis] - 1)
            yield row, column, tuple(cell)


@st.composite
def sources(draw):
    shape = draw(hnp.array_shapes(min_dims=0, max_dims=8, min_side=1, max_side=3))
    array = np.arange(np.prod(shape, dtype=int)).reshape(shape)
    if draw(st.booleans()):
        array = np.asfortranarray(array)
    rank = len(shape)
    shown = None
    if rank > 3 and draw(st.booleans()):
        shown = tuple(sorted(draw(st.permutations(range(rank)))[:3]))
    fixed_axes = [axis for axis in range(rank) if axis not in (shown or default_shown(rank))]
    fixed = tuple(draw(st.integers(0, shape[axis] - 1)) for axis in fixed_axes)
    return BoxSource(array, fixed, draw(st.sampled_from(Axes)), shown)


@given(sources())
def test_every_texel_is_the_value_of_its_cell(source):
    for face in FACES:
        texture = source.face_texture(face)
        assert texture.reduced_by == (1, 1)
        assert not texture.sampled
        for row, column, cell in cells_of_face(source, face):
            expected = source.array[source.index_of(cell)]
            assert texture.values[row, column] == expected
            assert texture.numbers[row, column] == expected
            assert source.value_at(cell) == expected


@given(sources())
def test_each_shown_cell_has_its_own_index(source):
    x, y, z = source.box.cells
    indices = {source.index_of((i, j, k)) for i in range(x) for j in range(y) for k in range(z)}
    assert len(indices) == x * y * z
    for index in indices:
        fixed = tuple(index[axis] for axis in source.fixed_axes)
        assert fixed == source.fixed_indices


@pytest.mark.parametrize(
    ("shape", "axes", "cells", "names"),
    [
        ((), Axes.FIRST_INTO_DEPTH, (1, 1, 1), (None, None, None)),
        ((4,), Axes.FIRST_INTO_DEPTH, (4, 1, 1), (0, None, None)),
        ((2, 3), Axes.LAST_INTO_DEPTH, (3, 2, 1), (1, 0, None)),
        ((2, 3, 4), Axes.FIRST_INTO_DEPTH, (4, 3, 2), (2, 1, 0)),
        ((2, 3, 4), Axes.LAST_INTO_DEPTH, (3, 2, 4), (1, 0, 2)),
        ((5, 2, 3, 4), Axes.FIRST_INTO_DEPTH, (4, 3, 2), (3, 2, 1)),
    ],
)
def test_axes_run_where_the_convention_says(shape, axes, cells, names):
    source = BoxSource(np.zeros(shape), axes=axes)
    assert source.box.cells == cells
    assert source.box_axes == names


def test_a_map_of_keras_is_a_picture_that_faces_the_viewer():
    maps = np.random.default_rng(0).normal(size=(5, 6, 3))
    front = BoxSource(maps, axes=Axes.LAST_INTO_DEPTH).face_texture(Face(2, 0))
    np.testing.assert_array_equal(front.numbers, maps[:, :, 0])


def test_a_sheet_of_numpy_faces_the_viewer():
    stack = np.arange(24).reshape(2, 3, 4)
    front = BoxSource(stack).face_texture(Face(2, 0))
    np.testing.assert_array_equal(front.values, stack[0])


def test_a_filter_of_a_kernel_can_be_chosen():
    kernel = np.random.default_rng(0).normal(size=(3, 3, 4, 8))
    source = BoxSource(kernel, (5,), Axes.LAST_INTO_DEPTH, default_shown(4, kernel=True))
    assert source.fixed_axes == (3,)
    np.testing.assert_array_equal(source.face_texture(Face(2, 0)).numbers, kernel[:, :, 0, 5])


def test_an_index_outside_is_brought_back():
    source = BoxSource(np.arange(48).reshape(2, 2, 3, 4), (9,))
    assert source.fixed_indices == (1,)
    assert BoxSource(np.zeros((4, 2, 3, 4)), (-3,)).fixed_indices == (0,)


@pytest.mark.parametrize("shown", [(0, 0), (2, 1), (0, 9), (0, 1, 2, 3)])
def test_axes_that_cannot_be_shown_are_refused(shown):
    with pytest.raises(ValueError):
        BoxSource(np.zeros((2, 2, 2, 2)), shown=shown)


def test_nine_axes_are_too_many():
    with pytest.raises(ValueError):
        BoxSource(np.zeros((1,) * 9))


@pytest.mark.parametrize("shape", [(0,), (3, 0), (0, 2, 2), (2, 3, 0, 4)])
def test_an_empty_array_has_no_cell(shape):
    source = BoxSource(np.zeros(shape))
    assert source.is_empty
    assert source.box.cells == (1, 1, 1)


def test_a_long_vector_is_stretched_until_it_can_be_seen():
    box = BoxSource(np.zeros(784)).box
    size = box.bounds[1] - box.bounds[0]
    np.testing.assert_allclose(size, (784, 784 / 24, 1))
    cube = BoxSource(np.zeros((4, 5, 6))).box
    assert cube.cell_size == (1, 1, 1)


# --- reduced and sampled ---


@BOTH
def test_a_large_face_is_reduced_by_area_and_says_so(axes):
    array = np.random.default_rng(0).normal(size=(70, 3, 45)).astype(np.float32)
    source = BoxSource(array, axes=axes)
    for face in FACES:
        whole = source.face_texture(face, limit=1000).numbers
        texture = source.face_texture(face, limit=20)
        columns, rows = texture.reduced_by
        assert texture.numbers.shape == (-(-whole.shape[0] // rows), -(-whole.shape[1] // columns))
        assert max(texture.numbers.shape) <= 20
        assert (texture.values is None) == (texture.reduced_by != (1, 1))
        assert not texture.sampled
        for row in range(texture.numbers.shape[0]):
            for column in range(texture.numbers.shape[1]):
                block = whole[row * rows : (row + 1) * rows, column * columns : (column + 1) * columns]
                assert texture.numbers[row, column] == pytest.approx(block.mean(), abs=1e-6)


def test_a_mapped_file_is_sampled_where_reading_all_would_cost(tmp_path):
    file = tmp_path / "a.npy"
    np.save(file, np.arange(200 * 200 * 300, dtype=np.float32).reshape(200, 200, 300))
    mapped = np.load(file, mmap_mode="r")
    source = BoxSource(mapped, axes=Axes.FIRST_INTO_DEPTH)
    side = source._face_values(Face(0, 0))
    assert is_mapped(side)
    looked_at = sample(side, pages=500)
    assert not looked_at.exact
    assert pages_touched(looked_at.values.shape, looked_at.values.strides, 4) <= 500
    np.testing.assert_array_equal(looked_at.values, side[:: looked_at.steps[0], :: looked_at.steps[1]])
    front = sample(source._face_values(Face(2, 0)), pages=500)
    assert front.exact


def test_a_sampled_face_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("nnviz.core.array_sample.MAPPED_PAGES", 100)
    file = tmp_path / "a.npy"
    np.save(file, np.random.default_rng(0).normal(size=(60, 50, 300)).astype(np.float32))
    mapped = np.load(file, mmap_mode="r")
    texture = BoxSource(mapped).face_texture(Face(0, 0))
    assert isinstance(texture, FaceTexture)
    assert texture.sampled
    assert texture.values is None
    columns, rows = texture.reduced_by
    np.testing.assert_array_equal(texture.numbers, mapped[::columns, ::rows, 0].T)


def test_an_array_in_memory_is_read_in_full():
    array = np.zeros((300, 300, 30))
    assert not is_mapped(array)
    assert sample(array[:, :, 0]).exact


@given(hnp.arrays(np.float64, hnp.array_shapes(min_dims=2, max_dims=2, max_side=9), elements=st.floats(-9, 9)),
       st.integers(1, 5), st.integers(1, 5))  # fmt: skip
def test_block_means_are_means_of_blocks(numbers, rows, columns):
    means = block_means(numbers, (rows, columns))
    for i in range(means.shape[0]):
        for j in range(means.shape[1]):
            block = numbers[i * rows : (i + 1) * rows, j * columns : (j + 1) * columns]
            assert means[i, j] == pytest.approx(block.mean(), abs=1e-9)


def test_a_nan_is_not_hidden_by_the_reduction():
    numbers = np.zeros((4, 4))
    numbers[3, 0] = np.nan
    assert np.isnan(block_means(numbers, (2, 2))).tolist() == [[False, False], [True, False]]


def test_everything_has_numbers_to_colour():
    assert as_numbers(np.array([3 + 4j])).tolist() == [5.0]
    assert as_numbers(np.array([True, False])).tolist() == [1.0, 0.0]
    assert as_numbers(np.array(["a", "b"])).tolist() == [0.0, 0.0]
    days = as_numbers(np.array(["1970-01-03", "NaT"], dtype="datetime64[D]"))
    assert days[0] == 2.0
    assert np.isnan(days[1])
    for kind in ("f2", ">f4", "f8", "i1", "u8", "g"):
        numbers = as_numbers(np.array([1, 2], dtype=kind))
        assert numbers.dtype in (np.float32, np.float64)
        assert numbers.dtype.isnative
        assert numbers.tolist() == [1.0, 2.0]


def test_text_arrays_show_their_words():
    source = BoxSource(np.array([["ab", "c"], ["d", "e"]]))
    texture = source.face_texture(Face(2, 0))
    assert texture.values.tolist() == [["ab", "c"], ["d", "e"]]
    assert not texture.numbers.any()


@given(st.one_of(st.floats(), st.integers(-(2**63), 2**63 - 1), st.text(max_size=20), st.complex_numbers()))
def test_short_text_is_short(value):
    assert len(short_text(value)) <= 24
    if not isinstance(value, complex):
        assert len(short_text(value)) <= 9


@given(st.floats(width=32))
def test_exact_text_reads_back_the_same(value):
    number = np.float32(value)
    np.testing.assert_array_equal(np.float32(exact_text(number)), number)
