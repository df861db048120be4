"""Tools beyond the pen: ruler, frame, fingers, and the brush that is larger than a cursor."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QTouchEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from nnviz.core.arrays import read_only
from nnviz.core.drawing import Drawing, Stroke
from nnviz.qt.widgets.digit_canvas import DigitCanvas
from nnviz.qt.widgets.drawing_paper import SIDE_PX
from nnviz.qt.widgets.sketch import Tool

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
Key = Qt.Key
BAR = Drawing((Stroke(((0.5, 0.3, 1.0), (0.5, 0.7, 1.0)), 0.1),))


@pytest.fixture
def canvas(qtbot):
    made = DigitCanvas()
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def mouse(canvas, kind, x, y, modifiers=NONE, held=LEFT):
    at = QPointF(x, y)
    button = LEFT if kind != QEvent.Type.MouseMove else Qt.MouseButton.NoButton
    QApplication.sendEvent(canvas, QMouseEvent(kind, at, canvas.mapToGlobal(at), button, held, modifiers))


def drag(canvas, *points, modifiers=NONE):
    mouse(canvas, QEvent.Type.MouseButtonPress, *points[0], modifiers)
    for point in points[1:]:
        mouse(canvas, QEvent.Type.MouseMove, *point, modifiers)
    mouse(canvas, QEvent.Type.MouseButtonRelease, *points[-1], modifiers, Qt.MouseButton.NoButton)


def ink_box(canvas):
    rows, columns = np.nonzero(canvas.picture() > 127)
    return [round(value / SIDE_PX, 2) for value in (columns.min(), rows.min(), columns.max(), rows.max())]


@pytest.mark.parametrize("way", ["tool", "shift"])
def test_a_line_is_straight_from_press_to_release_wherever_the_mouse_went(canvas, qtbot, way):
    if way == "tool":
        qtbot.keyClick(canvas, Key.Key_L)
        assert canvas.sketch.tool is Tool.LINE
    drag(canvas, (100, 100), (350, 40), (20, 390), (300, 200), modifiers=SHIFT if way == "shift" else NONE)
    (stroke,) = canvas.sketch.drawing.strokes
    assert len(stroke.points) == 2
    if way == "tool":
        assert stroke.points[1][:2] == pytest.approx((0.75, 0.5))
    live = canvas.picture()
    canvas.undo()
    assert canvas.sketch.empty
    assert not canvas.picture().any()
    canvas.redo()
    np.testing.assert_array_equal(canvas.picture(), live)
    other = DigitCanvas()
    qtbot.addWidget(other)
    other.sketch.set_drawing(canvas.sketch.drawing)
    np.testing.assert_array_equal(other.picture(), live)


def test_shift_turns_a_line_to_whole_fifteen_degrees(canvas, qtbot):
    canvas.take_line()
    drag(canvas, (100, 200), (300, 214), modifiers=SHIFT)
    (stroke,) = canvas.sketch.drawing.strokes
    assert stroke.points[1][1] == pytest.approx(0.5)


def test_keys_draw_lines_too(canvas, qtbot):
    canvas.take_line()
    for key in (Key.Key_Space, Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Space):
        qtbot.keyClick(canvas, key)
    (stroke,) = canvas.sketch.drawing.strokes
    assert [point[:2] for point in stroke.points] == [(0.5, 0.25), pytest.approx((0.525, 0.3))]


def test_dragging_inside_the_frame_moves_and_enter_is_one_step(canvas, qtbot):
    canvas.sketch.set_drawing(BAR)
    qtbot.keyClick(canvas, Key.Key_T)
    before = ink_box(canvas)
    drag(canvas, (200, 200), (240, 200), (280, 240))
    drag(canvas, (280, 240), (300, 240))
    moved = ink_box(canvas)
    assert moved == pytest.approx([before[0] + 0.25, before[1] + 0.1, before[2] + 0.25, before[3] + 0.1], abs=0.011)
    qtbot.keyClick(canvas, Key.Key_Return)
    assert canvas.sketch.tool is Tool.PEN
    assert ink_box(canvas) == moved
    canvas.undo()
    assert canvas.sketch.drawing is BAR
    assert ink_box(canvas) == before
    canvas.redo()
    assert ink_box(canvas) == moved


def test_a_corner_scales_and_its_opposite_stays(canvas):
    canvas.sketch.set_drawing(BAR)
    canvas.take_transform()
    corner = canvas.hand.transform.frame.place((1, 1))
    x, y = corner[0] * 400, corner[1] * 400
    left, top, _, bottom = ink_box(canvas)
    drag(canvas, (x + 2, y - 1), (x + 42, y + 39))
    after = ink_box(canvas)
    assert after[:2] == pytest.approx([left, top], abs=0.04)  # round ends grow with the line
    assert after[3] == pytest.approx(bottom + 0.1, abs=0.04)
    canvas.hand.take(Tool.PEN)
    (stroke,) = canvas.sketch.drawing.strokes
    assert stroke.width > 0.1


def test_the_ring_turns_the_drawing(canvas):
    canvas.sketch.set_drawing(BAR)
    canvas.take_transform()
    x, y = canvas.hand.transform.handles(400)[(0, -2)]
    drag(canvas, (x * 400, y * 400), (300, 120), (380, 203), modifiers=SHIFT)
    left, top, right, bottom = ink_box(canvas)
    assert right - left == pytest.approx(0.5, abs=0.02)
    assert bottom - top == pytest.approx(0.1, abs=0.02)


def test_keys_move_scale_and_turn_and_escape_takes_all_back(canvas, qtbot):
    canvas.sketch.set_drawing(BAR)
    before = canvas.picture()
    qtbot.keyClick(canvas, Key.Key_T)
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Up):
        qtbot.keyClick(canvas, key)
    frame = canvas.hand.transform.frame
    assert frame.centre == pytest.approx((0.55, 0.475))
    QTest.keyClick(canvas, Key.Key_Plus)
    qtbot.keyClick(canvas, Key.Key_Minus)
    qtbot.keyClick(canvas, Key.Key_Minus)
    qtbot.keyClick(canvas, Key.Key_BracketRight)
    frame = canvas.hand.transform.frame
    assert frame.scale == pytest.approx((1 / 1.05, 1 / 1.05))
    assert np.degrees(frame.angle) == pytest.approx(5.0)
    assert not np.array_equal(canvas.picture(), before)
    qtbot.keyClick(canvas, Key.Key_Escape)
    assert canvas.sketch.tool is Tool.PEN
    assert canvas.sketch.drawing is BAR
    np.testing.assert_array_equal(canvas.picture(), before)
    canvas.undo()
    assert canvas.sketch.empty, "nothing was added to the history"


def test_the_model_is_asked_while_the_drawing_is_pulled(canvas):
    canvas.sketch.set_drawing(BAR)
    canvas.take_transform()
    seen = []
    canvas.image_changed.connect(lambda: seen.append(canvas.picture().sum()))
    drag(canvas, (200, 200), (220, 200), (240, 200))
    assert len(seen) == 2


def test_undo_takes_the_unfinished_pulling_back_first(canvas, qtbot):
    canvas.sketch.set_drawing(BAR)
    before = canvas.picture()
    canvas.take_transform()
    drag(canvas, (200, 200), (260, 200))
    qtbot.keyClick(canvas, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    np.testing.assert_array_equal(canvas.picture(), before)
    assert canvas.hand.transform.frame.centre == pytest.approx((0.5, 0.5))
    qtbot.keyClick(canvas, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert canvas.sketch.empty
    assert canvas.hand.transform.frame is None


def test_another_tool_keeps_what_the_frame_did(canvas, qtbot):
    canvas.sketch.set_drawing(BAR)
    canvas.take_transform()
    drag(canvas, (200, 200), (260, 200))
    moved = canvas.picture()
    qtbot.keyClick(canvas, Key.Key_E)
    assert canvas.sketch.tool is Tool.ERASER
    np.testing.assert_array_equal(canvas.picture(), moved)
    assert canvas.sketch.drawing is not BAR


def test_a_picture_is_moved_turned_and_comes_back_untouched(canvas, qtbot):
    picture = np.zeros((28, 28), np.uint8)
    picture[4:24, 12:16] = 255
    kept = read_only(picture)
    canvas.set_picture(kept)
    assert canvas.picture() is kept
    canvas.take_transform()
    for _ in range(18):
        qtbot.keyClick(canvas, Key.Key_BracketRight)
    qtbot.keyClick(canvas, Key.Key_Enter)
    left, top, right, bottom = ink_box(canvas)
    assert right - left == pytest.approx(20 / 28, abs=0.03)
    assert bottom - top == pytest.approx(4 / 28, abs=0.03)
    canvas.undo()
    assert canvas.picture() is kept


def test_an_empty_paper_has_no_frame_and_keys_do_no_harm(canvas, qtbot):
    qtbot.keyClick(canvas, Key.Key_T)
    drag(canvas, (200, 200), (260, 200))
    qtbot.keyClick(canvas, Key.Key_Return)
    assert canvas.sketch.empty
    assert not canvas.sketch.can_undo


def test_the_mouse_shows_what_a_handle_does(canvas):
    canvas.sketch.set_drawing(BAR)
    canvas.take_transform()
    handles = canvas.hand.transform.handles(400)
    shapes = {}
    for name, side in (("right", (1, 0)), ("corner", (1, 1)), ("top", (0, -1)), ("turn", (0, -2))):
        x, y = handles[side]
        mouse(canvas, QEvent.Type.MouseMove, x * 400, y * 400, held=Qt.MouseButton.NoButton)
        shapes[name] = canvas.cursor().shape()
    mouse(canvas, QEvent.Type.MouseMove, 200, 200, held=Qt.MouseButton.NoButton)
    assert shapes == {
        "right": Qt.CursorShape.SizeHorCursor,
        "corner": Qt.CursorShape.SizeFDiagCursor,
        "top": Qt.CursorShape.SizeVerCursor,
        "turn": Qt.CursorShape.PointingHandCursor,
    }
    assert canvas.cursor().shape() == Qt.CursorShape.SizeAllCursor


def test_the_frame_can_be_seen(canvas):
    canvas.sketch.set_drawing(BAR)
    plain = canvas.grab().toImage()
    canvas.take_transform()
    x, y = canvas.hand.transform.handles(400)[(1, 1)]
    framed = canvas.grab().toImage()
    at = QPoint(round(x * 400), round(y * 400))
    assert framed.pixelColor(at).name() == "#ffffff"
    assert plain.pixelColor(at).name() != "#ffffff"


def test_the_wheel_scales_a_framed_drawing(canvas):
    canvas.sketch.set_drawing(BAR)
    canvas.take_transform()
    at = QPointF(200, 200)
    event = QWheelEvent(
        at, canvas.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(canvas, event)
    assert canvas.hand.transform.frame.scale == pytest.approx((1.05, 1.05))


def test_a_brush_larger_than_a_cursor_shows_its_ring(canvas):
    canvas.resize(800, 800)
    canvas.sketch.set_brush_width(0.25)
    assert canvas.cursor().shape() == Qt.CursorShape.CrossCursor
    without = canvas.grab().toImage()
    mouse(canvas, QEvent.Type.MouseMove, 400, 500, held=Qt.MouseButton.NoButton)
    rim = QPoint(500, 500)
    assert canvas.grab().toImage().pixelColor(rim) != without.pixelColor(rim)
    QApplication.sendEvent(canvas, QEvent(QEvent.Type.Leave))
    assert canvas.grab().toImage().pixelColor(rim) == without.pixelColor(rim)


@pytest.fixture
def screen():
    return QTest.createTouchDevice()


def test_one_finger_draws_and_a_second_one_does_not(canvas, screen):
    QTest.touchEvent(canvas, screen).press(1, QPoint(100, 100), canvas).commit()
    QTest.touchEvent(canvas, screen).move(1, QPoint(150, 200), canvas).press(2, QPoint(380, 380), canvas).commit()
    QTest.touchEvent(canvas, screen).move(1, QPoint(180, 280), canvas).move(2, QPoint(20, 380), canvas).commit()
    QTest.touchEvent(canvas, screen).release(1, QPoint(200, 300), canvas).stationary(2).commit()
    QTest.touchEvent(canvas, screen).release(2, QPoint(20, 380), canvas).commit()
    (stroke,) = canvas.sketch.drawing.strokes
    assert stroke.points[0] == pytest.approx((0.25, 0.25, 1.0))
    assert stroke.points[-1] == pytest.approx((0.5, 0.75, 1.0))
    assert not canvas.picture()[:, : SIDE_PX // 8].any()
    QTest.touchEvent(canvas, screen).press(3, QPoint(300, 100), canvas).commit()
    QTest.touchEvent(canvas, screen).release(3, QPoint(300, 100), canvas).commit()
    assert len(canvas.sketch.drawing.strokes) == 2


def test_a_finger_takes_handles_from_further_away(canvas, screen):
    canvas.sketch.set_drawing(BAR)
    canvas.take_transform()
    x, y = (round(400 * along) for along in canvas.hand.transform.handles(400)[(1, 1)])
    QTest.touchEvent(canvas, screen).press(1, QPoint(x + 15, y), canvas).commit()
    QTest.touchEvent(canvas, screen).move(1, QPoint(x + 55, y), canvas).commit()
    QTest.touchEvent(canvas, screen).release(1, QPoint(x + 55, y), canvas).commit()
    assert canvas.hand.transform.frame.scale[0] > 1.5


def test_a_touch_that_is_cancelled_ends_the_stroke(canvas, screen):
    QTest.touchEvent(canvas, screen).press(1, QPoint(100, 100), canvas).commit()
    assert canvas.sketch.stroking
    QApplication.sendEvent(canvas, QTouchEvent(QEvent.Type.TouchCancel, screen))
    assert not canvas.sketch.stroking
    assert len(canvas.sketch.drawing.strokes) == 1
