import json
from html.parser import HTMLParser
from urllib.parse import unquote

import keras
import model_kinds as kinds
import numpy as np
import pytest
from PIL import Image

from nnviz.core.messages import UserError
from nnviz.engine.inspection import inspect_model
from nnviz.engine.model_file import load_model


@pytest.fixture(scope="module")
def digit_file(tmp_path_factory):
    model = kinds.randomise(
        keras.Sequential(
            [
                keras.Input((28, 28, 1), name="picture"),
                keras.layers.Conv2D(3, 5, strides=2, activation="relu", name="conv"),
                keras.layers.Conv2DTranspose(2, 3, name="up"),
                keras.layers.Flatten(name="flatten"),
                keras.layers.Dense(10, activation="softmax", name="scores"),
            ]
        )
    )
    file = tmp_path_factory.mktemp("models") / "digits.keras"
    model.save(file)
    return file


@pytest.fixture
def drawing(tmp_path):
    file = tmp_path / "seven.png"
    picture = np.full((60, 60), 255, np.uint8)
    picture[10:16, 12:48] = 0
    picture[10:52, 40:46] = 0
    Image.fromarray(picture).save(file)
    return file


def test_layers_are_listed_as_plain_values(digit_file):
    found = inspect_model(digit_file, None, None)
    assert json.loads(json.dumps(found)) == found
    assert found["model"] == str(digit_file)
    assert found["parameters"] == keras.models.load_model(digit_file).count_params()
    assert found["layers"][1] == {
        "name": "conv",
        "type": "Conv2D",
        "output_shape": [None, 12, 12, 3],
        "parameters": 78,
    }


def test_several_outputs_are_a_list_of_lists(tmp_path):
    file = tmp_path / "lstm.keras"
    kinds.lstm().save(file)
    layers = {layer["name"]: layer for layer in inspect_model(file, None, None)["layers"]}
    assert layers["lstm"]["output_shape"] == [[None, 7, 4], [None, 4], [None, 4]]
    assert layers["end"]["output_shape"] == [None, 12]


def test_maps_and_filters_are_written_with_an_index(digit_file, drawing, tmp_path):
    out = tmp_path / "deep" / "pictures"
    result = inspect_model(digit_file, drawing, out)
    index = json.loads((out / "index.json").read_text(encoding="utf-8"))
    assert [layer["name"] for layer in index["layers"]] == [layer["name"] for layer in result["layers"]]
    pictures = {picture["key"]: picture for layer in index["layers"] for picture in layer["pictures"]}
    assert set(pictures) == {
        "picture", "conv", "conv/kernel", "conv/bias", "up", "up/kernel", "up/bias", "flatten", "scores",
        "scores/kernel", "scores/bias",
    }  # fmt: skip
    files = {picture[name] for picture in pictures.values() for name in ("file", "array")}
    assert {file.name for file in out.iterdir()} == files | {"index.json", "index.html"}
    conv = pictures["conv"]
    assert (conv["shape"], conv["maps"], conv["colour_map"]) == ([12, 12, 3], 3, "viridis")
    with Image.open(out / conv["file"]) as sheet:
        pixels = np.asarray(sheet)
    side = conv["map_px"][0]
    first, second = pixels[:side, :side], pixels[:side, side + conv["gap_px"] : 2 * side + conv["gap_px"]]
    assert first.std() > 0
    assert not np.array_equal(first, second)
    assert pictures["up/kernel"]["labels"][:4] == ["0→0", "1→0", "2→0", "0→1"]


class Page(HTMLParser):
    """What a browser would fetch, and the words that it would show."""

    def __init__(self, text):
        super().__init__()
        self.fetched, self.linked, self.words, self.open = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        names = dict(attributes)
        self.fetched += [names["src"]] if "src" in names else []
        self.linked += [names["href"]] if "href" in names else []
        self.open += [tag] if tag not in ("meta", "img", "br", "link") else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


SEVERAL = (kinds.sequential, kinds.branch, kinds.nested, kinds.transposed, kinds.several_outputs, kinds.two_inputs,
           kinds.lstm, kinds.convolution_3d, kinds.embedding)  # fmt: skip


@pytest.mark.parametrize("kind", SEVERAL, ids=lambda kind: kind.__name__)
def test_weights_of_any_model_are_written_exactly(kind, tmp_path):
    model, file, out = kinds.randomise(kind()), tmp_path / "a <b> & c.keras", tmp_path / "out"
    model.save(file)
    inspect_model(file, None, out)
    index = json.loads((out / "index.json").read_text(encoding="utf-8"))
    entries = [entry for layer in index["layers"] for entry in layer["pictures"]]
    written = [np.load(out / entry["array"]) for entry in entries if entry["array"]]
    wanted = [np.asarray(weight) for weight in model.weights]
    assert sorted(map(_print_of, written)) == sorted(map(_print_of, wanted))
    page = Page((out / "index.html").read_text(encoding="utf-8"))
    assert not page.open
    assert {unquote(name) for name in page.fetched} == {entry["file"] for entry in entries if entry["file"]}
    assert all(name.startswith("#") or (out / unquote(name)).is_file() for name in page.linked)
    assert "a <b> & c.keras" in page.words
    assert {layer["name"] for layer in index["layers"]} <= set(page.words)


def _print_of(array):
    return array.shape, array.astype(np.float64).ravel().tolist()


def test_maps_are_written_exactly(digit_file, drawing, tmp_path):
    inspect_model(digit_file, drawing, tmp_path / "out")
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    found = {
        picture["key"]: np.load(tmp_path / "out" / picture["array"])
        for layer in index["layers"]
        for picture in layer["pictures"]
    }
    model = keras.models.load_model(digit_file)
    values = found["picture"][None]
    for layer in model.layers:
        values = layer(values)
        np.testing.assert_allclose(found[layer.name], np.asarray(values)[0], atol=1e-5)


def test_filters_need_no_picture(digit_file, tmp_path):
    inspect_model(digit_file, None, tmp_path / "out")
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    kinds_found = {picture["kind"] for layer in index["layers"] for picture in layer["pictures"]}
    assert kinds_found == {"weights"}
    assert index["image"] is None


def test_a_model_that_reads_no_picture_says_so_before_anything_is_written(drawing, tmp_path):
    file = tmp_path / "words.keras"
    kinds.embedding().save(file)
    for out in (None, tmp_path / "out"):
        with pytest.raises(UserError, match="does not read one picture"):
            inspect_model(file, drawing, out)
    assert not (tmp_path / "out").exists()


def test_a_picture_that_is_none_is_refused_before_the_model_is_read(tmp_path):
    with pytest.raises(UserError, match=r"none\.png"):
        inspect_model(tmp_path / "none.keras", tmp_path / "none.png", None)


def test_a_folder_that_cannot_be_written_is_told(digit_file, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("a file", encoding="utf-8")
    with pytest.raises(UserError, match="could not be written"):
        inspect_model(digit_file, None, taken)
    assert taken.read_text(encoding="utf-8") == "a file"


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["keras3_3_mnist_mlp.keras", "keras3_11_mnist_cnn.keras", "keras2_12_mnist_cnn.h5"])
def test_files_from_elsewhere(real_data, drawing, tmp_path, name):
    found = inspect_model(real_data / "models" / name, drawing, tmp_path / "out")
    model = load_model(real_data / "models" / name)
    assert found["parameters"] == model.count_params()
    assert {layer.name for layer in model.layers} <= {layer["name"] for layer in found["layers"]}
    index = json.loads((tmp_path / "out" / "index.json").read_text(encoding="utf-8"))
    assert all(layer["pictures"] for layer in index["layers"])
