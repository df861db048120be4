"""One unit's arithmetic in words and numbers."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QCoreApplication, QLocale

from nnviz.core.unit_arithmetic import Kind, UnitArithmetic
from nnviz.qt.numerals import decimal, whole
from nnviz.qt.theme import Theme
from nnviz.qt.translation import user_sentence

_MOST_WINDOWS = 6


def place_text(unit: tuple[int, ...]) -> str:
    """Return an index as people write it: (3, 4, 1), and 7 where there is one axis."""
    if len(unit) == 1:
        return str(unit[0])
    return "(" + ", ".join(str(place) for place in unit) + ")"


def arithmetic_html(found: UnitArithmetic, theme: Theme) -> str:
    """Return the steps from the products to the result, and whether Keras computed the same."""
    if found.reason is not None or found.result is None:
        reason = "" if found.reason is None else user_sentence(found.reason)
        return f'<span style="color:{theme.muted}">{escape(reason)}</span>'
    lines = [" ".join(_steps(found, theme)), _agreement(found, theme)]
    return "<br>".join(line for line in lines if line)


def kind_sentence(found: UnitArithmetic) -> str:
    """Return what such a unit does, in one sentence; empty where it is not followed."""
    translate = QCoreApplication.translate
    sentences = {
        Kind.WEIGHTED_SUM: translate(
            "Arithmetic",
            "Each value is multiplied by its weight; sum, bias and activation give the result.",
        ),
        Kind.LARGEST: translate("Arithmetic", "The largest value of the window is kept."),
        Kind.AVERAGE: translate("Arithmetic", "The values of the window are added and divided by their number."),
        Kind.NORMALISATION: translate(
            "Arithmetic", "The value is moved and scaled to the common mean and spread, then as it was learnt."
        ),
        Kind.COMBINATION: translate("Arithmetic", "The values at the same place of all inputs are combined."),
        Kind.ACTIVATION: translate("Arithmetic", "A function is applied to this one value."),
        Kind.MOVED: translate("Arithmetic", "The same value stands at another place of the input."),
        Kind.CONSTANT: translate("Arithmetic", "The value comes from no input: it is padding."),
        Kind.LOOKUP: translate("Arithmetic", "The value is read from a table that was learnt."),
    }
    return sentences.get(found.kind, "")


def _steps(found: UnitArithmetic, theme: Theme) -> list[str]:
    translate = QCoreApplication.translate
    result = _strong(found.result, theme)
    match found.kind:
        case Kind.WEIGHTED_SUM:
            return _sum_steps(found, theme)
        case Kind.AVERAGE:
            text = translate("Arithmetic", "sum of {0} values ÷ {0} = {1}")
            return [text.format(whole(found.count), result)]
        case Kind.COMBINATION:
            cells = [decimal(float(window.values.ravel()[0])) for window in found.windows if window.values.size]
            more = " …" if len(cells) > _MOST_WINDOWS else ""
            inputs = " , ".join(cells[:_MOST_WINDOWS]) + more
            return [f"{escape(found.formula)}:", inputs, "→", result]
        case Kind.NORMALISATION | Kind.ACTIVATION:
            return [*_formula(found), "=", result]
        case _:
            return [escape(found.formula), "=", result]


def _sum_steps(found: UnitArithmetic, theme: Theme) -> list[str]:
    translate = QCoreApplication.translate
    count = 0 if found.products is None else found.products.size
    steps = [translate("Arithmetic", "sum of {0} products").format(whole(count)), _number(found.sum)]
    if found.bias is not None:
        steps += ["+", translate("Arithmetic", "bias"), _number(found.bias), "=", _number(found.pre_activation)]
    if found.activation and found.activation != "linear":
        steps += ["→", f"<i>{escape(found.activation)}</i>", "→", _strong(found.result, theme)]
        if found.parts:
            steps += [f'<span style="color:{theme.muted}">&nbsp;({_parts(found)})</span>']
    else:
        steps[-1] = _strong(found.result, theme)
    return steps


def _formula(found: UnitArithmetic) -> list[str]:
    parts = _parts(found)
    if not parts and found.windows:
        parts = f"x = {decimal(float(found.windows[0].values.ravel()[0]))}"
    return [escape(found.formula), f"({parts})" if parts else ""]


def _parts(found: UnitArithmetic) -> str:
    signs = {"mean": "μ", "variance": "σ²", "gamma": "γ", "beta": "β", "epsilon": "ε", "maximum": "max"}
    words = {
        "normalised": QCoreApplication.translate("Arithmetic", "normalised"),
        "numerator": QCoreApplication.translate("Arithmetic", "numerator"),
        "denominator": QCoreApplication.translate("Arithmetic", "denominator"),
    }
    named = [(signs.get(part.name) or words.get(part.name) or escape(part.name), part.value) for part in found.parts]
    return ", ".join(f"{name} = {decimal(value)}" for name, value in named)


def _agreement(found: UnitArithmetic, theme: Theme) -> str:
    translate = QCoreApplication.translate
    if found.difference is None or found.expected is None:
        return ""
    difference = QLocale().toString(found.difference, "g", 1)
    if found.agrees:
        text = translate("Arithmetic", "✓ equals Keras: {0}, difference {1}")
        return f'<span style="color:{theme.good}">{text.format(decimal(found.expected), difference)}</span>'
    text = translate("Arithmetic", "✗ Keras computed {0}, difference {1}")
    return f'<span style="color:{theme.bad}">{text.format(decimal(found.expected), difference)}</span>'


def _number(value: float | None) -> str:
    return "" if value is None else decimal(value)


def _strong(value: float | None, theme: Theme) -> str:
    return "" if value is None else f'<b style="color:{theme.accent}">{decimal(value)}</b>'
