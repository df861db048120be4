import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from nnviz.core.colour import to_rgba
from nnviz.core.view_state import ColourScale
from nnviz.qt.widgets.neuron_strip import NeuronStrip


@pytest.fixture
def room(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(640, 200)
    widget.show()
    return widget


@pytest.fixture
def strip(room):
    widget = NeuronStrip(room)
    widget.resize(room.size())
    widget.show()
    return widget


def middle(strip, index):
    return strip.rect_of(index).center().toPoint()


@pytest.mark.parametrize("count", [1, 10, 100, 700, 5000])
def test_every_neuron_is_painted_in_its_colour(strip, count):
    values = np.random.default_rng(0).normal(size=count).astype(np.float32)
    values[0] = -1
    strip.set_values(values)
    picture = strip.grab().toImage()
    reach = np.abs(values).max()
    expected = to_rgba(values, -reach, reach, "diverging")
    for index in {0, count // 2, count - 1}:
        # The value stands in the middle of a large neuron, so look beside it.
        point = middle(strip, index) - QPoint(0, int(strip.places.size * 0.35))
        assert picture.pixelColor(point).getRgb()[:3] == tuple(expected[index][:3]), index


def test_the_mouse_reads_index_and_value(qtbot, strip):
    heard = []
    strip.hovered.connect(heard.append)
    values = np.linspace(0, 1, 300, dtype=np.float32)
    strip.set_values(values)
    qtbot.mouseMove(strip, middle(strip, 123))
    assert heard[-1] == (123, values[123])
    qtbot.mouseMove(strip, QPoint(1, 1))
    assert heard[-1] is None


def test_click_and_keys_choose(qtbot, strip):
    strip.set_values(np.arange(10.0))
    chosen = []
    strip.neuron_chosen.connect(chosen.append)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 4))
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert chosen == [(4, 4.0), (5, 5.0), (4, 4.0)]
    assert strip.selected == 4
    strip.select(99)
    assert strip.selected is None


def test_narrow_strips_wrap_and_ask_for_height(qtbot):
    area = QScrollArea()
    qtbot.addWidget(area)
    strip = NeuronStrip()
    area.setWidget(strip)
    area.setWidgetResizable(True)
    area.resize(200, 120)
    area.show()
    strip.set_values(np.zeros(20_000))
    assert strip.minimumHeight() > 1000
    assert strip.places.columns * strip.places.across <= 200
    strip.set_values(np.zeros(10))
    qtbot.waitUntil(lambda: strip.height() <= 120)
    assert strip.rect().contains(middle(strip, 9))


def test_colours_follow_the_scale_but_never_per_neuron(strip):
    strip.set_values(np.array([0.0, 1.0, 2.0]))
    strip.set_scale(ColourScale("grey", per_map=True))
    assert (strip.coloured.name, strip.coloured.low, strip.coloured.high) == ("grey", 0, 2)
    assert not strip.coloured.per_map


def test_names_and_numbers_below_large_neurons(strip):
    strip.set_values(np.zeros(3))
    numbered = strip.grab().toImage()
    strip.set_values(np.zeros(3), ("cat", "dog", "a horse of a long name"))
    named = strip.grab().toImage()
    assert named != numbered
    strip.set_values(np.zeros(3), ("too", "few"))
    assert strip.grab().toImage() == numbered


@pytest.mark.parametrize("values", [np.zeros(0), np.array([np.nan, np.inf, -1e300])])
def test_odd_values_are_painted_without_trouble(qtbot, strip, values):
    strip.set_values(values)
    strip.grab()
    qtbot.mouseMove(strip, QPoint(20, 20))
    qtbot.keyClick(strip, Qt.Key.Key_Right)
