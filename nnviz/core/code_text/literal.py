"""Arrays and numbers as Python source."""

from __future__ import annotations

from textwrap import indent, wrap

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

MOST_VALUES = 16384
"""An array with more values is no longer written into a script."""

_LINE = 110


def number(value: object, exact: bool = False) -> str:
    """Return a number as Python source.

    One that is a float32 is written as short as float32 allows, which as a double differs by less than a part in ten
    million; `exact` writes all digits.

    Examples
    --------
    >>> number(np.float32(0.1)), number(float(np.float32(0.1))), number(2.0), number(float("-inf"))
    ('0.1', '0.1', '2', '-np.inf')
    """
    if isinstance(value, (bool, np.bool_)):
        return str(bool(value))
    if isinstance(value, (int, np.integer)):
        return str(int(value))
    real = float(value)  # type: ignore[arg-type]
    if not np.isfinite(real):
        return "np.nan" if np.isnan(real) else ("np.inf" if real > 0 else "-np.inf")
    if real == int(real) and abs(real) < 1e6:
        return str(int(real)) if real or not np.signbit(real) else "-0.0"
    if exact and not isinstance(value, np.float32):
        return repr(real)
    with np.errstate(over="ignore"):
        short = np.float32(real)
    return str(short) if float(short) == real else repr(real)


def array(values: Array, dtype: bool = True) -> str:
    """Return an array as ``np.array(...)``, a row a line; grey values of 8 bits as whole numbers over 255.

    Without `dtype` it is an array of doubles, to compute with by hand, and float32 values are written short.

    Raises
    ------
    UserError
        When it has too many values to be read by anybody, or holds no numbers.

    Examples
    --------
    >>> print(array(np.array([[0, 1], [0.2, 0.5]], np.float32)))
    np.array([
        [0, 1],
        [0.2, 0.5],
    ], "float32")
    >>> print(array(np.array([0, 17, 255], np.float32) / np.float32(255)))
    np.array([0, 17, 255], "float32") / 255
    """
    if values.dtype.kind not in "biuf" or values.size > MOST_VALUES:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "This array has too many values to be written as code, or holds no numbers. Nothing was copied; save "
                "it as .npy and load that with numpy.load.",
            )
        )
    bytes_of = _whole_bytes(values)
    shown = values if bytes_of is None else bytes_of
    kind = values.dtype.name if bytes_of is None else "float32"
    over = "" if bytes_of is None else " / 255"
    end = f', "{kind}"' if dtype else ""
    shape = "" if values.ndim == 1 or (values.ndim == 2 and values.size) else f".reshape({_numbers(values.shape)})"
    rows = shown.reshape(len(shown), -1) if shown.ndim > 1 and shown.size else shown.reshape(1, -1)
    if len(rows) == 1 and values.ndim != 2:
        return f"np.array({_row(rows[0], dtype)}{end}){shape}{over}"
    lines = "".join(indent(_row(row, dtype), "    ") + ",\n" for row in rows)
    return f"np.array([\n{lines}]{end}){shape}{over}"


def _row(values: Array, exact: bool) -> str:
    text = f"[{', '.join(number(value, exact) for value in values)}]"
    return text if len(text) <= _LINE else "\n ".join(wrap(text, _LINE, break_long_words=False, break_on_hyphens=False))


def _whole_bytes(values: Array) -> Array | None:
    """Return the grey values 0 ... 255 of which a picture of float32 was made, None where it was made otherwise."""
    if values.dtype != np.float32 or not values.size or not (np.isfinite(values).all() and values.max() <= 1.0):
        return None
    whole = np.rint(values * 255.0)
    same = values.min() >= 0 and bool((whole.astype(np.float32) / np.float32(255) == values).all())
    return whole.astype(np.uint8) if same and len(np.unique(whole)) > 2 else None


def _numbers(shape: tuple[int, ...]) -> str:
    return ", ".join(str(side) for side in shape) if shape else "()"
