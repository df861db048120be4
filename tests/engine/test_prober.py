import followed_models
import keras
import model_kinds as kinds
import more_kinds
import numpy as np
import pytest

from nnviz.core.messages import UserError
from nnviz.engine.model_inputs import inputs_of
from nnviz.engine.prober import Prober

EVERY_KIND = tuple(dict.fromkeys((*kinds.KINDS, *more_kinds.KINDS, *followed_models.FOLLOWED)))


def close(found, expected, tolerance=1e-6):
    expected = np.asarray(expected)
    assert found.shape == expected.shape
    np.testing.assert_allclose(found, expected, rtol=tolerance, atol=tolerance * max(1.0, np.abs(expected).max()))


def tolerance_of(kind):
    # bfloat16 keeps 8 bits, and a traced function rounds once where separate steps round twice.
    return 2.0**-8 if kind is kinds.half_precision else 1e-6


def probed(kind):
    model = kinds.randomise(kind())
    image = kinds.picture_for(inputs_of(model))
    return model, image, Prober(model, "m").probe(image, generation=5, step=7)


def graph_of(model):
    return getattr(model, "_functional", None) or model


def feed_of(model, image):
    """Return a plain input of the model: the image, and zeros where it reads more."""
    structure = getattr(graph_of(model), "_inputs_struct", None)
    if isinstance(structure, dict):
        return {
            name: image[None] if name == "picture" else np.zeros((1, *tensor.shape[1:]), np.float32)
            for name, tensor in structure.items()
        }
    return image[None]


@pytest.mark.parametrize("kind", EVERY_KIND, ids=lambda kind: kind.__name__)
def test_the_output_is_the_one_of_a_plain_call(kind):
    model, image, probe = probed(kind)
    expected = keras.tree.flatten(model(feed_of(model, image), training=False))[0]
    close(probe.output, np.asarray(expected)[0].reshape(-1), tolerance_of(kind))
    assert (probe.generation, probe.step, probe.model_id) == (5, 7, "m")
    assert np.array_equal(probe.image, image)
    assert not probe.output.flags.writeable
    assert not any(array.flags.writeable for array in [*probe.tensors.values(), *probe.weights.values()])


@pytest.mark.parametrize(
    "kind",
    [kind for kind in EVERY_KIND if kind not in (kinds.subclassed, kinds.untraceable)],
    ids=lambda kind: kind.__name__,
)
def test_every_call_of_a_graph_equals_a_plain_sub_model(kind):
    model, image, probe = probed(kind)
    graph = graph_of(model)
    # In the order of computation: two calls of a shared layer are numbered by it.
    in_graph = [node for depth in sorted(graph._nodes_by_depth, reverse=True) for node in graph._nodes_by_depth[depth]]
    compared = 0
    for operation in graph.operations:
        nodes = [node for node in in_graph if node.operation is operation and not node.is_input]
        for number, node in enumerate(nodes, 1):
            call_id = operation.name if number == 1 else f"{operation.name}#{number}"
            part = keras.Model(graph._inputs_struct, list(node.outputs))
            for index, expected in enumerate(keras.tree.flatten(part(feed_of(graph, image), training=False))):
                array = np.asarray(keras.ops.cast(expected, "float32"))
                found = probe.tensors[call_id if index == 0 else f"{call_id}:{index}"]
                close(found.astype("f4"), array[0], tolerance_of(kind))
                compared += 1
    assert compared >= 1


def test_inner_layers_of_nested_models():
    model, image, probe = probed(kinds.nested)
    middle = model.get_layer("middle")
    first = middle.get_layer("conv")(image[None])
    second = middle.get_layer("inner").get_layer("conv")(first)
    close(probe.tensors["middle/conv"], first[0])
    close(probe.tensors["middle/inner/conv"], second[0])
    close(probe.tensors["middle/inner/relu"], np.maximum(second[0], 0))
    close(probe.weights["middle/inner/conv/kernel"], middle.get_layer("inner").get_layer("conv").kernel)


def test_a_nested_model_used_twice():
    model, image, probe = probed(kinds.nested_twice)
    kernel, bias = (np.asarray(variable) for variable in model.weights)
    first = image @ kernel + bias
    close(probe.tensors["inner/dense"], first)
    close(probe.tensors["inner#2/dense"], first @ kernel + bias)


def test_layers_called_from_python_code():
    model, image, probe = probed(kinds.subclassed)
    hidden = model.flat(model.convolution(image[None]))
    close(probe.tensors["flat"], hidden[0])
    close(probe.tensors["dense"], model.dense(hidden)[0])
    close(probe.tensors["dense#2"], model.other(hidden * 2)[0])
    close(probe.weights["dense#2/kernel"], model.other.kernel)


def test_a_model_that_cannot_be_traced_runs_as_it_is():
    model, image, probe = probed(kinds.untraceable)
    close(probe.tensors["conv"], model.convolution(image[None])[0])
    model.convolution.bias.assign([50.0, 60.0])
    close(Prober(model, "m").probe(image, 0).tensors["conv"], model.convolution(image[None])[0])


def test_layers_called_from_python_code_inside_a_graph():
    model, image, probe = probed(kinds.subclassed_inside)
    block = model.get_layer("block")
    close(probe.tensors["block/conv"], block.convolution(image[None])[0])
    close(probe.tensors["block"], block(image[None])[0])


def test_both_directions_of_a_recurrent_layer():
    model, _, probe = probed(kinds.lstm)
    sequence = probe.tensors["lstm"][None]
    both = model.get_layer("both")
    close(probe.tensors["both/forward_gru"], both.forward_layer(sequence)[0])
    close(probe.tensors["both/backward_gru"], both.backward_layer(sequence)[0])


def test_masks_travel_through_layers_that_hand_on_their_input():
    model = kinds.randomise(kinds.embedding())
    words = np.array([3, 4, 5, 0, 0, 0, 0, 0, 0], np.int32)
    probe = Prober(model, "m").probe(words, 0)
    close(probe.output, model(words[None])[0])
    embedded = model.get_layer("words")(words[None])
    close(probe.tensors["lstm"], model.get_layer("lstm")(embedded[:, :3])[0])


def test_weights_changed_in_place_change_the_answer_without_a_new_trace():
    model = kinds.randomise(kinds.sequential())
    image = kinds.picture_for(inputs_of(model))
    prober = Prober(model, "m")
    before = prober.probe(image, 0)
    function = prober._function
    model.compile("sgd", "sparse_categorical_crossentropy")
    model.train_on_batch(image[None], np.array([1]))
    after = prober.probe(image, 1)
    assert prober._function is function
    assert not np.allclose(before.output, after.output, atol=1e-4)
    assert not np.array_equal(before.weights["conv/kernel"], after.weights["conv/kernel"])
    close(after.output, model(image[None])[0])


def test_only_what_is_wanted_is_copied():
    model = kinds.randomise(kinds.sequential())
    image = kinds.picture_for(inputs_of(model))
    prober = Prober(model, "m")
    nothing = prober.probe(image, 0, keys=frozenset())
    assert not nothing.tensors
    assert not nothing.weights
    close(nothing.output, model(image[None])[0])
    some = prober.probe(image, 0, keys=frozenset({"conv", "scores/bias", "unknown"}))
    assert set(some.tensors) == {"conv"}
    assert set(some.weights) == {"scores/bias"}


def test_no_drop_out_while_looking():
    model = kinds.randomise(kinds.sequential())
    image = kinds.picture_for(inputs_of(model))
    probe = Prober(model, "m").probe(image, 0)
    assert np.array_equal(probe.tensors["dropout"], probe.tensors["flatten"])


def test_a_picture_of_another_size_is_refused_with_both_shapes():
    prober = Prober(kinds.sequential(), "m")
    with pytest.raises(UserError, match=r"reads 8 × 8 × 1, but the picture is 28 × 28") as caught:
        prober.probe(np.zeros((28, 28), np.float32), 0)
    assert "not run" in str(caught.value)
    free = Prober(kinds.any_size(), "m")
    assert free.probe(np.zeros((11, 12, 3), np.float32), 0).tensors["conv"].shape == (9, 10, 2)
    with pytest.raises(UserError, match=r"reads \? × \? × 3, but the picture is 11 × 12 × 1"):
        free.probe(np.zeros((11, 12, 1), np.float32), 0)


@pytest.mark.parametrize(("reads", "given"), [((6, 6), (6, 6, 1)), ((6, 6, 1), (6, 6))])
def test_a_channel_axis_of_one_may_be_there_or_not(reads, given):
    model = kinds.randomise(keras.Sequential([keras.Input(reads), keras.layers.Flatten(), keras.layers.Dense(2)]))
    image = np.random.default_rng(0).random((6, 6), np.float32)
    close(Prober(model, "m").probe(image.reshape(given), 0).output, model(image.reshape(1, *reads))[0])


def test_the_picture_goes_to_the_input_that_looks_like_one():
    _, image, probe = probed(kinds.two_inputs)
    assert np.array_equal(probe.tensors["picture"], image)
    assert not probe.tensors["number"].any()


def test_a_change_of_the_picture_later_does_not_reach_the_probe():
    prober = Prober(kinds.sequential(), "m")
    image = np.ones((8, 8, 1), np.float32)
    probe = prober.probe(image, 0)
    image[:] = 0
    assert probe.image.all()
    assert probe.tensors[prober.summary.layers[0].id].all()


def test_text_models_are_refused_with_a_sentence():
    x = keras.Input((1,), dtype="string")
    vectorise = keras.layers.TextVectorization(max_tokens=5, output_sequence_length=3, vocabulary=["a", "b"])
    model = keras.Model(x, vectorise(x))
    prober = Prober(model, "m")
    with pytest.raises(UserError, match="reads text"):
        prober.probe(np.zeros((28, 28, 1), np.float32), 0)
