"""Errors of NumPy that were not foreseen by the shapes, as sentences."""

from __future__ import annotations

import re

import numpy as np

from nnviz.core.expression.values import ragged
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError, first_line


def sentence_of(error: Exception) -> UserError:
    """Return what went wrong while NumPy computed, for a person.

    Examples
    --------
    >>> str(sentence_of(ZeroDivisionError("division by zero")))
    'a division by zero.'
    """
    said = first_line(error)
    if isinstance(error, np.exceptions.AxisError):
        found = re.search(r"axis (-?\d+) is out of bounds for array of dimension (\d+)", said)
        if found:
            text = QT_TRANSLATE_NOOP("Errors", "there is no axis {axis}: the array has {rank}, counted from 0.")
            return UserError(text, axis=found[1], rank=found[2])
    if isinstance(error, ZeroDivisionError):
        return UserError(QT_TRANSLATE_NOOP("Errors", "a division by zero."))
    if isinstance(error, OverflowError):
        return UserError(QT_TRANSLATE_NOOP("Errors", "the result is too large for a number."))
    if isinstance(error, (MemoryError, RecursionError)):
        return UserError(QT_TRANSLATE_NOOP("Errors", "there is not enough memory for this. Choose smaller sizes."))
    if isinstance(error, np.linalg.LinAlgError):
        text = QT_TRANSLATE_NOOP("Errors", "this needs square matrices that can be inverted. NumPy says: {reason}")
        return UserError(text, reason=said)
    if "inhomogeneous" in said:
        return ragged()
    if "must match exactly" in said or "all input arrays must have the same shape" in said:
        text = QT_TRANSLATE_NOOP("Errors", "the arrays cannot be joined: all their other axes must agree. {reason}")
        return UserError(text, reason=said)
    return UserError(QT_TRANSLATE_NOOP("Errors", "NumPy does not do this: {reason}"), reason=said)
