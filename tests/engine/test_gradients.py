"""Gradient norms measured inside the training step, against a tape by hand."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf
from small_training import bars_dataset, small_model
from test_live import listener, phases  # noqa: F401

from nnviz.core.experiment import Experiment
from nnviz.core.training import BatchRecord, Phase
from nnviz.engine import commands, events
from nnviz.engine.augmentation import augment_batch, batch_generator
from nnviz.engine.gradients import GradientMeter, layer_variables
from nnviz.engine.prober import Prober
from nnviz.engine.training_loop import Training


def experiment(**values):
    return Experiment(**{"epochs": 2, "batch_size": 16, "learning_rate": 0.01, **values})


def norm(arrays):
    return float(np.sqrt(sum(np.square(np.asarray(array, np.float64)).sum() for array in arrays)))


def by_hand(model, optimizer, x, y):
    """Take one step with a plain tape; return (gradient norm, update ratio, weight norm) of the two dense layers."""
    layers = [layer for layer in model.layers if layer.trainable_variables]
    before = [[np.array(variable) for variable in layer.trainable_variables] for layer in layers]
    variables = model.trainable_variables
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(y, model(x, training=True)))
    gradients = tape.gradient(loss, [variable.value for variable in variables])
    optimizer.apply(gradients, variables)
    found = []
    for number, (layer, old) in enumerate(zip(layers, before, strict=True)):
        changes = [np.array(new) - was for new, was in zip(layer.trainable_variables, old, strict=True)]
        found.append((norm(gradients[2 * number : 2 * number + 2]), norm(changes) / norm(old), norm(old)))
    return found


@pytest.mark.parametrize("name", ["adam", "sgd"])
@pytest.mark.parametrize("augment", ["none", "drawn"])
def test_every_measured_batch_equals_a_tape_by_hand(name, augment):
    dataset, model, plain = bars_dataset(), small_model(), small_model()
    training = Training(model, dataset, experiment(optimizer=name, augment=augment))
    training.meter = GradientMeter(layer_variables(Prober(model, "m")))
    optimizer = {"adam": keras.optimizers.Adam, "sgd": keras.optimizers.SGD}[name](0.01)
    order = np.random.default_rng((0, 1)).permutation(70)
    batches = 0
    for record in training.advance():
        if not isinstance(record, BatchRecord) or record.epoch > 1:
            continue
        index = order[16 * (record.step - 1) : 16 * record.step]
        pictures = dataset.x_train[index]
        if augment != "none":
            pictures = augment_batch(pictures, augment, batch_generator(0, 1, record.step - 1))
        expected = by_hand(plain, optimizer, pictures / np.float32(255), dataset.y_train[index])
        # The last batch of an epoch is smaller and not measured.
        assert len(training.gradients) == (2 if len(index) == 16 else 0)
        for layer, figures in zip(training.gradients, expected, strict=False):
            measured = (layer.norm, layer.update_ratio, layer.weight_norm)
            assert measured == pytest.approx(figures, rel=1e-5)
            assert layer.norm > 0
        if training.gradients:
            assert [layer.layer_id for layer in training.gradients] == [model.layers[1].name, model.layers[3].name]
        batches += len(training.gradients) > 0
    assert batches == 4


def test_measuring_does_not_change_what_is_learnt():
    models = small_model(), small_model()
    for model, measured in zip(models, (True, False), strict=True):
        training = Training(model, bars_dataset(), experiment())
        meter = GradientMeter(layer_variables(Prober(model, "m")))
        for number, _ in enumerate(training.advance()):
            training.meter = meter if measured and number % 2 else None
        assert "apply_gradients" not in vars(model.optimizer)
    for one, other in zip(models[0].get_weights(), models[1].get_weights(), strict=True):
        assert np.allclose(one, other, atol=1e-6)


def test_frozen_and_shared_layers():
    shared = keras.layers.Dense(4, name="shared")
    frozen = keras.layers.Dense(4, name="frozen", trainable=False)
    entry = keras.Input((4,))
    model = keras.Model(entry, keras.layers.Dense(2, name="scores")(shared(frozen(shared(entry)))))
    found = layer_variables(Prober(model, "m"))
    assert {layer_id: len(variables) for layer_id, variables in found.items()} == {"shared": 2, "scores": 2}


def test_tiny_gradients_do_not_underflow():
    meter = GradientMeter({"a": ["v"]})
    (layer,) = meter.figures(np.array([[1e-60, 0.0, 0.0]]))
    assert layer.norm == pytest.approx(1e-30)
    assert np.isnan(layer.update_ratio)


def test_the_live_engine_measures_only_while_somebody_looks(listener):  # noqa: F811
    chosen = Experiment("digits", "mlp", epochs=1)
    listener.engine.post(commands.Train(chosen))
    listener.wait(lambda: Phase.FINISHED in phases(listener))
    assert not listener.of(events.GradientsMeasured)
    listener.engine.post(commands.WatchGradients(True))
    listener.engine.post(commands.Train(chosen, start_paused=True))
    listener.engine.post(commands.Step())
    listener.wait(lambda: listener.of(events.GradientsMeasured))
    event = listener.of(events.GradientsMeasured)[0]
    assert event.run_id == listener.of(events.RunStarted)[-1].run_id
    assert event.record.step == 1
    assert event.record.model_id == listener.of(events.ModelReady)[-1].summary.id
    assert all(layer.norm > 0 and 0 < layer.update_ratio < 1 for layer in event.record.layers)
