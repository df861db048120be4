import model_kinds as kinds
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.core.messages import UserError
from nnviz.engine.model_inputs import inputs_of
from nnviz.engine.prober import Prober
from nnviz.engine.weight_edits import WeightEdits


@pytest.fixture
def edited():
    model = kinds.randomise(kinds.sequential())
    prober = Prober(model, "m")
    return model, prober, WeightEdits(prober)


def test_one_value_is_set_and_everything_downstream_follows(edited):
    model, prober, edits = edited
    image = kinds.picture_for(inputs_of(model))
    before = prober.probe(image, 0)
    assert edits.set_value("conv/kernel", (1, 1, 0, 2), 5.0) == {"conv/kernel"}
    after = prober.probe(image, 0)
    assert after.weights["conv/kernel"][1, 1, 0, 2] == 5.0
    assert (after.weights["conv/kernel"] != before.weights["conv/kernel"]).sum() == 1
    assert not np.allclose(after.output, before.output)
    np.testing.assert_allclose(after.output, np.asarray(model(image[None]))[0], rtol=1e-5)


def test_a_filter_switched_off_is_dark_and_comes_back(edited):
    model, prober, edits = edited
    image = kinds.picture_for(inputs_of(model))
    before = prober.probe(image, 0)
    assert edits.set_filter("conv", 1) == {"conv/kernel", "conv/bias"}
    dark = prober.probe(image, 0).tensors["conv"]
    assert not dark[..., 1].any()
    assert np.array_equal(dark[..., 0], before.tensors["conv"][..., 0])
    edits.undo()
    assert all(np.array_equal(prober.weights()[key], before.weights[key]) for key in before.weights)


def test_changes_are_undone_and_redone_in_order(edited):
    _, prober, edits = edited

    def bias():
        return prober.weights()["scores/bias"].tolist()

    start = bias()
    states = [start]
    for place in range(3):
        edits.set_value("scores/bias", (place,), 7.0 + place)
        states.append(bias())
    for expected in (states[2], states[1], states[0], states[0]):
        edits.undo()
        assert bias() == expected
    assert (edits.undoable, edits.redoable) == (0, 3)
    for expected in (states[1], states[2], states[3], states[3]):
        edits.redo()
        assert bias() == expected
    edits.undo()
    edits.set_value("scores/bias", (0,), -1.0)
    assert (edits.undoable, edits.redoable) == (3, 0)
    assert edits.redo() == frozenset()


@pytest.mark.parametrize(
    ("key", "index", "value"), [("conv/kernel", (3, 0, 0, 0), 1.0), ("conv/bias", (), 1.0), ("conv/bias", (0,), np.nan)]
)
def test_what_does_not_fit_changes_nothing(edited, key, index, value):
    _, prober, edits = edited
    before = prober.weights()
    with pytest.raises(UserError, match="left as it is"):
        edits.set_value(key, index, value)
    assert edits.undoable == 0
    assert all(np.array_equal(before[name], values) for name, values in prober.weights().items())


def test_names_that_do_not_exist_are_told(edited):
    _, _, edits = edited
    with pytest.raises(UserError, match="no variable"):
        edits.set_value("conv/nothing", (0,), 1.0)
    with pytest.raises(UserError, match="no layer"):
        edits.set_filter("nothing", 0)


def test_a_filter_is_set_to_a_value_with_its_bias(edited):
    _, prober, edits = edited
    before = prober.weights()
    edits.set_filter("conv", 2, 0.25)
    now = prober.weights()
    assert (now["conv/kernel"][..., 2] == 0.25).all()
    assert now["conv/bias"][2] == 0.25
    np.testing.assert_array_equal(now["conv/kernel"][..., :2], before["conv/kernel"][..., :2])
    assert edits.marks == {("conv", 2)}
    with pytest.raises(UserError, match="left as it is"):
        edits.set_filter("conv", 2, np.inf)
    assert edits.undoable == 1


def test_what_is_saved_is_not_unsaved(edited):
    _, _, edits = edited
    assert not edits.unsaved
    edits.set_value("scores/bias", (0,), 1.0)
    assert edits.unsaved
    edits.note_saved()
    assert not edits.unsaved
    edits.undo()
    assert edits.unsaved
    edits.redo()
    assert not edits.unsaved


_EDITS = st.one_of(
    st.tuples(st.just("value"), st.integers(0, 2), st.floats(-9, 9, width=32)),
    st.tuples(st.just("kernel"), st.integers(0, 2), st.floats(-9, 9, width=32)),
    st.tuples(st.just("filter"), st.integers(0, 2), st.floats(-9, 9, width=32)),
    st.tuples(st.sampled_from(["undo", "redo", "reset"]), st.just(0), st.just(0.0)),
)


@pytest.fixture(scope="module")
def shared():
    model = kinds.randomise(kinds.sequential())
    return Prober(model, "m")


@given(st.lists(_EDITS, max_size=12))
@settings(max_examples=40, deadline=None)
def test_any_sequence_of_changes_can_be_undone_and_redone(shared, sequence):
    edits, history, place = WeightEdits(shared), [shared.weights()], 0
    for kind, number, value in sequence:
        if kind in ("value", "kernel", "filter"):
            if kind == "value":
                edits.set_value("scores/bias", (number,), value)
            elif kind == "kernel":
                edits.set_value("conv/kernel", (number, 1, 0, 0), value)
            else:
                edits.set_filter("conv", number, value)
            history = [*history[: place + 1], shared.weights()]
            place += 1
        else:
            getattr(edits, kind)()
            place = {"undo": max(place - 1, 0), "redo": min(place + 1, len(history) - 1), "reset": 0}[kind]
        assert (edits.undoable, edits.redoable) == (place, len(history) - 1 - place)
        assert same(shared.weights(), history[place])
        with edits.original():
            assert same(shared.weights(), history[0])
        assert same(shared.weights(), history[place])
    edits.reset()
    assert same(shared.weights(), history[0])
    assert edits.marks == frozenset()
    for expected in history[1:]:
        edits.redo()
        assert same(shared.weights(), expected)
    edits.reset()


def same(found, expected):
    return all(np.array_equal(found[key], values) for key, values in expected.items())
