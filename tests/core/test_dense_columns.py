import numpy as np

from nnviz.core.dense_columns import (
    MOST_NEURONS,
    dense_chain,
    dense_columns,
    keys_of,
    neuron_terms,
    weight_picture,
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
    assert keys_of(chain) == {"flat", "a", "drop", "b", "c", "a/kernel", "b/kernel", "c/kernel"}
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


def test_the_terms_of_a_neuron_are_ranked():
    model, probe = known_network()
    terms = neuron_terms(dense_chain(model)[2], 7, probe, most=3)
    products = probe.tensors["b"] * probe.weights["c/kernel"][:, 7]
    assert [term.source for term in terms] == np.argsort(-np.abs(products))[:3].tolist()
    for term in terms:
        np.testing.assert_allclose(term.product, term.value * term.weight, rtol=1e-6)


def test_the_weights_of_a_first_neuron_are_a_picture():
    model, probe = known_network()
    picture = weight_picture(dense_chain(model)[0], 3, probe)
    np.testing.assert_array_equal(picture, probe.weights["a/kernel"][:, 3].reshape(28, 28))


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
