"""Numbers as people type them."""

from __future__ import annotations

import math
import re

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?", re.ASCII)


def parse_decimal(text: str) -> float:
    """Read a number with a decimal point or a decimal comma, with or without an exponent.

    Raises
    ------
    UserError
        When the text is no finite number; thousands are not grouped.

    Examples
    --------
    >>> parse_decimal("0,003"), parse_decimal(" 3e-3 ")
    (0.003, 0.003)
    """
    stripped = text.strip()
    if not _NUMBER.fullmatch(stripped) or not math.isfinite(value := float(stripped.replace(",", "."))):
        raise UserError(QT_TRANSLATE_NOOP("Errors", "“{text}” is not a number. Write it like 0.001."), text=stripped)
    return value
