import pytest
from PySide6.QtCore import QLocale, Qt

from nnviz.core.colour import colour_table
from nnviz.qt.widgets.colour_legend import ColourLegend


@pytest.fixture(params=[Qt.Orientation.Horizontal, Qt.Orientation.Vertical], ids=["across", "down"])
def legend(qtbot, request):
    QLocale.setDefault(QLocale("en"))
    widget = ColourLegend(request.param)
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    return widget


@pytest.mark.parametrize("name", ["viridis", "diverging"])
def test_the_bar_runs_from_low_to_high(legend, name):
    legend.set_range(name, -2.0, 2.0)
    picture = legend.grab().toImage()
    level = legend.sizeHint().width() > legend.sizeHint().height()
    if level:
        ends = picture.pixelColor(2, 6), picture.pixelColor(picture.width() - 3, 6)
    else:
        half = legend.fontMetrics().height() // 2
        ends = picture.pixelColor(6, picture.height() - half - 4), picture.pixelColor(6, half + 3)
    for found, expected in zip(ends, colour_table(name)[[1, 254]], strict=True):
        assert max(abs(a - int(b)) for a, b in zip(found.getRgb()[:3], expected[:3], strict=True)) < 16


def test_numbers_at_the_ends_and_in_the_middle(legend):
    legend.set_range("viridis", -0.5, 1.25)
    assert legend.numbers == ("-0.5", "0.375", "1.25")
    legend.set_range("viridis", 0, 1, per_map=True)
    assert legend.numbers == ("lowest of each map", "", "highest of each map")
    legend.clear()
    assert legend.numbers == ()
    empty = legend.grab().toImage()
    assert empty.pixelColor(3, 3) == empty.pixelColor(empty.width() - 3, 3)
