"""Control of a training while it runs: epochs, rewinding, settings changed by hand, and the batch that broke it."""

from __future__ import annotations

import numpy as np
import pytest
from small_training import bars_dataset, small_model

from nnviz.core.experiment import Experiment
from nnviz.core.messages import UserError
from nnviz.core.training import Phase, SettingChange
from nnviz.engine import commands, events
from nnviz.engine.live_training import LiveTraining
from nnviz.engine.prober import Prober
from nnviz.engine.run_tables import read_batches, read_changes, read_epochs


class Stage:
    """A training that is advanced by the test."""

    def __init__(self, folder=None, dropout=0.3, test=20, **values) -> None:
        self.heard: list[events.Event] = []
        values = {"epochs": 4, "batch_size": 16, "learning_rate": 0.01, **values}
        self.model = small_model(dropout=dropout)
        self.dataset = bars_dataset(test=test)
        self.live = LiveTraining(
            self.model, self.dataset, Experiment(**values), str(folder) if folder else None, self.heard.append
        )
        self.live.begin(Prober(self.model, "live-1", self.dataset.class_names, None))

    def of(self, kind):
        return [event for event in self.heard if isinstance(event, kind)]

    def losses(self, run_id):
        return [event.record.loss for event in self.of(events.BatchDone) if event.run_id == run_id]

    def advance(self):
        while self.live.running:
            self.live.advance()

    def batches(self, count):
        goal = self.live.step + count
        while self.live.step < goal:
            self.live.advance()


def test_a_step_of_an_epoch_ends_after_its_validation():
    stage = Stage()
    stage.batches(2)
    stage.live.pause()
    for epoch in (1, 2):
        stage.live.control(commands.StepEpoch())
        stage.advance()
        assert stage.live.progress.phase is Phase.PAUSED
        assert [event.record.epoch for event in stage.of(events.EpochDone)] == list(range(1, epoch + 1))
        assert stage.live.step == 5 * epoch
    stage.live.control(commands.Resume())
    stage.advance()
    assert stage.live.progress.phase is Phase.FINISHED


def test_pausing_within_an_epoch_that_is_stepped_and_stepping_a_batch_gives_the_epoch_up():
    stage = Stage()
    stage.live.control(commands.StepEpoch())
    stage.batches(2)
    stage.live.control(commands.Pause())
    stage.live.control(commands.Resume())
    stage.advance()
    assert stage.live.progress.phase is Phase.FINISHED


@pytest.mark.parametrize("optimizer", ["momentum", "adam"])
def test_rewinding_trains_the_same_again_dropout_included(optimizer, tmp_path):
    stage = Stage(tmp_path / "run", optimizer=optimizer)
    start = [variable.numpy() for variable in stage.model.variables]
    stage.batches(8)
    first = stage.live.run_id
    stage.live.control(commands.SetLearningRate(0.5))
    stage.live.control(commands.Rewind())
    second = stage.live.run_id
    assert second != first
    assert stage.live.progress.phase is Phase.PREPARING
    for variable, value in zip(stage.model.variables, start, strict=True):
        np.testing.assert_array_equal(variable.numpy(), value)
    stage.batches(8)
    np.testing.assert_allclose(stage.losses(second), stage.losses(first), atol=1e-6)
    assert [event.folder for event in stage.of(events.RunStarted)] == [
        str(tmp_path / "run"),
        str(tmp_path / "run-2"),
    ]
    stage.live.stop()
    assert len(read_epochs(tmp_path / "run")) == 1
    assert len(read_batches(tmp_path / "run")) == len(read_batches(tmp_path / "run-2")) == 8


def test_rewinding_a_pause_stays_paused_and_uses_the_folder_of_a_run_without_a_whole_epoch(tmp_path):
    stage = Stage(tmp_path / "run")
    stage.batches(2)
    stage.live.control(commands.SetBatchSize(4))
    stage.live.pause()
    stage.live.control(commands.Rewind())
    assert stage.live.progress.phase is Phase.PAUSED
    assert stage.live.step == 0
    stage.live.control(commands.Step())
    stage.advance()
    stage.live.control(commands.Stop())
    assert [record.step for record in read_batches(tmp_path / "run")] == [1]
    assert read_changes(tmp_path / "run") == []


def test_changes_by_hand_hold_from_the_next_batch_on_and_are_noted(tmp_path):
    stage = Stage(tmp_path / "run", optimizer="sgd", epochs=2)
    stage.batches(2)
    stage.live.control(commands.SetLearningRate(0.25))
    stage.live.control(commands.SetLearningRate(0.25))
    stage.live.control(commands.SetBatchSize(8))
    stage.advance()
    rates = [event.record.learning_rate for event in stage.of(events.BatchDone)]
    assert rates == [0.01] * 2 + [0.25] * (len(rates) - 2)
    assert len(rates) == 2 + 5 + 9, "32 pictures in batches of 16, the other 38 in batches of 8, then 70"
    changes = [SettingChange(2, "learning_rate", 0.01, 0.25), SettingChange(2, "batch_size", 16, 8)]
    assert [event.change for event in stage.of(events.SettingChanged)] == changes
    assert read_changes(tmp_path / "run") == changes


def test_a_setting_that_cannot_be_is_refused_and_nothing_changes():
    stage = Stage()
    stage.batches(1)
    for command in (commands.SetLearningRate(0.0), commands.SetLearningRate(float("nan")), commands.SetBatchSize(0)):
        with pytest.raises(UserError):
            stage.live.control(command)
    assert not stage.of(events.SettingChanged)


def test_only_a_step_by_hand_is_told_in_full():
    stage = Stage()
    stage.batches(2)
    assert not stage.of(events.StepExplained)
    stage.live.pause()
    stage.live.control(commands.Step())
    stage.advance()
    (told,) = stage.of(events.StepExplained)
    assert told.account.step == 3
    assert told.account.loss == stage.of(events.BatchDone)[-1].record.loss
    stage.live.resume()
    stage.batches(2)
    assert len(stage.of(events.StepExplained)) == 1


def test_the_batch_that_breaks_a_training_is_kept_with_the_layer_that_broke():
    stage = Stage(optimizer="sgd", dropout=0.0)
    stage.batches(8)
    kernel = stage.model.trainable_variables[0]
    kernel.assign(np.full(kernel.shape, 3e38, np.float32))  # times a bright bar: beyond what a float32 can hold
    with pytest.raises(UserError):
        stage.batches(1)
    (bad,) = stage.of(events.BatchFailed)
    bad = bad.batch
    assert bad.step == stage.live.step + 1
    np.testing.assert_array_equal(bad.pictures, stage.dataset.x_train[bad.indices])
    np.testing.assert_array_equal(bad.labels, stage.dataset.y_train[bad.indices])
    dense = next(layer.name for layer in stage.model.layers if layer.name.startswith("dense"))
    assert bad.first.layer_id == dense
    assert bad.spoilt.any()
    assert stage.live.progress.phase is Phase.FAILED
    assert all(np.isfinite(weight).all() for weight in stage.model.get_weights()), "back to where the epoch began"


def test_a_pause_while_validating_holds_at_once():
    stage = Stage(batch_size=70, epochs=1, test=5000)
    while stage.live.progress.phase is not Phase.VALIDATING:
        stage.live.advance()
    held = 0
    while not stage.of(events.EpochDone):
        stage.live.control(commands.Pause())
        assert not stage.live.running
        assert stage.live.progress.phase is Phase.PAUSED
        held += 1
        stage.live.control(commands.Resume())
        stage.live.advance()
    assert held > 1, "between two chunks of the validation, too"
