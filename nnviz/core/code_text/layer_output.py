"""What a layer puts out for a picture, as a script."""

from __future__ import annotations

from nnviz.core.arrays import Array
from nnviz.core.code_text import model_source as source
from nnviz.core.model_summary import LayerInfo, ModelSummary


def layer_output_code(summary: ModelSummary, layer: LayerInfo, picture: Array, key: str | None = None) -> str:
    """Return a script that computes ``result``, an output of a layer without the batch axis.

    Parameters
    ----------
    key
        The key of the output, of the first one where it is left out.

    Raises
    ------
    UserError
        When the picture cannot be written as code.
    """
    key = key or layer.id
    lines = [*source.load_lines(summary), *source.picture_lines(summary, picture), ""]
    if layer.type == "InputLayer":
        inputs = [one.id for one in summary.layers if one.type == "InputLayer"]
        place = f"[{inputs.index(layer.id)}]" if len(summary.input_shapes) > 1 else ""
        lines += [f"result = np.asarray(inputs{place})[0]  # what the model is given"]
    elif source.is_plain(summary, layer):
        lines += [
            source.probe_line(summary, f"model.get_layer({layer.id!r}).output"),
            f"result = keras.ops.convert_to_numpy({source.output_text(layer, key, 'probe(inputs)')})[0]",
        ]
    else:
        call = f"calls[{source.call_number(summary, layer)}]"
        lines += [
            source.NOTE_CALLS.format(name=layer.name),
            "model(inputs)",
            f"result = keras.ops.convert_to_numpy({source.output_text(layer, key, call)})[0]  # {key}",
        ]
    return "\n".join([*lines, "print(result.shape, result.min(), result.max())", ""])
