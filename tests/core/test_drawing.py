"""The vector document: nothing lost on the way to JSON and back, and a history that always finds home."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.drawing import MAX_WIDTH, MIN_WIDTH, Drawing, History, Stroke, segments_of
from nnviz.core.messages import UserError

_unit = st.floats(0, 1)
_strokes = st.builds(
    Stroke,
    points=st.lists(st.tuples(_unit, _unit, _unit), min_size=1, max_size=5).map(tuple),
    width=st.floats(MIN_WIDTH, MAX_WIDTH),
    erase=st.booleans(),
)


@given(st.lists(_strokes, max_size=4), st.text(max_size=9))
def test_a_drawing_survives_json(strokes, name):
    drawing = Drawing(tuple(strokes), name=name)
    back = Drawing.from_values(json.loads(json.dumps(drawing.to_values())))
    assert back.strokes == drawing.strokes
    assert back.name == name
    assert back.background is None


@pytest.mark.parametrize("shape", [(3, 5), (4, 2, 3)])
def test_a_background_survives_json(shape):
    picture = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    back = Drawing.from_values(json.loads(json.dumps(Drawing(background=picture).to_values())))
    np.testing.assert_array_equal(back.background, picture)


@pytest.mark.parametrize(
    "values",
    [
        {"strokes": [{"width": 0.1}]},
        {"strokes": [{"width": 0.1, "points": [[0, 0]]}]},
        {"strokes": [{"width": 0.1, "points": [[0, 0, float("nan")]]}]},
        {"strokes": [{"width": "wide", "points": []}]},
        {"strokes": 3},
        {"strokes": [7]},
        {"background": {"shape": [2, 2], "pixels": "AAAA"}},
        {"background": {"shape": [2, 2], "pixels": "not base64"}},
        {"background": {"shape": [2, 2, 4], "pixels": ""}},
        {"background": {"shape": [10**6, 10**6], "pixels": ""}},
        {"background": {"shape": [1, 1]}},
        {"background": "picture"},
    ],
)
def test_what_is_no_drawing_is_refused_in_a_sentence(values):
    with pytest.raises(UserError, match="not a drawing"):
        Drawing.from_values(values)


def test_a_stroke_of_absurd_width_is_no_wider_than_a_pen_that_was_scaled():
    drawing = Drawing.from_values({"strokes": [{"width": 99, "points": [[0, 0, 1]]}]})
    assert drawing.strokes[0].width == 20 * MAX_WIDTH


@given(st.lists(st.sampled_from(["draw", "undo", "redo"]), max_size=40))
def test_history_moves_along_what_was_drawn(actions):
    history, states, at = History(), [Drawing()], 0
    states[0] = history.present
    for number, action in enumerate(actions):
        if action == "draw":
            drawing = history.present.plus(Stroke(((number / 40, 0.0, 1.0),)))
            history = history.then(drawing)
            states[at + 1 :] = [drawing]
            at += 1
        elif action == "undo":
            history = history.undone()
            at = max(0, at - 1)
        else:
            history = history.redone()
            at = min(len(states) - 1, at + 1)
        assert history.present is states[at]
        assert len(history.past) == at
        assert len(history.future) == len(states) - 1 - at


def test_a_drawing_knows_when_it_is_empty():
    assert Drawing().empty
    assert not Drawing(strokes=(Stroke(((0.5, 0.5, 1.0),)),)).empty
    assert not Drawing(background=np.zeros((2, 2), np.uint8)).empty


@given(st.lists(st.tuples(_unit, _unit, _unit), min_size=1, max_size=9))
def test_a_stroke_is_one_unbroken_line_from_its_first_point_to_its_last(points):
    segments = list(segments_of(Stroke(tuple(points))))
    assert segments[0][0] == points[0]
    assert segments[-1][2] == points[-1]
    for before, after in pairwise(segments):
        assert before[2] == after[0]


@given(st.lists(st.tuples(_unit, _unit, _unit), min_size=3, max_size=9))
def test_a_further_point_leaves_the_curve_so_far(points):
    assert (
        list(segments_of(Stroke(tuple(points))))[: len(points) - 2]
        == list(segments_of(Stroke(tuple(points[:-1]))))[:-1]
    )
