import numpy as np
import pytest
from fakes import FakeWindow
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from nnviz.core.messages import UserError
from nnviz.core.model_summary import LayerInfo, ModelSummary, WeightInfo
from nnviz.core.probe import Probe
from nnviz.core.tiling import Cell
from nnviz.core.view_state import ColourScale
from nnviz.qt.panels.layers import LayersPanel
from nnviz.qt.widgets import view_export

CONV = LayerInfo(
    "block/conv",
    "conv",
    "Conv2D",
    (None, 6, 5, 4),
    76,
    (
        WeightInfo("block/conv/kernel", "kernel", (3, 3, 2, 4)),
        WeightInfo("block/conv/bias", "bias", (4,)),
    ),
    ("picture",),
    "relu",
    ((None, 6, 5, 4),),
)
MODEL = ModelSummary(
    "m",
    "small",
    (
        LayerInfo("picture", "picture", "InputLayer", (None, 8, 7, 2), 0),
        LayerInfo("block", "block", "Sequential", (None, 6, 5, 4), 76, (), ("picture",)),
        CONV,
        LayerInfo("lstm", "lstm", "LSTM", (None, 3, 2), 9, (), ("block",), "tanh", ((None, 3, 2), (None, 2))),
        LayerInfo("odd", "odd", "Mystery", (None, 2), 0, (), ("lstm",)),
        LayerInfo("scores", "scores", "Dense", (None, 3), 1115, (), ("odd",), "softmax", ((None, 3),)),
    ),
    ((None, 8, 7, 2),),
    1200,
    ("cat", "dog", "bird"),
)
RANDOM = np.random.default_rng(0)
TENSORS = {
    "picture": RANDOM.random((8, 7, 2), np.float32),
    "block": RANDOM.random((6, 5, 4), np.float32),
    "block/conv": RANDOM.random((6, 5, 4), np.float32),
    "lstm": RANDOM.normal(size=(3, 2)).astype(np.float32),
    "lstm:1": np.array([0.25, -0.5], np.float32),
    "odd": np.array([b"a", b"b"], object),
    "scores": np.array([0.125, 0.625, 0.25], np.float32),
}
WEIGHTS = {
    "block/conv/kernel": RANDOM.normal(size=(3, 3, 2, 4)).astype(np.float32),
    "block/conv/bias": np.array([1.5, 2.5, -3.5, 4.5], np.float32),
}


def probe(**tensors):
    return Probe(1, "m", 0, TENSORS["picture"], TENSORS["scores"], TENSORS | tensors, WEIGHTS)


@pytest.fixture
def window():
    QLocale.setDefault(QLocale("en"))
    return FakeWindow()


@pytest.fixture
def room(qtbot):
    widget = QWidget()
    QVBoxLayout(widget).setContentsMargins(0, 0, 0, 0)
    qtbot.addWidget(widget)
    widget.resize(660, 640)
    widget.show()
    return widget


@pytest.fixture
def panel(window, room):
    made = LayersPanel(window.context)
    room.layout().addWidget(made)
    window.store.changed.connect(made.show_state)
    made.show_state(window.store.state, None)
    return made


@pytest.fixture
def live(window, panel):
    window.store.update(model=MODEL, layer_id="block/conv")
    window.store.update(probe=probe())
    QApplication.processEvents()
    return panel


def middle(panel, cell):
    return panel.detail.view.image.rect_of(cell).center().toPoint()


def texts(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_before_a_model_is_there_the_panel_says_so(panel):
    assert panel.empty.isVisible()
    assert panel.empty.text()
    assert not panel.layer_list.isVisible()


def test_before_a_picture_is_there_the_panel_says_what_to_do(window, panel):
    window.store.update(model=MODEL)
    assert "Draw something to see what this layer makes of it." in texts(panel)
    panel.detail.tabs.setCurrentIndex(1)
    assert "Draw something, and the filters of this layer are shown here." in texts(panel)


def test_the_first_convolution_is_chosen_at_first(window, panel):
    window.store.update(model=MODEL)
    assert panel.detail.header.facts.text() == "Conv2D  ·  6 × 5 × 4  ·  76 parameters  ·  relu"
    assert "filters" in panel.detail.header.sentence.text()
    assert panel.wanted_tensors(window.store.state) == {"block/conv", "block/conv/kernel", "block/conv/bias"}
    assert panel.layer_list.view.currentIndex().row() == 2


def test_layers_are_listed_with_their_figures(live):
    rows = live.layer_list.view.model()
    spoken = [rows.data(rows.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(rows.rowCount())]
    assert spoken[2] == "block/conv: Conv2D, output 6 × 5 × 4, 76 parameters"
    assert len(spoken) == 6
    assert live.layer_list.total.text() == "1,200 parameters in 5 layers"


def test_the_keyboard_chooses_a_layer(qtbot, window, live):
    live.layer_list.view.setFocus()
    qtbot.keyClick(live.layer_list.view, Qt.Key.Key_Up)
    assert window.store.state.layer_id == "block"
    qtbot.keyClick(live.layer_list.view, Qt.Key.Key_End)
    assert window.store.state.layer_id == "scores"
    assert live.wanted_tensors(window.store.state) == {"scores"}


def long_model():
    layers = [LayerInfo(f"block{n}_conv", f"block{n}_conv", "Conv2D", (None, 8, 8, n), 9) for n in range(1, 30)]
    layers.append(LayerInfo("scores", "scores", "Dense", (None, 10), 9))
    return ModelSummary("long", "long", tuple(layers), ((None, 8, 8, 1),), 270)


def test_a_short_list_has_no_search_field(live):
    assert live.layer_list.search.isHidden()


def test_a_long_list_is_searched_by_name_type_and_shape(qtbot, window, panel):
    window.store.update(model=long_model(), layer_id="block3_conv")
    rows, search = panel.layer_list.view.model(), panel.layer_list.search
    assert search.isVisible()
    qtbot.keyClicks(search, "DENSE")
    assert [rows.index(row).data() for row in range(rows.rowCount())] == ["scores"]
    assert "1 of 30" in panel.layer_list.total.text()
    assert window.store.state.layer_id == "block3_conv"
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert window.store.state.layer_id == "scores"
    search.clear()
    qtbot.keyClicks(search, "conv 8x8x2")
    assert [rows.index(row).data() for row in range(rows.rowCount())][:2] == ["block2_conv", "block20_conv"]
    search.clear()
    assert rows.rowCount() == 30
    assert panel.layer_list.view.currentIndex().data() == "scores"
    qtbot.keyClicks(search, "nothing like it")
    assert rows.rowCount() == 0
    window.store.update(model=MODEL)
    assert rows.rowCount() == len(MODEL.layers)
    assert not search.text()


def test_a_layer_chosen_elsewhere_is_followed(window, live):
    window.store.update(layer_id="lstm")
    assert live.layer_list.view.currentIndex().row() == 3
    assert live.wanted_tensors(window.store.state) == {"lstm", "lstm:1"}


def test_feature_maps_are_those_of_the_probe(window, live):
    maps = live.detail.view.image.coloured.maps
    assert np.array_equal(maps, np.moveaxis(TENSORS["block/conv"], -1, 0))
    window.store.update(probe=probe(**{"block/conv": TENSORS["block/conv"] * 2}))
    assert np.array_equal(live.detail.view.image.coloured.maps, 2 * maps)


def test_the_mouse_reads_a_value_and_new_probes_change_it(qtbot, window, live):
    qtbot.mouseMove(live.detail.view.image, middle(live, Cell(3, 4, 2)))
    assert live.detail.readout.text() == f"map 3, row 4, column 2: {TENSORS['block/conv'][4, 2, 3]:.4f}"
    window.store.update(probe=probe(**{"block/conv": np.full((6, 5, 4), 0.5, np.float32)}))
    assert live.detail.readout.text() == "map 3, row 4, column 2: 0.5000"


def test_a_click_makes_the_unit_of_the_store(qtbot, window, live):
    qtbot.mouseClick(live.detail.view.image, Qt.MouseButton.LeftButton, pos=middle(live, Cell(3, 4, 2)))
    assert window.store.state.unit == (4, 2, 3)
    window.store.update(unit=(1, 0, 2))
    assert live.detail.view.image.selected == Cell(2, 1, 0)
    assert live.detail.readout.text() == f"map 2, row 1, column 0: {TENSORS['block/conv'][1, 0, 2]:.4f}"
    window.store.update(layer_id="block", unit=None)
    assert live.detail.view.image.selected is None


def test_filters_show_kernels_with_the_channels_in_their_labels(qtbot, window, live):
    live.detail.tabs.setCurrentIndex(1)
    image = live.detail.view.image
    assert image.coloured.maps.shape == (8, 3, 3)
    assert image.coloured.name == "diverging"
    qtbot.mouseMove(image, middle(live, Cell(5, 1, 2)))
    value = WEIGHTS["block/conv/kernel"][1, 2, 1, 2]
    norm = np.linalg.norm(WEIGHTS["block/conv/kernel"][..., 2])
    expected = f"filter 1→2, row 1, column 2: {value:.4f}  ·  norm of this filter {norm:.4f}"
    assert live.detail.readout.text() == expected
    qtbot.mouseClick(image, Qt.MouseButton.LeftButton, pos=middle(live, Cell(5, 1, 2)))
    assert window.store.state.unit is None


def test_each_weight_can_be_chosen(qtbot, live):
    live.detail.tabs.setCurrentIndex(1)
    live.detail.subject.setFocus()
    qtbot.keyClick(live.detail.subject, Qt.Key.Key_Down)
    strip = live.detail.view.strip
    assert np.array_equal(strip.coloured.maps.ravel(), WEIGHTS["block/conv/bias"])
    qtbot.mouseMove(strip, strip.rect_of(2).center().toPoint())
    assert live.detail.readout.text() == "number 2: -3.5000"


def test_filters_stay_the_wish_over_layers_without_any(window, live):
    live.detail.tabs.setCurrentIndex(1)
    window.store.update(layer_id="block")
    assert live.detail.tabs.currentIndex() == 0
    assert not live.detail.tabs.isTabEnabled(1)
    window.store.update(layer_id="block/conv")
    assert live.detail.tabs.currentIndex() == 1


def test_scores_are_neurons_with_the_names_of_the_classes(qtbot, window, live):
    window.store.update(layer_id="scores")
    strip = live.detail.view.strip
    assert strip.isVisible()
    qtbot.mouseMove(strip, strip.rect_of(1).center().toPoint())
    assert live.detail.readout.text() == "neuron 1 (dog): 0.6250"
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect_of(2).center().toPoint())
    assert window.store.state.unit == (2,)


def test_further_outputs_can_be_chosen(qtbot, window, live):
    window.store.update(layer_id="lstm")
    assert live.detail.view.image.coloured.maps.shape == (1, 3, 2)
    assert live.detail.subject.count() == 2
    qtbot.keyClick(live.detail.subject, Qt.Key.Key_Down)
    assert np.array_equal(live.detail.view.strip.coloured.maps.ravel(), TENSORS["lstm:1"])


def test_what_holds_no_numbers_says_so(window, live):
    window.store.update(layer_id="odd")
    assert "There are no numbers here that could be shown as a picture." in texts(live)
    assert not live.detail.header.sentence.isVisible()
    assert live.detail.legend.numbers == ()


def test_a_tensor_that_is_on_its_way_leaves_no_wrong_picture(window, live):
    window.store.update(probe=Probe(2, "m", 0, TENSORS["picture"], TENSORS["scores"]))
    assert live.detail.view.coloured is None
    assert live.detail.readout.text() == ""


def test_the_legend_tells_the_range_and_colours_follow_the_store(qtbot, window, live):
    low, _, high = live.detail.legend.numbers
    assert (low, high) == ("0", f"{TENSORS['block/conv'].max():.3g}")
    live.detail.controls.chooser.setFocus()
    qtbot.keyClick(live.detail.controls.chooser, Qt.Key.Key_Down)
    assert window.store.state.colour_scale == ColourScale("viridis", False)
    qtbot.mouseClick(live.detail.controls.per_map, Qt.MouseButton.LeftButton)
    assert window.store.state.colour_scale == ColourScale("viridis", True)
    assert live.detail.view.image.coloured.per_map
    assert live.detail.legend.numbers[0] == "lowest of each map"
    window.store.update(colour_scale=ColourScale("grey"))
    assert live.detail.controls.scale == ColourScale("grey")
    assert live.detail.view.image.coloured.name == "grey"


def test_another_model_replaces_everything(window, live):
    other = ModelSummary("n", "other", MODEL.layers[:1], MODEL.input_shapes, 0)
    window.store.update(model=other, layer_id=None, probe=None, unit=None)
    assert live.layer_list.view.model().rowCount() == 1
    assert live.detail.header.facts.text().startswith("InputLayer")
    assert "Draw something to see what this layer makes of it." in texts(live)


@pytest.mark.parametrize(("width", "orientation"), [(320, "Vertical"), (660, "Horizontal"), (1366, "Horizontal")])
def test_the_list_stands_above_or_beside_the_maps(room, live, width, orientation):
    room.resize(width, 640)
    QApplication.processEvents()
    assert live.splitter.orientation() == Qt.Orientation[orientation]
    assert live.width() == width
    assert live.minimumSizeHint().width() <= 320
    for child in (live.layer_list, live.detail, live.detail.controls, live.detail.legend, live.detail.tabs):
        right = child.mapTo(room, child.rect().topRight()).x()
        assert right <= width, child


def test_a_picture_can_be_copied_and_saved(qtbot, monkeypatch, tmp_path, window, live):
    target = tmp_path / "maps.png"
    monkeypatch.setattr(view_export, "ask_where_to_save_picture", lambda widget, name: target)
    copy, save = live.detail.export.copy_picture, live.detail.export.save_picture
    assert live.detail.view.actions()[:2] == [copy, save]
    copy.trigger()
    assert QApplication.clipboard().pixmap().size() == live.detail.view.image.size()
    save.trigger()
    assert target.read_bytes().startswith(b"\x89PNG")
    monkeypatch.setattr(view_export, "ask_where_to_save_picture", lambda widget, name: tmp_path / "no" / "maps.png")
    save.trigger()
    assert isinstance(window.reports[-1], UserError)


def test_words_follow_the_language(live):
    live.detail.tabs.setTabText(0, "?")
    QApplication.sendEvent(live.detail, QEvent(QEvent.Type.LanguageChange))
    QApplication.sendEvent(live, QEvent(QEvent.Type.LanguageChange))
    assert live.detail.tabs.tabText(0) == "Feature maps"
    assert live.detail.view.image.accessibleName()
