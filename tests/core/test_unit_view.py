import numpy as np

from nnviz.core.layer_config import layer_config
from nnviz.core.model_summary import LayerInfo, ModelSummary, WeightInfo
from nnviz.core.probe import Probe
from nnviz.core.unit_view import path_on_picture, source_map, unit_view

RANDOM = np.random.default_rng(1)
CONFIG = layer_config(
    {"kernel_size": (3, 3), "strides": (2, 2), "padding": "same", "dilation_rate": (1, 1), "groups": 1}
)
MODEL = ModelSummary(
    "m",
    "m",
    (
        LayerInfo("picture", "picture", "InputLayer", (None, 8, 8, 1), 0),
        LayerInfo(
            "conv", "conv", "Conv2D", (None, 4, 4, 2), 18,
            (WeightInfo("conv/kernel", "kernel", (3, 3, 1, 2)),), ("picture",), "linear", config=CONFIG,
        ),
    ),
    ((None, 8, 8, 1),),
    18,
)  # fmt: skip


def make_probe():
    image = RANDOM.random((8, 8, 1)).astype(np.float32)
    kernel = RANDOM.normal(size=(3, 3, 1, 2)).astype(np.float32)
    padded = np.pad(image, ((0, 1), (0, 1), (0, 0)))
    output = np.zeros((4, 4, 2), np.float32)
    for row in range(4):
        for column in range(4):
            window = padded[2 * row : 2 * row + 3, 2 * column : 2 * column + 3]
            output[row, column] = np.einsum("yxc,yxco->o", window, kernel)
    return Probe(1, "m", 0, image, output.ravel(), {"picture": image, "conv": output}, {"conv/kernel": kernel})


def test_a_unit_has_its_window_its_field_and_agrees_with_the_output():
    probe = make_probe()
    view = unit_view(MODEL, probe, MODEL.layers[1], (3, 1, 1))
    assert view.place == (3, 1)
    assert view.arithmetic.agrees
    assert view.field == ((6, 8), (2, 5))
    source, frame = source_map(view, probe, view.slices[0])
    np.testing.assert_array_equal(source.values, probe.image[..., 0])
    assert frame == ((6, 9), (2, 5))


def test_without_a_choice_the_largest_value_is_followed():
    probe = make_probe()
    view = unit_view(MODEL, probe, MODEL.layers[1], None)
    assert probe.tensors["conv"][view.unit] == probe.tensors["conv"].max()
    assert unit_view(MODEL, probe, MODEL.layers[1], (9, 9, 9)).unit == view.unit


def test_a_path_ends_on_the_pixel_that_adds_most():
    probe = make_probe()
    view = unit_view(MODEL, probe, MODEL.layers[1], (1, 1, 0), with_path=True)
    assert [step.key for step in view.path] == ["conv", "picture"]
    points = path_on_picture(view, probe)
    assert points[0] == (2.5, 2.5)
    assert points[1] == view.path[1].unit[:2]


def test_without_values_there_is_no_view():
    probe = make_probe()
    empty = Probe(1, "m", 0, probe.image, probe.output)
    assert unit_view(MODEL, empty, MODEL.layers[1], None) is None


def test_a_layer_that_cannot_be_followed_says_why():
    view = unit_view(MODEL, make_probe(), MODEL.layers[0], (0, 0, 0))
    assert not view.arithmetic.followed
    assert view.arithmetic.reason is not None
    assert source_map(view, make_probe(), None) is None
