"""How well drawings are read: MNIST as it is and maltreated, other people's drawings, and what is no digit at all.

Needs the real data beside the checkout; says so where it is absent.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import numpy as np
from scipy import ndimage

from nnviz import paths
from nnviz.core import doodles
from nnviz.core.picture_file import read_picture
from nnviz.core.preparation import prepare
from nnviz.core.recognition import Verdict, read_digit

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
COUNT = int(os.environ.get("NNVIZ_BENCH_COUNT", "2000"))


def on_canvas(picture, shift=(0, 0), scale=1.0, side=64):
    """Place a 28 x 28 picture, scaled, on a larger canvas without losing ink."""
    scaled = ndimage.zoom(picture.astype(np.float64), scale, order=1)
    page = np.zeros((side, side))
    top, left = (side - scaled.shape[0]) // 2 + shift[0], (side - scaled.shape[1]) // 2 + shift[1]
    page[top : top + scaled.shape[0], left : left + scaled.shape[1]] = np.clip(scaled, 0, 255)
    return page.astype(np.uint8)


def maltreatments():
    random = np.random.default_rng(0)
    return {
        "as_it_is": lambda picture: picture,
        "shifted": lambda picture: on_canvas(picture, tuple(random.integers(-8, 9, 2))),
        "half_size": lambda picture: on_canvas(picture, scale=0.5),
        "one_and_a_half": lambda picture: on_canvas(picture, scale=1.5),
        "inverted": lambda picture: 255 - on_canvas(picture),
        "thinned": lambda picture: on_canvas(ndimage.grey_erosion(picture, (2, 2))),
        "thickened": lambda picture: on_canvas(ndimage.grey_dilation(picture, (3, 3))),
    }


class Reader:
    """The shipped pair of networks."""

    def __init__(self):
        from nnviz.engine.model_file import load_model
        from nnviz.engine.rejector import Rejector

        self.model, self.rejector = load_model(paths.shipped_model()), Rejector()

    def read(self, pictures):
        prepared = [prepare(picture) for picture in pictures]
        images = np.stack([one.image for one in prepared])
        probabilities = np.concatenate([
            self.model(images[start : start + 500], training=False).numpy() for start in range(0, len(images), 500)
        ])  # fmt: skip
        scores = np.concatenate([self.rejector.scores(images[i : i + 500]) for i in range(0, len(images), 500)])
        return [
            read_digit(row, one.image, one.blank, float(score))
            for row, one, score in zip(probabilities, prepared, scores, strict=True)
        ]


def refused(readings):
    return round(float(np.mean([reading.verdict is not Verdict.DIGIT for reading in readings])), 4)


def right(readings, labels):
    return round(float(np.mean([reading.label == label for reading, label in zip(readings, labels, strict=True)])), 4)


def measure():
    """Return accuracies and shares of refusals."""
    if not DATA.is_dir():
        return {"skipped": "no real data beside the checkout"}
    reader = Reader()
    with np.load(DATA / "mnist" / "mnist.npz") as mnist:
        pictures, labels = mnist["x_test"][:COUNT], mnist["y_test"][:COUNT]
    figures = {}
    for name, maltreat in maltreatments().items():
        readings = reader.read([maltreat(picture) for picture in pictures])
        figures[f"mnist_{name}_right"] = right(readings, labels)
        figures[f"mnist_{name}_refused"] = refused(readings)
    files = sorted((DATA / "drawn-digits").glob("*.png"))
    readings = reader.read([read_picture(file) for file in files])
    figures["drawn_right"] = right(readings, [int(file.name[0]) for file in files])
    figures["drawn_refused"] = refused(readings)
    return {**figures, **others(reader)}


def others(reader):
    from nnviz.engine.digit_or_not_set import split_fonts, usable_fonts

    random = np.random.default_rng(77)
    glyphs = doodles.read_glyphs(paths.resources() / "strokes" / "not_digits.txt")
    letters = {name: strokes for name, strokes in glyphs.items() if len(name) == 1}
    held = split_fonts(usable_fonts())[1]
    kinds = {
        "scribbles": lambda: doodles.scribble(random),
        "noise": lambda: doodles.noise(random),
        "drawn_letters": lambda: doodles.drawn_glyph(letters, random),
    }
    if held:
        kinds["letters_in_fonts_never_trained_on"] = lambda: doodles.letter_in_font(held, random)
    return {f"{name}_refused": refused(reader.read([make() for _ in range(500)])) for name, make in kinds.items()}


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
    sys.exit(0)
