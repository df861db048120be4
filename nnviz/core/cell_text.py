"""A value as text: short enough for a cell, or exact."""

from __future__ import annotations

from typing import Any

import numpy as np

_WIDEST = 7


def short_text(value: Any) -> str:
    """Return a value in few characters; three digits of a number that has more.

    Examples
    --------
    >>> [short_text(v) for v in (3, 0.25, -1.23456e-5, 1234567, float("nan"), float("-inf"), True)]
    ['3', '0.25', '-1.2e-5', '1.23e6', 'NaN', '-∞', 'True']
    >>> short_text(np.float32(0.1)), short_text("a long word"), short_text(1 + 2j)
    ('0.1', 'a long…', '1+2j')
    """
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (int, np.integer)):
        text = str(int(value))
        return text if len(text) < _WIDEST else _scientific(float(value), 2)
    if isinstance(value, (float, np.floating)):
        return _real(float(value))
    if isinstance(value, (complex, np.complexfloating)):
        return f"{complex(value):.2g}".strip("()")
    text = exact_text(value).strip("'")
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def exact_text(value: Any) -> str:
    """Return a value so that none other of its type reads the same.

    Examples
    --------
    >>> exact_text(np.float32(0.1)), exact_text(np.int64(2**62)), exact_text(np.str_("a"))
    ('0.1', '4611686018427387904', "'a'")
    """
    if isinstance(value, (str, bytes)):
        plain = str(value) if isinstance(value, str) else bytes(value)
        return repr(plain)
    return str(value)


def reading_text(value: Any) -> str:
    """Return a value as it is read out at the pointer: exact, of a complex number also length and angle.

    Examples
    --------
    >>> reading_text(np.complex128(3 + 4j)), reading_text(np.float64(0.1)), reading_text(np.int64(2**53 + 1))
    ('(3+4j)  =  5 ∠ 53.1301°', '0.1', '9007199254740993')
    """
    exact = exact_text(value)
    if not isinstance(value, (complex, np.complexfloating)):
        return exact
    plain = complex(value)
    return f"{exact}  =  {abs(plain):.6g} ∠ {np.degrees(np.angle(plain)):.6g}°"


def _real(value: float) -> str:
    if np.isnan(value):
        return "NaN"
    if np.isinf(value):
        return "∞" if value > 0 else "-∞"
    text = f"{value:.3g}"
    return text if "e" not in text else _scientific(value, 1 if value < 0 or abs(value) < 1 else 2)


def _scientific(value: float, digits: int) -> str:
    mantissa, _, exponent = f"{value:.{digits}e}".partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return f"{mantissa}e{int(exponent)}"
