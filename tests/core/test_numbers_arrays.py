"""The figures of the course notes about arrays, dot products, dense layers and batches, typed as a person would."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.core.array_bench import EXAMPLES
from nnviz.core.expression import ExpressionError, evaluate

W = "W = np.array([[0.2, 0.8, -0.5, 1.0], [0.5, -0.91, 0.26, -0.5], [-0.26, -0.27, 0.17, 0.87]])\n"
VECTOR = "x = np.array([1, 2, 3, 2.5])\n"
X = "X = np.array([[1, 2, 3, 2.5], [2, 5, -1, 2], [-1.5, 2.7, 3.3, -0.8]])\n"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("np.array([1, 2, 3])", (3,)),
        ("np.arange(12).reshape(3, 4)", (3, 4)),
        ("np.array([[0, 1, 2, 3], [0, 1, 2, 3]])", (2, 4)),
        ("np.array([[[0, 1], [2, 3]], [[4, 5], [6, 7]]])", (2, 2, 2)),
        ("np.arange(120).reshape(2, 3, 4, 5)", (2, 3, 4, 5)),
    ],
)
def test_shapes(text, shape):
    assert evaluate(text).value.shape == shape
    assert evaluate(f"a = {text}; a.shape").value.tolist() == list(shape)


def test_outer_brackets_are_missing():
    with pytest.raises(TypeError):
        np.array([0, 1, 2, 3], [0, 1, 2, 3])
    with pytest.raises(ExpressionError) as caught:
        evaluate("np.array([0,1,2,3],[0,1,2,3])")
    assert str(caught.value) == "Column 1: the outer brackets are missing: np.array([[0,1,2,3],[0,1,2,3]])"
    assert evaluate(str(caught.value).rpartition("missing: ")[2]).value.shape == (2, 4)


def test_dot_product():
    assert evaluate("np.dot([1,2,3], [3,2,1])").value == 10


@pytest.mark.parametrize("product", ["np.dot(x, W)", "x @ W", "x.dot(W)", "np.matmul(x, W)"])
def test_a_layer_the_wrong_way_round_is_told(product):
    with pytest.raises(ExpressionError, match=r"\(4,\) and \(3, 4\): inner sizes 4 and 3 differ; W\.T is \(4, 3\)$"):
        evaluate(VECTOR + W + product)


@pytest.mark.parametrize(
    "product", ["np.dot(x, W.T)", "x @ W.T", "np.dot(W, x)", "W @ x", "np.einsum('ij,j->i', W, x)"]
)
def test_a_layer(product):
    np.testing.assert_allclose(evaluate(VECTOR + W + product).value, [2.8, -1.79, 1.885], atol=1e-12)


def test_a_batch():
    made = evaluate(X + W + "b = np.array([2, 3, 0.5])\nX @ W.T + b").value
    expected = [[4.8, 1.21, 2.385], [8.9, -1.81, 0.2], [1.41, 1.051, 0.026]]
    np.testing.assert_allclose(made, expected, atol=1e-12)


def test_two_dense_layers():
    text = (
        "np.random.seed(0)\nW1 = 0.10 * np.random.randn(4, 5)\nW2 = 0.10 * np.random.randn(5, 2)\n"
        "layer1 = X @ W1 + np.zeros((1, 5))\nlayer1 @ W2 + np.zeros((1, 2))"
    )
    expected = [[0.148296, -0.08397602], [0.14100315, -0.01340469], [0.20124979, -0.07290616]]
    np.random.seed(7)  # noqa: NPY002
    before = np.random.get_state()[1].tolist()  # noqa: NPY002
    np.testing.assert_allclose(evaluate(X + text).value, expected, atol=1e-7)
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002


@pytest.mark.parametrize(("deviations", "share"), [(1, 0.68), (2, 0.95), (3, 0.997)])
def test_normal_distribution(deviations, share):
    text = f"z = np.random.default_rng(0).normal(0, 1, 200_000)\n(np.abs(z) < {deviations}).mean()"
    assert evaluate(text).value == pytest.approx(share, abs=0.005)


def test_batches_of_an_epoch():
    batches = evaluate("np.random.default_rng(0).permutation(10_000).reshape(-1, 100)").value
    assert batches.shape == (100, 100)
    assert sorted(batches.ravel()) == list(range(10_000))


def test_flattening_goes_row_by_row():
    made = evaluate("picture = np.arange(784).reshape(28, 28)\npicture.flatten()")
    assert made.value.shape == (784,)
    assert made.value[28] == made.named[0][1][1, 0]


def test_parameters_of_a_network():
    text = "n = np.array([784, 16, 16, 10])\nnp.sum(n[:-1] * n[1:]) + np.sum(n[1:])"
    assert evaluate(text).value == 13_002


def test_a_sparse_layer_keeps_some_connections():
    made = evaluate(W + "np.where(np.abs(W) > 0.4, W, 0)").value
    assert np.count_nonzero(made) == 7


def test_every_example_of_the_menu_does_what_it_says():
    refused = []
    for example in EXAMPLES:
        try:
            assert evaluate(example.code).value.size
        except ExpressionError as error:
            refused.append(str(error))
    assert len(refused) == 2
    assert any("outer brackets" in one for one in refused)
    assert any("W.T is (4, 3)" in one for one in refused)
