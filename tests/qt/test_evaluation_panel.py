"""The evaluation: asked for or after every epoch, read in the matrix, and followed to a picture and to why."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeWindow, convolutional_model, digit_model
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from sklearn import metrics

from nnviz.core.attribution import Method, Target
from nnviz.core.classification import Evaluation
from nnviz.core.experiment import Experiment
from nnviz.core.messages import UserError
from nnviz.core.metrics import MetricsLog
from nnviz.core.training import EpochRecord, Phase, Progress
from nnviz.core.view_state import RunView
from nnviz.engine import commands
from nnviz.engine.events import EvaluationProgress, EvaluationReady, Failed
from nnviz.qt.evaluation_words import ALL
from nnviz.qt.panels.evaluation import EvaluationPanel
from nnviz.qt.panels.why import WhyPanel

LEFT, Key = Qt.MouseButton.LeftButton, Qt.Key
FASHION = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle-boot")


def evaluation(names=FASHION, count=2000, seed=0):
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, len(names), count)
    said = np.where(rng.random(count) < 0.8, labels, rng.integers(0, len(names), count))
    sure = rng.random(count).astype(np.float32)
    return Evaluation(labels, said, sure, 1 - sure, -np.log(sure + 1e-3), tuple(names))


def pictures(count=2000):
    return np.broadcast_to(np.arange(count, dtype=np.uint16).astype(np.uint8)[:, None, None, None], (count, 28, 28, 1))


def ready(found, run_id="", epoch=0, split="test"):
    return EvaluationReady(found, pictures(len(found.labels)), "digits", "fashion-mnist", split, run_id, epoch)


@pytest.fixture
def window():
    made = FakeWindow()
    made.store.update(model=digit_model())
    return made


@pytest.fixture
def panel(qtbot, window):
    made = EvaluationPanel(window.context)
    qtbot.addWidget(made)
    window.store.changed.connect(made.show_state)
    made.resize(860, 640)
    made.show()
    made.show_state(window.store.state, None)
    return made


def evaluated(panel, window, qtbot, found=None):
    qtbot.mouseClick(panel.tools.start, LEFT)
    found = found or evaluation()
    window.engine.evaluation_ready.emit(ready(found))
    return found


def centre(matrix, row, column):
    return matrix.cell_rect(row, column).center()


def train(window, phase=Phase.TRAINING, epochs=()):
    progress = Progress("run-1", phase, epochs=15)
    window.store.update(run=RunView("run-1", Experiment("fashion-mnist", epochs=15), progress, MetricsLog(), epochs))


def test_a_model_is_evaluated_when_asked_and_tells_how_far_it_is(panel, window, qtbot):
    assert "Press Evaluate" in panel.line.text()
    assert panel.result.isHidden()
    panel.tools.choices.dataset_box.setCurrentIndex(panel.tools.choices.dataset_box.findData("fashion-mnist"))
    qtbot.mouseClick(panel.tools.start, LEFT)
    assert window.engine.posted[-1] == commands.EvaluateModel("fashion-mnist", "test")
    window.engine.evaluation_progress.emit(EvaluationProgress("fashion-mnist", "test", 500, 2000))
    assert (panel.tools.bar.value(), panel.tools.bar.maximum()) == (500, 2000)
    window.engine.evaluation_ready.emit(ready(evaluation()))
    assert panel.tools.bar.isHidden()
    assert panel.title.text() == "Fashion-MNIST, test part"
    assert panel.result.isVisible()


def test_cancel_gives_the_work_up(panel, window, qtbot):
    qtbot.mouseClick(panel.tools.start, LEFT)
    qtbot.mouseClick(panel.tools.cancel, LEFT)
    assert window.engine.posted[-1] == commands.StopJob("EvaluateModel")
    window.engine.evaluation_ready.emit(ready(evaluation()))
    assert not panel.answered, "what comes too late is passed over"
    assert panel.tools.start.isVisible()


def test_nothing_is_downloaded_unless_asked(panel, window, qtbot):
    qtbot.mouseClick(panel.tools.start, LEFT)
    window.engine.evaluation_progress.emit(EvaluationProgress("digits", "test", missing_bytes=30_000_000))
    assert "not on this machine" in panel.line.text()
    assert "30.0 MB" in panel.tools.start.text()
    qtbot.mouseClick(panel.tools.start, LEFT)
    assert window.engine.posted[-1].download


def test_what_went_wrong_is_said(panel, window, qtbot):
    qtbot.mouseClick(panel.tools.start, LEFT)
    window.engine.failed.emit(Failed(UserError("It does not fit."), "EvaluateModel"))
    assert panel.line.text() == "It does not fit."
    assert panel.tools.start.isVisible()


@pytest.mark.parametrize(("by", "normalize"), [(0, None), (1, "true"), (2, "pred")])
def test_cells_show_the_figures_of_scikit_learn(panel, window, qtbot, by, normalize):
    found = evaluated(panel, window, qtbot)
    panel.result.by.setCurrentIndex(by)
    expected = metrics.confusion_matrix(found.labels, found.predicted, normalize=normalize)
    for row, line in enumerate(expected):
        for column, value in enumerate(line):
            text = panel.result.matrix.text_of(row, column)
            shown = float(text.replace(",", "") or 0)
            assert shown == pytest.approx(value if by == 0 else 100 * value, abs=0.5)


def test_pointing_at_a_cell_reads_it(panel, window, qtbot):
    found = evaluated(panel, window, qtbot)
    matrix = panel.result.matrix
    qtbot.mouseMove(matrix.viewport(), QPoint(1, 1))
    qtbot.mouseMove(matrix.viewport(), centre(matrix, 6, 0))
    count, total = found.confusion[6, 0], found.confusion[6].sum()
    qtbot.waitUntil(lambda: "Shirt" in panel.result.readout.text())
    assert f"{count} of {total} pictures of “Shirt” are taken for “T-shirt/top”" in panel.result.readout.text()
    qtbot.mouseMove(matrix.viewport(), QPoint(1, 1))
    qtbot.waitUntil(lambda: "Point at a cell" in panel.result.readout.text())


def test_a_cell_opens_its_pictures_and_a_picture_goes_to_the_paper(panel, window, qtbot):
    found = evaluated(panel, window, qtbot)
    result = panel.result
    np.testing.assert_array_equal(result.mistakes.grid.indices, found.pictures_of())
    qtbot.mouseClick(result.matrix.viewport(), LEFT, pos=centre(result.matrix, 6, 0))
    wanted = np.flatnonzero((found.labels == 6) & (found.predicted == 0))
    shown = result.mistakes.grid.indices
    assert set(shown) == set(wanted)
    assert (np.diff(found.confidence[shown]) <= 0).all()
    grid = result.mistakes.grid
    qtbot.mouseClick(grid.viewport(), LEFT, pos=grid.place_rect(1).center())
    sample = window.engine.posted[-1].sample
    assert (sample.dataset, sample.split, sample.index, sample.label_name) == (
        "fashion-mnist", "test", shown[1], "Shirt",
    )  # fmt: skip
    np.testing.assert_array_equal(sample.picture, pictures()[shown[1]])
    assert window.shown == ["draw"]
    qtbot.mouseClick(result.mistakes.why, LEFT)
    assert window.shown == ["draw", "draw", "why"]
    assert window.store.state.explanation.method is Method.GRAD_CAM


def test_the_name_of_a_class_opens_all_its_mistakes(panel, window, qtbot):
    found = evaluated(panel, window, qtbot)
    matrix = panel.result.matrix
    qtbot.mouseClick(matrix.viewport(), LEFT, pos=centre(matrix, 2, ALL))
    np.testing.assert_array_equal(panel.result.mistakes.grid.indices, found.pictures_of(2))
    qtbot.mouseClick(matrix.viewport(), LEFT, pos=centre(matrix, ALL, 3))
    np.testing.assert_array_equal(panel.result.mistakes.grid.indices, found.pictures_of(None, 3))
    qtbot.mouseClick(panel.result.mistakes.all, LEFT)
    assert panel.result.cell == (ALL, ALL)


def test_arrows_and_enter_reach_every_cell(panel, window, qtbot):
    evaluated(panel, window, qtbot)
    matrix = panel.result.matrix
    matrix.setFocus()
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Up):
        qtbot.keyClick(matrix, key)
    assert "“Trouser” are recognised" in matrix.accessibleDescription()
    qtbot.keyClick(matrix, Key.Key_Left)
    qtbot.keyClick(matrix, Key.Key_Left)
    qtbot.keyClick(matrix, Key.Key_Return)
    assert panel.result.cell == (1, 0)


def test_a_hundred_classes_are_scrolled_to(panel, window, qtbot):
    evaluated(panel, window, qtbot, evaluation([f"class {number}" for number in range(100)], 20_000))
    matrix = panel.result.matrix
    assert matrix.verticalScrollBar().maximum() > 0
    matrix.setFocus()
    for _ in range(99):
        qtbot.keyClick(matrix, Key.Key_Down)
        qtbot.keyClick(matrix, Key.Key_Right)
    assert matrix.current == (99, 99)
    inside = matrix.viewport().rect()
    assert inside.contains(centre(matrix, 99, 99))
    assert matrix.cell_at(centre(matrix, 99, 99).toPointF()) == (99, 99)
    assert matrix.grab().toImage().width() == matrix.width()


def test_right_answers_are_blue_and_mistakes_orange(panel, window, qtbot):
    evaluated(panel, window, qtbot, evaluation(("cat", "dog")))
    matrix = panel.result.matrix
    image = matrix.viewport().grab().toImage()
    right, wrong = (image.pixelColor(matrix.cell_rect(0, at).topLeft() + QPoint(6, 6)) for at in (0, 1))
    assert right.blue() > right.red()
    assert wrong.red() > wrong.blue()


def test_the_table_holds_the_figures_of_scikit_learn_and_sorts_by_number(panel, window, qtbot):
    found = evaluated(panel, window, qtbot)
    table = panel.result.table
    panel.result.tabs.setCurrentIndex(1)
    expected = metrics.precision_recall_fscore_support(found.labels, found.predicted)
    rows = {table.item(row, 0).text(): [table.item(row, at).text() for at in range(1, 5)] for row in range(10)}
    for number, name in enumerate(FASHION):
        shown = [float(text.removesuffix(" %")) for text in rows[name]]
        wanted = [100 * column[number] for column in expected[:3]] + [expected[3][number]]
        assert shown == pytest.approx(wanted, abs=0.051)
    for column in range(1, 5):
        table.sortByColumn(column, Qt.SortOrder.DescendingOrder)
        order = [FASHION.index(table.item(row, 0).text()) for row in range(10)]
        assert (np.diff(expected[column - 1][order]) <= 1e-12).all()
    cell = table.visualItemRect(table.item(0, 0)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=cell)
    assert panel.result.cell == (order[0], ALL)


def test_the_reliability_diagram_tells_its_bins(panel, window, qtbot):
    found = evaluated(panel, window, qtbot)
    panel.result.tabs.setCurrentIndex(2)
    plot = panel.result.reliability
    area = plot._areas()[0]
    assert plot.bin_at(area.center()) in (4, 5)
    inside = (found.confidence >= 0.3) & (found.confidence < 0.4)
    right = (found.labels == found.predicted)[inside].mean()
    assert f"{inside.sum()} pictures with 30 to 40 % confidence: {100 * right:.1f} %" in plot.words_of(3)
    assert "expected calibration error" in panel.result.error.text()


def test_a_training_is_followed_epoch_by_epoch(panel, window):
    train(window)
    assert panel.tools.isHidden()
    assert "first epoch" in panel.line.text()
    for epoch, accuracy in ((1, 0.9), (3, 0.99)):
        record = EpochRecord(epoch, epoch, 0.1, accuracy, 0.3, 0.91, 1.0)
        train(window, epochs=(record,))
        window.engine.evaluation_ready.emit(ready(evaluation(seed=epoch), "run-1", epoch))
        assert f"epoch {epoch} of 15" in panel.title.text()
        found = evaluation(seed=epoch)
        assert panel.result.matrix.text_of(0, 0) == str(found.confusion[0, 0])
    assert panel.fit.text().startswith("Training 99.0 %, validation 91.0 %: overfitting")
    train(window, Phase.FINISHED)
    assert panel.tools.isVisible()


def test_a_chosen_cell_stays_chosen_in_the_next_epoch(panel, window):
    train(window)
    window.engine.evaluation_ready.emit(ready(evaluation(seed=1), "run-1", 1))
    panel.result.choose(6, 0)
    window.engine.evaluation_ready.emit(ready(evaluation(seed=2), "run-1", 2))
    np.testing.assert_array_equal(panel.result.mistakes.grid.indices, evaluation(seed=2).pictures_of(6, 0))


def test_another_model_takes_the_result_away(panel, window, qtbot):
    evaluated(panel, window, qtbot)
    window.store.update(model=digit_model("another"))
    assert not panel.answered
    assert panel.result.isHidden()
    window.engine.evaluation_ready.emit(ready(evaluation(), "run-1", 1))
    assert not panel.answered, "of a model that is gone"


def test_the_numbers_can_be_copied(panel, window, qtbot):
    found = evaluated(panel, window, qtbot)
    panel.result.matrix_export.copy_data.trigger()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert np.array([line[1:] for line in lines[1:]], int).tolist() == found.confusion.tolist()
    panel.result.table_export.copy_data.trigger()
    assert "macro average" in QGuiApplication.clipboard().text()
    assert len(window.reports) == 2


def test_why_is_asked_with_grad_cam_about_the_likeliest_class(qtbot, window):
    from nnviz.core.attribution import Wish

    panel = WhyPanel(window.context)
    qtbot.addWidget(panel)
    window.store.changed.connect(panel.show_state)
    window.store.update(model=convolutional_model())
    window.store.update(explanation=Wish(Method.GRAD_CAM))
    assert (panel.choices.asked, panel.choices.about) == (Method.GRAD_CAM, Target())
    panel.choices.method.setCurrentIndex(0)
    window.store.update(unit=(1,))
    assert panel.choices.asked is Method.GRADIENT_INPUT, "a person's later choice holds"
    window.store.update(model=digit_model())
    window.store.update(explanation=Wish(Method.GRAD_CAM))
    assert panel.choices.asked is Method.GRADIENT_INPUT, "without maps there is no Grad-CAM"
