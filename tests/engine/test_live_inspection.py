"""The live engine asked to explain, to measure and to change its model."""

from __future__ import annotations

import numpy as np
import pytest
from test_live import listener, phases  # noqa: F401

from nnviz.core.attribution import Method, Options, Target
from nnviz.core.experiment import Experiment
from nnviz.core.training import Phase
from nnviz.engine import commands, events
from nnviz.engine.architectures import build_model
from nnviz.engine.jobs import Jobs
from nnviz.engine.live_inspection import LiveInspection, LiveModel
from nnviz.engine.prober import Prober

PICTURE = np.zeros((28, 28, 1), np.float32)
PICTURE[4:24, 12:16] = 1


@pytest.fixture
def asked(listener):  # noqa: F811
    listener.engine.post(commands.Want(None))
    listener.engine.post(commands.Ask(PICTURE, 1))
    listener.wait(lambda: listener.of(events.ProbeReady))
    return listener


def test_an_explanation_answers_for_the_picture_asked_last(asked):
    asked.engine.post(commands.Attribute(Method.GRAD_CAM, Target(3), generation=9))
    asked.wait(lambda: asked.of(events.AttributionReady))
    event = asked.of(events.AttributionReady)[-1]
    assert (event.generation, event.attribution.class_index) == (9, 3)
    assert event.model_id == asked.of(events.ModelReady)[0].summary.id
    assert event.attribution.map.shape == (28, 28)
    assert not event.attribution.map.flags.writeable


def test_explanations_of_an_opened_model_are_made_ready_before_anybody_asks():
    jobs, model = Jobs(), build_model("lenet", (28, 28, 1), 10, 0)
    inspection = LiveInspection(jobs, lambda name, folder: None)
    live = LiveModel(model, Prober(model, "m"), PICTURE, None)
    inspection.begin(live, ahead=True)
    while jobs:
        jobs.advance(lambda step, name: step())
    functions = dict(inspection._attributor.traces._functions)
    assert {name[0] for name in functions if name != "outputs"} == {"maps", "gradients", "scores"}
    heard = []
    inspection.carry_out(commands.Attribute(Method.GRAD_CAM, Target(3), generation=9), live, heard.append)
    while jobs:
        jobs.advance(lambda step, name: step())
    assert heard[-1].generation == 9
    assert inspection._attributor.traces._functions == functions


def test_nothing_is_made_ready_for_a_model_that_is_to_be_trained():
    jobs, model = Jobs(), build_model("mlp", (28, 28, 1), 10, 0)
    inspection = LiveInspection(jobs, lambda name, folder: None)
    inspection.begin(LiveModel(model, Prober(model, "m"), None, None), ahead=False)
    assert not jobs


def test_without_a_picture_there_is_a_sentence(listener):  # noqa: F811
    listener.engine.post(commands.Attribute(Method.SALIENCY))
    listener.wait(lambda: listener.of(events.Failed))
    assert "no picture" in str(listener.of(events.Failed)[0].error)
    assert listener.of(events.Failed)[0].during == "Attribute"


def test_drawing_and_stopping_go_on_while_a_long_explanation_runs(asked):
    asked.engine.post(commands.Attribute(Method.MAXIMISATION, Target(1), Options(iterations=1_000_000)))
    asked.wait(lambda: len(asked.of(events.AttributionReady)) >= 2)
    asked.engine.post(commands.Ask(PICTURE, 2))
    asked.wait(lambda: asked.of(events.ProbeReady)[-1].probe.generation == 2)
    asked.engine.post(commands.Attribute(Method.SALIENCY, Target(1), generation=5))
    asked.wait(lambda: asked.of(events.AttributionReady)[-1].attribution.method is Method.SALIENCY)
    asked.engine.post(commands.Attribute(Method.MAXIMISATION, Target(1), Options(iterations=1_000_000), generation=6))
    asked.wait(lambda: asked.of(events.AttributionReady)[-1].generation == 6)
    asked.engine.post(commands.StopAttribution())
    asked.engine.post(commands.Ask(PICTURE, 3))
    asked.wait(lambda: asked.of(events.ProbeReady)[-1].probe.generation == 3)
    assert asked.of(events.AttributionReady)[-1].attribution.fraction < 1
    assert not asked.of(events.Failed)


def test_explanations_of_two_owners_do_not_replace_each_other(asked):
    endless = Options(iterations=1_000_000)
    asked.engine.post(commands.Attribute(Method.MAXIMISATION, Target(1), endless, owner="why"))
    asked.wait(lambda: asked.of(events.AttributionReady))
    asked.engine.post(commands.Attribute(Method.SALIENCY, Target(1), owner="field"))
    asked.wait(lambda: any(event.owner == "field" for event in asked.of(events.AttributionReady)))
    count = len(asked.of(events.AttributionReady))
    asked.wait(lambda: len(asked.of(events.AttributionReady)) > count)
    assert asked.of(events.AttributionReady)[-1].owner == "why"
    asked.engine.post(commands.StopAttribution("why"))


def test_health_is_measured_over_a_data_set(asked):
    asked.engine.post(commands.MeasureHealth("digits", "test", 60))
    asked.wait(lambda: asked.of(events.HealthReady) and asked.of(events.HealthReady)[-1].report.fraction == 1.0)
    report = asked.of(events.HealthReady)[-1].report
    assert report.pictures == 60
    assert report.accuracy > 0.8
    ids = {layer.id for layer in asked.of(events.ModelReady)[0].summary.layers}
    assert {health.layer_id for health in report.activations} <= ids


def test_weights_are_changed_undone_and_the_answer_follows(asked):
    summary = asked.of(events.ModelReady)[0].summary
    conv = next(layer for layer in summary.layers if layer.type == "Conv2D")
    before = asked.of(events.ProbeReady)[-1].probe
    asked.engine.post(commands.SwitchFilterOff(conv.id, 0))
    asked.wait(lambda: len(asked.of(events.ProbeReady)) == 2)
    dark = asked.of(events.ProbeReady)[-1].probe
    assert not dark.tensors[conv.id][..., 0].any()
    assert dark.generation == before.generation
    asked.engine.post(commands.UndoWeights())
    asked.wait(lambda: len(asked.of(events.ProbeReady)) == 3)
    assert np.array_equal(asked.of(events.ProbeReady)[-1].probe.output, before.output)
    asked.engine.post(commands.SetWeight(f"{conv.id}/bias", (1,), 2.5))
    asked.wait(lambda: len(asked.of(events.ProbeReady)) == 4)
    edits = asked.of(events.WeightsEdited)
    assert [(edit.undoable, edit.redoable) for edit in edits] == [(1, 0), (0, 1), (1, 0)]
    assert edits[-1].keys == {f"{conv.id}/bias"}
    assert asked.of(events.ProbeReady)[-1].probe.weights[f"{conv.id}/bias"][1] == 2.5
    asked.engine.post(commands.RedoWeights())
    asked.wait(lambda: len(asked.of(events.WeightsEdited)) == 4)
    assert asked.of(events.WeightsEdited)[-1].keys == frozenset()


def test_weights_are_not_changed_by_hand_while_training(asked):
    asked.engine.post(commands.Train(Experiment(architecture="mlp", epochs=200), start_paused=True))
    asked.wait(lambda: len(asked.of(events.ModelReady)) == 2)
    asked.engine.post(commands.SetWeight("anything", (0,), 1.0))
    asked.wait(lambda: asked.of(events.Failed))
    assert "training" in str(asked.of(events.Failed)[0].error)
    asked.engine.post(commands.Stop())
    asked.wait(lambda: phases(asked)[-1] is Phase.STOPPED)
