from __future__ import annotations

import errno
import os
import subprocess
import sys
import zipfile

import h5py
import numpy as np
import pytest

from nnviz.core.messages import NeedsCodeError, UserError, WeightsOnlyError
from nnviz.engine.architectures import build_model
from nnviz.engine.keras_import import import_keras
from nnviz.engine.model_file import load_model, load_own_model, save_model, weights_as_arrays

PICTURES = np.random.default_rng(0).random((3, 28, 28, 1), np.float32)


@pytest.fixture(scope="module")
def model():
    return build_model("mlp", seed=1)


@pytest.fixture(scope="module")
def saved(model, tmp_path_factory):
    path = tmp_path_factory.mktemp("models") / "mlp.keras"
    save_model(model, path)
    return path


def test_saved_model_opens_with_the_same_answers(model, saved):
    opened = load_model(saved)
    np.testing.assert_array_equal(np.asarray(opened(PICTURES)), np.asarray(model(PICTURES)))
    assert not opened.compiled
    assert [path.name for path in saved.parent.iterdir()] == ["mlp.keras"]


@pytest.mark.parametrize("suffix", [".h5", ".hdf5", ".H5"])
def test_hdf5_file_opens(model, tmp_path, suffix):
    model.save(tmp_path / "model.h5")
    path = (tmp_path / "model.h5").rename(tmp_path / f"other{suffix}")
    np.testing.assert_array_equal(np.asarray(load_model(path)(PICTURES)), np.asarray(model(PICTURES)))


def test_upper_case_keras_suffix_opens(model, saved, tmp_path):
    path = tmp_path / "MODEL.KERAS"
    path.write_bytes(saved.read_bytes())
    np.testing.assert_array_equal(np.asarray(load_model(path)(PICTURES)), np.asarray(model(PICTURES)))


def zip_of(*names):
    def write(path):
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "{}")

    return write


def text(path):
    path.write_text("a letter to a friend " * 100)


def some_arrays(path):
    with h5py.File(path, "w") as file:
        file["dense/kernel"] = np.zeros((2, 2))


def cut_hdf5(path):
    with h5py.File(path, "w") as file:
        file.attrs["model_config"] = "{}"
        file["data"] = np.zeros(10_000)
    path.write_bytes(path.read_bytes()[:1000])


BAD_FILES = [
    ("empty.keras", lambda path: path.touch(), "it is empty"),
    ("folder.keras", lambda path: path.mkdir(), "not a plain file"),
    ("pipe.keras", os.mkfifo, "not a plain file"),
    ("text.keras", text, r"neither a \.keras nor an HDF5 file"),
    ("other.keras", zip_of("word/document.xml"), ""),
    ("half.keras", zip_of("config.json"), ""),
    ("text.h5", text, r"neither a \.keras nor an HDF5 file"),
    ("arrays.h5", some_arrays, "neither layers nor weights of Keras"),
    ("cut.hdf5", cut_hdf5, ""),
    ("model.pkl", text, r"neither a \.keras nor an HDF5 file"),
]


@pytest.mark.parametrize(("name", "write", "said"), BAD_FILES, ids=[name for name, _, _ in BAD_FILES])
def test_what_is_no_model_is_refused(tmp_path, name, write, said):
    write(tmp_path / name)
    with pytest.raises(UserError, match=rf"{name} was not opened: .*{said}") as caught:
        load_model(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_absent_file(tmp_path):
    with pytest.raises(UserError, match=r"There is no file .*gone\.keras"):
        load_model(tmp_path / "gone.keras")


def test_cut_off_keras_file(saved, tmp_path):
    (tmp_path / "cut.keras").write_bytes(saved.read_bytes()[:-500])
    with pytest.raises(UserError, match=r"cut\.keras was not opened"):
        load_model(tmp_path / "cut.keras")


def test_refusals_need_no_tensorflow(tmp_path):
    for name, write, _ in BAD_FILES:
        write(tmp_path / name)
    code = (
        "import sys, pathlib\n"
        "from nnviz.engine.model_file import load_model\n"
        "from nnviz.core.messages import UserError\n"
        "refused = 0\n"
        "for path in pathlib.Path(sys.argv[1]).iterdir():\n"
        "    try:\n"
        "        load_model(path)\n"
        "    except UserError:\n"
        "        refused += 1\n"
        "print(refused, 'keras' in sys.modules, 'tensorflow' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(len(BAD_FILES)), "False", "False"]


@pytest.mark.parametrize("config", ["{}", "no json", '{"class_name": "Nobody", "config": {}, "module": "nowhere"}'])
def test_config_that_keras_cannot_use_becomes_one_sentence(saved, tmp_path, config):
    path = tmp_path / "odd.keras"
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            target.writestr(name, config if name == "config.json" else source.read(name))
    with pytest.raises(UserError, match=r"odd\.keras was not opened") as caught:
        load_model(path)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 500


def test_code_in_a_file_is_run_only_when_trusted(tmp_path):
    keras = import_keras()
    layers = [keras.Input((2,)), keras.layers.Lambda(lambda x: x * 2, output_shape=(2,), name="twice")]
    keras.Sequential(layers).save(tmp_path / "code.keras")
    with pytest.raises(NeedsCodeError, match=r"“twice” is a Lambda: .*--trust") as caught:
        load_model(tmp_path / "code.keras")
    assert caught.value.values["path"] == str(tmp_path / "code.keras")
    opened = load_model(tmp_path / "code.keras", trust=True)
    np.testing.assert_array_equal(np.asarray(opened(np.ones((1, 2), np.float32))), [[2, 2]])


@pytest.mark.parametrize("name", ["weights.h5", "w.weights.h5"])
def test_weights_without_layers_open_as_arrays(model, tmp_path, name):
    path = tmp_path / name
    if name == "w.weights.h5":
        model.save_weights(path)
    else:
        model.save(tmp_path / "whole.h5")
        with h5py.File(tmp_path / "whole.h5") as source, h5py.File(path, "w") as target:
            for key, value in source["model_weights"].attrs.items():
                target.attrs[key] = value
            for key in source["model_weights"]:
                source["model_weights"].copy(key, target)
    with pytest.raises(WeightsOnlyError, match=rf"{name} holds weights only.*Dense\(16\), Dense\(16\), Dense\(10\)"):
        load_model(path)
    arrays = weights_as_arrays(path)
    assert sorted(array.shape for array in arrays.values()) == sorted(tuple(one.shape) for one in model.weights)


def test_cancelled_opening_is_told(saved):
    with pytest.raises(UserError, match=r"Opening mlp\.keras was cancelled"):
        load_model(saved, cancelled=lambda: True)


def test_own_files_open_without_being_judged(model, saved):
    np.testing.assert_array_equal(np.asarray(load_own_model(saved)(PICTURES)), np.asarray(model(PICTURES)))
    with pytest.raises(UserError, match="There is no file"):
        load_own_model(saved.with_name("gone.keras"))


def test_only_keras_files_are_written(model, tmp_path):
    with pytest.raises(UserError, match=r"does not end in \.keras"):
        save_model(model, tmp_path / "model.h5")
    assert list(tmp_path.glob("*.h5")) == []


def test_full_disk_leaves_the_old_file_and_no_other(model, tmp_path, monkeypatch):
    path = tmp_path / "out" / "mine.keras"
    path.parent.mkdir()
    path.write_bytes(b"old")

    def fail(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "writestr", fail)
    with pytest.raises(UserError, match=r"could not be saved as .*mine\.keras"):
        save_model(model, path)
    monkeypatch.undo()
    assert [entry.name for entry in path.parent.iterdir()] == ["mine.keras"]
    assert path.read_bytes() == b"old"
    save_model(model, path)
    assert load_model(path).count_params() == 13_002


def test_folder_that_is_gone(model, tmp_path):
    with pytest.raises(UserError, match="No such file or directory"):
        save_model(model, tmp_path / "gone" / "mine.keras")
