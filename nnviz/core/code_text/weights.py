"""The filters of a layer, as a script."""

from __future__ import annotations

from nnviz.core.code_text import model_source as source
from nnviz.core.model_summary import LayerInfo, ModelSummary, WeightInfo

_SIDE_LEFT_OPEN = 32


def weight_code(
    summary: ModelSummary, layer: LayerInfo, weight: WeightInfo, index: tuple[int, ...] | None = None
) -> str:
    """Return a script that reads a layer's variable as ``result`` and, of a kernel, its filters one by one.

    `index` is a value that is chosen; it is printed.
    """
    lines = [*source.load_lines(summary), ""]
    place = next(number for number, one in enumerate(layer.weights) if one.key == weight.key)
    lines += _finding(summary, layer)
    shape = ", ".join(map(str, weight.shape))
    lines += [f"result = layer.get_weights()[{place}]  # {weight.name}: ({shape})"]
    lines += _filters(layer, weight)
    if index is not None:
        lines += [f"print(result[{', '.join(map(str, index))}])  # the chosen value"]
    return "\n".join([*lines, ""])


def _filters(layer: LayerInfo, weight: WeightInfo) -> list[str]:
    if len(weight.shape) < 2:
        return ["print(result)"]
    one = "result[..., k, :]" if "Transpose" in layer.type else "result[..., k]"
    count = weight.shape[-2 if "Transpose" in layer.type else -1]
    return [f"filters = [{one} for k in range({count})]", "print(len(filters), filters[0].shape)"]


def _finding(summary: ModelSummary, layer: LayerInfo) -> list[str]:
    same = [one for one in summary.layers if one.name == layer.name]
    if len({one.weights for one in same}) > 1:
        zeros = source.zeros_texts(summary, _SIDE_LEFT_OPEN)
        return [
            source.NOTE_PARTS.format(name=layer.name),
            f"model({zeros[0] if len(zeros) == 1 else '[' + ', '.join(zeros) + ']'})",
            f"layer = found[{source.call_number(summary, layer)}]  # {layer.id}",
        ]
    if "/" not in layer.id:
        return [f"layer = model.get_layer({layer.name!r})"]
    parts = "model._flatten_layers(include_self=False)"
    return [f"layer = next(part for part in {parts} if part.name == {layer.name!r})  # {layer.id}"]
