"""Numbers and sums as they are written on a blackboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

_MOST_TERMS = 9


def number_text(value: Any) -> str:
    """Return a number with at most four digits; whole numbers up to a million in full.

    Examples
    --------
    >>> number_text(np.int64(12)), number_text(0.1 + 0.2), number_text(2.0), number_text(-1.79), number_text(True)
    ('12', '0.3', '2', '-1.79', '1')
    """
    number = float(value)
    if number.is_integer() and abs(number) < 1e6:
        return str(int(number))
    return f"{number:.4g}"


def factor_text(value: Any) -> str:
    """Return a number as a factor: negative ones in brackets.

    Examples
    --------
    >>> factor_text(-0.5)
    '(-0.5)'
    """
    text = number_text(value)
    return f"({text})" if text.startswith("-") else text


def product_text(factors: Sequence[Any]) -> str:
    """Return a product.

    Examples
    --------
    >>> product_text([2, -0.5])
    '2·(-0.5)'
    """
    return "·".join([number_text(factors[0]), *(factor_text(value) for value in factors[1:])])


def sum_text(terms: Sequence[str]) -> str:
    """Return a sum; of a long one its end.

    Examples
    --------
    >>> sum_text(["1", "-2", "3"]), sum_text([str(n) for n in range(12)])
    ('1 - 2 + 3', '… + 3 + 4 + 5 + 6 + 7 + 8 + 9 + 10 + 11')
    """
    shown = list(terms[-_MOST_TERMS:])
    text = shown[0] if len(shown) == len(terms) else f"… + {shown[0]}"
    for term in shown[1:]:
        text += f" - {term[1:]}" if term.startswith("-") else f" + {term}"
    return text


def shape_text(shape: tuple[int, ...]) -> str:
    """Return a shape as Python writes it."""
    return str(tuple(int(side) for side in shape))


def literal_text(values: Any) -> str:
    """Return an array as a nested list, as short as its numbers allow.

    Examples
    --------
    >>> literal_text(np.array([[1.0, 2.5], [3.0, 0.0]]))
    '[[1, 2.5], [3, 0]]'
    """
    array = np.asarray(values)
    if array.ndim:
        return f"[{', '.join(literal_text(part) for part in array)}]"
    number = float(array)
    whole = number.is_integer() and abs(number) < 2**53
    return str(int(array)) if array.dtype.kind in "iub" or whole else repr(number)
