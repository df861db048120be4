"""Layers in words: what each type does, and shapes as people read them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_summary import LayerInfo, Shape

_SENTENCES = {
    "InputLayer": QT_TRANSLATE_NOOP("LayerTypes", "What the model is given: nothing is computed here."),
    "Conv": QT_TRANSLATE_NOOP(
        "LayerTypes",
        "Slides small filters over its input; each filter answers strongly where its own pattern appears.",
    ),
    "ConvTranspose": QT_TRANSLATE_NOOP(
        "LayerTypes", "Paints each input value as a small pattern on a larger output: a convolution run backwards."
    ),
    "DepthwiseConv": QT_TRANSLATE_NOOP(
        "LayerTypes", "Slides a filter of its own over each input channel, without mixing the channels."
    ),
    "SeparableConv": QT_TRANSLATE_NOOP(
        "LayerTypes", "Filters each channel by itself, then mixes the channels: a convolution with fewer weights."
    ),
    "MaxPooling": QT_TRANSLATE_NOOP(
        "LayerTypes", "Keeps the largest value of each small window, so the maps shrink and small shifts matter less."
    ),
    "AveragePooling": QT_TRANSLATE_NOOP(
        "LayerTypes", "Replaces each small window by its mean, so the maps become smaller and smoother."
    ),
    "GlobalPooling": QT_TRANSLATE_NOOP(
        "LayerTypes", "Sums up each whole map in one number: its mean or its largest value."
    ),
    "Flatten": QT_TRANSLATE_NOOP("LayerTypes", "Lines all values up in one row; none of them changes."),
    "Reshape": QT_TRANSLATE_NOOP("LayerTypes", "Arranges the same values in another shape; none of them changes."),
    "Dense": QT_TRANSLATE_NOOP(
        "LayerTypes", "Each neuron weighs every input value, adds them up with its bias and applies the activation."
    ),
    "Dropout": QT_TRANSLATE_NOOP(
        "LayerTypes", "Silences some values at random while training, so none is relied on; here it changes nothing."
    ),
    "BatchNormalization": QT_TRANSLATE_NOOP(
        "LayerTypes", "Brings each channel to a common mean and spread, then scales and shifts it as learnt."
    ),
    "LayerNormalization": QT_TRANSLATE_NOOP(
        "LayerTypes", "Brings the values of each example to a common mean and spread, then scales and shifts them."
    ),
    "ReLU": QT_TRANSLATE_NOOP("LayerTypes", "Lets positive values pass and turns negative ones into zero."),
    "Softmax": QT_TRANSLATE_NOOP("LayerTypes", "Turns scores into probabilities that add up to one."),
    "Activation": QT_TRANSLATE_NOOP("LayerTypes", "Applies one function to every value by itself."),
    "Merge": QT_TRANSLATE_NOOP("LayerTypes", "Combines several inputs value by value."),
    "Concatenate": QT_TRANSLATE_NOOP("LayerTypes", "Puts its inputs side by side without changing them."),
    "ZeroPadding": QT_TRANSLATE_NOOP("LayerTypes", "Adds a border of zeros around the maps."),
    "UpSampling": QT_TRANSLATE_NOOP("LayerTypes", "Makes the maps larger by repeating or blending their values."),
    "Rescaling": QT_TRANSLATE_NOOP("LayerTypes", "Multiplies every value by one number and adds another."),
    "Embedding": QT_TRANSLATE_NOOP("LayerTypes", "Looks up a learnt row of numbers for each whole number it is given."),
    "Recurrent": QT_TRANSLATE_NOOP(
        "LayerTypes", "Reads a sequence step by step and carries a memory of what it has read."
    ),
    "Attention": QT_TRANSLATE_NOOP(
        "LayerTypes", "Lets each place of a sequence gather what it needs from all the others."
    ),
    "Model": QT_TRANSLATE_NOOP("LayerTypes", "A model inside the model; its own layers follow below."),
}
_BEGINNINGS = (
    ("Conv", "Conv"),
    ("Depthwise", "DepthwiseConv"),
    ("Separable", "SeparableConv"),
    ("MaxPooling", "MaxPooling"),
    ("AveragePooling", "AveragePooling"),
    ("Global", "GlobalPooling"),
    ("ZeroPadding", "ZeroPadding"),
    ("UpSampling", "UpSampling"),
)
_SAME = {
    "LSTM": "Recurrent",
    "GRU": "Recurrent",
    "SimpleRNN": "Recurrent",
    "RNN": "Recurrent",
    "Bidirectional": "Recurrent",
    "LeakyReLU": "Activation",
    "ELU": "Activation",
    "PReLU": "Activation",
    "Relu": "ReLU",
    "Add": "Merge",
    "Subtract": "Merge",
    "Multiply": "Merge",
    "Average": "Merge",
    "Maximum": "Merge",
    "Minimum": "Merge",
    "MultiHeadAttention": "Attention",
    "GroupQueryAttention": "Attention",
    "AdditiveAttention": "Attention",
    "Sequential": "Model",
    "Functional": "Model",
    "SpatialDropout2D": "Dropout",
    "GaussianDropout": "Dropout",
    "Permute": "Reshape",
    "GroupNormalization": "LayerNormalization",
}


def sentence_of(layer: LayerInfo) -> str:
    """Return what a layer does in one sentence, empty where its type is not known."""
    key = _kind_of(layer.type)
    return QCoreApplication.translate("LayerTypes", _SENTENCES[key]) if key else ""


def shape_text(shape: Shape) -> str:
    """Return a shape without its batch axis: 24 × 24 × 8."""
    return " × ".join("?" if side is None else str(side) for side in shape[1:]) or "1"


def _kind_of(layer_type: str) -> str | None:
    if layer_type in _SENTENCES or layer_type in _SAME:
        return _SAME.get(layer_type, layer_type)
    if layer_type.startswith("Conv") and layer_type.endswith("Transpose"):
        return "ConvTranspose"
    return next((kind for beginning, kind in _BEGINNINGS if layer_type.startswith(beginning)), None)
