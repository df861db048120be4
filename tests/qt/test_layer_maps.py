"""Sorting, pinning and holding in the panel of layers, driven as a person does."""

from dataclasses import asdict, replace

import numpy as np
import pytest
from fakes import FakeWindow
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from test_layers_panel import CONV, MODEL, TENSORS, WEIGHTS, probe

from nnviz.core.colour import to_argb
from nnviz.core.map_order import MapOrder
from nnviz.core.tiling import Cell
from nnviz.core.view_state import ColourScale
from nnviz.engine.commands import ProbePicture
from nnviz.engine.events import PictureProbed, WeightsEdited
from nnviz.qt.panels.layers import LayersPanel

MAPS = np.stack([np.full((6, 5), 0.1), np.full((6, 5), 0.9), np.full((6, 5), 0.5), np.full((6, 5), 0.3)])
MAPS[:, 0, 0] += (0.4, -0.1, 0.2, 0.0)
OUTPUT = np.moveaxis(MAPS, 0, -1).astype(np.float32)
OTHER = OUTPUT[::-1] * np.float32(2)


@pytest.fixture
def window():
    QLocale.setDefault(QLocale("en"))
    return FakeWindow()


@pytest.fixture
def live(qtbot, window):
    panel = LayersPanel(window.context)
    qtbot.addWidget(panel)
    panel.resize(900, 700)
    panel.show()
    window.store.changed.connect(panel.show_state)
    panel.show_state(window.store.state, None)
    window.store.update(model=MODEL, layer_id="block/conv")
    window.store.update(probe=probe(**{"block/conv": OUTPUT}))
    QApplication.processEvents()
    return panel


def order_of(image):
    tiling = image.tiling
    return [tiling.map_at(place) for place in range(tiling.count)]


def choose_order(qtbot, panel, order):
    box = panel.detail.maps.tools.order
    box.setFocus()
    while box.currentData() != order:
        before = box.currentIndex()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentIndex() == before + 1


def click(qtbot, image, cell):
    QApplication.processEvents()
    qtbot.mouseClick(image, Qt.MouseButton.LeftButton, pos=image.rect_of(cell).center().toPoint())


def cards(panel):
    return [card for card in panel.detail.maps.pins.cards if card.isVisible()]


def test_maps_are_sorted_and_keep_their_numbers(qtbot, window, live):
    image = live.detail.view.image
    choose_order(qtbot, live, MapOrder.MEAN)
    assert order_of(image) == list(np.argsort(-OUTPUT.mean(axis=(0, 1)))) == [1, 2, 3, 0]
    assert np.array_equal(image.coloured.maps, np.moveaxis(OUTPUT, -1, 0))
    qtbot.mouseMove(image, image.rect_of(Cell(2, 4, 3)).center().toPoint())
    expected = f"map 2, row 4, column 3: 0.5000  ·  mean {OUTPUT[..., 2].mean():.4f}"
    assert live.detail.readout.text() == expected
    click(qtbot, image, Cell(0, 1, 2))
    assert window.store.state.unit == (1, 2, 0)
    assert image.rect_of(Cell(0, 0, 0)).left() > image.rect_of(Cell(1, 0, 0)).left() or (
        image.rect_of(Cell(0, 0, 0)).top() > image.rect_of(Cell(1, 0, 0)).top()
    )
    choose_order(qtbot, live, MapOrder.VARIANCE)
    assert order_of(image)[0] == int(OUTPUT.var(axis=(0, 1)).argmax())
    window.store.update(probe=probe(**{"block/conv": OUTPUT[..., ::-1]}))
    assert order_of(image)[0] == int(OUTPUT[..., ::-1].var(axis=(0, 1)).argmax())


def test_every_map_is_painted_where_it_says_in_the_colours_of_the_scale(qtbot, live):
    choose_order(qtbot, live, MapOrder.MEAN)
    image = live.detail.view.image
    image.setFocus()
    picture = image.grab().toImage()
    values = np.moveaxis(OUTPUT, -1, 0)
    pixels = to_argb(values, image.coloured.low, image.coloured.high, image.coloured.name)
    for number in range(4):
        point = image.rect_of(Cell(number, 5, 4)).center().toPoint()
        assert picture.pixelColor(point).rgb() == int(pixels[number, 5, 4])


def test_page_keys_go_through_the_order_on_screen(qtbot, live):
    choose_order(qtbot, live, MapOrder.MEAN)
    image = live.detail.view.image
    image.setFocus()
    seen = []
    for _ in range(5):
        qtbot.keyClick(image, Qt.Key.Key_PageDown)
        seen.append(image.selected.map)
    assert seen == [1, 2, 3, 0, 0]


def test_similarity_is_to_the_map_chosen_then_and_stays_when_another_is(qtbot, window, live):
    output = np.random.default_rng(8).normal(size=(6, 5, 4)).astype(np.float32)
    window.store.update(probe=probe(**{"block/conv": output}))
    image = live.detail.view.image
    click(qtbot, image, Cell(2, 4, 3))
    choose_order(qtbot, live, MapOrder.SIMILARITY)
    expected = list(np.argsort(-np.corrcoef(output.reshape(-1, 4).T)[2]))
    assert order_of(image) == expected
    assert expected[0] == 2
    assert live.detail.maps.tools.order.currentText() == "similarity to map 2"
    click(qtbot, image, Cell(1, 0, 0))
    assert order_of(image) == expected


def test_filters_are_sorted_by_norm_with_their_channels(qtbot, live):
    live.detail.tabs.setCurrentIndex(1)
    choose_order(qtbot, live, MapOrder.NORM)
    image = live.detail.view.image
    norms = np.linalg.norm(WEIGHTS["block/conv/kernel"].reshape(-1, 4), axis=0)
    filters = [number for number in np.argsort(-norms) for _ in range(2)]
    assert [int(image.label(number).split("→")[1]) for number in order_of(image)] == filters
    click(qtbot, image, Cell(5, 1, 2))
    key, reading = live.detail.chosen_weight
    assert (key, reading.map) == ("block/conv/kernel", 5)
    live.detail.tabs.setCurrentIndex(0)
    assert order_of(image) == [0, 1, 2, 3]


def test_pins_stay_live_are_read_and_removed(qtbot, window, live):
    image, tools = live.detail.view.image, live.detail.maps.tools
    assert not tools.pin.isEnabled()
    click(qtbot, image, Cell(1, 2, 2))
    qtbot.mouseClick(tools.pin, Qt.MouseButton.LeftButton)
    click(qtbot, image, Cell(3, 2, 2))
    image.setFocus()
    qtbot.keyClick(image, Qt.Key.Key_P)
    assert [card.title.text() for card in cards(live)] == ["map 1", "map 3"]
    choose_order(qtbot, live, MapOrder.MEAN)
    window.store.update(probe=probe(**{"block/conv": OTHER}))
    first, second = cards(live)
    for card, number in ((first, 1), (second, 3)):
        assert np.array_equal(card.map.coloured.maps[0], OTHER[..., number])
        assert np.array_equal(card.map.coloured.pixels[0], image.coloured.pixels[number])
    QApplication.processEvents()
    qtbot.mouseMove(second.map, second.map.rect_of((4, 5), (1, 2)).center().toPoint())
    assert live.detail.readout.text().startswith(f"map 3, row 4, column 1: {OTHER[4, 1, 3]:.4f}")
    qtbot.mouseClick(second.map, Qt.MouseButton.LeftButton, pos=second.map.rect_of((4, 5), (1, 2)).center().toPoint())
    assert window.store.state.unit == (4, 1, 3)
    assert tools.pin.isChecked()
    first.map.setFocus()
    qtbot.keyClick(first.map, Qt.Key.Key_Delete)
    assert [card.title.text() for card in cards(live)] == ["map 3"]
    live.show_state(window.store.state, None)  # hidden and shown again
    assert len(cards(live)) == 1
    window.store.update(layer_id="block", unit=None)
    window.store.update(layer_id="block/conv")
    assert cards(live) == []


def test_pins_keep_the_range_of_each_map(qtbot, window, live):
    click(qtbot, live.detail.view.image, Cell(1, 2, 2))
    qtbot.mouseClick(live.detail.maps.tools.pin, Qt.MouseButton.LeftButton)
    window.store.update(colour_scale=ColourScale("diverging", per_map=True))
    reach = np.abs(OUTPUT[..., 1]).max()
    expected = to_argb(OUTPUT[..., 1], -reach, reach, "diverging")
    assert np.array_equal(cards(live)[0].map.coloured.pixels[0], expected)


def hold_then_draw(qtbot, window, live):
    qtbot.mouseClick(live.detail.maps.tools.hold, Qt.MouseButton.LeftButton)
    drawn = replace(probe(**{"block/conv": OTHER}), image=TENSORS["picture"] * 0)
    window.store.update(probe=drawn)
    QApplication.processEvents()
    return live.detail.maps.beside.view


def test_a_held_picture_stays_beside_the_next_in_the_same_colours(qtbot, window, live):
    held = hold_then_draw(qtbot, window, live)
    image = live.detail.view.image
    assert held.isVisible()
    assert np.array_equal(held.image.coloured.maps, np.moveaxis(OUTPUT, -1, 0))
    assert np.array_equal(image.coloured.maps, np.moveaxis(OTHER, -1, 0))
    assert (held.coloured.low, held.coloured.high) == (image.coloured.low, image.coloured.high)
    assert image.coloured.high == OTHER.max()
    qtbot.mouseMove(held.image, held.image.rect_of(Cell(2, 4, 3)).center().toPoint())
    assert live.detail.readout.text() == f"map 2, row 4, column 3: {OTHER[4, 3, 2]:.4f}  ·  held {OUTPUT[4, 3, 2]:.4f}"
    choose_order(qtbot, live, MapOrder.MEAN)
    assert order_of(held.image) == order_of(image)
    live.setFocus()
    image.setFocus()
    qtbot.keyClick(image, Qt.Key.Key_H)
    assert not held.isVisible()
    assert image.coloured.high == OTHER.max()


def test_zoom_is_the_same_on_both_sides(qtbot, window, live):
    held = hold_then_draw(qtbot, window, live).image
    image = live.detail.view.image
    for one, other in ((image, held), (held, image)):
        point = one.rect_of(Cell(2, 3, 3)).center()
        nothing = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
        wheel = QWheelEvent(point, QPointF(one.mapToGlobal(point.toPoint())), QPoint(), QPoint(0, 240), *nothing)
        QApplication.sendEvent(one, wheel)
        assert not other.viewport.whole
        # An odd width leaves one side a pixel wider; what it shows is the same.
    theirs = replace(other.viewport, view=one.viewport.view)
    assert asdict(theirs) == {key: pytest.approx(value) for key, value in asdict(one.viewport).items()}


def test_the_held_picture_follows_the_layer_by_asking_the_engine(qtbot, window, live):
    window.store.update(probe=replace(probe(), tensors={"block/conv": OUTPUT}))
    held = hold_then_draw(qtbot, window, live)
    assert window.engine.posted_of(ProbePicture) == []
    assert np.array_equal(held.image.coloured.maps, np.moveaxis(OUTPUT, -1, 0))
    window.store.update(layer_id="scores", unit=None)
    (asked,) = window.engine.posted_of(ProbePicture)
    assert asked.keys == {"scores"}
    assert np.array_equal(asked.image, TENSORS["picture"])
    assert held.coloured is None
    scores = np.array([0.5, 0.25, 0.25], np.float32)
    answer = replace(probe(scores=scores), generation=asked.generation)
    window.engine.picture_probed.emit(PictureProbed(replace(answer, generation=asked.generation - 1), "layers"))
    window.engine.picture_probed.emit(PictureProbed(answer, "other"))
    assert held.coloured is None
    window.engine.picture_probed.emit(PictureProbed(answer, "layers"))
    assert np.array_equal(held.strip.coloured.maps.ravel(), scores)
    strip = live.detail.view.strip
    QApplication.processEvents()
    qtbot.mouseMove(strip, strip.rect_of(1).center().toPoint())
    assert live.detail.readout.text() == "neuron 1 (dog): 0.6250  ·  held 0.2500"


def test_the_held_picture_is_asked_again_when_weights_change_and_goes_with_a_model_that_cannot_read_it(
    qtbot, window, live
):
    hold_then_draw(qtbot, window, live)
    window.store.update(probe=replace(probe(**{"block/conv": OTHER}), step=3))
    assert len(window.engine.posted_of(ProbePicture)) == 1
    window.engine.weights_edited.emit(WeightsEdited("m", 1, 0, frozenset({"block/conv/kernel"})))
    assert len(window.engine.posted_of(ProbePicture)) == 2
    window.store.update(model=replace(MODEL, id="n", layers=(CONV,)), probe=None)
    assert len(window.engine.posted_of(ProbePicture)) == 3
    assert live.held.probe is not None
    window.store.update(model=replace(MODEL, id="o", input_shapes=((None, 3, 3, 1),)), probe=None)
    assert live.held.probe is None
    assert not live.detail.maps.beside.held.isVisible()
