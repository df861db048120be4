"""Model files by other people: what they mean is computed with numpy alone, and must be what opens."""

from __future__ import annotations

import keras
import numpy as np
import pytest
from numpy_network import NumpyNetwork

from nnviz.core.messages import NeedsCodeError, WeightsOnlyError
from nnviz.engine.model_file import load_model, weights_as_arrays

OPEN = {
    "keras1_bn_prelu_steering.h5": 176_159,
    "keras2_12_mnist_cnn.h5": 93_322,
    "keras2_14_functional_conv_autoencoder.keras": 75_651,
    "keras2_char_simplernn.h5": 277_993,
    "keras2_dense_autoencoder_mnist.h5": 78_192,
    "keras2_iris_mlp.h5": 35,
    "keras2_lenet_mnist.h5": 44_426,
    "keras2_mini_xception_emotion.hdf5": 58_423,
    "keras2_theano_lstm_pollution.h5": 11_851,
    "keras3_10_cifar10_cnn.h5": 122_570,
    "keras3_11_mnist_cnn.keras": 105_866,
    "keras3_12_dense_autoencoder.keras": 5_030,
    "keras3_3_mnist_mlp.keras": 101_770,
    "tfkeras2_4_conv_dense_mixed_autoencoder.h5": 3_361,
    "tfkeras2_cifar10_cnn.h5": 167_562,
    "tfkeras2_stacked_lstm_stock.h5": 50_851,
    "tfkeras2_xor_mlp.h5": 12_737,
}
OWN_CODE = {
    "keras1_lambda_elu_steering.h5": "“lambda_1” is a Lambda",
    "keras3_15_custom_class.keras": "“legacy_nested_container>NestedDenseModel”",
}
WEIGHTS_ONLY = {
    "keras1_weights_only_steering.h5": (
        "Conv2D(24, 5×5), Conv2D(36, 5×5), Conv2D(48, 5×5), Conv2D(64, 3×3), Conv2D(64, 3×3), Dense(100), Dense(50), "
        "Dense(10), Dense(1)"
    ),
    "keras2_lenet_weights_only.h5": "Conv2D(6, 5×5), Conv2D(16, 5×5), Dense(120), Dense(84), Dense(10)",
}
BATCH, OPEN_SIDE = 3, 24


@pytest.fixture
def models(real_data):
    return real_data / "models"


def data_for(shape, name):
    random = np.random.default_rng(7)
    full = (BATCH, *(OPEN_SIDE if size is None else size for size in shape[1:]))
    if "rnn" in name:  # letters, one at a time
        return np.eye(shape[-1], dtype="f")[random.integers(0, shape[-1], full[:-1])]
    return random.normal(size=full).astype("f")


@pytest.mark.real_data
@pytest.mark.parametrize("name", OPEN)
def test_stranger_file_opens_with_the_right_answers(models, name):
    network, model = NumpyNetwork.of(models / name), load_model(models / name)
    assert model.count_params() == network.parameters == OPEN[name]
    inputs = data_for(network.input_shape, name)
    expected = network(inputs.astype(np.float64))
    found = np.asarray(model(inputs, training=False))
    error = float(np.abs(found - expected).max())
    print(f"{name:46} {model.count_params():>8} parameters, largest error {error:.1e} of {np.abs(expected).max():.1e}")
    np.testing.assert_allclose(found, expected, atol=1e-5 * max(1.0, float(np.abs(expected).max())), rtol=1e-5)
    assert np.ptp(found) > 0


@pytest.mark.real_data
@pytest.mark.parametrize("name", OWN_CODE)
def test_stranger_file_with_own_code_is_refused_by_name(models, name):
    with pytest.raises(NeedsCodeError) as caught:
        load_model(models / name)
    assert OWN_CODE[name] in str(caught.value)
    assert caught.value.values["path"] == str(models / name)


@pytest.mark.real_data
@pytest.mark.parametrize("name", WEIGHTS_ONLY)
def test_bare_weights_of_strangers_open_as_arrays(models, name):
    with pytest.raises(WeightsOnlyError) as caught:
        load_model(models / name)
    assert WEIGHTS_ONLY[name] in str(caught.value)
    arrays = weights_as_arrays(models / name)
    assert len(arrays) == 2 * WEIGHTS_ONLY[name].count("(")


@pytest.mark.real_data
def test_the_tables_name_every_file(models):
    assert {path.name for path in models.glob("*.[hk]*")} == {*OPEN, *OWN_CODE, *WEIGHTS_ONLY}


def test_reference_agrees_with_keras_on_a_small_network(tmp_path):
    """The reference is tried itself, on a network that it did not come from."""
    layers = keras.layers
    model = keras.Sequential([
        keras.Input((9, 8, 2)), layers.Conv2D(3, 3, 2, padding="same", activation="relu"),
        layers.MaxPooling2D(2, padding="same"), layers.Flatten(), layers.Dense(4, activation="softmax"),
    ])  # fmt: skip
    model.save(tmp_path / "small.h5")
    inputs = np.random.default_rng(0).normal(size=(5, 9, 8, 2)).astype("f")
    expected = NumpyNetwork.of(tmp_path / "small.h5")(inputs)
    np.testing.assert_allclose(np.asarray(load_model(tmp_path / "small.h5")(inputs)), expected, atol=1e-6)
