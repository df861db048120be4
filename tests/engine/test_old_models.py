"""Models that old versions of Keras wrote answer as they did there.

`old_models.zip` holds small models of random weights, each with inputs and the outputs that the Keras which wrote it
computed: the multi-backend Keras 1.0.8 to 2.2.4 (on TensorFlow's version 1 interface) and the Keras of TensorFlow 2,
as HDF5 and as `.keras` files, with channels last (`_tf`) and first (`_th`).
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import keras
import numpy as np
import pytest
from judged import opened_here

from nnviz.engine.model_file import load_model, save_model

ARCHIVE = Path(__file__).with_name("old_models.zip")
with zipfile.ZipFile(ARCHIVE) as _archive:
    NAMES = sorted(name for name in _archive.namelist() if not name.endswith(".npz"))


def unpacked(name, folder):
    with zipfile.ZipFile(ARCHIVE) as archive:
        path = folder / Path(name).name
        path.write_bytes(archive.read(name))
        arrays = np.load(io.BytesIO(archive.read(str(Path(name).with_suffix(".npz")))))
        kinds = [[arrays[key] for key in sorted(arrays, key=lambda key: int(key[1:])) if key[0] == one] for one in "xy"]
    return path, *kinds


def answers(model, inputs):
    found = keras.tree.flatten(model(inputs if len(inputs) > 1 else inputs[0], training=False))
    return [np.asarray(one) for one in found]


def assert_answers(model, inputs, outputs):
    found = answers(model, inputs)
    assert len(found) == len(outputs)
    for one, expected in zip(found, outputs, strict=True):
        np.testing.assert_allclose(one, expected, rtol=1e-5, atol=1e-5 * max(1.0, float(np.abs(expected).max())))


def test_there_are_models_of_every_generation():
    assert len(NAMES) > 150
    assert {name.split("/")[0] for name in NAMES} == {
        "keras-1.0.8", "keras-1.1.2", "keras-1.2.2", "keras-2.0.9", "keras-2.1.6", "keras-2.2.4",
        "tf-keras-2.21-hdf5", "tf-keras-2.21", "tf-keras-2.14-order",
    }  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_old_model_answers_as_it_did(name, tmp_path):
    path, inputs, outputs = unpacked(name, tmp_path)
    (tmp_path / "copy").mkdir()
    assert_answers(opened_here(path, tmp_path / "copy"), inputs, outputs)


@pytest.mark.parametrize(
    "name",
    [
        "keras-1.2.2/core.h5", "keras-1.2.2/local2_th.h5", "keras-2.2.4/bilin_tf.h5", "keras-2.2.4/rnn.h5",
        "keras-2.2.4/seq2seq.h5", "tf-keras-2.21-hdf5/ops.h5", "tf-keras-2.21/teachable.keras",
    ],
)  # fmt: skip
def test_old_model_saved_anew_still_does(name, tmp_path):
    path, inputs, outputs = unpacked(name, tmp_path)
    model = load_model(path)
    save_model(model, tmp_path / "anew.keras")
    assert_answers(load_model(tmp_path / "anew.keras"), inputs, outputs)


def test_model_can_be_trained_on(tmp_path):
    path, inputs, outputs = unpacked("keras-1.2.2/core.h5", tmp_path)
    model = load_model(path)
    model.compile("sgd", "mse")
    before = model.evaluate(inputs[0], outputs[0] + 1, verbose=0)
    model.fit(inputs[0], outputs[0] + 1, epochs=20, verbose=0)
    assert model.evaluate(inputs[0], outputs[0] + 1, verbose=0) < before
