"""Why this class: a value for each pixel of the input, and the methods that find it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from nnviz.core.arrays import Array, FloatArray


class Method(StrEnum):
    """The ways to ask; the values name them in commands and files."""

    SALIENCY = "saliency"
    GRADIENT_INPUT = "gradient_input"
    SMOOTH_GRAD = "smooth_grad"
    INTEGRATED_GRADIENTS = "integrated_gradients"
    GRAD_CAM = "grad_cam"
    OCCLUSION = "occlusion"
    MAXIMISATION = "maximisation"
    EFFECTIVE_FIELD = "effective_field"


SIGNED = frozenset({Method.GRADIENT_INPUT, Method.INTEGRATED_GRADIENTS, Method.OCCLUSION, Method.MAXIMISATION})
"""The methods whose values have a sign: for and against."""


def channel_axis(shape: tuple[int, ...]) -> int | None:
    """Return the axis of the channels of a picture of this shape, None where it has none.

    Examples
    --------
    >>> channel_axis((28, 28, 1)), channel_axis((3, 32, 32)), channel_axis((28, 28))
    (2, 0, None)
    """
    if len(shape) < 3:
        return None
    return 0 if shape[0] in (1, 3) and shape[-1] not in (1, 3, 4) else len(shape) - 1


@dataclass(frozen=True)
class Target:
    """What is explained: a class of the model's first output, or a unit of any layer.

    With `layer_id`, `unit` is an index into that layer's first output; a trailing part may be left out of the front:
    ``(channel,)`` stands for the mean of a whole map. Without both, the class that the model finds likeliest.
    """

    class_index: int | None = None
    layer_id: str | None = None
    unit: tuple[int, ...] | None = None


@dataclass(frozen=True, eq=False)
class Wish:
    """An explanation that a view asks the panel of explanations for; each one is a new wish."""

    method: Method
    target: Target = field(default_factory=Target)


@dataclass(frozen=True)
class Options:
    """The settings of all methods; each reads its own.

    `layer_id` is the layer of Grad-CAM (None: the last one with maps); `samples` and `noise` (a part of the picture's
    range) belong to SmoothGrad, `steps` and `baseline` to integrated gradients, `patch`, `stride` and `fill` to
    occlusion, `iterations`, `step_size` and `decay` to maximisation. `probability` explains the output as it is, else
    the score before softmax or sigmoid.
    """

    layer_id: str | None = None
    samples: int = 25
    noise: float = 0.15
    steps: int = 50
    baseline: float = 0.0
    patch: int = 4
    stride: int = 2
    fill: float = 0.0
    iterations: int = 200
    step_size: float = 0.1
    decay: float = 0.01
    seed: int = 0
    probability: bool = False


@dataclass(frozen=True, eq=False)
class Attribution:
    """The answer of one method for one picture.

    `map` has the input's axes without channels: (H, W) for a picture. For maximisation `picture` is the input found so
    far and `map` its mean over the channels. `score` is the target's value (for maximisation: on that picture),
    `fraction` how much of a progressive method is done. `class_index` is the class that was explained, None for a unit.
    """

    method: Method
    target: Target
    map: FloatArray
    signed: bool
    score: float
    class_index: int | None = None
    layer_id: str | None = None
    picture: Array | None = None
    fraction: float = 1.0
    elapsed_ms: float = 0.0
    options: Options = field(default_factory=Options)
