"""Which models are said to read digits, and what is made of their outputs."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import digit_model, probe_of

from nnviz.core.drawing_answer import answer_of, reads_digits
from nnviz.core.recognition import Verdict

NAMES = tuple("0123456789")


def _ink():
    image = np.zeros((28, 28, 1), np.float32)
    image[6:22, 13:15] = 1.0
    return image


@pytest.mark.parametrize(
    ("names", "classes", "expected"),
    [((), 10, True), (NAMES, 10, True), (("a", "b"), 2, False), (("not a digit", "digit"), 2, False), ((), 5, False)],
)
def test_ten_digits_make_a_reader_of_digits(names, classes, expected):
    assert reads_digits(digit_model(classes=classes, class_names=names)) is expected


def test_a_digit_model_answers_with_a_reading():
    output = np.eye(10)[1]
    answer = answer_of(digit_model(class_names=NAMES), probe_of(output, image=_ink(), digit_score=0.9))
    np.testing.assert_array_equal(answer.probabilities, output)
    assert answer.reading.verdict is Verdict.DIGIT
    assert answer.name(1) == "1"
    doubtful = answer_of(digit_model(class_names=NAMES), probe_of(output, image=_ink(), digit_score=0.1))
    assert doubtful.reading.verdict is Verdict.UNSURE
    assert doubtful.reading.label == 1


def test_other_classifiers_answer_without_a_reading():
    model = digit_model(classes=3, class_names=("cat", "dog"))
    answer = answer_of(model, probe_of([0.1, 0.7, 0.2], image=_ink()))
    assert answer.reading is None
    assert [answer.name(index) for index in range(3)] == ["cat", "dog", "2"]


@pytest.mark.parametrize("probe", [None, probe_of([0.5]), probe_of([0.5, 0.5], model_id="another")])
def test_what_is_no_answer_of_this_model_is_none(probe):
    assert answer_of(digit_model(classes=2), probe) is None
    assert answer_of(None, probe_of([0.5, 0.5])) is None
