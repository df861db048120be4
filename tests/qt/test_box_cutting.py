"""The controls beside a box: what is cut, lit and found is what NumPy says, and hands reach all of it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor

from nnviz.core.array_sources import ArraySource, SourceKind
from nnviz.core.axis_roles import Role
from nnviz.core.value_query import Comparison
from nnviz.qt.widgets.array_display import ArrayDisplay

EXAMPLE = ArraySource(SourceKind.EXAMPLE)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def array():
    return np.random.default_rng(3).normal(size=(4, 5, 6))


@pytest.fixture
def display(qtbot, array):
    made = ArrayDisplay()
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    qtbot.waitExposed(made)
    made.show_array(array, EXAMPLE)
    return made


def open_section(qtbot, display, place: int) -> None:
    qtbot.mouseClick(display.sections.buttons[place], LEFT)
    assert display.sections.current == place


def choose(qtbot, chooser, data) -> None:
    """Walk to a choice with the keyboard, as a person does."""
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Home)
    for _ in range(chooser.findData(data)):
        qtbot.keyClick(chooser, Qt.Key.Key_Down)
    assert chooser.currentData() == data


def type_number(qtbot, field, text: str) -> None:
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Qt.Key.Key_Return)


def volumes(display) -> list[np.ndarray]:
    return [part.volume for part in display.view.stage.scene.parts]


def test_sections_open_one_at_a_time_and_close_again(qtbot, display):
    assert display.sections.current == -1
    open_section(qtbot, display, 0)
    assert display.cut_controls.isVisible()
    open_section(qtbot, display, 1)
    assert not display.cut_controls.isVisible()
    qtbot.mouseClick(display.sections.buttons[1], LEFT)
    assert display.sections.current == -1
    assert not display.sections.pages.isVisible()


def test_a_typed_range_is_a_slice(qtbot, display, array):
    open_section(qtbot, display, 0)
    row = display.cut_controls.rows[1]
    type_number(qtbot, row.start.lineEdit(), "2")
    type_number(qtbot, row.stop.lineEdit(), "4")
    np.testing.assert_array_equal(volumes(display)[0], array[:, 2:4])
    assert row.slider.range == (2, 4)


def test_a_handle_is_dragged(qtbot, display, array):
    open_section(qtbot, display, 0)
    slider = display.cut_controls.rows[2].slider
    at, middle = int(slider.position(6)), slider.height() // 2
    qtbot.mousePress(slider, LEFT, pos=QPoint(at, middle))
    qtbot.mouseMove(slider, QPoint(int(slider.position(3)), middle))
    qtbot.mouseRelease(slider, LEFT, pos=QPoint(int(slider.position(3)), middle))
    np.testing.assert_array_equal(volumes(display)[0], array[..., :3])
    assert display.cut_controls.rows[2].stop.value() == 3


def test_keys_move_handles_and_what_is_between_them(qtbot, display):
    open_section(qtbot, display, 0)
    slider = display.cut_controls.rows[2].slider
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    qtbot.keyClick(slider, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert slider.range == (1, 5)
    middle = slider.height() // 2
    start = QPoint(int(slider.position(3)), middle)
    qtbot.mousePress(slider, LEFT, pos=start)
    qtbot.mouseMove(slider, start + QPoint(500, 0))
    qtbot.mouseRelease(slider, LEFT, pos=start + QPoint(500, 0))
    assert slider.range == (2, 6)
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert slider.range == (0, 6)


def test_the_plane_opens_the_box_towards_the_eye(qtbot, display, array):
    open_section(qtbot, display, 0)
    choose(qtbot, display.cut_controls.plane_axis, 0)
    display.cut_controls.plane.setFocus()
    qtbot.keyClick(display.cut_controls.plane, Qt.Key.Key_Home)
    qtbot.keyClick(display.cut_controls.plane, Qt.Key.Key_Right)
    display.view.orbit.show_side(0)
    np.testing.assert_array_equal(volumes(display)[0], array[1:])
    display.view.orbit.show_side(1)
    np.testing.assert_array_equal(volumes(display)[0], array[:2])


def test_layers_stand_apart_and_come_together_again(qtbot, display, array):
    open_section(qtbot, display, 0)
    choose(qtbot, display.cut_controls.apart_axis, 2)
    assert len(volumes(display)) == 6
    for n, volume in enumerate(volumes(display)):
        np.testing.assert_array_equal(volume[..., 0], array[..., n])
    qtbot.mouseClick(display.cut_controls.all_cells, LEFT)
    assert len(volumes(display)) == 1
    np.testing.assert_array_equal(volumes(display)[0], array)


def test_the_cut_stays_for_new_values_and_goes_with_another_shape(qtbot, display, array):
    open_section(qtbot, display, 0)
    type_number(qtbot, display.cut_controls.rows[0].start.lineEdit(), "1")
    display.show_array(array + 1, EXAMPLE)
    np.testing.assert_array_equal(volumes(display)[0], array[1:] + 1)
    display.show_array(np.zeros((3, 3, 3)), EXAMPLE)
    assert volumes(display)[0].shape == (3, 3, 3)


def test_what_is_asked_for_is_counted_and_lit(qtbot, display, array):
    open_section(qtbot, display, 1)
    plain = display.view.to_image()
    choose(qtbot, display.query_controls.comparison, Comparison.GREATER)
    assert "Type a number" in display.query_controls.said.text()
    type_number(qtbot, display.query_controls.value, "0,5")
    assert f"{(array > 0.5).sum()} of 120" in display.query_controls.said.text()
    assert display.view.to_image() != plain
    choose(qtbot, display.query_controls.comparison, None)
    assert display.view.to_image() == plain
    assert not display.query_controls.value.isVisible()


def test_the_next_match_is_brought_to_where_it_is_seen(qtbot, display, array):
    open_section(qtbot, display, 1)
    choose(qtbot, display.query_controls.comparison, Comparison.GREATER)
    type_number(qtbot, display.query_controls.value, "1.2")
    expected = [tuple(map(int, index)) for index in np.argwhere(array > 1.2)]
    assert len(expected) > 3
    for index in expected:
        qtbot.mouseClick(display.query_controls.next, LEFT)
        assert display.view.marked_index == index
        assert display.cut_controls.cut.plane == (0, index[0])
        assert str(list(index)) in display.readout.text()
    qtbot.mouseClick(display.query_controls.before, LEFT)
    assert display.view.marked_index == expected[-2]


def test_not_a_number_is_found_and_nothing_is_said_to_be_nothing(qtbot, display, array):
    spoilt = array.copy()
    spoilt[2, 3, 1] = np.nan
    display.show_array(spoilt, EXAMPLE)
    open_section(qtbot, display, 1)
    choose(qtbot, display.query_controls.comparison, Comparison.NAN)
    assert "1 of 120" in display.query_controls.said.text()
    qtbot.mouseClick(display.query_controls.next, LEFT)
    assert display.view.marked_index == (2, 3, 1)
    choose(qtbot, display.query_controls.comparison, Comparison.INFINITE)
    qtbot.mouseClick(display.query_controls.next, LEFT)
    assert "No match" in display.query_controls.said.text()


def test_the_histogram_follows_the_selection_and_a_bar_asks_for_its_values(qtbot, display, array):
    open_section(qtbot, display, 0)
    type_number(qtbot, display.cut_controls.rows[0].stop.lineEdit(), "2")
    open_section(qtbot, display, 1)
    histogram = display.query_controls.histogram
    qtbot.waitUntil(lambda: histogram.shown is not None and histogram.shown.counts.sum() == 60)
    edges, counts = histogram.shown.edges, histogram.shown.counts[0]
    np.testing.assert_array_equal(counts, np.histogram(array[:2], edges)[0])
    bar = int(counts.argmax())
    area = histogram.plot_rect()
    x = area.left() + (bar + 0.5) * area.width() / len(counts)
    qtbot.mouseClick(histogram, LEFT, pos=QPoint(int(x), int(area.center().y())))
    query = display.query_controls.query
    assert query.comparison is Comparison.BETWEEN
    assert f"{query.matches(array[:2]).sum()} of 60" in display.query_controls.said.text()
    assert query.matches(array[:2]).sum() == counts[bar]


def test_the_view_menu_looks_from_every_side(display):
    menu, orbit = display.view_menu, display.view.orbit
    for action, angles in ((menu.front, (0, 0)), (menu.side, (90, 0)), (menu.top, (0, 90))):
        action.trigger()
        assert (orbit.camera.azimuth, orbit.camera.elevation) == angles
    menu.perspective.trigger()
    assert not orbit.camera.perspective
    orbit.zoom(5)
    menu.fit.trigger()
    assert (orbit.camera.azimuth, orbit.camera.elevation) == (0, 90)
    menu.slanted.trigger()
    assert orbit.camera.elevation == 22


@pytest.mark.parametrize("width", [320, 1366])
@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_everything_fits(qtbot, display, width, place):
    display.resize(width, 700)
    open_section(qtbot, display, place)
    assert display.minimumSizeHint().width() <= 320
    page = display.sections.pages.currentWidget()
    assert page.widget().minimumSizeHint().width() <= page.width()


# --- the text ---


def place_of(display, index) -> QPoint:
    view = display.text
    start, end = view.written.span_of(index)
    cursor = QTextCursor(view.text.document())
    cursor.setPosition(start)
    left = view.text.cursorRect(cursor)
    cursor.setPosition(end)
    return QPoint((left.left() + view.text.cursorRect(cursor).left()) // 2, left.center().y())


def test_a_number_under_the_pointer_is_the_cell_in_the_box(qtbot, display, array):
    open_section(qtbot, display, 2)
    qtbot.waitUntil(lambda: display.text.written is not None)
    for index in ((0, 0, 0), (0, 1, 2), (0, 3, 1)):
        qtbot.mouseMove(display.text.text.viewport(), place_of(display, index))
        assert display.view.marked_index == index
        assert display.readout.text().endswith(str(array[index]))


def test_a_cell_under_the_pointer_is_the_number_in_the_text(qtbot, display):
    open_section(qtbot, display, 2)
    qtbot.waitUntil(lambda: display.text.written is not None)
    display.view.orbit.show_side(0)
    qtbot.mouseMove(display.view, QPoint(display.view.width() // 2 - 12, display.view.height() // 2 + 9))
    (selection,) = display.text.text.extraSelections()
    start, end = display.text.written.span_of(display.view.marked_index)
    assert (selection.cursor.selectionStart(), selection.cursor.selectionEnd()) == (start, end)


def test_the_text_follows_the_cut(qtbot, display, array):
    open_section(qtbot, display, 0)
    type_number(qtbot, display.cut_controls.rows[0].start.lineEdit(), "3")
    open_section(qtbot, display, 2)
    qtbot.waitUntil(lambda: display.text.written is not None)
    assert display.text.written.indices[0] == (3, 0, 0)
    assert len(display.text.written.indices) == array[3:].size


# --- axes ---


def test_four_axes_are_framed_boxes_side_by_side(qtbot, display):
    array = np.arange(120).reshape(2, 3, 4, 5)
    display.show_array(array, EXAMPLE)
    scene = display.view.stage.scene
    assert [frame.index for frame in scene.frames] == [(0,), (1,)]
    assert all((volume == box).all() for volume, box in zip(volumes(display), array, strict=True))


def test_axes_change_places(qtbot, display, array):
    open_section(qtbot, display, 3)
    choose(qtbot, display.roles.choosers[0], Role.WIDTH)
    np.testing.assert_array_equal(volumes(display)[0], array.transpose(2, 1, 0))
    assert display.roles.roles == (Role.WIDTH, Role.HEIGHT, Role.DEPTH)


def test_an_axis_gets_a_slider_and_its_boxes_back(qtbot, display):
    array = np.arange(120).reshape(2, 3, 4, 5)
    display.show_array(array, EXAMPLE)
    open_section(qtbot, display, 3)
    chooser = display.roles.choosers[0]
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_End)
    assert display.roles.roles[0] is Role.SLIDER
    (slider,) = display.axis_sliders.sliders
    assert slider.isVisible()
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    np.testing.assert_array_equal(volumes(display)[0], array[1])
    chooser.setFocus()
    qtbot.keyClick(chooser, Qt.Key.Key_Up)
    assert display.roles.roles[0] is Role.ROWS
    assert len(volumes(display)) == 2
    assert not slider.isVisible()
