"""Further kinds of models whose every tensor is compared with plain calls: ranks, merging, attention, recurrence."""

from __future__ import annotations

import keras
from keras import layers


def ranks_of_outputs():
    """Outputs of one to five axes: (N,), (N, 3), (N, 4, 3), (N, 4, 4, 3) and (N, 2, 2, 4, 3)."""
    x = keras.Input((4, 4, 2), name="picture")
    maps = layers.Conv2D(3, 3, padding="same", name="maps")(x)
    volume = layers.Reshape((2, 2, 4, 3), name="volume")(maps)
    rows = keras.ops.mean(maps, axis=1)
    vector = layers.Dense(3, name="vector")(layers.Flatten(name="flat")(maps))
    return keras.Model(x, [vector, keras.ops.sum(vector, axis=-1), rows, maps, volume])


def every_pool():
    x = keras.Input((8, 8, 3), name="picture")
    maps = [
        layers.MaxPooling2D(2, name="most")(x),
        layers.AveragePooling2D(2, name="average")(x),
        layers.MaxPooling2D(3, strides=2, padding="same", name="overlap")(x),
        layers.AdaptiveAveragePooling2D(4, name="adaptive_average")(x),
        layers.AdaptiveMaxPooling2D(4, name="adaptive_most")(x),
    ]
    ends = [layers.GlobalAveragePooling2D(name="mean")(x), layers.GlobalMaxPooling2D(name="peak")(x)]
    return keras.Model(x, [layers.Concatenate(name="maps")(maps), layers.Concatenate(name="ends")(ends)])


def every_normalisation():
    x = keras.Input((6, 6, 4), name="picture")
    y = layers.BatchNormalization(name="batch")(x)
    y = layers.LayerNormalization(name="layer")(y)
    y = layers.GroupNormalization(2, name="group")(y)
    y = layers.RMSNormalization(name="rms")(y)
    y = layers.UnitNormalization(name="unit")(y)
    return keras.Model(x, layers.SpectralNormalization(layers.Conv2D(2, 3, name="conv"), name="spectral")(y))


def attentions():
    x = keras.Input((5, 8), name="x")
    a = layers.Attention(use_scale=True, name="dot")([x, x])
    b = layers.AdditiveAttention(name="additive")([x, a])
    c = layers.GroupQueryAttention(4, 4, 2, name="grouped")(b, a)
    return keras.Model(x, layers.Add(name="sum")([a, b, c]))


def transformer_block():
    x = keras.Input((6, 8), name="x")
    y = layers.Add(name="first_sum")([x, layers.MultiHeadAttention(2, 4, name="heads")(x, x, use_causal_mask=True)])
    y = layers.LayerNormalization(name="norm")(y)
    wide = layers.Dense(16, activation="gelu", name="wide")(y)
    return keras.Model(x, layers.Add(name="second_sum")([y, layers.Dense(8, name="narrow")(wide)]))


def recurrences():
    x = keras.Input((6, 3), name="x")
    y = layers.Bidirectional(layers.LSTM(4, return_sequences=True, name="lstm"), merge_mode="sum", name="both")(x)
    y = layers.SimpleRNN(5, return_sequences=True, go_backwards=True, name="simple")(y)
    y = layers.RNN([layers.GRUCell(3), layers.LSTMCell(4)], return_sequences=True, name="cells")(y)
    return keras.Model(x, layers.GRU(2, reset_after=False, name="gru")(y))


def convolution_lstm():
    x = keras.Input((3, 6, 6, 1), name="frames")
    y = layers.ConvLSTM2D(2, 3, return_sequences=True, name="film")(x)
    y = layers.TimeDistributed(layers.MaxPooling2D(2, name="pool"), name="each")(y)
    return keras.Model(x, layers.GlobalAveragePooling3D(name="mean")(y))


def masked():
    x = keras.Input((6, 2), name="x")
    return keras.Model(x, layers.LSTM(3, name="lstm")(layers.Masking(0.0, name="mask")(x)))


def several_inputs_and_outputs_nested():
    a, b = keras.Input((4,), name="a"), keras.Input((4,), name="b")
    inner = keras.Model(
        [a, b], [layers.Add(name="sum")([a, b]), layers.Dense(2, name="code")(layers.Multiply(name="product")([a, b]))],
        name="inner",
    )  # fmt: skip
    x = keras.Input((4,), name="x")
    total, code = inner([layers.Dense(4, name="left")(x), layers.Dense(4, name="right")(x)])
    return keras.Model(x, [layers.Dense(1, name="end")(layers.Concatenate(name="all")([total, code])), code])


def inception():
    x = keras.Input((8, 8, 3), name="picture")
    ways = [
        layers.Conv2D(2, 1, activation="relu", name="one")(x),
        layers.Conv2D(2, 3, padding="same", name="three")(layers.Conv2D(2, 1, name="narrow")(x)),
        layers.Conv2D(2, 3, dilation_rate=2, padding="same", name="wide")(x),
        layers.Conv2D(2, 1, name="after")(layers.MaxPooling2D(3, 1, padding="same", name="pool")(x)),
    ]
    return keras.Model(x, layers.Concatenate(name="mixed")(ways))


def residual_tower():
    x = keras.Input((8, 8, 3), name="picture")
    y = layers.Conv2D(4, 3, padding="same", name="stem")(x)
    for number in range(6):
        z = layers.SeparableConv2D(4, 3, padding="same", name=f"conv{number}")(layers.ReLU(name=f"relu{number}")(y))
        y = layers.Add(name=f"add{number}")([y, layers.BatchNormalization(name=f"norm{number}")(z)])
    return keras.Model(x, layers.GlobalAveragePooling2D(name="mean")(y))


def shared_tower():
    """One convolution and one model read both halves of the picture."""
    conv = layers.Conv2D(2, 3, name="conv")
    code = keras.Sequential([keras.Input((6, 2, 2)), layers.Flatten(), layers.Dense(3)], name="code")
    x = keras.Input((8, 8, 1), name="picture")
    left, right = layers.Cropping2D(((0, 0), (0, 4)), name="l")(x), layers.Cropping2D(((0, 0), (4, 0)), name="r")(x)
    return keras.Model(x, layers.Dot(-1, normalize=True, name="alike")([code(conv(left)), code(conv(right))]))


def preparation():
    x = keras.Input((9, 9, 3), name="picture")
    y = layers.Normalization(mean=[0.1, 0.2, 0.3], variance=[1.0, 2.0, 3.0], name="standard")(x)
    y = layers.Resizing(12, 10, name="resized")(layers.CenterCrop(7, 6, name="middle")(y))
    y = layers.RandomFlip(name="flip")(layers.GaussianNoise(0.3, name="noise")(y))
    return keras.Model(x, layers.SpatialDropout2D(0.5, name="drop")(layers.Rescaling(2.0, -1.0, name="scale")(y)))


def channels_moved():
    x = keras.Input((4, 6, 5), name="x")
    y = layers.Permute((2, 3, 1), name="turn")(x)
    y = keras.ops.split(y, 2, axis=-1)
    return keras.Model(x, keras.ops.stack([keras.ops.relu(y[0]), keras.ops.softmax(y[1])], axis=1))


KINDS = (
    ranks_of_outputs,
    every_pool,
    every_normalisation,
    attentions,
    transformer_block,
    recurrences,
    convolution_lstm,
    masked,
    several_inputs_and_outputs_nested,
    inception,
    residual_tower,
    shared_tower,
    preparation,
    channels_moved,
)
