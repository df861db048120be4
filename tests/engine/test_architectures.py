from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.core.experiment import ARCHITECTURES, Experiment
from nnviz.core.messages import UserError
from nnviz.core.network import KINDS, LayerSpec, follow_network, new_row, row_names
from nnviz.core.presets import SMALLEST_SIDE_PX, preset_rows
from nnviz.engine.architectures import build_experiment, build_model, build_network


def test_every_preset_says_how_small_its_pictures_may_be():
    assert set(SMALLEST_SIDE_PX) == set(ARCHITECTURES)


@pytest.mark.parametrize(
    ("architecture", "picture_shape", "parameters"),
    [
        ("mlp", (28, 28, 1), 13_002),
        ("course", (28, 28, 1), 360_458),
        ("course", (32, 32, 3), 688_714),
        ("lenet", (28, 28, 1), 117_066),
        ("perceptron", (28, 28, 1), 7_850),
    ],
)
def test_parameter_counts(architecture, picture_shape, parameters):
    assert build_model(architecture, picture_shape).count_params() == parameters


def test_course_network_has_the_shapes_of_the_notes():
    model = build_model("course")
    shapes = [model.get_layer(name).output.shape[1:] for name in ("conv1", "conv2", "conv3", "flatten1", "dense1")]
    assert shapes == [(13, 13, 32), (6, 6, 64), (2, 2, 128), (512,), (512,)]
    counts = [model.get_layer(name).count_params() for name in ("conv1", "conv2", "conv3", "dense1", "output")]
    assert counts == [320, 18_496, 73_856, 262_656, 5_130]


def test_vgg_group_is_convolution_normalisation_relu_twice_then_pooling():
    names = [layer.name for layer in build_model("vgg", (32, 32, 3)).layers]
    assert names[:9] == ["picture", "conv1", "norm1", "relu1", "conv2", "norm2", "relu2", "pool1", "conv3"]
    assert names[-5:] == ["flatten1", "dropout1", "dense1", "dropout2", "output"]


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
    with pytest.raises(UserError, match="perceptron, mlp, lenet, course"):
        build_model("resnet")


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("picture_shape", [(28, 28, 1), (32, 32, 3), (17, 40, 2)])
def test_rows_tell_the_shapes_and_parameters_that_keras_makes(architecture, picture_shape):
    rows = preset_rows(architecture, picture_shape)
    model = build_model(architecture, picture_shape, classes=5)
    facts = follow_network(rows, picture_shape, 5)
    assert sum(fact.parameters for fact in facts) == model.count_params()
    for fact in facts:
        assert model.get_layer(fact.name).output.shape[1:] == fact.shape


_maps = st.one_of(
    st.builds(
        LayerSpec,
        st.just("conv"),
        units=st.integers(1, 5),
        size=st.integers(1, 6),
        stride=st.integers(1, 3),
        padding=st.sampled_from(["valid", "same"]),
    ),
    st.builds(
        LayerSpec,
        st.sampled_from(["max_pool", "average_pool"]),
        size=st.integers(1, 4),
        stride=st.integers(0, 3),
        padding=st.sampled_from(["valid", "same"]),
    ),
    st.sampled_from([new_row("batch_norm"), new_row("activation"), new_row("dropout"), LayerSpec("inception", 8)]),
)
_tail = st.lists(st.sampled_from([LayerSpec("dense", 3), new_row("dropout"), new_row("batch_norm")]), max_size=2)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(_maps, max_size=4),
    st.sampled_from(["flatten", "global_max_pool", "global_average_pool"]),
    _tail,
    st.tuples(st.integers(1, 12), st.integers(1, 12), st.integers(1, 3)),
)
def test_any_rows_fit_exactly_when_keras_can_build_them(maps, bridge, tail, picture_shape):
    rows = [*maps, LayerSpec(bridge), *tail]
    facts = follow_network(rows, picture_shape, 4)
    if any(fact.problem for fact in facts):
        with pytest.raises(UserError, match="does not fit"):
            build_network(rows, picture_shape, 4)
        return
    model = build_network(rows, picture_shape, 4)
    assert [model.get_layer(fact.name).output.shape[1:] for fact in facts] == [fact.shape for fact in facts]
    assert [model.get_layer(f.name).count_params() for f in facts if not f.name.startswith("inception")] == [
        f.parameters for f in facts if not f.name.startswith("inception")
    ]


def test_a_row_that_does_not_fit_says_why_and_the_rows_after_it_say_nothing():
    rows = [LayerSpec("conv", 8, size=3), LayerSpec("max_pool", size=2, stride=0), LayerSpec("conv", 8, size=3)]
    facts = follow_network([*rows, LayerSpec("flatten")], (6, 6, 1), 10)
    assert [fact.shape for fact in facts] == [(4, 4, 8), (2, 2, 8), None, None, None]
    assert str(facts[2].problem) == "3 × 3 does not fit into 2 × 2."
    assert [fact.problem for fact in facts[3:]] == [None, None]
    with pytest.raises(UserError, match=r"Row 3 \(conv2\) of the network does not fit: 3 × 3 does not fit into 2 × 2"):
        build_network(rows, (6, 6, 1), 10)


def test_maps_must_be_flattened_before_a_dense_layer():
    facts = follow_network([LayerSpec("conv", 8)], (6, 6, 1), 10)
    assert "flatten" in str(facts[-1].problem)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_row_survives_json(kind):
    row = new_row(kind)
    assert LayerSpec.from_dict(row.to_dict()) == row
    assert row_names([row])[0].endswith("1")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"kind": "warp"}, "not a known kind"),
        ({"kind": "dense", "size": 3}, "not a known setting"),
        ({"kind": "dense", "units": 2.5}, "cannot be 2.5"),
        ({"kind": "dense", "units": 0}, "between 1 and"),
        ({"kind": "dropout", "rate": float("nan")}, "between 0.0 and"),
        ({"kind": "conv", "padding": "wide"}, "not a known padding"),
        ({}, "not a known kind"),
    ],
)
def test_rows_that_cannot_be_used_are_told(values, said):
    with pytest.raises(UserError, match=said):
        LayerSpec.from_dict(values)


def test_penalties_of_the_experiment_reach_every_kernel():
    rows = (LayerSpec("flatten"), LayerSpec("dense", 4, l2=0.25))
    told = Experiment(architecture="custom", layers=rows, l1=0.5, l2=0.5)
    model = build_experiment(told, (3, 3, 1), 2)
    penalty = model.get_layer("dense1").kernel_regularizer
    assert (float(penalty.l1), float(penalty.l2)) == (0.5, 0.75)


def test_binary_cross_entropy_asks_every_class_by_itself():
    model = build_experiment(Experiment(architecture="perceptron", loss="binary_crossentropy"), (4, 4, 1), 3)
    assert model.get_layer("output").activation.__name__ == "sigmoid"
