"""A training that goes on after an end of any kind has the figures of one that was never interrupted."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf
from small_training import bars_dataset, small_model

from nnviz.core.experiment import Experiment
from nnviz.core.file_lock import FileLock
from nnviz.core.messages import UserError
from nnviz.core.training import BatchRecord, EpochRecord
from nnviz.engine import architectures, checkpoint, commands, datasets, events, live
from nnviz.engine.checkpoint import read_checkpoint, read_place
from nnviz.engine.command_queue import CommandQueue
from nnviz.engine.event_file import event_files
from nnviz.engine.live_training import LiveTraining
from nnviz.engine.resuming import read_run
from nnviz.engine.run_folder import RunFolder
from nnviz.engine.run_list import RunState, run_summary
from nnviz.engine.run_tables import read_batches, read_epochs
from nnviz.engine.training_command import resume, train
from nnviz.engine.training_loop import Training

ROOT = Path(__file__).resolve().parents[2]
SMALL = Experiment(epochs=4, batch_size=16, learning_rate=0.01)


def make(experiment, dataset=None):
    return Training(small_model(dropout=0.4), dataset or bars_dataset(), experiment)


def normalised_model():
    """A network with running means and its own sources of chance beside the dropout's."""
    start = keras.initializers.GlorotUniform
    return keras.Sequential(
        [
            keras.Input((12, 12, 1)),
            keras.layers.GaussianNoise(0.1, seed=5),
            keras.layers.Flatten(),
            keras.layers.Dense(8, "relu", kernel_initializer=start(3)),
            keras.layers.BatchNormalization(),
            keras.layers.Dropout(0.3, seed=4),
            keras.layers.Dense(3, "softmax", kernel_initializer=start(4)),
        ]
    )


def figures(records):
    """All figures of all records, without the seconds."""
    kept = [record for record in records if record is not None]
    return [
        tuple(record) if isinstance(record, BatchRecord) else tuple(replace(record, seconds=0.0).__dict__.values())
        for record in kept
    ]


def interrupted_after(training, step, folder):
    """Train so many batches, keep the state in a file, and return the records so far."""
    records = []
    for record in training.advance():
        records.append(record)
        if training.step == step and isinstance(record, BatchRecord):
            break
    training.state().save(folder)
    return records


@pytest.mark.parametrize(
    "values",
    [
        {"optimizer": "adam"},
        {"optimizer": "momentum", "augment": "drawn", "schedule": "cosine"},
        {"optimizer": "nesterov", "schedule": "plateau", "decay_epochs": 1},
        {"optimizer": "adamw", "schedule": "step", "decay_epochs": 1, "augment": "photo"},
        {"optimizer": "rmsprop", "schedule": "exponential", "loss": "mean_squared_error"},
        {"optimizer": "sgd", "schedule": "linear", "patience": 1, "learning_rate": 0.9},
    ],
    ids=lambda values: values["optimizer"],
)
@pytest.mark.parametrize("step", [10, 13])
def test_what_is_left_is_that_of_a_training_without_a_break(values, step, tmp_path):
    experiment = replace(SMALL, **values)
    straight = make(experiment)
    whole = figures(straight.advance())
    first = interrupted_after(make(experiment), step, tmp_path)
    second = make(experiment)
    second.restore(read_checkpoint(tmp_path))
    rest = figures(second.advance())
    joined = figures(first) + rest
    assert len(joined) == len(whole)
    for ours, theirs in zip(joined, whole, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-7)
    assert second.best_epoch == straight.best_epoch
    for ours, theirs in zip(second._model.get_weights(), straight._model.get_weights(), strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=1e-7)


def test_running_means_and_every_source_of_chance_are_kept(tmp_path):
    data = bars_dataset()
    whole = figures(Training(normalised_model(), data, SMALL).advance())
    first = interrupted_after(Training(normalised_model(), data, SMALL), 8, tmp_path)
    assert len(read_checkpoint(tmp_path).chance) == 2
    second = Training(normalised_model(), data, SMALL)
    second.restore(read_checkpoint(tmp_path))
    np.testing.assert_allclose(
        np.concatenate(figures(first) + figures(second.advance())), np.concatenate(whole), rtol=0, atol=1e-7
    )


def test_the_states_of_chance_are_what_a_keras_file_lacks(tmp_path):
    training = make(SMALL)
    interrupted_after(training, 7, tmp_path)
    training._model.save(tmp_path / "last.keras")
    reopened = keras.saving.load_model(tmp_path / "last.keras")
    state = read_checkpoint(tmp_path).chance[0]
    assert not np.array_equal(reopened.layers[2].seed_generator.state.numpy(), state)


def test_a_rate_and_a_size_set_by_hand_are_kept(tmp_path):
    def changed():
        training = make(replace(SMALL, schedule="cosine"))
        for record in training.advance():
            yield training, record
            if isinstance(record, BatchRecord) and record.step == 3:
                training.learning_rate, training.batch_size = 0.003, 8

    whole = figures(record for _, record in changed())
    first = []
    for training, record in changed():
        first.append(record)
        if isinstance(record, BatchRecord) and record.step == 9:
            training.state().save(tmp_path)
            break
    second = make(replace(SMALL, schedule="cosine"))
    second.restore(read_checkpoint(tmp_path))
    np.testing.assert_allclose(
        np.concatenate(figures(first) + figures(second.advance())), np.concatenate(whole), rtol=0, atol=1e-7
    )


def test_early_stopping_that_had_come_stays_and_the_best_weights_too(tmp_path):
    experiment = replace(SMALL, epochs=30, learning_rate=2.0, optimizer="sgd", patience=1)
    straight = make(experiment)
    last = None
    for record in straight.advance():
        if isinstance(record, EpochRecord):
            straight.state().save(tmp_path)
            last = record
    assert straight.stopped_early
    assert last.epoch < 30
    second = make(experiment)
    second.restore(read_checkpoint(tmp_path))
    assert figures(second.advance()) == []
    assert second.stopped_early
    for ours, theirs in zip(second._model.get_weights(), straight._model.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_a_training_restored_and_ended_at_once_keeps_the_same_place(tmp_path):
    interrupted_after(make(SMALL), 8, tmp_path)
    kept = read_checkpoint(tmp_path)
    second = make(SMALL)
    second.restore(kept)
    again = second.state()
    assert replace(again.place, seconds=0.0) == replace(kept.place, seconds=0.0)
    for ours, theirs in zip(again.weights + again.optimizer, kept.weights + kept.optimizer, strict=True):
        np.testing.assert_array_equal(ours, theirs)


def test_a_checkpoint_of_other_data_or_another_network_is_refused(tmp_path):
    interrupted_after(make(SMALL), 5, tmp_path)
    kept = read_checkpoint(tmp_path)
    with pytest.raises(UserError, match=r"70 pictures.*are 60"):
        make(SMALL, bars_dataset(train=60)).restore(kept)
    other = Training(normalised_model(), bars_dataset(), SMALL)
    before = other._model.get_weights()
    with pytest.raises(UserError, match="another network"):
        other.restore(kept)
    for old, new in zip(before, other._model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)


def test_a_checkpoint_is_whole_or_not_there(tmp_path, monkeypatch):
    interrupted_after(make(SMALL), 5, tmp_path)
    later = make(SMALL)
    interrupted_after(later, 7, tmp_path)

    def full(*_, **__):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(checkpoint.np, "savez", full)
    with pytest.raises(OSError, match="No space"):
        later.state().save(tmp_path)
    assert read_place(tmp_path).step == 7
    assert [file.name for file in tmp_path.iterdir()] == ["state.npz"]
    whole = (tmp_path / "state.npz").read_bytes()
    (tmp_path / "state.npz").write_bytes(whole[: len(whole) // 2])
    assert read_place(tmp_path) is None
    with pytest.raises(UserError, match="no checkpoint that can be read"):
        read_checkpoint(tmp_path)


# --- the folder and the command ---


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(datasets, "load_dataset", lambda *_, **__: bars_dataset())
    monkeypatch.setattr(architectures, "build_experiment", lambda *_: small_model(dropout=0.4))


class PowerCutError(BaseException):
    """Ends a training without a word to anybody."""


def cut_at(step):
    def on_event(event):
        if isinstance(event, events.BatchDone) and event.record.step == step:
            raise PowerCutError

    return on_event


def interrupt_at(step):
    def on_event(event):
        if isinstance(event, events.BatchDone) and event.record.step == step:
            raise KeyboardInterrupt

    return on_event


def same_curves(one: Path, other: Path):
    assert len(read_batches(one)) == len(read_batches(other))
    np.testing.assert_allclose(read_batches(one), read_batches(other), rtol=0, atol=1e-7)
    np.testing.assert_allclose(figures(read_epochs(one)), figures(read_epochs(other)), rtol=0, atol=1e-7)


def test_a_command_that_was_interrupted_goes_on_in_the_middle_of_its_epoch(small, tmp_path):
    train(SMALL, tmp_path / "straight")
    train(SMALL, tmp_path / "run", on_event=interrupt_at(7))
    assert run_summary(tmp_path / "run").state is RunState.STOPPED
    assert read_place(tmp_path / "run").step == 7
    result = resume(tmp_path / "run")
    assert len(result["epochs"]) == 4
    same_curves(tmp_path / "run", tmp_path / "straight")
    assert run_summary(tmp_path / "run").state is RunState.FINISHED
    with pytest.raises(UserError, match="was finished"):
        resume(tmp_path / "run")


def test_control_c_waits_for_the_end_of_the_batch(small, tmp_path):
    def press(event):
        if isinstance(event, events.BatchDone) and event.record.step == 7:
            signal.raise_signal(signal.SIGINT)

    train(SMALL, tmp_path / "straight")
    train(SMALL, tmp_path / "run", on_event=press)
    assert read_place(tmp_path / "run").step == 7
    assert len(read_batches(tmp_path / "run")) == 7
    resume(tmp_path / "run")
    same_curves(tmp_path / "run", tmp_path / "straight")


def test_rows_behind_the_checkpoint_are_cut_off_before_it_goes_on(small, tmp_path):
    train(SMALL, tmp_path / "straight")
    train(SMALL, tmp_path / "run", on_event=interrupt_at(7))
    with (tmp_path / "run" / "metrics.csv").open("a") as file:
        file.write("8,2,9.9,0.0,0.01\n9,2,9.9")
    with (tmp_path / "run" / "epochs.csv").open("a") as file:
        file.write("2,10,9.9,0.1,9.9,0.1,1.0\n")
    resume(tmp_path / "run")
    same_curves(tmp_path / "run", tmp_path / "straight")


def test_without_a_checkpoint_it_says_so_and_changes_nothing(small, tmp_path):
    train(SMALL, tmp_path, on_event=interrupt_at(7))
    (tmp_path / "state.npz").unlink()
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    with pytest.raises(UserError, match="no checkpoint"):
        resume(tmp_path)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before
    assert not run_summary(tmp_path).resumable


def test_two_trainings_never_write_into_one_folder(small, tmp_path):
    train(SMALL, tmp_path, on_event=interrupt_at(7))
    lock = FileLock(tmp_path / ".lock")
    assert lock.acquire()
    assert run_summary(tmp_path).state is RunState.RUNNING
    with pytest.raises(UserError, match="still going on"):
        resume(tmp_path)
    with pytest.raises(UserError, match="Another training"):
        train(SMALL, tmp_path)
    lock.release()
    assert run_summary(tmp_path).resumable


def test_a_new_training_in_the_folder_forgets_the_old_checkpoint(small, tmp_path):
    train(SMALL, tmp_path, on_event=interrupt_at(7))
    RunFolder(tmp_path).write_experiment(replace(SMALL, seed=5))
    assert not (tmp_path / "state.npz").exists()
    assert list(event_files(tmp_path)) == []


def test_a_checkpoint_never_runs_ahead_of_tables_that_a_full_disk_refused(tmp_path, monkeypatch):
    told = []
    folder = RunFolder(tmp_path / "run", told.append)
    folder.write_experiment(SMALL)
    training = make(SMALL)
    interrupted_after(training, 5, tmp_path)

    def full(self):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("nnviz.engine.run_tables.Table.write", full)
        folder.save_state(training.state())
    assert len(told) == 1
    assert "No space left" in str(told[0])
    assert read_place(tmp_path / "run") is None
    folder.save_state(training.state())
    assert read_place(tmp_path / "run").step == 5
    folder.close()


# --- the live training ---


def test_pausing_in_the_window_keeps_a_checkpoint_that_goes_on_the_same(tmp_path):
    heard = []

    def live_training(folder, kept=None):
        return LiveTraining(small_model(dropout=0.4), bars_dataset(), SMALL, str(folder), heard.append, kept=kept)

    straight = live_training(tmp_path / "straight")
    straight.begin()
    while straight.running:
        straight.advance()
    first = live_training(tmp_path / "run")
    first.begin()
    while first.step < 8:
        first.advance()
    first.pause()
    assert read_place(tmp_path / "run").step == 8
    assert run_summary(tmp_path / "run").state is RunState.RUNNING
    first._folder._lock.release()  # what the system does when a process is killed
    kept = read_run(tmp_path / "run")
    assert kept.log.length == 8
    assert len(kept.epochs) == 1
    second = live_training(tmp_path / "run", kept)
    second.begin()
    assert [event for event in heard if isinstance(event, events.RunStarted)][-1].log is kept.log
    while second.running:
        second.advance()
    same_curves(tmp_path / "run", tmp_path / "straight")
    assert run_summary(tmp_path / "run").state is RunState.FINISHED


def test_a_training_that_diverges_says_why_in_its_folder(tmp_path):
    wild = replace(SMALL, optimizer="sgd", learning_rate=1e6, loss="mean_squared_error", architecture="mlp")
    model = keras.Sequential([keras.Input((12, 12, 1)), keras.layers.Flatten(), keras.layers.Dense(3)])
    training = LiveTraining(model, bars_dataset(), wild, str(tmp_path / "run"), [].append)
    training.begin()
    advance = iter(training.advance, None)
    with pytest.raises(UserError, match="The loss became"):
        all(training.running for _ in advance)
    summary = run_summary(tmp_path / "run")
    assert summary.state is RunState.FAILED
    assert str(summary.why).startswith("The loss became")


def test_the_engine_resumes_a_folder_as_the_live_model(small, tmp_path, monkeypatch):
    train(SMALL, tmp_path / "straight")
    train(SMALL, tmp_path / "run", on_event=interrupt_at(7))
    heard = []
    engine = live.LiveEngine()
    monkeypatch.setattr(engine, "_queue", CommandQueue())

    def emit(event):
        heard.append(event)
        if isinstance(event, events.ProgressChanged) and event.progress.phase.ended:
            engine.post(commands.Quit())

    engine.post(commands.ResumeRun(str(tmp_path / "run")))
    engine.run(emit)
    assert [event for event in heard if isinstance(event, events.Failed)] == []
    same_curves(tmp_path / "run", tmp_path / "straight")
    started = next(event for event in heard if isinstance(event, events.RunStarted))
    assert started.log.length >= 7


# --- TensorBoard ---


def scalars(folder: Path):
    """Every scalar of every file of events, as TensorFlow's own reader tells them."""
    found = []
    for file in event_files(folder):
        for event in tf.compat.v1.train.summary_iterator(str(file)):
            found += [(event.step, value.tag, value.simple_value) for value in event.summary.value]
    return found


def test_tensorboard_finds_every_batch_and_every_epoch(small, tmp_path):
    train(SMALL, tmp_path)
    found = scalars(tmp_path)
    losses = [(step, value) for step, tag, value in found if tag == "batch/loss"]
    np.testing.assert_allclose(losses, [(record.step, record.loss) for record in read_batches(tmp_path)], rtol=1e-6)
    for name in ("loss", "accuracy", "val_loss", "val_accuracy"):
        told = [(step, value) for step, tag, value in found if tag == f"epoch/{name}"]
        expected = [(record.step, getattr(record, name)) for record in read_epochs(tmp_path)]
        np.testing.assert_allclose(told, expected, rtol=1e-6)
    assert {tag for _, tag, _ in found} >= {"batch/accuracy", "batch/learning_rate", "epoch/seconds"}


def test_a_resumed_run_begins_another_file_that_says_from_where(small, tmp_path):
    train(SMALL, tmp_path, on_event=interrupt_at(7))
    resume(tmp_path)
    first, second = event_files(tmp_path)
    starts = [
        event.step
        for event in tf.compat.v1.train.summary_iterator(str(second))
        if event.session_log.status == tf.compat.v1.SessionLog.START
    ]
    assert starts == [8]
    assert sorted({step for step, tag, _ in scalars(tmp_path) if tag == "batch/loss"}) == list(range(1, 21))
    assert first.stat().st_size > 0


# --- kill -9 ---


def test_a_training_that_was_killed_goes_on_with_the_same_curve(tmp_path):
    words = ["--dataset", "digits", "--architecture", "mlp", "--seed", "3"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    def nnviz(*more, **options):
        return subprocess.Popen([sys.executable, "-m", "nnviz", "train", *more], env=environment, cwd=ROOT, **options)

    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    victim = nnviz(*words, "--epochs", "2000", "--out", str(tmp_path / "run"), **silent)
    while (place := read_place(tmp_path / "run")) is None or place.epoch < 3:
        with pytest.raises(subprocess.TimeoutExpired):  # it is alive
            victim.wait(0.05)
    victim.send_signal(signal.SIGKILL)
    assert victim.wait() == -signal.SIGKILL
    left = run_summary(tmp_path / "run")
    assert left.state is RunState.INTERRUPTED
    assert left.resumable
    done = len(left.epochs)
    assert 3 <= done < 2000
    assert len(read_batches(tmp_path / "run")) >= read_place(tmp_path / "run").step
    told = json.loads((tmp_path / "run" / "experiment.json").read_text())
    told["epochs"] = done + 3
    (tmp_path / "run" / "experiment.json").write_text(json.dumps(told))
    with nnviz("--resume", str(tmp_path / "run"), "--json", stdout=subprocess.PIPE, stderr=subprocess.PIPE) as again:
        out, problems = again.communicate()
    assert again.returncode == 0, problems
    assert len(json.loads(out)["epochs"]) == done + 3
    train(Experiment.from_dict(told), tmp_path / "straight")
    same_curves(tmp_path / "run", tmp_path / "straight")
    assert run_summary(tmp_path / "run").state is RunState.FINISHED
