"""Digits beside each other are taken apart, in order, and none is cut in two."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.core.number_reading import MAX_DIGITS, prepare_digits, read_number, split_digits
from nnviz.core.preparation import prepare
from nnviz.core.recognition import Verdict


def _page(*boxes, size=(200, 400)):
    """Return a black page with a light bar in each box of (top, bottom, left, right)."""
    page = np.zeros(size, np.uint8)
    for top, bottom, left, right in boxes:
        page[top:bottom, left:right] = 255
    return page


def test_digits_come_from_left_to_right_with_their_ink_alone():
    page = _page((40, 160, 300, 320), (60, 150, 60, 90), (50, 140, 180, 190))
    assert [digit.shape for digit in split_digits(page)] == [(90, 30), (90, 10), (120, 20)]
    assert all(digit.all() for digit in split_digits(page))


def test_pieces_above_each_other_are_one_digit():
    five = [(40, 60, 100, 160), (70, 160, 95, 150)]
    assert [digit.shape for digit in split_digits(_page(*five, (40, 160, 250, 270)))] == [(120, 65), (120, 20)]


def test_slanted_neighbours_that_share_a_few_columns_stay_two():
    page = np.zeros((200, 300), np.uint8)
    for row in range(40, 160):
        shift = (160 - row) // 3
        page[row, 80 + shift : 90 + shift] = page[row, 115 + shift : 125 + shift] = 255
    left, right = split_digits(page)
    assert left.shape == right.shape
    assert left.max() == 255


def test_specks_and_blank_pages_are_no_digits():
    assert len(split_digits(_page((40, 160, 100, 130), (20, 24, 300, 304)))) == 1
    assert split_digits(np.zeros((50, 50), np.uint8)) == []
    assert prepare_digits(np.zeros((50, 50), np.uint8)).shape == (0, 28, 28, 1)


def test_dark_ink_on_light_paper_is_split_alike():
    page = _page((40, 160, 300, 320), (60, 150, 60, 90))
    np.testing.assert_allclose(prepare_digits(255 - page), prepare_digits(page), atol=0.02)


def test_there_is_an_end_to_the_digits():
    page = _page(*((40, 160, 10 + 25 * k, 18 + 25 * k) for k in range(15)))
    assert len(split_digits(page)) == MAX_DIGITS


def test_each_digit_is_prepared_as_if_it_stood_alone():
    first, second = (40, 160, 60, 80), (50, 150, 250, 300)
    images = prepare_digits(_page(first, second))
    np.testing.assert_allclose(images[0], prepare(_page(first)).image, atol=0.02)
    np.testing.assert_allclose(images[1], prepare(_page(second)).image, atol=0.02)


def test_a_number_is_read_with_its_doubts():
    images = prepare_digits(_page((40, 160, 60, 80), (50, 150, 250, 270)))
    outputs = np.full((2, 10), 0.02)
    outputs[0, 4], outputs[1, 2] = 0.82, 0.82
    number = read_number(outputs, images, np.array([0.9, 0.9]))
    assert number.text == "42"
    assert not number.unsure
    assert number.probability == pytest.approx(0.82**2)
    doubtful = read_number(outputs, images, np.array([0.9, 0.1]))
    assert doubtful.text == "42"
    assert doubtful.unsure
    assert doubtful.digits[1].verdict is Verdict.UNSURE
