import keras
import model_kinds as kinds
import numpy as np
import pytest
import tensorflow as tf

from nnviz.core.messages import UserError
from nnviz.core.model_summary import output_keys
from nnviz.engine.graph import CallRecorder, operations_of
from nnviz.engine.model_inputs import InputSlot, inputs_of
from nnviz.engine.prober import Prober


def layers_of(kind):
    return {layer.id: layer for layer in Prober(kind(), "m").summary.layers}


def test_a_chain_is_told_in_order_with_shapes_weights_and_what_went_in():
    layers = layers_of(kinds.sequential)
    source, *rest = layers
    assert layers[source].type == "InputLayer"
    assert layers[source].output_shape == (None, 8, 8, 1)
    assert rest == ["conv", "pool", "flatten", "dropout", "scores"]
    assert [layers[name].inputs for name in rest] == [(source,), ("conv",), ("pool",), ("flatten",), ("dropout",)]
    conv = layers["conv"]
    assert (conv.type, conv.output_shape, conv.parameters, conv.activation) == (
        "Conv2D",
        (None, 6, 6, 3),
        30,
        "relu",
    )
    assert [(weight.key, weight.name, weight.shape) for weight in conv.weights] == [
        ("conv/kernel", "kernel", (3, 3, 1, 3)),
        ("conv/bias", "bias", (3,)),
    ]


def test_branches_name_all_their_sources():
    layers = layers_of(kinds.branch)
    assert layers["sum"].inputs == ("left", "right")
    assert layers["both"].inputs == ("norm", "left")
    assert not {weight.name: weight.trainable for weight in layers["norm"].weights}["moving_mean"]


def test_nested_models_are_opened_and_stand_before_what_they_hold():
    layers = layers_of(kinds.nested)
    assert list(layers) == [
        "picture",
        "middle",
        "middle/conv",
        "middle/inner",
        "middle/inner/conv",
        "middle/inner/relu",
        "flatten",
    ]
    assert layers["middle/inner/conv"].weights[0].key == "middle/inner/conv/kernel"
    assert layers["middle"].weights == ()
    assert layers["middle"].parameters == 38 + 57
    assert layers["flatten"].inputs == ("middle",)


def test_every_call_of_a_shared_layer_has_its_own_id_and_the_same_weights():
    layers = layers_of(kinds.shared)
    assert layers["twice#2"].inputs == ("twice",)
    assert layers["difference"].inputs == ("twice#2", "x")
    assert layers["twice#2"].weights == layers["twice"].weights
    again = layers_of(kinds.nested_twice)
    assert again["inner#2/dense"].inputs == ("inner",)
    assert again["inner#2/dense"].weights == again["inner/dense"].weights


def test_operations_that_are_no_layers_are_calls_too():
    layers = layers_of(kinds.operations)
    assert {"Sin", "Multiply", "Add", "GetItem", "Mean", "Negative", "Concatenate"} <= {
        layer.type for layer in layers.values()
    }
    assert next(layer for layer in layers.values() if layer.type == "Add").inputs[-1] == "x"


def test_further_outputs_have_keys_of_their_own():
    layers = layers_of(kinds.lstm)
    assert layers["lstm"].output_shapes == ((None, 7, 4), (None, 4), (None, 4))
    assert layers["end"].inputs == ("both", "lstm:1", "lstm:2")
    assert "both/forward_gru" in layers
    assert not any("cell" in name for name in layers)


def test_python_code_between_layers_does_not_hide_where_a_tensor_came_from():
    layers = layers_of(kinds.subclassed)
    assert list(layers) == ["input", "conv", "flat", "dense", "dense#2"]
    assert layers["dense#2"].inputs == ("flat",)
    assert layers["dense#2"].weights[0].key == "dense#2/kernel"
    assert layers["input"].output_shape == (None, 6, 6, 1)


@pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.__name__)
def test_each_summary_holds_together(kind):
    model = kind()
    summary = Prober(model, "m", ("a", "b"), "file.keras").summary
    ids = [layer.id for layer in summary.layers]
    assert len(set(ids)) == len(ids)
    keys = {key for layer in summary.layers for key in output_keys(layer.id, len(layer.output_shapes))}
    for layer in summary.layers:
        assert set(layer.inputs) <= keys
        assert (layer.type == "InputLayer") == (not layer.inputs) or kind is kinds.untraceable
    variables = {weight.key: weight.shape for layer in summary.layers for weight in layer.weights}
    assert sum(int(np.prod(shape)) for shape in variables.values()) == summary.parameters == model.count_params()
    assert (summary.class_names, summary.file) == (("a", "b"), "file.keras")


@pytest.mark.parametrize("kind", [kinds.nested, kinds.subclassed, kinds.attention], ids=lambda kind: kind.__name__)
def test_the_model_is_left_as_it_was(kind):
    model = kind()
    before = {id(operation): dict(vars(operation)) for operation in operations_of(model)}
    Prober(model, "m")
    for operation in operations_of(model):
        assert vars(operation).keys() == before[id(operation)].keys()


def test_the_model_is_left_as_it_was_when_its_code_fails():
    model = kinds.subclassed()
    recorder = CallRecorder(model)

    def fail():
        model.flat(tf.zeros((1, 2, 2)))
        raise RuntimeError("on purpose")

    with pytest.raises(RuntimeError, match="on purpose"):
        recorder.record(["input"], [tf.zeros((1, 6, 6, 1))], fail)
    assert "call" not in vars(model.flat)


def test_a_model_that_never_saw_data_is_refused_with_a_sentence():
    with pytest.raises(UserError, match="“later” has never been given data"):
        inputs_of(keras.Sequential([keras.layers.Dense(2)], name="later"))
    with pytest.raises(UserError, match="never been given data"):
        Prober(kinds.Subclassed(), "m")


def test_a_model_whose_code_fails_is_refused_with_its_reason():
    class Broken(kinds.Stubborn):
        def call(self, inputs):
            raise RuntimeError("no such thing")

    model = Broken(name="broken")
    model.build((None, 6, 6, 1))
    with pytest.raises(UserError, match=r"“broken” could not be run.*no such thing"):
        Prober(model, "m")


def test_inputs_of_models_that_are_python_code():
    class Several(keras.Model):
        def build(self, inputs_shape, scale_shape):
            pass

        def call(self, inputs, scale):
            return inputs["a"] * scale + keras.ops.sum(inputs["b"])

    model = Several()
    model({"a": np.ones((2, 3), np.float32), "b": np.ones((2, 4), np.float32)}, scale=np.ones((2, 3), np.float32))
    inputs = inputs_of(model)
    assert [(slot.name, slot.shape) for slot in inputs.slots] == [
        ("a", (None, 3)),
        ("b", (None, 4)),
        ("scale", (None, 3)),
    ]
    result = inputs.call(model, [tf.ones((1, 3)), tf.zeros((1, 4)), tf.fill((1, 3), 2.0)])
    assert np.array_equal(result, [[2, 2, 2]])


def test_the_picture_is_the_input_that_looks_like_one():
    assert inputs_of(kinds.two_inputs()).picture_slot == 1
    assert InputSlot("x", (None, 28, 28)).accepts((28, 28))
    assert InputSlot("x", (None, 28, 28)).accepts((28, 28, 1))
    assert InputSlot("x", (None, 28, 28, 1)).accepts((28, 28))
    assert not InputSlot("x", (None, 28, 28)).accepts((28, 28, 3))
    assert not InputSlot("x", (None, 28, 28, 3)).accepts((28, 28))
    assert not InputSlot("x", (None, 28, 28)).accepts((28, 27))
