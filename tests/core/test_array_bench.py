"""The bench of named arrays, and pasted texts."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.core.array_bench import ArrayBench, code_of, pasted_array
from nnviz.core.expression import evaluate
from nnviz.core.messages import UserError


def test_every_change_is_another_bench():
    first = ArrayBench()
    second = first.put("a", np.arange(3)).put("b", np.ones(2))
    third = second.renamed("a", "c").without("b")
    assert (len(first), [e.name for e in second], [e.name for e in third]) == (0, ["a", "b"], ["c"])
    assert list(second.put("a", np.zeros(9)).arrays) == ["a", "b"]
    with pytest.raises(ValueError, match="read-only"):
        second.arrays["a"][0] = 5


def test_results_get_names_of_their_own():
    bench, name = ArrayBench().evaluated("x = np.arange(3)\nx * 2")
    assert (name, list(bench.arrays)) == ("a", ["x", "a"])
    bench, name = bench.evaluated("a + x")
    assert (name, bench.arrays["a2"].tolist()) == ("a2", [0, 3, 6])
    bench, name = bench.evaluated("x = a2")
    assert (name, bench.arrays["x"].tolist()) == ("x", [0, 3, 6])
    assert bench.evaluated("x")[1] == "x"
    assert len(bench.evaluated("x")[0]) == 3


def test_a_refused_expression_leaves_the_bench_as_it_was():
    bench = ArrayBench().put("a", np.ones(3))
    with pytest.raises(UserError):
        bench.evaluated("b = a + 1\nb @ np.ones(4)")
    assert list(bench.arrays) == ["a"]


@pytest.mark.parametrize("name", ["", "2x", "for", "np", "__class__", "a b", "a" * 41, "ç-"])
def test_what_is_no_name_is_refused(name):
    bench = ArrayBench().put("a", np.ones(3))
    with pytest.raises(UserError, match="cannot be the name"):
        bench.renamed("a", name)
    with pytest.raises(UserError, match="cannot be the name"):
        bench.put(name, np.ones(1))
    assert ArrayBench().put(bench.free_name(name), np.ones(1)).entries


def test_a_taken_name_and_python_objects_are_refused():
    bench = ArrayBench().put("a", np.ones(3)).put("b", np.ones(3))
    with pytest.raises(UserError, match="already"):
        bench.renamed("a", "b")
    with pytest.raises(UserError, match="Python objects"):
        bench.put("c", np.array([None]))
    with pytest.raises(UserError, match="would have 9 axes"):
        bench.evaluated("np.ones((1, 1, 1, 1, 1, 1, 1, 1, 1))")


def test_code_gives_the_array_again():
    bench = ArrayBench().put("W", np.array([[0.1, 1 / 3], [1e-30, -2]]))
    made = evaluate(code_of(bench.entries[0]))
    assert made.name == "W"
    np.testing.assert_array_equal(made.value, bench.arrays["W"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[1, 2, 3]", [1, 2, 3]),
        ("[[1, 2], [3, 4.5]]", [[1, 2], [3, 4.5]]),
        ("  [[1, 2],\n   [3, 4],]\n", [[1, 2], [3, 4]]),
        ("[[1. 2.]\n [3. -4.e-1]]", [[1, 2], [3, -0.4]]),
        ("[1 2 3]", [1, 2, 3]),
        ("np.array([[1, 2]])", [[1, 2]]),
        ("array([1., 2.])", [1, 2]),
        ("1,2,3\n4,5,6", [[1, 2, 3], [4, 5, 6]]),
        ("a,b\n1,2\n3,4", [[1, 2], [3, 4]]),
        ("1\t2\n3\t4", [[1, 2], [3, 4]]),
        ("1,5;2\n3;4", [[1.5, 2], [3, 4]]),
        ("1 2\n3 4", [[1, 2], [3, 4]]),
    ],
)
def test_pasted_texts_become_arrays(text, expected):
    np.testing.assert_array_equal(pasted_array(text, "text"), expected)


@pytest.mark.parametrize("text", ["", "hello", "[[1, 2], [3]]", "[1, 2", "1,2\n3", "[lambda: 1]", "{}", "np.load('x')"])
def test_other_texts_are_refused_in_a_sentence(text):
    with pytest.raises(UserError):
        pasted_array(text, "The pasted text")
