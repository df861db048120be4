"""Rules that tell shapes, weights and memory of every layer that a model file may use."""

from nnviz.core.model_config.shapes import (
    attention,
    convolution,
    dense,
    old_layers,
    operations,
    preparation,
    recurrent,
    reshaping,
)
from nnviz.core.model_config.shapes.base import Rule

LAYER_RULES: dict[str, Rule] = {
    **dense.RULES,
    **convolution.RULES,
    **recurrent.RULES,
    **attention.RULES,
    **reshaping.RULES,
    **preparation.RULES,
    **old_layers.RULES,
}
"""The rule of each layer, by the name of its class."""

OPERATION_RULES: dict[str, Rule] = operations.RULES
"""The rule of each operation of `keras.ops`, by the name of its class."""
