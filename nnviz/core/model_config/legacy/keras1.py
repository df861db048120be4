"""Layers of Keras 1 in the words of Keras 2."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nnviz.core.model_config.legacy.origin import DATA_FORMATS, Origin
from nnviz.core.model_config.legacy.refusals import no_meaning_today, unknown_axes, unknown_old_class
from nnviz.core.model_config.refusal import needs_own_code

Config = dict[str, Any]

_CLASSES = {
    "Convolution1D": "Conv1D", "Convolution2D": "Conv2D", "Convolution3D": "Conv3D", "AtrousConvolution1D": "Conv1D",
    "AtrousConvolution2D": "Conv2D", "AtrousConv1D": "Conv1D", "AtrousConv2D": "Conv2D",
    "Deconvolution2D": "Conv2DTranspose", "Deconv2D": "Conv2DTranspose", "SeparableConvolution2D": "SeparableConv2D",
    "TimeDistributedDense": "Dense",
}  # fmt: skip
_KEYS = {
    "W_regularizer": "kernel_regularizer", "U_regularizer": "recurrent_regularizer",
    "b_regularizer": "bias_regularizer", "W_constraint": "kernel_constraint", "b_constraint": "bias_constraint",
    "atrous_rate": "dilation_rate", "bias": "use_bias", "border_mode": "padding", "dim_ordering": "data_format",
    "dropout_U": "recurrent_dropout", "dropout_W": "dropout", "filter_length": "kernel_size",
    "init": "kernel_initializer", "inner_activation": "recurrent_activation",
    "inner_init": "recurrent_initializer", "length": "size",
    "nb_filter": "filters", "output_dim": "units", "p": "rate", "pool_length": "pool_size", "sigma": "stddev",
    "stride": "strides", "subsample": "strides", "subsample_length": "strides",
}  # fmt: skip
_KEYS_OF_CLASS: dict[str, dict[str, str]] = {
    "Embedding": {
        "output_dim": "output_dim", "init": "embeddings_initializer", "W_regularizer": "embeddings_regularizer",
        "W_constraint": "embeddings_constraint",
    },
    "PReLU": {"init": "alpha_initializer"},
    "BatchNormalization": {"beta_init": "beta_initializer", "gamma_init": "gamma_initializer"},
    "SReLU": {}, "ParametricSoftplus": {},
}  # fmt: skip
_DROPPED = frozenset({"consume_less", "forget_bias_init", "input_dim", "input_length", "mode", "transform_bias"})
_WITHOUT_DATA_FORMAT = frozenset({
    "UpSampling2D", "UpSampling3D", "ZeroPadding2D", "ZeroPadding3D", "Cropping2D", "Cropping3D",
})  # fmt: skip
_KERNEL_SIZES = (("nb_row", "nb_col"), ("kernel_dim1", "kernel_dim2", "kernel_dim3"))
_UNKNOWN = frozenset({"Graph", "LambdaMerge", "Siamese", "AutoEncoder", "DenoisingAutoEncoder"})


def in_words_of_keras_2(class_name: str, config: Config, origin: Origin) -> tuple[str, Config]:
    """Return the class and settings of a layer of Keras 1 as Keras 2 names them.

    Raises
    ------
    ModelRefused
        When the layer computed something that has no counterpart today.

    Examples
    --------
    >>> old = {"name": "c", "nb_filter": 8, "nb_row": 3, "nb_col": 5, "border_mode": "same", "dim_ordering": "tf"}
    >>> in_words_of_keras_2("Convolution2D", old, Origin(1))[1]
    {'name': 'c', 'filters': 8, 'padding': 'same', 'data_format': 'channels_last', 'kernel_size': [3, 5]}
    """
    name = config.get("name")
    if class_name in _UNKNOWN:
        raise unknown_old_class(name, class_name)
    if class_name == "Merge":
        return _merge(config)
    today = _CLASSES.get(class_name, class_name)
    special = _SPECIAL.get(class_name)
    if special is not None:
        config = special(config, class_name)
    words = _KEYS | _KEYS_OF_CLASS.get(class_name, {})
    keep = {"input_dim", "input_length"} if class_name == "Embedding" else set()
    renamed = {words.get(key, key): value for key, value in config.items() if key not in _DROPPED or key in keep}
    renamed = _with_kernel_size(renamed)
    if "data_format" in renamed:
        renamed["data_format"] = DATA_FORMATS.get(str(renamed["data_format"]), renamed["data_format"])
    elif today in _WITHOUT_DATA_FORMAT:
        if origin.data_format is None:
            raise unknown_axes(name, class_name)
        renamed["data_format"] = origin.data_format
    return today, renamed


def _with_kernel_size(config: Config) -> Config:
    for keys in _KERNEL_SIZES:
        if all(key in config for key in keys):
            config["kernel_size"] = [config.pop(key) for key in keys]
    return config


def _embedding(config: Config, class_name: str) -> Config:
    del class_name
    return {key: value for key, value in config.items() if key not in ("dropout", "activity_regularizer")}


def _batch_normalization(config: Config, class_name: str) -> Config:
    """Modes 1 and 2 normalised by the figures of the very sample or batch: no layer of today does."""
    if config.get("mode", 0) != 0:
        raise no_meaning_today(config.get("name"), class_name, "mode", config["mode"])
    return config


def _transposed(config: Config, class_name: str) -> Config:
    """Drop the shape of the output, free within one stride then, where it is the one that follows today."""
    shape, stride = config.get("output_shape"), config.get("subsample", [1, 1])
    rest = {key: value for key, value in config.items() if key != "output_shape"}
    if shape is None:
        return rest
    sizes = shape[-2:] if config.get("dim_ordering") == "th" else shape[-3:-1]
    kernel = (config["nb_row"], config["nb_col"])
    for size, step, width in zip(sizes, stride, kernel, strict=True):
        over = 0 if config.get("border_mode") == "same" else max(width, step)
        if size is not None and (size - over) % step != 0:
            raise no_meaning_today(config.get("name"), class_name, "output_shape", shape)
    return rest


def _zero_padding(config: Config, class_name: str) -> Config:
    padding = config.get("padding")
    if isinstance(padding, dict):
        sides = {"ZeroPadding1D": (("left_pad", "right_pad"),)}.get(
            class_name, (("top_pad", "bottom_pad"), ("left_pad", "right_pad"))
        )
        pairs = [[padding.get(side, 0) for side in pair] for pair in sides]
        return {**config, "padding": pairs[0] if class_name == "ZeroPadding1D" else pairs}
    if isinstance(padding, list) and len(padding) == 4:
        return {**config, "padding": [padding[:2], padding[2:]]}
    return config


def _separable(config: Config, class_name: str) -> Config:
    del class_name
    init = config.get("init", "glorot_uniform")
    rest = {key: value for key, value in config.items() if key != "init"}
    return {**rest, "depthwise_initializer": init, "pointwise_initializer": init}


_SPECIAL: dict[str, Callable[[Config, str], Config]] = {
    "Embedding": _embedding,
    "BatchNormalization": _batch_normalization,
    "Deconvolution2D": _transposed,
    "Deconv2D": _transposed,
    "ZeroPadding1D": _zero_padding,
    "ZeroPadding2D": _zero_padding,
    "ZeroPadding3D": _zero_padding,
    "SeparableConvolution2D": _separable,
    "SeparableConv2D": _separable,
}

_MERGES = {"sum": "Add", "mul": "Multiply", "ave": "Average", "max": "Maximum", "concat": "Concatenate", "dot": "Dot"}


def _merge(config: Config) -> tuple[str, Config]:
    mode, name = config.get("mode", "sum"), config.get("name")
    if config.get("mode_type", "raw") != "raw" or not isinstance(mode, str):
        raise needs_own_code(name, "Merge")
    if mode not in _MERGES:
        raise no_meaning_today(name, "Merge", "mode", mode)
    merged: Config = {"name": name}
    if mode == "concat":
        merged["axis"] = config.get("concat_axis", -1)
    elif mode == "dot":
        merged["axes"] = config.get("dot_axes", -1)
    return _MERGES[mode], merged
