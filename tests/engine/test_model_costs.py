import followed_models
import keras
import model_kinds as kinds
import numpy as np
import pytest
from keras import layers

from nnviz.core.model_costs import model_costs
from nnviz.engine.prober import Prober


def costs_of(model):
    summary = Prober(model, "m").summary
    return summary, model_costs(summary)


def test_a_small_network_counted_by_hand():
    summary, costs = costs_of(kinds.sequential())
    by_id = {layer.layer_id: layer for layer in costs.layers}
    assert by_id["conv"].multiply_adds == 6 * 6 * 3 * (3 * 3 * 1)
    assert by_id["conv"].parameters == 30
    assert by_id["conv"].parameter_bytes == 120
    assert by_id["conv"].activation_bytes == 6 * 6 * 3 * 4
    assert by_id["pool"].multiply_adds == 3 * 3 * 3 * 4
    assert by_id["scores"].multiply_adds == 27 * 4
    assert costs.parameters == summary.parameters == 30 + 27 * 4 + 4
    assert costs.multiply_adds == 6 * 6 * 3 * 9 + 3 * 3 * 3 * 4 + 27 * 4
    # The dropout only hands on what it was given.
    assert costs.activation_bytes == 4 * (64 + 108 + 27 + 27 + 4)
    assert costs.complete


@pytest.mark.parametrize(
    ("layer", "shape", "expected"),
    [
        (layers.DepthwiseConv2D(3, depth_multiplier=2), (8, 8, 3), 6 * 6 * 6 * 9),
        (layers.SeparableConv2D(5, 3), (8, 8, 3), 36 * (9 * 3 + 3 * 5)),
        (layers.Conv2DTranspose(4, 3, strides=2), (5, 5, 2), 25 * 2 * 9 * 4),
        (layers.Conv2D(6, 3, groups=2), (6, 6, 4), 16 * 6 * 9 * 2),
        (layers.LSTM(4), (7, 3), 7 * (3 * 16 + 4 * 16)),
        (layers.EinsumDense("abc,cde->abde", (None, 2, 3), bias_axes="de"), (4, 6), 4 * 2 * 3 * 6),
        (layers.Dense(5), (4, 6), 4 * 5 * 6),
        (layers.GlobalAveragePooling2D(), (4, 6, 2), 48),
    ],
    ids=lambda value: type(value).__name__,
)
def test_layers_counted_by_hand(layer, shape, expected):
    _, costs = costs_of(keras.Sequential([keras.Input(shape), layer]))
    assert costs.layers[1].multiply_adds == expected


@pytest.mark.parametrize("kind", [kinds.shared, kinds.nested_twice, kinds.branch, kinds.transposed, kinds.lstm])
def test_weights_count_once_however_often_a_layer_is_called(kind):
    model = kind()
    assert costs_of(model)[1].parameters == model.count_params()


def test_a_model_inside_holds_no_costs_of_its_own():
    _, costs = costs_of(kinds.nested())
    middle = costs.layer("middle")
    assert middle.holds_others
    assert middle.multiply_adds is None
    assert costs.multiply_adds == 36 * 2 * 18 + 16 * 3 * 18
    assert costs.complete


def test_what_cannot_be_counted_is_none():
    summary, costs = costs_of(kinds.any_size())
    assert costs.layer("conv").activations is None
    assert not costs.complete
    probe = Prober(kinds.any_size(), "m").probe(np.zeros((9, 8, 3), np.float32), 0)
    shapes = dict(zip((layer.id for layer in summary.layers), (t.shape for t in probe.tensors.values()), strict=True))
    filled = model_costs(summary, shapes)
    assert filled.layer("conv").multiply_adds == 7 * 6 * 2 * 27
    assert filled.complete
    assert costs_of(kinds.attention())[1].layer("each").multiply_adds is None


def test_half_precision_takes_half_the_memory():
    _, costs = costs_of(kinds.half_precision())
    assert costs.layer("half").activation_bytes == 3 * 2


@pytest.mark.parametrize("kind", followed_models.FOLLOWED, ids=lambda kind: kind.__name__)
def test_every_kind_has_costs(kind):
    _, costs = costs_of(kind())
    assert all(layer.parameters >= 0 for layer in costs.layers)
