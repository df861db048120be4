"""Accuracy, loss and confusions against Keras and scikit-learn, in chunks."""

from __future__ import annotations

import keras
import numpy as np
import pytest
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support
from small_training import bars_dataset, small_model

from nnviz.core.messages import UserError
from nnviz.engine import evaluation
from nnviz.engine.evaluation import Evaluator, check_fit, evaluate, evaluate_file, evaluation_steps
from nnviz.engine.model_file import save_model


def plain_figures(model, x, y):
    model.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.evaluate(x / np.float32(255), y, verbose=0)


def drained(steps):
    """Run a generator to its end and return what it returns."""
    result = []

    def follow():
        result.append((yield from steps))

    list(follow())
    return result[0]


@pytest.mark.parametrize("batch", [None, 7, 1000])
def test_figures_are_those_of_keras_and_scikit_learn(batch):
    model, data = small_model(), bars_dataset(train=150)
    result = evaluate(model, data.x_train, data.y_train, batch)
    loss, accuracy = plain_figures(model, data.x_train, data.y_train)
    assert result["loss"] == pytest.approx(loss, abs=1e-5)
    assert result["accuracy"] == pytest.approx(accuracy, abs=1e-6)
    predicted = model(data.x_train / np.float32(255)).numpy().argmax(axis=1)
    expected = confusion_matrix(data.y_train, predicted, labels=range(3))
    np.testing.assert_array_equal(result["confusion"], expected)


def test_a_network_that_ends_in_logits_is_understood():
    soft = small_model()
    linear = keras.models.clone_model(soft)
    linear.set_weights(soft.get_weights())
    linear.layers[-1].activation = keras.activations.linear
    linear = keras.Sequential(linear.layers)
    data = bars_dataset()
    assert (linear(data.x_test / np.float32(255)).numpy() < 0).any()
    first, second = (evaluate(model, data.x_test, data.y_test) for model in (soft, linear))
    assert first["loss"] == pytest.approx(second["loss"], abs=1e-5)
    np.testing.assert_array_equal(first["confusion"], second["confusion"])


def test_steps_yield_between_chunks():
    data = bars_dataset()
    steps = evaluation_steps(small_model(), data.x_train, data.y_train, batch=32)
    assert len(list(steps)) == 3


def test_chunks_grow_while_they_are_quick_and_shrink_when_they_are_slow(monkeypatch):
    data = bars_dataset(train=3000)
    evaluator = Evaluator(small_model(), data.x_train, data.y_train)
    seconds = iter([0.001, 0.001, 0.001, 0.05, 0.05, 0.01] + [0.001] * 1000)
    now = [0.0]

    def clock():
        # Called twice a chunk: before and after it.
        now.append(now[-1] + (next(seconds) if len(now) % 2 == 0 else 0.0))
        return now[-1]

    sizes = []
    score = evaluator._score
    evaluator._score = lambda index, labels: (sizes.append(len(index)), score(index, labels))[1]
    monkeypatch.setattr(evaluation, "perf_counter", clock)
    list(evaluator.steps())
    assert sizes[:7] == [32, 64, 128, 256, 128, 64, 64]
    assert max(sizes) <= 1024
    assert sum(sizes) == 3000


def test_the_same_evaluator_follows_the_weights():
    model, data = small_model(), bars_dataset()
    evaluator = Evaluator(model, data.x_test, data.y_test)
    figures = []
    for factor in (1.0, -1.0):
        model.layers[-1].kernel.assign(model.layers[-1].kernel * factor)
        figures.append(drained(evaluator.steps())["loss"])
        assert figures[-1] == pytest.approx(plain_figures(model, data.x_test, data.y_test)[0], abs=1e-5)
    assert figures[0] != figures[1]


@pytest.mark.parametrize("shape", [(12, 12), (144,)])
def test_pictures_are_reshaped_where_every_number_has_its_place(shape):
    keras.utils.clear_session()
    layers = [keras.Input(shape), keras.layers.Flatten(), keras.layers.Dense(3, "softmax")]
    model, data = keras.Sequential(layers), bars_dataset()
    result = evaluate(model, data.x_test, data.y_test)
    flat = data.x_test.reshape(-1, *shape)
    assert result["loss"] == pytest.approx(plain_figures(model, flat, data.y_test)[0], abs=1e-5)


def test_an_empty_set_is_no_error():
    result = evaluate(small_model(), np.zeros((0, 12, 12, 1), np.uint8), np.zeros(0, np.int64))
    assert result["accuracy"] == 0.0
    assert result["confusion"].sum() == 0


def test_what_does_not_fit_is_told_with_both_shapes():
    data = bars_dataset()
    with pytest.raises(UserError, match=r"20 × 20 × 1.*12 × 12 × 1"):
        evaluate(small_model(side=20), data.x_test, data.y_test)
    with pytest.raises(UserError, match=r"output of shape 2.*3 classes"):
        evaluate(small_model(classes=2), data.x_test, data.y_test)
    many = keras.Model(inputs := [keras.Input((12, 12, 1)), keras.Input((3,))], inputs[1])
    with pytest.raises(UserError, match="shape unknown"):
        evaluate(many, data.x_test, data.y_test)


def test_more_classes_than_the_pictures_show_fit_only_where_that_is_allowed():
    model = small_model(classes=5)
    assert check_fit(model, (12, 12, 1), 3, or_more=True) == ((12, 12, 1), 5)
    with pytest.raises(UserError):
        check_fit(model, (12, 12, 1), 3)


def test_a_network_for_pictures_of_any_size_fits():
    layers = [keras.Input((None, None, 1)), keras.layers.GlobalMaxPooling2D(), keras.layers.Dense(3)]
    assert check_fit(keras.Sequential(layers), (12, 12, 1), 3) == ((12, 12, 1), 3)


def assert_class_figures(told, model, held):
    predicted = model(held.x_test / np.float32(255)).numpy().argmax(axis=1)
    expected = precision_recall_fscore_support(held.y_test, predicted, labels=range(10), zero_division=0.0)
    assert [one["name"] for one in told] == list("0123456789")
    for key, figures in zip(("precision", "recall", "f1", "support"), expected, strict=True):
        assert [one[key] for one in told] == pytest.approx(figures)


def test_a_file_is_evaluated_on_the_held_part_of_digits(tmp_path):
    from nnviz.engine.datasets import load_dataset

    model = small_model(side=28, classes=10)
    save_model(model, tmp_path / "net.keras")
    result = evaluate_file(tmp_path / "net.keras", "digits")
    held = load_dataset("digits")
    expected = evaluate(model, held.x_test, held.y_test)
    assert set(result) == {"accuracy", "loss", "confusion", "classes"}
    assert_class_figures(result["classes"], model, held)
    assert result["accuracy"] == expected["accuracy"]
    assert result["confusion"] == expected["confusion"].tolist()
    assert np.sum(result["confusion"]) == len(held.x_test)


def test_a_file_with_another_number_of_classes_is_refused(tmp_path):
    save_model(small_model(side=28, classes=12), tmp_path / "net.keras")
    with pytest.raises(UserError, match=r"12.*10 classes"):
        evaluate_file(tmp_path / "net.keras", "digits")
