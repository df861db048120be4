from __future__ import annotations

import numpy as np
import pytest

from nnviz import paths
from nnviz.core import doodles
from nnviz.core.dataset import Dataset
from nnviz.core.messages import UserError
from nnviz.core.preparation import prepare
from nnviz.engine import digit_or_not_set
from nnviz.engine.digit_or_not_set import read_digit_or_not, split_fonts, usable_fonts
from nnviz.engine.digits_set import read_digits
from nnviz.engine.rejector import Rejector


@pytest.fixture
def digits():
    x_train, y_train, x_test, y_test = read_digits()
    names = tuple("0123456789")
    return Dataset("digits", x_train[..., None], y_train, x_test[..., None], y_test, names)


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(digit_or_not_set, "TRAIN_COUNT", 60)
    monkeypatch.setattr(digit_or_not_set, "TEST_COUNT", 30)


def test_digits_and_other_drawings_are_told_apart_by_their_label(digits, few):
    x_train, y_train, x_test, y_test = read_digit_or_not(digits)
    assert x_train.shape == (len(digits.x_train) + 60, 28, 28)
    assert x_train.dtype == np.uint8
    assert (y_train == 0).sum() == 60
    assert (y_test == 0).sum() == 30
    assert (x_train[y_train == 1] == digits.x_train[..., 0]).all()
    others = {picture.tobytes() for picture in x_test[y_test == 0]}
    assert not others & {picture.tobytes() for picture in x_train[y_train == 0]}


def test_the_same_drawings_are_made_every_time(digits, few):
    first, second = read_digit_or_not(digits), read_digit_or_not(digits)
    assert all((a == b).all() for a, b in zip(first, second, strict=True))


def test_making_them_can_be_cancelled(digits, few):
    with pytest.raises(UserError, match="cancelled"):
        read_digit_or_not(digits, cancelled=lambda: True)


def test_no_family_of_fonts_is_on_both_sides():
    fonts = usable_fonts()
    trained, held = split_fonts(fonts)
    assert sorted([*trained, *held]) == sorted(fonts)
    assert not {font.stem.split("-")[0] for font in trained} & {font.stem.split("-")[0] for font in held}


def test_every_shape_can_be_drawn_and_is_ink_on_black():
    glyphs = doodles.read_glyphs(paths.resources() / "strokes" / "not_digits.txt")
    assert len(glyphs) > 60
    random = np.random.default_rng(0)
    for name, strokes in glyphs.items():
        picture = doodles.drawn_glyph({name: strokes}, random)
        assert picture.max() > 200, name
        assert picture[0].max() < 200, name


def test_the_shipped_rejector_knows_digits_from_scribbles_and_letters():
    rejector = Rejector()
    x_train, _, x_test, _ = read_digits()
    digits = np.concatenate([x_train, x_test])[:300, ..., None].astype(np.float32) / 255.0
    random = np.random.default_rng(5)
    glyphs = doodles.read_glyphs(paths.resources() / "strokes" / "not_digits.txt")
    made = [doodles.scribble(random) for _ in range(100)] + [doodles.drawn_glyph(glyphs, random) for _ in range(100)]
    others = np.stack([prepare(picture).image for picture in made])
    assert (rejector.scores(digits) > 0.5).mean() > 0.9
    assert (rejector.scores(others) < 0.5).mean() > 0.9
    assert rejector.score(digits[0]) == pytest.approx(float(rejector.scores(digits[:1])[0]), abs=1e-5)
