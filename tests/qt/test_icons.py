"""Icons are drawn, in the colour of the theme, for every name that the window asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon

import nnviz.qt
from nnviz.qt.icons import ICON_NAMES, icon
from nnviz.qt.theme import DARK, LIGHT


def _colours(made, mode=QIcon.Mode.Normal, state=QIcon.State.Off):
    image = made.pixmap(24, 24, mode, state).toImage()
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("name", ICON_NAMES)
@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_every_icon_is_drawn_in_the_colours_of_the_theme(qapp, name, theme):
    made = icon(name, theme)
    assert _colours(made) == {QColor(theme.text).name()}
    assert _colours(made, state=QIcon.State.On) == {QColor(theme.on_accent).name()}
    assert _colours(made, mode=QIcon.Mode.Disabled) == {QColor(theme.border).name()}


def test_no_two_icons_look_alike(qapp):
    images = [icon(name, DARK).pixmap(48, 48).toImage() for name in ICON_NAMES]  # kept while their bits are read
    pictures = {bytes(image.constBits()) for image in images}
    assert len(pictures) == len(ICON_NAMES)


def test_every_icon_that_is_named_in_the_source_exists():
    source = "\n".join(file.read_text() for file in Path(nnviz.qt.__file__).parent.rglob("*.py"))
    assert set(re.findall(r"""\bicon\("(\w+)\"""", source)) <= set(ICON_NAMES)


def test_an_unknown_icon_is_an_error(qapp):
    with pytest.raises(KeyError):
        icon("unicorn", DARK)
