"""Numbers with a comma or a point, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.decimals import parse_decimal
from nnviz.core.messages import UserError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.001", 0.001),
        ("0,001", 0.001),
        (".5", 0.5),
        (",5", 0.5),
        ("3", 3.0),
        ("3.", 3.0),
        (" 1e-3 ", 1e-3),
        ("1E2", 100.0),
    ],
)
def test_what_people_type(text, value):
    assert parse_decimal(text) == value


@pytest.mark.parametrize("text", ["", "abc", "1.000,5", "1 000", "nan", "inf", "1e999", "0x10", "1_0", "--1", "٣"])
def test_what_is_no_number_is_named(text):
    with pytest.raises(UserError, match="not a number"):
        parse_decimal(text)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_comes_back_with_either_sign(number):
    assert parse_decimal(repr(number)) == number
    assert parse_decimal(repr(number).replace(".", ",")) == number
