from __future__ import annotations

import numpy as np
import pytest

from nnviz.core import experiment
from nnviz.core.messages import UserError
from nnviz.engine.architectures import ARCHITECTURES, SMALLEST_SIDE_PX, build_model


def test_every_choice_of_an_experiment_can_be_built():
    assert tuple(ARCHITECTURES) == experiment.ARCHITECTURES
    assert set(SMALLEST_SIDE_PX) == set(ARCHITECTURES)


@pytest.mark.parametrize(
    ("architecture", "picture_shape", "parameters"),
    [
        ("mlp", (28, 28, 1), 13_002),
        ("course", (28, 28, 1), 360_458),
        ("course", (32, 32, 3), 688_714),
        ("lenet", (28, 28, 1), 117_066),
    ],
)
def test_parameter_counts(architecture, picture_shape, parameters):
    assert build_model(architecture, picture_shape).count_params() == parameters


def test_course_network_has_the_shapes_of_the_notes():
    model = build_model("course")
    shapes = [model.get_layer(name).output.shape[1:] for name in ("conv1", "conv2", "conv3", "flatten", "dense1")]
    assert shapes == [(13, 13, 32), (6, 6, 64), (2, 2, 128), (512,), (512,)]
    counts = [model.get_layer(name).count_params() for name in ("conv1", "conv2", "conv3", "dense1", "output")]
    assert counts == [320, 18_496, 73_856, 262_656, 5_130]


def test_vgg_group_is_convolution_normalisation_relu_twice_then_pooling():
    names = [layer.name for layer in build_model("vgg", (32, 32, 3)).layers]
    assert names[:9] == ["picture", "conv1a", "norm1a", "relu1a", "conv1b", "norm1b", "relu1b", "pool1", "conv2a"]
    assert names[-5:] == ["flatten", "dropout1", "dense1", "dropout2", "output"]


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_output_is_a_probability_for_every_class(architecture):
    model = build_model(architecture, (28, 20, 3), classes=7)
    pictures = np.random.default_rng(0).random((2, 28, 20, 3), np.float32)
    output = np.asarray(model(pictures))
    assert output.shape == (2, 7)
    assert output.min() >= 0
    np.testing.assert_allclose(output.sum(axis=1), 1, rtol=1e-5)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_seed_decides_every_weight(architecture):
    first, again, other = (build_model(architecture, seed=seed).get_weights() for seed in (3, 3, 4))
    for left, right in zip(first, again, strict=True):
        np.testing.assert_array_equal(left, right)
    kernels = [index for index, weights in enumerate(first) if weights.ndim > 1]
    assert kernels
    for index in kernels:
        assert not np.array_equal(first[index], other[index])


def test_seed_decides_the_dropout():
    pictures = np.random.default_rng(0).random((4, 28, 28, 1), np.float32)
    first, again = build_model("lenet", seed=3), build_model("lenet", seed=3)
    dropped = np.asarray(first(pictures, training=True))
    np.testing.assert_array_equal(dropped, np.asarray(again(pictures, training=True)))
    assert not np.array_equal(dropped, np.asarray(first(pictures, training=False)))


def test_global_random_states_are_left_alone():
    np.random.seed(5)  # noqa: NPY002  the global state is what is watched
    expected = np.random.random()  # noqa: NPY002
    np.random.seed(5)  # noqa: NPY002
    build_model("lenet", seed=1)
    assert np.random.random() == expected  # noqa: NPY002


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_smallest_picture_is_built_and_a_smaller_one_refused(architecture):
    side = SMALLEST_SIDE_PX[architecture]
    assert build_model(architecture, (side, side, 1)).output.shape == (None, 10)
    with pytest.raises(UserError, match=f"too small for the network “{architecture}”"):
        build_model(architecture, (side - 1, 40, 1))


def test_unknown_architecture_is_told_the_known_ones():
    with pytest.raises(UserError, match="mlp, lenet, course, vgg"):
        build_model("resnet")
