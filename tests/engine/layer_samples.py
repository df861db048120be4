"""At least one model for every layer of Keras that nnviz opens from a file, each small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import keras
import numpy as np
from keras import layers as kl

PICTURE = (12, 10, 3)
SERIES = (9, 4)
VOLUME = (6, 6, 6, 2)


@dataclass(frozen=True)
class Sample:
    """A layer, and the shapes (without the batch) that it is called on."""

    make: Callable[[], keras.layers.Layer]
    shapes: tuple[tuple[int | None, ...], ...]
    call: Callable = field(default=lambda layer, inputs: layer(inputs[0] if len(inputs) == 1 else inputs))
    dtype: str = "float32"

    def model(self) -> keras.Model:
        """Return a model of the layer alone, with weights that are not the initial ones."""
        inputs = [keras.Input(shape, dtype=self.dtype) for shape in self.shapes]
        model = keras.Model(inputs if len(inputs) > 1 else inputs[0], self.call(self.make(), inputs))
        random = np.random.default_rng(1)
        for weight in model.weights:
            if "seed" not in weight.path and "float" in weight.dtype:
                weight.assign(random.uniform(0.1, 0.9, weight.shape).astype("float32"))
        for layer in model._flatten_layers():
            if hasattr(layer, "finalize_state"):
                layer.finalize_state()
        return model

    def data(self, batch: int = 2, unknown: int = 5) -> list[np.ndarray]:
        """Return numbers to call the model on."""
        random = np.random.default_rng(2)
        full = [(batch, *(unknown if size is None else size for size in shape)) for shape in self.shapes]
        if self.dtype == "float32":
            return [random.uniform(0, 1, shape).astype("float32") for shape in full]
        if self.dtype == "string":
            return [random.choice(["a", "b", "c"], shape) for shape in full]
        return [random.integers(0, 4, shape).astype(self.dtype) for shape in full]


def on(shape, **arguments):
    return lambda make: Sample(make, (shape,), **arguments)


flat, series, picture, volume = on((6,)), on(SERIES), on(PICTURE), on(VOLUME)
integers, words = on((5,), dtype="int32"), on((5,), dtype="string")


def several(*shapes, **arguments):
    return lambda make: Sample(make, shapes, **arguments)


def _query_value(layer, inputs):
    return layer(inputs[0], inputs[1])


def _query_key_value(layer, inputs):
    return layer(query=inputs[0], value=inputs[1], key=inputs[2])


def _rnn_state(layer, inputs):
    return layer(inputs[0], initial_state=inputs[1:])


pair = several((4, 6), (4, 6))
attended = several((5, 6), (7, 6))

SAMPLES: dict[str, list[Sample]] = {
    "InputLayer": [flat(lambda: kl.Identity())],
    "Identity": [flat(lambda: kl.Identity())],
    "Dense": [
        flat(lambda: kl.Dense(3, "relu")),
        series(lambda: kl.Dense(3, use_bias=False, kernel_regularizer="l2", kernel_constraint="max_norm")),
        flat(lambda: kl.Dense(3, activation=kl.LeakyReLU(0.1))),
        flat(lambda: kl.Dense(3, dtype="float16")),
    ],
    "EinsumDense": [
        series(lambda: kl.EinsumDense("abc,cd->abd", (None, 5), bias_axes="d")),
        series(lambda: kl.EinsumDense("...x,xy->...y", 5, bias_axes="y")),
        series(lambda: kl.EinsumDense("abc,cde->abde", (None, 2, 3), bias_axes="de")),
    ],
    "Embedding": [integers(lambda: kl.Embedding(7, 3, mask_zero=True))],
    "ReversibleEmbedding": [
        integers(lambda: kl.ReversibleEmbedding(7, 3)),
        integers(lambda: kl.ReversibleEmbedding(7, 3, tie_weights=False)),
    ],
    "Masking": [series(lambda: kl.Masking(0.5))],
    "Activation": [flat(lambda: kl.Activation("softmax")), flat(lambda: kl.Activation("hard_sigmoid"))],
    "ReLU": [flat(lambda: kl.ReLU(0.5, 0.1, 0.2))],
    "LeakyReLU": [flat(lambda: kl.LeakyReLU(0.2))],
    "PReLU": [picture(lambda: kl.PReLU()), picture(lambda: kl.PReLU(shared_axes=[1, 2]))],
    "ELU": [flat(lambda: kl.ELU(0.7))],
    "Softmax": [series(lambda: kl.Softmax(1)), series(lambda: kl.Softmax([1, 2]))],
    "ActivityRegularization": [flat(lambda: kl.ActivityRegularization(0.1, 0.2))],
    "Dropout": [flat(lambda: kl.Dropout(0.5, noise_shape=(None, 1), seed=3))],
    "AlphaDropout": [flat(lambda: kl.AlphaDropout(0.5))],
    "GaussianDropout": [flat(lambda: kl.GaussianDropout(0.5))],
    "GaussianNoise": [flat(lambda: kl.GaussianNoise(0.5, seed=4))],
    "SpatialDropout1D": [series(lambda: kl.SpatialDropout1D(0.5))],
    "SpatialDropout2D": [picture(lambda: kl.SpatialDropout2D(0.5))],
    "SpatialDropout3D": [volume(lambda: kl.SpatialDropout3D(0.5))],
    "BatchNormalization": [
        picture(lambda: kl.BatchNormalization()),
        picture(lambda: kl.BatchNormalization(axis=1, scale=False)),
        picture(lambda: kl.BatchNormalization(center=False, scale=False)),
        picture(lambda: kl.BatchNormalization(renorm=True)),
    ],
    "LayerNormalization": [
        picture(lambda: kl.LayerNormalization()),
        picture(lambda: kl.LayerNormalization(axis=[1, 2], center=False)),
    ],
    "GroupNormalization": [picture(lambda: kl.GroupNormalization(3)), picture(lambda: kl.GroupNormalization(-1))],
    "RMSNormalization": [series(lambda: kl.RMSNormalization())],
    "UnitNormalization": [series(lambda: kl.UnitNormalization(1))],
    "SpectralNormalization": [
        flat(lambda: kl.SpectralNormalization(kl.Dense(4))),
        picture(lambda: kl.SpectralNormalization(kl.Conv2D(4, 3), power_iterations=2)),
    ],
    "Normalization": [
        flat(lambda: kl.Normalization()),
        flat(lambda: kl.Normalization(mean=2.0, variance=3.0)),
        series(lambda: kl.Normalization(axis=None)),
        picture(lambda: kl.Normalization(axis=(1, -1), invert=True)),
        flat(lambda: kl.Normalization(mean=[1.0, 2, 3, 4, 5, 6], variance=[1.0, 2, 3, 4, 5, 6])),
    ],
    "Conv1D": [
        series(lambda: kl.Conv1D(4, 3, padding="causal", dilation_rate=2)),
        series(lambda: kl.Conv1D(4, 3, strides=2, groups=2)),
    ],
    "Conv2D": [
        picture(lambda: kl.Conv2D(4, (3, 2), strides=(2, 1), activation="relu")),
        picture(lambda: kl.Conv2D(6, 3, padding="same", strides=2, groups=3, use_bias=False)),
        on((None, None, 3))(lambda: kl.Conv2D(4, 3, dilation_rate=2)),
    ],
    "Conv3D": [volume(lambda: kl.Conv3D(4, 3))],
    "Conv1DTranspose": [series(lambda: kl.Conv1DTranspose(4, 3, strides=2))],
    "Conv2DTranspose": [
        picture(lambda: kl.Conv2DTranspose(4, 3, strides=2, padding="same")),
        picture(lambda: kl.Conv2DTranspose(4, 3, strides=2, output_padding=1)),
    ],
    "Conv3DTranspose": [volume(lambda: kl.Conv3DTranspose(3, 2, strides=2))],
    "DepthwiseConv1D": [series(lambda: kl.DepthwiseConv1D(3, depth_multiplier=2))],
    "DepthwiseConv2D": [picture(lambda: kl.DepthwiseConv2D(3, depth_multiplier=2, padding="same"))],
    "SeparableConv1D": [series(lambda: kl.SeparableConv1D(5, 3, depth_multiplier=2))],
    "SeparableConv2D": [picture(lambda: kl.SeparableConv2D(5, 3, strides=2, use_bias=False))],
    "MaxPooling1D": [series(lambda: kl.MaxPooling1D(2))],
    "MaxPooling2D": [picture(lambda: kl.MaxPooling2D((3, 2), strides=1, padding="same"))],
    "MaxPooling3D": [volume(lambda: kl.MaxPooling3D(2))],
    "AveragePooling1D": [series(lambda: kl.AveragePooling1D(2, padding="same"))],
    "AveragePooling2D": [picture(lambda: kl.AveragePooling2D(2))],
    "AveragePooling3D": [volume(lambda: kl.AveragePooling3D(2))],
    "GlobalMaxPooling1D": [series(lambda: kl.GlobalMaxPooling1D())],
    "GlobalMaxPooling2D": [picture(lambda: kl.GlobalMaxPooling2D(keepdims=True))],
    "GlobalMaxPooling3D": [volume(lambda: kl.GlobalMaxPooling3D())],
    "GlobalAveragePooling1D": [series(lambda: kl.GlobalAveragePooling1D())],
    "GlobalAveragePooling2D": [picture(lambda: kl.GlobalAveragePooling2D())],
    "GlobalAveragePooling3D": [volume(lambda: kl.GlobalAveragePooling3D())],
    "AdaptiveAveragePooling1D": [series(lambda: kl.AdaptiveAveragePooling1D(3))],
    "AdaptiveAveragePooling2D": [picture(lambda: kl.AdaptiveAveragePooling2D((3, 2)))],
    "AdaptiveAveragePooling3D": [volume(lambda: kl.AdaptiveAveragePooling3D(2))],
    "AdaptiveMaxPooling1D": [series(lambda: kl.AdaptiveMaxPooling1D(3))],
    "AdaptiveMaxPooling2D": [picture(lambda: kl.AdaptiveMaxPooling2D(3))],
    "AdaptiveMaxPooling3D": [volume(lambda: kl.AdaptiveMaxPooling3D(2))],
    "Flatten": [picture(lambda: kl.Flatten())],
    "Reshape": [picture(lambda: kl.Reshape((-1, 6))), on((None, 4))(lambda: kl.Reshape((2, -1)))],
    "Permute": [picture(lambda: kl.Permute((3, 1, 2)))],
    "RepeatVector": [flat(lambda: kl.RepeatVector(4))],
    "Cropping1D": [series(lambda: kl.Cropping1D((1, 2)))],
    "Cropping2D": [picture(lambda: kl.Cropping2D(((1, 2), (3, 1))))],
    "Cropping3D": [volume(lambda: kl.Cropping3D(1))],
    "ZeroPadding1D": [series(lambda: kl.ZeroPadding1D(2))],
    "ZeroPadding2D": [picture(lambda: kl.ZeroPadding2D(((1, 0), (2, 3))))],
    "ZeroPadding3D": [volume(lambda: kl.ZeroPadding3D(1))],
    "UpSampling1D": [series(lambda: kl.UpSampling1D(3))],
    "UpSampling2D": [picture(lambda: kl.UpSampling2D((2, 3), interpolation="bilinear"))],
    "UpSampling3D": [volume(lambda: kl.UpSampling3D(2))],
    "Add": [pair(lambda: kl.Add()), several((4, 6), (1, 6))(lambda: kl.Add())],
    "Subtract": [pair(lambda: kl.Subtract())],
    "Multiply": [pair(lambda: kl.Multiply())],
    "Average": [pair(lambda: kl.Average())],
    "Maximum": [pair(lambda: kl.Maximum())],
    "Minimum": [pair(lambda: kl.Minimum())],
    "Concatenate": [pair(lambda: kl.Concatenate()), pair(lambda: kl.Concatenate(axis=1))],
    "Dot": [pair(lambda: kl.Dot(axes=(2, 2))), several((6,), (6,))(lambda: kl.Dot(axes=1, normalize=True))],
    "LSTM": [
        series(lambda: kl.LSTM(3)),
        series(lambda: kl.LSTM(3, return_sequences=True, return_state=True, dropout=0.2)),
        several(SERIES, (3,), (3,), call=_rnn_state)(lambda: kl.LSTM(3)),
    ],
    "GRU": [
        series(lambda: kl.GRU(3, return_sequences=True)),
        series(lambda: kl.GRU(3, reset_after=False)),
        series(lambda: kl.GRU(3, use_bias=False, go_backwards=True)),
    ],
    "SimpleRNN": [series(lambda: kl.SimpleRNN(3, unroll=True))],
    "RNN": [
        series(lambda: kl.RNN(kl.LSTMCell(3), return_sequences=True)),
        series(lambda: kl.RNN([kl.LSTMCell(3), kl.GRUCell(2)])),
    ],
    "LSTMCell": [series(lambda: kl.RNN(kl.LSTMCell(2, use_bias=False)))],
    "GRUCell": [series(lambda: kl.RNN(kl.GRUCell(2)))],
    "SimpleRNNCell": [series(lambda: kl.RNN(kl.SimpleRNNCell(2)))],
    "StackedRNNCells": [series(lambda: kl.RNN(kl.StackedRNNCells([kl.LSTMCell(2), kl.SimpleRNNCell(4)])))],
    "Bidirectional": [
        series(lambda: kl.Bidirectional(kl.LSTM(3, return_sequences=True))),
        series(lambda: kl.Bidirectional(kl.GRU(3), merge_mode="sum")),
        series(lambda: kl.Bidirectional(kl.LSTM(3), merge_mode=None)),
        series(lambda: kl.Bidirectional(kl.LSTM(3), backward_layer=kl.LSTM(4, go_backwards=True))),
    ],
    "TimeDistributed": [
        series(lambda: kl.TimeDistributed(kl.Dense(2))),
        on((4, 8, 8, 1))(lambda: kl.TimeDistributed(kl.Conv2D(2, 3))),
    ],
    "ConvLSTM1D": [on((4, 8, 2))(lambda: kl.ConvLSTM1D(3, 3))],
    "ConvLSTM2D": [on((4, 8, 8, 2))(lambda: kl.ConvLSTM2D(3, 3, padding="same", return_sequences=True))],
    "ConvLSTM3D": [on((3, 5, 5, 5, 2))(lambda: kl.ConvLSTM3D(2, 2))],
    "Attention": [
        Sample(lambda: kl.Attention(), ((5, 6), (7, 6))),
        Sample(lambda: kl.Attention(use_scale=True, score_mode="concat"), ((5, 6), (7, 6))),
    ],
    "AdditiveAttention": [Sample(lambda: kl.AdditiveAttention(), ((5, 6), (7, 6)))],
    "MultiHeadAttention": [
        several((5, 6), (7, 6), call=_query_value)(lambda: kl.MultiHeadAttention(2, 3)),
        several((5, 6), (7, 4), (7, 8), call=_query_key_value)(
            lambda: kl.MultiHeadAttention(2, 3, value_dim=4, output_shape=5, use_bias=False)
        ),
        several((5, 4, 6), (5, 4, 6), call=_query_value)(lambda: kl.MultiHeadAttention(2, 3, attention_axes=(2,))),
    ],
    "GroupQueryAttention": [
        several((5, 6), (7, 6), call=_query_value)(lambda: kl.GroupQueryAttention(3, 4, 2)),
    ],
    "CategoryEncoding": [
        integers(lambda: kl.CategoryEncoding(4)),
        integers(lambda: kl.CategoryEncoding(4, output_mode="one_hot")),
    ],
    "Discretization": [flat(lambda: kl.Discretization([0.2, 0.5]))],
    "Hashing": [words(lambda: kl.Hashing(4))],
    "HashedCrossing": [several((1,), (1,), dtype="int32")(lambda: kl.HashedCrossing(5))],
    "StringLookup": [
        words(lambda: kl.StringLookup(vocabulary=["a", "b"])),
        words(lambda: kl.StringLookup(vocabulary=["a", "b"], output_mode="multi_hot")),
    ],
    "IntegerLookup": [integers(lambda: kl.IntegerLookup(vocabulary=[1, 2, 3]))],
    "TextVectorization": [
        on((1,), dtype="string")(lambda: kl.TextVectorization(vocabulary=["a", "b"], output_sequence_length=3)),
    ],
    "Rescaling": [picture(lambda: kl.Rescaling(1 / 255, -0.5))],
    "Resizing": [picture(lambda: kl.Resizing(5, 7)), picture(lambda: kl.Resizing(5, 7, crop_to_aspect_ratio=True))],
    "CenterCrop": [picture(lambda: kl.CenterCrop(5, 7))],
    "RandomCrop": [picture(lambda: kl.RandomCrop(5, 7))],
    "RandomFlip": [picture(lambda: kl.RandomFlip(seed=1))],
    "RandomTranslation": [picture(lambda: kl.RandomTranslation(0.1, 0.1))],
    "RandomRotation": [picture(lambda: kl.RandomRotation(0.1))],
    "RandomZoom": [picture(lambda: kl.RandomZoom((-0.1, 0.2)))],
    "RandomShear": [picture(lambda: kl.RandomShear((0.0, 0.1), (0.0, 0.1)))],
    "RandomPerspective": [picture(lambda: kl.RandomPerspective())],
    "RandomContrast": [picture(lambda: kl.RandomContrast(0.1))],
    "RandomBrightness": [picture(lambda: kl.RandomBrightness(0.1))],
    "RandomSaturation": [picture(lambda: kl.RandomSaturation(0.1))],
    "RandomHue": [picture(lambda: kl.RandomHue(0.1))],
    "RandomSharpness": [picture(lambda: kl.RandomSharpness(0.1))],
    "RandomColorDegeneration": [picture(lambda: kl.RandomColorDegeneration(0.1))],
    "RandomColorJitter": [picture(lambda: kl.RandomColorJitter())],
    "RandomGrayscale": [picture(lambda: kl.RandomGrayscale())],
    "RandomInvert": [picture(lambda: kl.RandomInvert())],
    "RandomErasing": [picture(lambda: kl.RandomErasing())],
    "RandomElasticTransform": [picture(lambda: kl.RandomElasticTransform())],
    "RandomGaussianBlur": [picture(lambda: kl.RandomGaussianBlur())],
    "RandomPosterization": [picture(lambda: kl.RandomPosterization(4))],
    "Solarization": [picture(lambda: kl.Solarization())],
    "AutoContrast": [picture(lambda: kl.AutoContrast())],
    "ContrastLimitedAdaptiveHistogramEqualization": [
        on((16, 16, 3))(lambda: kl.ContrastLimitedAdaptiveHistogramEqualization(tile_grid_size=(2, 2)))
    ],
    "CutMix": [picture(lambda: kl.CutMix())],
    "MixUp": [picture(lambda: kl.MixUp())],
    "AugMix": [picture(lambda: kl.AugMix())],
    "RandAugment": [picture(lambda: kl.RandAugment())],
    "Pipeline": [picture(lambda: kl.Pipeline([kl.Rescaling(0.5), kl.CenterCrop(4, 4)]))],
    "MelSpectrogram": [on((64,))(lambda: kl.MelSpectrogram(16, 8, num_mel_bins=4))],
    "STFTSpectrogram": [on((64, 1))(lambda: kl.STFTSpectrogram("log", 16, 8))],
}
"""The samples of each class of `keras.layers`, by its name."""
