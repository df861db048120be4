"""The dense layers of a network as columns of neurons, and what each neuron adds to the next."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.model_summary import LayerInfo, ModelSummary, WeightInfo
from nnviz.core.probe import Probe

MOST_NEURONS = 20
MOST_LINKS = 90


@dataclass(frozen=True, eq=False)
class NeuronColumn:
    """The neurons of a tensor that are drawn: `indices` ascending and their `values`, of `total` ones.

    `layer` is the dense layer that computes them, None for the input of the first one.
    """

    key: str
    layer: LayerInfo | None
    indices: Array
    values: FloatArray
    total: int

    @property
    def elided(self) -> bool:
        """Whether some neurons are left out."""
        return len(self.indices) < self.total


@dataclass(frozen=True, eq=False)
class NeuronLinks:
    """The strongest products between the drawn neurons of two columns, the strongest last.

    ``products[n] = x * w`` of neuron ``sources[n]`` of the left column for ``targets[n]`` of the right one, both
    counted among the drawn ones.
    """

    sources: Array
    targets: Array
    products: FloatArray


@dataclass(frozen=True, eq=False)
class DenseColumns:
    """Columns from left to right; ``links[n]`` lead from column `n` to the next."""

    columns: tuple[NeuronColumn, ...]
    links: tuple[NeuronLinks, ...]


def dense_chain(summary: ModelSummary) -> tuple[LayerInfo, ...]:
    """Return the longest run of dense layers on vectors, each as wide as the next one reads."""
    best: tuple[LayerInfo, ...] = ()
    run: tuple[LayerInfo, ...] = ()
    for layer in summary.layers:
        kernel = kernel_info(layer)
        if layer.type != "Dense" or kernel is None or len(layer.output_shape) != 2:
            continue
        run = (*run, layer) if run and run[-1].output_shape[-1] == kernel.shape[0] else (layer,)
        best = max(best, run, key=len)
    return best


def keys_of(chain: tuple[LayerInfo, ...]) -> frozenset[str]:
    """Return the tensors and weights that the columns are made of."""
    keys = {key for layer in chain for key in (layer.id, *layer.inputs[:1])}
    return frozenset(keys | {weight.key for layer in chain for weight in layer.weights})


def dense_columns(
    chain: tuple[LayerInfo, ...], probe: Probe, kept: tuple[int, ...] = (), most_links: int = MOST_LINKS
) -> DenseColumns | None:
    """Return the columns with the strongest neurons of each; None while a value is not there.

    ``kept[n]`` is a neuron of column `n` that is drawn whatever its value, -1 for none. Between two columns the
    `most_links` strongest connections are drawn.
    """
    if not chain or any(probe.tensor(key) is None for key in keys_of(chain)):
        return None
    first = chain[0].inputs[0]
    tensors: list[tuple[str, LayerInfo | None]] = [(first, None), *((layer.id, layer) for layer in chain)]
    wanted = [*kept, *[-1] * len(tensors)]
    columns = tuple(
        _column(key, layer, probe.tensors[key].reshape(-1), wanted[place]) for place, (key, layer) in enumerate(tensors)
    )
    links = tuple(_links(left, right, probe, most_links) for left, right in pairwise(columns))
    return DenseColumns(columns, links)


def kernel_info(layer: LayerInfo) -> WeightInfo | None:
    """Return the matrix of a dense layer."""
    return next((weight for weight in layer.weights if weight.name == "kernel" and len(weight.shape) == 2), None)


def weights_of_dense(layer: LayerInfo, probe: Probe) -> FloatArray:
    """Return the weights of a dense layer, (inputs, neurons)."""
    kernel = kernel_info(layer)
    assert kernel is not None  # of a layer in a chain
    return np.asarray(probe.weights[kernel.key], np.float32)


def inputs_of_dense(layer: LayerInfo, probe: Probe) -> FloatArray:
    """Return what a dense layer reads, (inputs,)."""
    return np.asarray(probe.tensors[layer.inputs[0]], np.float32).reshape(-1)


def _column(key: str, layer: LayerInfo | None, values: Array, kept: int) -> NeuronColumn:
    strength = np.nan_to_num(np.abs(values.astype(np.float32)))
    if 0 <= kept < values.size:
        strength[kept] = np.inf
    indices = np.sort(np.argsort(-strength, kind="stable")[:MOST_NEURONS])
    return NeuronColumn(key, layer, indices, np.asarray(values[indices], np.float32), values.size)


def _links(left: NeuronColumn, right: NeuronColumn, probe: Probe, most: int) -> NeuronLinks:
    assert right.layer is not None
    weights = weights_of_dense(right.layer, probe)[np.ix_(left.indices, right.indices)]
    products = inputs_of_dense(right.layer, probe)[left.indices][:, None] * weights
    order = np.argsort(np.abs(products), axis=None, kind="stable")
    order = order[max(0, order.size - most) :]
    sources, targets = np.unravel_index(order, products.shape)
    return NeuronLinks(sources, targets, products[sources, targets])
