import numpy as np
import pytest
from fakes import FakeWindow, convolutional_model
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from nnviz.core.health import HealthReport, Histogram, TensorHealth
from nnviz.engine import commands
from nnviz.qt.panels.health import HealthPanel


def health(key, layer_id, **more):
    histogram = Histogram(np.linspace(-1.0, 1.0, 9), np.arange(8.0))
    values = {"mean": 0.5, "deviation": 1.0, "low": -1.0, "high": 1.0, "zeros": 0.25, "broken": 0} | more
    return TensorHealth(key, layer_id, histogram=histogram, **values)


REPORT = HealthReport(
    "lenet",
    500,
    (health("conv", "conv", units=4, dead=0.75, dead_units=(0, 1, 3)), health("scores", "scores")),
    (health("conv/kernel", "conv"), health("scores/kernel", "scores")),
)


@pytest.fixture
def window():
    QLocale.setDefault(QLocale("en"))
    made = FakeWindow()
    made.store.update(model=convolutional_model(), layer_id="conv")
    return made


@pytest.fixture
def panel(window, qtbot):
    made = HealthPanel(window.context)
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.show()
    qtbot.waitExposed(made)
    window.store.changed.connect(made.show_state)
    made.show_state(window.store.state, None)
    return made


def test_the_panel_says_what_to_do_and_measures_when_asked(window, panel, qtbot):
    assert "press Measure" in panel.verdict.text()
    assert not panel.table.isVisible()
    qtbot.mouseClick(panel.measure, Qt.MouseButton.LeftButton)
    assert window.engine.posted_of(commands.MeasureHealth) == [commands.MeasureHealth("digits")]
    assert panel.progress.isVisible()


def test_what_is_wrong_is_said_in_words_and_figures(window, panel):
    window.engine.health_ready.emit(REPORT)
    assert "3 of 4 units of conv are dead" in panel.verdict.text()
    texts = [panel.table.item(0, column).text() for column in range(9)]
    assert texts == ["conv", "▲ dead units", "", "0.5000", "1.0000", "−1.00 … 1.00", "25.0 %", "75.0 %", "–"]
    assert "units of conv are dead" in panel.table.item(0, 1).toolTip()
    assert panel.table.item(1, 1).text() == "✓ good"
    assert not panel.progress.isVisible()


def test_the_weights_stand_behind_a_tab(window, panel):
    window.engine.health_ready.emit(REPORT)
    panel.tabs.setCurrentIndex(1)
    assert [row.key for row in panel.table.rows] == ["conv/kernel", "scores/kernel"]


def test_a_row_chooses_its_layer_and_the_layer_its_row(window, panel, qtbot):
    window.engine.health_ready.emit(REPORT)
    assert panel.table.currentRow() == 0
    qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert window.store.state.layer_id == "scores"
    window.store.update(layer_id="conv")
    assert panel.table.currentRow() == 0


def test_a_report_of_another_model_is_dropped(window, panel):
    window.engine.health_ready.emit(HealthReport("other", 5, (), ()))
    assert panel.table.rows == ()
    window.engine.health_ready.emit(REPORT)
    window.store.update(model=convolutional_model("next"))
    assert panel.table.rows == ()


def test_a_histogram_is_painted_and_tells_its_highest_bar(window, panel):
    window.engine.health_ready.emit(REPORT)
    QApplication.processEvents()
    area = panel.table.visualItemRect(panel.table.item(0, 2))
    picture = panel.table.viewport().grab(area).toImage()
    left = {picture.pixel(x, picture.height() - 6) for x in range(6, 10)}
    right = {picture.pixel(x, picture.height() - 6) for x in range(picture.width() - 12, picture.width() - 8)}
    assert left != right
    assert panel.table.item(0, 2).toolTip() == "0.7500 … 1.0000: 7"


def test_all_sizes_are_painted(window, panel):
    window.engine.health_ready.emit(REPORT)
    for size in ((320, 240), (3840, 2000)):
        panel.resize(*size)
        QApplication.processEvents()
        assert not panel.grab().isNull()
