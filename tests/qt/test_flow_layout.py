"""Tools in a row that breaks where the room ends."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from nnviz.qt.widgets.flow_layout import FlowLayout


@pytest.fixture
def row(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    layout = FlowLayout(widget, spacing=4)
    for _ in range(6):
        button = QPushButton()
        button.setFixedSize(50, 20)
        layout.addWidget(button)
    return widget


@pytest.mark.parametrize(("width", "lines"), [(400, 1), (320, 1), (319, 2), (158, 2), (157, 3), (60, 6), (10, 6)])
def test_the_row_breaks_where_the_room_ends(row, width, lines):
    height = lines * 20 + (lines - 1) * 4
    assert row.layout().heightForWidth(width) == height
    row.resize(width, height)
    row.show()
    areas = [child.geometry() for child in row.findChildren(QPushButton)]
    assert len({area.top() for area in areas}) == lines
    assert max(area.bottom() for area in areas) < height
    assert not any(a.intersects(b) for i, a in enumerate(areas) for b in areas[i + 1 :])
    if width >= 50:
        assert max(area.right() for area in areas) < width


def test_what_is_hidden_takes_no_room(row):
    for child in row.findChildren(QPushButton)[1:]:
        child.hide()
    assert row.layout().heightForWidth(60) == 20
    assert row.layout().sizeHint().width() == 50
