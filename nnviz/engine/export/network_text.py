"""The layers of an experiment as Keras code, with the seeds that nnviz gives them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnviz.core.experiment import Experiment
from nnviz.core.network import FIELDS, LayerSpec, Shape, inception_convolutions, output_shape, regularised, row_names
from nnviz.engine.architectures import NORM_MOMENTUM
from nnviz.engine.export.python_text import Section, call

_POOLS = {"max_pool": "MaxPooling2D", "average_pool": "AveragePooling2D"}
_GLOBAL_POOLS = {"global_max_pool": "GlobalMaxPooling2D", "global_average_pool": "GlobalAveragePooling2D"}
_BRANCHES = ("1x1", "3x3_reduce", "3x3", "5x5_reduce", "5x5", "pool_1x1")


def network_section(experiment: Experiment, picture_shape: Shape) -> Section:
    """Return the step that builds the network for pictures of this shape."""
    rows = regularised(experiment.rows(picture_shape), experiment.l1, experiment.l2)
    writer = _NetworkText(experiment)
    if any(row.kind == "inception" for row in rows):
        code = writer.functional(rows, picture_shape)
    else:
        code = writer.sequential(rows)
    text = (
        f"The network {experiment.architecture}. Every layer has a seed of its own, so that the first weights "
        "are the same each time."
    )
    lines = ["glorot = keras.initializers.GlorotUniform"]
    if any(row.l1 or row.l2 for row in rows):
        lines.append("penalty = keras.regularizers.L1L2")
    code = "\n".join((*lines, "", code, "model.summary()"))
    return Section("Build the network", text, code, ("import keras", "from keras import layers"))


class _NetworkText:
    """Writes rows one after another and draws a seed where `engine.architectures` draws one."""

    def __init__(self, experiment: Experiment) -> None:
        self._random = np.random.default_rng(experiment.seed)
        self._output_activation = experiment.output_activation

    def sequential(self, rows: Sequence[LayerSpec]) -> str:
        """Return a list of layers."""
        lines = ["model = keras.Sequential(", "    [", '        keras.Input(x_train.shape[1:], name="picture"),']
        for row, name in zip(rows, row_names(rows), strict=True):
            head, arguments = self._layer(row, name)
            lines.append(call(f"{head}(", arguments, "),", indent=8))
        lines.append(call("layers.Dense(", self._output(), "),", indent=8))
        return "\n".join((*lines, "    ]", ")"))

    def functional(self, rows: Sequence[LayerSpec], picture_shape: Shape) -> str:
        """Return a network whose layers branch, each called on what comes before it."""
        lines = ['picture = keras.Input(x_train.shape[1:], name="picture")', "x = picture"]
        shape = picture_shape
        for row, name in zip(rows, row_names(rows), strict=True):
            if row.kind == "inception":
                lines += self._inception(row, name, shape[-1])
            else:
                head, arguments = self._layer(row, name)
                lines.append(call(f"x = {head}(", arguments, ")(x)"))
            shape = output_shape(row, shape)
        lines.append(call("output = layers.Dense(", self._output(), ")(x)"))
        return "\n".join((*lines, "model = keras.Model(picture, output)"))

    def _output(self) -> list[str]:
        row = LayerSpec("dense", units=1, activation=self._output_activation)
        return ["CLASSES", *self._layer(row, "output")[1][1:]]

    def _layer(self, row: LayerSpec, name: str) -> tuple[str, list[str]]:
        """Return the class of a layer and its arguments."""
        named = f'name="{name}"'
        if row.kind in _POOLS:
            step = [] if row.step == row.size else [f"strides={row.step}"]
            return f"layers.{_POOLS[row.kind]}", [str(row.size), *step, *_padding(row.padding), named]
        if row.kind in _GLOBAL_POOLS:
            return f"layers.{_GLOBAL_POOLS[row.kind]}", [named]
        match row.kind:
            case "conv":
                return "layers.Conv2D", self._conv(row, name, row.units, row.size)
            case "dense":
                return "layers.Dense", [str(row.units), *_activation(row), *self._weights(row), named]
            case "dropout":
                return "layers.Dropout", [repr(row.rate), f"seed={self._seed()}", named]
            case "batch_norm":
                return "layers.BatchNormalization", [f"momentum={NORM_MOMENTUM}", named]
            case "activation":
                return "layers.Activation", [f'"{row.activation}"', named]
            case _:
                return "layers.Flatten", [named]

    def _conv(self, row: LayerSpec, name: str, units: int, size: int) -> list[str]:
        padding = row.padding if "padding" in FIELDS[row.kind] else "same"
        stride = row.stride if "stride" in FIELDS[row.kind] else 1
        step = [] if stride == 1 else [f"strides={stride}"]
        shape = [str(units), str(size), *step, *_padding(padding)]
        return [*shape, *_activation(row), *self._weights(row), f'name="{name}"']

    def _inception(self, row: LayerSpec, name: str, channels: int) -> list[str]:
        """Return the lines of a block: four branches side by side, then their maps in one stack."""
        plan = inception_convolutions(row, channels)
        made = [
            self._conv(row, f"{name}_{label}", units, size)
            for label, (_, size, units) in zip(_BRANCHES, plan, strict=True)
        ]
        wiring = (
            ("one", "x"),
            ("three", "x"),
            ("three", "three"),
            ("five", "x"),
            ("five", "five"),
        )
        lines = ["", f"# {name}: looks at the same maps through windows of several sizes"]
        for (target, source), arguments in zip(wiring, made, strict=False):
            lines.append(call(f"{target} = layers.Conv2D(", arguments, f")({source})"))
        pool = ["3", "strides=1", 'padding="same"', f'name="{name}_pool"']
        lines.append(call("pooled = layers.MaxPooling2D(", pool, ")(x)"))
        lines.append(call("pooled = layers.Conv2D(", made[-1], ")(pooled)"))
        lines.append(f'x = layers.Concatenate(name="{name}")([one, three, five, pooled])')
        return lines

    def _weights(self, row: LayerSpec) -> list[str]:
        seed = f"kernel_initializer=glorot({self._seed()})"
        return [seed, f"kernel_regularizer=penalty({row.l1!r}, {row.l2!r})"] if row.l1 or row.l2 else [seed]

    def _seed(self) -> int:
        return int(self._random.integers(2**31))


def _padding(padding: str) -> list[str]:
    return [] if padding == "valid" else [f'padding="{padding}"']


def _activation(row: LayerSpec) -> list[str]:
    return [] if row.activation == "linear" else [f'activation="{row.activation}"']
