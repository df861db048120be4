import numpy as np
import pytest
from fakes import FakeWindow, convolutional_model, probe_of
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.qt.panels.model_map import ModelMapPanel


@pytest.fixture
def window():
    QLocale.setDefault(QLocale("en"))
    return FakeWindow()


@pytest.fixture
def panel(window, qtbot):
    made = ModelMapPanel(window.context)
    qtbot.addWidget(made)
    made.resize(1200, 300)
    made.show()
    qtbot.waitExposed(made)
    window.store.changed.connect(made.show_state)
    made.show_state(window.store.state, None)
    return made


@pytest.fixture
def live(window, panel):
    model = convolutional_model()
    window.store.update(model=model, layer_id="conv")
    random = np.random.default_rng(0)
    tensors = {one.id: random.random(one.output_shape[1:], np.float32) for one in model.layers}
    output = np.full(10, 0.01, np.float32)
    output[7] = 0.91
    window.store.update(probe=probe_of(output, 1, model.id, tensors=tensors))
    QApplication.processEvents()
    return panel


def middle(panel, layer_id):
    view = panel.view
    return view.place(view.map.number_of(layer_id)).front.center().toPoint()


def test_before_a_model_is_there_the_panel_says_so(panel):
    assert panel.empty.isVisible()
    assert panel.empty.text()


def test_all_blocks_of_a_small_model_are_on_screen_and_wanted(window, live):
    assert live.view.seen() == [0, 1, 2, 3]
    assert live.wanted_tensors(window.store.state) == {"input", "conv", "flatten", "scores"}


def test_a_click_chooses_a_layer_everywhere(window, live, qtbot):
    window.store.update(unit=(0, 0, 0))
    qtbot.mouseClick(live.view, Qt.MouseButton.LeftButton, pos=middle(live, "scores"))
    assert window.store.state.layer_id == "scores"
    assert window.store.state.unit is None
    assert live.view.chosen == 3


def test_a_drag_moves_and_chooses_nothing(window, live, qtbot):
    for _ in range(8):
        qtbot.keyClick(live.view, Qt.Key.Key_Plus)
    before = live.view.viewport
    start = middle(live, "conv")
    qtbot.mousePress(live.view, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(live.view, start - QPoint(60, 0))
    qtbot.mouseRelease(live.view, Qt.MouseButton.LeftButton, pos=start - QPoint(60, 0))
    assert live.view.viewport.left != before.left
    assert live.view.viewport.scale == before.scale
    assert window.store.state.layer_id == "conv"


def test_another_panels_choice_is_framed(window, live):
    window.store.update(layer_id="flatten")
    assert live.view.chosen == 2


def test_arrow_keys_walk_along_the_edges(window, live, qtbot):
    visited = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(live.view, key)
        visited.append(window.store.state.layer_id)
    assert visited == ["flatten", "scores", "scores", "flatten", "input", "scores"]


def test_hovering_tells_type_shape_parameters_and_costs(live, qtbot):
    qtbot.mouseMove(live.view, middle(live, "scores"))
    text = live.readout.text()
    assert "scores" in text
    assert "Dense" in text
    assert "27,040 parameters" in text
    assert "40 B of values" in text
    assert "27,040 multiply-adds" in text
    assert live.view.toolTip() == text
    qtbot.mouseMove(live.view, QPoint(2, 2))
    assert live.readout.text().startswith("conv  ·  Conv2D  ·  26 × 26 × 4")


def test_the_answer_stands_beside_the_last_block(window, live):
    named = ModelSummary(**{**vars(convolutional_model()), "class_names": tuple("0123456789")})
    probe = window.store.state.probe
    before = live.view.grab().toImage()
    window.store.update(model=named)
    window.store.update(probe=probe)
    at = live.view.place(3).whole
    assert live.view.grab().toImage().copy(at.toRect().translated(60, 0)) != before.copy(at.toRect().translated(60, 0))


def test_the_front_shows_the_chosen_map(window, live):
    window.store.update(unit=(3, 3, 2))
    assert live.view.pictures.picture("conv").faces.channel == 2
    assert "in front: map 2" in live.readout.text()


def test_zoom_keys_and_fit(live, qtbot):
    fitted = live.view.viewport
    qtbot.keyClick(live.view, Qt.Key.Key_Plus)
    assert live.view.viewport.scale > fitted.scale
    qtbot.keyClick(live.view, Qt.Key.Key_0)
    assert live.view.viewport.whole


def long_model(count=176):
    layers = [LayerInfo("l0", "l0", "InputLayer", (None, 64, 64, 3), 0)]
    for number in range(1, count):
        inputs = (f"l{number - 1}", f"l{number - 5}") if number % 5 == 0 else (f"l{number - 1}",)
        kind = "Add" if number % 5 == 0 else "Conv2D"
        layers.append(LayerInfo(f"l{number}", f"l{number}", kind, (None, 16, 16, 64), 0, (), inputs))
    return ModelSummary("long", "long", tuple(layers), ((None, 64, 64, 3),), 0)


def test_a_long_model_begins_in_readable_size_and_wants_only_what_is_seen(window, panel, qtbot):
    window.store.update(model=long_model(), layer_id="l0")
    seen = panel.view.seen()
    assert seen[0] == 0
    assert len(seen) < 40
    assert panel.wanted_tensors(window.store.state) == {f"l{number}" for number in seen}
    window.store.update(layer_id="l120")
    assert 120 in panel.view.seen()
    assert "l120" in panel.wanted_tensors(window.store.state)
    qtbot.keyClick(panel.view, Qt.Key.Key_0)
    assert len(panel.view.seen()) == 176


def test_a_long_model_stands_in_rows_and_keys_move_through_them(window, panel, qtbot):
    panel.resize(1200, 700)
    window.store.update(model=long_model(), layer_id="l0")
    first = panel.view.seen()
    assert {panel.view._places.layout.rows[number] for number in first} >= {0, 1, 2}
    before = panel.view.viewport
    qtbot.keyClick(panel.view, Qt.Key.Key_PageDown)
    assert panel.view.viewport.top < before.top
    assert panel.view.seen()[0] > first[0]
    qtbot.keyClick(panel.view, Qt.Key.Key_PageUp)
    qtbot.keyClick(panel.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert panel.view.viewport.top == before.top - 90
    assert panel.view.chosen == 0


def test_blocks_too_small_to_show_values_are_not_wanted(window, panel, qtbot):
    window.store.update(model=long_model(900), layer_id="l0")
    assert panel.wanted_tensors(window.store.state)
    qtbot.keyClick(panel.view, Qt.Key.Key_0)
    assert len(panel.view.seen()) == 900
    assert panel.wanted_tensors(window.store.state) == frozenset()
    assert not panel.view.grab().isNull()


def test_the_smallest_and_a_large_size_are_painted(window, live):
    for size in ((320, 160), (3840, 1200)):
        live.resize(*size)
        QApplication.processEvents()
        assert not live.grab().isNull()
    assert live.view.minimumSizeHint().width() <= 320


def test_the_picture_can_be_copied(live):
    live.export.copy_picture.trigger()
    assert QGuiApplication.clipboard().image().size() == live.view.size() * live.view.devicePixelRatioF()


def test_a_block_is_found_under_the_mouse_only_where_it_is(live):
    place = live.view.place(1)
    assert live.view.block_at(place.front.center()) == 1
    assert live.view.block_at(QPointF(place.front.center().x(), 1.0)) is None
