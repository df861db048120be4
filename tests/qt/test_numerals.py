"""Numbers in the language of the application."""

from __future__ import annotations

import math

import pytest
from PySide6.QtCore import QLocale

from nnviz.qt.numerals import decimal, duration, percent, plain, whole


@pytest.fixture(params=["en", "pt_BR"])
def language(request):
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("english", "call"),
    [
        ("5,400", lambda: whole(5400.4)),
        ("1,000,000", lambda: whole(1_000_000)),
        ("0.0625", lambda: decimal(0.0625)),
        ("0.0000", lambda: decimal(0.0)),
        ("0.0004321", lambda: decimal(0.0004321)),
        ("0.001", lambda: plain(0.001)),
        ("98.3 %", lambda: percent(0.98333)),
    ],
)
def test_points_and_commas_follow_the_language(language, english, call):
    expected = english if language == "en" else english.translate(str.maketrans(",.", ".,"))
    assert call() == expected


def test_what_is_no_number_is_said(language):
    assert (decimal(math.nan), decimal(math.inf), percent(math.nan), whole(math.inf)) == ("nan", "inf", "nan", "inf")


@pytest.mark.parametrize(
    ("seconds", "words"), [(-1.0, "0 s"), (0.0, "0 s"), (0.1, "1 s"), (60, "1 min 0 s"), (3599.5, "1 h 0 min")]
)
def test_durations(seconds, words):
    assert duration(seconds) == words
