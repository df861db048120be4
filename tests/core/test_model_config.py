"""Descriptions of models: read within bounds, written anew from allowed parts, and counted before anything is built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.core.memory import free_bytes
from nnviz.core.model_config.allow_list import AllowList
from nnviz.core.model_config.budget import estimate
from nnviz.core.model_config.limits import parse_json
from nnviz.core.model_config.refusal import ModelRefused, shown
from nnviz.core.model_config.vetting import vet

ALLOWED = AllowList.from_json((Path(__file__).parents[2] / "resources/keras/allowed.json").read_text(encoding="utf-8"))
PLENTY = 2**34


def described(class_name, module="keras.layers", **config):
    return {"module": module, "class_name": class_name, "config": config, "registered_name": None}


def sequential(shape, *layers, **config):
    first = described("InputLayer", batch_shape=[None, *shape], name="input", dtype="float32")
    return described("Sequential", "keras", name="s", layers=[first, *layers], **config)


def counted(*model):
    return estimate(vet(sequential(*model), ALLOWED), PLENTY)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=30,
)


@given(json_values)
def test_what_json_wrote_is_read_as_it_was(value):
    assert parse_json(json.dumps(value).encode()) == value
    assert parse_json(json.dumps(value, ensure_ascii=False, indent=1).encode()) == value


@given(st.binary(max_size=60) | st.text(alphabet='{}[]",:\\1tn ', max_size=60).map(str.encode))
def test_any_bytes_are_a_value_or_a_refusal(data):
    try:
        expected = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        with pytest.raises(ModelRefused):
            parse_json(data)
        return
    try:
        assert repr(parse_json(data)) == repr(expected)
    except ModelRefused:
        assert data.count(b'"') >= 4 or len(data) > 40  # a name twice, or a long number


def test_brackets_inside_of_strings_do_not_count():
    assert parse_json(json.dumps({"a": "[" * 1000 + '\\"{'}).encode()) == {"a": "[" * 1000 + '\\"{'}


def test_a_description_is_read_up_to_its_bounds_and_not_beyond():
    assert parse_json(b"[" * 64 + b"]" * 64) is not None
    with pytest.raises(ModelRefused, match="64 levels"):
        parse_json(b"[" * 65 + b"]" * 65)
    assert len(parse_json(b"[" + b"1," * 300 + b"1]", max_nodes=100)) == 301
    with pytest.raises(ModelRefused, match="more than 100 values"):
        parse_json(b"[" + b"1," * 500 + b"1]", max_nodes=100)
    with pytest.raises(ModelRefused, match="more than 1 MB"):
        parse_json(b" " * (2**20 + 1), max_bytes=2**20)


def test_names_out_of_a_file_are_shown_on_one_short_line():
    assert shown("a\nb\x1b[0m\u202ec") == "a b[0mc"
    assert len(shown("x" * 10**6)) == 80


@settings(max_examples=200)
@given(st.data())
def test_no_change_of_a_description_gets_past_the_vetting_unseen(data):
    """Whatever stands in a setting comes out as it went in, or is refused; nothing else ever comes out."""
    value = data.draw(json_values)
    key = data.draw(st.sampled_from(["units", "name", "activation", "kernel_initializer", "dtype", "evil", "use_bias"]))
    model = sequential([4], described("Dense", **({"units": 3, "name": "d"} | {key: value})))
    try:
        vetted = vet(model, ALLOWED)
    except ModelRefused:
        return
    config = vetted["config"]["layers"][1]["config"]
    assert key != "evil"
    if key == "kernel_initializer":
        assert config[key] is None or config[key]["module"] == "keras.initializers"
    elif key in config:
        assert config[key] == value or (value is not value)


def test_the_result_names_its_classes_as_keras_does():
    old = sequential([4], {"class_name": "Dense", "config": {"units": 3, "kernel_initializer": "he_normal",
                                                             "kernel_regularizer": {"class_name": "l2", "config": {}},
                                                             "activation": {"module": "builtins", "config": "relu",
                                                                            "class_name": "function"}}})  # fmt: skip
    vetted = vet(old, ALLOWED)["config"]["layers"][1]
    assert (vetted["module"], vetted["class_name"], vetted["registered_name"]) == ("keras.layers", "Dense", None)
    assert vetted["config"]["kernel_initializer"] == {
        "module": "keras.initializers", "class_name": "HeNormal", "config": {}, "registered_name": None,
    }  # fmt: skip
    assert vetted["config"]["kernel_regularizer"]["class_name"] == "L2"
    assert vetted["config"]["activation"] == "relu"


def test_a_model_that_was_built_without_an_input_layer_gets_one():
    config = {"name": "s", "layers": [described("Dense", units=2, name="d")], "build_input_shape": [None, 5]}
    vetted = vet(described("Sequential", "keras", **config), ALLOWED)
    assert vetted["config"]["layers"][0]["config"]["batch_shape"] == [None, 5]
    assert estimate(vetted, PLENTY).weights == {"d": ((5, 2), (2,))}
    del config["build_input_shape"]
    with pytest.raises(ModelRefused, match="shape of its input"):
        vet(described("Sequential", "keras", **config), ALLOWED)


def test_the_input_of_a_model_that_stands_first_is_that_of_the_whole():
    inner = sequential([6], described("Dense", units=2, name="d"))
    outer = described("Sequential", "keras", name="outer", layers=[inner, described("Dense", units=3, name="e")])
    assert estimate(vet(outer, ALLOWED), PLENTY).parameters == 6 * 2 + 2 + 2 * 3 + 3


def test_the_count_is_exact_and_the_bound_strict():
    layers = [described("Conv2D", filters=8, kernel_size=[3, 3], name="c"), described("Flatten", name="f"),
              described("Dense", units=10, name="d")]  # fmt: skip
    found = counted([28, 28, 1], *layers)
    assert found.weights == {"c": ((3, 3, 1, 8), (8,)), "f": (), "d": ((26 * 26 * 8, 10), (10,))}
    assert found.parameters == 3 * 3 * 8 + 8 + 26 * 26 * 8 * 10 + 10
    assert found.activation_values == 28 * 28 + 2 * 26 * 26 * 8 + 10
    vetted = vet(sequential([28, 28, 1], *layers), ALLOWED)
    needed = 4 * (found.parameters + found.activation_values)
    assert estimate(vetted, needed) == found
    with pytest.raises(ModelRefused, match="memory"):
        estimate(vetted, needed // 2)


def test_a_shared_layer_is_counted_once():
    dense = described("Dense", units=4, name="d") | {"shared_object_id": 7}
    first, second = (sequential([4], dense) for _ in range(2))
    second["config"]["name"] = "t"
    model = described("Sequential", "keras", name="outer", layers=[first, second])
    assert estimate(vet(model, ALLOWED), PLENTY).parameters == 4 * 4 + 4


def test_free_memory_is_what_the_machine_and_its_group_leave(tmp_path):
    meminfo, group = tmp_path / "meminfo", tmp_path / "group"
    group.mkdir()
    meminfo.write_text("MemTotal: 900 kB\nMemAvailable:     500 kB\n")
    assert free_bytes(meminfo, group) == 500 * 1024
    (group / "memory.max").write_text("300000\n")
    (group / "memory.current").write_text("100000\n")
    assert free_bytes(meminfo, group) == 200_000
    (group / "memory.max").write_text("max\n")
    assert free_bytes(meminfo, group) == 500 * 1024
    meminfo.unlink()
    assert free_bytes(meminfo, group) > 2**20
