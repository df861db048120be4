"""Changes by hand measured on held pictures, and kept when another model comes."""

import numpy as np
from test_live import listener  # noqa: F401

from nnviz import paths
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.engine import commands, events
from nnviz.engine.datasets import load_dataset
from nnviz.engine.fitting_sets import fitting_sets
from nnviz.engine.model_file import load_model, load_own_model


def measured(listener):  # noqa: F811
    """Ask for the accuracy and return the whole answer."""
    count = len(whole(listener))
    listener.engine.post(commands.MeasureEdits("digits", 120))
    listener.wait(lambda: len(whole(listener)) > count)
    return whole(listener)[-1]


def whole(listener):  # noqa: F811
    return [event for event in listener.of(events.EditsMeasured) if event.fraction == 1.0]


def accuracy_of(model):
    """Return what Keras' own evaluation says of the same 120 pictures."""
    data = load_dataset("digits")
    chosen = np.linspace(0, len(data.x_test) - 1, 120).round().astype(int)
    model.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model.evaluate(data.x_test[chosen].astype(np.float32) / 255, data.y_test[chosen], verbose=0)[1]


def test_the_accuracy_before_and_now_is_what_keras_evaluates(listener, tmp_path):  # noqa: F811
    listener.wait(lambda: listener.of(events.ModelReady))
    summary = listener.of(events.ModelReady)[0].summary
    conv = next(layer for layer in summary.layers if layer.type == "Conv2D")
    dense = [layer for layer in summary.layers if layer.type == "Dense"][-1]
    listener.engine.post(commands.SetFilter(dense.id, 3, -2.0))
    listener.engine.post(commands.SetFilter(conv.id, 0, 0.5))
    listener.engine.post(commands.SetWeight(f"{dense.id}/bias", (1,), 30.0))
    found = measured(listener)
    file = tmp_path / "edited.keras"
    listener.engine.post(commands.SaveModel(str(file)))
    listener.wait(lambda: listener.of(events.ModelSaved))
    assert found.pictures == 120
    np.testing.assert_allclose(found.before, accuracy_of(load_own_model(paths.shipped_model())), atol=1e-6)
    np.testing.assert_allclose(found.now, accuracy_of(load_model(file)), atol=1e-6)
    assert found.now < found.before
    edits = listener.of(events.WeightsEdited)
    assert edits[-1].marks == {(dense.id, 3), (conv.id, 0), (dense.id, 1)}
    assert [edit.unsaved for edit in edits] == [True, True, True, False]
    listener.engine.post(commands.ResetWeights())
    back = measured(listener)
    assert (back.before, back.now) == (found.before, found.before)
    assert (listener.of(events.WeightsEdited)[-1].undoable, listener.of(events.WeightsEdited)[-1].redoable) == (0, 3)


def test_unsaved_changes_are_kept_in_a_file_when_another_model_comes(listener):  # noqa: F811
    listener.wait(lambda: listener.of(events.ModelReady))
    summary = listener.of(events.ModelReady)[0].summary
    dense = [layer for layer in summary.layers if layer.type == "Dense"][-1]
    listener.engine.post(commands.SetWeight(f"{dense.id}/bias", (4,), 12.5))
    listener.engine.post(commands.OpenModel(str(paths.shipped_model())))
    listener.wait(lambda: len(listener.of(events.ModelReady)) == 2)
    (kept,) = listener.of(events.EditsKept)
    assert load_model(paths.application_data() / kept.path).get_layer(dense.name).bias.numpy()[4] == 12.5
    listener.engine.post(commands.OpenModel(str(paths.shipped_model())))
    listener.wait(lambda: len(listener.of(events.ModelReady)) == 3)
    assert len(listener.of(events.EditsKept)) == 1


def test_a_set_that_is_not_here_is_not_downloaded(listener, tmp_path):  # noqa: F811
    listener.wait(lambda: listener.of(events.ModelReady))
    listener.engine.post(commands.MeasureEdits("mnist", 50, str(tmp_path)))
    listener.wait(lambda: listener.of(events.Failed))
    assert "not on this machine" in str(listener.of(events.Failed)[0].error)


def test_sets_that_fit_a_model():
    def model(shape, classes, names=()):
        return ModelSummary("m", "m", (LayerInfo("d", "d", "Dense", (None, classes), 0),), ((None, *shape),), 0, names)

    assert fitting_sets(model((28, 28, 1), 10))[0] == "digits"
    assert fitting_sets(model((784,), 10)) == ("digits", "mnist", "fashion-mnist")
    assert fitting_sets(model((32, 32, 3), 10)) == ("cifar10",)
    assert fitting_sets(model((28, 28, 1), 2)) == ("digit-or-not",)
    assert fitting_sets(model((28, 28), 7)) == ()
    fashion = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")
    assert fitting_sets(model((28, 28, 1), 10, fashion))[0] == "fashion-mnist"
