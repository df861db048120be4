"""Padding as Theano did it: as much in front of a picture as behind, whatever the stride."""

from __future__ import annotations

from typing import Any

from nnviz.core.model_config.legacy.objects import described
from nnviz.core.model_config.legacy.origin import Origin
from nnviz.core.model_config.legacy.refusals import no_meaning_today

Item = dict[str, Any]

_CONVOLUTIONS = {"Conv1D": "ZeroPadding1D", "Conv2D": "ZeroPadding2D", "Conv3D": "ZeroPadding3D"}
_OTHERS = frozenset({
    "MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D",
    "Conv2DTranspose", "Conv3DTranspose",
})  # fmt: skip
_WRAPPERS = frozenset({"TimeDistributed", "Bidirectional"})


def padded_as_theano_did(layer: Item, origin: Origin) -> list[Item]:
    """Return the layer, with a layer of padding before it where today's padding "same" would shift the result.

    Theano put `width // 2` zeros in front and as many behind, and cut what was too much off the end. TensorFlow puts
    half of what the stride leaves over in front. Both agree for odd kernels with stride 1.

    Raises
    ------
    ModelRefused
        When pooling or a transposed convolution was padded in a way that Keras 3 does not have.
    """
    if not origin.theano:
        return [layer]
    class_name, config = layer["class_name"], layer["config"]
    inner = config.get("layer") if class_name in _WRAPPERS else None
    if isinstance(inner, dict):
        if len(padded_as_theano_did(inner, origin)) > 1:
            raise no_meaning_today(config.get("name"), inner["class_name"], "padding", "same (Theano)")
        return [layer]
    if config.get("padding") != "same":
        return [layer]
    if class_name in _CONVOLUTIONS:
        return _convolution(class_name, config, layer)
    if class_name in _OTHERS and not _agrees(class_name, config):
        raise no_meaning_today(config.get("name"), class_name, "padding", "same (Theano)")
    return [layer]


def _convolution(class_name: str, config: Item, layer: Item) -> list[Item]:
    rank = int(class_name[4])
    kernel, strides = _sizes(config["kernel_size"], rank), _sizes(config.get("strides", 1), rank)
    dilation = _sizes(config.get("dilation_rate", 1), rank)
    widths = [(size - 1) * step + 1 for size, step in zip(kernel, dilation, strict=True)]
    if all(width % 2 for width in widths) and all(step == 1 for step in strides):
        return [layer]
    padding: Any = [[width // 2, (width - 1) // 2] for width in widths]
    pad = {"name": f"{config['name']}_padding", "padding": padding[0] if rank == 1 else padding}
    pad["data_format"] = config.get("data_format") or "channels_last"
    return [
        described("keras.layers", _CONVOLUTIONS[class_name], pad),
        {**layer, "config": {**config, "padding": "valid"}},
    ]


def _agrees(class_name: str, config: Item) -> bool:
    transposed = "Transpose" in class_name
    rank = int(class_name[4] if transposed else class_name[-2])
    sizes = _sizes(config["kernel_size" if transposed else "pool_size"], rank)
    strides = _sizes(config.get("strides") or sizes, rank)
    fits = (1, 3) if not transposed else range(1, 100, 2)
    return all(size in fits for size in sizes) and all(step == 1 for step in strides)


def _sizes(value: Any, rank: int) -> list[int]:
    return [int(size) for size in value] if isinstance(value, list) else [int(value)] * rank
