"""Which moments are kept: never too many, the first and the last always, the others evenly spaced."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.snapshots import FIRST_RANK, Moment, SnapshotPlan, Snapshots, first_division, rank_of


def trained(epochs: int, of: int, capacity: int, division: int) -> list[SnapshotPlan]:
    """Return the plan after each batch of a training."""
    plan = SnapshotPlan(capacity, division).added(Moment(0))
    plans = [plan]
    for step in range(1, epochs * of + 1):
        epoch, done = (step - 1) // of + 1, (step - 1) % of + 1
        rank = rank_of(epoch, done, of)
        if plan.wants(rank) or done == of:
            plan = plan.added(Moment(step, epoch, rank, done == of))
        plans.append(plan)
    return plans


TRAININGS = {
    "epochs": st.integers(1, 20),
    "of": st.integers(1, 40),
    "capacity": st.integers(2, 60),
    "division": st.integers(-3, 8),
}


@given(**TRAININGS)
def test_the_budget_holds_after_every_batch_and_the_first_and_the_last_are_there(epochs, of, capacity, division):
    last = 0
    for step, plan in enumerate(trained(epochs, of, capacity, division)):
        steps = [moment.step for moment in plan.kept]
        assert len(steps) <= capacity
        assert steps == sorted(set(steps))
        assert steps[0] == 0
        assert last <= steps[-1] <= step  # what was taken last is there until the next one comes
        last = steps[-1]
    assert last == epochs * of


@given(**TRAININGS)
def test_the_gaps_differ_by_a_factor_of_two_at_most(epochs, of, capacity, division):
    for plan in trained(epochs, of, capacity, division):
        steps = [moment.step for moment in plan.kept]
        # The last one stands where the training stands; all others are spaced evenly.
        gaps = [after - before for before, after in pairwise(steps[:-1])]
        assert not gaps or max(gaps) <= 2 * min(gaps)


@given(st.integers(1, 300), st.integers(1, 3000), st.integers(2, 3000))
def test_a_division_chosen_ahead_needs_no_thinning(epochs, of, capacity):
    division = first_division(epochs, of, capacity)
    per_epoch = min(of, 1 << max(division, 0))
    assert 1 + epochs * per_epoch / (1 << max(-division, 0)) <= max(capacity, 2)


@given(st.lists(st.integers(1, 400), unique=True, min_size=1), st.integers(0, 500), st.integers(2, 500))
def test_the_nearest_is_the_last_one_before_a_step(steps, step, capacity):
    plan = SnapshotPlan(capacity, 8)
    for each in sorted(steps):
        plan = plan.added(Moment(each, 1, rank=3))
    kept = [moment.step for moment in plan.kept]
    found = plan.nearest(step)
    assert found is not None
    assert found.step == max((each for each in kept if each <= step), default=kept[0])


def test_less_room_thins_at_once_and_more_room_brings_nothing_back():
    plan = trained(4, 16, 65, 4)[-1]
    assert len(plan.kept) == 65
    small = plan.with_capacity(10)
    assert [moment.step for moment in small.kept] == [0, 8, 16, 24, 32, 40, 48, 56, 64]
    assert small.with_capacity(65).kept == small.kept
    assert [moment.step for moment in plan.with_capacity(0).kept] == [0, 64]


def test_a_coarser_plan_doubles_the_distance_and_keeps_the_ends():
    plan = trained(2, 8, 30, 3)[-1].coarser()
    assert [moment.step for moment in plan.kept] == [0, 2, 4, 6, 8, 10, 12, 14, 16]
    assert plan.division == 2


def test_what_is_kept_says_when_nothing_fits():
    assert Snapshots(budget=100, each=51).too_large
    assert not Snapshots((Moment(0),), 50, 100, 50).too_large
    assert not Snapshots().too_large
    assert Moment(0).rank == FIRST_RANK
