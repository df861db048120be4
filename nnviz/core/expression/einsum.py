"""What `np.einsum` will make and how many products it takes, from its letters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from nnviz.core.expression.budget import Cost
from nnviz.core.expression.calls import Call
from nnviz.core.expression.shape_errors import broadcast_shape
from nnviz.core.expression.values import count_of, itemsize_of, shape_of
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

_DOTS = "."


def einsum(call: Call) -> Cost:
    """Cost of `einsum`: one product for every combination of all letters.

    Raises
    ------
    UserError
        When the letters do not belong to the arrays.
    """
    letters, arrays = call["subscripts"], call["*operands"]
    if not isinstance(letters, str):
        raise UserError(QT_TRANSLATE_NOOP("Errors", "np.einsum begins with its letters, as in 'ij,jk->ik'."))
    inputs, arrow, output = letters.replace(" ", "").replace("...", _DOTS).partition("->")
    terms = inputs.split(",")
    if len(terms) != len(arrays):
        text = QT_TRANSLATE_NOOP("Errors", "the letters name {terms} arrays and {given} are given.")
        raise UserError(text, terms=len(terms), given=len(arrays))
    sizes, dots = _sizes(terms, arrays)
    if not arrow:
        joined = "".join(terms)
        output = "".join(letter for letter in sizes if joined.count(letter) == 1) + (_DOTS if dots else "")
    made = math.prod(sizes.get(letter, 1) for letter in output) * (math.prod(dots) if _DOTS in output else 1)
    work = math.prod(sizes.values()) * math.prod(dots)
    listed = sum(count_of(one) for one in arrays if isinstance(one, (list, tuple)))
    return Cost(max(made, listed), itemsize_of(list(arrays)), work)


def _sizes(terms: Sequence[str], arrays: Sequence[Any]) -> tuple[dict[str, int], tuple[int, ...]]:
    sizes: dict[str, int] = {}
    dots: tuple[int, ...] = ()
    for term, array in zip(terms, arrays, strict=True):
        shape = shape_of(array)
        before, has_dots, after = term.partition(_DOTS)
        named = len(before) + len(after)
        fits = named <= len(shape) if has_dots else named == len(shape)
        if not fits or (not (before + after).isalpha() and named):
            text = QT_TRANSLATE_NOOP("Errors", "the letters “{term}” do not name the {rank} axes of {shape}.")
            raise UserError(text, term=term, rank=len(shape), shape=shape)
        tail = shape[len(shape) - len(after) :] if after else ()
        pairs = [*zip(before, shape, strict=False), *zip(after, tail, strict=True)]
        if has_dots:
            dots = broadcast_shape([dots, shape[len(before) : len(shape) - len(after)]])
        for letter, size in pairs:
            known = sizes.setdefault(letter, size)
            if known != size and 1 not in (known, size):
                text = QT_TRANSLATE_NOOP("Errors", "the letter “{letter}” stands for {one} and for {other} values.")
                raise UserError(text, letter=letter, one=known, other=size)
            sizes[letter] = max(known, size)
    return sizes, dots
