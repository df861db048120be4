"""The training loop against Keras' own, and everything that can happen between two batches."""

from __future__ import annotations

import threading
from dataclasses import replace

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from small_training import bars_dataset, small_model

from nnviz.core.epoch_order import EpochOrder
from nnviz.core.experiment import LOSSES, Experiment
from nnviz.core.messages import UserError
from nnviz.core.schedule import Plateau, learning_rate_at
from nnviz.core.stopping import EarlyStopping
from nnviz.core.training import BatchRecord, EpochRecord, Phase
from nnviz.engine import training_loop
from nnviz.engine.training_loop import Training
from nnviz.engine.training_step import TrainingStep


def experiment(**values) -> Experiment:
    return Experiment(**{"epochs": 2, "batch_size": 16, "learning_rate": 0.01, **values})


def make(callbacks=(), model=None, **values) -> Training:
    return Training(model or small_model(), bars_dataset(), experiment(**values), "run", callbacks)


def batches(records) -> list[BatchRecord]:
    return [record for record in records if isinstance(record, BatchRecord)]


def epochs(records) -> list[EpochRecord]:
    return [record for record in records if isinstance(record, EpochRecord)]


class RunningMeans(keras.callbacks.Callback):
    """Notes what `fit` tells after each batch."""

    def __init__(self):
        super().__init__()
        self.told = []

    def on_train_batch_end(self, batch, logs=None):
        self.told.append((logs["loss"], logs["accuracy"]))


def fitted(dataset, optimizer, loss="sparse_categorical_crossentropy", model=None, epochs=3, callbacks=()):
    """What Keras' own `fit` reports for each epoch on the same batches, and the running means after each batch."""
    plain = model or small_model(dropout=0.3)
    metric = keras.metrics.SparseCategoricalAccuracy if loss.startswith("sparse") else keras.metrics.CategoricalAccuracy
    plain.compile(optimizer, loss, metrics=[metric(name="accuracy")])

    def told(labels):
        return labels if loss.startswith("sparse") else keras.utils.to_categorical(labels, 3)

    test = (dataset.x_test / np.float32(255), told(dataset.y_test))
    for number in range(1, epochs + 1):
        order = np.random.default_rng((0, number)).permutation(70)
        means = RunningMeans()
        x, y = dataset.x_train[order] / np.float32(255), told(dataset.y_train[order])
        everything = [means, *callbacks]
        fit = plain.fit(x, y, 16, shuffle=False, verbose=0, callbacks=everything, validation_data=test).history
        yield [fit[name][0] for name in ("loss", "accuracy", "val_loss", "val_accuracy")], means.told


def check_like_fit(records, fits):
    for ours, (theirs, means) in zip(epochs(records), fits, strict=True):
        of_epoch = [record for record in batches(records) if record.epoch == ours.epoch]
        sizes = np.array([16, 16, 16, 16, 6])
        exact = np.array([(record.loss, record.accuracy) for record in of_epoch])
        running = np.cumsum(exact * sizes[:, None], axis=0) / np.cumsum(sizes)[:, None]
        np.testing.assert_allclose(running, means, atol=1e-5)
        figures = (ours.loss, ours.accuracy, ours.val_loss, ours.val_accuracy)
        np.testing.assert_allclose(figures, theirs, atol=1e-5)


@pytest.mark.parametrize(
    ("optimizer", "make_optimizer"),
    [
        ("sgd", lambda: keras.optimizers.SGD(0.01)),
        ("momentum", lambda: keras.optimizers.SGD(0.01, momentum=0.9)),
        ("nesterov", lambda: keras.optimizers.SGD(0.01, momentum=0.9, nesterov=True)),
        ("rmsprop", lambda: keras.optimizers.RMSprop(0.01)),
        ("adam", lambda: keras.optimizers.Adam(0.01)),
        ("adamw", lambda: keras.optimizers.AdamW(0.01, weight_decay=0.1)),
    ],
)
def test_losses_are_those_of_fit_on_the_same_batches_dropout_included(optimizer, make_optimizer):
    dataset, chosen = bars_dataset(), experiment(epochs=3, optimizer=optimizer, weight_decay=0.1)
    records = list(Training(small_model(dropout=0.3), dataset, chosen).advance())
    check_like_fit(records, fitted(dataset, make_optimizer()))


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_is_the_one_of_keras(loss):
    dataset, chosen = bars_dataset(), experiment(epochs=2, loss=loss)
    records = list(Training(small_model(dropout=0.3), dataset, chosen).advance())
    check_like_fit(records, fitted(dataset, keras.optimizers.Adam(0.01), loss, epochs=2))


def test_penalties_count_in_the_losses_as_in_keras():
    def penalised():
        model = small_model(dropout=0.3)
        model.layers[1].kernel_regularizer = keras.regularizers.L1L2(0.01, 0.02)
        return keras.models.model_from_json(model.to_json())

    ours, theirs = penalised(), penalised()
    theirs.set_weights(ours.get_weights())
    dataset = bars_dataset()
    records = list(Training(ours, dataset, experiment(epochs=2)).advance())
    check_like_fit(records, fitted(dataset, keras.optimizers.Adam(0.01), model=theirs, epochs=2))
    assert len(epochs(records)) == 2
    assert sum(float(loss) for loss in ours.losses) > 0.1


def test_records_count_steps_and_epochs_and_phases_follow():
    training = make()
    assert training.phase is Phase.PREPARING
    assert (training.steps_per_epoch, training.steps) == (5, 10)
    seen, phases = [], set()
    for record in training.advance():
        seen.append(record)
        phases.add(training.phase)
        if isinstance(record, BatchRecord):
            assert training.step == record.step
    assert [record.step for record in batches(seen)] == list(range(1, 11))
    assert [record.epoch for record in batches(seen)] == [1] * 5 + [2] * 5
    assert [(record.epoch, record.step) for record in epochs(seen)] == [(1, 5), (2, 10)]
    assert all(record.seconds > 0 for record in epochs(seen))
    assert phases == {Phase.PREPARING, Phase.TRAINING, Phase.VALIDATING}
    assert training.phase is Phase.FINISHED
    assert training.images_per_second > 0
    assert training.progress().fraction == 1.0
    assert training.progress().seconds_left == 0.0


def test_it_learns():
    last = epochs(make(epochs=12).advance())[-1]
    assert last.val_accuracy > 0.9


def test_the_same_seed_repeats_a_training_and_another_does_not():
    first, same, other = (
        [(record.loss, record.accuracy) for record in batches(make(seed=seed, augment="drawn").advance())]
        for seed in (1, 1, 2)
    )
    np.testing.assert_allclose(first, same, atol=1e-6)
    assert np.abs(np.array(first) - np.array(other)).max() > 1e-3


def test_every_picture_is_seen_once_an_epoch_in_an_order_of_its_own():
    orders = [EpochOrder(0, epoch, 70).take(70) for epoch in (1, 2)]
    for order in orders:
        assert order.dtype == np.int32
        np.testing.assert_array_equal(np.sort(order), np.arange(70))
    assert (orders[0] != orders[1]).any()


def test_augmented_pictures_are_what_the_step_is_fed(monkeypatch):
    fed = []
    run = TrainingStep.run

    def spy(self, index, pictures=None):
        fed.append((index, pictures))
        return run(self, index, pictures)

    monkeypatch.setattr(TrainingStep, "run", spy)
    list(make(epochs=1, augment="photo").advance())
    dataset = bars_dataset()
    for index, pictures in fed:
        assert pictures.shape == (len(index), 12, 12, 1)
        assert (pictures != dataset.x_train[index]).any()


def test_the_picture_path_and_the_index_path_compute_the_same():
    dataset = bars_dataset()
    index = np.arange(16, dtype=np.int32)
    figures = []
    for pictures in (None, dataset.x_train[index]):
        training = make()
        figures.append(TrainingStep(training._model, dataset).run(index, pictures)[:3])
    np.testing.assert_allclose(*figures, rtol=1e-6)


def test_between_two_batches_nothing_happens_and_the_learning_rate_can_be_changed():
    model = small_model()
    training = make(model=model)
    records = training.advance()
    first = next(record for record in records if record)
    assert first.learning_rate == 0.01
    before = model.get_weights()
    training.learning_rate = 0.0
    assert training.learning_rate == 0.0
    second = next(records)
    assert second.learning_rate == 0.0
    for old, new in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)
    training.learning_rate = 0.05
    assert next(records).learning_rate == 0.05
    assert any((old != new).any() for old, new in zip(before, model.get_weights(), strict=True))
    training.stop()


@pytest.mark.parametrize("advanced", [0, 1, 4])
def test_stop_ends_it_where_it_stands(advanced):
    training = make()
    records = training.advance()
    for _ in range(advanced):
        next(records)
    training.stop()
    assert list(records) == []
    assert training.phase is Phase.STOPPED
    assert training.step == max(0, advanced - 2)


class Stopper(keras.callbacks.Callback):
    """Ends the training through Keras' own flag after a batch."""

    def on_train_batch_end(self, batch, logs=None):
        if batch == 1:
            self.model.stop_training = True


def test_the_flag_of_keras_ends_the_epoch_with_its_validation_as_in_fit():
    training = make([Stopper()])
    seen = list(training.advance())
    assert len(batches(seen)) == 2
    assert len(epochs(seen)) == 1
    assert training.phase is Phase.FINISHED


class Witness(keras.callbacks.Callback):
    """Notes every call and its thread."""

    def __init__(self):
        super().__init__()
        self.calls, self.logs, self.threads = [], [], set()

    def _note(self, name, logs=None):
        self.calls.append(name)
        self.logs.append(logs)
        self.threads.add(threading.current_thread())

    def on_train_begin(self, logs=None):
        self._note("train_begin")

    def on_epoch_begin(self, epoch, logs=None):
        self._note(f"epoch_begin {epoch}")

    def on_train_batch_end(self, batch, logs=None):
        self._note(f"batch_end {batch}", logs)

    def on_test_begin(self, logs=None):
        self._note("test_begin")

    def on_test_end(self, logs=None):
        self._note("test_end", logs)

    def on_epoch_end(self, epoch, logs=None):
        self._note(f"epoch_end {epoch}", logs)

    def on_train_end(self, logs=None):
        self._note("train_end")


def test_callbacks_are_called_in_the_order_and_with_the_names_of_fit_in_this_thread():
    witness = Witness()
    seen = list(make([witness], epochs=1).advance())
    expected = ["train_begin", "epoch_begin 0", *(f"batch_end {n}" for n in range(5))]
    assert witness.calls == [*expected, "test_begin", "test_end", "epoch_end 0", "train_end"]
    assert witness.threads == {threading.current_thread()}
    epoch = epochs(seen)[0]
    assert witness.logs[-2] == {
        "loss": epoch.loss,
        "accuracy": epoch.accuracy,
        "val_loss": epoch.val_loss,
        "val_accuracy": epoch.val_accuracy,
    }


def test_callbacks_hear_the_end_of_a_stopped_training():
    witness = Witness()
    training = make([witness])
    records = training.advance()
    for _ in range(4):
        next(records)
    training.stop()
    assert witness.calls[-1] == "train_end"


def test_early_stopping_and_checkpoints_of_keras_work(tmp_path):
    file = tmp_path / "best.keras"
    stop = keras.callbacks.EarlyStopping("val_loss", patience=0, min_delta=1e9)
    keep = keras.callbacks.ModelCheckpoint(file, "val_accuracy", save_best_only=True)
    seen = list(make([stop, keep], epochs=50).advance())
    assert len(epochs(seen)) == 2
    assert file.is_file()


class Accident(keras.callbacks.Callback):
    """Breaks the training in its third epoch."""

    def on_epoch_begin(self, epoch, logs=None):
        if epoch == 2:
            raise RuntimeError("power cut")


def test_a_training_that_broke_goes_on_from_the_backup_of_keras(tmp_path):
    def backup():
        return keras.callbacks.BackupAndRestore(tmp_path / "backup")

    broken = small_model()
    training = make([backup(), Accident()], model=broken, epochs=4)
    with pytest.raises(RuntimeError, match="power cut"):
        list(training.advance())
    assert training.phase is Phase.FAILED
    again = make([backup()], model=small_model(seed=9), epochs=4)
    seen = list(again.advance())
    assert [record.epoch for record in epochs(seen)] == [3, 4]
    assert batches(seen)[0].step == 11
    whole = list(make(epochs=4).advance())
    assert epochs(seen)[-1].val_loss == pytest.approx(epochs(whole)[-1].val_loss, abs=1e-5)


def test_an_interrupt_in_the_middle_of_a_batch_is_a_stop():
    class Interrupt(keras.callbacks.Callback):
        def on_train_batch_begin(self, batch, logs=None):
            raise KeyboardInterrupt

    training = make([Interrupt()])
    with pytest.raises(KeyboardInterrupt):
        list(training.advance())
    assert training.phase is Phase.STOPPED


def test_without_callbacks_no_thread_is_started():
    before = set(threading.enumerate())
    training = make()
    records = training.advance()
    for _ in range(5):
        next(records)
    assert set(threading.enumerate()) == before
    training.stop()


def test_a_loss_that_is_no_number_ends_it_and_puts_the_epochs_start_back():
    model = small_model()
    training = make(model=model, epochs=3)
    records = training.advance()
    for record in records:
        if isinstance(record, EpochRecord):
            break
    good = model.get_weights()
    next(records)
    model.layers[-1].kernel.assign(np.full(model.layers[-1].kernel.shape, np.nan))
    with pytest.raises(UserError) as caught:
        list(records)
    assert training.phase is Phase.FAILED
    assert "batch 7" in str(caught.value)
    assert "below 0.01" in str(caught.value)
    for old, new in zip(good, model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)


def test_weights_that_break_in_the_last_batch_are_found_by_the_validation():
    model = small_model()
    training = make(model=model, epochs=1)
    start = model.get_weights()
    records = training.advance()
    for record in records:
        if isinstance(record, BatchRecord) and record.step == 5:
            model.layers[-1].kernel.assign(np.full(model.layers[-1].kernel.shape, np.nan))
            break
    with pytest.raises(UserError, match="batch 5"):
        list(records)
    for old, new in zip(start, model.get_weights(), strict=True):
        np.testing.assert_array_equal(old, new)


def test_a_huge_learning_rate_ends_in_a_sentence_not_in_a_broken_network():
    model = keras.Sequential([keras.Input((12, 12, 1)), keras.layers.Flatten()])
    for seed in (1, 2):
        model.add(keras.layers.Dense(3, kernel_initializer=keras.initializers.GlorotUniform(seed)))
    model.add(keras.layers.Softmax())
    training = make(model=model, optimizer="sgd", learning_rate=1e6, epochs=50)
    with pytest.raises(UserError, match="learning rate below"):
        list(training.advance())
    assert training.phase is Phase.FAILED
    assert all(np.isfinite(weight).all() for weight in model.get_weights())


def test_too_little_memory_is_a_sentence_about_the_batch_size(monkeypatch):
    training = make()
    records = training.advance()
    assert next(record for record in records if record).step == 1

    def exhausted(self, index, pictures=None):
        raise tf.errors.ResourceExhaustedError(None, None, "OOM")

    monkeypatch.setattr(TrainingStep, "run", exhausted)
    with pytest.raises(UserError, match="smaller batch size"):
        list(records)
    assert training.phase is Phase.FAILED


def test_a_network_for_other_pictures_is_refused_with_both_shapes():
    with pytest.raises(UserError, match=r"20 × 20 × 1.*12 × 12 × 1"):
        Training(small_model(side=20), bars_dataset(), experiment())
    with pytest.raises(UserError, match=r"output of shape 4.*3 classes"):
        Training(small_model(classes=4), bars_dataset(), experiment())


def test_time_left_is_the_rest_of_the_pictures_at_the_present_rate(monkeypatch):
    clock = iter(np.arange(0.0, 1e4, 0.001))
    monkeypatch.setattr(training_loop, "perf_counter", lambda: float(next(clock)))
    training = make(epochs=4)
    assert training.progress().seconds_left is None
    for record in training.advance():
        if isinstance(record, BatchRecord) and record.step == 8:
            break
    progress = training.progress()
    rest = 70 * 12 / 5 / progress.images_per_second
    assert rest < progress.seconds_left < rest + 3 * 0.1
    assert (progress.epoch, progress.epochs, progress.step, progress.steps) == (2, 4, 8, 20)


def test_one_batch_larger_than_the_set_is_a_whole_epoch():
    seen = list(make(batch_size=1000, epochs=2).advance())
    assert [record.step for record in batches(seen)] == [1, 2]
    assert len(epochs(seen)) == 2


@pytest.mark.parametrize("schedule", ["step", "exponential", "linear", "cosine"])
def test_a_schedule_sets_the_learning_rate_of_every_batch(schedule):
    seen = batches(make(schedule=schedule, epochs=2, decay=0.3, decay_epochs=1).advance())
    expected = [learning_rate_at(schedule, 0.01, step, 10, 5.0, 0.3) for step in range(10)]
    np.testing.assert_allclose([record.learning_rate for record in seen], expected, rtol=1e-6)


def test_exponential_decay_is_the_one_of_keras():
    keras_rate = keras.optimizers.schedules.ExponentialDecay(0.01, decay_steps=5, decay_rate=0.3)
    expected = [float(keras_rate(step)) for step in range(10)]
    ours = [learning_rate_at("exponential", 0.01, step, 10, 5.0, 0.3) for step in range(10)]
    np.testing.assert_allclose(ours, expected, rtol=1e-5)


@settings(deadline=None)
@given(st.lists(st.integers(0, 64).map(lambda part: part / 64), min_size=1, max_size=30), st.integers(1, 4))
def test_a_plateau_and_an_early_stop_are_those_of_keras(losses, patience):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(1.0))
    lower = keras.callbacks.ReduceLROnPlateau("val_loss", 0.5, patience, min_delta=0.0)
    stop = keras.callbacks.EarlyStopping("val_loss", 0.0, patience)
    for callback in (lower, stop):
        callback.set_model(model)
        callback.on_train_begin()
    ours, watch = Plateau(patience, 0.5), EarlyStopping(patience)
    for epoch, loss in enumerate(losses):
        for callback in (lower, stop):
            callback.on_epoch_end(epoch, {"val_loss": loss})
        np.testing.assert_allclose(ours.follow(loss), float(np.asarray(model.optimizer.learning_rate)), rtol=1e-6)
        ends = watch.ends(epoch + 1, loss)
        assert ends == bool(stop.stopped_epoch or model.stop_training)
        if ends:
            break


def test_a_rate_set_by_hand_holds_and_the_schedule_goes_on_from_it():
    training = make(schedule="exponential", epochs=2, decay=0.5, decay_epochs=1)
    rates = []
    for record in training.advance():
        if isinstance(record, BatchRecord):
            rates.append(record.learning_rate)
            if record.step == 3:
                training.learning_rate = 0.5
    assert rates[3] == pytest.approx(0.5)
    np.testing.assert_allclose(np.array(rates[4:]) / np.array(rates[3:-1]), 0.5 ** (1 / 5), rtol=1e-5)


def test_the_size_of_a_batch_may_change_while_it_trains():
    training = make(epochs=2)
    sizes, seen = [], 0
    for record in training.advance():
        if isinstance(record, BatchRecord):
            sizes.append(training._order.position if record.epoch == 1 else 0)
            seen += 1
            if record.step == 2:
                training.batch_size = 30
                assert training.steps == 2 + 2 + 3
    assert sizes[:4] == [16, 32, 62, 70]
    assert seen == training.step == training.steps == 7


def test_early_stopping_goes_back_to_the_best_epoch():
    learnable = bars_dataset()
    # What is learnt is wrong for the test pictures, so their loss soon rises.
    dataset = replace(learnable, y_test=(learnable.y_test + 1) % 3)
    training = Training(small_model(), dataset, experiment(epochs=60, patience=3))
    kept = {}
    for record in training.advance():
        if isinstance(record, EpochRecord):
            kept[record.epoch] = (record.val_loss, training._model.get_weights())
    losses = [loss for loss, _ in kept.values()]
    assert training.stopped_early
    assert training.best_epoch == int(np.argmin(losses)) + 1 == len(losses) - 3
    for now, then in zip(training._model.get_weights(), kept[training.best_epoch][1], strict=True):
        np.testing.assert_array_equal(now, then)


def test_the_batch_whose_loss_was_no_number_is_kept():
    training = make(learning_rate=1e6, optimizer="sgd")
    training._model.layers[-1].kernel.assign(np.full(training._model.layers[-1].kernel.shape, np.nan))
    with pytest.raises(UserError):
        list(training.advance())
    np.testing.assert_array_equal(training.bad_batch, EpochOrder(0, 1, 70).take(16))
