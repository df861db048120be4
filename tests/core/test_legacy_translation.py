"""Old descriptions of models in today's words: what is certain is translated, what is not is refused by name."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.model_config.facts import Facts
from nnviz.core.model_config.legacy import translate
from nnviz.core.model_config.refusal import ModelRefused, NeedsOwnCode


def facts(version, backend="tensorflow"):
    return Facts("hdf5", "legacy", version, backend)


def chain(*layers):
    return {"class_name": "Sequential", "config": list(layers)}


def layer(class_name, **config):
    return {"class_name": class_name, "config": {"name": class_name.lower(), **config}}


def first(class_name, **config):
    return layer(class_name, batch_input_shape=config.pop("shape", [None, 8, 9, 3]), **config)


def translated(version, *layers, backend="tensorflow"):
    """Return the layers after the input, as (class, settings without the name)."""
    found = translate(chain(*layers), facts(version, backend))["config"]["layers"]
    assert found[0]["class_name"] == "InputLayer"
    return [(one["class_name"], {k: v for k, v in one["config"].items() if k != "name"}) for one in found[1:]]


# --- Keras 1 ---


def test_convolution_of_keras_1():
    old = first("Convolution2D", nb_filter=8, nb_row=3, nb_col=5, subsample=[2, 1], border_mode="same",
                dim_ordering="th", init="he_normal", bias=True, W_regularizer={"name": "WeightRegularizer", "l1": 0.0,
                "l2": 0.5}, b_regularizer=None, W_constraint={"name": "MaxNorm", "m": 2, "axis": 0},
                activation="relu", input_dtype="float32", trainable=True)  # fmt: skip
    ((class_name, config),) = translated("1.2.2", old)
    assert class_name == "Conv2D"
    assert config.pop("kernel_initializer")["class_name"] == "HeNormal"
    assert config.pop("kernel_regularizer")["config"] == {"l1": 0.0, "l2": 0.5}
    assert config.pop("kernel_constraint")["config"] == {"max_value": 2, "axis": 0}
    assert config == {
        "filters": 8, "kernel_size": [3, 5], "strides": [2, 1], "padding": "same", "data_format": "channels_first",
        "use_bias": True, "activation": "relu", "trainable": True, "bias_regularizer": None,
    }  # fmt: skip


def test_recurrent_layer_of_keras_1():
    old = layer("LSTM", output_dim=4, init="glorot_uniform", inner_init="orthogonal", forget_bias_init="one",
                activation="tanh", inner_activation="hard_sigmoid", dropout_W=0.1, dropout_U=0.2, consume_less="gpu",
                input_dim=3, input_length=5, return_sequences=False, go_backwards=False, stateful=False, unroll=False,
                batch_input_shape=[None, 5, 3], W_regularizer=None)  # fmt: skip
    ((class_name, config),) = translated("1.1.0", old)
    assert class_name == "LSTM"
    assert (config["units"], config["dropout"], config["recurrent_dropout"]) == (4, 0.1, 0.2)
    assert config["recurrent_activation"]["config"] == "nnviz>hard_sigmoid_of_keras_2"
    assert not {"consume_less", "forget_bias_init", "input_dim", "inner_init"} & set(config)


def test_embedding_of_keras_1_reads_whole_numbers():
    old = layer("Embedding", input_dim=10, output_dim=4, input_length=6, init="uniform", dropout=0.0, mask_zero=True,
                W_regularizer=None, activity_regularizer=None, W_constraint=None, input_dtype="int32",
                batch_input_shape=[None, 6])  # fmt: skip
    model = translate(chain(old), facts("1.0.8"))
    given_input, embedding = model["config"]["layers"]
    assert given_input["config"]["dtype"] == "int32"
    assert embedding["config"]["input_dim"] == 10
    assert embedding["config"]["output_dim"] == 4
    assert "input_length" not in embedding["config"]


def test_type_of_the_indices_is_not_that_of_the_vectors():
    old = layer("Embedding", input_dim=10, output_dim=4, dtype="int32", batch_input_shape=[None, 6])
    assert "dtype" not in translated("2.0.5", old)[0][1]


@pytest.mark.parametrize(
    ("old", "today"),
    [
        (layer("MaxPooling1D", pool_length=2, stride=3, border_mode="valid"), ("MaxPooling1D", "strides", 3)),
        (layer("UpSampling1D", length=2), ("UpSampling1D", "size", 2)),
        (layer("Dropout", p=0.25), ("Dropout", "rate", 0.25)),
        (layer("GaussianNoise", sigma=0.1), ("GaussianNoise", "stddev", 0.1)),
        (layer("LeakyReLU", alpha=0.25), ("LeakyReLU", "negative_slope", 0.25)),
        (layer("ThresholdedReLU", theta=0.5), ("ReLU", "threshold", 0.5)),
        (layer("TimeDistributedDense", output_dim=3), ("Dense", "units", 3)),
        (layer("AtrousConvolution2D", atrous_rate=[2, 2], nb_filter=1, nb_row=1, nb_col=1),
         ("Conv2D", "dilation_rate", [2, 2])),
        (layer("PReLU", init="zero"), ("PReLU", "alpha_initializer", None)),
        (layer("ZeroPadding2D", padding={"top_pad": 1, "left_pad": 2}), ("ZeroPadding2D", "padding", [[1, 0], [2, 0]])),
        (layer("ZeroPadding2D", padding=[1, 2, 3, 4]), ("ZeroPadding2D", "padding", [[1, 2], [3, 4]])),
        (layer("Flatten"), ("Flatten", "data_format", "channels_last")),
        (layer("MaxoutDense", output_dim=3, nb_feature=2), ("MaxoutDense", "units", 3)),
        (layer("GRU", output_dim=3), ("GRU", "reset_after", False)),
    ],
)  # fmt: skip
def test_words_of_keras_1(old, today):
    class_name, key, value = today
    conv = first("Convolution2D", nb_filter=1, nb_row=1, nb_col=1, dim_ordering="th")
    found = translated("1.2.0", conv, old)[1]
    assert found[0] == class_name
    assert value is None or found[1][key] == value
    assert key in found[1]


def test_order_of_axes_that_keras_1_left_unsaid_is_that_of_its_convolutions():
    for ordering, data_format in (("th", "channels_first"), ("tf", "channels_last")):
        conv = first("Convolution2D", nb_filter=1, nb_row=1, nb_col=1, dim_ordering=ordering)
        assert translated("1.2.0", conv, layer("UpSampling2D", size=[2, 2]))[1][1]["data_format"] == data_format
    with pytest.raises(ModelRefused, match=r"“upsampling2d”.*channels come"):
        translated("1.2.0", first("UpSampling2D", size=[2, 2]))


@pytest.mark.parametrize(
    ("version", "old", "said"),
    [
        ("1.2.0", layer("BatchNormalization", mode=1, axis=-1), "“mode” = 1"),
        ("1.2.0", layer("Merge", mode="cos"), "“mode” = cos"),
        ("1.2.0", layer("Graph"), "“Graph” of an old Keras"),
        ("1.2.0", layer("Deconvolution2D", nb_filter=1, nb_row=3, nb_col=3, subsample=[2, 2], border_mode="same",
                        dim_ordering="tf", output_shape=[None, 15, 17, 1]), "“output_shape”"),
        ("2.2.4-tf", layer("LSTM", units=2, time_major=True), "“time_major” = True"),
        ("2.4.0", layer("BatchNormalization", axis=[1, 2]), r"“axis” = \[1, 2\]"),
        ("2.6.0", layer("Attention", causal=True), "“causal” = True"),
        ("2.2.4-tf", layer("LocallyConnected1D", filters=1, kernel_size=[2], implementation=3), "“implementation” = 3"),
    ],
)  # fmt: skip
def test_what_has_no_meaning_today_is_refused_by_name(version, old, said):
    with pytest.raises(ModelRefused, match=rf"“{old['config']['name']}”.*{said}"):
        translated(version, first("Dense", units=1, output_dim=1), old)


def test_merging_by_code_needs_that_code():
    with pytest.raises(NeedsOwnCode, match="“merge”"):
        translated("1.2.0", first("Dense", output_dim=1), layer("Merge", mode=["x", None], mode_type="lambda"))


def test_lambda_and_foreign_classes_pass_on_to_the_vetting_as_they_are():
    code = layer("Lambda", function=["code", None, None])
    assert translated("2.2.4", first("Dense", units=1), code)[1][1]["function"] == ["code", None, None]
    custom = {**layer("Conv2D", filters=1), "module": "my_project", "registered_name": "mine>Conv2D"}
    found = translate(chain(first("Dense", units=1), custom), facts("2.13.0"))["config"]["layers"]
    assert found[-1] == custom


def test_chain_that_begins_with_a_merge_becomes_a_graph():
    def branch(name):
        dense = {"name": name, "output_dim": 2, "batch_input_shape": [None, 3]}
        return {"class_name": "Sequential", "config": [{"class_name": "Dense", "config": dense}]}

    merge = layer("Merge", mode="concat", concat_axis=1, layers=[branch("a"), branch("b")])
    model = translate(chain(merge, layer("Dense", output_dim=1)), facts("1.1.1"))
    assert model["class_name"] == "Functional"
    by_name = {one["name"]: one for one in model["config"]["layers"]}
    assert list(by_name) == ["a_input", "a", "b_input", "b", "merge", "dense"]
    assert by_name["merge"]["class_name"] == "Concatenate"
    assert by_name["merge"]["inbound_nodes"] == [[["a", 0, 0, {}], ["b", 0, 0, {}]]]
    assert model["config"]["input_layers"] == [["a_input", 0, 0], ["b_input", 0, 0]]
    assert model["config"]["output_layers"] == ["dense", 0, 0]


# --- Keras 2 and the Keras of TensorFlow ---


def test_input_shapes_move_to_an_input_layer():
    model = translate(chain(first("Dense", units=2, shape=[None, 4])), facts("2.1.3"))
    assert [one["class_name"] for one in model["config"]["layers"]] == ["InputLayer", "Dense"]
    assert model["config"]["layers"][0]["config"] == {
        "name": "dense_input", "batch_shape": [None, 4], "dtype": "float32"
    }  # fmt: skip
    built = {"class_name": "Sequential", "config": {"name": "s", "layers": [layer("Dense", units=2)],
             "build_input_shape": {"class_name": "TensorShape", "items": [32, 4]}}}  # fmt: skip
    assert translate(built, facts("2.6.0"))["config"]["layers"][0]["config"]["batch_shape"] == [None, 4]


@pytest.mark.parametrize(
    ("old", "class_name", "gone", "kept"),
    [
        (layer("DepthwiseConv2D", kernel_size=[3, 3], groups=1), "DepthwiseConv2D", {"groups"}, {}),
        (layer("SeparableConv2D", filters=1, groups=1, kernel_initializer=None), "SeparableConv2D",
         {"groups", "kernel_initializer"}, {"filters": 1}),
        (layer("BatchNormalizationV1", axis=[3], fused=True, virtual_batch_size=None), "BatchNormalization",
         {"fused", "virtual_batch_size"}, {"axis": 3}),
        (layer("CuDNNLSTM", units=2), "LSTM", set(), {"recurrent_activation": "sigmoid", "activation": "tanh"}),
        (layer("CuDNNGRU", units=2), "GRU", set(), {"reset_after": True, "recurrent_activation": "sigmoid"}),
        (layer("LSTM", units=2, time_major=False, implementation=2), "LSTM", {"time_major", "implementation"}, {}),
        (layer("RandomFlip", mode="horizontal", rng_type="stateful"), "RandomFlip", {"rng_type"}, {}),
        (layer("RandomHeight", factor=0.1), "Identity", {"factor"}, {}),
        (layer("Dense", units=1, dtype={"class_name": "Policy", "config": {"name": "mixed_float16"}}), "Dense",
         set(), {"dtype": "mixed_float16"}),
        (layer("Activation", activation={"class_name": "function", "module": "builtins", "config": "relu"}),
         "Activation", set(), {"activation": "relu"}),
        (layer("SpatialDropout1D", rate=0.5, noise_shape=None, trainable=True), "SpatialDropout1D",
         {"noise_shape", "trainable"}, {}),
    ],
)  # fmt: skip
def test_words_of_keras_2(old, class_name, gone, kept):
    name, config = translated("2.4.0", first("Dense", units=1), old)[1]
    assert name == class_name
    assert not gone & set(config)
    assert {key: config[key] for key in kept} == kept


def test_bilinear_enlargement_of_keras_2_is_not_that_of_tensorflow_2():
    old = first("UpSampling2D", size=[2, 2], interpolation="bilinear", data_format="channels_last")
    for version in ("2.2.4", "2.3.1", "2.1.6-tf"):
        assert translated(version, old)[0][0] == "BilinearUpSampling2D"
    assert translated("2.3.0-tf", old)[0] == (
        "UpSampling2D", {"size": [2, 2], "interpolation": "bilinear", "data_format": "channels_last"}
    )  # fmt: skip


def test_initialisers_of_tensorflow_lose_what_keras_3_does_not_know():
    start = {"class_name": "VarianceScaling", "config": {"scale": 1.0, "distribution": "normal", "dtype": "float32"}}
    config = translated("2.2.4-tf", first("Dense", units=1, kernel_initializer=start, bias_initializer="zeros"))[0][1]
    assert config["kernel_initializer"]["config"] == {"scale": 1.0, "distribution": "truncated_normal"}
    assert config["bias_initializer"]["class_name"] == "Zeros"
    evil = {"class_name": "system", "module": "os", "config": {}, "registered_name": "os>system"}
    kept = translated("2.13.0", first("Dense", units=1, kernel_initializer=evil))[0][1]["kernel_initializer"]
    assert kept == evil


def test_hard_sigmoid_changed_with_keras_3():
    old = first("Dense", units=1, activation="hard_sigmoid")
    assert translated("2.15.0", old)[0][1]["activation"]["config"] == "nnviz>hard_sigmoid_of_keras_2"
    assert translated("3.5.0", old)[0][1]["activation"] == "hard_sigmoid"


def test_modules_of_tensorflow_become_those_of_keras():
    item = {**layer("Dense", units=1), "module": "tf_keras.src.layers.core.dense", "registered_name": "Dense"}
    found = translate(chain(first("Dense", units=1), item), Facts("keras", "keras3", "2.14.0"))["config"]["layers"][-1]
    assert (found["module"], found["registered_name"]) == ("keras.layers", None)


def graph(*layers, outputs):
    return {"class_name": "Functional", "config": {
        "name": "g", "layers": list(layers), "input_layers": [["x", 0, 0]], "output_layers": outputs}}  # fmt: skip


def node(class_name, name, *calls, **config):
    return {"class_name": class_name, "name": name, "config": {"name": name, **config}, "inbound_nodes": list(calls)}


X = node("InputLayer", "x", batch_input_shape=[None, 4])


def test_calls_of_inner_models_are_counted_from_nought():
    inner = graph(X, node("Dense", "d", [["x", 0, 0, {}]], units=4), outputs=[["d", 0, 0]])
    inner = {**inner, "name": "inner", "inbound_nodes": [[["x", 0, 0, {}]], [["inner", 1, 0, {}]]]}
    inner["config"]["name"] = "inner"
    model = graph(X, inner, node("Dense", "last", [["inner", 2, 0, {}]], units=1), outputs=[["last", 0, 0]])
    by_name = {one["name"]: one for one in translate(model, facts("2.4.0"))["config"]["layers"]}
    assert by_name["inner"]["inbound_nodes"] == [[["x", 0, 0, {}]], [["inner", 0, 0, {}]]]
    assert by_name["last"]["inbound_nodes"] == [[["inner", 1, 0, {}]]]
    outside = graph(X, inner, outputs=[["inner", 2, 0]])
    # Keras 3 counts the making of a functional model here, and here only.
    assert translate(outside, facts("2.4.0"))["config"]["output_layers"] == ["inner", 2, 0]


def test_states_and_other_tensors_by_name():
    model = graph(
        X,
        node("LSTM", "lstm", [["x", 0, 0, {}], ["h", 0, 0, {}], ["c", 0, 0, {}]], units=2),
        node("MultiHeadAttention", "mha", [["x", 0, 0, {"value": ["lstm", 0, 0], "training": False}]], num_heads=1),
        node("Dense", "h", [["x", 0, 0]], units=2),
        node("Dense", "c", [["x", 0, 0, {"training": None}]], units=2),
        outputs=[["mha", 0, 0]],
    )
    by_name = {one["name"]: one["inbound_nodes"] for one in translate(model, facts("2.6.0"))["config"]["layers"]}
    history = lambda value: value["config"]["keras_history"]  # noqa: E731
    (call,) = by_name["lstm"]
    assert [history(one) for one in call["args"]] == [["x", 0, 0]]
    assert [history(one) for one in call["kwargs"]["initial_state"]] == [["h", 0, 0], ["c", 0, 0]]
    (call,) = by_name["mha"]
    assert history(call["kwargs"]["value"]) == ["lstm", 0, 0]
    assert set(call["kwargs"]) == {"value"}
    assert by_name["h"] == by_name["c"] == [[["x", 0, 0, {}]]]


def test_bare_functions_of_tensorflow_become_operations():
    call = ["x", 0, 0, {"y": 2.0, "name": None}]
    model = graph(
        X,
        node("TFOpLambda", "tf.math.multiply", call, function="math.multiply"),
        node("TFOpLambda", "tf.math.subtract", ["_CONSTANT_VALUE", -1, 1.0, {"y": ["x", 0, 0]}],
             function="math.subtract"),
        node("SlicingOpLambda", "cut", ["x", 0, 0, {"slice_spec": [{"start": None, "stop": None, "step": None},
             {"start": 1, "stop": 3, "step": None}]}], function="__operators__.getitem"),
        node("TensorFlowOpLayer", "old", [["x", 0, 0, {}]], node_def='{"op": "RealDiv"}', constants={"1": 255.0}),
        outputs=[["cut", 0, 0]],
    )  # fmt: skip
    by_name = {one["name"]: one for one in translate(model, facts("2.8.0"))["config"]["layers"]}
    double = by_name["tf.math.multiply"]
    assert (double["module"], double["class_name"]) == ("keras.src.ops.numpy", "Multiply")
    assert double["inbound_nodes"][0]["args"][1] == 2.0
    assert by_name["tf.math.subtract"]["inbound_nodes"][0]["args"][0] == 1.0
    assert by_name["cut"]["inbound_nodes"][0]["args"][1][1]["config"] == {"start": 1, "stop": 3, "step": None}
    assert by_name["old"]["class_name"] == "TrueDivide"
    for function in ("io.read_file", "py_function", "numpy_function"):
        odd = graph(X, node("TFOpLambda", "odd", call, function=function), outputs=[["odd", 0, 0]])
        with pytest.raises(ModelRefused, match=f"“odd” calls the function {function}"):
            translate(odd, facts("2.8.0"))


def test_slashes_in_names_become_underscores():
    model = graph(X, node("Dense", "a/b", [["x", 0, 0, {}]], units=1), outputs=[["a/b", 0, 0]])
    found = translate(model, facts("2.6.0"))["config"]
    assert found["layers"][1]["name"] == found["layers"][1]["config"]["name"] == "a_b"
    assert found["output_layers"] == ["a_b", 0, 0]


# --- Theano ---


def conv(**config):
    return first("Conv2D", filters=1, data_format="channels_last", dilation_rate=[1, 1], **config)


@pytest.mark.parametrize(
    ("kernel", "strides", "padding"),
    [([3, 3], [1, 1], None), ([3, 5], [2, 2], [[1, 1], [2, 2]]), ([2, 4], [1, 1], [[1, 0], [2, 1]])],
)
def test_padding_of_theano(kernel, strides, padding):
    found = translated("2.1.0", conv(kernel_size=kernel, strides=strides, padding="same"), backend="theano")
    if padding is None:
        assert [name for name, _ in found] == ["Conv2D"]
        return
    assert found[0] == ("ZeroPadding2D", {"padding": padding, "data_format": "channels_last"})
    assert found[1][1]["padding"] == "valid"


def test_pooling_that_only_theano_padded_so_is_refused():
    pool = layer("MaxPooling2D", pool_size=[2, 2], strides=[2, 2], padding="same", data_format="channels_last")
    with pytest.raises(ModelRefused, match=r"“maxpooling2d”.*Theano"):
        translated("2.1.0", conv(kernel_size=[1, 1], padding="valid"), pool, backend="theano")
    assert len(translated("2.1.0", conv(kernel_size=[1, 1], padding="valid"), pool)) == 2


# --- whatever a file may say ---

words = st.sampled_from([
    "Sequential", "Model", "Functional", "Dense", "Convolution2D", "Merge", "LSTM", "TFOpLambda", "InputLayer",
    "Bidirectional", "TensorFlowOpLayer", "x", "concat", "valid", "same", "th", "math.add", "float32",
])  # fmt: skip
keys = st.sampled_from([
    "class_name", "config", "name", "layers", "inbound_nodes", "input_layers", "output_layers", "batch_input_shape",
    "layer", "cell", "cells", "activation", "kernel_initializer", "dim_ordering", "nb_row", "nb_col", "mode",
    "output_shape", "padding", "axis", "dtype", "function", "node_def", "constants", "build_input_shape", "module",
])  # fmt: skip
leaves = st.none() | st.booleans() | st.integers(-3, 9) | st.floats(allow_nan=False) | words
values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=6))
items = st.fixed_dictionaries(
    {"class_name": words, "config": values}, optional={"name": words, "inbound_nodes": values}
)
models = st.fixed_dictionaries(
    {"class_name": words, "config": st.lists(items, max_size=4) | st.fixed_dictionaries(
        {"layers": st.lists(items, max_size=4)}, optional={"input_layers": values, "output_layers": values})}
)  # fmt: skip


@given(models | values, st.sampled_from(["1.2.2", "2.1.0", "2.4.0", "3.1.0", ""]), st.sampled_from(["theano", ""]))
def test_no_description_ends_in_anything_but_a_refusal(config, version, backend):
    before = json.dumps(config, sort_keys=True)
    with suppress(ModelRefused):
        translate(config, facts(version, backend))
    assert json.dumps(config, sort_keys=True) == before


def test_generation_is_read_from_the_words_where_no_version_is_told():
    old = first("Convolution2D", nb_filter=1, nb_row=1, nb_col=1, border_mode="valid", dim_ordering="tf")
    assert translate(chain(old), facts("", ""))["config"]["layers"][1]["class_name"] == "Conv2D"
    assert translate(chain(first("Dense", units=1)), facts("", ""))["config"]["layers"][1]["class_name"] == "Dense"
