"""The first lines of a script: the model, the picture, and how one call of a layer is reached."""

from __future__ import annotations

from collections.abc import Sequence

from nnviz.core.arrays import Array
from nnviz.core.code_text import literal
from nnviz.core.model_summary import LayerInfo, ModelSummary

NOTE_CALLS = """\
# Note what every part called {name!r} puts out, call by call; inner and shared layers are reached this way too.
parts = [model, *model._flatten_layers(include_self=False)]
parts += [step for part in parts for step in getattr(part, "operations", ())]
calls = []
for part in {{id(part): part for part in parts if part.name == {name!r}}}.values():
    def noted(*inputs, _call=part.call, **options):
        place = len(calls)
        calls.append(None)
        calls[place] = _call(*inputs, **options)
        return calls[place]
    part.call = noted
"""

NOTE_PARTS = """\
# Several layers are called {name!r}: note them in the order in which the model calls them.
found = []
for part in model._flatten_layers(include_self=False):
    if part.name == {name!r}:
        def noted(*inputs, _call=part.call, _part=part, **options):
            found.append(_part)
            return _call(*inputs, **options)
        part.call = noted
"""


def load_lines(summary: ModelSummary, imports: Sequence[str] = ()) -> list[str]:
    """Return the imports and the line that loads the model."""
    names = sorted({"import keras", "import numpy as np", *imports})
    lines = [*names, ""]
    if summary.file is None:
        lines.append("# The model lives in the window only: save it under this name first.")
    return [*lines, f"model = keras.models.load_model({summary.file or 'model.keras'!r}, compile=False)"]


def picture_lines(summary: ModelSummary, picture: Array) -> list[str]:
    """Return the lines that make `picture`, without the batch axis, and `inputs`, all that the model reads."""
    if picture.size > literal.MOST_VALUES:
        first = next((layer.id for layer in summary.layers if layer.type == "InputLayer"), "input")
        lines = [
            f"# The output of the layer {first!r} for this picture, saved with “Save the array…”.",
            'picture = np.load("picture.npy")',
        ]
    else:
        lines = [f"picture = {literal.array(picture)}"]
    return [*lines, f"inputs = {inputs_text(summary, picture, 'picture[None]')}"]


def picture_slot(summary: ModelSummary, picture: Array) -> int:
    """Return the number of the model's input that reads the picture."""
    shapes = [shape[1:] for shape in summary.input_shapes]
    fitting = [
        number
        for number, shape in enumerate(shapes)
        if len(shape) == picture.ndim and all(a in (None, b) for a, b in zip(shape, picture.shape, strict=True))
    ]
    return fitting[0] if fitting else 0


def inputs_text(summary: ModelSummary, picture: Array, batch: str) -> str:
    """Return the expression of all inputs: the batch for the one that reads pictures, zeros for the others."""
    place, shapes = picture_slot(summary, picture), summary.input_shapes
    fixed = shapes[place][0] if shapes else None
    if fixed not in (None, 1):
        batch = f"np.repeat({batch}, {fixed}, axis=0)"
    if len(shapes) < 2:
        return batch
    zeros = zeros_texts(summary)
    return "[" + ", ".join(batch if number == place else text for number, text in enumerate(zeros)) + "]"


def zeros_texts(summary: ModelSummary, side_left_open: int = 1) -> list[str]:
    """Return the expressions of an empty batch for each input."""
    shapes = [(shape[0] or 1, *(side or side_left_open for side in shape[1:])) for shape in summary.input_shapes]
    return [f'np.zeros({shape}, "float32")' for shape in shapes]


def probe_line(summary: ModelSummary, outputs: str) -> str:
    """Return the line that makes `probe`, a model from the inputs to other outputs."""
    # Keras warns where one input is handed over as a list of one.
    inputs = "model.inputs" if len(summary.input_shapes) > 1 else "model.inputs[0]"
    return f"probe = keras.Model({inputs}, {outputs})"


def is_plain(summary: ModelSummary, layer: LayerInfo) -> bool:
    """Return whether ``model.get_layer(name).output`` is this call's output."""
    inputs = [one.id for one in summary.layers if one.type == "InputLayer"]
    by_code = all(name.split("_")[0].split("#")[0] == "input" and "layer" not in name for name in inputs)
    alone = sum(one.name == layer.name for one in summary.layers) == 1
    own = "/" not in layer.id and "#" not in layer.id and alone and "trainable" in layer.config
    # The output of a nested model is a tensor of its own graph, not of the outer one's.
    holds = any(layer.copies) or any(one.id.startswith(f"{layer.id}/") for one in summary.layers)
    return own and not holds and not by_code


def call_number(summary: ModelSummary, layer: LayerInfo) -> int:
    """Return which call of a part of this name the layer is, counted through the whole model."""
    return [one.id for one in summary.layers if one.name == layer.name].index(layer.id)


def output_text(layer: LayerInfo, key: str, call: str) -> str:
    """Return the expression of one of the outputs of a call."""
    return call if len(layer.output_shapes) < 2 else f"keras.tree.flatten({call})[{layer.output_keys.index(key)}]"
