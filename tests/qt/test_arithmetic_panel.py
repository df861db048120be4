import numpy as np
import pytest
from fakes import FakeWindow
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from test_unit_view import MODEL, make_probe

from nnviz.core.attribution import Attribution, Method
from nnviz.engine import commands
from nnviz.engine.events import AttributionReady
from nnviz.qt.numerals import short_decimal
from nnviz.qt.panels.arithmetic import ArithmeticPanel


@pytest.fixture
def window():
    QLocale.setDefault(QLocale("en"))
    return FakeWindow()


@pytest.fixture
def panel(window, qtbot):
    made = ArithmeticPanel(window.context)
    qtbot.addWidget(made)
    made.resize(620, 560)
    made.show()
    qtbot.waitExposed(made)
    window.store.changed.connect(made.show_state)
    made.show_state(window.store.state, None)
    return made


@pytest.fixture
def live(window, panel):
    window.store.update(model=MODEL, layer_id="conv", unit=(1, 2, 1))
    window.store.update(probe=make_probe())
    QApplication.processEvents()
    return panel


def test_the_panel_says_what_to_do_before_there_is_something(window, panel):
    assert panel.empty.text() == "The model is on its way."
    window.store.update(model=MODEL)
    assert panel.empty.text().startswith("Draw something")


def test_the_window_the_products_and_the_agreement_are_shown(window, live):
    probe = window.store.state.probe
    view = live.sheet.view
    np.testing.assert_array_equal(live.sheet.products.values.coloured.maps[0], probe.image[2:5, 4:7, 0])
    np.testing.assert_array_equal(live.sheet.products.weights.coloured.maps[0], probe.weights["conv/kernel"][..., 0, 1])
    np.testing.assert_allclose(live.sheet.products.products.coloured.maps[0].sum(), view.arithmetic.sum)
    assert "equals Keras" in live.sheet.sum.text()
    assert "Unit (1, 2, 1) of conv" in live.title.text()
    assert live.sheet.drawing.map.frames[0].rows == (2, 5)
    assert live.wanted_tensors(window.store.state) == {"conv", "picture", "conv/kernel"}


def test_arrow_keys_step_the_unit_and_page_keys_the_map(window, live, qtbot):
    output = live.sheet.output.map
    units = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp):
        qtbot.keyClick(output, key)
        units.append(window.store.state.unit)
    assert units == [(1, 3, 1), (1, 3, 1), (0, 3, 1), (0, 3, 0), (0, 3, 0)]


def test_a_click_on_the_input_follows_it_back(window, live, qtbot):
    at = live.sheet.source.map.rect_of((3, 4), (5, 6)).center().toPoint()
    qtbot.mouseClick(live.sheet.source.map, Qt.MouseButton.LeftButton, pos=at)
    assert window.store.state.layer_id == "picture"
    assert window.store.state.unit == (3, 5, 0)
    assert "where the model begins" in live.sheet.sum.text()


def test_hovering_a_number_tells_it_exactly(live, qtbot):
    grid = live.sheet.products.values
    qtbot.mouseMove(grid, grid.cell_rect(1, 2).center().toPoint())
    value = grid.coloured.maps[0, 1, 2]
    assert live.sheet.readout.text() == f"row 1, column 2: {value:.4f}"


def test_play_sweeps_and_stops_when_hidden(window, live, qtbot):
    qtbot.mouseClick(live.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.store.state.unit == (2, 0, 1), timeout=5000)
    live.hide()
    assert not live.play.isChecked()
    assert not live._timer.isActive()


def test_the_strongest_path_wants_all_and_is_drawn(window, live, qtbot):
    qtbot.mouseClick(live.path, Qt.MouseButton.LeftButton)
    assert window.engine.wanted["arithmetic"] is None
    assert len(live.sheet.drawing.map.path) == 2
    assert "conv (1, 2, 1)" in live.sheet.readout.text()
    assert "← picture" in live.sheet.readout.text()


def test_the_effective_field_is_asked_for_and_laid_over_the_drawing(window, live, qtbot):
    qtbot.mouseClick(live.effective, Qt.MouseButton.LeftButton)
    asked = window.engine.posted_of(commands.Attribute)[-1]
    assert asked.method is Method.EFFECTIVE_FIELD
    assert (asked.target.layer_id, asked.target.unit) == ("conv", (1, 2, 1))
    before = live.sheet.drawing.grab().toImage()
    found = Attribution(Method.EFFECTIVE_FIELD, asked.target, np.eye(8), False, 1.0)
    window.engine.attribution_ready.emit(AttributionReady(found, asked.generation, "m", asked.owner))
    assert live.sheet.drawing.grab().toImage() != before
    window.engine.attribution_ready.emit(AttributionReady(found, asked.generation - 1, "m", asked.owner))


def test_no_timer_is_left_and_all_sizes_are_painted(live):
    for size in ((320, 300), (1600, 400), (3840, 2000)):
        live.resize(*size)
        QApplication.processEvents()
        assert not live.grab().isNull()


def test_numbers_in_cells_are_short():
    QLocale.setDefault(QLocale("en"))
    numbers = (0.0, 0.126, -3.14159, 42.17, 1234.4, 1e-7, float("nan"), float("-inf"))
    assert [short_decimal(number) for number in numbers] == [
        "0", "0.13", "−3.14", "42.2", "1234", "1e−07", "NaN", "−∞",
    ]  # fmt: skip
