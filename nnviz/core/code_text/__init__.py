"""Short scripts of NumPy and Keras that compute what is on show."""

from nnviz.core.code_text.explanation import explanation_code
from nnviz.core.code_text.health import health_code
from nnviz.core.code_text.layer_output import layer_output_code
from nnviz.core.code_text.unit import unit_code
from nnviz.core.code_text.weights import weight_code

__all__ = ["explanation_code", "health_code", "layer_output_code", "unit_code", "weight_code"]
