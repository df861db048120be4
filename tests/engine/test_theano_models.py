"""Files that Keras wrote on Theano: its convolutions turned kernels round and padded as much in front as behind."""

from __future__ import annotations

import json

import h5py
import numpy as np
import pytest
from judged import opened_here
from scipy.signal import convolve

from nnviz.core.messages import UserError

RANDOM = np.random.default_rng(0)


def written(path, version, backend, *layers):
    """Write a whole-model file of (class, settings, arrays by name)."""
    config = [
        {"class_name": class_name, "config": {"name": f"layer_{number}", "trainable": True, **settings}}
        for number, (class_name, settings, _) in enumerate(layers)
    ]
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"] = version
        if backend:
            file.attrs["backend"] = backend
        file.attrs["model_config"] = json.dumps({"class_name": "Sequential", "config": config}).encode()
        root = file.create_group("model_weights")
        root.attrs["layer_names"] = [one["config"]["name"].encode() for one in config]
        for one, (_, _, arrays) in zip(config, layers, strict=True):
            group = root.create_group(one["config"]["name"])
            group.attrs["weight_names"] = [name.encode() for name in arrays]
            for name, array in arrays.items():
                group[name] = array
    return path


def theano_convolution(picture, kernel, strides, padding):
    """Return what Theano made of (rows, columns, channels): a convolution proper, padded by half the kernel."""
    rows, columns = kernel.shape[:2]
    if padding == "same":
        picture = np.pad(picture, [(rows // 2,) * 2, (columns // 2,) * 2, (0, 0)])
    maps = [
        sum(convolve(picture[..., i], kernel[..., i, o], "valid") for i in range(kernel.shape[2]))
        for o in range(kernel.shape[3])
    ]
    return np.stack(maps, axis=-1)[:: strides[0], :: strides[1]]


def cut(maps, size, strides, kernel):
    """Keras cut what an even kernel gave too much off the end."""
    ends = [-(-one // step) for one, step in zip(size, strides, strict=True)]
    return maps[: ends[0] if kernel[0] % 2 == 0 else None, : ends[1] if kernel[1] % 2 == 0 else None]


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("strides", [[1, 1], [2, 2], [1, 3]])
@pytest.mark.parametrize("kernel_size", [[3, 3], [2, 3], [4, 2], [5, 1]])
@pytest.mark.parametrize("data_format", ["channels_last", "channels_first"])
def test_convolution_of_keras_2_on_theano(tmp_path, padding, strides, kernel_size, data_format):
    first = data_format == "channels_first"
    kernel, bias = RANDOM.normal(size=(*kernel_size, 3, 4)), RANDOM.normal(size=4)
    settings = {"filters": 4, "kernel_size": kernel_size, "strides": strides, "padding": padding, "use_bias": True,
                "data_format": data_format, "dilation_rate": [1, 1], "activation": "linear",
                "batch_input_shape": [None, 3, 9, 8] if first else [None, 9, 8, 3]}  # fmt: skip
    path = written(tmp_path / "theano.h5", "2.1.3", "theano", ("Conv2D", settings, {"kernel": kernel, "bias": bias}))
    (tmp_path / "copy").mkdir()
    picture = RANDOM.normal(size=(9, 8, 3))
    expected = theano_convolution(picture, kernel, strides, padding) + bias
    if padding == "same":
        expected = cut(expected, (9, 8), strides, kernel_size)
    found = opened_here(path, tmp_path / "copy")((picture.transpose(2, 0, 1) if first else picture)[None].astype("f"))
    found = np.asarray(found)[0].transpose(1, 2, 0) if first else np.asarray(found)[0]
    np.testing.assert_allclose(found, expected, atol=1e-5)


@pytest.mark.parametrize("theano", [True, False])
def test_keras_1_tells_its_backend_by_the_names_of_weights(tmp_path, theano):
    kernel, bias = RANDOM.normal(size=(4, 3, 3, 2)), RANDOM.normal(size=4)  # (filters, channels, rows, columns)
    settings = {"nb_filter": 4, "nb_row": 3, "nb_col": 2, "subsample": [1, 1], "border_mode": "valid", "bias": True,
                "dim_ordering": "th", "activation": "linear", "init": "zero",
                "batch_input_shape": [None, 3, 9, 8]}  # fmt: skip
    ending = "" if theano else ":0"
    arrays = {f"c_W{ending}": kernel, f"c_b{ending}": bias}
    path = written(tmp_path / "one.h5", "1.2.0", "", ("Convolution2D", settings, arrays))
    (tmp_path / "copy").mkdir()
    picture = RANDOM.normal(size=(9, 8, 3))
    today = kernel.transpose(2, 3, 1, 0)
    expected = theano_convolution(picture, today if theano else today[::-1, ::-1], [1, 1], "valid") + bias
    found = np.asarray(opened_here(path, tmp_path / "copy")(picture.transpose(2, 0, 1)[None].astype("f")))[0]
    np.testing.assert_allclose(found.transpose(1, 2, 0), expected, atol=1e-5)


def test_pooling_of_theano_that_has_no_counterpart_is_refused_by_name(tmp_path):
    settings = {"pool_size": [2, 2], "strides": [2, 2], "padding": "same", "data_format": "channels_last",
                "batch_input_shape": [None, 9, 8, 3]}  # fmt: skip
    path = written(tmp_path / "pool.h5", "2.1.3", "theano", ("MaxPooling2D", settings, {}))
    (tmp_path / "copy").mkdir()
    with pytest.raises(UserError, match=r"“layer_0”.*same \(Theano\)"):
        opened_here(path, tmp_path / "copy")
