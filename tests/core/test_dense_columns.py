import numpy as np
import pytest

from nnviz.core.dense_columns import (
    MOST_NEURONS,
    dense_chain,
    dense_columns,
    keys_of,
)
from nnviz.core.model_summary import LayerInfo, ModelSummary, WeightInfo
from nnviz.core.probe import Probe

RANDOM = np.random.default_rng(0)


def dense(name, source, wide, units):
    weights = (WeightInfo(f"{name}/kernel", "kernel", (wide, units)), WeightInfo(f"{name}/bias", "bias", (units,)))
    return LayerInfo(name, name, "Dense", (None, units), 0, weights, (source,))


def known_network():
    """Return 784-16-16-10 with dropout on the way, and its probe."""
    layers = (
        LayerInfo("flat", "flat", "Flatten", (None, 784), 0),
        dense("a", "flat", 784, 16),
        LayerInfo("drop", "drop", "Dropout", (None, 16), 0, (), ("a",)),
        dense("b", "drop", 16, 16),
        dense("c", "b", 16, 10),
    )
    tensors = {layer.id: RANDOM.random(layer.output_shape[1:], np.float32) for layer in layers}
    weights = {w.key: RANDOM.normal(size=w.shape).astype(np.float32) for layer in layers for w in layer.weights}
    model = ModelSummary("m", "m", layers, ((None, 784),), 0, tuple("0123456789"))
    return model, Probe(1, "m", 0, np.zeros((28, 28, 1), np.float32), tensors["c"], tensors, weights)


def test_the_columns_of_the_network_that_everyone_knows():
    model, probe = known_network()
    chain = dense_chain(model)
    assert [layer.id for layer in chain] == ["a", "b", "c"]
    values = {"flat", "a", "drop", "b", "c"}
    assert keys_of(chain) == values | {f"{name}/{kind}" for name in "abc" for kind in ("kernel", "bias")}
    shown = dense_columns(chain, probe)
    assert [column.total for column in shown.columns] == [784, 16, 16, 10]
    assert [len(column.indices) for column in shown.columns] == [MOST_NEURONS, 16, 16, 10]
    for column in shown.columns:
        np.testing.assert_array_equal(column.values, probe.tensors[column.key][column.indices])
    strongest = np.sort(np.argsort(-probe.tensors["flat"])[:MOST_NEURONS])
    np.testing.assert_array_equal(shown.columns[0].indices, strongest)


def test_links_are_the_strongest_products_and_end_with_the_strongest():
    model, probe = known_network()
    shown = dense_columns(dense_chain(model), probe)
    links = shown.links[1]
    products = probe.tensors["drop"][:, None] * probe.weights["b/kernel"]
    np.testing.assert_allclose(links.products, products[links.sources, links.targets], rtol=1e-6)
    assert abs(links.products[-1]) == np.abs(products).max()
    assert np.abs(links.products).min() >= np.sort(np.abs(products), axis=None)[-len(links.products)]


@pytest.mark.parametrize("most", [0, 1, 7, 5000])
def test_as_many_links_as_asked_for(most):
    model, probe = known_network()
    shown = dense_columns(dense_chain(model), probe, most_links=most)
    for links, pair in zip(shown.links, ((20, 16), (16, 16), (16, 10)), strict=True):
        assert len(links.products) == min(most, pair[0] * pair[1])


def test_a_chosen_neuron_is_drawn_however_weak():
    model, probe = known_network()
    weakest = int(np.argmin(probe.tensors["flat"]))
    shown = dense_columns(dense_chain(model), probe, (weakest,))
    assert weakest in shown.columns[0].indices


def test_without_dense_layers_or_values_there_are_no_columns():
    model, probe = known_network()
    conv = ModelSummary("m", "m", (LayerInfo("c", "c", "Conv2D", (None, 4, 4, 2), 0),), ((None, 4, 4, 1),), 0)
    assert dense_chain(conv) == ()
    assert dense_columns((), probe) is None
    assert dense_columns(dense_chain(model), Probe(1, "m", 0, probe.image, probe.output)) is None
