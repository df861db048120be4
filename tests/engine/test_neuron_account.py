"""The terms and the pictures of dense neurons against Keras."""

import keras
import numpy as np
import pytest

from nnviz.core.dense_columns import dense_chain
from nnviz.core.neuron_account import neuron_account
from nnviz.core.weight_pictures import (
    InputMap,
    input_map,
    input_picture,
    neuron_picture,
    picture_layers,
    weight_pictures,
)
from nnviz.engine.prober import Prober

RANDOM = np.random.default_rng(3)
layers = keras.layers


def probed(*parts, shape=(28, 28, 1)):
    model = keras.Sequential([keras.Input(shape), *parts])
    for variable in model.weights:
        variable.assign(RANDOM.normal(size=variable.shape, scale=0.3))
    prober = Prober(model, "m")
    image = RANDOM.random(shape, np.float32)
    return model, prober.summary, prober.probe(image, 1), image


@pytest.mark.parametrize("activation", ["relu", "sigmoid", "tanh", "softmax", None])
def test_every_neuron_comes_to_what_keras_computes(activation):
    model, summary, probe, image = probed(
        layers.Flatten(name="flat"),
        layers.Dense(16, activation="relu", name="a"),
        layers.Dropout(0.3),
        layers.Dense(7, activation=activation, use_bias=activation != "tanh", name="b"),
    )
    expected = np.asarray(model(image[None]))[0]
    for layer in dense_chain(summary):
        for neuron in range(layer.output_shape[-1]):
            account = neuron_account(summary, probe, layer, neuron, most=10)
            assert account.agrees
            assert account.expected == probe.tensors[layer.id][neuron]
            assert account.output == pytest.approx(account.expected, abs=1e-5)
            sizes = [abs(term.product) for term in account.terms]
            assert sizes == sorted(sizes, reverse=True)
            running = np.cumsum([term.weight * term.value for term in account.terms])
            np.testing.assert_allclose([term.running for term in account.terms], running, rtol=1e-6)
            assert account.terms[-1].running + account.rest == pytest.approx(account.sum)
            assert account.sum + (account.bias or 0.0) == pytest.approx(account.pre_activation)
            if layer.id == "b":
                assert account.output == pytest.approx(expected[neuron], abs=1e-5)


def test_weights_of_a_layer_that_reads_a_flattened_map_are_pictures_of_its_channels():
    _, summary, probe, _ = probed(
        layers.Conv2D(3, 5, name="conv"), layers.Flatten(name="flat"), layers.Dropout(0.1), layers.Dense(4, name="d")
    )
    (layer,) = picture_layers(summary)
    grid = input_map(summary, layer)
    assert grid == InputMap(24, 24, 3)
    kernel = probe.weights["d/kernel"].reshape(24, 24, 3, 4)
    for channel in range(3):
        found = weight_pictures(layer, probe, grid, channel)
        np.testing.assert_array_equal(found, np.moveaxis(kernel[:, :, channel], -1, 0))
    np.testing.assert_allclose(weight_pictures(layer, probe, grid), np.moveaxis(kernel.sum(axis=2), -1, 0), atol=1e-5)
    terms = kernel * probe.tensors["conv"][..., None]
    found = weight_pictures(layer, probe, grid, 1, times_input=True)
    np.testing.assert_allclose(found, np.moveaxis(terms[:, :, 1], -1, 0), atol=1e-5)
    np.testing.assert_allclose(neuron_picture(layer, 2, probe, grid, True), terms[..., 2].sum(axis=2), atol=1e-4)
    np.testing.assert_allclose(input_picture(layer, probe, grid), probe.tensors["conv"].mean(axis=-1), atol=1e-6)


def test_a_place_in_the_map_is_the_pixel_whose_value_the_neuron_reads():
    _, summary, probe, image = probed(layers.Flatten(), layers.Dense(4, name="d"), shape=(6, 5, 3))
    layer = summary.layer("d")
    grid = input_map(summary, layer)
    account = neuron_account(summary, probe, layer, 1, most=90)
    for term in account.terms:
        assert term.value == pytest.approx(image[grid.place(term.source)])


def test_a_layer_behind_a_vector_or_a_pooling_has_no_map():
    _, summary, _, _ = probed(
        layers.Conv2D(6, 3), layers.GlobalAveragePooling2D(), layers.Dense(12, name="a"), layers.Dense(3, name="b")
    )
    assert picture_layers(summary) == ()
    assert input_map(summary, summary.layer("b")) == InputMap(3, 4, is_map=False)
