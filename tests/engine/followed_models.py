"""Small models of many kinds whose layers can be followed unit by unit."""

from __future__ import annotations

import keras
import model_kinds as kinds
from keras import layers


def chain(shape, *parts):
    return keras.Sequential([keras.Input(shape), *parts])


def strided_same():
    return chain((9, 10, 2), layers.Conv2D(3, (3, 4), strides=(2, 3), padding="same", activation="sigmoid"))


def dilated():
    return chain((11, 9, 2), layers.Conv2D(2, 3, dilation_rate=(2, 3), padding="same", activation="tanh"))


def dilated_valid():
    return chain((11, 9, 2), layers.Conv2D(2, 3, dilation_rate=2, use_bias=False, activation="elu"))


def grouped():
    return chain((6, 6, 4), layers.Conv2D(6, 3, groups=2, activation="softmax"))


def causal():
    return chain((10, 3), layers.Conv1D(2, 3, padding="causal", dilation_rate=2, activation="gelu"))


def depthwise():
    return chain(
        (8, 8, 3),
        layers.DepthwiseConv2D(3, depth_multiplier=2, strides=2, padding="same", activation="silu"),
        layers.SeparableConv2D(4, 2, depth_multiplier=3, activation="softplus"),
    )


def depthwise_1d():
    return chain(
        (9, 2),
        layers.DepthwiseConv1D(3, depth_multiplier=2, padding="same", activation="selu"),
        layers.SeparableConv1D(4, 2, activation="leaky_relu"),
    )


def transposed_same():
    return chain(
        (4, 5, 2),
        layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="relu"),
        layers.Conv2DTranspose(2, 2, strides=3, activation="softsign"),
    )


def transposed_other_ranks():
    return chain(
        (3, 3, 3, 1),
        layers.Conv3DTranspose(2, 2, strides=2),
        layers.Reshape((36, 12)),
        layers.Conv1DTranspose(3, 4, strides=3, padding="same"),
    )


def output_padding():
    return chain((4, 4, 2), layers.Conv2DTranspose(2, 3, strides=2, padding="same", output_padding=1))


def convolution_3d_same():
    return chain((4, 5, 6, 2), layers.Conv3D(2, (2, 3, 2), strides=(1, 2, 2), padding="same"), layers.ReLU(max_value=1))


def pools():
    return chain(
        (11, 9, 2),
        layers.MaxPooling2D(3, strides=2, padding="same"),
        layers.AveragePooling2D((2, 3), strides=1, padding="same"),
        layers.AveragePooling2D(2, padding="same"),
        layers.GlobalMaxPooling2D(keepdims=True),
    )


def pools_1d():
    return chain(
        (11, 2), layers.MaxPooling1D(3, strides=1), layers.AveragePooling1D(2), layers.GlobalAveragePooling1D()
    )


def pools_3d():
    return chain((6, 6, 6, 1), layers.MaxPooling3D(2), layers.AveragePooling3D(2, 1), layers.GlobalMaxPooling3D())


def normalisations():
    return chain(
        (5, 5, 4),
        layers.BatchNormalization(axis=1),
        layers.LayerNormalization(axis=(1, 3)),
        layers.GroupNormalization(2),
        layers.RMSNormalization(),
        layers.BatchNormalization(scale=False),
    )


def activation_layers():
    return chain(
        (4, 6),
        layers.LeakyReLU(negative_slope=0.1),
        layers.PReLU(shared_axes=[1]),
        layers.ELU(0.5),
        layers.ReLU(negative_slope=0.2, threshold=0.1),
        layers.Activation("mish"),
        layers.Softmax(axis=1),
        layers.Activation("log_softmax"),
        layers.Rescaling(0.5, offset=-1),
    )


def moves():
    return chain(
        (4, 5, 3),
        layers.ZeroPadding2D(((1, 0), (2, 1))),
        layers.Cropping2D(((0, 1), (1, 2))),
        layers.UpSampling2D((2, 3)),
        layers.Permute((3, 1, 2)),
        layers.Reshape((4, -1)),
        layers.Flatten(),
        layers.RepeatVector(3),
        layers.ZeroPadding1D((1, 2)),
        layers.UpSampling1D(2),
        layers.Cropping1D((1, 3)),
    )


def moves_3d():
    return chain(
        (2, 3, 4, 1), layers.ZeroPadding3D(1), layers.Cropping3D(((1, 0), (0, 2), (1, 1))), layers.UpSampling3D(2)
    )


def merges():
    x = keras.Input((3, 4), name="x")
    a, b = layers.Dense(4)(x), layers.Dense(4, activation="relu6")(x)
    row = layers.Dense(1)(x)
    y = [
        layers.Add()([a, b, x]),
        layers.Subtract()([a, b]),
        layers.Multiply()([a, row]),
        layers.Average()([a, b]),
        layers.Maximum()([a, b]),
        layers.Minimum()([a, b]),
        layers.Concatenate(axis=1)([a, b]),
    ]
    return keras.Model(x, layers.Concatenate(axis=1)(y))


def word_rows():
    return chain((6,), layers.Embedding(20, 3), layers.Dense(2, activation="exponential"))


def einsum_layers():
    return chain(
        (4, 6),
        layers.EinsumDense("abc,cde->abde", output_shape=(None, 2, 3), bias_axes="de", activation="tanh"),
        layers.EinsumDense("abde,dec->abc", output_shape=(None, 5), bias_axes="c"),
        layers.EinsumDense("...x,xy->...y", output_shape=4, bias_axes="y"),
    )


def functions():
    x = keras.Input((4, 3), name="x")
    y = keras.ops.square(keras.ops.cos(x)) / keras.ops.exp(x)
    y = keras.ops.transpose(keras.ops.sigmoid(y), (0, 2, 1))
    return keras.Model(x, keras.ops.max(y, axis=-1, keepdims=True))


FOLLOWED = (
    strided_same,
    dilated,
    dilated_valid,
    grouped,
    causal,
    depthwise,
    depthwise_1d,
    transposed_same,
    transposed_other_ranks,
    output_padding,
    convolution_3d_same,
    pools,
    pools_1d,
    pools_3d,
    normalisations,
    activation_layers,
    moves,
    moves_3d,
    merges,
    einsum_layers,
    functions,
    kinds.sequential,
    kinds.sequential_built_by_data,
    kinds.branch,
    kinds.nested,
    kinds.nested_twice,
    kinds.shared,
    kinds.several_outputs,
    kinds.convolution_1d,
    kinds.convolution_3d,
    kinds.transposed,
    kinds.any_size,
    kinds.two_inputs,
    kinds.fixed_batch,
)
"""Models of which every layer can be followed."""
