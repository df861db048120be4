"""The models held beside the live one: what they answer, and that nothing done to the live one reaches them."""

from __future__ import annotations

import keras
import numpy as np
import pytest
from model_kinds import KINDS, picture_for, randomise
from test_live import listener, phases  # noqa: F401

from nnviz.core.experiment import Experiment
from nnviz.core.messages import UserError
from nnviz.core.training import Phase
from nnviz.engine import commands, events
from nnviz.engine.architectures import build_model
from nnviz.engine.held_model import hold_copy
from nnviz.engine.model_inputs import inputs_of
from nnviz.engine.prober import Prober

PICTURE = np.zeros((28, 28, 1), np.float32)
PICTURE[4:24, 12:16] = 1


def small_model(seed: int = 1, side: int = 28) -> keras.Model:
    return build_model("mlp", (side, side, 1), 10, seed)


@pytest.fixture
def asked(listener):  # noqa: F811
    listener.engine.post(commands.Want(None))
    listener.engine.post(commands.WantReference(None))
    listener.engine.post(commands.Ask(PICTURE, 1))
    listener.wait(lambda: listener.of(events.ProbeReady))
    return listener


def held(asked, count: int = 1):
    asked.wait(lambda: len(asked.of(events.ReferenceReady)) == count)
    summary = asked.of(events.ReferenceReady)[-1].summary
    asked.wait(lambda: any(event.model_id == summary.id for event in asked.of(events.ReferenceProbeReady)))
    return asked.of(events.ReferenceReady)[-1]


def answer(asked) -> events.ReferenceProbeReady:
    return asked.of(events.ReferenceProbeReady)[-1]


def comparison(asked):
    return asked.of(events.WeightsCompared)[-1].comparison


def test_a_file_answers_as_its_model_does_and_is_compared_with_numpy(asked, tmp_path):
    model = small_model()
    model.save(tmp_path / "other.keras")
    asked.engine.post(commands.OpenReference(str(tmp_path / "other.keras")))
    summary = held(asked).summary
    assert summary.file.endswith("other.keras")
    probe = answer(asked).probe
    assert (probe.generation, probe.model_id) == (1, summary.id)
    np.testing.assert_allclose(probe.output, model(PICTURE[None])[0], atol=1e-6)
    dense = next(layer for layer in model.layers if isinstance(layer, keras.layers.Dense))
    np.testing.assert_array_equal(probe.weights[f"{dense.name}/kernel"], dense.get_weights()[0])
    live = asked.of(events.ProbeReady)[-1].probe
    asked.wait(lambda: asked.of(events.WeightsCompared))
    assert comparison(asked).reference_id == summary.id
    for key, found in comparison(asked).differences.items():
        apart = live.weights[key].astype(float) - probe.weights[key]
        assert found.norm == pytest.approx(np.linalg.norm(apart))
        assert found.largest == pytest.approx(np.abs(apart).max())


def test_every_question_is_answered_twice_with_what_is_wanted(asked):
    asked.engine.post(commands.HoldReference())
    summary = held(asked).summary
    conv = next(layer for layer in summary.layers if layer.type == "Conv2D")
    asked.engine.post(commands.WantReference(frozenset({conv.id})))
    asked.engine.post(commands.Ask(PICTURE.swapaxes(0, 1), 2))
    asked.wait(lambda: answer(asked).probe.generation == 2)
    live = asked.of(events.ProbeReady)[-1].probe
    np.testing.assert_array_equal(answer(asked).probe.output, live.output)
    assert set(answer(asked).probe.tensors) == {conv.id}
    assert answer(asked).probe.weights == {}


def test_weights_changed_by_hand_leave_the_copy_untouched(asked):
    before = asked.of(events.ProbeReady)[-1].probe
    asked.engine.post(commands.HoldReference())
    event = held(asked)
    assert event.held_at is not None
    assert event.summary.layers == asked.of(events.ModelReady)[0].summary.layers
    asked.wait(lambda: asked.of(events.WeightsCompared))
    assert all(found.norm == 0 for found in comparison(asked).differences.values())
    conv = next(layer for layer in event.summary.layers if layer.type == "Conv2D")
    count = len(asked.of(events.WeightsCompared))
    asked.engine.post(commands.SetWeight(f"{conv.id}/bias", (1,), 2.5))
    asked.wait(lambda: len(asked.of(events.WeightsCompared)) > count)
    np.testing.assert_array_equal(answer(asked).probe.output, before.output)
    assert not np.array_equal(asked.of(events.ProbeReady)[-1].probe.output, before.output)
    changed = {key: found for key, found in comparison(asked).differences.items() if found.norm}
    assert set(changed) == {f"{conv.id}/bias"}
    was = float(before.weights[f"{conv.id}/bias"][1])
    assert changed[f"{conv.id}/bias"].largest == pytest.approx(abs(2.5 - was))


def test_a_copy_stays_while_its_model_trains_on(asked):
    asked.engine.post(commands.Train(Experiment(architecture="mlp", epochs=200), start_paused=True))
    asked.wait(lambda: len(asked.of(events.ModelReady)) == 2)
    asked.engine.post(commands.Step())
    asked.wait(lambda: len(asked.of(events.BatchDone)) == 1)
    asked.engine.post(commands.Ask(PICTURE, 2))
    asked.wait(lambda: asked.of(events.ProbeReady)[-1].probe.generation == 2)
    before = asked.of(events.ProbeReady)[-1].probe
    asked.engine.post(commands.HoldReference())
    assert held(asked).step == 1
    asked.engine.post(commands.Resume())
    asked.wait(lambda: asked.of(events.ProbeReady)[-1].probe.step > 20)
    asked.engine.post(commands.Stop())
    asked.wait(lambda: phases(asked)[-1] is Phase.STOPPED)
    asked.engine.post(commands.Ask(PICTURE, 3))
    asked.wait(lambda: answer(asked).probe.generation == 3)
    asked.wait(lambda: asked.of(events.WeightsCompared) and max(
        found.norm for found in comparison(asked).differences.values()) > 0)  # fmt: skip
    np.testing.assert_array_equal(answer(asked).probe.output, before.output)
    for key, weight in before.weights.items():
        np.testing.assert_array_equal(answer(asked).probe.weights[key], weight)
    assert not asked.of(events.Failed)


def test_another_live_model_keeps_the_reference_and_is_compared_anew(asked, tmp_path):
    asked.engine.post(commands.HoldReference())
    reference = held(asked).summary
    small_model().save(tmp_path / "next.keras")
    asked.engine.post(commands.OpenModel(str(tmp_path / "next.keras")))
    asked.wait(lambda: len(asked.of(events.ModelReady)) == 2)
    live = asked.of(events.ModelReady)[-1].summary
    asked.wait(lambda: asked.of(events.WeightsCompared) and comparison(asked).model_id == live.id)
    asked.engine.post(commands.Ask(PICTURE, 2))
    asked.wait(lambda: answer(asked).probe.generation == 2)
    assert answer(asked).model_id == reference.id
    assert not asked.of(events.ReferenceDropped)


def test_a_reference_that_reads_another_shape_says_so_and_the_live_model_answers(asked, tmp_path):
    small_model(side=32).save(tmp_path / "large.keras")
    asked.engine.post(commands.OpenReference(str(tmp_path / "large.keras")))
    held(asked)
    assert answer(asked).probe is None
    assert "32" in str(answer(asked).error)
    asked.engine.post(commands.Ask(PICTURE, 2))
    asked.wait(lambda: asked.of(events.ProbeReady)[-1].probe.generation == 2)
    assert not asked.of(events.Failed)


def test_a_refused_file_leaves_what_was_held(asked, tmp_path):
    asked.engine.post(commands.HoldReference())
    held(asked)
    (tmp_path / "odd.keras").write_bytes(b"not a zip")
    asked.engine.post(commands.OpenReference(str(tmp_path / "odd.keras")))
    asked.wait(lambda: asked.of(events.Failed))
    assert asked.of(events.Failed)[-1].during == "OpenReference"
    count = len(asked.of(events.ReferenceProbeReady))
    asked.engine.post(commands.Ask(PICTURE, 2))
    asked.wait(lambda: len(asked.of(events.ReferenceProbeReady)) > count)
    assert len(asked.of(events.ReferenceReady)) == 1


def test_several_are_held_by_name_and_what_is_dropped_answers_no_more(asked):
    asked.engine.post(commands.HoldReference())
    asked.engine.post(commands.HoldReference("epoch 1"))
    asked.engine.post(commands.Ask(PICTURE, 2))
    names = {"reference", "epoch 1"}
    asked.wait(lambda: names == {e.name for e in asked.of(events.ReferenceProbeReady) if e.probe.generation == 2})
    asked.engine.post(commands.DropReference())
    asked.wait(lambda: asked.of(events.ReferenceDropped))
    count = len(asked.of(events.ReferenceProbeReady))
    asked.engine.post(commands.Ask(PICTURE, 3))
    asked.wait(lambda: len(asked.of(events.ReferenceProbeReady)) > count)
    asked.engine.post(commands.Ask(PICTURE, 4))
    asked.wait(lambda: answer(asked).probe.generation == 4)
    assert {event.name for event in asked.of(events.ReferenceProbeReady)[count:]} == {"epoch 1"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_copy_of_every_kind_of_model_answers_alike_and_has_weights_of_its_own(kind):
    model = kind()
    randomise(model)
    prober = Prober(model, "live-1")
    image = picture_for(inputs_of(model))
    before = prober.probe(image, 0)
    copy = hold_copy(model, prober.summary, "reference-1", 7)
    for weight in model.weights:
        weight.assign(weight * 0)
    probe = copy.prober.probe(image, 0)
    np.testing.assert_array_equal(probe.output, before.output)
    assert probe.weights.keys() == before.weights.keys()
    assert all(np.array_equal(probe.weights[key], before.weights[key]) for key in probe.weights)
    assert copy.step == 7


class Closed(keras.Model):
    """A model that cannot be described."""

    def __init__(self, size):
        super().__init__()
        self.dense = keras.layers.Dense(size)

    def call(self, inputs):
        return self.dense(inputs)


def test_a_model_without_a_description_cannot_be_copied_and_says_so():
    model = Closed(3)
    prober = Prober(model, "live-1") if model(np.zeros((1, 4), np.float32)) is not None else None
    with pytest.raises(UserError, match="could not be held"):
        hold_copy(model, prober.summary, "reference-1", 0)
