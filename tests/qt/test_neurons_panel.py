import numpy as np
import pytest
from fakes import FakeWindow, convolutional_model
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QApplication
from test_dense_columns import known_network

from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.qt.panels.neurons import NeuronsPanel


@pytest.fixture
def window():
    QLocale.setDefault(QLocale("en"))
    return FakeWindow()


@pytest.fixture
def panel(window, qtbot):
    made = NeuronsPanel(window.context)
    qtbot.addWidget(made)
    made.resize(640, 560)
    made.show()
    qtbot.waitExposed(made)
    window.store.changed.connect(made.show_state)
    made.show_state(window.store.state, None)
    return made


@pytest.fixture
def live(window, panel):
    model, probe = known_network()
    window.store.update(model=model, layer_id="a")
    window.store.update(probe=probe)
    QApplication.processEvents()
    return panel


def spot(panel, column, neuron):
    place = panel.columns.shown.columns[column].indices.tolist().index(neuron)
    return panel.columns.centre(column, place).toPoint()


def test_the_panel_says_what_to_do(window, panel):
    window.store.update(model=convolutional_model())
    assert panel.empty.text() == "Draw something to see which neurons answer."
    conv = LayerInfo("c", "c", "Conv2D", (None, 4, 4, 2), 0)
    window.store.update(model=ModelSummary("m", "m", (conv,), ((None, 4, 4, 1),), 0))
    assert "no dense layers" in panel.empty.text()


def test_hovering_ranks_the_terms_of_a_neuron(window, live, qtbot):
    qtbot.mouseMove(live.columns, spot(live, 3, 4))
    probe = window.store.state.probe
    best = int(np.argmax(np.abs(probe.tensors["b"] * probe.weights["c/kernel"][:, 4])))
    lines = live.terms.text().splitlines()
    assert lines[0] == f"neuron 4 of c: {probe.tensors['c'][4]:.4f}"
    assert lines[2].endswith(f"from {best}")
    np.testing.assert_array_equal(live.weights.map.coloured.maps[0].ravel(), probe.weights["c/kernel"][:, 4])
    qtbot.mouseMove(live.columns, QPoint(3, 3))
    assert f"neuron {int(np.argmax(probe.tensors['c']))} of c" in live.terms.text()


def test_a_click_chooses_a_neuron_everywhere_and_shows_its_picture(window, live, qtbot):
    qtbot.mouseClick(live.columns, Qt.MouseButton.LeftButton, pos=spot(live, 1, 9))
    assert (window.store.state.layer_id, window.store.state.unit) == ("a", (9,))
    assert live.weights.map.coloured.maps.shape == (1, 28, 28)


def test_arrow_keys_walk_over_the_neurons(window, live, qtbot):
    window.store.update(layer_id="c", unit=(0,))
    chosen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(live.columns, key)
        chosen.append((window.store.state.layer_id, window.store.state.unit))
    assert chosen == [("c", (1,)), ("b", (2,)), ("b", (1,)), ("c", (1,)), ("c", (1,))]


def test_all_sizes_are_painted(live):
    for size in ((320, 300), (3840, 2000)):
        live.resize(*size)
        QApplication.processEvents()
        assert not live.grab().isNull()
