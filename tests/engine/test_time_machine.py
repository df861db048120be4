"""Going back in a training: the tensors of a snapshot, the training beneath it, and what is kept."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import pairwise

import numpy as np
import pytest
from test_live import Listener

from nnviz.core.experiment import Experiment
from nnviz.core.training import Phase
from nnviz.engine import commands, events

PICTURE = np.random.default_rng(3).random((28, 28, 1), dtype=np.float32)
SHORT = Experiment(architecture="mlp", epochs=2, batch_size=256, seed=5)


@contextmanager
def listening():
    made = Listener()
    try:
        made.wait(lambda: made.of(events.ModelReady))
        yield made
    finally:
        made.close()


@pytest.fixture
def listener():
    with listening() as made:
        yield made


@pytest.fixture(scope="module")
def ended():
    """An engine whose short training has ended, with a picture asked."""
    with listening() as made:
        made.engine.post(commands.Want(None))
        train(made, SHORT)
        made.engine.post(commands.Ask(PICTURE, 1))
        yield made


def train(listener: Listener, experiment: Experiment, **more) -> None:
    listener.engine.post(commands.Train(experiment, **more))
    listener.wait(lambda: ends(listener))


def ends(listener: Listener) -> list[Phase]:
    found = [event.progress.phase for event in listener.of(events.ProgressChanged)]
    return [phase for phase in found if phase.ended]


def losses(listener: Listener) -> list[float]:
    return [event.record.loss for event in listener.of(events.BatchDone)]


def snapshots(listener: Listener):
    return listener.of(events.SnapshotsChanged)[-1].snapshots


def scrub(listener: Listener, step: int | None):
    """Go to a step and return the answer that follows."""
    before = len(listener.heard)
    listener.engine.post(commands.ScrubTo(step))
    listener.wait(lambda: answer(listener.heard[before:]))
    return answer(listener.heard[before:])


def answer(heard: list[events.Event]):
    """Return the first answer after the move to another moment."""
    moved = next((index for index, event in enumerate(heard) if isinstance(event, events.ScrubbedTo)), len(heard))
    return next((event.probe for event in heard[moved:] if isinstance(event, events.ProbeReady)), None)


def test_scrubbed_tensors_are_those_of_the_file_saved_at_that_step(ended, tmp_path):
    import keras

    file, step = tmp_path / "then.keras", snapshots(ended).steps[3]
    probe = scrub(ended, step)
    assert probe.step == step
    assert probe.model_id == ended.of(events.ModelReady)[-1].summary.id
    ended.engine.post(commands.SaveSnapshot(step, str(file)))
    ended.wait(lambda: ended.of(events.ModelSaved))
    saved = keras.saving.load_model(file, compile=False)
    for layer in saved.layers:
        for variable in layer.weights:
            np.testing.assert_array_equal(probe.weights[f"{layer.name}/{variable.name}"], np.array(variable.value))
        inner = keras.Model(saved.inputs[0], layer.output)
        expected = np.asarray(inner(PICTURE[None]))[0]
        np.testing.assert_allclose(probe.tensors[layer.name], expected, atol=1e-6)
    assert sum(variable.value.shape.num_elements() for variable in saved.weights) * 4 == snapshots(ended).each


def test_every_snapshot_differs_from_the_next_and_the_last_is_the_live_model(ended):
    steps = snapshots(ended).steps
    assert steps[0] == 0
    assert steps[-1] == len(losses(ended))
    kernels = [next(iter(scrub(ended, step).weights.values())) for step in steps]
    for one, other in pairwise(kernels):
        assert not np.array_equal(one, other)
    live = scrub(ended, None)
    np.testing.assert_array_equal(kernels[-1], next(iter(live.weights.values())))


def test_a_step_between_two_snapshots_shows_the_one_before(ended):
    steps = snapshots(ended).steps
    assert scrub(ended, steps[-1] + 1000).step == steps[-1]
    scrub(ended, None)


def test_saving_another_snapshot_leaves_the_one_on_show(ended, tmp_path):
    steps = snapshots(ended).steps
    before = scrub(ended, steps[1])
    saved = len(ended.of(events.ModelSaved))
    ended.engine.post(commands.SaveSnapshot(steps[-1], str(tmp_path / "last.keras")))
    ended.wait(lambda: len(ended.of(events.ModelSaved)) > saved)
    ended.engine.post(commands.Ask(PICTURE, 77))
    ended.wait(lambda: ended.of(events.ProbeReady)[-1].probe.generation == 77)
    np.testing.assert_array_equal(ended.of(events.ProbeReady)[-1].probe.output, before.output)
    scrub(ended, None)


def test_other_pictures_are_answered_by_the_snapshot(ended):
    first = scrub(ended, 0)
    ended.engine.post(commands.AskMany(PICTURE[None], 1, "test"))
    ended.wait(lambda: ended.of(events.ManyReady))
    np.testing.assert_allclose(ended.of(events.ManyReady)[-1].outputs[0], first.output, atol=1e-6)
    live = scrub(ended, None)
    assert not np.allclose(live.output, first.output, atol=1e-3)


def test_weights_of_the_past_are_not_changed_by_hand(ended):
    key = next(iter(scrub(ended, 0).weights))
    ended.engine.post(commands.SetWeight(key, (0, 0), 5.0))
    ended.wait(lambda: [event for event in ended.of(events.Failed) if event.during == "SetWeight"])
    assert "not the present model" in str(ended.of(events.Failed)[-1].error)
    scrub(ended, None)


def test_scrubbing_while_it_trains_changes_no_loss(listener):
    experiment = Experiment(architecture="mlp", epochs=3, batch_size=128, seed=2, augment="drawn")
    engine = listener.engine
    engine.post(commands.Ask(PICTURE, 1))
    engine.post(commands.Train(experiment))
    listener.wait(lambda: losses(listener))
    engine.post(commands.Ask(PICTURE, 2))
    seen = set()
    while not ends(listener):
        for step in snapshots(listener).steps[:3]:
            seen.add(scrub(listener, step).step)
    assert len(seen) > 1
    with listening() as other:
        train(other, experiment)
        assert losses(listener) == losses(other)


def test_the_training_goes_on_from_a_snapshot_as_from_its_weights(listener):
    experiment = Experiment(architecture="mlp", epochs=2, batch_size=128, seed=4, optimizer="adam")
    engine = listener.engine
    engine.post(commands.Want(None))
    engine.post(commands.Train(experiment, start_paused=True))
    for count in range(1, 7):
        engine.post(commands.Step())
        listener.wait(lambda count=count: len(losses(listener)) == count)
    engine.post(commands.Ask(PICTURE, 1))
    then = scrub(listener, snapshots(listener).steps[2])
    engine.post(commands.ContinueFrom(then.step))
    listener.wait(lambda: listener.of(events.ContinuedFrom))
    assert listener.of(events.ContinuedFrom) == [events.ContinuedFrom(then.step, 6)]
    assert listener.of(events.ScrubbedTo)[-1].step is None
    engine.post(commands.Ask(PICTURE, 2))
    listener.wait(lambda: listener.of(events.ProbeReady)[-1].probe.generation == 2)
    now = listener.of(events.ProbeReady)[-1].probe
    for key, value in then.weights.items():
        np.testing.assert_array_equal(now.weights[key], value)
    engine.post(commands.Resume())
    listener.wait(lambda: ends(listener))
    assert [event.record.step for event in listener.of(events.BatchDone)] == list(range(1, len(losses(listener)) + 1))


def test_after_the_end_the_live_model_takes_the_weights_of_a_snapshot(listener):
    listener.engine.post(commands.Want(None))
    train(listener, SHORT)
    listener.engine.post(commands.Ask(PICTURE, 1))
    then = scrub(listener, snapshots(listener).steps[1])
    listener.engine.post(commands.ContinueFrom(then.step))
    listener.wait(lambda: listener.of(events.WeightsEdited))
    assert listener.of(events.ContinuedFrom) == [events.ContinuedFrom(then.step, None)]
    assert listener.of(events.WeightsEdited)[-1].keys == then.weights.keys()
    listener.engine.post(commands.Ask(PICTURE, 2))
    listener.wait(lambda: listener.of(events.ProbeReady)[-1].probe.generation == 2)
    np.testing.assert_array_equal(listener.of(events.ProbeReady)[-1].probe.output, then.output)


def test_the_budget_holds_at_every_moment(listener):
    engine = listener.engine
    engine.post(commands.SetSnapshotBudget(1))
    train(listener, Experiment(architecture="mlp", epochs=3, batch_size=128))
    told = [event.snapshots for event in listener.of(events.SnapshotsChanged)]
    assert all(each.used <= each.budget for each in told)
    assert told[-1].budget == 1_000_000
    assert 2 <= len(told[-1].moments) <= 1_000_000 // told[-1].each
    assert told[-1].steps[0] == 0
    assert told[-1].steps[-1] == len(losses(listener))
    engine.post(commands.SetSnapshotBudget(0))
    listener.wait(lambda: snapshots(listener).budget == 0)
    assert snapshots(listener).too_large
    engine.post(commands.ScrubTo(0))
    listener.wait(lambda: listener.of(events.Failed))
    assert "memory" in str(listener.of(events.Failed)[-1].error)


def test_another_model_ends_the_journey(listener):
    train(listener, SHORT)
    listener.engine.post(commands.Ask(PICTURE, 1))
    scrub(listener, 0)
    train_again = len(ends(listener))
    listener.engine.post(commands.Train(SHORT))
    listener.wait(lambda: len(ends(listener)) > train_again)
    told = listener.of(events.ScrubbedTo)
    assert [event.step for event in told] == [0, None]


def test_long_work_begun_at_a_snapshot_is_given_up_when_one_moves_on(listener):
    train(listener, SHORT)
    listener.engine.post(commands.Ask(PICTURE, 1))
    scrub(listener, 0)
    listener.engine.post(commands.MeasureHealth("digits", pictures=300))
    listener.wait(lambda: listener.of(events.HealthReady))
    assert listener.of(events.HealthReady)[0].report.step == 0
    listener.engine.post(commands.FindMisread("digits", "train"))
    scrub(listener, snapshots(listener).steps[-1])
    failed = [event.during for event in listener.of(events.Failed)]
    assert set(failed) <= {"FindMisread", "MeasureHealth"}
    assert failed or listener.of(events.MisreadReady)
