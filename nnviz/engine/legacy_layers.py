"""Layers and functions that old versions of Keras had and today's lacks, with the meaning they had."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from nnviz.core.model_config.legacy.objects import OLD_HARD_SIGMOID
from nnviz.core.model_config.legacy.own_layers import PACKAGE
from nnviz.engine.keras_import import import_keras
from nnviz.engine.locally_connected import locally_connected


@cache
def own_objects() -> dict[str, Any]:
    """Return our functions and layers by the names under which Keras knows them; the first call registers them."""
    keras = import_keras()
    register = keras.saving.register_keras_serializable
    short = OLD_HARD_SIGMOID.split(">")[1]
    objects = {OLD_HARD_SIGMOID: register(package=PACKAGE, name=short)(_hard_sigmoid(keras.ops))}
    for layer in (
        _maxout_dense(keras),
        _highway(keras),
        _s_relu(keras),
        _parametric_softplus(keras),
        _bilinear_up_sampling(keras),
        locally_connected(keras, 1),
        locally_connected(keras, 2),
    ):
        objects[f"{PACKAGE}>{layer.__name__}"] = register(package=PACKAGE)(layer)
    return objects


def _hard_sigmoid(ops: Any) -> Any:
    def hard_sigmoid_of_keras_2(x: Any) -> Any:
        """Return clip(0.2 x + 0.5, 0, 1)."""
        return ops.clip(0.2 * x + 0.5, 0.0, 1.0)

    return hard_sigmoid_of_keras_2


def _maxout_dense(keras: Any) -> type:
    class MaxoutDense(keras.layers.Layer):
        """The largest of several dense layers without activation, unit by unit."""

        def __init__(self, units: int, nb_feature: int = 4, use_bias: bool = True, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.units, self.nb_feature, self.use_bias = units, nb_feature, use_bias

        def build(self, input_shape: Any) -> None:
            self.kernel = self.add_weight(name="kernel", shape=(self.nb_feature, input_shape[-1], self.units))
            if self.use_bias:
                self.bias = self.add_weight(name="bias", shape=(self.nb_feature, self.units), initializer="zeros")

        def call(self, inputs: Any) -> Any:
            features = keras.ops.einsum("bi,fiu->bfu", inputs, self.kernel)
            return keras.ops.max(features + self.bias if self.use_bias else features, axis=1)

        def get_config(self) -> dict[str, Any]:
            own = {"units": self.units, "nb_feature": self.nb_feature, "use_bias": self.use_bias}
            return {**super().get_config(), **own}

    return MaxoutDense


def _highway(keras: Any) -> type:
    class Highway(keras.layers.Layer):
        """A dense layer that a gate mixes with its own input."""

        def __init__(self, activation: Any = "linear", use_bias: bool = True, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.activation, self.use_bias = keras.activations.get(activation), use_bias

        def build(self, input_shape: Any) -> None:
            size = input_shape[-1]
            self.kernel = self.add_weight(name="kernel", shape=(size, size))
            self.carry_kernel = self.add_weight(name="carry_kernel", shape=(size, size))
            if self.use_bias:
                self.bias = self.add_weight(name="bias", shape=(size,), initializer="zeros")
                self.carry_bias = self.add_weight(name="carry_bias", shape=(size,), initializer="ones")

        def call(self, inputs: Any) -> Any:
            gate = keras.ops.matmul(inputs, self.carry_kernel) + (self.carry_bias if self.use_bias else 0.0)
            gate = keras.ops.sigmoid(gate)
            dense = keras.ops.matmul(inputs, self.kernel) + (self.bias if self.use_bias else 0.0)
            return self.activation(dense) * gate + (1.0 - gate) * inputs

        def get_config(self) -> dict[str, Any]:
            own = {"activation": keras.activations.serialize(self.activation), "use_bias": self.use_bias}
            return {**super().get_config(), **own}

    return Highway


def _s_relu(keras: Any) -> type:
    ops = keras.ops

    class SReLU(keras.layers.Layer):
        """The identity between two learnt thresholds, a learnt slope beyond each."""

        def build(self, input_shape: Any) -> None:
            names = [f"{kind}_{side}" for side, kind in product(("left", "right"), ("threshold", "slope"))]
            self.parts = [self.add_weight(name=name, shape=input_shape[1:]) for name in names]

        def call(self, inputs: Any) -> Any:
            left, left_slope, right, right_slope = self.parts
            right = left + ops.abs(right)
            middle = ops.minimum(ops.relu(inputs - left), right - left) - left_slope * ops.relu(left - inputs)
            return left + middle + right_slope * ops.relu(inputs - right)

        def get_config(self) -> dict[str, Any]:
            return dict(super().get_config())  # else Keras writes every argument of its base class

    return SReLU


def _parametric_softplus(keras: Any) -> type:
    class ParametricSoftplus(keras.layers.Layer):
        """alpha log(1 + exp(beta x)) with learnt alpha and beta."""

        def build(self, input_shape: Any) -> None:
            self.alpha = self.add_weight(name="alpha", shape=input_shape[1:])
            self.beta = self.add_weight(name="beta", shape=input_shape[1:])

        def call(self, inputs: Any) -> Any:
            return self.alpha * keras.ops.softplus(self.beta * inputs)

        def get_config(self) -> dict[str, Any]:
            return dict(super().get_config())  # else Keras writes every argument of its base class

    return ParametricSoftplus


def _bilinear_up_sampling(keras: Any) -> type:
    class BilinearUpSampling2D(keras.layers.Layer):
        """Bilinear enlargement as Keras 2 did it: pixel 0 stays where it is, the last ones repeat."""

        def __init__(self, size: Any = (2, 2), data_format: str = "channels_last", **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.size, self.data_format = tuple(size), data_format

        def call(self, inputs: Any) -> Any:
            first = 2 if self.data_format == "channels_first" else 1
            for axis, factor in enumerate(self.size, first):
                inputs = _stretched(keras.ops, inputs, axis, factor)
            return inputs

        def get_config(self) -> dict[str, Any]:
            return {**super().get_config(), "size": self.size, "data_format": self.data_format}

    return BilinearUpSampling2D


def _stretched(ops: Any, inputs: Any, axis: int, factor: int) -> Any:
    """Return `inputs` with `factor` values for each along `axis`, on the line to the next one."""
    length = ops.shape(inputs)[axis]
    last = ops.take(inputs, [length - 1], axis=axis)
    following = ops.concatenate([ops.take(inputs, ops.arange(1, length), axis=axis), last], axis=axis)
    steps = [inputs + (following - inputs) * (step / factor) for step in range(factor)]
    shape = list(ops.shape(inputs))
    shape[axis] = length * factor
    return ops.reshape(ops.stack(steps, axis=axis + 1), shape)
