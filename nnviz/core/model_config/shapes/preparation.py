"""Layers that prepare pictures, words and sound, and those that leave the shape alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from nnviz.core.model_config.shapes.base import (
    UNKNOWN,
    Call,
    CountingError,
    Result,
    Rule,
    Shape,
    Walk,
    channels_first,
    count,
    same,
    shapes_in,
    whole,
    with_sizes,
)
from nnviz.core.model_config.shapes.convolution import slid

_SAME = (
    "Identity", "Masking", "Activation", "ReLU", "LeakyReLU", "ELU", "Softmax", "ActivityRegularization", "Dropout",
    "AlphaDropout", "GaussianDropout", "GaussianNoise", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D",
    "UnitNormalization", "Rescaling",
)  # fmt: skip
_PICTURES = (
    "RandomFlip", "RandomTranslation", "RandomRotation", "RandomZoom", "RandomShear", "RandomPerspective",
    "RandomContrast", "RandomBrightness", "RandomSaturation", "RandomHue", "RandomSharpness",
    "RandomColorDegeneration", "RandomColorJitter", "RandomGrayscale", "RandomInvert", "RandomErasing",
    "RandomElasticTransform", "RandomGaussianBlur", "RandomPosterization", "Solarization", "AutoContrast",
    "ContrastLimitedAdaptiveHistogramEqualization", "CutMix", "MixUp", "AugMix", "RandAugment",
)  # fmt: skip


def picture(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a change of a picture, which holds several copies on the way."""
    del walk
    shape = call.first()
    window = config.get("kernel_size", 1)
    grid = config.get("tile_grid_size", 1)
    table = 256 * count(tuple(whole(one) for one in grid)) if isinstance(grid, list) else 0
    widest = max((whole(one) for one in window), default=1) if isinstance(window, list) else whole(window)
    return Result(shape, extra=8 * count(shape) + widest**2 + table * shape[-1])


def resized(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a layer that gives pictures another height and width."""
    del walk
    shape = call.first()
    if len(shape) < 3:
        raise CountingError
    channels = channels_first(config)
    rows = len(shape) - 2 if channels else len(shape) - 3
    sizes = {rows: whole(config.get("height")), rows + 1: whole(config.get("width"))}
    # Filling up or cropping to the same proportions goes through a picture as wide and as high as either.
    larger = with_sizes(shape, {axis: max(shape[axis], size) for axis, size in sizes.items()})
    return Result(with_sizes(shape, sizes), extra=2 * count(larger))


Width = Callable[[Mapping[str, Any]], int]


def encoded(width: Width) -> Rule:
    """Return the rule of a layer whose output is as wide as it has tokens when it counts or marks them."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = call.first()
        match config.get("output_mode", "int"):
            case "int":
                return Result(shape)
            case "one_hot":
                kept = shape[:-1] if shape[-1:] == (1,) and len(shape) > 1 else shape
                return Result((*kept, width(config)))
            case _:
                return Result((*shape[:-1], width(config)), extra=count(shape) * width(config))

    return rule


def _bins(config: Mapping[str, Any]) -> int:
    listed = config.get("bin_boundaries")
    return len(listed) + 1 if isinstance(listed, list) else whole(config.get("num_bins"))


def _tokens(config: Mapping[str, Any]) -> int:
    """Return the number of words with those that stand for unknown ones, which a list may have in front."""
    if config.get("pad_to_max_tokens"):
        return whole(config.get("max_tokens"))
    listed = config.get("vocabulary")
    if not isinstance(listed, list):
        raise CountingError
    unknown = whole(config.get("num_oov_indices", 1), 0)
    special = ("", config.get("oov_token", "[UNK]"), config.get("mask_token"))
    own = next((number for number, one in enumerate(listed) if one not in special), len(listed))
    return len(listed) - min(own, unknown + 1) + unknown


def text(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a layer that cuts texts into words."""
    del walk
    batch = call.first()[0]
    length = config.get("output_sequence_length")
    if config.get("output_mode", "int") == "int":
        return Result((batch, UNKNOWN if length is None else whole(length)))
    return Result((batch, _tokens(config)))


def crossing(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a layer that crosses two features."""
    del walk
    shape = call.first()
    one_hot = config.get("output_mode") == "one_hot"
    return Result((shape[0], whole(config.get("num_bins"))) if one_hot else shape)


def categories(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a layer that marks the categories that occur."""
    return encoded(lambda own: whole(own.get("num_tokens")))({"output_mode": "multi_hot", **config}, call, walk)


def pipeline(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count layers one after the other."""
    weights: list[Shape] = []
    extra = 0
    outputs: Any = call.first()
    for item in config["layers"]:
        found = walk.layer(item, Call([outputs]))
        weights += found.weights
        extra += found.extra + sum(count(shape) for shape in shapes_in(found.outputs))
        outputs = found.outputs
    return Result(outputs, tuple(weights), extra)


def mel_spectrogram(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count the loudness of bands of pitch over time."""
    del walk
    shape = call.first()
    bands, window = whole(config.get("num_mel_bins")), whole(config.get("fft_length"))
    window = max(window, whole(config.get("sequence_length") or 1))
    stride = whole(config.get("sequence_stride"))
    steps = (shape[-1] + stride + 1) // stride
    return Result((*shape[:-1], bands, steps), extra=count(shape[:-1]) * steps * window * 3 + window * bands)


def stft_spectrogram(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a spectrum over time, computed by a convolution with waves."""
    del walk
    shape = call.first()
    frame = whole(config.get("frame_length"))
    step = whole(config.get("frame_step") or max(1, frame // 2))
    tones = whole(config.get("fft_length") or frame) // 2 + 1
    mode = str(config.get("mode", "log"))
    axis = 2 if channels_first(config) else 1
    channels = shape[3 - axis]
    steps = slid(shape[axis], frame, step, 1, str(config.get("padding", "valid")))
    wide = tones * (2 if mode == "stft" else 1)
    outputs: Shape
    if config.get("expand_dims"):
        outputs = (shape[0], steps, wide, channels) if axis == 1 else (shape[0], channels, steps, wide)
    else:
        outputs = (shape[0], steps, wide * channels) if axis == 1 else (shape[0], wide * channels, steps)
    kernel = (frame, 1, tones)
    weights = (kernel,) * ((mode != "imag") + (mode != "real"))
    return Result(outputs, weights, extra=3 * count(outputs))


RULES: dict[str, Rule] = {
    **dict.fromkeys(_SAME, same),
    **dict.fromkeys(_PICTURES, picture),
    **dict.fromkeys(("Resizing", "CenterCrop", "RandomCrop"), resized),
    "Hashing": encoded(_bins),
    "Discretization": encoded(_bins),
    "StringLookup": encoded(_tokens),
    "IntegerLookup": encoded(_tokens),
    "CategoryEncoding": categories,
    "HashedCrossing": crossing,
    "TextVectorization": text,
    "Pipeline": pipeline,
    "MelSpectrogram": mel_spectrogram,
    "STFTSpectrogram": stft_spectrogram,
}
