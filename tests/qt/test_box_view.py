"""The box on screen: every pixel is the colour of the cell that is picked there, and hands can turn it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication

from nnviz.core.box import Axes, BoxSource
from nnviz.core.box_frame import View
from nnviz.core.box_scene import Cut, Groups
from nnviz.core.camera import Camera
from nnviz.core.face_pixels import Colours, face_pixels
from nnviz.core.projection import FACES, back_to_front, is_inside, pick, texture_axes
from nnviz.qt.theme import DARK, LIGHT, apply_theme
from nnviz.qt.widgets.box_painter import paint_faces
from nnviz.qt.widgets.box_stage import BoxStage
from nnviz.qt.widgets.box_view import BoxView
from nnviz.qt.widgets.face_pictures import FacePictures
from nnviz.qt.widgets.shape_badge import ShapeBadge

WIDTH, HEIGHT = 64, 48
NOWHERE = 0xFF123456


def pixels_of(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    words = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    return words[:, : image.width()].copy()


def painted(pictures: FacePictures, view: View) -> np.ndarray:
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    image.fill(NOWHERE)
    painter = QPainter(image)
    paint_faces(painter, pictures, view)
    painter.end()
    return pixels_of(image)


def picked(source: BoxSource, colours: Colours, view: View) -> tuple[np.ndarray, np.ndarray]:
    """Return the colour of the cell picked at every pixel, and whether all four corners of the pixel pick the same."""
    faces = {face: face_pixels(source.face_texture(face).numbers, face, colours) for face in FACES}
    hits = np.empty((2 * HEIGHT + 1, 2 * WIDTH + 1), dtype=object)
    for y in range(2 * HEIGHT + 1):
        for x in range(2 * WIDTH + 1):
            if (x + y) % 2 == 0:
                hit = pick([source.box], view.camera, view.viewport, (x / 2, y / 2))
                hits[y, x] = None if hit is None else (hit.face, hit.cell)
    expected = np.full((HEIGHT, WIDTH), NOWHERE, np.uint32)
    clear = np.zeros((HEIGHT, WIDTH), bool)
    for y in range(HEIGHT):
        for x in range(WIDTH):
            hit = hits[2 * y + 1, 2 * x + 1]
            clear[y, x] = all(hits[2 * y + j, 2 * x + i] == hit for i in (0, 2) for j in (0, 2))
            if hit is not None:
                u, v = texture_axes(hit[0])
                expected[y, x] = faces[hit[0]][hit[1][v], hit[1][u]]
    return expected, clear


CAMERAS = {
    "outside": Camera(32, 22, 18, (2.5, 2.0, 3.0)),
    "behind": Camera(-140, -35, 16, (2.5, 2.0, 3.0)),
    "front": Camera(0, 0, 16, (2.5, 2.0, 3.0)),
    "close": Camera(20, 15, 5.2, (2.5, 2.0, 3.0), 70),
    "inside": Camera(40, 10, 0.4, (2.5, 2.0, 3.0), 70),
    "inside in a corner": Camera(-100, -50, 0.1, (0.3, 3.8, 5.5), 80),
    "parallel": Camera(32, 22, 16, (2.5, 2.0, 3.0), perspective=False),
}


@pytest.mark.parametrize("camera", CAMERAS.values(), ids=CAMERAS.keys())
@pytest.mark.parametrize("axes", list(Axes))
def test_every_pixel_shows_the_cell_that_is_picked_there(qapp, camera, axes):
    shape = (4, 5, 6) if axes is Axes.LAST_INTO_DEPTH else (6, 4, 5)
    source = BoxSource(np.random.default_rng(0).random(shape), axes=axes)
    assert source.box.cells == (5, 4, 6)
    colours = Colours("viridis", 0.0, 1.0)
    view = View(camera, (float(WIDTH), float(HEIGHT)))
    seen = painted(FacePictures(source, colours), view)
    expected, clear = picked(source, colours, view)
    assert clear.mean() > 0.4
    np.testing.assert_array_equal(seen[clear], expected[clear])
    assert (seen != expected).mean() < 0.02


def test_cameras_of_the_test_stand_inside_and_outside():
    box = BoxSource(np.zeros((4, 5, 6)), axes=Axes.LAST_INTO_DEPTH).box
    assert {name for name, camera in CAMERAS.items() if is_inside(box, camera.viewpoint)} == {
        "inside",
        "inside in a corner",
    }


def test_a_reduced_face_ends_where_the_box_ends(qapp):
    # 65 cells at 2 a texel: the last texel sticks out by half of itself and must be cut.
    source = BoxSource(np.ones((65, 65)), axes=Axes.LAST_INTO_DEPTH)
    view = View(Camera(0, 0, 300, (32.5, 32.5, 0.0)), (float(WIDTH), float(HEIGHT)))
    pictures = FacePictures(source, Colours("grey", 0.0, 2.0))
    seen = painted(pictures, view)
    assert pictures.picture(FACES[4], 64).texture.reduced_by == (2, 2)
    scale = view.scale * 300 / (300.0)
    covered = (seen != NOWHERE).sum()
    assert covered == pytest.approx((65 * scale) ** 2, rel=0.06)
    assert 10 < 65 * scale < 48


# --- the widget ---


@pytest.fixture
def view(qtbot):
    widget = BoxView()
    qtbot.addWidget(widget)
    widget.resize(640, 480)
    widget.set_colour_scale("viridis", 0.0, 23.0)
    widget.set_array(np.arange(24).reshape(2, 3, 4))
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def seen(view):
    values: list[object] = []
    view.hovered.connect(values.append)
    return values


def middle(widget) -> QPoint:
    return QPoint(widget.width() // 2, widget.height() // 2)


def wheel(widget, steps: int, at: QPoint) -> None:
    event = QWheelEvent(
        QPointF(at), QPointF(widget.mapToGlobal(at)), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_dragging_turns_the_box(qtbot, view):
    before = view.orbit.camera
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle(view))
    qtbot.mouseMove(view, middle(view) + QPoint(50, 20))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle(view) + QPoint(50, 20))
    after = view.orbit.camera
    assert after.azimuth < before.azimuth
    assert after.elevation > before.elevation
    assert (after.distance, after.target) == (before.distance, before.target)


@pytest.mark.parametrize(
    ("button", "modifier"),
    [
        (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier),
        (Qt.MouseButton.RightButton, Qt.KeyboardModifier.NoModifier),
        (Qt.MouseButton.MiddleButton, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_dragging_otherwise_moves_the_box(qtbot, view, button, modifier):
    before = view.orbit.camera
    start, end = middle(view), middle(view) + QPoint(50, 20)
    qtbot.mousePress(view, button, modifier, start)
    send_move(view, end, button, modifier)
    qtbot.mouseRelease(view, button, modifier, end)
    after = view.orbit.camera
    assert (after.azimuth, after.elevation) == (before.azimuth, before.elevation)
    assert after.target != before.target


def send_move(widget, at: QPoint, buttons, modifiers) -> None:
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(at), QPointF(widget.mapToGlobal(at)), Qt.MouseButton.NoButton, buttons, modifiers
    )
    QApplication.sendEvent(widget, event)


def test_the_wheel_zooms_towards_the_pointer(qtbot, view, seen):
    at = middle(view) + QPoint(-40, 30)
    qtbot.mouseMove(view, at)
    marked = seen[-1]
    assert marked is not None
    distance = view.orbit.camera.distance
    for _ in range(8):
        wheel(view, 1, at)
    assert view.orbit.camera.distance < 0.4 * distance
    qtbot.mouseMove(view, at + QPoint(1, 0))
    assert seen[-1] == marked
    for _ in range(60):
        wheel(view, 1, at)
    near = view.orbit.camera.distance
    wheel(view, 1, at)
    assert view.orbit.camera.distance == pytest.approx(near)
    assert near > 0


def test_a_double_click_goes_back(qtbot, view):
    first = view.orbit.camera
    view.orbit.turn(40, 10)
    view.orbit.zoom(2)
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=middle(view))
    assert view.orbit.camera == first


def test_the_pointer_tells_index_and_value(qtbot, view, seen):
    view.orbit.show_side(0)
    array = view.source.array
    for x in range(60, 600, 60):
        for y in range(60, 440, 60):
            qtbot.mouseMove(view, QPoint(x, y))
    told = [told for told in seen if told is not None]
    assert {index for index, _ in told} == {(0, i, j) for i in range(3) for j in range(4)}
    assert all(array[index] == value for index, value in told)
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert seen[-1] is None


def test_the_marked_cell_is_outlined_on_screen_only(qtbot, view):
    plain = pixels_of(view.to_image())
    qtbot.mouseMove(view, middle(view))
    assert (pixels_of(view.grab().toImage()) != plain).any()
    np.testing.assert_array_equal(pixels_of(view.to_image()), plain)


def test_keys_turn_move_zoom_and_reset(qtbot, view):
    first = view.orbit.camera
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.orbit.camera.azimuth == first.azimuth + 5
    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.orbit.camera.elevation == first.elevation + 5
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.orbit.camera.target != first.target
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.orbit.camera.distance < first.distance
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.orbit.camera == first
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.orbit.camera.distance > first.distance
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.orbit.camera == first
    qtbot.keyClick(view, Qt.Key.Key_P)
    assert not view.orbit.camera.perspective


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        (Qt.Key.Key_1, (0, 1, 1)),
        (Qt.Key.Key_2, (1, 1, 2)),
        (Qt.Key.Key_3, (1, 1, 0)),
        (Qt.Key.Key_4, (0, 1, 3)),
        (Qt.Key.Key_5, (1, 0, 1)),
        (Qt.Key.Key_6, (0, 2, 1)),
    ],
)
def test_each_standard_view_faces_its_side(qtbot, view, seen, key, expected):
    qtbot.keyClick(view, key)
    qtbot.mouseMove(view, middle(view) + QPoint(-10, 0 if key < Qt.Key.Key_5 else -10))
    (index, _) = seen[-1]
    assert index == expected


def test_ctrl_with_arrows_walks_over_the_cells(qtbot, view, seen):
    view.orbit.show_side(0)
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(view, Qt.Key.Key_Right, control)
    start = seen[-1][0]
    qtbot.keyClick(view, Qt.Key.Key_Left, control)
    assert seen[-1][0] == (start[0], start[1], start[2] - 1)
    qtbot.keyClick(view, Qt.Key.Key_Down, control)
    assert seen[-1][0] == (start[0], start[1] + 1, start[2] - 1)
    for _ in range(9):
        qtbot.keyClick(view, Qt.Key.Key_Down, control)
    assert seen[-1][0][1] == 2


def test_other_keys_are_left_to_the_window(qtbot, view):
    first = view.orbit.camera
    qtbot.keyClick(view, Qt.Key.Key_Q)
    assert view.orbit.camera == first


def test_new_values_keep_the_camera_and_change_the_picture(view, seen):
    view.orbit.turn(30, 5)
    view.step_mark(1, 0)
    camera, before = view.orbit.camera, pixels_of(view.to_image())
    index, value = seen[-1]
    view.set_array(view.source.array + 5)
    assert view.orbit.camera == camera
    assert seen[-1] == (index, value + 5)
    assert (pixels_of(view.to_image()) != before).any()


def test_another_shape_is_brought_into_sight(view):
    view.orbit.zoom(6)
    view.set_array(np.zeros((50, 3, 4)))
    assert view.orbit.camera.distance > 50


def test_the_picture_follows_colours_and_theme(qapp, view):
    before = pixels_of(view.to_image())
    view.set_colour_scale("grey", 0.0, 23.0)
    grey = pixels_of(view.to_image())
    assert (grey != before).any()
    try:
        apply_theme(qapp, DARK)
        assert view.to_image().pixelColor(1, 1) == QColor(DARK.surface)
        apply_theme(qapp, LIGHT)
        assert view.to_image().pixelColor(1, 1) == QColor(LIGHT.surface)
    finally:
        qapp.setStyleSheet("")


def test_a_frame_reads_the_array_only_for_a_face_not_seen_before(view, monkeypatch):
    view.to_image()
    read = []
    original = BoxSource.face_texture

    def reading(self, face, **more):
        read.append(face)
        return original(self, face, **more)

    monkeypatch.setattr(BoxSource, "face_texture", reading)
    for _ in range(10):
        view.orbit.turn(1, 1)
        view.to_image()
    assert read == []
    view.orbit.show_side(1)
    view.to_image()
    assert len(read) == 1


def test_values_are_written_on_large_cells_only(view, monkeypatch):
    written = []
    original = QPainter.drawText
    monkeypatch.setattr(
        QPainter, "drawText", lambda self, *what: written.append(what[-1]) or original(self, *what), raising=True
    )
    view.set_array(np.arange(100, 109).reshape(3, 3))
    view.orbit.show_side(0)
    view.to_image()
    assert {str(n) for n in range(100, 109)} <= set(written)
    written.clear()
    view.set_array(np.arange(90_000).reshape(300, 300))
    view.orbit.show_side(0)
    view.to_image()
    assert not [text for text in written if text.isdigit()]


@pytest.mark.parametrize(
    ("array", "words"),
    [
        (None, "No array"),
        (np.zeros((2, 0, 3)), "Empty array of shape (2, 0, 3)"),
        (np.array(3.5), "A single number without axes, shape (): 3.5"),
    ],
)
def test_what_has_no_cells_to_turn_says_so(qtbot, view, seen, array, words):
    view.set_array(array)
    assert words in view._sentence()
    assert len(np.unique(pixels_of(view.grab().toImage()))) > 2
    qtbot.mouseMove(view, middle(view))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_1, Qt.Key.Key_0):
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    wheel(view, 1, middle(view))
    assert seen[-1] == (None if array is None or not array.size else ((), 3.5))


def test_a_reduced_picture_says_by_how_much(view):
    view.set_array(np.zeros((3000, 2000), np.float32))
    view.orbit.show_side(0)
    view.to_image()
    columns, rows, sampled = view.reduction
    assert (columns, rows, sampled) == (4, 6, False)
    assert "mean of 4 × 6 cells" in view._sentence()


@pytest.mark.parametrize(
    "array",
    [
        np.array([["alpha", "b"], ["c", "a very long word"]]),
        np.array([[1 + 2j, np.nan]]),
        np.array([[np.nan, np.inf, -np.inf]]),
        np.array([True, False]),
        np.array(["2020-01-01", "NaT"], dtype="datetime64[D]"),
        np.full((2, 2), 2**63 - 1),
        np.zeros((1,) * 8),
        np.arange(4, dtype=">i2"),
    ],
    ids=lambda array: str(array.dtype),
)
def test_every_kind_of_value_can_be_painted(view, array):
    view.set_array(array)
    before = np.unique(pixels_of(view.to_image()))
    assert len(before) > 3


def test_a_small_widget_still_paints(view):
    view.setMinimumSize(0, 0)
    for size in ((200, 160), (1, 1), (2000, 30)):
        view.resize(*size)
        view.grab()
        assert np.isfinite(view.orbit.camera.distance)


def test_the_badge_shows_a_shape_in_the_colours_of_its_axes(qtbot):
    badge = ShapeBadge()
    qtbot.addWidget(badge)
    badge.set_shape((26, 26, 32))
    assert badge.text().count("<span") == 3
    colours = {part.split('"')[1] for part in badge.text().split("<span")[1:]}
    assert len(colours) == 3
    badge.set_shape((4,))
    assert badge.text().endswith("4</span>,)")
    badge.set_shape(())
    assert badge.text() == "()"
    badge.set_shape(None)
    assert badge.text() == ""


@pytest.mark.parametrize("camera", CAMERAS.values(), ids=CAMERAS.keys())
def test_layers_apart_are_painted_as_if_nothing_were_left_out(qapp, camera):
    array = np.random.default_rng(0).random((4, 5, 6))
    view = View(camera, (float(WIDTH), float(HEIGHT)))
    source = BoxSource(array, axes=Axes.LAST_INTO_DEPTH)
    for axis in range(3):
        stage = BoxStage(source, Cut(apart=(axis, 0.4)), Groups(), view, Colours("viridis", 0.0, 1.0))
        boxes = stage.scene.boxes
        order = back_to_front(boxes, view.viewpoint)
        pictures = []
        for covering in (True, False):
            image = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
            image.fill(NOWHERE)
            painter = QPainter(image)
            for number, after in zip(order, [*order[1:], None], strict=True):
                hidden = after is None or not covering or is_inside(boxes[after], view.viewpoint)
                paint_faces(painter, stage.pictures[number], view, None if hidden else boxes[after])
            painter.end()
            pictures.append(pixels_of(image))
        assert (pictures[0] != NOWHERE).any()
        assert (pictures[0] != pictures[1]).mean() < 0.004
