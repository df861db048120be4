import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from nnviz.core.colour import to_rgba
from nnviz.core.tiling import Cell
from nnviz.core.view_state import ColourScale
from nnviz.qt.widgets.tiled_image import Reading, TiledImage

MAPS = np.arange(6 * 4 * 5, dtype=np.float32).reshape(6, 4, 5)


@pytest.fixture
def image(qtbot):
    widget = TiledImage()
    qtbot.addWidget(widget)
    widget.resize(420, 300)
    widget.show()
    widget.set_maps(MAPS)
    return widget


@pytest.fixture
def heard(image):
    readings = []
    image.hovered.connect(readings.append)
    return readings


def middle(image, cell):
    return image.rect_of(cell).center().toPoint()


def wheel(image, point, notches):
    position = QPointF(point)
    QApplication.sendEvent(
        image,
        QWheelEvent(
            position,
            QPointF(image.mapToGlobal(point)),
            QPoint(),
            QPoint(0, int(120 * notches)),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


def test_every_cell_is_painted_in_its_colour(image):
    image.set_maps(MAPS, labels=[""] * 6)
    picture = image.grab().toImage()
    expected = to_rgba(MAPS, 0, MAPS.max(), "viridis")
    for place in np.ndindex(MAPS.shape):
        colour = picture.pixelColor(middle(image, Cell(*place)))
        assert colour.getRgb()[:3] == tuple(expected[place][:3]), place


def test_gaps_show_the_background(image):
    picture = image.grab().toImage()
    first, second = image.rect_of(Cell(0, 0, 4)), image.rect_of(Cell(1, 0, 0))
    gap = QPoint(round((first.right() + second.left()) / 2), round(first.center().y()))
    assert image.cell_at(QPointF(gap)) is None
    assert picture.pixelColor(gap) == picture.pixelColor(1, 1)


def test_the_mouse_reads_map_row_column_and_value(qtbot, image, heard):
    qtbot.mouseMove(image, middle(image, Cell(4, 2, 3)))
    assert heard[-1] == Reading(4, 2, 3, MAPS[4, 2, 3])
    qtbot.mouseMove(image, QPoint(1, 1))
    assert heard[-1] is None


def test_a_click_chooses_and_frames_a_cell(qtbot, image):
    with qtbot.waitSignal(image.cell_chosen) as chosen:
        qtbot.mouseClick(image, Qt.MouseButton.LeftButton, pos=middle(image, Cell(1, 3, 0)))
    assert chosen.args == [Reading(1, 3, 0, MAPS[1, 3, 0])]
    assert image.selected == Cell(1, 3, 0)


def test_a_click_beside_the_maps_chooses_nothing(qtbot, image):
    with qtbot.assertNotEmitted(image.cell_chosen):
        qtbot.mouseClick(image, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))


def test_the_wheel_zooms_at_the_mouse_and_a_double_click_shows_all(qtbot, image):
    whole = image.viewport
    target = Cell(4, 1, 1)
    point = middle(image, target)
    wheel(image, point, 3)
    assert image.viewport.scale == pytest.approx(whole.scale * 1.25**3)
    assert image.cell_at(QPointF(point)) == target
    qtbot.mouseDClick(image, Qt.MouseButton.LeftButton, pos=point)
    assert image.viewport == whole
    wheel(image, point, -5)
    assert image.viewport == whole


def test_dragging_pans_and_chooses_nothing(qtbot, image):
    wheel(image, QPoint(210, 150), 4)
    before = image.viewport
    with qtbot.assertNotEmitted(image.cell_chosen):
        qtbot.mousePress(image, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
        qtbot.mouseMove(image, QPoint(215, 160))
        qtbot.mouseMove(image, QPoint(230, 175))
        qtbot.mouseRelease(image, Qt.MouseButton.LeftButton, pos=QPoint(230, 175))
    assert (image.viewport.left - before.left, image.viewport.top - before.top) == (30, 25)
    assert image.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_keys_move_the_cell_across_maps_and_zoom(qtbot, image):
    image.setFocus()
    chosen = []
    image.cell_chosen.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        qtbot.keyClick(image, key)
    assert [reading[:3] for reading in chosen] == [(0, 0, 0), (0, 0, 0), (0, 1, 0), (1, 1, 0)]
    for _ in range(4):
        qtbot.keyClick(image, Qt.Key.Key_Left)
    assert image.selected == Cell(0, 1, 1)
    whole = image.viewport
    qtbot.keyClick(image, Qt.Key.Key_Plus)
    assert image.viewport.scale > whole.scale
    qtbot.keyClick(image, Qt.Key.Key_0)
    assert image.viewport == whole
    qtbot.keyClick(image, Qt.Key.Key_PageUp)
    qtbot.keyClick(image, Qt.Key.Key_PageUp)
    assert image.selected.map == 0


def test_a_cell_reached_by_keys_is_brought_on_screen(qtbot, image):
    wheel(image, middle(image, Cell(0, 0, 0)), 12)
    for _ in range(30):
        qtbot.keyClick(image, Qt.Key.Key_Right)
    assert image.rect().contains(middle(image, image.selected))


def test_new_values_of_the_same_form_keep_zoom_and_choice(image):
    image.select(Cell(2, 1, 1))
    wheel(image, QPoint(100, 100), 3)
    before = image.viewport
    image.set_maps(MAPS * 2)
    assert image.viewport == before
    assert image.selected == Cell(2, 1, 1)
    image.set_maps(np.zeros((2, 3, 3)))
    assert image.viewport.whole
    assert image.selected == Cell(1, 1, 1) or image.selected is None


def test_a_choice_that_the_new_maps_lack_is_forgotten(image):
    image.select(Cell(5, 3, 4))
    image.set_maps(MAPS[:2])
    assert image.selected is None
    image.select(Cell(0, 0, 99))
    assert image.selected is None


def test_colours_follow_the_scale(image):
    image.set_scale(ColourScale("grey", per_map=True))
    picture = image.grab().toImage()
    assert picture.pixelColor(middle(image, Cell(5, 0, 0))).name() == "#000000"
    assert picture.pixelColor(middle(image, Cell(0, 3, 4))).name() == "#ffffff"
    assert image.coloured.per_map


def test_many_maps_are_reduced_by_area(qtbot):
    widget = TiledImage()
    qtbot.addWidget(widget)
    widget.resize(308, 308)
    widget.set_scale(ColourScale("grey"))
    checks = np.indices((800, 800)).sum(axis=0)[None] % 2
    widget.set_maps(checks.astype(np.float32))
    assert widget.viewport.scale < 1
    assert abs(widget.grab().toImage().pixelColor(150, 150).red() - 128) < 30


def test_numbers_of_the_maps_are_shown_where_there_is_room(qtbot, image):
    maps = np.zeros((4, 9, 9))
    widget = TiledImage()
    qtbot.addWidget(widget)
    widget.resize(600, 600)
    widget.set_maps(maps)
    plain = widget.grab().toImage()
    widget.set_maps(maps, labels=("", "", "", ""))
    assert widget.grab().toImage() != plain
    widget.set_maps(np.zeros((900, 9, 9)))
    small = widget.grab().toImage()
    widget.set_maps(np.zeros((900, 9, 9)), labels=[""] * 900)
    assert widget.grab().toImage() == small


@pytest.mark.parametrize("shape", [(0, 3, 3), (1, 1, 1), (3, 1, 700), (1, 5, 0)])
def test_odd_forms_are_painted_without_trouble(qtbot, image, shape):
    image.set_maps(np.zeros(shape))
    image.grab()
    qtbot.keyClick(image, Qt.Key.Key_Right)
    qtbot.mouseMove(image, QPoint(200, 150))
    image.resize(30, 20)
    image.grab()


def test_values_that_are_no_numbers_are_read_as_such(qtbot, image, heard):
    image.set_maps(np.full((1, 2, 2), np.nan))
    qtbot.mouseMove(image, middle(image, Cell(0, 1, 1)))
    assert np.isnan(heard[-1].value)
