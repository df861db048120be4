"""Operations of `keras.ops` that stand in a model by themselves: place by place, sums and products."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nnviz.core.model_config.shapes import rearranging
from nnviz.core.model_config.shapes.base import (
    Call,
    CountingError,
    Result,
    Rule,
    Shape,
    Walk,
    axes_of,
    axis_of,
    broadcast,
    count,
    whole,
)
from nnviz.core.model_config.shapes.convolution import pooling

MOST_ROUNDS = 1_000

_REDUCTIONS = (
    "All", "Any", "Amax", "Amin", "Argmax", "Argmin", "Average", "CountNonzero", "Max", "Mean", "Median", "Min",
    "Nanargmax", "Nanargmin", "Nanmax", "Nanmean", "Nanmedian", "Nanmin", "Nanprod", "Nanstd", "Nansum", "Nanvar",
    "Prod", "Ptp", "Std", "Sum", "Var", "Logsumexp", "Norm",
)  # fmt: skip
_FLAT_WITHOUT_AXIS = ("Cumsum", "Cumprod", "Nancumsum", "Nancumprod")
_ELEMENTWISE = (
    "Abs", "Absolute", "Add", "Angle", "Arccos", "Arccosh", "Arcsin", "Arcsinh", "Arctan", "Arctan2", "Arctanh",
    "Argsort", "BitwiseAnd", "BitwiseInvert", "BitwiseLeftShift", "BitwiseNot", "BitwiseOr", "BitwiseRightShift",
    "BitwiseXor", "Cast", "Cbrt", "Ceil", "Celu", "Clip", "Conj", "Conjugate", "Copy", "Cos", "Cosh", "Deg2rad",
    "Divide", "DivideNoNan", "Elu", "EmptyLike", "Equal", "Erf", "Erfc", "Erfinv", "Exp", "Exp2", "Expm1", "Fabs",
    "Flip", "Fliplr", "Flipud", "Floor", "FloorDivide", "Fmax", "Fmin", "Fmod", "FullLike", "Gcd", "Gelu", "Greater",
    "GreaterEqual", "HSVToRGB", "HardShrink", "HardSigmoid", "HardSilu", "HardTanh", "Heaviside", "Hypot", "Imag",
    "Isclose", "Isfinite", "Isinf", "Isnan", "Isneginf", "Isposinf", "Isreal", "Lcm", "LeakyRelu", "LeftShift",
    "Less", "LessEqual", "Log", "Log10", "Log1p", "Log2", "LogSigmoid", "LogSoftmax", "Logaddexp", "Logaddexp2",
    "LogicalAnd", "LogicalNot", "LogicalOr", "LogicalXor", "Maximum", "Minimum", "Mod", "Multiply", "NanToNum",
    "Negative", "Normalize", "NotEqual", "OnesLike", "Power", "RGBToHSV", "Rad2deg", "Real", "Reciprocal", "Relu",
    "Relu6", "RightShift", "Roll", "Round", "Rsqrt", "SaturateCast", "Selu", "Sigmoid", "Sign", "Signbit", "Silu",
    "Sin", "Sinc", "Sinh", "SoftShrink", "Softmax", "Softplus", "Softsign", "Sort", "SparsePlus", "SparseSigmoid",
    "Sparsemax", "Sqrt", "Square", "Squareplus", "StopGradient", "Subtract", "Tan", "Tanh", "TanhShrink", "Threshold",
    "Tril", "Triu", "TrueDivide", "Trunc", "Where", "ZerosLike",
)  # fmt: skip


def elementwise(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count an operation that works place by place; constants count as tensors."""
    del config, walk
    return Result(broadcast(*call.tensors()))


def reduction(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count an operation that sums axes up."""
    del walk
    shape, axis = call.first(), config.get("axis")
    axes = list(range(len(shape))) if axis is None else axes_of(axis, len(shape))
    if config.get("keepdims"):
        return Result(tuple(1 if one in axes else size for one, size in enumerate(shape)))
    return Result(tuple(size for one, size in enumerate(shape) if one not in axes), extra=count(shape))


def cumulative(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count running sums, which are flat where no axis is given."""
    del walk
    shape = call.first()
    return Result((count(shape),) if config.get("axis") is None else shape)


def matmul(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count products of matrices."""
    del config, walk
    left, right = _pair(call)
    if len(left) < 2 or len(right) < 2:
        return Result((*left[:-1], *(right[:-2] + right[-1:] if len(right) > 1 else ())))
    return Result((*broadcast(left[:-2], right[:-2]), left[-2], right[-1]))


def outer(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count all products of two tensors."""
    del config, walk
    left, right = _pair(call)
    return Result((count(left), count(right)))


def dot(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count sums of products over the last axes."""
    del config, walk
    left, right = _pair(call)
    return Result((*left[:-1], *right[:-2], *(right[-1:] if len(right) > 1 else ())))


def inner(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count sums of products over the last axis of both."""
    del config, walk
    left, right = _pair(call)
    return Result((*left[:-1], *right[:-1]))


def _pair(call: Call) -> tuple[Shape, Shape]:
    tensors = call.tensors()
    if len(tensors) != 2 or not tensors[0] or not tensors[1]:
        raise CountingError
    return tensors[0], tensors[1]


def one_hot(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a marked place in a row of classes."""
    del walk
    shape = call.first()
    axis = axis_of(config.get("axis", -1), len(shape) + 1)
    return Result((*shape[:axis], whole(config.get("num_classes")), *shape[axis:]))


def top_k(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count the largest values and where they are."""
    del walk
    shape = (*call.first()[:-1], whole(config.get("k")))
    return Result([shape, shape])


def glu(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a tensor of which one half opens the other."""
    del walk
    shape = call.first()
    axis = axis_of(config.get("axis", -1), len(shape))
    return Result((*shape[:axis], max(1, shape[axis] // 2), *shape[axis + 1 :]))


def diff(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count differences of neighbours."""
    del walk
    shape = call.first()
    axis = axis_of(config.get("axis", -1), len(shape))
    rounds = whole(config.get("n", 1), 0)
    if rounds > MOST_ROUNDS:
        raise CountingError
    return Result((*shape[:axis], max(1, shape[axis] - rounds), *shape[axis + 1 :]))


def grayscale(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a picture with a single channel; counted as with all of them."""
    del walk
    shape = call.first()
    axis = len(shape) - 3 if config.get("data_format") == "channels_first" else len(shape) - 1
    return Result((*shape[:axis], 1, *shape[axis + 1 :]), extra=count(shape))


def pooled(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a pooling of as many axes as there are."""
    return pooling(len(call.first()) - 2)(config, call, walk)


RULES: dict[str, Rule] = {
    **dict.fromkeys(_ELEMENTWISE, elementwise),
    **dict.fromkeys(_REDUCTIONS, reduction),
    **dict.fromkeys(_FLAT_WITHOUT_AXIS, cumulative),
    **rearranging.RULES,
    "Matmul": matmul, "Outer": outer, "Dot": dot, "Inner": inner, "OneHot": one_hot, "TopK": top_k, "Glu": glu,
    "Diff": diff, "RGBToGrayscale": grayscale, "MaxPool": pooled, "AveragePool": pooled,
}  # fmt: skip
