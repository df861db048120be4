"""The curves: what is drawn, at most how much of it, and how it is read, moved and taken elsewhere."""

from __future__ import annotations

import math

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QImage, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from nnviz.core.metrics import MetricsLog
from nnviz.core.smoothing import smoothed
from nnviz.core.training import BatchRecord, EpochRecord
from nnviz.qt.theme import DARK, LIGHT
from nnviz.qt.throttle import Throttle
from nnviz.qt.widgets.curve_axes import CurveColours
from nnviz.qt.widgets.curve_menu import CurveMenu
from nnviz.qt.widgets.curve_plot import CurvePlot


@pytest.fixture(autouse=True)
def _english():
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


def records(count: int, first: int = 1, per_epoch: int = 45) -> list[BatchRecord]:
    steps = np.arange(first, first + count)
    losses = 2.0 * np.exp(-steps / 100.0) + 0.1 * np.sin(steps) ** 2 + 0.01
    return [
        BatchRecord(int(s), int((s - 1) // per_epoch) + 1, float(loss), float(1 - loss / 3), 0.001)
        for s, loss in zip(steps, losses, strict=True)
    ]


def epochs(count: int, per_epoch: int = 45) -> tuple[EpochRecord, ...]:
    return tuple(EpochRecord(n, n * per_epoch, 0.5, 0.5, 1.0 / n, 1.0 - 0.5 / n, 1.0) for n in range(1, count + 1))


def log_of(count: int) -> MetricsLog:
    log = MetricsLog()
    log.extend(records(count))
    return log


@pytest.fixture
def plot(qtbot):
    made = CurvePlot()
    qtbot.addWidget(made)
    made.resize(700, 420)
    made.show()
    qtbot.waitExposed(made)
    return made


def middle_of(plot: CurvePlot, name: str = "loss", share: float = 0.5) -> QPoint:
    """Return a point of the widget that lies in a plot."""
    box = plot.stack.axes[name].view.sceneBoundingRect()
    return plot.stack.mapFromScene(QPointF(box.left() + share * box.width(), box.center().y()))


def wheel(plot: CurvePlot, at: QPoint, delta: int, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    viewport = plot.stack.viewport()
    event = QWheelEvent(
        QPointF(at),
        QPointF(viewport.mapToGlobal(at)),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


# --- what is drawn ---


def test_it_says_what_to_do_until_there_is_something(plot):
    plot.set_empty_text("Press Start.")
    plot.show_log(MetricsLog())
    assert plot.empty
    assert plot.summary() == "Press Start."
    plot.show_log(log_of(3))
    assert not plot.empty


def test_every_batch_the_smoothed_line_and_the_validation_are_drawn(plot):
    log = log_of(200)
    plot.show_log(log, epochs(4))
    for name in ("loss", "accuracy"):
        lines = plot.stack.axes[name].lines()
        np.testing.assert_array_equal(lines["batches"][0], log.column("step"))
        np.testing.assert_array_equal(lines["batches"][1], log.column(name))
        np.testing.assert_allclose(lines["smoothed"][1], smoothed(log.column(name), plot.controls.weight))
        np.testing.assert_array_equal(lines["validation"][0], [45, 90, 135, 180])
    np.testing.assert_array_equal(plot.stack.axes["loss"].lines()["validation"][1], [1.0, 0.5, 1 / 3, 0.25])


def test_it_draws_what_is_added_and_nothing_when_nothing_is(plot, qtbot):
    log = log_of(50)
    plot.show_log(log, epochs(1))
    throttle = plot.findChild(Throttle)
    qtbot.waitUntil(lambda: throttle.idle)
    with qtbot.assertNotEmitted(plot.drawn):
        plot.show_log(log, epochs(1))
        assert throttle.idle
    log.extend(records(10, first=51))
    with qtbot.waitSignal(plot.drawn):
        plot.show_log(log, epochs(1))
    assert plot.stack.axes["loss"].lines()["batches"][0][-1] == 60


def test_a_flood_of_batches_is_drawn_a_few_times_and_to_the_end(plot, qtbot):
    log, drawings = MetricsLog(), []
    plot.drawn.connect(lambda: drawings.append(log.length))
    plot.show_log(log)
    drawings.clear()
    for first in range(1, 2_001, 10):
        log.extend(records(10, first=first))
        plot.show_log(log)
    qtbot.waitUntil(lambda: drawings[-1:] == [2_000])
    assert len(drawings) < 40


def test_a_million_batches_are_at_most_four_points_a_pixel_with_every_extreme(plot):
    log = MetricsLog()
    losses = np.random.default_rng(0).lognormal(0.0, 0.5, 1_000_000)
    losses[123_456] = 99.0
    for first in range(0, 1_000_000, 100_000):
        part = losses[first : first + 100_000].tolist()
        log.extend([BatchRecord(first + i + 1, 1, loss, 0.5, 0.1) for i, loss in enumerate(part)])
    plot.show_log(log)
    for left, right in ((0.0, 1e6), (100_000.0, 150_000.0), (123_000.0, 124_000.0), (123_456.0, 123_460.0)):
        for axes in plot.stack.axes.values():
            axes.view.setXRange(left, right, padding=0)
            assert 0 < axes.drawn_points() <= 4 * axes.view.width()
        assert np.nanmax(plot.stack.axes["loss"].lines()["batches"][1]) == 99.0


def test_one_batch_can_be_seen(plot):
    plot.show_log(log_of(1))
    picture = plot.stack.grab().toImage()
    wanted = CurveColours.of(DARK if plot.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT)
    assert wanted.batches.rgb() in colours_of(picture)


def test_losses_that_are_no_numbers_leave_a_gap(plot):
    log = log_of(20)
    log.extend([BatchRecord(21, 1, math.nan, 0.5, 0.1), BatchRecord(22, 1, math.inf, 0.5, 0.1)])
    plot.show_log(log)
    y = plot.stack.axes["loss"].lines()["batches"][1]
    assert np.isnan(y[20:]).all()
    assert np.isfinite(plot.stack.axes["loss"].view.viewRange()[1]).all()
    plot.grab()


def test_another_log_starts_afresh(plot):
    plot.show_log(log_of(300), epochs(6))
    plot.show_log(log_of(20), ())
    lines = plot.stack.axes["loss"].lines()
    assert len(lines["batches"][0]) == 20
    assert len(lines["validation"][0]) == 0
    assert plot.stack.x_range[1] < 25
    plot.show_log(None)
    assert plot.empty


def test_both_plots_show_the_same_batches(plot):
    plot.show_log(log_of(400))
    views = [axes.view for axes in plot.stack.axes.values()]
    for view in views:
        view.setXRange(50, 90, padding=0)
        assert [other.viewRange()[0] for other in views] == [[50, 90], [50, 90]]
    assert {axes.plot.getAxis("left").width() for axes in plot.stack.axes.values()} == {
        plot.stack.axes["loss"].plot.getAxis("left").width()
    }


# --- scale and smoothing ---


def test_the_loss_can_be_logarithmic(plot, qtbot):
    log = log_of(100)
    plot.show_log(log)
    qtbot.keyClick(plot, Qt.Key.Key_L)
    assert plot.controls.logarithmic.isChecked()
    np.testing.assert_allclose(plot.stack.axes["loss"].lines()["batches"][1], np.log10(log.column("loss")))
    np.testing.assert_array_equal(plot.stack.axes["accuracy"].lines()["batches"][1], log.column("accuracy"))
    ticks = plot.stack.axes["loss"].plot.getAxis("left").tickStrings([-2.0, 0.0], 1.0, None)
    assert ticks == ["0.01", "1"]
    qtbot.keyClick(plot, Qt.Key.Key_L)
    np.testing.assert_array_equal(plot.stack.axes["loss"].lines()["batches"][1], log.column("loss"))


def test_smoothing_never_touches_the_raw_curve(plot, qtbot):
    log = log_of(100)
    plot.show_log(log)
    for key, weight in ((Qt.Key.Key_Home, 0.0), (Qt.Key.Key_End, 0.9998)):
        qtbot.keyClick(plot.controls.slider, key)
        lines = plot.stack.axes["loss"].lines()
        np.testing.assert_array_equal(lines["batches"][1], log.column("loss"))
        np.testing.assert_allclose(lines["smoothed"][1], smoothed(log.column("loss"), weight))


# --- moving ---


def test_the_wheel_zooms_batches_and_a_double_click_shows_everything(plot, qtbot):
    plot.show_log(log_of(400))
    whole = plot.stack.x_range
    values = plot.stack.axes["loss"].view.viewRange()[1]
    wheel(plot, middle_of(plot), 240)
    left, right = plot.stack.x_range
    assert right - left < 0.8 * (whole[1] - whole[0])
    assert plot.stack.axes["loss"].view.viewRange()[1] != values, "the values follow what is in view"
    for press in (qtbot.mousePress, qtbot.mouseRelease, qtbot.mouseDClick, qtbot.mouseRelease):
        press(plot.stack.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(plot))
    assert plot.stack.x_range == pytest.approx(whole)


def test_dragging_moves_batches(plot, qtbot):
    plot.show_log(log_of(400))
    plot.stack.zoom(0.5)
    left, right = plot.stack.x_range
    start, viewport = middle_of(plot), plot.stack.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for shift in range(10, 101, 10):
        qtbot.mouseMove(viewport, start + QPoint(shift, 0))
        QApplication.processEvents()
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=start + QPoint(100, 0))
    moved = plot.stack.x_range
    assert moved[0] < left - 5
    assert moved[1] - moved[0] == pytest.approx(right - left)


def test_what_a_person_zoomed_to_stays_while_the_log_grows(plot, qtbot):
    log = log_of(400)
    plot.show_log(log)
    wheel(plot, middle_of(plot), 240)
    chosen = plot.stack.x_range
    log.extend(records(400, first=401))
    with qtbot.waitSignal(plot.drawn):
        plot.show_log(log)
    assert plot.stack.x_range == chosen
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    assert plot.stack.x_range[1] > 800


def test_ctrl_and_the_wheel_zoom_the_values_which_then_stay(plot, qtbot):
    log = log_of(400)
    plot.show_log(log)
    wheel(plot, middle_of(plot), 240, Qt.KeyboardModifier.ControlModifier)
    chosen = plot.stack.axes["loss"].view.viewRange()[1]
    others = plot.stack.axes["accuracy"].view.viewRange()[1]
    log.extend([BatchRecord(401, 9, 50.0, 0.001, 0.1)])
    with qtbot.waitSignal(plot.drawn):
        plot.show_log(log)
    assert plot.stack.axes["loss"].view.viewRange()[1] == chosen
    assert plot.stack.axes["accuracy"].view.viewRange()[1] != others


def test_keys_zoom_about_the_batch_that_is_read(plot, qtbot):
    plot.show_log(log_of(400))
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    assert plot.reading.step == 400.0
    for _ in range(8):
        qtbot.keyClick(plot, Qt.Key.Key_Plus)
    left, right = plot.stack.x_range
    assert left < 400 < right
    assert right - left < 100
    for _ in range(8):
        qtbot.keyClick(plot, Qt.Key.Key_Minus)
    assert plot.stack.x_range[1] - plot.stack.x_range[0] > 300


# --- reading ---


def test_the_mouse_reads_the_exact_figures(plot, qtbot):
    log = log_of(200)
    plot.show_log(log, epochs(2))
    heard = []
    plot.hovered.connect(heard.append)
    for name, share in (("loss", 0.25), ("accuracy", 0.75)):
        at = middle_of(plot, name, share)
        qtbot.mouseMove(plot.stack.viewport(), at)
        step = plot.stack.axes[name].view.mapSceneToView(QPointF(plot.stack.mapToScene(at))).x()
        assert heard[-1] == log.record(round(step) - 1)
        assert plot.reading.card.isVisible()
    text = plot.reading.card.text()
    assert f"Batch {heard[-1].step} · epoch {heard[-1].epoch}" in text
    assert f"Loss {heard[-1].loss:.4f}" in text
    assert f"Accuracy {100 * heard[-1].accuracy:.1f} %" in text
    assert "Learning rate 0.001" in text
    assert "Validation" not in text, "that epoch has not been validated"
    QApplication.sendEvent(plot.stack, QEvent(QEvent.Type.Leave))
    assert heard[-1] is None
    assert not plot.reading.card.isVisible()


def test_the_arrow_keys_read_batch_after_batch(plot, qtbot):
    log = log_of(200)
    plot.show_log(log, epochs(4))
    heard = []
    plot.hovered.connect(heard.append)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Left)
    qtbot.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert [record.step for record in heard] == [200, 199, 179]
    assert "Validation of epoch 4" in plot.reading.card.text()
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert heard[-1] is None


def test_reading_moves_into_view_and_stops_at_the_ends(plot, qtbot):
    plot.show_log(log_of(200))
    plot.stack.axes["loss"].view.setXRange(50, 60, padding=0)
    for _ in range(30):
        qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert plot.stack.x_range[0] < plot.reading.step <= plot.stack.x_range[1]
    for _ in range(30):
        qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(plot, Qt.Key.Key_Home)
    for _ in range(12):
        qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert plot.reading.step == 200.0


def test_the_card_stays_inside(plot, qtbot):
    plot.show_log(log_of(200), epochs(4))
    for share in (0.01, 0.5, 0.99):
        qtbot.mouseMove(plot.stack.viewport(), middle_of(plot, "loss", share))
        assert plot.stack.rect().contains(plot.reading.card.geometry())


def test_a_reader_of_the_screen_is_told_the_last_figures(plot):
    log = log_of(90)
    plot.show_log(log, epochs(2))
    assert plot.accessibleDescription() == (
        f"After batch 90: loss {log.column('loss')[-1]:.4f}, accuracy {100 * log.column('accuracy')[-1]:.1f} %."
        " Validation after epoch 2: loss 0.5000, accuracy 75.0 %."
    )


# --- elsewhere ---


def menu_of(plot, qtbot) -> CurveMenu:
    qtbot.waitUntil(lambda: not plot.empty)
    event_at = middle_of(plot)
    viewport = plot.stack.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, event_at, viewport.mapToGlobal(event_at))
    QApplication.sendEvent(viewport, event)
    menus = [menu for menu in plot.findChildren(QMenu) if isinstance(menu, CurveMenu)]
    return menus[-1]


def trigger(menu: CurveMenu, name: str) -> None:
    next(action for action in menu.actions() if action.objectName() == name).trigger()
    menu.close()


def test_the_menu_is_ours_and_copies_picture_and_figures(plot, qtbot):
    log = log_of(100)
    plot.show_log(log)
    plot.stack.axes["loss"].view.setXRange(9.5, 20.5, padding=0)
    assert not any(axes.view.menuEnabled() for axes in plot.stack.axes.values())
    trigger(menu_of(plot, qtbot), "copy-figures")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [int(line.split("\t")[0]) for line in lines[1:]] == list(range(10, 21))
    assert float(lines[1].split("\t")[2]) == log.column("loss")[9]
    trigger(menu_of(plot, qtbot), "copy-picture")
    assert QGuiApplication.clipboard().image().size() == plot.size()
    trigger(menu_of(plot, qtbot), "fit")
    assert plot.stack.x_range[1] > 99
    trigger(menu_of(plot, qtbot), "logarithmic")
    assert plot.controls.logarithmic.isChecked()


def test_the_picture_is_saved_whole_or_the_reason_is_told(plot, qtbot, tmp_path, monkeypatch):
    plot.show_log(log_of(100))
    target = tmp_path / "curves"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *arguments: (str(target), ""))
    trigger(menu_of(plot, qtbot), "save-picture")
    assert QImage(str(tmp_path / "curves.png")).size() == plot.size()
    assert [file.name for file in tmp_path.glob("*.png")] == ["curves.png"]
    target = tmp_path / "nowhere" / "curves.png"
    menu = menu_of(plot, qtbot)
    with qtbot.waitSignal(plot.failed) as heard:
        trigger(menu, "save-picture")
    assert "nowhere" in str(heard.args[0])


# --- appearance ---


def colours_of(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def palette_of(theme) -> QPalette:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(theme.window))
    return palette


def test_it_is_coloured_anew_with_the_theme(plot):
    plot.show_log(log_of(100), epochs(2))
    for theme in (DARK, LIGHT, DARK):
        plot.setPalette(palette_of(theme))
        colours = colours_of(plot.stack.grab().toImage())
        assert QColor(theme.surface).rgb() in colours
        assert QColor(theme.series[1]).rgb() in colours
        other = LIGHT if theme is DARK else DARK
        assert QColor(other.surface).rgb() not in colours
        assert CurveColours.of(theme).smoothed.name() in plot.legend.text()


def test_large_text_gets_more_room(plot, qtbot):
    plot.show_log(log_of(100))
    before = plot.stack.axes["loss"].plot.getAxis("left").width()
    font = plot.font()
    font.setPointSizeF(20.0)
    plot.setFont(font)
    qtbot.waitUntil(lambda: plot.stack.axes["loss"].plot.getAxis("left").width() > 1.4 * before)


def test_nothing_runs_on_when_it_is_hidden(plot):
    plot.show_log(log_of(100))
    assert not plot.findChild(Throttle).idle
    plot.hide()
    assert plot.findChild(Throttle).idle


def test_it_shows_again_what_came_while_it_was_hidden(plot, qtbot):
    log = log_of(50)
    plot.show_log(log)
    log.extend(records(10, first=51))
    plot.show_log(log)
    plot.hide()
    plot.show()
    plot.show_log(log)
    qtbot.waitUntil(lambda: plot.stack.axes["loss"].lines()["batches"][0][-1] == 60)


@pytest.mark.parametrize("width", [320, 500, 3840])
def test_nothing_is_clipped(plot, width):
    plot.resize(width, 400)
    plot.show_log(log_of(100), epochs(2))
    QApplication.processEvents()
    for widget in (plot.legend, plot.controls.slider, plot.controls.logarithmic, plot.stack):
        inside = widget.rect().translated(widget.mapTo(plot, QPoint(0, 0)))
        assert plot.rect().contains(inside), widget
    assert plot.legend.height() >= plot.legend.heightForWidth(plot.legend.width())


def test_the_learning_rate_has_a_plot_only_once_it_changes_and_never_leaves_the_layout(plot, qapp, qtbot):
    log = log_of(60)
    plot.show_log(log, ())
    qapp.processEvents()
    rate, loss = plot.stack.rate, plot.stack.axes["loss"].plot
    assert rate.axes.plot.scene() is loss.scene()
    assert not rate.axes.plot.isVisible()
    alone = loss.size().height()
    log.extend([BatchRecord(61, 2, 0.5, 0.5, 0.0001)])
    plot.show_log(log, ())
    qtbot.waitUntil(rate.axes.plot.isVisible)
    qtbot.waitUntil(lambda: loss.size().height() < alone)
    plot.show_log(log_of(30), ())
    qtbot.waitUntil(lambda: not rate.axes.plot.isVisible())
    assert rate.axes.plot.scene() is loss.scene()
    qtbot.waitUntil(lambda: loss.size().height() == alone)
