"""Small models of many kinds, with random weights, for the tests of what looks into models."""

from __future__ import annotations

import keras
import numpy as np
from keras import layers


def sequential():
    return keras.Sequential(
        [
            keras.Input((8, 8, 1)),
            layers.Conv2D(3, 3, activation="relu", name="conv"),
            layers.MaxPooling2D(name="pool"),
            layers.Flatten(name="flatten"),
            layers.Dropout(0.5, name="dropout"),
            layers.Dense(4, activation="softmax", name="scores"),
        ]
    )


def sequential_built_by_data():
    model = keras.Sequential([layers.Dense(3, activation="tanh"), layers.Dense(2)])
    model(np.zeros((2, 5), np.float32))
    return model


def branch():
    x = keras.Input((8, 8, 3), name="picture")
    left = layers.Conv2D(4, 3, padding="same", name="left")(x)
    right = layers.SeparableConv2D(4, 3, padding="same", name="right")(x)
    y = layers.Add(name="sum")([left, right])
    y = layers.BatchNormalization(name="norm")(y)
    y = layers.Concatenate(name="both")([y, left])
    y = layers.GlobalAveragePooling2D(name="mean")(y)
    return keras.Model(x, layers.Dense(2, name="scores")(y))


def nested():
    inner = keras.Sequential(
        [keras.Input((6, 6, 2)), layers.Conv2D(3, 3, name="conv"), layers.ReLU(name="relu")], name="inner"
    )
    middle_in = keras.Input((8, 8, 2))
    middle = keras.Model(middle_in, inner(layers.Conv2D(2, 3, name="conv")(middle_in)), name="middle")
    x = keras.Input((8, 8, 2), name="picture")
    return keras.Model(x, layers.Flatten(name="flatten")(middle(x)))


def nested_twice():
    inner = keras.Sequential([keras.Input((5,)), layers.Dense(5, name="dense")], name="inner")
    x = keras.Input((5,), name="x")
    return keras.Model(x, inner(inner(x)))


def shared():
    dense = layers.Dense(6, activation="tanh", name="twice")
    x = keras.Input((6,), name="x")
    return keras.Model(x, layers.Subtract(name="difference")([dense(dense(x)), x]))


def operations():
    x = keras.Input((4, 4, 1), name="x")
    y = keras.ops.sin(x) * 2 + x
    y = keras.ops.mean(y[:, 1:], axis=(1, 2))
    return keras.Model(x, keras.ops.concatenate([y, -y], axis=-1))


def several_outputs():
    x = keras.Input((8, 8, 1), name="x")
    y = layers.Conv2D(2, 3, name="conv")(x)
    flat = layers.Flatten(name="flatten")(y)
    return keras.Model(x, {"a": layers.Dense(3, name="a")(flat), "b": layers.Dense(1, name="b")(flat)})


class Subclassed(keras.Model):
    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.convolution = layers.Conv2D(2, 3, activation="relu", name="conv")
        self.flat = layers.Flatten(name="flat")
        self.dense = layers.Dense(3, name="dense")
        self.other = layers.Dense(3, name="dense")

    def call(self, inputs):
        hidden = self.flat(self.convolution(inputs))
        return keras.ops.relu(self.dense(hidden)) + self.other(hidden * 2)


def subclassed():
    model = Subclassed(name="subclassed")
    model(np.zeros((1, 6, 6, 1), np.float32))
    return model


class Stubborn(Subclassed):
    """Can only run outside a traced function."""

    def build(self, input_shape):
        self.convolution.build(input_shape)
        self.dense.build((None, 32))
        self.other.build((None, 32))

    def call(self, inputs):
        assert float(keras.ops.convert_to_numpy(keras.ops.max(inputs))) >= 0
        return super().call(inputs)


def untraceable():
    model = Stubborn(name="stubborn")
    model(np.zeros((1, 6, 6, 1), np.float32))
    return model


def subclassed_inside():
    x = keras.Input((6, 6, 1), name="x")
    return keras.Model(x, layers.Softmax(name="softmax")(Subclassed(name="block")(x)))


def lstm():
    x = keras.Input((7, 3), name="x")
    sequence, hidden, cell = layers.LSTM(4, return_sequences=True, return_state=True, name="lstm")(x)
    both = layers.Bidirectional(layers.GRU(2, name="gru"), name="both")(sequence)
    return keras.Model(x, layers.Concatenate(name="end")([both, hidden, cell]))


def embedding():
    return keras.Sequential(
        [
            keras.Input((9,), dtype="int32"),
            layers.Embedding(20, 5, mask_zero=True, name="words"),
            layers.Dropout(0.2, name="dropout"),
            layers.LSTM(3, name="lstm"),
            layers.Dense(1, name="score"),
        ]
    )


def convolution_1d():
    return keras.Sequential(
        [keras.Input((12, 2)), layers.Conv1D(4, 3, name="conv"), layers.GlobalMaxPooling1D(name="most")]
    )


def convolution_3d():
    return keras.Sequential(
        [keras.Input((5, 6, 7, 1)), layers.Conv3D(2, 2, name="conv"), layers.AveragePooling3D(2, name="pool")]
    )


def transposed():
    return keras.Sequential(
        [
            keras.Input((4, 4, 2)),
            layers.Conv2DTranspose(3, 3, strides=2, name="up"),
            layers.DepthwiseConv2D(3, name="depth"),
            layers.UpSampling2D(name="larger"),
        ]
    )


def attention():
    x = keras.Input((5, 8), name="x")
    y = layers.MultiHeadAttention(2, 4, name="attention")(x, x)
    y = layers.LayerNormalization(name="norm")(y + x)
    return keras.Model(x, layers.TimeDistributed(layers.Dense(2, name="dense"), name="each")(y))


def any_size():
    x = keras.Input((None, None, 3), name="x")
    return keras.Model(x, layers.GlobalMaxPooling2D(name="most")(layers.Conv2D(2, 3, name="conv")(x)))


def half_precision():
    return keras.Sequential(
        [keras.Input((6,)), layers.Dense(3, name="half", dtype="mixed_bfloat16"), layers.Dense(2, name="whole")]
    )


def two_inputs():
    number, picture = keras.Input((3,), name="number"), keras.Input((8, 8, 1), name="picture")
    y = layers.Concatenate(name="join")([layers.Flatten(name="flat")(picture), layers.Dense(2, name="d")(number)])
    return keras.Model({"number": number, "picture": picture}, layers.Dense(2, name="scores")(y))


def fixed_batch():
    x = keras.Input(batch_shape=(4, 6), name="x")
    return keras.Model(x, layers.Dense(3, name="dense")(x))


KINDS = (
    sequential,
    sequential_built_by_data,
    branch,
    nested,
    nested_twice,
    shared,
    operations,
    several_outputs,
    subclassed,
    untraceable,
    subclassed_inside,
    lstm,
    embedding,
    convolution_1d,
    convolution_3d,
    transposed,
    attention,
    any_size,
    half_precision,
    two_inputs,
    fixed_batch,
)


def randomise(model, seed=0):
    """Give every weight a random value, so that no bias is zero and no scale one."""
    random = np.random.default_rng(seed)
    for variable in model.weights:
        variable.assign(random.uniform(0.1, 1.0, variable.shape) * random.choice([-1, 1], variable.shape) * 0.5)
        if "variance" in variable.name:
            variable.assign(np.abs(np.asarray(variable)))
    return model


def picture_for(inputs, seed=1):
    """Return a random input without the batch axis for what `inputs_of` says; sides left open are 9."""
    slot = inputs.slots[inputs.picture_slot]
    random = np.random.default_rng(seed)
    shape = tuple(side or 9 for side in slot.shape[1:])
    if slot.dtype == "int32":
        return random.integers(0, 20, shape).astype(np.int32)
    return random.random(shape, np.float32)
