"""The arithmetic of one unit, with its real numbers, as a script of NumPy alone."""

from __future__ import annotations

from collections.abc import Callable

from nnviz.core.code_text import literal
from nnviz.core.code_text.activations import EXPRESSIONS
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import LayerInfo
from nnviz.core.unit_arithmetic import Kind, UnitArithmetic, Window

_COMBINED = {
    "Add": "sum(x)",
    "Subtract": "x[0] - x[1]",
    "Multiply": "np.prod(x)",
    "Average": "sum(x) / len(x)",
    "Maximum": "max(x)",
    "Minimum": "min(x)",
    "Divide": "np.float64(x[0]) / x[1]",
    "TrueDivide": "np.float64(x[0]) / x[1]",
}


def unit_code(layer: LayerInfo, found: UnitArithmetic) -> str:
    """Return a script that computes ``result``, the value of a unit, from the numbers that it reads.

    Raises
    ------
    UserError
        When the unit's arithmetic is not known, or its window is too large to be written as code.
    """
    if found.result is None:
        raise found.reason or UserError(
            QT_TRANSLATE_NOOP("Errors", "This value is not followed, so there is no code of it. Nothing was copied.")
        )
    body = _BODIES[found.kind](layer, found)
    imports = ["import math", ""] if any("math." in line for line in body) else []
    unit = ", ".join(map(str, found.unit))
    end = [] if found.expected is None else [f"# Keras computed {literal.number(found.expected)}"]
    head = [f"# {layer.id} ({layer.type}), unit [{unit}]: {found.formula}"]
    return "\n".join([*imports, "import numpy as np", "", *head, *body, "print(result)", *end, ""])


def _weighted(layer: LayerInfo, found: UnitArithmetic) -> list[str]:
    del layer
    assert found.kernel is not None
    lines = [
        *_window(found.windows[0]),
        f"w = {literal.array(found.kernel, dtype=False)}",
        f"b = {literal.number(found.bias or 0.0)}",
        "z = (x * w).sum() + b",
    ]
    parts = {part.name: part.value for part in found.parts}
    if "denominator" not in parts:
        return [*lines, f"result = {_expression(found.activation)}"]
    lines += [
        "# softmax: the sums of all units of the row, the largest subtracted so that exp stays small",
        f"maximum = {literal.number(parts['maximum'])}",
        f"total = {literal.number(parts['denominator'])}  # sum of exp(z - maximum) over the row",
    ]
    logarithm = found.activation == "log_softmax"
    return [*lines, "result = z - maximum - np.log(total)" if logarithm else "result = np.exp(z - maximum) / total"]


def _largest(layer: LayerInfo, found: UnitArithmetic) -> list[str]:
    del layer
    return [*_window(found.windows[0]), "result = x.max()"]


def _average(layer: LayerInfo, found: UnitArithmetic) -> list[str]:
    del layer
    return [
        *_window(found.windows[0]),
        f"count = {found.count}  # cells inside the input: padding does not count",
        "result = x.sum() / count",
    ]


def _normalised(layer: LayerInfo, found: UnitArithmetic) -> list[str]:
    del layer
    numbers = {part.name: part.value for part in found.parts if part.name != "normalised"}
    lines = [f"{name} = {literal.number(value)}" for name, value in numbers.items()]
    lines += ["normalised = (x - mean) / np.sqrt(variance + epsilon)"]
    scaled = "normalised" + (" * gamma" if "gamma" in numbers else "") + (" + beta" if "beta" in numbers else "")
    return [*lines, f"result = {scaled}"]


def _combined(layer: LayerInfo, found: UnitArithmetic) -> list[str]:
    keys = ", ".join(window.key for window in found.windows)
    values = ", ".join(literal.number(part.value) for part in found.parts)
    return [f"x = [{values}]  # from {keys}", f"result = {_COMBINED[layer.type]}"]


def _activated(layer: LayerInfo, found: UnitArithmetic) -> list[str]:
    if found.activation in ("softmax", "log_softmax"):
        lines = [*_window(found.windows[0]), f"z = {literal.number(found.pre_activation)}"]
        if found.activation == "log_softmax":
            return [*lines, "result = z - x.max() - np.log(np.exp(x - x.max()).sum())"]
        return [*lines, "result = np.exp(z - x.max()) / np.exp(x - x.max()).sum()"]
    lines = [f"z = {literal.number(found.pre_activation)}  # {_cell(found.windows[0])}"]
    return [*lines, f"result = {_of_layer(layer, found)}"]


def _of_layer(layer: LayerInfo, found: UnitArithmetic) -> str:
    """Return the expression of a layer that is nothing but a function, with the layer's own settings."""
    config = layer.config
    match layer.type:
        case "ReLU":
            top, slope = config.get("max_value"), config.get("negative_slope") or 0.0
            threshold = config.get("threshold") or 0.0
            above = "z" if top is None else f"min(z, {top})"
            return f"{above} if z >= {threshold} else {slope} * (z - {threshold})"
        case "LeakyReLU":
            return f"z if z > 0 else {config.get('negative_slope', 0.3)} * z"
        case "ELU":
            return f"z if z > 0 else {config.get('alpha', 1.0)} * np.expm1(z)"
        case "PReLU":
            return f"max(z, 0.0) + {_part(found, 'slope')} * min(z, 0.0)"
        case "Rescaling":
            return f"z * {_part(found, 'scale')} + {_part(found, 'offset')}"
        case _:
            return _expression(found.activation)


def _part(found: UnitArithmetic, name: str) -> str:
    return literal.number(next(part.value for part in found.parts if part.name == name))


def _moved(layer: LayerInfo, found: UnitArithmetic) -> list[str]:
    del layer
    return [f"result = {literal.number(found.windows[0].values.ravel()[0])}  # {_cell(found.windows[0])}"]


def _looked_up(layer: LayerInfo, found: UnitArithmetic) -> list[str]:
    del layer
    row, column = (int(part.value) for part in found.parts)
    return [f"result = {literal.number(found.result)}  # the table's row {row}, column {column}"]


_BODIES: dict[Kind, Callable[[LayerInfo, UnitArithmetic], list[str]]] = {
    Kind.WEIGHTED_SUM: _weighted,
    Kind.LARGEST: _largest,
    Kind.AVERAGE: _average,
    Kind.NORMALISATION: _normalised,
    Kind.COMBINATION: _combined,
    Kind.ACTIVATION: _activated,
    Kind.MOVED: _moved,
    Kind.CONSTANT: _moved,
    Kind.LOOKUP: _looked_up,
}


def _expression(name: str | None) -> str:
    return EXPRESSIONS[name or "linear"]


def _window(window: Window) -> list[str]:
    spans = ", ".join(f"{start}:{stop}" for start, stop in window.ranges)
    padded = ", with padding" if window.padded.any() else ""
    return [f"# {window.key}[{spans}]{padded}", f"x = {literal.array(window.values, dtype=False)}"]


def _cell(window: Window) -> str:
    if window.padded.any():
        return "padding: outside the input"
    return f"{window.key}[{', '.join(str(place) for place in window.origin)}]"
