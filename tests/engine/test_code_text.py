"""The scripts are run, and what they compute is compared with what is shown."""

import subprocess
import sys

import followed_models
import keras
import model_kinds as kinds
import numpy as np
import pytest
from keras import layers
from unit_samples import random_units

from nnviz.core.arithmetic import arithmetic_of
from nnviz.core.attribution import Method, Options, Target
from nnviz.core.code_text import explanation_code, health_code, layer_output_code, unit_code, weight_code
from nnviz.core.messages import UserError
from nnviz.core.unit_arithmetic import Kind
from nnviz.engine.attribution import Attributor
from nnviz.engine.model_inputs import inputs_of
from nnviz.engine.prober import Prober

METHODS = tuple(Method)


def run(code):
    """Run a script and return its `result`."""
    names = {}
    exec(compile(code, "<copied>", "exec"), names)  # the code under test
    return np.asarray(names["result"], np.float64)


@pytest.fixture
def loading(monkeypatch):
    """Let scripts get a live model, as one of Python code cannot be loaded without that code."""

    def give(model):
        monkeypatch.setattr(keras.models, "load_model", lambda *args, **options: model)

    return give


@pytest.fixture(autouse=True)
def quiet(capsys):
    yield
    capsys.readouterr()


def probed(kind):
    model = kinds.randomise(kind())
    prober = Prober(model, "m")
    return model, prober.summary, prober.probe(kinds.picture_for(inputs_of(model)), 0)


def restore(model):
    parts = [model, *model._flatten_layers(include_self=False)]
    for part in [*parts, *(step for one in parts for step in getattr(one, "operations", ()))]:
        vars(part).pop("call", None)


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.__name__)
def test_every_output_of_every_call_is_computed(kind, loading):
    model, summary, probe = probed(kind)
    loading(model)
    compared = 0
    for layer in summary.layers:
        for key in layer.output_keys:
            if key in probe.tensors and probe.tensors[key].dtype.kind == "f" and probe.tensors[key].size:
                result = run(layer_output_code(summary, layer, probe.image, key))
                restore(model)
                tolerance = 2e-2 if kind is kinds.half_precision else 1e-5
                np.testing.assert_allclose(result, probe.tensors[key], atol=tolerance, rtol=tolerance, err_msg=key)
                compared += 1
    assert compared >= 2


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.__name__)
def test_every_weight_is_read(kind, loading):
    model, summary, probe = probed(kind)
    loading(model)
    for layer in summary.layers:
        for weight in layer.weights:
            if weight.key in probe.weights:
                result = run(weight_code(summary, layer, weight))
                shown = np.asarray(probe.weights[weight.key], np.float64)
                np.testing.assert_allclose(result, shown, err_msg=weight.key)


@pytest.mark.parametrize("kind", followed_models.FOLLOWED, ids=lambda kind: kind.__name__)
def test_every_unit_is_computed(kind):
    _, summary, probe = probed(kind)
    for layer in summary.layers:
        for unit in random_units(probe.tensors[layer.id].shape, 4) if layer.type != "InputLayer" else ():
            found = arithmetic_of(summary, probe, layer.id, unit)
            result = run(unit_code(layer, found))
            limit = 1e-5 * max(1.0, abs(found.expected), 0.1 * abs(found.sum or 0.0))
            assert abs(result - found.expected) <= limit, (layer.id, unit)


def test_what_is_not_followed_says_so():
    _, summary, probe = probed(kinds.lstm)
    found = arithmetic_of(summary, probe, "lstm", (0, 0))
    assert found.kind is Kind.NOT_FOLLOWED
    with pytest.raises(UserError, match="step by step"):
        unit_code(summary.layer("lstm"), found)


# --- explanations ---


def classifier(shape=(12, 12, 2)):
    x = keras.Input(shape, name="picture")
    y = layers.Conv2D(4, 3, activation="tanh", name="first")(x)
    y = layers.MaxPooling2D(name="pool")(y)
    y = layers.Conv2D(5, 3, activation="relu", name="last")(y)
    y = layers.GlobalAveragePooling2D(name="mean")(y)
    return kinds.randomise(keras.Model(x, layers.Dense(3, activation="softmax", name="scores")(y)))


def nested():
    x = keras.Input((12, 12, 2), name="again")
    return keras.Model(x, classifier()(x))


@pytest.fixture(scope="module", params=[classifier, nested], ids=lambda build: build.__name__)
def explained(request, tmp_path_factory):
    file = tmp_path_factory.mktemp("explained") / "model.keras"
    model = request.param()
    model.save(file)
    summary = Prober(model, "m", file=str(file)).summary
    return Attributor(model, summary), np.random.default_rng(3).random((12, 12, 2), np.float32)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("probability", [False, True])
def test_every_method_is_computed(explained, method, probability):
    attributor, picture = explained
    options = Options(probability=probability, samples=5, steps=7, iterations=13, fill=0.25, baseline=0.1)
    found = attributor.attribute(method, picture, Target(class_index=1), options)
    result = run(explanation_code(attributor.summary, found, picture))
    shown = found.picture if method is Method.MAXIMISATION else found.map
    assert np.abs(shown).max() > 0
    np.testing.assert_allclose(result, shown, atol=1e-5, rtol=1e-4)


@pytest.mark.parametrize("unit", [(2, 1, 3), (1,)])
@pytest.mark.parametrize("method", [Method.SALIENCY, Method.EFFECTIVE_FIELD, Method.OCCLUSION])
def test_a_unit_or_a_whole_map_is_explained_too(explained, method, unit):
    attributor, picture = explained
    key = next(layer.id for layer in attributor.summary.layers if layer.name == "last")
    found = attributor.attribute(method, picture, Target(layer_id=key, unit=unit))
    result = run(explanation_code(attributor.summary, found, picture))
    np.testing.assert_allclose(result, found.map, atol=1e-5, rtol=1e-4)


def test_grad_cam_of_a_unit_says_what_to_do(explained):
    attributor, picture = explained
    key = attributor.summary.layers[-1].id
    found = attributor.attribute(Method.GRAD_CAM, picture, Target(layer_id=key, unit=(1,)))
    with pytest.raises(UserError, match="choose a class"):
        explanation_code(attributor.summary, found, picture)


def test_a_script_runs_by_itself(tmp_path):
    model = classifier((28, 28, 1))
    model.save(tmp_path / "model.keras")
    prober = Prober(model, "m", file="model.keras")
    picture = (np.random.default_rng(1).integers(0, 256, (28, 28, 1)) / np.float32(255)).astype(np.float32)
    probe = prober.probe(picture, 0)
    code = layer_output_code(prober.summary, prober.summary.layer("first"), picture)
    assert len(code) < 6000
    script = tmp_path / "script.py"
    script.write_text(code + 'np.save("result.npy", result)\n', encoding="utf-8")
    subprocess.run([sys.executable, script], cwd=tmp_path, check=True, timeout=100, capture_output=True)
    np.testing.assert_allclose(np.load(tmp_path / "result.npy"), probe.tensors["first"], atol=1e-5)


def test_a_large_picture_is_loaded_from_a_file(tmp_path, monkeypatch):
    model = kinds.randomise(keras.Sequential([keras.Input((200, 200, 1)), layers.Conv2D(2, 3, name="conv")]))
    model.save(tmp_path / "model.keras")
    prober = Prober(model, "m", file=str(tmp_path / "model.keras"))
    picture = np.random.default_rng(1).random((200, 200, 1), np.float32)
    code = layer_output_code(prober.summary, prober.summary.layer("conv"), picture)
    assert len(code) < 1000
    np.save(tmp_path / "picture.npy", picture)
    monkeypatch.chdir(tmp_path)
    np.testing.assert_allclose(run(code), prober.probe(picture, 0).tensors["conv"], atol=1e-5)


def test_dead_units_are_found(tmp_path, monkeypatch):
    model = kinds.randomise(
        keras.Sequential([keras.Input((6, 6, 1)), layers.Conv2D(4, 3, activation="relu", name="conv")])
    )
    model.layers[0].bias.assign([0.5, -99.0, 0.5, -99.0])
    model.save(tmp_path / "model.keras")
    summary = Prober(model, "m", file=str(tmp_path / "model.keras")).summary
    np.save(tmp_path / "pictures.npy", np.random.default_rng(0).random((40, 6, 6, 1), np.float32))
    monkeypatch.chdir(tmp_path)
    assert run(health_code(summary, summary.layer("conv"))).tolist() == [1, 3]


def test_health_of_an_inner_layer_is_refused():
    _, summary, _ = probed(kinds.nested)
    with pytest.raises(UserError, match="choose another layer"):
        health_code(summary, summary.layer("middle/conv"))
