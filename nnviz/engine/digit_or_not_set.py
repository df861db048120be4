"""MNIST's digits against generated drawings that are none: what the model that refuses learns from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PIL import ImageFont

from nnviz import paths
from nnviz.core import doodles
from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.preparation import prepare
from nnviz.engine.dataset_files import Arrays
from nnviz.engine.download import Cancelled, Progress

TRAIN_COUNT, TEST_COUNT = 50_000, 5_000
TRAIN_SEED, TEST_SEED = 1, 2
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
HELD_FAMILY_EVERY = 5
# Shares of the kinds: strokes, letters in fonts, scribbles, noise; the rest are two digits side by side.
SHARES = (0.34, 0.26, 0.24, 0.09)


def read_digit_or_not(mnist: Dataset, progress: Progress | None = None, cancelled: Cancelled | None = None) -> Arrays:
    """Return prepared pictures (N, 28, 28) uint8 with label 1 for a digit and 0 for anything else.

    The test part has its own digits, its own fonts and its own random numbers. Without fonts on this machine all
    letters come from strokes.
    """
    glyphs = doodles.read_glyphs(paths.resources() / "strokes" / "not_digits.txt")
    trained, held = split_fonts(usable_fonts())
    total = TRAIN_COUNT + TEST_COUNT

    def advance(done: int) -> None:
        if progress is not None:
            progress(done, total)
        if cancelled is not None and cancelled():
            sentence = QT_TRANSLATE_NOOP("Errors", "Making the drawings was cancelled. Nothing was loaded.")
            raise UserError(sentence)

    made = _Maker(glyphs, trained, mnist.x_train[..., 0], TRAIN_SEED).make(TRAIN_COUNT, advance)
    other = _Maker(glyphs, held, mnist.x_test[..., 0], TEST_SEED).make(
        TEST_COUNT, lambda done: advance(TRAIN_COUNT + done)
    )
    return (*_mixed(mnist.x_train[..., 0], made), *_mixed(mnist.x_test[..., 0], other))


def usable_fonts() -> list[Path]:
    """Return the fonts of this machine that can draw Latin letters, in a fixed order."""
    found = {path for folder in FONT_FOLDERS for path in Path(folder).rglob("*.[to]tf")}
    return [path for path in sorted(found, key=lambda path: path.name) if _draws_letters(path)]


def split_fonts(fonts: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """Return fonts to train on and fonts held back for the test; a family is never on both sides."""
    families = {font: str(ImageFont.truetype(str(font), 40).getname()[0]).split()[0] for font in fonts}
    held_families = set(sorted(set(families.values()))[::HELD_FAMILY_EVERY])
    held = [font for font in fonts if families[font] in held_families]
    return [font for font in fonts if font not in held], held


def _draws_letters(path: Path) -> bool:
    if any(word in path.name for word in ("Symbol", "Dingbat", "Emoji", "Math", "D050", "Braille")):
        return False
    try:
        font = ImageFont.truetype(str(path), 40)
        shapes = {bytes(font.getmask(letter)) for letter in "AKmx"}
    except (OSError, ValueError):
        return False
    return len(shapes) == 4  # a font without these letters draws the same box for each


class _Maker:
    """Makes drawings that are no digits, from one seed."""

    def __init__(self, glyphs: doodles.Glyphs, fonts: Sequence[Path], digits: Array, seed: int) -> None:
        self._glyphs, self._fonts, self._digits = glyphs, fonts, digits
        self._random = np.random.default_rng(seed)

    def make(self, count: int, advance: Callable[[int], None]) -> Array:
        """Return prepared drawings (count, 28, 28) uint8."""
        made: list[Array] = []
        while len(made) < count:
            prepared = prepare(self._drawing())
            if not prepared.blank:
                made.append(np.rint(prepared.image[..., 0] * 255).astype(np.uint8))
            if len(made) % 50 == 0:
                advance(len(made))
        return np.stack(made)

    def _drawing(self) -> Array:
        random = self._random
        kind = int(np.searchsorted(np.cumsum(SHARES), random.random()))
        if kind == 1 and self._fonts:
            return doodles.letter_in_font(self._fonts, random)
        if kind <= 1:
            return doodles.drawn_glyph(self._glyphs, random)
        if kind == 2:
            return doodles.scribble(random)
        if kind == 3:
            return doodles.noise(random)
        left, right = self._digits[random.integers(len(self._digits), size=2)]
        return doodles.side_by_side(left, right, random)


def _mixed(digits: Array, others: Array) -> tuple[Array, Array]:
    labels = np.concatenate([np.ones(len(digits), np.int64), np.zeros(len(others), np.int64)])
    return np.concatenate([digits, others]), labels
