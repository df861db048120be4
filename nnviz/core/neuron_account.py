"""How one dense neuron comes to its output: its terms w * x, ranked, with the running total."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.core.arithmetic import arithmetic_of
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.probe import Probe

MOST_TERMS = 40


@dataclass(frozen=True)
class NeuronTerm:
    """One product that a neuron adds up; `running` is the total once it is added."""

    source: int
    value: float
    weight: float
    product: float
    running: float


@dataclass(frozen=True)
class NeuronAccount:
    """``output = activation(terms + rest + bias)``.

    `terms` are the largest by size first; `others` smaller ones add `rest`. `expected` is what Keras computed.
    """

    layer_id: str
    neuron: int
    terms: tuple[NeuronTerm, ...]
    others: int
    rest: float
    sum: float
    bias: float | None
    pre_activation: float
    activation: str
    output: float
    expected: float
    agrees: bool


def neuron_account(
    summary: ModelSummary, probe: Probe, layer: LayerInfo, neuron: int, most: int = MOST_TERMS
) -> NeuronAccount | None:
    """Return how a neuron of a dense layer comes about; None where it cannot be followed."""
    unit = arithmetic_of(summary, probe, layer.id, (neuron,))
    if unit.sum is None or unit.pre_activation is None or unit.result is None or unit.expected is None:
        return None
    running, terms = 0.0, []
    for term in unit.terms(most):
        running += term.product
        terms.append(NeuronTerm(term.cell[-1], term.value, term.weight, term.product, running))
    others = 0 if unit.products is None else unit.products.size - len(terms)
    return NeuronAccount(
        layer.id,
        neuron,
        tuple(terms),
        others,
        unit.sum - running,
        unit.sum,
        unit.bias,
        unit.pre_activation,
        unit.activation or "linear",
        unit.result,
        unit.expected,
        bool(unit.agrees),
    )
