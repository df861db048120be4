from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.recognition import DIGIT_SCORE, SURE_PROBABILITY, Verdict, read_digit, stands_side_by_side


def page(*boxes):
    image = np.zeros((28, 28, 1), np.float32)
    for top, bottom, left, right in boxes:
        image[top:bottom, left:right] = 1.0
    return image


def scores(**shares):
    values = np.full(10, (1.0 - sum(shares.values())) / (10 - len(shares)))
    for name, share in shares.items():
        values[int(name[1:])] = share
    return values


ONE = page((4, 24, 12, 16))


def test_an_empty_page_is_blank_and_has_no_label():
    reading = read_digit(scores(d3=0.99), page(), blank=False, digit_score=1.0)
    assert (reading.verdict, reading.label, reading.probability) == (Verdict.BLANK, None, None)


def test_a_clear_digit_is_read():
    reading = read_digit(scores(d1=0.97), ONE, blank=False, digit_score=0.99)
    assert (reading.verdict, reading.label, reading.reason) == (Verdict.DIGIT, 1, None)
    assert reading.probability == pytest.approx(0.97)


def test_what_does_not_look_like_a_digit_keeps_its_nearest_reading():
    reading = read_digit(scores(d4=0.98, d9=0.01), ONE, blank=False, digit_score=DIGIT_SCORE - 0.01)
    assert (reading.verdict, reading.label) == (Verdict.UNSURE, 4)
    assert "4 and 9" in str(reading.reason)


def test_two_drawings_side_by_side_are_named():
    image = page((4, 24, 4, 8), (5, 23, 18, 22))
    reading = read_digit(scores(d1=0.99), image, blank=False, digit_score=0.99)
    assert reading.verdict is Verdict.UNSURE
    assert "side by side" in str(reading.reason)


@pytest.mark.parametrize(
    "image",
    [
        page((4, 6, 8, 20), (8, 24, 12, 16)),
        page((4, 24, 8, 12), (22, 24, 20, 22)),
        page((4, 14, 8, 20), (15, 24, 9, 19)),
    ],
    ids=["a five with a loose roof", "a stroke and a speck", "an eight in two parts"],
)
def test_a_digit_of_several_parts_is_one_drawing(image):
    assert not stands_side_by_side(image)


def test_two_readings_that_are_close_are_both_told():
    reading = read_digit(scores(d4=SURE_PROBABILITY - 0.05, d9=0.35), ONE, blank=False, digit_score=1.0)
    assert (reading.verdict, reading.label) == (Verdict.UNSURE, 4)
    assert str(reading.reason) == "It could be a 4 or a 9."


@given(st.lists(st.floats(0.001, 1.0), min_size=10, max_size=10), st.floats(0, 1))
def test_the_label_is_always_the_most_probable_class(values, digit_score):
    probabilities = np.array(values) / np.sum(values)
    reading = read_digit(probabilities, ONE, blank=False, digit_score=digit_score)
    assert probabilities[reading.label] == probabilities.max()
    assert [share for _, share in reading.top] == sorted((share for _, share in reading.top), reverse=True)
    assert (reading.verdict is Verdict.UNSURE) == (digit_score < DIGIT_SCORE or probabilities.max() < SURE_PROBABILITY)
