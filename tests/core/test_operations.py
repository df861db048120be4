"""Every operation against NumPy, scipy and the worked figures; its frames put together give the result."""

from __future__ import annotations

import contextlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import signal

from nnviz.core.messages import UserError
from nnviz.core.operations.catalogue import BY_ID, OPERATIONS
from nnviz.core.operations.convolution import pad_widths
from nnviz.core.operations.frames import MOST_FRAMES, MOST_TERM_FRAMES
from nnviz.core.operations.mismatch import ShapeError
from nnviz.core.operations.number_text import literal_text
from nnviz.core.operations.parsing import parse_array, parse_integers
from nnviz.core.operations.sheets import arrange, lay_out

X = np.array([[1, 2, 3, 2.5], [2, 5, -1, 2], [-1.5, 2.7, 3.3, -0.8]])
W = np.array([[0.2, 0.8, -0.5, 1.0], [0.5, -0.91, 0.26, -0.5], [-0.26, -0.27, 0.17, 0.87]])
B = np.array([2, 3, 0.5])
NUMBERS = st.integers(-50, 50)


def planned(operation_id, *arrays, names=None, **chosen):
    return BY_ID[operation_id].plan(tuple(np.asarray(array) for array in arrays), chosen, names)


def replayed(plan):
    """Return the result put together from the frames, each of which must fill what it says."""
    result = np.full(plan.result.size, np.nan)
    for index in range(plan.count):
        frame = plan.frame(index)
        result[frame.fills] = frame.shown
        done = plan.done_at <= index
        np.testing.assert_array_equal(result[done], plan.result.ravel()[done])
        for number, source, target in frame.moves:
            assert source in frame.reads[number]
            assert target in frame.fills
    return result.reshape(plan.result.shape)


def check(plan, expected, **scope):
    assert plan.result.shape == np.shape(expected)
    np.testing.assert_allclose(plan.result, expected, atol=1e-9)
    np.testing.assert_array_equal(replayed(plan), plan.result)
    assert 0 < plan.count <= MOST_FRAMES
    # the line of code is NumPy's, and gives the same
    np.testing.assert_allclose(eval(plan.code, {"np": np}, scope), expected, atol=1e-9)
    with pytest.raises(IndexError):
        plan.frame(plan.count)


def arrays(shape):
    return hnp.arrays(np.int64, shape, elements=NUMBERS)


def shapes(low, high, longest=4):
    return hnp.array_shapes(min_dims=low, max_dims=high, max_side=longest)


# --- the figures of the course ---


def test_the_dot_product_of_three_numbers_is_ten():
    plan = planned("dot", [1, 2, 3], [3, 2, 1])
    check(plan, 10, a=np.array([1, 2, 3]), b=np.array([3, 2, 1]))
    assert [plan.frame(n).text for n in range(3)] == ["1·3 = 3", "1·3 + 2·2 = 7", "1·3 + 2·2 + 3·1 = 10"]


def test_four_inputs_do_not_meet_three_rows_and_both_ways_out_do():
    with pytest.raises(ShapeError) as caught:
        planned("matmul", X[0], W, names=("x", "W"))
    error = caught.value
    assert str(error) == "(4,) and (3, 4): inner sizes 4 and 3 differ; W.T is (4, 3)."
    assert error.offending == ((0, 0), (1, 0))
    assert [way.names for way in error.ways] == [("x", "W.T"), ("W", "x")]
    for way in error.ways:
        plan = BY_ID["matmul"].plan(way.operands, {}, way.names)
        np.testing.assert_allclose(plan.result, [2.8, -1.79, 1.885])
        assert eval(plan.code, {"x": X[0], "W": W}) == pytest.approx([2.8, -1.79, 1.885])


def test_a_batch_through_a_dense_layer():
    expected = [[4.8, 1.21, 2.385], [8.9, -1.81, 0.2], [1.41, 1.051, 0.026]]
    plan = planned("dense", X, W, B)
    check(plan, expected, X=X, W=W, b=B)
    assert plan.frame(0).text == "1·0.2 = 0.2"
    assert plan.frame(1).text == "1·0.2 + 2·0.8 = 1.8"
    assert plan.frame(4).text == "1·0.2 + 2·0.8 + 3·(-0.5) + 2.5·1 + 2 = 4.8"
    assert plan.frame(1).before.tolist() == [0.2]


def test_flatten_counts_row_by_row():
    plan = planned("flatten", np.arange(28 * 28).reshape(28, 28))
    np.testing.assert_array_equal(plan.result, np.arange(784))
    assert plan.cells_a_frame == 28
    assert plan.count == 28


def test_same_and_valid_sizes():
    picture, kernel = np.ones((7, 7)), np.ones((3, 3))
    assert planned("convolution", picture, kernel, padding="valid", stride="1").result.shape == (5, 5)
    assert planned("convolution", picture, kernel, padding="same", stride="1").result.shape == (7, 7)


# --- every operation equals NumPy ---


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_every_example_plays_or_says_why_not(operation):
    for example in operation.examples:
        names = example.names or operation.names
        given = tuple(parse_array(text, name) for text, name in zip(example.operands, names, strict=True))
        chosen = dict(zip((setting.name for setting in operation.settings), example.settings, strict=True))
        if "not fit" in example.title or "meets" in example.title:
            with pytest.raises(UserError):
                operation.plan(given, chosen, names)
            continue
        plan = operation.plan(given, chosen, names)
        np.testing.assert_array_equal(replayed(plan), plan.result)
        assert all(str(plan.frame(n).sentence) for n in range(plan.count))


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_shape_operations_equal_numpy(data):
    a = data.draw(arrays(data.draw(shapes(1, 3))))
    new = data.draw(st.permutations(a.shape))
    check(planned("reshape", a, shape=str(tuple(new))), a.reshape(new), a=a)
    check(planned("flatten", a), a.flatten(), a=a)
    axes = data.draw(st.permutations(range(a.ndim)))
    check(planned("transpose", a, axes=str(tuple(axes))), a.transpose(axes), a=a)
    check(planned("transpose", a, axes=""), a.T, a=a)
    axis = data.draw(st.integers(-a.ndim - 1, a.ndim))
    expanded = np.expand_dims(a, axis)
    check(planned("expand_dims", a, axis=str(axis)), expanded, a=a)
    check(planned("squeeze", expanded, axis=str(axis)), a, a=expanded)
    check(planned("squeeze", a, axis=""), np.squeeze(a), a=a)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_joining_equals_numpy(data):
    shape = data.draw(shapes(1, 3))
    axis = data.draw(st.integers(-len(shape), len(shape) - 1))
    other = list(shape)
    other[axis] = data.draw(st.integers(1, 4))
    a, b = data.draw(arrays(shape)), data.draw(arrays(tuple(other)))
    check(planned("concatenate", a, b, axis=str(axis)), np.concatenate([a, b], axis), a=a, b=b)
    c = data.draw(arrays(shape))
    check(planned("stack", a, c, axis=str(axis)), np.stack([a, c], axis), a=a, b=c)
    widths = data.draw(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=a.ndim, max_size=a.ndim))
    expected = np.pad(a, widths, constant_values=7)
    check(planned("pad", a, pad_width=str(tuple(widths)), value="7"), expected, a=a)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_broadcasting_and_reductions_equal_numpy(data):
    both = data.draw(hnp.mutually_broadcastable_shapes(num_shapes=2, max_dims=3, max_side=3))
    a, b = (data.draw(arrays(shape)) for shape in both.input_shapes)
    for operator, function in (("+", np.add), ("-", np.subtract), ("*", np.multiply)):
        plan = planned("broadcast", a, b, operator=operator)
        check(plan, function(a, b), a=a, b=b)
        for operand, array in zip(plan.operands, (a, b), strict=True):
            kept = operand.values.size if operand.ghost is None else int((~operand.ghost).sum())
            assert kept == array.size
    if a.ndim:
        axis = data.draw(st.integers(-a.ndim, a.ndim - 1))
        check(planned("sum", a, axis=str(axis)), a.sum(axis), a=a)
        check(planned("mean", a, axis=str(axis)), a.mean(axis), a=a)
    check(planned("sum", a, axis=""), a.sum(), a=a)
    check(planned("mean", a, axis=""), a.mean(), a=a)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_products_equal_numpy(data):
    shape = data.draw(hnp.mutually_broadcastable_shapes(signature=np.matmul.signature, max_dims=1, max_side=4))
    a, b = (data.draw(arrays(one)) for one in shape.input_shapes)
    check(planned("matmul", a, b), a @ b, X=a, W=b)
    if a.ndim <= 2 and b.ndim <= 2:
        check(planned("dot", a, b), np.dot(a, b), a=a, b=b)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_convolution_equals_scipy(data):
    rows, columns = data.draw(st.integers(3, 6)), data.draw(st.integers(3, 6))
    x, k = data.draw(arrays((rows, columns))), data.draw(arrays((3, data.draw(st.integers(1, 3)))))
    stride = data.draw(st.integers(1, 3))
    plan = planned("convolution", x, k, padding="valid", stride=str(stride))
    check(plan, signal.correlate(x, k, "valid")[::stride, ::stride], x=x, k=k)
    same = planned("convolution", x, k, padding="same", stride="1")
    widths = pad_widths((rows, columns, 1), k.shape, "same", 1)[:2]
    check(same, signal.correlate(np.pad(x, widths), k, "valid"), x=x, k=k)
    deep = data.draw(arrays((rows, columns, 2)))
    kernel = data.draw(arrays((3, 3, 2, 2)))
    expected = np.stack([signal.correlate(deep, kernel[..., f], "valid")[..., 0] for f in range(2)], axis=-1)
    check(planned("convolution", deep, kernel, padding="valid", stride="1"), expected, x=deep, k=kernel)


@settings(max_examples=40, deadline=None)
@given(hnp.arrays(np.int64, st.integers(1, 20), elements=st.integers(0, 6)))
def test_one_hot_equals_the_rows_of_an_identity(labels):
    check(planned("one_hot", labels, classes="7"), np.eye(7)[labels], labels=labels)


# --- animations stay short, pictures lie where they should ---


@pytest.mark.parametrize("shape", [(1,), (2000,), (40, 50), (10, 10, 20), (2, 3, 4, 5), (1, 2000)])
def test_the_number_of_frames_is_bounded(shape):
    a = np.arange(np.prod(shape)).reshape(shape)
    for operation_id, chosen in (("flatten", {}), ("sum", {"axis": "0"}), ("broadcast", {"operator": "+"})):
        operands = (a, a) if operation_id == "broadcast" else (a,)
        plan = planned(operation_id, *operands, **chosen)
        assert plan.count <= MOST_FRAMES
        np.testing.assert_array_equal(replayed(plan), plan.result)


def test_partial_sums_while_there_are_few_terms_then_cells():
    assert planned("dense", X, W, B).count == 45 <= MOST_TERM_FRAMES
    large = planned("matmul", np.ones((5, 6)), np.ones((6, 5)))
    assert large.count == 25
    assert large.frame(7).fills.tolist() == [7]
    assert large.frame(7).reads[0].tolist() == list(range(6, 12))


@pytest.mark.parametrize("shape", [(), (5,), (3, 4), (2, 3, 4), (6, 2, 2), (3, 3, 2, 2)])
@pytest.mark.parametrize("channels_last", [False, True])
def test_cells_lie_apart_inside_their_sheet(shape, channels_last):
    sheets = lay_out(shape, channels_last)
    count = int(np.prod(shape))
    assert sheets.places.shape == (count, 2)
    assert len({tuple(place) for place in sheets.places.round(6).tolist()}) == count
    assert sheets.places.min() >= 0
    assert (sheets.places.max(axis=0) + 1 <= np.array(sheets.size) + 1e-9).all()
    assert sorted(sheets.order) == list(range(count))
    assert sorted(span.axis for span in sheets.spans) == list(range(len(shape)))


@pytest.mark.parametrize("room", [(1300, 460), (320, 400), (3000, 1500)])
def test_arrays_are_arranged_without_touching(room):
    sizes = [(4, 3), (3, 4), (3, 1), (3, 3)]
    arrangement = arrange(sizes, *room, (24, 34), 30)
    boxes = [
        (x, y, x + w * 1.3 * arrangement.cell_px, y + h * arrangement.cell_px)
        for (x, y), (w, h) in zip(arrangement.origins, sizes, strict=True)
    ]
    for n, (left, top, right, bottom) in enumerate(boxes):
        assert left >= 0
        assert top >= 0
        assert right <= room[0]
        assert bottom <= room[1]
        for other in boxes[:n]:
            assert left >= other[2] or right <= other[0] or top >= other[3] or bottom <= other[1]


# --- what does not fit is explained ---


@pytest.mark.parametrize(
    ("operation_id", "operands", "chosen", "words"),
    [
        ("reshape", [np.arange(12)], {"shape": "(5, 2)"}, "12 numbers.*needs 10.*1, 2, 3, 4, 6, 12"),
        ("reshape", [np.arange(12)], {"shape": "(5, -1)"}, "groups of 5"),
        ("reshape", [np.arange(12)], {"shape": "(-1, -1)"}, "at most one may be -1"),
        ("reshape", [np.arange(12)], {"shape": "(0, 12)"}, "lengths are 1 or more"),
        ("reshape", [np.arange(12)], {"shape": "two"}, "whole numbers"),
        ("reshape", [np.arange(4)], {"shape": "(1, 1, 1, 1, 4)"}, "5 axes"),
        ("transpose", [np.ones((2, 3))], {"axes": "(0, 0)"}, "every axis of .2, 3. once"),
        ("squeeze", [np.ones((2, 3))], {"axis": "0"}, "length 2"),
        ("squeeze", [np.ones((1, 3))], {"axis": "(0, -2)"}, "named twice"),
        ("expand_dims", [np.ones((2, 3))], {"axis": "9"}, "no axis 9"),
        ("sum", [np.ones((2, 3))], {"axis": "2"}, "axes 0 to 1"),
        ("sum", [np.array(3)], {"axis": "0"}, "no axes"),
        ("broadcast", [np.ones((3, 4)), np.ones(3)], {"operator": "+"}, "4 and 3 differ"),
        ("dot", [np.ones(3), np.ones(4)], {}, "inner sizes 3 and 4"),
        ("dot", [np.ones((1, 2, 3)), np.ones(3)], {}, "vectors and matrices"),
        ("matmul", [np.array(2), np.ones(3)], {}, "vectors or matrices"),
        ("matmul", [np.ones((2, 1, 3)), np.ones((3, 3, 1))], {}, "do not fit each other"),
        ("dense", [X, W, np.ones(4)], {}, "must be .3,."),
        ("dense", [X[:, :3], W, B], {}, "inner sizes 3 and 4"),
        ("concatenate", [np.ones((2, 3)), np.ones((1, 3))], {"axis": "1"}, "along axis 0 they are 2 and 1"),
        ("concatenate", [np.ones((2, 3)), np.ones(3)], {"axis": "0"}, "as many axes"),
        ("stack", [np.ones(3), np.ones(4)], {"axis": "0"}, "equal shapes"),
        ("pad", [np.ones((2, 3))], {"pad_width": "(1, 2, 3)", "value": "0"}, "no pad width"),
        ("pad", [np.ones((2, 3))], {"pad_width": "-1", "value": "0"}, "no pad width"),
        ("pad", [np.ones((2, 3))], {"pad_width": "60", "value": "0"}, "would have"),
        ("one_hot", [np.array([0, 5])], {"classes": "5"}, "no class 5"),
        ("one_hot", [np.array([0.5])], {"classes": "5"}, "whole numbers"),
        ("convolution", [np.ones((5, 5, 2)), np.ones((3, 3, 3, 1))], {"padding": "valid", "stride": "1"}, "2 channels"),
        ("convolution", [np.ones((2, 2)), np.ones((3, 3))], {"padding": "valid", "stride": "1"}, "larger than"),
        ("convolution", [np.ones(5), np.ones(3)], {"padding": "valid", "stride": "1"}, "height, width"),
    ],
)
def test_what_does_not_fit_is_told(operation_id, operands, chosen, words):
    with pytest.raises(UserError, match=words):
        planned(operation_id, *operands, **chosen)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_way_out_of_a_product_works(data):
    a, b = (data.draw(arrays(data.draw(shapes(1, 2)))) for _ in range(2))
    try:
        planned("matmul", a, b)
    except ShapeError as error:
        with pytest.raises(ValueError):
            np.matmul(a, b)
        for way in error.ways:
            plan = BY_ID["matmul"].plan(way.operands, {}, way.names)
            np.testing.assert_array_equal(plan.result, eval(plan.code, {"X": a, "W": b}))
    else:
        np.matmul(a, b)


# --- typing ---


@given(hnp.arrays(np.float64, shapes(0, 3), elements=st.floats(-1e6, 1e6)))
def test_what_is_written_is_read_back(array):
    np.testing.assert_array_equal(parse_array(literal_text(array)), array)


@pytest.mark.parametrize(
    "text",
    ["", "[1, 2", "[[1, 2], [3]]", "['a']", "[]", "[None]", "__import__('os')", "[1+2j]", "9**9**9", "[" * 500,
     "{1: 2}",
     "[10000000000000000000000]", str(list(range(3000))), "[[[[[1]]]]]"],
)  # fmt: skip
def test_what_is_no_array_is_refused(text):
    with pytest.raises(UserError):
        parse_array(text)


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text):
    for read in (parse_array, lambda typed: parse_integers(typed, "shape")):
        with contextlib.suppress(UserError):
            assert read(text) is not None
