"""The rate of a training, without its pauses."""

from __future__ import annotations

import pytest

from nnviz.core.pace import LONGEST_GAP_S, Pace


def test_nothing_is_known_before_the_first_batch():
    pace = Pace(now=5.0)
    assert pace.images_per_second == 0.0
    assert pace.mean_images_per_second == 0.0


def test_short_gaps_count_and_pauses_do_not():
    pace = Pace(now=0.0)
    pace.suspend(now=1.0)
    pace.resume(now=1.0 + LONGEST_GAP_S / 2)
    assert pace.active_s(now=2.0) == pytest.approx(2.0)
    pace.suspend(now=2.0)
    pace.resume(now=102.0)
    assert pace.active_s(now=103.0) == pytest.approx(3.0)


def test_skipped_time_is_in_no_rate():
    pace = Pace(now=0.0)
    pace.add_batch(100, now=1.0)
    pace.skip(now=10.0)
    pace.add_batch(100, now=11.0)
    assert pace.mean_images_per_second == pytest.approx(100.0)
    assert pace.images_per_second == pytest.approx(100.0)


def test_the_rate_follows_the_latest_batches_the_mean_all_of_them():
    pace = Pace(now=0.0)
    for second in range(1, 101):
        pace.add_batch(10, now=float(second))
    for tenth in range(1, 101):
        pace.add_batch(10, now=100.0 + tenth / 10)
    assert pace.images_per_second == pytest.approx(100.0)
    assert pace.mean_images_per_second == pytest.approx(2000 / 110)
