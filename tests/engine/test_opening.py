"""What the window gets when a file is opened: a model, arrays, or a sentence."""

from __future__ import annotations

import h5py
import keras
import numpy as np
import pytest

from nnviz.core.array_file import array_names, open_array
from nnviz.core.messages import WeightsOnlyError
from nnviz.engine.opening import layers_with_odd_weights, open_model


def never():
    return False


def small():
    return keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, name="one"), keras.layers.Dense(1, name="two")])


def test_bare_weights_are_kept_as_an_array_file(tmp_path):
    model, told = small(), []
    model.save(tmp_path / "whole.h5")
    with h5py.File(tmp_path / "whole.h5") as source, h5py.File(tmp_path / "bare.h5", "w") as target:
        target.attrs.update(source["model_weights"].attrs)
        for name in source["model_weights"]:
            source["model_weights"].copy(name, target)
    with pytest.raises(WeightsOnlyError, match=r"Dense\(2\), Dense\(1\)") as caught:
        open_model(tmp_path / "bare.h5", False, never, told.append)
    file = caught.value.values["arrays"]
    assert file.endswith("bare.npz")
    assert set(array_names(file)) == {
        "one.bias", "one.kernel", "two.bias", "two.kernel"
    }  # fmt: skip
    np.testing.assert_array_equal(open_array(file, "one.kernel").array, np.asarray(model.layers[0].kernel))
    assert told == []


def test_infinite_weights_are_told(tmp_path):
    model, told = small(), []
    model.get_layer("two").bias.assign([np.inf])
    model.save(tmp_path / "odd.keras")
    opened = open_model(tmp_path / "odd.keras", False, never, told.append)
    assert layers_with_odd_weights(opened) == ("two",)
    assert "weights of two are infinite or not numbers" in str(told[0].error)


def test_trusted_file_runs_its_code(tmp_path):
    twice = keras.layers.Lambda(lambda x: x * 2, output_shape=(3,))
    keras.Sequential([keras.Input((3,)), twice]).save(tmp_path / "mine.keras")
    opened = open_model(tmp_path / "mine.keras", True, never, [].append)
    np.testing.assert_array_equal(np.asarray(opened(np.ones((1, 3), "f"))), [[2, 2, 2]])
