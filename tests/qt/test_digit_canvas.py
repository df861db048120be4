"""Drawing as a hand does it: with the mouse, a tablet, keys, the clipboard and drops."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QInputDevice,
    QKeyEvent,
    QPointingDevice,
    QPointingDeviceUniqueId,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication

from nnviz.core.drawing import Drawing, Stroke
from nnviz.core.messages import UserError
from nnviz.qt.images import image_of, picture_of
from nnviz.qt.widgets.digit_canvas import DigitCanvas
from nnviz.qt.widgets.drawing_paper import SIDE_PX

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def canvas(qtbot):
    made = DigitCanvas()
    qtbot.addWidget(made)
    made.resize(280, 280)
    made.show()
    made.activateWindow()
    made.setFocus()
    return made


def draw(qtbot, canvas, *points, button=LEFT):
    places = [QPoint(*point) for point in points]
    qtbot.mousePress(canvas, button, pos=places[0])
    for place in places[1:]:
        move(canvas, place, button)
    qtbot.mouseRelease(canvas, button, pos=places[-1])


def move(canvas, place, button=LEFT):
    """Move the mouse with a button held, which QTest cannot."""
    from PySide6.QtGui import QMouseEvent

    where = QPointF(place)
    event = QMouseEvent(
        QEvent.Type.MouseMove, where, canvas.mapToGlobal(where), Qt.MouseButton.NoButton, button, Qt.NoModifier
    )
    QApplication.sendEvent(canvas, event)


def test_a_new_paper_is_black(canvas):
    picture = canvas.picture()
    assert picture.shape == (SIDE_PX, SIDE_PX)
    assert picture.dtype == np.uint8
    assert not picture.any()
    assert canvas.sketch.empty


def test_a_stroke_is_white_where_the_mouse_was_and_smooth_at_its_edge(canvas, qtbot):
    draw(qtbot, canvas, (70, 140), (140, 140), (210, 140))
    picture = canvas.picture()
    assert picture[280, 150:410].min() == 255
    assert picture[280, :100].max() == 0
    width = SIDE_PX * canvas.sketch.brush_width
    assert (picture[:, 280] / 255).sum() == pytest.approx(width, abs=1.5)
    assert len(np.unique(picture)) > 20, "edges are anti-aliased"


def test_a_click_makes_a_dot(canvas, qtbot):
    qtbot.mouseClick(canvas, LEFT, pos=QPoint(140, 140))
    area = (canvas.picture() / 255).sum()
    assert area == pytest.approx(np.pi / 4 * (SIDE_PX * canvas.sketch.brush_width) ** 2, rel=0.05)


def test_the_picture_follows_while_the_mouse_moves(canvas, qtbot):
    inked = []
    canvas.image_changed.connect(lambda: inked.append(int(canvas.picture().sum())))
    qtbot.mousePress(canvas, LEFT, pos=QPoint(40, 40))
    for step in range(1, 6):
        move(canvas, QPoint(40 + 20 * step, 40 + 10 * step))
    assert len(inked) == 6
    assert inked == sorted(inked)
    assert len(set(inked)) == 6
    assert canvas.picture()[2 * 90, 2 * 140] == 255, "the ink reaches the mouse before the button is up"
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(140, 90))
    assert len(canvas.sketch.drawing.strokes) == 1


def test_what_was_drawn_live_is_what_its_strokes_paint(canvas, qtbot):
    random = np.random.default_rng(5)
    for _ in range(3):
        draw(qtbot, canvas, *random.integers(10, 270, (12, 2)).tolist())
    canvas.take_eraser()
    draw(qtbot, canvas, (20, 20), (100, 220), (260, 30))
    live = canvas.picture()
    again = DigitCanvas()
    qtbot.addWidget(again)
    again.sketch.set_drawing(Drawing.from_values(canvas.sketch.drawing.to_values()))
    np.testing.assert_array_equal(again.picture(), live)


def test_the_size_on_screen_does_not_change_the_drawing(canvas, qtbot):
    draw(qtbot, canvas, (70, 70), (140, 210))
    small = canvas.picture()
    canvas.clear()
    canvas.resize(700, 560)
    draw(qtbot, canvas, (70 + 140, 140), (70 + 280, 420))
    large = canvas.picture()
    assert np.abs(large.astype(int) - small).max() <= 12


def test_undo_and_redo_go_through_every_stroke(canvas, qtbot):
    pictures = [canvas.picture()]
    for row in (60, 120, 180):
        draw(qtbot, canvas, (60, row), (200, row + 30))
        pictures.append(canvas.picture())
    for expected in pictures[-2::-1]:
        qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL)
        np.testing.assert_array_equal(canvas.picture(), expected)
    assert not canvas.sketch.can_undo
    qtbot.keyClick(canvas, Qt.Key.Key_Z, CONTROL | SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Y, CONTROL)
    np.testing.assert_array_equal(canvas.picture(), pictures[2])
    draw(qtbot, canvas, (20, 20), (30, 30))
    assert not canvas.sketch.can_redo


def test_clearing_can_be_undone(canvas, qtbot):
    draw(qtbot, canvas, (60, 60), (200, 200))
    drawn = canvas.picture()
    qtbot.keyClick(canvas, Qt.Key.Key_Delete)
    assert not canvas.picture().any()
    canvas.undo()
    np.testing.assert_array_equal(canvas.picture(), drawn)


def test_clearing_a_blank_paper_is_no_change(canvas):
    changes = []
    canvas.image_changed.connect(lambda: changes.append(1))
    canvas.clear()
    assert not changes
    assert not canvas.sketch.can_undo


def test_undoing_in_the_middle_of_a_stroke_takes_it_off(canvas, qtbot):
    qtbot.mousePress(canvas, LEFT, pos=QPoint(60, 60))
    move(canvas, QPoint(160, 160))
    canvas.undo()
    move(canvas, QPoint(200, 100))
    assert not canvas.picture().any()
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(200, 100))
    assert canvas.sketch.empty


@pytest.mark.parametrize("way", ["key", "right button"])
def test_the_eraser_takes_ink_off(canvas, qtbot, way):
    draw(qtbot, canvas, (40, 140), (240, 140))
    if way == "key":
        qtbot.keyClick(canvas, Qt.Key.Key_E)
        draw(qtbot, canvas, (140, 100), (140, 180))
        qtbot.keyClick(canvas, Qt.Key.Key_P)
    else:
        draw(qtbot, canvas, (140, 100), (140, 180), button=RIGHT)
    assert canvas.picture()[280, 280] == 0
    assert canvas.picture()[280, 120] == 255
    draw(qtbot, canvas, (140, 100), (140, 180))
    assert canvas.picture()[280, 280] == 255


def test_the_brush_grows_by_wheel_and_keys_within_bounds(canvas, qtbot):
    before = canvas.sketch.brush_width
    wheel(canvas, 120, CONTROL)
    assert canvas.sketch.brush_width > before
    qtbot.keyClicks(canvas, "[")
    assert canvas.sketch.brush_width == pytest.approx(before)
    qtbot.keyClicks(canvas, "]" * 60)
    assert canvas.sketch.brush_width == 0.25
    qtbot.keyClicks(canvas, "[" * 90)
    assert canvas.sketch.brush_width == 0.01
    wheel(canvas, 120, Qt.KeyboardModifier.NoModifier)
    assert canvas.sketch.brush_width == pytest.approx(0.0115)
    canvas.clearFocus()
    wheel(canvas, 120, Qt.KeyboardModifier.NoModifier)
    assert canvas.sketch.brush_width == pytest.approx(0.0115), "without focus the wheel scrolls what lies around"


def wheel(canvas, delta, modifiers):
    at = QPointF(100, 100)
    event = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, delta),
        LEFT & RIGHT,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)


def test_keys_alone_draw(canvas, qtbot):
    qtbot.keyClick(canvas, Qt.Key.Key_Right)
    assert not canvas.picture().any(), "the pen is still up"
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    for _ in range(12):
        qtbot.keyClick(canvas, Qt.Key.Key_Down)
    qtbot.keyClick(canvas, Qt.Key.Key_Left, SHIFT)
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    rows = np.flatnonzero(canvas.picture().max(axis=1) > 127)
    assert np.ptp(rows) / SIDE_PX == pytest.approx(12 / 40 + canvas.sketch.brush_width, abs=0.01)
    assert len(canvas.sketch.drawing.strokes) == 1
    qtbot.keyClick(canvas, Qt.Key.Key_Down)
    assert len(canvas.sketch.drawing.strokes) == 1
    canvas.undo()
    assert canvas.sketch.empty


def test_holding_the_space_bar_does_not_make_the_pen_stutter(canvas):
    for repeated in (False, True, True):
        key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", repeated)
        QApplication.sendEvent(canvas, key)
    assert canvas.sketch.stroking


def test_losing_the_focus_lifts_the_keyboards_pen(canvas, qtbot):
    qtbot.keyClick(canvas, Qt.Key.Key_Space)
    assert canvas.sketch.stroking
    canvas.clearFocus()
    assert not canvas.sketch.stroking
    assert len(canvas.sketch.drawing.strokes) == 1


def _tablet(kind, x, y, pressure, pointer=QPointingDevice.PointerType.Pen):
    device = QPointingDevice(
        "pen", 1, QInputDevice.DeviceType.Stylus, pointer,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure, 1, 1, "", QPointingDeviceUniqueId(),
    )  # fmt: skip
    at = QPointF(x, y)
    event = QTabletEvent(kind, device, at, at, pressure, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier, LEFT, LEFT)
    return event, device


def test_a_tablets_pressure_widens_the_line_and_its_other_end_erases(canvas):
    widths = []
    for row, pressure in ((70, 0.1), (200, 1.0)):
        for kind, x in (
            (QEvent.Type.TabletPress, 60),
            (QEvent.Type.TabletMove, 140),
            (QEvent.Type.TabletMove, 220),
            (QEvent.Type.TabletRelease, 220),
        ):
            event, device = _tablet(kind, x, row, pressure)
            QApplication.sendEvent(canvas, event)
            assert event.isAccepted()
            assert device is not None
        widths.append((canvas.picture()[2 * row - 60 : 2 * row + 60, 280] / 255).sum())
    assert widths[1] > 2 * widths[0]
    for kind in (QEvent.Type.TabletPress, QEvent.Type.TabletRelease):
        event, device = _tablet(kind, 140, 200, 1.0, QPointingDevice.PointerType.Eraser)
        QApplication.sendEvent(canvas, event)
    assert canvas.picture()[400, 280] == 0


def test_a_picture_comes_back_as_it_was_put(canvas):
    digit = np.random.default_rng(0).integers(0, 256, (28, 28, 1), np.uint8)
    canvas.set_picture(digit, "a sample")
    np.testing.assert_array_equal(canvas.picture(), digit[..., 0])
    assert canvas.sketch.drawing.name == "a sample"
    canvas.undo()
    assert canvas.sketch.empty


def test_a_colour_picture_keeps_its_colours_even_when_drawn_over(canvas, qtbot):
    colours = np.zeros((32, 32, 3), np.uint8)
    colours[:] = (20, 60, 10)
    colours[4:12, 4:12] = (10, 200, 30)
    canvas.set_picture(colours)
    np.testing.assert_array_equal(canvas.picture(), colours)
    draw(qtbot, canvas, (200, 200), (210, 210))
    picture = canvas.picture()
    assert picture.shape == (SIDE_PX, SIDE_PX, 3)
    np.testing.assert_allclose(picture[140, 140], (10, 200, 30), atol=2)
    assert picture[400, 400].tolist() == [255, 255, 255]


def test_ink_on_light_paper_is_dark_and_erasing_brings_the_paper_back(canvas, qtbot):
    paper = np.full((100, 100), 240, np.uint8)
    paper[40:60, 45:50] = 20
    canvas.set_picture(paper)
    draw(qtbot, canvas, (50, 50), (120, 50))
    assert canvas.picture()[100, 160] == 0
    draw(qtbot, canvas, (100, 20), (100, 80), button=RIGHT)
    assert canvas.picture()[100, 200] == 240


def test_a_wide_picture_lies_in_the_middle(canvas, qtbot):
    wide = np.zeros((10, 40), np.uint8)
    wide[2:8] = 200
    canvas.set_picture(wide)
    draw(qtbot, canvas, (0, 0), (1, 0))
    column = canvas.picture()[60:, 280]
    inked = np.flatnonzero(column > 100) + 60
    assert inked.mean() == pytest.approx(280, abs=2)
    assert np.ptp(inked) == pytest.approx(0.6 * 140, abs=12)


def test_copy_and_paste_bring_the_drawing_back(canvas, qtbot):
    draw(qtbot, canvas, (60, 60), (200, 200))
    drawn = canvas.picture()
    qtbot.keyClick(canvas, Qt.Key.Key_C, CONTROL)
    canvas.clear()
    qtbot.keyClick(canvas, Qt.Key.Key_V, CONTROL)
    np.testing.assert_array_equal(canvas.picture(), drawn)


def test_pasting_nothing_is_told_and_changes_nothing(canvas, qtbot):
    QGuiApplication.clipboard().clear()
    draw(qtbot, canvas, (60, 60), (200, 200))
    drawn = canvas.picture()
    with qtbot.waitSignal(canvas.refused) as refusal:
        canvas.paste()
    assert isinstance(refusal.args[0], UserError)
    assert "no picture" in str(refusal.args[0])
    np.testing.assert_array_equal(canvas.picture(), drawn)


def drop(canvas, data):
    """Bring something over the canvas and let go; return whether it was welcome."""
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), action, data, LEFT, none)
    QApplication.sendEvent(canvas, enter)
    if enter.isAccepted():
        QApplication.sendEvent(canvas, QDropEvent(QPointF(50, 50), action, data, LEFT, none))
    return enter.isAccepted()


def _file_data(*paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def test_a_dropped_file_becomes_the_picture(canvas, tmp_path):
    digit = np.random.default_rng(0).integers(0, 256, (20, 30), np.uint8)
    Image.fromarray(digit).save(tmp_path / "seven.png")
    assert drop(canvas, _file_data(tmp_path / "seven.png"))
    np.testing.assert_array_equal(canvas.picture(), digit)
    assert canvas.sketch.drawing.name == "seven.png"


def test_a_dropped_image_becomes_the_picture(canvas):
    data = QMimeData()
    digit = np.random.default_rng(0).integers(0, 256, (20, 30, 3), np.uint8)
    data.setImageData(image_of(digit))
    assert drop(canvas, data)
    np.testing.assert_array_equal(canvas.picture(), digit)


def test_a_dropped_file_that_is_no_picture_is_told(canvas, tmp_path, qtbot):
    (tmp_path / "fake.png").write_bytes(b"nothing of the kind")
    with qtbot.waitSignal(canvas.refused) as refusal:
        drop(canvas, _file_data(tmp_path / "fake.png"))
    assert "fake.png" in str(refusal.args[0])
    assert canvas.sketch.empty


def test_other_files_are_left_to_the_window(canvas, tmp_path):
    assert not drop(canvas, _file_data(tmp_path / "model.keras"))


@pytest.mark.parametrize(
    "kind",
    [
        QImage.Format.Format_Grayscale8,
        QImage.Format.Format_RGB888,
        QImage.Format.Format_Mono,
        QImage.Format.Format_ARGB32,
    ],
)
def test_images_of_any_format_become_arrays(qapp, kind):
    grey = np.where(np.random.default_rng(0).random((5, 7)) > 0.5, 255, 0).astype(np.uint8)
    np.testing.assert_array_equal(picture_of(image_of(grey).convertToFormat(kind)), grey)


def test_an_image_without_pixels_is_refused(qapp):
    with pytest.raises(UserError):
        picture_of(QImage())


def test_the_invitation_goes_with_the_first_stroke(canvas, qtbot):
    inviting = picture_of(canvas.grab().toImage())
    draw(qtbot, canvas, (20, 20), (22, 22))
    drawn = picture_of(canvas.grab().toImage())
    middle = (slice(100, 180), slice(60, 220))
    assert inviting[middle].max() > 100
    assert drawn[middle].max() < 100


def test_only_what_changed_is_painted_again(canvas, qtbot):
    draw(qtbot, canvas, (40, 40), (90, 200))
    seen = {"picture": canvas.picture(), "areas": []}

    def compare(area):
        now = canvas.picture()
        rows, columns = np.nonzero(now != seen["picture"])
        assert rows.size
        assert area.top() <= rows.min() <= rows.max() <= area.bottom()
        assert area.left() <= columns.min() <= columns.max() <= area.right()
        seen["picture"] = now
        seen["areas"].append(area.width() * area.height())

    canvas.sketch.image_changed.connect(compare)
    draw(qtbot, canvas, (150, 60), (200, 90), (210, 140), (180, 180), (190, 200), (190, 230))
    assert len(seen["areas"]) == 6
    assert max(seen["areas"]) < 0.15 * SIDE_PX**2


def test_a_history_of_hundreds_of_strokes_is_undone_to_the_beginning(canvas):
    for number in range(200):
        canvas.sketch.set_drawing(canvas.sketch.drawing.plus(Stroke(((number / 200, 0.5, 1.0),))))
    for _ in range(200):
        canvas.undo()
    assert canvas.sketch.empty
    assert not canvas.picture().any()
