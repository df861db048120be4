from nnviz.core.model_match import match_layers, weight_pairs
from nnviz.core.model_summary import LayerInfo, ModelSummary, WeightInfo


def layer(name, kind="Dense", output=(None, 4), **weights):
    infos = tuple(WeightInfo(f"{name}/{weight}", weight, shape) for weight, shape in weights.items())
    return LayerInfo(name, name, kind, output, 0, infos)


def model(*layers):
    return ModelSummary("m", "m", layers, ((None, 3),), 0)


def partners(live, reference):
    return [match.reference and match.reference.id for match in match_layers(live, reference)]


def test_layers_of_the_same_name_and_form_belong_together_in_any_order():
    live = model(layer("a", kernel=(3, 4)), layer("b", kernel=(4, 4)))
    reference = model(layer("b", kernel=(4, 4)), layer("a", kernel=(3, 4)))
    assert partners(live, reference) == ["a", "b"]


def test_layers_of_other_names_are_paired_by_type_in_order():
    live = model(layer("c1", "Conv2D"), layer("d1"), layer("d2"))
    reference = model(layer("conv", "Conv2D"), layer("dense"), layer("dense_1"), layer("dense_2"))
    assert partners(live, reference) == ["conv", "dense", "dense_1"]


def test_a_layer_without_a_partner_says_so():
    live = model(layer("a"), layer("norm", "BatchNormalization"))
    matches = match_layers(live, model(layer("a")))
    assert matches[1].reference is None
    assert not matches[1].same_output
    assert not matches[1].same_weights
    assert matches[0].same_weights


def test_weights_of_other_shapes_are_not_compared():
    live = model(layer("a", output=(None, 4), kernel=(3, 4), bias=(4,), scale=(1,)))
    reference = model(layer("a", output=(None, 5), kernel=(3, 5), bias=(5,), scale=(1,)))
    (match,) = match_layers(live, reference)
    assert match.reference.id == "a"
    assert not match.same_output
    assert not match.same_weights
    assert match.partner_of("a/kernel") is None
    assert match.partner_of("a/scale") == "a/scale"
    assert weight_pairs([match]) == {"a/scale": "a/scale"}


def test_the_same_name_with_another_form_yields_to_a_better_partner():
    live = model(layer("dense", output=(None, 10), kernel=(64, 10)))
    reference = model(
        layer("dense", output=(None, 64), kernel=(784, 64)), layer("out", output=(None, 10), kernel=(64, 10))
    )
    assert partners(live, reference) == ["out"]
