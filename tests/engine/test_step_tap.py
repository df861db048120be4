"""A step told in full, against a GradientTape by hand."""

from __future__ import annotations

import keras
import numpy as np
import pytest
import tensorflow as tf
from small_training import bars_dataset, small_model

from nnviz.core.experiment import Experiment
from nnviz.core.training import BatchRecord
from nnviz.engine.gradients import GradientMeter, layer_variables
from nnviz.engine.prober import Prober
from nnviz.engine.step_explainer import StepExplainer
from nnviz.engine.training_loop import Training

RULES = ("sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw")


def prepared(dropout=0.0, **values):
    model, dataset = small_model(dropout=dropout), bars_dataset()
    experiment = Experiment(epochs=3, batch_size=16, learning_rate=0.02, **values)
    training = Training(model, dataset, experiment, "run")
    meter = GradientMeter(layer_variables(Prober(model, "m", dataset.class_names, None)))
    return model, dataset, training, StepExplainer(model, dataset, experiment, meter)


def next_batch(records):
    return next(record for record in records if isinstance(record, BatchRecord))


def by_hand(model, dataset, index, loss_name):
    """Per-picture losses, mean loss and gradients by variable, all by a GradientTape; what the weights are now."""
    x = dataset.x_train[index] / np.float32(255)
    y = dataset.y_train[index]
    told = y if loss_name.startswith("sparse") else keras.utils.to_categorical(y, 3)
    with tf.GradientTape() as tape:
        outputs = model(x, training=True)
        losses = getattr(keras.losses, loss_name)(told, outputs)
        loss = tf.reduce_mean(losses)
    variables = model.trainable_variables
    pairs = zip(variables, tape.gradient(loss, variables), strict=True)
    return outputs.numpy(), losses.numpy(), float(loss), {id(variable): gradient for variable, gradient in pairs}


@pytest.mark.parametrize("optimizer", RULES)
@pytest.mark.parametrize("loss", ["sparse_categorical_crossentropy", "mean_squared_error"])
def test_the_figures_of_a_step_are_those_of_a_gradient_tape(optimizer, loss):
    model, dataset, training, explainer = prepared(optimizer=optimizer, loss=loss)
    records = training.advance()
    for _ in range(3):
        next_batch(records)
    order = np.random.default_rng((0, 1)).permutation(70)[48:64]
    outputs, losses, mean, gradients = by_hand(model, dataset, order, loss)
    before = {id(variable): variable.numpy() for variable in model.trainable_variables}
    explainer.listen(training)
    record = next_batch(records)
    account = explainer.account(training, record)
    np.testing.assert_array_equal(account.indices, order)
    np.testing.assert_array_equal(account.pictures, dataset.x_train[order])
    np.testing.assert_allclose(account.outputs, outputs, atol=1e-5)
    np.testing.assert_allclose(account.losses, losses, atol=1e-5)
    assert account.loss == pytest.approx(mean, abs=1e-5)
    assert account.penalty == 0.0
    kernels = [layer.kernel for layer in model.layers if hasattr(layer, "kernel")]
    biases = [layer.bias for layer in model.layers if hasattr(layer, "kernel")]
    for told, kernel, bias in zip(account.layers, kernels, biases, strict=True):
        whole = [gradients[id(kernel)].numpy().ravel(), gradients[id(bias)].numpy().ravel()]
        assert told.gradient_norm == pytest.approx(np.linalg.norm(np.concatenate(whole)), abs=1e-5)
        change = [v.numpy() - before[id(v)] for v in (kernel, bias)]
        assert told.change_norm == pytest.approx(np.linalg.norm(np.concatenate([c.ravel() for c in change])), abs=1e-5)
        example, gradient = told.example, gradients[id(kernel)].numpy()
        assert abs(example.gradient) == pytest.approx(np.abs(gradient).max(), abs=1e-5)
        assert example.gradient == pytest.approx(gradient[example.index], abs=1e-5)
        assert example.before == before[id(kernel)][example.index]
        assert example.after == kernel.numpy()[example.index]
        assert example.terms(account.rule)[-1].value == pytest.approx(example.after, abs=1e-5)
        assert example.terms(account.rule)[-1].value == pytest.approx(example.after, rel=1e-4)
    assert explainer.account(training, record) is None, "only the batch that was listened to"


@pytest.mark.parametrize("dropout", [0.0, 0.4])
def test_listening_changes_nothing(dropout):
    def losses(listening):
        _, _, training, explainer = prepared(dropout, optimizer="adam")
        found = []
        for record in training.advance():
            if isinstance(record, BatchRecord):
                account = explainer.account(training, record)
                if account is not None:
                    assert account.mean_loss == pytest.approx(record.loss, abs=1e-6)
                found.append(record.loss)
                if listening and len(found) in (2, 3, 4):
                    explainer.listen(training)
        return found

    np.testing.assert_allclose(losses(True), losses(False), atol=1e-5)


def test_the_small_batch_at_the_end_of_an_epoch_is_told_too():
    _, _, training, explainer = prepared()
    records = training.advance()
    for _ in range(4):
        next_batch(records)
    explainer.listen(training)
    account = explainer.account(training, next_batch(records))
    assert len(account.losses) == len(account.pictures) == 6
    assert sorted(account.hardest_first) == list(range(6))
    assert (np.diff(account.losses[account.hardest_first]) <= 0).all()


def test_a_penalty_on_the_weights_is_told_apart():
    model, dataset = small_model(), bars_dataset()
    model.layers[1].kernel.regularizer = keras.regularizers.L2(0.01)
    experiment = Experiment(epochs=1, batch_size=16, optimizer="sgd")
    training = Training(model, dataset, experiment, "run")
    meter = GradientMeter(layer_variables(Prober(model, "m", dataset.class_names, None)))
    explainer = StepExplainer(model, dataset, experiment, meter)
    expected = 0.01 * float((model.layers[1].kernel.numpy() ** 2).sum())
    explainer.listen(training)
    account = explainer.account(training, next_batch(training.advance()))
    assert account.penalty == pytest.approx(expected, abs=1e-5)
