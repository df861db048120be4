"""Layers of Keras 2 and of the Keras inside TensorFlow 1 and 2 in the words of Keras 3."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nnviz.core.model_config.legacy import objects
from nnviz.core.model_config.legacy.keras3 import resized_instead
from nnviz.core.model_config.legacy.origin import Origin
from nnviz.core.model_config.legacy.refusals import no_meaning_today

Config = dict[str, Any]

_CLASSES = {
    "BatchNormalizationV1": "BatchNormalization", "BatchNormalizationV2": "BatchNormalization",
    "SyncBatchNormalization": "BatchNormalization", "CuDNNLSTM": "LSTM", "CuDNNGRU": "GRU", "UnifiedLSTM": "LSTM",
    "UnifiedGRU": "GRU", "LSTMV1": "LSTM", "LSTMV2": "LSTM", "GRUV1": "GRU", "GRUV2": "GRU",
    "ThresholdedReLU": "ReLU",
    # At rest they pass their input on; only while training did they stretch it.
    "RandomHeight": "Identity", "RandomWidth": "Identity",
}  # fmt: skip

ANY = object()
_DROPPED_EVERYWHERE = frozenset({"batch_input_shape", "input_dtype", "dynamic", "rng_type"})
_KERNELS_OF_NO_USE = {"kernel_initializer": ANY, "kernel_regularizer": ANY, "kernel_constraint": ANY}
_RECURRENT = {"time_major": (False, None), "num_constants": (None, 0, []), "implementation": ANY,
              "input_length": ANY, "input_dim": ANY}  # fmt: skip
_DROPPED: dict[str, dict[str, Any]] = {
    "BatchNormalization": {
        "renorm": (False,), "renorm_clipping": ANY, "renorm_momentum": ANY, "fused": ANY, "virtual_batch_size": ANY,
        "adjustment": (None,), "synchronized": ANY, "_use_v2_behavior": ANY,
    },
    "Conv1DTranspose": {"groups": (1,)}, "Conv2DTranspose": {"groups": (1,)}, "Conv3DTranspose": {"groups": (1,)},
    "DepthwiseConv1D": {"groups": (1,), "filters": (None,), **_KERNELS_OF_NO_USE},
    "DepthwiseConv2D": {"groups": (1,), "filters": (None,), **_KERNELS_OF_NO_USE},
    "SeparableConv1D": {"groups": (1,), **_KERNELS_OF_NO_USE},
    "SeparableConv2D": {"groups": (1,), **_KERNELS_OF_NO_USE},
    "Embedding": {"input_length": ANY, "activity_regularizer": ANY},
    "EinsumDense": {"activity_regularizer": ANY},
    "SpatialDropout1D": {"noise_shape": ANY, "trainable": ANY},
    "SpatialDropout2D": {"noise_shape": ANY, "trainable": ANY},
    "SpatialDropout3D": {"noise_shape": ANY, "trainable": ANY}, "Discretization": {"trainable": ANY},
    "Attention": {"causal": (False,)}, "AdditiveAttention": {"causal": (False,)},
    "MultiHeadAttention": {
        "query_shape": ANY, "key_shape": ANY, "value_shape": ANY, "softmax_robust_masking": ANY,
    },
    "SimpleRNN": _RECURRENT, "LSTM": _RECURRENT, "GRU": _RECURRENT, "RNN": _RECURRENT,
    "Bidirectional": {"num_constants": (None, 0, [])}, "SimpleRNNCell": {"implementation": ANY},
    "LSTMCell": {"implementation": ANY}, "GRUCell": {"implementation": ANY},
    "ConvLSTM1D": {"time_major": (False, None), "unroll": (False,), "implementation": ANY, "groups": (1,)},
    "ConvLSTM2D": {"time_major": (False, None), "unroll": (False,), "implementation": ANY, "groups": (1,)},
    "ConvLSTM3D": {"time_major": (False, None), "unroll": (False,), "implementation": ANY, "groups": (1,)},
    "StackedRNNCells": {"reverse_state_order": (False,)},
    "InputLayer": {"ragged": (False, None), "type_spec": (None,), "input_tensor": (None,), "trainable": ANY},
    "Identity": {"factor": ANY, "interpolation": ANY, "seed": ANY},
    "LocallyConnected1D": {"implementation": (1,)}, "LocallyConnected2D": {"implementation": (1,)},
    "BilinearUpSampling2D": {"interpolation": ANY}, "Dense": {"input_dim": ANY},
}  # fmt: skip
_CHANNELS_LAST_WHERE_UNSAID = frozenset({
    "Conv1D", "MaxPooling1D", "AveragePooling1D", "GlobalMaxPooling1D", "GlobalAveragePooling1D", "Flatten",
    "SeparableConv1D", "LocallyConnected1D",
})  # fmt: skip


def in_words_of_keras_3(class_name: str, config: Config, origin: Origin) -> tuple[str, Config]:
    """Return the class and settings of a layer of Keras 2 as Keras 3 names them.

    Settings that are not known here stay as they are, for the vetting to judge.

    Raises
    ------
    ModelRefused
        When the layer computed something that has no counterpart today.

    Examples
    --------
    >>> in_words_of_keras_3("LeakyReLU", {"name": "a", "alpha": 0.25}, Origin(2))
    ('LeakyReLU', {'name': 'a', 'negative_slope': 0.25})
    """
    today = _CLASSES.get(class_name, class_name)
    if class_name == "UpSampling2D" and config.get("interpolation") == "bilinear" and origin.corner_pixels:
        today = "BilinearUpSampling2D"  # it took other pixels than TensorFlow 2 does
    if class_name == "RandomCrop":
        today, config = "Resizing", resized_instead(config)
    config = _without_dropped(today, config)
    special = _SPECIAL.get(class_name, _SPECIAL.get(today))
    if special is not None:
        config = special(dict(config), origin)
    if today in _CHANNELS_LAST_WHERE_UNSAID:
        config = {**config, "data_format": config.get("data_format") or "channels_last"}
    config = {key: _value(key, value, origin) for key, value in config.items()}
    if config.get("dtype", "") is None:
        del config["dtype"]
    return today, config


def _without_dropped(class_name: str, config: Config) -> Config:
    kept, droppable = {}, _DROPPED.get(class_name, {})
    for key, value in config.items():
        allowed = droppable.get(key)
        if key in _DROPPED_EVERYWHERE or allowed is ANY:
            continue
        if allowed is None:
            kept[key] = value
        elif value not in allowed:
            raise no_meaning_today(config.get("name"), class_name, key, value)
    return kept


def _value(key: str, value: Any, origin: Origin) -> Any:
    if key.endswith("_initializer"):
        return objects.initializer(value)
    if key.endswith("_regularizer"):
        return objects.regularizer(value)
    if key.endswith("_constraint"):
        return objects.constraint(value)
    if key in ("activation", "recurrent_activation"):
        return objects.activation(value, origin)
    return objects.number_type(value) if key == "dtype" else value


def _normalization(config: Config, origin: Origin) -> Config:
    """TensorFlow wrote the one axis as a list."""
    del origin
    axis = config.get("axis")
    if isinstance(axis, list):
        if len(axis) != 1:
            raise no_meaning_today(config.get("name"), "BatchNormalization", "axis", axis)
        config["axis"] = axis[0]
    return config


def _leaky_relu(config: Config, origin: Origin) -> Config:
    del origin
    if "alpha" in config:
        config["negative_slope"] = config.pop("alpha")
    return config


def _thresholded_relu(config: Config, origin: Origin) -> Config:
    del origin
    config["threshold"] = config.pop("theta", 1.0)
    return config


def _gru(config: Config, origin: Origin) -> Config:
    """Until Keras 2.1 there was one way only: the reset gate before the product."""
    del origin
    config.setdefault("reset_after", False)
    return config


def _cudnn(config: Config, origin: Origin) -> Config:
    """Name the fixed activations of the layers for NVIDIA cards alone."""
    del origin
    return {**config, "activation": "tanh", "recurrent_activation": "sigmoid"}


def _cudnn_gru(config: Config, origin: Origin) -> Config:
    return {**_cudnn(config, origin), "reset_after": True}


def _recurrent_defaults(config: Config, origin: Origin) -> Config:
    """Fill in what the Keras of its time took where the file leaves it out."""
    if origin.generation < 3:
        config.setdefault("recurrent_activation", "hard_sigmoid")
    return config


def _embedding(config: Config, origin: Origin) -> Config:
    """Keras 2 wrote the type of the indices where today that of the vectors stands."""
    del origin
    if str(objects.number_type(config.get("dtype"))).startswith(("int", "uint")):
        del config["dtype"]
    return config


def _input_layer(config: Config, origin: Origin) -> Config:
    del origin
    config["dtype"] = objects.number_type(config.get("dtype")) or "float32"
    return config


def _gru_with_defaults(config: Config, origin: Origin) -> Config:
    return _gru(_recurrent_defaults(config, origin), origin)


_SPECIAL: dict[str, Callable[[Config, Origin], Config]] = {
    "BatchNormalization": _normalization,
    "LeakyReLU": _leaky_relu,
    "ThresholdedReLU": _thresholded_relu,
    "GRU": _gru_with_defaults,
    "GRUCell": _gru_with_defaults,
    "LSTM": _recurrent_defaults,
    "LSTMCell": _recurrent_defaults,
    "ConvLSTM2D": _recurrent_defaults,
    "CuDNNLSTM": _cudnn,
    "CuDNNGRU": _cudnn_gru,
    "Embedding": _embedding,
    "InputLayer": _input_layer,
}
