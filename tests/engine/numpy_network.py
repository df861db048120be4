"""What a model file means, computed with h5py, numpy and scipy alone, in the words of the Keras that wrote it."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass

import h5py
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy.special import expit

IGNORED = {"Dropout", "InputLayer"}


@dataclass
class NumpyNetwork:
    """The layers of a file as it describes them, and its arrays by layer."""

    class_name: str
    config: object
    weights: dict[str, list[np.ndarray]]

    @classmethod
    def of(cls, path):
        data = path.read_bytes()
        if data[:2] == b"PK":
            archive = zipfile.ZipFile(io.BytesIO(data))
            described = json.loads(archive.read("config.json"))
            with h5py.File(io.BytesIO(archive.read("model.weights.h5"))) as file:
                return cls(described["class_name"], described["config"], _by_class(described["config"], file))
        with h5py.File(path) as file:
            described = json.loads(file.attrs["model_config"])
            groups = file["model_weights"]
            weights = {
                name: [group[one][()] for one in group.attrs["weight_names"]]
                for name, group in groups.items()
                if name != "top_level_model_weights"
            }
            return cls(described["class_name"], described["config"], weights)

    @property
    def layers(self):
        return self.config if isinstance(self.config, list) else self.config["layers"]

    @property
    def parameters(self):
        return sum(array.size for arrays in self.weights.values() for array in arrays)

    @property
    def input_shape(self):
        config = self.layers[0]["config"]
        return config.get("batch_input_shape") or config["batch_shape"]

    def __call__(self, inputs):
        if self.class_name == "Sequential":
            value = inputs
            for layer in self.layers:
                value = self.apply(layer, [value])
            return value
        values = {}
        for layer in self.layers:
            name = layer["name"]
            nodes = layer["inbound_nodes"]
            sources = [values[edge[0]] for edge in nodes[0]] if nodes else [inputs]
            values[name] = self.apply(layer, sources)
        return values[self.config["output_layers"][0][0]]

    def apply(self, layer, sources):
        class_name, config = layer["class_name"], layer["config"]
        if class_name in IGNORED:
            return sources[0]
        arrays = self.weights.get(config["name"], [])
        return LAYERS[class_name](config, arrays, *sources)


def _by_class(config, file):
    """Pair the groups `dense`, `dense_1`, … of a weights file with the layers of that class, in order."""
    root = file["layers"] if "layers" in file else file["_layer_checkpoint_dependencies"]
    seen, weights = {}, {}
    for layer in config["layers"]:
        snake = {"InputLayer": "input_layer", "Conv2D": "conv2d", "MaxPooling2D": "max_pooling2d"}.get(
            layer["class_name"], layer["class_name"].lower()
        )
        number = seen[snake] = seen.get(snake, -1) + 1
        group = root.get(f"{snake}_{number}" if number else snake)
        stored = group["vars"] if group is not None else {}
        weights[layer["config"]["name"]] = [stored[str(index)][()] for index in range(len(stored))]
    return weights


def activation(name):
    def softmax(x):
        powers = np.exp(x - x.max(axis=-1, keepdims=True))
        return powers / powers.sum(axis=-1, keepdims=True)

    return {
        "linear": lambda x: x,
        "relu": lambda x: np.maximum(x, 0),
        "tanh": np.tanh,
        "sigmoid": expit,
        "hard_sigmoid": lambda x: np.clip(0.2 * x + 0.5, 0, 1),
        "softmax": softmax,
    }[name]


def _dense(config, arrays, x):
    return activation(config["activation"])(x @ arrays[0] + arrays[1])


def _padded(x, kernel, strides, padding, value=0.0):
    if padding == "valid":
        return x
    around = [(0, 0)]
    for size, width, step in zip(x.shape[1:3], kernel, strides, strict=True):
        total = max((-(-size // step) - 1) * step + width - size, 0)
        around.append((total // 2, total - total // 2))
    return np.pad(x, [*around, (0, 0)], constant_values=value)


def _windows(x, kernel, strides, padding, value=0.0):
    """Return (batch, rows, columns, channels, *kernel)."""
    found = sliding_window_view(_padded(x, kernel, strides, padding, value), kernel, axis=(1, 2))
    return found[:, :: strides[0], :: strides[1]]


def _conv(config, arrays, x):
    strides = config.get("strides") or config["subsample"]
    padding = config.get("padding") or config["border_mode"]
    kernel = arrays[0]
    values = np.einsum("brcikl,klio->brco", _windows(x, kernel.shape[:2], strides, padding), kernel, optimize=True)
    return activation(config["activation"])(values + (arrays[1] if len(arrays) > 1 else 0))


def _separable(config, arrays, x):
    deep, flat = arrays[:2]
    windows = _windows(x, deep.shape[:2], config["strides"], config["padding"])
    values = np.einsum("brcikl,klim->brcim", windows, deep, optimize=True).reshape(*windows.shape[:3], -1) @ flat[0, 0]
    return activation(config["activation"])(values + (arrays[2] if len(arrays) > 2 else 0))


def _max_pooling(config, arrays, x):
    padding = config.get("padding") or config["border_mode"]
    return _windows(x, tuple(config["pool_size"]), config["strides"], padding, -np.inf).max(axis=(-2, -1))


def _normalization(config, arrays, x):
    gamma, beta, mean, variance = arrays
    return (x - mean) / np.sqrt(variance + config["epsilon"]) * gamma + beta


def _lstm(config, arrays, x):
    kernel, recurrent, bias = arrays
    gate = activation(config["recurrent_activation"])
    squash = activation(config["activation"])
    h = c = np.zeros((len(x), recurrent.shape[0]))
    states = []
    for moment in range(x.shape[1]):
        i, f, g, o = np.split(x[:, moment] @ kernel + h @ recurrent + bias, 4, axis=-1)
        c = gate(f) * c + gate(i) * squash(g)
        h = gate(o) * squash(c)
        states.append(h)
    return np.stack(states, axis=1) if config["return_sequences"] else h


def _simple_rnn(config, arrays, x):
    kernel, recurrent, bias = arrays
    h = np.zeros((len(x), recurrent.shape[0]))
    for moment in range(x.shape[1]):
        h = activation(config["activation"])(x[:, moment] @ kernel + h @ recurrent + bias)
    return h


def _up_sampling(config, arrays, x):
    return x.repeat(config["size"][0], axis=1).repeat(config["size"][1], axis=2)


LAYERS = {
    "Dense": _dense,
    "Conv2D": _conv,
    "Convolution2D": _conv,
    "SeparableConv2D": _separable,
    "MaxPooling2D": _max_pooling,
    "GlobalAveragePooling2D": lambda config, arrays, x: x.mean(axis=(1, 2)),
    "UpSampling2D": _up_sampling,
    "BatchNormalization": _normalization,
    "Activation": lambda config, arrays, x: activation(config["activation"])(x),
    "ELU": lambda config, arrays, x: np.where(x > 0, x, config["alpha"] * np.expm1(x)),
    "PReLU": lambda config, arrays, x: np.maximum(x, 0) + arrays[0] * np.minimum(x, 0),
    "Flatten": lambda config, arrays, x: x.reshape(len(x), -1),
    "Reshape": lambda config, arrays, x: x.reshape(len(x), *config["target_shape"]),
    "Add": lambda config, arrays, *sources: sum(sources),
    "LSTM": _lstm,
    "SimpleRNN": _simple_rnn,
}
