"""What nnviz counts from a description is what Keras builds from it."""

from __future__ import annotations

import json
import math

import keras
import model_kinds
import pytest
from generate_allowed import TARGET, allowed, as_text
from keras import ops
from layer_samples import SAMPLES

from nnviz.core.model_config.allow_list import AllowList
from nnviz.core.model_config.budget import estimate
from nnviz.core.model_config.shapes import LAYER_RULES, OPERATION_RULES
from nnviz.core.model_config.vetting import vet

LIST = AllowList.from_json(TARGET.read_text(encoding="utf-8"))
PLENTY = 2**36
SINGLE = [(name, number) for name, samples in SAMPLES.items() for number in range(len(samples))]
KINDS = [
    "any_size", "attention", "branch", "convolution_1d", "convolution_3d", "embedding", "fixed_batch", "lstm", "nested",
    "nested_twice", "operations", "sequential", "sequential_built_by_data", "several_outputs", "shared", "transposed",
    "two_inputs",
]  # fmt: skip
OPERATIONS = {
    "arithmetic": lambda x: 2 / (x * x + 3) - 1,
    "a slice": lambda x: x[:, 1:3, ::2],
    "an ellipsis": lambda x: x[..., 0],
    "a new axis": lambda x: x[:, None],
    "mean": lambda x: ops.mean(x, axis=[1, 2], keepdims=True),
    "reshape": lambda x: ops.reshape(x, (-1, 24)),
    "transpose": lambda x: ops.transpose(x, (0, 2, 1)),
    "matmul": lambda x: ops.matmul(x, ops.transpose(x, (0, 2, 1))),
    "concatenate": lambda x: ops.concatenate([x, x], axis=1),
    "stack": lambda x: ops.stack([x, x], axis=1),
    "split": lambda x: ops.split(x, [1, 3], axis=1)[1],
    "tile": lambda x: ops.tile(x, (1, 2, 3)),
    "repeat": lambda x: ops.repeat(x, 3, axis=1),
    "pad": lambda x: ops.pad(x, ((0, 0), (1, 2), (0, 0))),
    "one_hot": lambda x: ops.one_hot(ops.cast(x, "int32"), 5),
    "where": lambda x: ops.where(x > 0, x, 0.0),
    "top_k": lambda x: ops.top_k(x, 2)[0],
    "squeeze": lambda x: ops.squeeze(ops.expand_dims(x, 1), 1),
    "moveaxis": lambda x: ops.moveaxis(x, 1, 2),
    "take": lambda x: ops.take(x, [0, 2], axis=1),
    "unstack": lambda x: ops.unstack(x, axis=1)[0],
    "max_pool": lambda x: ops.max_pool(x, 2),
    "softmax of a norm": lambda x: ops.softmax(ops.norm(x, axis=-1)),
}


def counted(model):
    description = keras.saving.serialize_keras_object(model)
    return estimate(vet(json.loads(json.dumps(description)), LIST), PLENTY)


def weights_of(model):
    return sorted(tuple(weight.shape) for weight in model.weights)


def check(model):
    found = counted(model)
    assert sorted(shape for shapes in found.weights.values() for shape in shapes) == weights_of(model)
    assert found.parameters == model.count_params()
    outputs = [output.shape[1:] for output in model.outputs if None not in output.shape[1:]]
    assert found.activation_values >= sum(math.prod(shape) for shape in outputs)


@pytest.mark.parametrize(("name", "number"), SINGLE)
def test_every_layer_has_the_weights_that_keras_gives_it(name, number):
    check(SAMPLES[name][number].model())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_model_has_the_weights_that_keras_gives_it(kind):
    check(getattr(model_kinds, kind)())


@pytest.mark.parametrize("name", OPERATIONS)
def test_shapes_after_an_operation_are_those_of_keras(name):
    """A dense layer behind it has as many weights as the operation leaves columns."""
    x = keras.Input((6, 4))
    check(keras.Model(x, keras.layers.Dense(3)(OPERATIONS[name](x))))


def test_what_is_rebuilt_from_the_vetted_description_has_the_same_weights():
    model = model_kinds.branch()
    vetted = vet(json.loads(json.dumps(keras.saving.serialize_keras_object(model))), LIST)
    assert weights_of(keras.saving.deserialize_keras_object(vetted)) == weights_of(model)


def test_everything_allowed_can_be_counted():
    assert {entry.name for entry in LIST.layers.values()} <= set(LAYER_RULES)
    assert {name.rsplit(".", 1)[1] for name in LIST.operations} <= set(OPERATION_RULES)


def test_every_layer_allowed_has_a_sample():
    assert {entry.name for entry in LIST.layers.values()} == set(SAMPLES)


def test_nothing_allowed_runs_code_or_reads_files():
    from nnviz.core.model_config.allow_list import REFUSED

    assert not {entry.name for entry in LIST.layers.values()} & (REFUSED | {"Lambda"})
    takers = {"Map", "Scan", "WhileLoop", "Cond", "VectorizedMap", "ForiLoop", "Switch", "AssociativeScan", "JVP"}
    assert not {name.rsplit(".", 1)[1] for name in LIST.operations} & takers


def test_the_table_is_what_this_keras_says():
    assert as_text(allowed()) == TARGET.read_text(encoding="utf-8"), "run python tests/generate_allowed.py and look"
