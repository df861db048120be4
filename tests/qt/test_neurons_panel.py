import numpy as np
import pytest
from fakes import FakeWindow, convolutional_model
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QApplication
from test_dense_columns import known_network

from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.tiling import Cell
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


def cells(table, row):
    return [table.item(row, column).text() for column in range(table.columnCount())]


def test_hovering_ranks_the_terms_of_a_neuron(window, live, qtbot):
    qtbot.mouseMove(live.columns, spot(live, 3, 4))
    probe, table = window.store.state.probe, live.terms.table
    weights = probe.weights["c/kernel"][:, 4]
    products = probe.tensors["b"] * weights
    order = np.argsort(-np.abs(products))
    assert live.terms.heading.text() == f"Neuron 4 of c: {probe.tensors['c'][4]:.4f}"
    running = 0.0
    for row, source in enumerate(order):
        running += products[source]
        name, weight, value, product, total = cells(table, row)
        assert name == f"neuron {source}"
        found = [float(text) for text in (weight, value, product, total)]
        expected = [weights[source], probe.tensors["b"][source], products[source], running]
        np.testing.assert_allclose(found, expected, atol=1e-4)
    assert cells(table, len(order))[0] == "sum"
    np.testing.assert_array_equal(live.terms.weights.map.coloured.maps[0].ravel(), weights)
    qtbot.mouseMove(live.columns, QPoint(3, 3))
    assert f"Neuron {int(np.argmax(probe.tensors['c']))} of c" in live.terms.heading.text()


def test_a_click_chooses_a_neuron_everywhere_and_shows_its_picture(window, live, qtbot):
    qtbot.mouseClick(live.columns, Qt.MouseButton.LeftButton, pos=spot(live, 1, 9))
    assert (window.store.state.layer_id, window.store.state.unit) == ("a", (9,))
    assert live.terms.weights.map.coloured.maps.shape == (1, 28, 28)
    assert cells(live.terms.table, 0)[0].startswith("pixel ")


def test_a_pixel_of_the_first_column_is_told(window, live, qtbot):
    source = int(live.columns.shown.columns[0].indices[3])
    qtbot.mouseClick(live.columns, Qt.MouseButton.LeftButton, pos=spot(live, 0, source))
    assert (window.store.state.layer_id, window.store.state.unit) == ("flat", (source,))
    row, column = divmod(source, 28)
    assert f"Input {source}, pixel {row}, {column}:" in live.terms.heading.text()


def test_the_slider_sets_how_many_connections_are_drawn(live, qtbot):
    live.count.setFocus()
    for wanted, key in ((live.count.maximum(), Qt.Key.Key_End), (0, Qt.Key.Key_Home), (1, Qt.Key.Key_Right)):
        qtbot.keyClick(live.count, key)
        assert len(live.columns.shown.links[0].products) == min(wanted, 20 * 16)
        assert live.count_words.text() == f"Strongest connections: {wanted}"


def test_the_sheet_shows_every_first_neuron_and_a_click_chooses_it(window, live, qtbot):
    live.tabs.setCurrentIndex(1)
    QApplication.processEvents()
    probe, pictures = window.store.state.probe, live.sheet.pictures
    kernel = probe.weights["a/kernel"]
    np.testing.assert_array_equal(pictures.coloured.maps, kernel.T.reshape(16, 28, 28))
    assert pictures.coloured.name == "diverging"
    centre = pictures.rect_of(Cell(11, 14, 14)).center().toPoint()
    qtbot.mouseClick(pictures, Qt.MouseButton.LeftButton, pos=centre)
    assert (window.store.state.layer_id, window.store.state.unit) == ("a", (11,))
    qtbot.mouseMove(pictures, centre)
    assert live.sheet.readout.text().startswith("neuron 11, row 14, column 14: weight ")
    live.sheet.times_input.click()
    terms = (kernel * probe.tensors["flat"][:, None]).T.reshape(16, 28, 28)
    np.testing.assert_array_equal(pictures.coloured.maps, terms)


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
