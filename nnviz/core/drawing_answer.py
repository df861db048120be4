"""What a model's output says about a drawing: probabilities of classes, and an honest reading where it reads digits."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.core.arrays import FloatArray
from nnviz.core.class_scores import class_probabilities, is_digit_model
from nnviz.core.model_summary import ModelSummary
from nnviz.core.probe import Probe
from nnviz.core.recognition import Reading, read_digit

DIGITS = 10


@dataclass(frozen=True, eq=False)
class DrawingAnswer:
    """`probabilities` is (classes,) float64; `reading` is None for a model that does not read digits."""

    probabilities: FloatArray
    names: tuple[str, ...]
    reading: Reading | None = None

    def name(self, index: int) -> str:
        """Return what a class is called: its number where it has no name."""
        return self.names[index] if index < len(self.names) else str(index)


def reads_digits(model: ModelSummary) -> bool:
    """Tell whether a model tells the ten digits apart, as far as its names and its last layer say."""
    if not is_digit_model(model.class_names):
        return False
    return not model.layers or model.layers[-1].output_shape[1:] == (DIGITS,)


def answer_of(model: ModelSummary | None, probe: Probe | None) -> DrawingAnswer | None:
    """Return what `probe` says, or None where the model is no classifier or the probe is another model's."""
    if model is None or probe is None or not _is_classification(model, probe):
        return None
    activation = model.layers[-1].activation if model.layers else None
    probabilities = class_probabilities(probe.output, activation)
    reading = None
    if reads_digits(model) and probabilities.size == DIGITS and probe.image.ndim == 3 and probe.image.shape[2] == 1:
        reading = read_digit(probabilities, probe.image, False, probe.digit_score)
    return DrawingAnswer(probabilities, model.class_names, reading)


def _is_classification(model: ModelSummary, probe: Probe) -> bool:
    """Tell whether a model's first output is one number a class."""
    if probe.model_id != model.id or probe.output.ndim != 1 or probe.output.size < 2:
        return False
    return not model.layers or len(model.layers[-1].output_shape) <= 2
