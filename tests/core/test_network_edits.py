"""Editing a network: no sequence of edits loses a row or breaks the undo, and the view tells what Keras builds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.history import MOST_STEPS, History
from nnviz.core.network import KINDS, MOST_ROWS, LayerSpec, new_row
from nnviz.core.network_edits import NetworkDraft, view_network
from nnviz.core.presets import PRESETS, preset_rows

_EDITS = st.one_of(
    st.tuples(st.just("inserted"), st.tuples(st.sampled_from(KINDS))),
    st.tuples(st.just("duplicated"), st.just(())),
    st.tuples(st.just("removed"), st.just(())),
    st.tuples(st.just("choosing"), st.tuples(st.integers(-5, 12))),
    st.tuples(st.just("shifted"), st.tuples(st.sampled_from((-1, 1)))),
    st.tuples(st.just("moved"), st.tuples(st.integers(-2, 8), st.integers(-2, 8))),
    st.tuples(st.just("configured"), st.tuples(st.integers(-2, 8), st.sampled_from(KINDS).map(new_row))),
)


@given(st.lists(_EDITS, max_size=30))
def test_edits_act_like_a_list_and_the_chosen_row_exists(edits):
    draft = NetworkDraft()
    for name, arguments in edits:
        before = draft
        draft = getattr(draft, name)(*arguments)
        assert -1 <= draft.chosen < len(draft.rows)
        grown = len(draft.rows) - len(before.rows)
        if name == "inserted":
            assert grown == 1
            assert draft.rows[draft.chosen].kind == arguments[0]
            assert [*draft.rows[: draft.chosen], *draft.rows[draft.chosen + 1 :]] == list(before.rows)
        elif name == "duplicated":
            assert grown == (before.chosen >= 0)
        elif name == "removed":
            assert grown == -(before.chosen >= 0)
        elif name in ("moved", "shifted"):
            assert sorted(map(repr, draft.rows)) == sorted(map(repr, before.rows))


@given(st.lists(_EDITS, max_size=20), st.integers(0, 25))
def test_everything_can_be_taken_back_and_done_again(edits, steps):
    history = History(NetworkDraft())
    values = [history.now]
    for name, arguments in edits:
        history = history.put(getattr(history.now, name)(*arguments))
        if history.now != values[-1]:
            values.append(history.now)
    back = history
    for _ in range(steps):
        back = back.undone()
    assert back.now == values[max(0, len(values) - 1 - steps)]
    for _ in range(steps):
        back = back.redone()
    assert back.now == history.now


def test_turns_of_one_wheel_are_one_step():
    history = History(0).put(1, "units").put(2, "units").put(3, "size").put(4, "size")
    assert history.undone().now == 2
    assert history.undone().undone().now == 0
    assert History(0).put(1).undone().put(5).redone().now == 5, "a change forgets what was taken back"
    assert History(0).put(1, "a").undone().put(2, "a").undone().now == 0


def test_the_history_is_bounded():
    history = History(0)
    for value in range(1, MOST_STEPS + 100):
        history = history.put(value)
    assert len(history.past) == MOST_STEPS


def test_a_network_cannot_grow_without_end():
    draft = NetworkDraft((LayerSpec("dropout"),) * MOST_ROWS, 0)
    assert draft.inserted("dropout") is draft
    assert draft.duplicated() is draft


def test_a_move_keeps_the_origin_and_chooses_the_moved_row():
    rows = preset_rows("lenet", (28, 28, 1))
    moved = NetworkDraft(rows, 0, "lenet").moved(0, 3)
    assert (moved.chosen, moved.origin, moved.rows[3]) == (3, "lenet", rows[0])


@pytest.mark.parametrize("preset", PRESETS)
def test_the_sum_of_the_rows_is_what_keras_counts(preset):
    from nnviz.engine.architectures import build_network

    rows = preset_rows(preset, (28, 28, 1))
    view = view_network(rows, (28, 28, 1), 10)
    assert view.problem is None
    assert view.parameters == build_network(rows, (28, 28, 1), 10, 0, preset).count_params()


def test_the_row_with_a_problem_is_named():
    rows = (*(LayerSpec("max_pool", size=2, stride=0),) * 3, LayerSpec("conv", 8, size=4), LayerSpec("flatten"))
    view = view_network(rows, (28, 28, 1), 10)
    assert [fact.problem is None for fact in view.facts] == [True, True, True, False, True, True]
    assert view.problem.values["row"] == 4
    assert str(view.facts[3].problem).startswith("4 × 4 does not fit into 3 × 3")


def test_a_large_network_is_called_large():
    flat = LayerSpec("flatten")
    assert view_network((flat, LayerSpec("dense", 7000)), (28, 28, 1), 10).large
    assert not view_network((flat, LayerSpec("dense", 6000)), (28, 28, 1), 10).large
    assert view_network((flat, LayerSpec("dense", 65_000), LayerSpec("dense", 2000)), (28, 28, 1), 10).problem
