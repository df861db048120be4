"""What honest people save with today's Keras opens again and answers the same."""

from __future__ import annotations

import json
import zipfile

import h5py
import keras
import numpy as np
import pytest
from judged import opened_here
from keras import layers as kl
from layer_samples import SAMPLES

from nnviz.engine.keras_import import import_keras
from nnviz.engine.model_file import load_model, save_model

# Keras itself cannot write these into an HDF5 file.
NOT_IN_HDF5 = {
    "RandomBrightness", "RandomSaturation", "RandomSharpness", "RandomColorDegeneration", "RandomPosterization",
    "Solarization",
}  # fmt: skip
FORMATS = (".keras", ".h5")


@pytest.fixture(autouse=True)
def _keras():
    import_keras()


def answers(model, inputs):
    found = keras.tree.flatten(model(inputs if len(inputs) > 1 else inputs[0], training=False))
    return [np.asarray(one) for one in found]


def assert_same(reopened, model, inputs):
    expected, found = answers(model, inputs), answers(reopened, inputs)
    assert len(found) == len(expected)
    for one, other in zip(found, expected, strict=True):
        if other.dtype.kind == "O":
            assert one.tolist() == other.tolist()
        else:
            np.testing.assert_allclose(one, other, rtol=1e-6, atol=1e-6)


def reopened_from(model, folder, suffix):
    path, copy = folder / f"model{suffix}", folder / "copy"
    copy.mkdir()
    model.save(path)
    return opened_here(path, copy)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", SAMPLES)
def test_layer_opens_again_with_the_same_answers(name, suffix, tmp_path):
    if suffix == ".h5" and name in NOT_IN_HDF5:
        pytest.skip("Keras cannot write it into an HDF5 file")
    for number, sample in enumerate(SAMPLES[name]):
        folder = tmp_path / str(number)
        folder.mkdir()
        model = sample.model()
        assert_same(reopened_from(model, folder, suffix), model, sample.data())


def test_every_layer_that_the_door_lets_in_is_tried():
    """The lists of the door and of these tests must not drift apart."""
    from nnviz import paths

    allowed = json.loads((paths.resources() / "keras" / "allowed.json").read_text())["layers"]
    tried = set(SAMPLES) | {"InputLayer"}
    for samples in SAMPLES.values():
        for sample in samples:
            tried |= {type(layer).__name__ for layer in sample.model()._flatten_layers()}
    assert set(allowed) <= tried


ACTIVATIONS = [
    "celu", "elu", "exponential", "gelu", "glu", "hard_shrink", "hard_sigmoid", "hard_swish", "hard_tanh",
    "leaky_relu", "linear", "log_sigmoid", "log_softmax", "mish", "relu", "relu6", "selu", "sigmoid", "silu",
    "soft_shrink", "softmax", "softplus", "softsign", "sparse_plus", "sparse_sigmoid", "sparsemax", "squareplus",
    "swish", "tanh", "tanh_shrink", "threshold",
]  # fmt: skip


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_activation(tmp_path, suffix):
    from keras import activations

    names = [name for name in ACTIVATIONS if hasattr(activations, name) and name != "threshold"]
    inputs = keras.Input((6,))
    model = keras.Model(inputs, [kl.Activation(getattr(activations, name))(inputs) for name in names])
    assert len(names) > 28
    values = np.random.default_rng(0).normal(size=(3, 6), scale=3).astype("float32")
    assert_same(reopened_from(model, tmp_path, suffix), model, [values])


def graph():
    """Return a model with inner models, shared and frozen layers, and bare operations."""
    one, two = keras.Input((4,), name="one"), keras.Input((4, 3), name="two")
    inner = keras.Model(one, kl.BatchNormalization(name="norm")(kl.Dense(3)(one)), name="inner")
    chain = keras.Sequential([kl.Dense(3), kl.BatchNormalization(), kl.Dense(3)], name="chain")
    chain(one)
    core = keras.Sequential([keras.Input((4,)), kl.Dense(3), kl.BatchNormalization()], name="core")
    deep = keras.Sequential([keras.Input((4,)), core, kl.Dense(2)], name="deep")
    inner.get_layer("norm").trainable = False
    shared = kl.Dense(3, activation=kl.LeakyReLU(0.3))
    mixed = kl.Add()([inner(one), chain(one)]) * 2.0 + shared(one)
    mixed = keras.ops.concatenate([mixed, shared(one)], axis=-1)
    state = kl.Dense(2)(one)
    series = kl.Bidirectional(kl.GRU(2, return_sequences=True))(two)
    series = kl.MultiHeadAttention(2, 2)(series, two, two)
    last = kl.LSTM(2)(series, initial_state=[state, state])
    outputs = [mixed[:, 1:], inner(chain(one)[..., :1] * shared(one) @ np.ones((3, 4), "float32")), last, deep(one)]
    return keras.Model([one, two], outputs)


@pytest.mark.parametrize("suffix", FORMATS)
def test_graph_of_everything(tmp_path, suffix):
    model = graph()
    random = np.random.default_rng(3)
    for weight in model.weights:
        weight.assign(random.uniform(0.1, 0.9, weight.shape))
    reopened = reopened_from(model, tmp_path, suffix)
    assert_same(reopened, model, [random.normal(size=(3, 4)).astype("f"), random.normal(size=(3, 4, 3)).astype("f")])
    assert [weight.trainable for weight in reopened.weights] == [weight.trainable for weight in model.weights]
    assert reopened.count_params() == model.count_params()


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("policy", ["mixed_float16", "mixed_bfloat16", "float64", "bfloat16"])
def test_types_of_numbers(tmp_path, suffix, policy):
    dtype = keras.dtype_policies.DTypePolicy(policy)
    model = keras.Sequential([keras.Input((5,)), kl.Dense(4, dtype=dtype), kl.Dense(2, dtype="float32")])
    if suffix == ".h5" and policy == "bfloat16":
        pytest.skip("HDF5 has no bfloat16")
    reopened = reopened_from(model, tmp_path, suffix)
    assert reopened.layers[0].dtype_policy.name == policy
    assert_same(reopened, model, [np.random.default_rng(0).normal(size=(3, 5)).astype("f")])


def test_what_a_layer_began_with_is_kept_but_not_drawn(tmp_path, monkeypatch):
    layers = [
        keras.Input((4, 6)),
        kl.LSTM(5, recurrent_initializer=keras.initializers.Orthogonal(0.7, seed=3), return_sequences=True),
        kl.Bidirectional(kl.GRU(3, kernel_initializer="he_normal", return_sequences=True)),
        kl.Dense(2, kernel_regularizer="l2", kernel_constraint=keras.constraints.MaxNorm(1.5)),
    ]
    model = keras.Sequential(layers)
    model.save(tmp_path / "model.keras")
    drawn = []
    monkeypatch.setattr(keras.initializers.Orthogonal, "__call__", lambda *args, **kwargs: drawn.append(args))
    monkeypatch.setattr(keras.initializers.HeNormal, "__call__", lambda *args, **kwargs: drawn.append(args))
    (tmp_path / "copy").mkdir()
    reopened = opened_here(tmp_path / "model.keras", tmp_path / "copy")
    assert drawn == []
    for old, new in zip(model.layers, reopened.layers, strict=True):
        assert plain(new.get_config()) == plain(old.get_config())
    assert type(reopened.layers[0].cell.recurrent_initializer) is keras.initializers.Orthogonal


def plain(config):
    """Return a configuration without the numbers by which Keras tells shared objects apart."""
    return json.loads(json.dumps(config, default=str, sort_keys=True))


@pytest.mark.parametrize("suffix", FORMATS)
def test_through_the_door_of_its_own_process(tmp_path, suffix):
    model = graph()
    model.save(tmp_path / f"model{suffix}")
    random = np.random.default_rng(0)
    inputs = [random.normal(size=(3, 4)).astype("f"), random.normal(size=(3, 4, 3)).astype("f")]
    assert_same(load_model(tmp_path / f"model{suffix}"), model, inputs)


def test_compiled_and_trained_model_opens_uncompiled(tmp_path):
    model = keras.Sequential([keras.Input((3,)), kl.Dense(4, "relu"), kl.Dropout(0.5), kl.Dense(1)])
    model.compile("adam", "mse", metrics=["mae"])
    random = np.random.default_rng(0)
    model.fit(random.normal(size=(8, 3)), random.normal(size=(8, 1)), verbose=0)
    for suffix in FORMATS:
        (tmp_path / suffix[1:]).mkdir()
        reopened = reopened_from(model, tmp_path / suffix[1:], suffix)
        assert not reopened.compiled
        assert_same(reopened, model, [random.normal(size=(5, 3)).astype("f")])


def test_saved_by_nnviz_again_and_again(tmp_path):
    model = graph()
    for number in range(2):
        save_model(model, tmp_path / f"{number}.keras")
        model = load_model(tmp_path / f"{number}.keras")
    with zipfile.ZipFile(tmp_path / "0.keras") as first, zipfile.ZipFile(tmp_path / "1.keras") as second:
        names = [
            [layer["config"]["name"] for layer in json.loads(archive.read("config.json"))["config"]["layers"]]
            for archive in (first, second)
        ]
    assert names[0] == names[1]


def test_weights_that_are_no_numbers_are_let_in_and_told(tmp_path):
    from nnviz.engine.opening import open_model

    model = keras.Sequential([keras.Input((3,)), kl.Dense(2, name="fine"), kl.Dense(1, name="odd")])
    model.layers[1].kernel.assign([[np.nan], [np.inf]])
    model.save(tmp_path / "nan.keras")
    told = []
    reopened = open_model(tmp_path / "nan.keras", False, lambda: False, told.append)
    assert np.isnan(answers(reopened, [np.ones((1, 3), "f")])[0]).all()
    assert [str(event.error).split(", but")[1][:15] for event in told] == [" weights of odd"]


def test_missing_and_foreign_weights_name_the_layer(tmp_path):
    model = keras.Sequential([keras.Input((3,)), kl.Dense(2, name="first"), kl.Dense(1, name="second")])
    model.save(tmp_path / "model.h5")
    with h5py.File(tmp_path / "model.h5", "r+") as file:
        names = file["model_weights/second"].attrs["weight_names"]
        file["model_weights/second"].attrs["weight_names"] = names[:1]
    from nnviz.core.messages import UserError

    with pytest.raises(UserError, match="“second”"):
        load_model(tmp_path / "model.h5")


def test_convolution_with_channels_first_adds_its_bias_along_the_channels():
    """Pictures that are as wide as they have channels made Keras 3.15 add it along the width."""
    layer = kl.Conv2D(3, 1, data_format="channels_first", kernel_initializer="zeros")
    layer.build((None, 2, 4, 3))
    layer.bias.assign([1.0, 2.0, 3.0])
    found = np.asarray(layer(np.zeros((1, 2, 4, 3), "f")))
    np.testing.assert_array_equal(found[0, :, 0, 0], [1, 2, 3])
    np.testing.assert_array_equal(found[0, 1], np.full((4, 3), 2))
