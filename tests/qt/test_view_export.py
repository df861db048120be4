"""What leaves the window: pictures, numbers and code, from every view in the same way."""

from xml.etree import ElementTree as ET

import numpy as np
import pytest
from fakes import FakeWindow, convolutional_model, probe_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton

from nnviz.core.messages import UserError
from nnviz.core.tiling import Cell
from nnviz.qt.panels.arithmetic import ArithmeticPanel
from nnviz.qt.panels.health import HealthPanel
from nnviz.qt.panels.layers import LayersPanel
from nnviz.qt.panels.model_map import ModelMapPanel
from nnviz.qt.panels.neurons import NeuronsPanel
from nnviz.qt.panels.why import WhyPanel
from nnviz.qt.widgets import picture_export, view_export
from nnviz.qt.widgets.tiled_image import TiledImage
from nnviz.qt.widgets.view_export import ViewContent, ViewExport

MODEL = convolutional_model()
PANELS = (ModelMapPanel, LayersPanel, ArithmeticPanel, NeuronsPanel, WhyPanel, HealthPanel)
random = np.random.default_rng(5)


def full_probe():
    picture = random.random((28, 28, 1), np.float32)
    conv = random.random((26, 26, 4), np.float32)
    tensors = {"input": picture, "conv": conv, "flatten": conv.reshape(-1), "scores": np.eye(10, dtype=np.float32)[3]}
    weights = {"conv/kernel": random.random((3, 3, 1, 4), np.float32)}
    weights["scores/kernel"] = random.random((2704, 10), np.float32)
    return probe_of(tensors["scores"], 1, MODEL.id, picture, tensors=tensors, weights=weights)


@pytest.fixture
def view(qtbot):
    image = TiledImage()
    qtbot.addWidget(image)
    image.resize(400, 300)
    image.set_maps(random.random((6, 8, 8), np.float32))
    return image


@pytest.fixture
def window():
    made = FakeWindow()
    made.store.update(model=MODEL, probe=full_probe(), layer_id="conv", unit=(4, 5, 2))
    return made


@pytest.fixture
def array():
    return random.integers(-500, 500, (3, 4), np.int16)


@pytest.fixture
def export(qtbot, view, array):
    content = ViewContent(lambda: view, lambda: "maps", lambda: array, code=lambda: "print(1)\n")
    button = ViewExport(view, content)
    qtbot.addWidget(button)
    button.sentences = []
    button.told.connect(button.sentences.append)
    return button


def clipboard():
    return QGuiApplication.clipboard().text()


def test_an_svg_holds_words_and_exact_cells_and_looks_like_the_widget(view, tmp_path):
    file = tmp_path / "maps.svg"
    picture_export.save_picture(view, file)
    assert [one.name for one in tmp_path.iterdir()] == ["maps.svg"]
    tree = ET.parse(file)
    spaces = {"svg": "http://www.w3.org/2000/svg"}
    assert [text.text for text in tree.iterfind(".//svg:text", spaces)] == list("012345")
    (image,) = tree.iterfind(".//svg:image", spaces)
    assert "pixelated" in image.get("style")
    drawn = QImage(view.size(), QImage.Format.Format_RGB32)
    painter = QPainter(drawn)
    renderer = QSvgRenderer(str(file))
    assert renderer.isValid()
    renderer.render(painter)
    painter.end()
    shown = view.grab().toImage()
    for index in range(6):
        for row, column in ((2, 3), (6, 1), (7, 7)):
            point = view.rect_of(Cell(index, row, column)).center().toPoint()
            assert drawn.pixelColor(point) == shown.pixelColor(point)


@pytest.mark.parametrize("name", ["maps.svg", "maps.png", "maps.npy"])
def test_what_cannot_be_written_is_told(export, tmp_path, monkeypatch, name):
    absent = tmp_path / "absent" / name
    asked = "ask_where_to_save_array" if name.endswith("npy") else "ask_where_to_save_picture"
    monkeypatch.setattr(view_export, asked, lambda widget, name: absent)
    (export.save_array if name.endswith("npy") else export.save_picture).trigger()
    (error,) = export.sentences
    assert isinstance(error, UserError)
    assert "was not saved" in str(error)
    assert not list(tmp_path.iterdir())


def test_an_array_is_saved_with_its_own_type(export, array, tmp_path, monkeypatch):
    asked = []
    file = tmp_path / "maps.npy"
    monkeypatch.setattr(view_export, "ask_where_to_save_array", lambda widget, name: asked.append(name) or file)
    export.save_array.trigger()
    assert asked == ["maps.npy"]
    found = np.load(file)
    assert found.dtype == np.int16
    np.testing.assert_array_equal(found, array)
    assert str(file) in export.sentences[-1]


def test_numbers_and_code_go_to_the_clipboard(export, array):
    export.copy_data.trigger()
    rows = [line.split("\t") for line in clipboard().split("\n")]
    np.testing.assert_array_equal(np.array(rows, np.int16), array)
    export.copy_code.trigger()
    assert clipboard() == "print(1)\n"
    assert len(export.sentences) == 2


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [("SVG drawings (*.svg)", "a", "a.svg"), ("", "a.PNG", "a.PNG"), ("", "a.b", "a.b.png"), ("", "a.svg", "a.svg")],
)
def test_the_suffix_chooses_the_format(export, monkeypatch, tmp_path, kind, name, expected):
    monkeypatch.setattr(picture_export.QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), kind))
    assert picture_export.ask_where_to_save_picture(export, "x").name == expected


def test_a_dialog_that_is_left_writes_nothing(export, monkeypatch):
    monkeypatch.setattr(picture_export.QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    export.save_picture.trigger()
    export.save_array.trigger()
    assert export.sentences == []


def panel_of(qtbot, window, kind):
    panel = kind(window.context)
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show()
    panel.show_state(window.store.state, None)
    return panel, (panel.detail if kind is LayersPanel else panel).export


@pytest.mark.parametrize("kind", PANELS, ids=lambda kind: kind.__name__)
def test_every_view_has_the_same_door(qtbot, window, kind, monkeypatch, tmp_path):
    _, export = panel_of(qtbot, window, kind)
    assert isinstance(export, QToolButton)
    assert export.isVisible()
    assert export.focusPolicy() == Qt.FocusPolicy.StrongFocus
    assert export.accessibleName()
    monkeypatch.setattr(view_export, "ask_where_to_save_picture", lambda widget, name: tmp_path / "view.svg")
    export.save_picture.trigger()
    ET.parse(tmp_path / "view.svg")
    export.copy_picture.trigger()
    assert not QGuiApplication.clipboard().image().isNull()
    assert len(window.reports) == 2
    assert not any(isinstance(report, UserError) for report in window.reports)


@pytest.mark.parametrize("kind", PANELS, ids=lambda kind: kind.__name__)
def test_an_empty_view_says_what_to_do(qtbot, kind):
    window = FakeWindow()
    _, export = panel_of(qtbot, window, kind)
    QGuiApplication.clipboard().setText("kept")
    for action in (export.copy_data, export.copy_code):
        action.trigger()
        assert "Nothing was copied" in str(window.reports[-1])
    assert clipboard() == "kept"


def test_layers_give_the_array_on_show_and_its_code(qtbot, window):
    panel, export = panel_of(qtbot, window, LayersPanel)
    assert export.content.array() is window.store.state.probe.tensors["conv"]
    export.copy_code.trigger()
    assert "result = keras.ops.convert_to_numpy(calls[0])[0]  # conv" in clipboard()
    panel.detail.tabs.setCurrentIndex(1)
    assert export.content.array() is window.store.state.probe.weights["conv/kernel"]
    export.copy_code.trigger()
    assert "get_weights()[0]" in clipboard()


def test_the_map_gives_the_layers_as_a_table(qtbot, window):
    _, export = panel_of(qtbot, window, ModelMapPanel)
    export.copy_data.trigger()
    rows = [line.split("\t") for line in clipboard().split("\n")]
    assert [row[0] for row in rows[1:]] == ["input", "conv", "flatten", "scores"]
    assert rows[2][:4] == ["conv", "Conv2D", "26 x 26 x 4", "36"]


def test_the_arithmetic_gives_its_terms_and_runs(qtbot, window):
    _, export = panel_of(qtbot, window, ArithmeticPanel)
    state = window.store.state
    products = state.probe.image[4:7, 5:8] * state.probe.weights["conv/kernel"][..., 2]
    np.testing.assert_allclose(export.content.array(), products, rtol=1e-6)
    export.copy_data.trigger()
    terms = [line.split("\t") for line in clipboard().split("\n")[1:10]]
    np.testing.assert_allclose([float(term[4]) for term in terms], products.ravel(), rtol=1e-6)
    export.copy_code.trigger()
    names = {}
    exec(clipboard(), names)
    assert names["result"] == pytest.approx(max(0.0, float(products.sum())), abs=1e-5)


def test_neurons_give_the_sum_of_the_likeliest_one(qtbot, window):
    _, export = panel_of(qtbot, window, NeuronsPanel)
    export.copy_code.trigger()
    assert "scores (Dense), unit [3]" in clipboard()
    np.testing.assert_array_equal(export.content.array(), window.store.state.probe.tensors["scores"])
