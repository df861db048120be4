import followed_models
import model_kinds as kinds
import numpy as np
import pytest
from unit_samples import random_units

from nnviz.core.arithmetic import arithmetic_of, follow_unit, keys_needed
from nnviz.core.unit_arithmetic import Kind
from nnviz.engine.model_inputs import inputs_of
from nnviz.engine.prober import Prober

UNITS = 6


def probed(kind):
    model = kinds.randomise(kind())
    prober = Prober(model, "m")
    image = kinds.picture_for(inputs_of(model))
    return prober.summary, prober.probe(image if image.dtype.kind == "i" else image * 2 - 0.5, 0)


def every_unit(summary, probe):
    for layer in summary.layers:
        for unit in random_units(probe.tensors[layer.id].shape, UNITS) if layer.type != "InputLayer" else ():
            yield layer, arithmetic_of(summary, probe, layer.id, unit)


@pytest.mark.parametrize("kind", followed_models.FOLLOWED, ids=lambda kind: kind.__name__)
def test_every_unit_equals_what_keras_computes(kind):
    summary, probe = probed(kind)
    followed = 0
    for layer, found in every_unit(summary, probe):
        assert found.reason is None, f"{layer.id} ({layer.type}): {found.reason}"
        assert found.expected == probe.tensors[layer.id][found.unit]
        assert found.difference <= 1e-5 * max(1.0, abs(found.expected)), (layer.id, found.unit, found.result)
        assert found.agrees
        followed += 1
    assert followed


@pytest.mark.parametrize("kind", followed_models.FOLLOWED, ids=lambda kind: kind.__name__)
def test_windows_hold_the_cells_of_the_tensor_that_they_name(kind):
    summary, probe = probed(kind)
    for _, found in every_unit(summary, probe):
        for window in found.windows:
            tensor = probe.tensors[window.key]
            for index in np.ndindex(window.values.shape):
                cell = window.cell(index)
                inside = all(0 <= place < side for place, side in zip(cell, tensor.shape, strict=True))
                assert inside == (not window.padded[index])
                if inside:
                    assert window.values[index] == pytest.approx(float(tensor[cell]))
        if found.kind is Kind.WEIGHTED_SUM:
            np.testing.assert_allclose(found.products, found.windows[0].values * found.kernel)
            assert found.sum + (found.bias or 0.0) == pytest.approx(found.pre_activation)


def test_the_terms_are_ranked_and_add_up():
    summary, probe = probed(followed_models.strided_same)
    found = arithmetic_of(summary, probe, summary.layers[1].id, (0, 0, 1))
    assert found.windows[0].padded.any()
    terms = found.terms()
    sizes = [abs(term.product) for term in terms]
    assert sizes == sorted(sizes, reverse=True)
    assert sum(term.product for term in terms) == pytest.approx(found.sum)
    assert len(found.terms(3)) <= 3
    assert found.terms(3) == terms[: len(found.terms(3))]
    for term in terms:
        assert term.value == pytest.approx(float(probe.tensors[term.key][term.cell]))


def test_words_look_up_rows():
    summary, probe = probed(followed_models.word_rows)
    for layer, found in every_unit(summary, probe):
        assert found.agrees, layer.id
    assert arithmetic_of(
        summary, probe, "embedding" if summary.layer("embedding") else summary.layers[1].id, (2, 1)
    ).kind


def test_half_precision_agrees_to_its_own_precision():
    summary, probe = probed(kinds.half_precision)
    assert all(found.agrees for _, found in every_unit(summary, probe))


@pytest.mark.parametrize(
    ("kind", "layer_id", "words"),
    [
        (kinds.lstm, "lstm", "step by step"),
        (kinds.attention, "attention/attention_output", "Python code"),
        (kinds.subclassed, "dense#2", "Python code"),
        (kinds.operations, "Multiply", "a number of the model's code"),
        (kinds.operations, "GetItem", "does not know"),
        (kinds.branch, "picture", "begins"),
    ],
)
def test_what_cannot_be_followed_says_why(kind, layer_id, words):
    summary, probe = probed(kind)
    layer_id = next(layer.id for layer in summary.layers if layer_id in (layer.id, layer.type))
    unit = random_units(probe.tensors[layer_id].shape, 1)[-1]
    found = arithmetic_of(summary, probe, layer_id, unit)
    assert found.kind is Kind.NOT_FOLLOWED
    assert not found.followed
    assert found.agrees is None
    assert words in str(found.reason)


def test_a_unit_that_does_not_exist_and_values_that_are_missing_are_told():
    summary, probe = probed(kinds.branch)
    assert "no unit [8, 0, 0]" in str(arithmetic_of(summary, probe, "left", (8, 0, 0)).reason)
    assert "no unit" in str(arithmetic_of(summary, probe, "left", (0, 0)).reason)
    assert "no layer" in str(arithmetic_of(summary, probe, "nobody", (0,)).reason)
    left = summary.layer("left")
    without = follow_unit(left, (0, 0, 0), [probe.tensors["picture"]], {})
    assert "kernel" in str(without.reason)


def test_a_probe_of_the_needed_keys_is_enough():
    model = kinds.randomise(kinds.nested())
    prober = Prober(model, "m")
    for layer_id in ("middle", "middle/conv", "flatten"):
        layer = prober.summary.layer(layer_id)
        probe = prober.probe(kinds.picture_for(inputs_of(model)), 0, keys=keys_needed(layer))
        assert arithmetic_of(prober.summary, probe, layer_id, (0,) * (len(layer.output_shape) - 1)).agrees


def test_a_wrong_weight_does_not_agree():
    summary, probe = probed(kinds.sequential)
    conv = summary.layer("conv")
    weights = {key: value + 0.1 for key, value in probe.weights.items()}
    source = probe.tensors[conv.inputs[0]]
    place = np.unravel_index(np.argmax(probe.tensors["conv"]), probe.tensors["conv"].shape)
    unit = tuple(int(axis) for axis in place)
    assert follow_unit(conv, unit, [source], weights, probe.tensors["conv"]).agrees is False
