"""The operations panel driven as a person does: choosing, typing, stepping, playing, and what happens when it fails."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeWindow
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from nnviz.core.operations.catalogue import OPERATIONS
from nnviz.qt.panels.operations import OperationsPanel
from nnviz.qt.theme import DARK, LIGHT, apply_theme


@pytest.fixture
def window():
    return FakeWindow()


@pytest.fixture
def panel(qtbot, window):
    panel = OperationsPanel(window.context)
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show()
    panel.show_state(window.store.state, None)
    panel.player.smooth.setChecked(False)
    return panel


def typed(qtbot, line, text):
    line.selectAll()
    with qtbot.waitSignal(line.window().editor.changed):
        qtbot.keyClicks(line, text)


def test_it_begins_with_the_batch_of_the_course(panel):
    np.testing.assert_allclose(panel.plan.result[0], [2.8, -1.79, 1.885])
    assert panel.code_line == "result = X @ W.T"
    assert panel.shapes.text() == "Shapes: X (3, 4), W.T (4, 3) → result (3, 3)"
    assert "play" in panel.sentence.text()
    assert panel.player.counter.text() == "step 0 of 36"


def test_keys_step_jump_and_play(panel, qtbot):
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    assert panel.view.position == 1.0
    assert panel.sum_line.text() == "1·0.2 = 0.2"
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    assert panel.sum_line.text() == "1·0.2 + 2·0.8 = 1.8"
    assert panel.sentence.text() == "X[0, 1] times W.T[1, 0], term 2 of 4 of result[0, 0]"
    qtbot.keyClick(panel.view, Qt.Key.Key_Left)
    assert panel.view.position == 1.0
    qtbot.keyClick(panel.view, Qt.Key.Key_End)
    assert panel.view.position == 36.0
    qtbot.keyClick(panel.view, Qt.Key.Key_Home)
    assert panel.view.position == 0.0
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    assert panel.player.playing
    qtbot.keyClick(panel.view, Qt.Key.Key_Space)
    assert not panel.player.playing


def test_playing_reaches_the_end_and_starts_again_from_it(panel, qtbot):
    panel.editor.choose_operation("dot")
    panel.player.speed.setCurrentIndex(panel.player.speed.count() - 1)
    qtbot.mouseClick(panel.player.play, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.view.position == 3.0 and not panel.player.playing)
    assert panel.sum_line.text() == "1·3 + 2·2 + 3·1 = 10"
    qtbot.mouseClick(panel.player.play, Qt.MouseButton.LeftButton)
    assert panel.view.position == 0.0
    assert panel.player.playing
    panel.hide()
    assert not panel.player.playing


def test_cells_travel_between_two_steps_unless_motion_is_off(panel, qtbot, window):
    positions = []
    panel.player.position_changed.connect(positions.append)
    panel.player.smooth.click()
    assert window.settings.text("operations/smooth") == "yes"
    panel.player.speed.setCurrentIndex(panel.player.speed.count() - 1)
    panel.player.step_forward()
    qtbot.waitUntil(lambda: not panel.player.playing)
    assert positions[-1] == 1.0
    positions.clear()
    panel.player.smooth.click()
    panel.player.toggle()
    qtbot.waitUntil(lambda: panel.view.position >= 3.0)
    panel.player.stop()
    assert all(position == round(position) for position in positions)


def test_a_travelling_cell_is_between_its_places(panel):
    panel.editor.choose_operation("transpose")
    panel.view.set_position(1.5)
    moving = panel.view.grab().toImage()
    panel.view.set_position(2.0)
    assert moving != panel.view.grab().toImage()
    frame = panel.view.current_frame()
    source, target = panel.view.sheets[0], panel.view.sheets[-1]
    assert source.cell_at(source.rects[int(frame.reads[0][0])].center()) == 1
    assert target.cell_at(target.rects[int(frame.fills[0])].center()) == 3


def test_scrubbing_shows_what_was_filled_until_then(panel):
    panel.editor.choose_operation("sum")
    panel.player.slider.setValue(9)
    assert panel.view.position == 9.0
    assert (panel.plan.done_at < 9).tolist() == [True, True, True, False]
    panel.player.slider.setValue(0)
    assert panel.view.current_frame() is None


def test_what_does_not_fit_says_why_and_offers_both_ways_out(panel, qtbot):
    for number, code in ((0, "result = x @ W.T"), (1, "result = W @ x")):
        panel.editor.choose_operation("matmul", 1)
        assert panel.plan is None
        assert panel.sentence.text() == "(4,) and (3, 4): inner sizes 4 and 3 differ; W.T is (4, 3)."
        assert not panel.player.play.isEnabled()
        assert not panel.code.isVisible()
        assert [button.text() for button in panel.way_buttons] == ["W.T", "W first"]
        qtbot.mouseClick(panel.way_buttons[number], Qt.MouseButton.LeftButton)
        assert panel.code_line == code
        np.testing.assert_allclose(panel.plan.result, [2.8, -1.79, 1.885])
        assert panel.way_buttons == ()


def test_typing_another_operand_works_it_out_again(panel, qtbot):
    panel.editor.choose_operation("dot")
    typed(qtbot, panel.editor.lines[0], "[1, 1, 1]")
    assert panel.plan.result == 6
    typed(qtbot, panel.editor.lines[0], "[1, 1")
    assert "is not a list of numbers" in panel.sentence.text()
    assert panel.plan.result == 6  # the last good picture stays
    assert len(panel.view.sheets) == 3
    typed(qtbot, panel.editor.lines[0], "[1, 1]")
    assert "inner sizes 2 and 3" in panel.sentence.text()


def test_a_setting_is_typed_or_chosen(panel, qtbot):
    panel.editor.choose_operation("reshape")
    shape = panel.editor._settings["shape"]
    shape.selectAll()
    with qtbot.waitSignal(panel.editor.changed):
        qtbot.keyClicks(shape, "(3, 2, 2)")
    assert panel.plan.result.shape == (3, 2, 2)
    panel.editor.choose_operation("convolution")
    padding = panel.editor._settings["padding"]
    padding.setFocus()
    qtbot.keyClick(padding, Qt.Key.Key_Down)
    assert panel.plan.result.shape == (5, 5)
    assert "np.pad" in panel.code_line


def test_the_operation_and_its_example_are_chosen_with_keys(panel, qtbot):
    panel.editor.operation.setFocus()
    qtbot.keyClick(panel.editor.operation, Qt.Key.Key_Down)
    assert panel.code_line == "result = np.dot(a, b)"
    panel.editor.example.setFocus()
    qtbot.keyClick(panel.editor.example, Qt.Key.Key_Down)
    assert "inner sizes 3 and 4" in panel.sentence.text()


def test_the_line_of_numpy_is_copied(panel, qtbot, window):
    qtbot.mouseClick(panel.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "result = X @ W.T"
    assert window.reports


def test_many_cells_say_how_many_a_step_shows(panel):
    panel.editor.choose_operation("flatten")
    panel.editor.lines[0].setText(str(np.arange(28 * 28).reshape(28, 28).tolist()))
    panel.editor.changed.emit()
    assert "28 of them at once" in panel.sentence.text()
    panel.player.go_to_end()
    assert panel.view.position == 28.0


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_every_operation_is_painted_in_both_themes(panel, qapp, operation):
    pictures = set()
    for theme in (DARK, LIGHT):
        apply_theme(qapp, theme)
        for number in range(len(operation.examples)):
            panel.editor.choose_operation(operation.id, number)
            panel.view.set_position(0.5)
            image = panel.view.grab().toImage()  # kept while its bits are read
            pictures.add(bytes(image.constBits()))
    assert len(pictures) == 2 * len(operation.examples)
    assert not panel.editor.operation.itemIcon(OPERATIONS.index(operation)).isNull()


@pytest.mark.parametrize("width", [320, 900, 3840])
@pytest.mark.parametrize("large", [False, True])
def test_nothing_is_cut_at_any_width(panel, qapp, width, large):
    apply_theme(qapp, DARK, large_text=large)
    for operation in OPERATIONS:
        panel.editor.choose_operation(operation.id)
        panel.resize(width, 800)
        for _ in range(3):
            QApplication.processEvents()
        assert panel.minimumSizeHint().width() <= width
        for sheet in panel.view.sheets:
            assert panel.view.rect().toRectF().adjusted(-1, -1, 1, 1).contains(sheet.bounds), operation.id


def test_the_exact_value_is_told_under_the_mouse(panel, qtbot):
    sheet = panel.view.sheets[0]
    assert sheet.cell_at(sheet.rects[6].center()) == 6
    assert sheet.cell_at(QPointF(-5, -5)) is None
    qtbot.mouseMove(panel.view, sheet.rects[6].center().toPoint())


def test_words_follow_the_language(panel):
    QApplication.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))
    assert panel.view.accessibleName()
    assert panel.player.play.accessibleName() == "Play"
