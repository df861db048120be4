"""What network a list of weights belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Shape = tuple[int, ...]

_MOST_LAYERS = 12


def network_of(layers: Iterable[Sequence[Shape]]) -> str:
    """Return the layers that have weights of these shapes, as one would write them down.

    Examples
    --------
    >>> network_of([[(5, 5, 1, 6), (6,)], [(256, 120), (120,)], []])
    'Conv2D(6, 5×5), Dense(120)'
    """
    names = [_layer_of(shapes) for shapes in layers if shapes]
    left = len(names) - _MOST_LAYERS
    return ", ".join(names[:_MOST_LAYERS] + ([f"… ({left})"] if left > 0 else []))


def _layer_of(shapes: Sequence[Shape]) -> str:
    first = shapes[0]
    if len(shapes) >= 2 and all(len(shape) == 1 and shape == first for shape in shapes):
        return f"{'LayerNormalization' if len(shapes) == 2 else 'BatchNormalization'}({first[0]})"
    gates = _gates(shapes)
    if gates is not None:
        return gates
    match first:
        case (_, units):
            return f"Dense({units})" if len(shapes) > 1 else f"Dense or Embedding({units})"
        case (*sizes, _, filters) if 1 <= len(sizes) <= 3 and len(shapes) <= 2:
            # Keras 1 on Theano put the sizes last.
            if len(shapes) == 2 and shapes[1] == (first[0],) and filters != first[0]:
                sizes, filters = list(first[2:]), first[0]
            return f"Conv{len(sizes)}D({filters}, {'×'.join(map(str, sizes))})"
        case _:
            return " + ".join("×".join(map(str, shape)) for shape in shapes)


def _gates(shapes: Sequence[Shape]) -> str | None:
    """Return the recurrent layer whose recurrent matrix is the second one."""
    if len(shapes) in (9, 12):
        return f"{'GRU' if len(shapes) == 9 else 'LSTM'}({shapes[1][0]})"
    if len(shapes) not in (2, 3) or any(len(shape) != 2 for shape in shapes[:2]) or shapes[0][1] != shapes[1][1]:
        return None
    units, width = shapes[1]
    name = {units: "SimpleRNN", 3 * units: "GRU", 4 * units: "LSTM"}.get(width)
    return None if name is None else f"{name}({units})"
