"""The health of a layer over many pictures, as a script."""

from __future__ import annotations

from nnviz.core.code_text import model_source as source
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import LayerInfo, ModelSummary


def health_code(summary: ModelSummary, layer: LayerInfo) -> str:
    """Return a script that runs pictures through a model and finds the units of a layer that never answer.

    Raises
    ------
    UserError
        When the layer lies inside another one, or the model reads several inputs.
    """
    if not source.is_plain(summary, layer) or len(summary.input_shapes) != 1:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The code of a measurement is written for layers of the model itself, not for “{layer}”, which is "
                "inside another one or called several times. Nothing was copied; choose another layer.",
            ),
            layer=layer.id,
        )
    sides = ", ".join("?" if side is None else str(side) for side in summary.input_shapes[0][1:])
    return "\n".join(
        [
            *source.load_lines(summary),
            f'pictures = np.load("pictures.npy")  # your pictures, as the model reads them: (count, {sides})',
            "",
            source.probe_line(summary, f"model.get_layer({layer.id!r}).output"),
            "values = probe.predict(pictures, verbose=0)",
            'print("mean", values.mean(), "spread", values.std(), "from", values.min(), "to", values.max())',
            'print("zeros", (values == 0).mean())',
            "units = values.reshape(-1, values.shape[-1])",
            "result = np.flatnonzero((units <= 0).all(axis=0))  # after a ReLU: the dead units",
            'print("never above 0:", result)',
            "",
        ]
    )
