"""Old arrays in today's order and layout, against what the old layers meant by them."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.core.model_config.facts import Facts
from nnviz.core.model_config.legacy_weights import backend_of, convert, today_path
from nnviz.core.model_config.refusal import ModelRefused
from nnviz.core.model_config.weights_hint import network_of

RANDOM = np.random.default_rng(0)


def facts(version, backend="tensorflow"):
    return Facts("hdf5", "legacy", version, backend)


def arrays_of(*shapes):
    return [RANDOM.normal(size=shape).astype("f") for shape in shapes]


def test_gates_apart_become_gates_joined_in_todays_order():
    # Keras 1 wrote W, U, b of the gates i, c, f, o.
    old = [np.full(shape, gate, "f") for gate in "0123" for shape in ((2, 3), (3, 3), (3,))]
    kernel, recurrent, bias = convert("LSTM", {"name": "l"}, old, facts("1.2.0"))
    for joined in (kernel, recurrent, bias):
        assert joined[..., ::3].ravel()[:4].tolist() == [0, 2, 1, 3]
    assert (kernel.shape, recurrent.shape, bias.shape) == ((2, 12), (3, 12), (12,))
    old = [np.full(shape, gate, "f") for gate in "012" for shape in ((2, 3), (3, 3), (3,))]
    assert convert("GRU", {"name": "g"}, old, facts("1.0.0"))[2][::3].tolist() == [0, 1, 2]


def test_joined_gates_of_keras_1_stay():
    old = arrays_of((2, 12), (3, 12), (12,))
    assert all(
        one is other for one, other in zip(convert("LSTM", {"name": "l"}, old, facts("1.2.0")), old, strict=True)
    )


def test_layout_of_nvidia_means_the_same_lstm():
    """For each gate NVIDIA keeps its matrices transposed, and adds two biases."""
    units, width = 3, 2
    w, r = arrays_of((4, units, width), (4, units, units))  # as NVIDIA multiplies: gate = w @ x + r @ h + b1 + b2
    bias = arrays_of((8 * units,))[0]
    # Keras wrote the numbers of w, as they lay in memory, into an array of the transposed shape.
    stored = [np.hstack([one.T.reshape(-1, order="F").reshape(width, units) for one in w]), np.hstack(list(r)), bias]
    kernel, recurrent, joined = convert("LSTM", {"name": "l"}, stored, facts("2.2.4"))
    x, h = arrays_of((width,), (units,))
    for gate in range(4):
        at = slice(gate * units, (gate + 1) * units)
        expected = w[gate] @ x + r[gate] @ h + bias[at] + bias[4 * units :][at]
        np.testing.assert_allclose(x @ kernel[:, at] + h @ recurrent[:, at] + joined[at], expected, rtol=1e-5)


def test_layout_of_nvidia_means_the_same_gru():
    units, width = 3, 2
    w, r = arrays_of((3, units, width), (3, units, units))
    bias = arrays_of((6 * units,))[0]
    stored = [np.hstack([one.T.reshape(-1, order="F").reshape(width, units) for one in w]), np.hstack(list(r)), bias]
    kernel, recurrent, both = convert("GRU", {"name": "g", "reset_after": True}, stored, facts("2.2.4"))
    np.testing.assert_array_equal(kernel, np.hstack([one.T for one in w]))
    np.testing.assert_array_equal(recurrent, np.hstack([one.T for one in r]))
    np.testing.assert_array_equal(both, bias.reshape(2, -1))


def test_layouts_of_keras_1():
    kernel, bias = arrays_of((4, 3, 5, 2), (4,))  # (filters, channels, rows, columns)
    config = {"name": "c", "data_format": "channels_first", "kernel_size": [5, 2], "filters": 4}
    assert convert("Conv2D", config, [kernel, bias], facts("1.2.0"))[0].shape == (5, 2, 3, 4)
    today = convert("Conv2D", config, [kernel, bias], facts("1.2.0"))[0]
    assert today[4, 1, 2, 3] == kernel[3, 2, 4, 1]
    last = {**config, "data_format": "channels_last"}
    assert convert("Conv2D", last, [kernel, bias], facts("1.2.0"))[0] is kernel
    line = {"name": "c", "kernel_size": 3, "filters": 4}
    new, old = arrays_of((3, 1, 2, 4), (4, 2, 3, 1))
    assert convert("Conv1D", line, [new], facts("1.2.0"))[0].tolist() == new[:, 0].tolist()
    assert convert("Conv1D", line, [old], facts("1.1.0"))[0].tolist() == old.transpose(2, 3, 1, 0)[:, 0].tolist()
    matrices = arrays_of((3, 3), (3,), (3, 3), (3,))
    assert [one.ndim for one in convert("Highway", {"name": "h"}, matrices, facts("1.0.0"))] == [2, 2, 1, 1]


@pytest.mark.parametrize("version", ["1.2.0", "2.1.0"])
def test_kernels_of_theano_are_turned_round(version):
    config = {"name": "c", "data_format": "channels_last", "kernel_size": [3, 2], "filters": 4}
    kernel, bias = arrays_of((3, 2, 5, 4), (4,))
    found = convert("Conv2D", config, [kernel, bias], facts(version, "theano"))
    np.testing.assert_array_equal(found[0], kernel[::-1, ::-1])
    assert found[1] is bias
    assert convert("Conv2D", config, [kernel, bias], facts(version))[0] is kernel
    assert convert("Dense", {"name": "d"}, [kernel], facts(version, "theano"))[0] is kernel


def described(class_name, **config):
    return {"class_name": class_name, "config": {"name": class_name.lower(), **config}}


def test_inner_models_wrote_trained_arrays_first():
    inner = {"name": "inner", "layers": [
        described("InputLayer"), described("Conv2D", data_format="channels_first", kernel_size=[3, 3], filters=2),
        described("BatchNormalization"), described("LSTM", units=2), described("Dense", trainable=False),
    ]}  # fmt: skip
    trained = arrays_of((2, 1, 3, 3), (2,), (2,), (2,))
    gates = [np.full(shape, gate, "f") for gate in "0123" for shape in ((2, 2), (2, 2), (2,))]
    fixed = arrays_of((2,), (2,), (2, 4), (4,))
    found = convert("Functional", inner, [*trained, *gates, *fixed], facts("1.2.1"))
    shapes = [one.shape for one in found]
    assert shapes == [(3, 3, 1, 2), (2,), (2,), (2,), (2, 8), (2, 8), (8,), (2,), (2,), (2, 4), (4,)]
    assert found[-2] is fixed[2]
    assert found[7] is fixed[0]


def test_wrappers_convert_what_they_wrap():
    config = {"name": "t", "layer": described("Conv1D", kernel_size=[3], filters=4)}
    assert convert("TimeDistributed", config, arrays_of((3, 1, 2, 4), (4,)), facts("1.2.0"))[0].shape == (3, 2, 4)
    config = {"name": "b", "layer": described("LSTM", units=2)}
    gates = arrays_of(*[shape for _ in range(8) for shape in ((3, 2), (2, 2), (2,))])
    assert [one.shape for one in convert("Bidirectional", config, gates, facts("1.2.0"))] == 2 * [(3, 8), (2, 8), (8,)]


def test_state_of_random_generators_is_left_out():
    assert convert("RandomFlip", {"name": "r"}, [np.zeros(3, np.int64)], facts("2.6.0")) == []


def test_what_keras_3_wrote_stays():
    old = arrays_of((4, 3, 5, 2))
    assert convert("Conv2D", {"name": "c", "data_format": "channels_first"}, old, facts("3.1.0"))[0] is old[0]


@pytest.mark.parametrize("class_name", ["Conv2D", "Conv2DTranspose", "Conv3D"])
def test_impossible_arrays_are_refused_by_name(class_name):
    config = {"name": "c", "data_format": "channels_first"}
    with pytest.raises(ModelRefused, match=f"“c” are not those of a {class_name}"):
        convert(class_name, config, arrays_of((3,)), facts("1.2.0"))


def test_wrapper_without_its_layer_is_refused():
    with pytest.raises(ModelRefused, match="“b”"):
        convert("Bidirectional", {"name": "b"}, arrays_of((3,)), facts("2.0.0"))


def test_backend_and_paths():
    assert backend_of("theano", ["a:0"]) == "theano"
    assert backend_of("", []) == ""
    assert today_path("layers/dense/vars/0") == "layers/dense/vars/0"


def test_hint_names_the_layers_that_have_such_weights():
    shapes = [
        [(3, 3, 1, 8), (8,)], [(8,)] * 4, [(8,)] * 2, [(5, 16), (4, 16), (16,)], [(5, 12), (4, 12), (2, 12)],
        [(5, 4), (4, 4), (4,)], [(1000, 16)], [(4, 2), (2,)], [(7, 2, 3, 3), (7,)], [(9, 2, 3), (3,)], [],
    ]  # fmt: skip
    assert network_of(shapes) == (
        "Conv2D(8, 3×3), BatchNormalization(8), LayerNormalization(8), LSTM(4), GRU(4), SimpleRNN(4), "
        "Dense or Embedding(16), Dense(2), Conv2D(7, 3×3), Conv1D(3, 9)"
    )
    assert network_of([[(2, 2), (2,)]] * 30).endswith("Dense(2), … (18)")
