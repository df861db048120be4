"""The full result of an evaluation: against a plain Keras call, after every epoch, and for a model that is asked."""

from __future__ import annotations

import keras
import numpy as np
import pytest
from small_training import bars_dataset, small_model
from test_evaluation import drained
from test_live import Listener

from nnviz.core.dataset import Sample
from nnviz.core.experiment import Experiment
from nnviz.engine import commands, evaluation, events
from nnviz.engine.evaluation import Evaluator
from nnviz.engine.live_training import LiveTraining


@pytest.fixture(scope="module")
def listener():
    made = Listener()
    made.wait(lambda: made.of(events.ModelReady))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _forget(listener):
    del listener.heard[1:]


def assert_answers_are_those_of(model, pictures, labels, found):
    plain = model(pictures / np.float32(255)).numpy()
    np.testing.assert_array_equal(found.predicted, plain.argmax(axis=1))
    np.testing.assert_allclose(found.confidence, plain.max(axis=1), atol=1e-5)
    np.testing.assert_allclose(found.truth, plain[np.arange(len(labels)), labels], atol=1e-5)
    losses = keras.losses.sparse_categorical_crossentropy(labels, plain).numpy()
    np.testing.assert_allclose(found.losses, losses, atol=1e-4)
    np.testing.assert_allclose(found.probabilities, plain, atol=1e-3)
    np.testing.assert_array_equal(found.labels, labels)


def test_every_picture_s_answer_is_the_one_of_a_plain_call():
    model, data = small_model(), bars_dataset(train=150)
    evaluator = Evaluator(model, data.x_train, data.y_train)
    result = drained(evaluator.steps())
    found = evaluator.evaluation(data.class_names)
    assert_answers_are_those_of(model, data.x_train, data.y_train, found)
    np.testing.assert_array_equal(found.confusion, result["confusion"])
    assert found.averages.accuracy == pytest.approx(result["accuracy"])
    assert not found.confidence.flags.writeable


def test_raw_scores_become_probabilities():
    soft, data = small_model(), bars_dataset()
    linear = keras.models.clone_model(soft)
    linear.set_weights(soft.get_weights())
    linear.layers[-1].activation = keras.activations.linear
    linear = keras.Sequential(linear.layers)
    assert (linear(data.x_test / np.float32(255)).numpy() < 0).any()
    evaluator = Evaluator(linear, data.x_test, data.y_test)
    drained(evaluator.steps())
    assert_answers_are_those_of(soft, data.x_test, data.y_test, evaluator.evaluation(data.class_names))


def test_probabilities_of_all_classes_are_left_out_where_they_take_too_much(monkeypatch):
    monkeypatch.setattr(evaluation, "PROBABILITIES_BYTES", 100)
    model, data = small_model(), bars_dataset()
    evaluator = Evaluator(model, data.x_test, data.y_test)
    drained(evaluator.steps())
    found = evaluator.evaluation(data.class_names)
    assert found.probabilities is None
    plain = model(data.x_test / np.float32(255)).numpy()
    np.testing.assert_allclose(found.confidence, plain.max(axis=1), atol=1e-5)


def test_a_later_round_leaves_the_result_of_an_earlier_one_alone():
    model, data = small_model(), bars_dataset()
    evaluator = Evaluator(model, data.x_test, data.y_test)
    drained(evaluator.steps())
    first = evaluator.evaluation(data.class_names)
    kept = first.confidence.copy()
    model.set_weights([-3 * weight for weight in model.get_weights()])
    drained(evaluator.steps())
    np.testing.assert_array_equal(first.confidence, kept)
    assert not np.array_equal(evaluator.evaluation(data.class_names).confidence, kept)


def test_classes_that_the_data_do_not_have_are_numbered():
    data = bars_dataset(classes=3)
    evaluator = Evaluator(small_model(classes=5), data.x_test, data.y_test)
    drained(evaluator.steps())
    assert evaluator.evaluation(data.class_names).class_names == ("a", "b", "c", "3", "4")


def test_every_epoch_of_a_training_is_told_without_a_second_look():
    heard = []
    model, data = small_model(), bars_dataset()
    training = LiveTraining(model, data, Experiment(epochs=3, batch_size=16), None, heard.append)
    training.begin()
    told = []
    while training.running:
        training.advance()
        fresh = [event for event in heard if isinstance(event, events.EvaluationReady)]
        if len(fresh) > len(told):
            told = fresh
            assert_answers_are_those_of(model, data.x_test, data.y_test, told[-1].evaluation)
    assert [(event.run_id, event.epoch) for event in told] == [(training.run_id, epoch) for epoch in (1, 2, 3)]
    assert told[0].pictures is data.x_test
    records = [event.record for event in heard if isinstance(event, events.EpochDone)]
    accuracies = [event.evaluation.averages.accuracy for event in told]
    assert accuracies == pytest.approx([record.val_accuracy for record in records])


@pytest.mark.parametrize(("split", "part"), [(0.0, "test"), (0.25, "validation")])
def test_a_training_names_the_part_that_it_is_judged_by(split, part):
    heard = []
    told = Experiment(epochs=1, batch_size=32, split=split)
    training = LiveTraining(small_model(), bars_dataset(), told, None, heard.append)
    training.begin()
    while training.running:
        training.advance()
    assert [event.split for event in heard if isinstance(event, events.EvaluationReady)] == [part]


def test_a_model_that_is_not_trained_is_evaluated_while_a_drawing_is_answered(listener):
    listener.engine.post(commands.EvaluateModel("digits", "train"))
    listener.engine.post(commands.Ask(np.zeros((28, 28, 1), np.float32), 3))
    listener.wait(lambda: listener.of(events.EvaluationReady))
    heard = [type(event) for event in listener.heard]
    assert heard.index(events.ProbeReady) < heard.index(events.EvaluationReady)
    (ready,) = listener.of(events.EvaluationReady)
    progress = listener.of(events.EvaluationProgress)
    assert [progress[0].done, progress[-1].done] == [0, len(ready.pictures)]
    assert (ready.dataset, ready.split, ready.run_id, ready.epoch) == ("digits", "train", "", 0)
    assert ready.evaluation.averages.accuracy > 0.8
    assert ready.evaluation.class_names == tuple("0123456789")


def test_an_evaluation_can_be_given_up(listener):
    listener.engine.post(commands.EvaluateModel("digits", "train"))
    listener.wait(lambda: listener.of(events.EvaluationProgress))
    listener.engine.post(commands.StopJob("EvaluateModel"))
    listener.engine.post(commands.ListSamples("digits"))
    listener.wait(lambda: listener.of(events.SamplesReady))
    count = len(listener.of(events.EvaluationProgress))
    listener.engine.post(commands.ListSamples("digits"))
    listener.wait(lambda: len(listener.of(events.SamplesReady)) == 2)
    assert len(listener.of(events.EvaluationProgress)) == count
    assert not listener.of(events.EvaluationReady)


def test_nothing_is_downloaded_unasked(listener, tmp_path, monkeypatch):
    def fetch(*_):
        raise AssertionError("downloaded")

    monkeypatch.setattr("nnviz.engine.datasets.fetch_files", fetch)
    listener.engine.post(commands.EvaluateModel("mnist", data_folder=str(tmp_path)))
    listener.wait(lambda: listener.of(events.EvaluationProgress))
    assert listener.of(events.EvaluationProgress) == [
        events.EvaluationProgress("mnist", "test", missing_bytes=11_490_434)
    ]


def test_a_data_set_that_does_not_fit_is_refused(listener):
    listener.engine.post(commands.EvaluateModel("nonsense"))
    listener.wait(lambda: listener.of(events.Failed))
    assert listener.of(events.Failed)[0].during == "EvaluateModel"


def test_a_picture_in_hand_comes_back_as_a_sample(listener):
    sample = Sample("bars", "test", 3, np.zeros((28, 28, 1), np.uint8), 1, "b")
    listener.engine.post(commands.ShowSample(sample))
    listener.wait(lambda: listener.of(events.SampleReady))
    assert listener.of(events.SampleReady)[0].sample is sample
