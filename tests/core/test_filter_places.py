import numpy as np
import pytest

from nnviz.core.filter_places import filter_places, weight_index
from nnviz.core.messages import UserError
from nnviz.core.model_summary import LayerInfo, WeightInfo
from nnviz.core.tiling import Cell, kernel_maps


def layer(kind, channels, **shapes):
    weights = tuple(WeightInfo(f"l/{name}", name, shape) for name, shape in shapes.items())
    return LayerInfo("l", "l", kind, (None, 5, 5, channels), 1, weights)


@pytest.mark.parametrize(
    ("info", "chosen"),
    [
        (layer("Conv2D", 4, kernel=(3, 3, 2, 4), bias=(4,)), {"kernel": np.s_[:, :, :, 2], "bias": np.s_[2]}),
        (layer("Conv2DTranspose", 4, kernel=(3, 3, 4, 2), bias=(4,)), {"kernel": np.s_[:, :, 2, :], "bias": np.s_[2]}),
        (layer("DepthwiseConv2D", 4, kernel=(3, 3, 2, 2)), {"kernel": np.s_[:, :, 1, 0]}),
        (
            layer("SeparableConv2D", 4, depthwise_kernel=(3, 3, 2, 1), pointwise_kernel=(1, 1, 2, 4)),
            {"pointwise_kernel": np.s_[:, :, :, 2]},
        ),
        (layer("BatchNormalization", 4, gamma=(4,), beta=(4,), moving_mean=(4,)), {"gamma": 2, "beta": 2}),
    ],
    ids=lambda value: getattr(value, "type", ""),
)
def test_the_places_are_those_of_one_filter(info, chosen):
    shapes = {weight.key: weight.shape for weight in info.weights}
    found = filter_places(info, 2)
    assert set(found) == {f"l/{name}" for name in chosen}
    for key, index in found.items():
        mine, expected = np.zeros(shapes[key]), np.zeros(shapes[key])
        mine[index], expected[chosen[key.removeprefix("l/")]] = 1, 1
        assert np.array_equal(mine, expected)


def test_no_filter_of_that_number_and_layers_without_any():
    with pytest.raises(UserError, match="has 4 filters"):
        filter_places(layer("Conv2D", 4, kernel=(3, 3, 2, 4)), 4)
    with pytest.raises(UserError, match="no filters"):
        filter_places(layer("Flatten", 4), 0)
    with pytest.raises(UserError, match="no filters"):
        filter_places(layer("LSTM", 4, kernel=(2, 16)), 0)


@pytest.mark.parametrize(
    ("shape", "transposed"),
    [((5,), False), ((4, 3), False), ((3, 2, 4), False), ((3, 4, 2), True), ((3, 3, 2, 4), False), ((3, 2, 4, 5), True),
     ((2, 3, 3, 2, 4), False)],
)  # fmt: skip
def test_a_cell_of_the_kernel_maps_leads_back_to_its_weight(shape, transposed):
    kernel = np.arange(np.prod(shape)).reshape(shape)
    maps, _ = kernel_maps(kernel, transposed)
    for cell in np.ndindex(maps.shape):
        assert kernel[weight_index(shape, Cell(*cell), transposed)] == maps[cell]
