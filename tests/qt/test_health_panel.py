import numpy as np
import pytest
from fakes import FakeWindow, convolutional_model, probe_of
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication

from nnviz.core.experiment import Experiment
from nnviz.core.gradients import GradientRecord, LayerGradient
from nnviz.core.health import HealthReport, Histogram, TensorHealth
from nnviz.core.messages import UserError
from nnviz.core.metrics import MetricsLog
from nnviz.core.training import Phase, Progress
from nnviz.core.view_state import RunView
from nnviz.engine import commands, events
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


def run_with(*norms):
    run = RunView("run", Experiment(), Progress("run", Phase.TRAINING), MetricsLog())
    for step, pair in enumerate(norms, 1):
        named = zip(("conv", "scores"), pair, strict=True)
        layers = tuple(LayerGradient(name, norm, 1e-3, 2.0) for name, norm in named)
        run.gradients.add(GradientRecord("lenet", step, layers))
    return run


def test_gradients_are_shown_while_training_and_a_vanishing_one_is_named(window, panel, qtbot):
    assert window.engine.posted_of(commands.WatchGradients) == [commands.WatchGradients(True)]
    panel.tabs.setCurrentIndex(2)
    assert "Start a training" in panel.verdict.text()
    window.store.update(run=run_with((1e-7, 1.0), (2e-7, 1.0)))
    assert "gradient of conv is vanishing" in panel.verdict.text()
    texts = [[panel.gradients.item(row, column).text() for column in (0, 1, 2, 5, 6)] for row in range(2)]
    assert texts[0][:3] == ["conv", "▲ vanishing", "2e-07"]
    assert texts[1] == ["scores", "✓ good", "1.0000", "0.0010", "2.0000"]
    assert panel.gradients.item(0, 4).toolTip() == "From 1e-07 to 2e-07 since batch 1"
    qtbot.keyClick(panel.gradients, Qt.Key.Key_Down)
    assert window.store.state.layer_id == "scores"
    panel.hide()
    assert window.engine.posted_of(commands.WatchGradients)[-1] == commands.WatchGradients(False)


def test_the_gradients_of_another_model_are_not_shown(window, panel):
    panel.tabs.setCurrentIndex(2)
    window.store.update(model=convolutional_model("next"), run=run_with((1.0, 1.0)))
    assert panel.gradients.rows == ()


def test_a_header_sorts_and_the_third_click_brings_the_order_of_layers_back(window, panel, qtbot):
    window.engine.health_ready.emit(REPORT)
    header = panel.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(0) + 5, header.height() // 2)
    orders = []
    for _ in range(3):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        orders.append([row.key for row in panel.table.rows])
    assert orders == [["conv", "scores"], ["scores", "conv"], ["conv", "scores"]]
    assert panel.table.currentRow() == 0


def test_the_histogram_follows_the_drawing_and_lies_over_the_data_set(window, panel, qtbot):
    assert panel.wanted_tensors(window.store.state) == {"conv", "conv/kernel"}
    values = np.array([0.1, 0.9, 0.9], np.float32)
    window.store.update(probe=probe_of([1.0], model_id="lenet", tensors={"conv": values}))
    assert panel.histogram.names == ("The drawing",)
    assert panel.histogram.shown.counts.sum() == 3
    window.engine.health_ready.emit(REPORT)
    assert panel.histogram.names == ("500 pictures", "The drawing")
    assert panel.histogram.shown.counts.sum(axis=1).tolist() == [28, 3]
    area = panel.histogram.plot_rect()
    qtbot.mouseMove(panel.histogram, QPointF(area.right() - 2, area.center().y()).toPoint())
    assert panel.histogram.readout == "0.7500 … 1.0000   500 pictures: 7 (25.0 %)   The drawing: 2 (66.7 %)"
    qtbot.keyClick(panel.histogram, Qt.Key.Key_Left)
    assert panel.histogram.readout.startswith("0.5000 … 0.7500")
    plain = panel.histogram.grab().toImage()
    qtbot.mouseClick(panel.logarithmic, Qt.MouseButton.LeftButton, pos=QPoint(8, panel.logarithmic.height() // 2))
    assert panel.histogram.grab().toImage() != plain


def test_the_weights_of_every_probe_are_shown(window, panel):
    panel.tabs.setCurrentIndex(1)
    kernel = np.linspace(-1, 1, 36, dtype=np.float32)
    window.store.update(probe=probe_of([1.0], model_id="lenet", weights={"conv/kernel": kernel}))
    assert panel.histogram.names == ("Now",)
    assert panel.histogram.shown.counts.sum() == 36


def test_measuring_can_be_cancelled_and_a_failure_ends_it(window, panel, qtbot):
    panel.tools.count.setCurrentIndex(2)
    for _ in range(2):
        qtbot.mouseClick(panel.measure, Qt.MouseButton.LeftButton)
    assert window.engine.posted_of(commands.MeasureHealth) == [commands.MeasureHealth("digits", pictures=2000)]
    assert window.engine.posted_of(commands.StopJob) == [commands.StopJob("MeasureHealth")]
    assert not panel.progress.isVisible()
    qtbot.mouseClick(panel.measure, Qt.MouseButton.LeftButton)
    window.engine.failed.emit(events.Failed(UserError("no"), "MeasureHealth"))
    assert panel.measure.text() == "Measure"


def test_it_is_measured_again_after_epochs_and_edits_unless_that_is_not_wished(window, panel):
    window.engine.epoch_done.emit("run", None)
    assert len(window.engine.posted_of(commands.MeasureHealth)) == 1
    window.engine.health_ready.emit(REPORT)
    panel._again.cancel()
    window.engine.weights_edited.emit(events.WeightsEdited("lenet", 1, 0, frozenset({"conv/kernel"})))
    assert len(window.engine.posted_of(commands.MeasureHealth)) == 2
    window.engine.health_ready.emit(REPORT)
    panel._again.cancel()
    panel.tools.again.setChecked(False)
    window.engine.epoch_done.emit("run", None)
    assert len(window.engine.posted_of(commands.MeasureHealth)) == 2
