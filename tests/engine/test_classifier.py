"""Files in, digits out: through the same preparation as a drawing, in one pass, and nothing loaded for bad files."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from nnviz.core.messages import UserError
from nnviz.core.preparation import prepare
from nnviz.engine.classifier import classify_files


def _save(folder, name, picture):
    Image.fromarray(picture).save(folder / name)
    return folder / name


@pytest.fixture
def pictures(tmp_path):
    """Return a tall bar, a wide bar and a blank sheet."""
    tall, wide, blank = (np.full((60, 60), 255, np.uint8) for _ in range(3))
    tall[10:50, 27:33] = 0
    wide[27:33, 10:50] = 0
    return [_save(tmp_path, f"{name}.png", p) for name, p in (("tall", tall), ("wide", wide), ("blank", blank))]


def _saved(model, folder):
    model.save(folder / "model.keras")
    return folder / "model.keras"


def _rows_or_columns(input_shape, activation="softmax"):
    """Return a model whose class 1 is ink in the middle column, class 0 ink in the middle row."""
    import keras
    from keras import layers

    model = keras.Sequential([keras.Input(input_shape), layers.Flatten(), layers.Dense(4, activation=activation)])
    kernel = np.zeros((28, 28, 4), np.float32)
    kernel[14, :, 0] = kernel[:, 14, 1] = 0.1
    channels = input_shape[-1] if len(input_shape) == 3 else 1
    repeated = np.repeat(kernel[:, :, None], channels, axis=2).reshape(-1, 4) / channels
    model.layers[-1].set_weights([repeated, np.zeros(4, np.float32)])
    return model


@pytest.mark.parametrize("input_shape", [(28, 28, 1), (28, 28), (784,)])
@pytest.mark.parametrize("activation", ["softmax", "linear"])
def test_each_picture_gets_its_most_probable_class(pictures, tmp_path, input_shape, activation):
    model = _rows_or_columns(input_shape, activation)
    results = classify_files(pictures, _saved(model, tmp_path))
    assert [result["label"] for result in results] == [1, 0, None]
    assert [result["file"] for result in results] == [str(picture) for picture in pictures]
    image = prepare(255 - np.asarray(Image.open(pictures[0]))).image
    scores = np.asarray(model(image.reshape(1, *input_shape)))[0].astype(float)
    expected = scores if activation == "softmax" else np.exp(scores) / np.exp(scores).sum()
    assert results[0]["probability"] == pytest.approx(expected.max(), rel=1e-5)
    assert results[0]["top"][0] == [1, results[0]["probability"]]
    assert len(results[0]["top"]) == 3
    assert [share for _, share in results[0]["top"]] == sorted((share for _, share in results[0]["top"]), reverse=True)


def test_a_blank_picture_has_no_label(pictures, tmp_path):
    result = classify_files(pictures[2:], _saved(_rows_or_columns((28, 28, 1)), tmp_path))[0]
    nothing = {"file": str(pictures[2]), "label": None, "probability": None, "top": []}
    assert result == {**nothing, "verdict": "blank", "reason": "There is no ink in the picture."}


def test_the_shipped_model_gives_a_verdict_and_a_label_even_in_doubt(tmp_path):
    sheet = np.full((100, 160), 255, np.uint8)
    one, two = sheet.copy(), sheet.copy()
    one[20:80, 76:84] = 0
    two[20:80, 36:44] = two[20:80, 116:124] = 0
    files = [_save(tmp_path, "one.png", one), _save(tmp_path, "two.png", two), _save(tmp_path, "none.png", sheet)]
    single, double, blank = classify_files(files)
    assert (single["verdict"], single["label"], single["reason"]) == ("digit", 1, None)
    assert double["verdict"] == "unsure"
    assert isinstance(double["label"], int)
    assert double["top"][0] == [double["label"], double["probability"]]
    assert double["reason"].endswith(".")
    assert (blank["verdict"], blank["label"]) == ("blank", None)


def test_a_model_that_reads_no_digits_gives_no_verdict(pictures, tmp_path):
    results = classify_files(pictures, _saved(_rows_or_columns((28, 28, 1)), tmp_path))
    assert [result["verdict"] for result in results] == [None, None, "blank"]
    assert [result["reason"] for result in results[:2]] == [None, None]


def test_results_are_plain_values(pictures, tmp_path):
    results = classify_files(pictures, _saved(_rows_or_columns((28, 28, 1)), tmp_path))
    assert json.loads(json.dumps(results)) == results


def test_a_colour_model_sees_colours(tmp_path):
    import keras
    from keras import layers

    model = keras.Sequential(
        [keras.Input((32, 32, 3)), layers.GlobalAveragePooling2D(), layers.Dense(3, activation="softmax")]
    )
    model.layers[-1].set_weights([10 * np.eye(3, dtype=np.float32), np.zeros(3, np.float32)])
    files = []
    for channel, name in enumerate(("red", "green", "blue")):
        picture = np.zeros((40, 40, 3), np.uint8)
        picture[..., channel] = 200
        picture[:3] = 10
        files.append(_save(tmp_path, f"{name}.png", picture))
    assert [result["label"] for result in classify_files(files, _saved(model, tmp_path))] == [0, 1, 2]


def test_no_files_are_no_results(tmp_path):
    assert classify_files([], _saved(_rows_or_columns((28, 28, 1)), tmp_path)) == []


@pytest.mark.parametrize(("input_shape", "classes"), [((5,), 3), ((28, 28, 1), 1), ((28, 28, 2), 3)])
def test_a_model_that_classifies_no_pictures_is_refused(pictures, tmp_path, input_shape, classes):
    import keras
    from keras import layers

    model = keras.Sequential([keras.Input(input_shape), layers.Flatten(), layers.Dense(classes)])
    with pytest.raises(UserError, match=r"model\.keras"):
        classify_files(pictures, _saved(model, tmp_path))


def test_a_model_that_gives_pictures_is_refused(pictures, tmp_path):
    import keras
    from keras import layers

    model = keras.Sequential([keras.Input((28, 28, 1)), layers.Conv2D(1, 3, padding="same")])
    with pytest.raises(UserError, match="no probability"):
        classify_files(pictures, _saved(model, tmp_path))


@pytest.mark.parametrize("bad", ["picture", "model"])
def test_bad_files_are_refused_before_tensorflow_is_imported(pictures, tmp_path, bad):
    (tmp_path / "bad.png").write_bytes(b"no picture")
    (tmp_path / "bad.keras").write_bytes(b"no model")
    chosen = [*pictures, tmp_path / "bad.png"] if bad == "picture" else pictures
    code = (
        "import sys\nfrom pathlib import Path\nfrom nnviz.core.messages import UserError\n"
        "from nnviz.engine.classifier import classify_files\n"
        f"try:\n    classify_files([Path(name) for name in {[str(file) for file in chosen]!r}],"
        f" Path({str(tmp_path / 'bad.keras')!r}))\n"
        "except UserError as error:\n    print(error, [n for n in ('tensorflow', 'keras') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert f"bad.{'png' if bad == 'picture' else 'keras'}" in done.stdout
    assert done.stdout.rstrip().endswith("[]")
