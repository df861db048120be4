"""Expressions against NumPy itself, and what is said when they do not fit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, mutually_broadcastable_shapes

from nnviz.core.expression import Budget, ExpressionError, completions, evaluate
from nnviz.core.expression.functions import FUNCTIONS
from nnviz.core.expression.shape_errors import broadcast_shape

BENCH = {
    "x": np.array([3.0, -1.5, 2.0, 0.25]),
    "W": np.arange(12.0).reshape(3, 4) / 7 - 0.5,
    "S": np.array([[2.0, 1.0], [0.5, 3.0]]),
    "k": np.arange(24).reshape(2, 3, 4),
    "m": np.array([True, False, True]),
}
EXPRESSIONS = """
1 + 2 * 3
-x ** 2 // 3 % 2
2 ** 10
7 / 2
True
1e3
2j * x
[1, 2, 3]
[[1, 2], [3, 4]]
(1, 2)
x + W
W * 2 - W / 3
x > 0
(x > 0) & (x < 3) | ~(x == 2)
m ^ True
k << 2
k & 3
W @ x
x @ x
k @ W.T
k[0]
k[-1, 1:, ::2]
k[..., None].shape
k[:, np.newaxis, :, 1]
k[:, [0, 2]]
k[:, m]
k[k > 11]
k[np.array([0, 1]), :, np.array([1, 2])]
W[m][:, 1]
x[::-1]
k.shape[1:]
k.T
k.ndim
k.size
k.dtype
k.nbytes
k.reshape(4, 6)
k.reshape((6, -1))
k.reshape(-1, order='F')
k.transpose()
k.transpose(2, 0, 1)
k.transpose((1, 0, 2))
k.swapaxes(0, 2)
k.astype(np.float32)
k.astype('uint8')
W.flatten()
W.flatten('F')
W.ravel()
k.sum()
k.sum(axis=0)
k.sum(axis=(0, 2), keepdims=True)
k.mean(1)
k.max(axis=-1)
k.argmax(axis=1)
W.argmin()
W.std(axis=0)
W.std(ddof=1)
W.var()
k.cumsum(axis=1)
W.round(2)
k.clip(3, 9)
k.copy()
k[:, :1].squeeze()
W.dot(x)
np.arange(5)
np.arange(2, 10, 3)
np.arange(10, 0, -2.5)
np.arange(4, dtype=np.float32)
np.zeros((2, 3))
np.zeros(3, dtype='int8')
np.ones((2, 0, 3))
np.full((2, 2), 7.5)
np.full((2, 3), [1, 2, 3])
np.linspace(0, 1, 5)
np.linspace([0, 1], [2, 3], num=4)
np.eye(3)
np.eye(2, 4, k=1)
np.array([[1, 2], [3, 4]], dtype=np.float64)
np.array(['a', 'bc'])
np.array([W, W])
np.float32(0.1)
np.int8([1, 2])
np.random.default_rng(0).random((2, 3))
np.random.default_rng(1).normal(0, 2, size=5)
np.random.default_rng(2).integers(0, 10, (3, 3))
np.random.default_rng(3).permutation(10)
np.random.default_rng(3).permutation(W)
np.random.RandomState(5).randn(2, 3)
np.reshape(k, (4, 6))
np.transpose(W)
np.transpose(k, (2, 0, 1))
np.swapaxes(k, 0, 1)
np.moveaxis(k, 0, -1)
np.stack([W, W], axis=1)
np.concatenate([W, W], axis=0)
np.concatenate((W, W), axis=1)
np.vstack([x, x])
np.hstack([x, x])
np.repeat(W, 2)
np.repeat(W, [1, 2, 0], axis=0)
np.repeat(3, 4)
np.tile(W, 2)
np.tile(x, (2, 3))
np.pad(W, 1)
np.pad(W, ((1, 0), (0, 2)), mode='edge')
np.pad(x, (2, 1), constant_values=9)
np.sum(k, axis=2)
np.prod(W, axis=0)
np.sort(x)
np.argsort(x)
np.dot(W, x)
np.dot(k, W.T)
np.matmul(k, W.T)
np.einsum('ij,j->i', W, x)
np.einsum('ij->ji', W)
np.einsum('ii', S)
np.einsum('...j,j', k, x)
np.einsum('ijk,jk->i', k, W)
np.where(W > 0, W, 0)
np.where(x > 0)[0]
np.expand_dims(x, 0)
np.squeeze(np.ones((1, 3, 1)))
np.broadcast_to(x, (3, 4))
np.flip(k, axis=1)
np.rot90(W)
np.roll(x, 1)
np.roll(W, 1, axis=0)
np.outer(x, x)
np.inner(W, x)
np.trace(S)
np.diag(S)
np.diag([1, 2, 3], k=1)
np.unique([3, 1, 3])
np.abs(x)
np.sqrt(np.abs(x))
np.exp(x)
np.log(k + 1)
np.log2(8)
np.tanh(W)
np.maximum(0, x)
np.minimum(x, 1)
np.power(x, 2)
np.floor(x)
np.ceil(x)
np.round(W, 1)
np.isnan([1, np.nan])
np.isinf(np.inf)
np.nan_to_num([np.nan, np.inf, 1])
np.clip(W, -0.2, 0.2)
np.linalg.norm(x)
np.linalg.norm(W, axis=1)
np.linalg.inv(S)
np.linalg.det(S)
np.linalg.solve(S, [1, 2])
np.median(W, axis=1)
np.percentile(x, [25, 75])
np.exp(x) / np.sum(np.exp(x))
np.sum(W * x, axis=1, keepdims=True)
np.pi + np.e
np.log(0)
np.mean([])
np.take(W, [0, 2], axis=1)
np.logical_and(m, [True, True, False])
""".strip().splitlines()


@pytest.mark.parametrize("text", EXPRESSIONS)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_an_expression_gives_what_numpy_gives(text):
    expected = eval(text, {"np": np, **BENCH})
    expected = np.array(expected.name) if isinstance(expected, np.dtype) else np.asarray(expected)
    made = evaluate(text, BENCH).value
    np.testing.assert_array_equal(made, expected)
    assert made.dtype == expected.dtype
    assert made.shape == expected.shape
    assert not made.flags.writeable


def test_lines_give_names_in_their_order():
    made = evaluate("import numpy as np\nb = x * 2; c = b + 1\nb = c @ c", BENCH)
    assert [name for name, _ in made.named] == ["c", "b"]
    assert (made.name, made.code) == ("b", "c @ c")
    assert made.value == ((BENCH["x"] * 2 + 1) ** 2).sum()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("W @ W", "(3, 4) and (3, 4): inner sizes 4 and 3 differ; W.T is (4, 3)"),
        ("np.dot(x, W)", "(4,) and (3, 4): inner sizes 4 and 3 differ; W.T is (4, 3)"),
        ("(W + 1) @ np.ones(3)", "(3, 4) and (3,): inner sizes 4 and 3 differ; (W + 1).T is (4, 3)"),
        ("W @ m", "(3, 4) and (3,): inner sizes 4 and 3 differ; W.T is (4, 3)"),
        ("x @ m", "(4,) and (3,): inner sizes 4 and 3 differ."),
        ("x @ 2", "@ multiplies matrices and vectors, not single numbers: use * for these."),
        ("x + m", "(4,) and (3,) do not fit: their last axes have 4 and 3 values, and neither is 1."),
        ("k + k[:, :2]", "(2, 3, 4) and (2, 2, 4) do not fit: counted from the end, axis 2 has 3 and 2 values, "
                         "and neither is 1."),
        ("k.reshape(5, 5)", "(2, 3, 4) holds 24 values and (5, 5) needs 25."),
        ("k.reshape(5, -1)", "(2, 3, 4) holds 24 values, which 5 does not divide: (5, -1)."),
        ("k.sum(axis=3)", "there is no axis 3: the array has 3, counted from 0."),
        ("x[4]", "there is no place 4 along axis 0, which has 4."),
        ("x[0, 1]", "2 places are given for the 1 axes of (4,)."),
        ("np.array([[1, 2], [3]])",
         "the inner lists are not all of the same length, so they make no array. Fill the shorter ones up."),
        ("y + 1", "there is no array called “y”. On the bench: x, W, S, k, m."),
        ("dot(x, x)", "“dot” is a function of NumPy: write np.dot."),
        ("np.zeross(3)", "np.zeross is not offered here. Is one of these meant? np.zeros"),
        ("np.zeros(3, colour=1)", "np.zeros takes no argument “colour” here. It takes: shape, dtype."),
        ("1 / 0", "a division by zero."),
        ("x and m", "“and”, “or” and “not” take single truths. For arrays write & | ~ with brackets: (a > 1) & (a "),
        ("np.sum(x", "this bracket is never closed."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(text, sentence):
    with pytest.raises(ExpressionError) as caught:
        evaluate(text, BENCH)
    told = str(caught.value).partition(": ")[2]
    assert told.startswith(sentence)


@given(mutually_broadcastable_shapes(num_shapes=3))
def test_shapes_are_stretched_as_numpy_does(shapes):
    assert broadcast_shape(shapes.input_shapes) == shapes.result_shape


@given(array_shapes(min_dims=0, max_side=4), array_shapes(min_dims=0, max_side=4))
def test_shapes_are_refused_as_numpy_does(one, other):
    try:
        expected = np.broadcast_shapes(one, other)
    except ValueError:
        with pytest.raises(Exception, match="do not fit"):
            broadcast_shape([one, other])
    else:
        assert broadcast_shape([one, other]) == expected


@given(st.integers(1, 200), st.integers(1, 200))
def test_the_budget_is_exact_for_what_is_filled(rows, columns):
    budget = Budget(elements=10_000)
    text = f"np.zeros(({rows}, {columns}))"
    if rows * columns <= 10_000:
        assert evaluate(text, budget=budget).value.shape == (rows, columns)
    else:
        with pytest.raises(ExpressionError, match="would make"):
            evaluate(text, budget=budget)


def test_every_function_can_be_completed():
    _, offered = completions("np.", [])
    assert {f"np.{name}" for name in FUNCTIONS} <= set(offered)
    assert completions("k.resh", ["k"]) == ("k.resh", ("k.reshape",))
    assert completions("", ["k"]) == ("", ())
