"""Why shapes do not fit, told with the lengths that differ."""

from __future__ import annotations

from collections.abc import Sequence

from nnviz.core.expression.calls import Call
from nnviz.core.expression.values import shape_of
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

Shape = tuple[int, ...]


def broadcast_shape(shapes: Sequence[Shape]) -> Shape:
    """Return the common shape to which arrays are stretched: lengths meet from the last axis on, 1 gives way.

    Raises
    ------
    UserError
        When two lengths differ and neither is 1.

    Examples
    --------
    >>> broadcast_shape([(3, 1), (4,)])
    (3, 4)
    """
    common: list[int] = []
    for shape in shapes:
        for place, size in enumerate(reversed(shape)):
            if place == len(common):
                common.append(size)
            elif common[place] == 1:
                common[place] = size
            elif size not in (1, common[place]):
                raise _does_not_stretch(shapes, shape, place, common[place], size)
    return tuple(reversed(common))


def _does_not_stretch(shapes: Sequence[Shape], shape: Shape, place: int, one: int, other: int) -> UserError:
    first = next((s for s in shapes if len(s) > place and s[-1 - place] == one), shapes[0])
    values = {"a": first, "b": shape, "m": one, "n": other, "place": place + 1}
    if place == 0:
        text = QT_TRANSLATE_NOOP(
            "Errors", "{a} and {b} do not fit: their last axes have {m} and {n} values, and neither is 1."
        )
    else:
        text = QT_TRANSLATE_NOOP(
            "Errors",
            "{a} and {b} do not fit: counted from the end, axis {place} has {m} and {n} values, and neither is 1.",
        )
    return UserError(text, **values)


def product_mismatch(call: Call) -> UserError:
    """Return why a row of the first and a column of the second cannot meet, and which transposed one would fit."""
    names = list(call.values)[:2]
    a, b = (shape_of(call[name]) for name in names)
    inner = call.name == "np.inner"
    other = b[-2] if len(b) > 1 and not inner else b[-1]
    values: dict[str, object] = {"a": a, "b": b, "m": a[-1], "n": other}
    turned = _turned(call, names, a, b)
    if turned is None or inner:
        text = QT_TRANSLATE_NOOP("Errors", "{a} and {b}: inner sizes {m} and {n} differ.")
        return UserError(text, **values)
    text = QT_TRANSLATE_NOOP("Errors", "{a} and {b}: inner sizes {m} and {n} differ; {turned} is {shape}")
    return UserError(text, **values, turned=turned[0], shape=turned[1])


def _turned(call: Call, names: Sequence[str], a: Shape, b: Shape) -> tuple[str, Shape] | None:
    if len(b) == 2 and b[1] == a[-1]:
        return _transposed(call.texts.get(names[1], "")), b[::-1]
    if len(a) == 2 and a[0] == (b[-2] if len(b) > 1 else b[0]):
        return _transposed(call.texts.get(names[0], "")), a[::-1]
    return None


def _transposed(text: str) -> str:
    return f"{text}.T" if text.replace(".", "").isidentifier() or text.endswith(")") else f"({text}).T"


def reshape_mismatch(size: int, shape: Shape, target: Shape) -> UserError | None:
    """Return why an array cannot take another shape, None when it can.

    Examples
    --------
    >>> str(reshape_mismatch(24, (2, 3, 4), (5, 5)))
    '(2, 3, 4) holds 24 values and (5, 5) needs 25.'
    """
    needed = 1
    for length in target:
        needed *= length if length >= 0 else 1
    open_axes = sum(length < 0 for length in target)
    if open_axes > 1:
        return UserError(QT_TRANSLATE_NOOP("Errors", "only one length may be -1 in {target}."), target=target)
    if open_axes and (needed == 0 or size % needed):
        text = QT_TRANSLATE_NOOP("Errors", "{shape} holds {size} values, which {needed} does not divide: {target}.")
        return UserError(text, shape=shape, size=size, needed=needed, target=target)
    if not open_axes and needed != size:
        text = QT_TRANSLATE_NOOP("Errors", "{shape} holds {size} values and {target} needs {needed}.")
        return UserError(text, shape=shape, size=size, needed=needed, target=target)
    return None
