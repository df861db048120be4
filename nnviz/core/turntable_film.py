"""Frames of something that turns, written as a GIF that plays for ever."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from nnviz.core.arrays import Array
from nnviz.core.atomic_file import replacing
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

FRAMES = 60
FRAME_MS = 60


def film_frame(pixels: Array) -> Image.Image:
    """Return a picture (H, W) or (H, W, 3) uint8 in at most 256 colours of its own, as a GIF keeps it."""
    return Image.fromarray(pixels).convert("RGB").quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def write_film(frames: Sequence[Image.Image], path: Path) -> None:
    """Write frames of `film_frame` one after the other; what was there before stays when that fails.

    Raises
    ------
    UserError
        When the file cannot be written.
    """
    try:
        with replacing(path) as temporary:
            frames[0].save(
                temporary, "GIF", save_all=True, append_images=frames[1:], duration=FRAME_MS, loop=0, disposal=1
            )
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The film was not saved: {file} cannot be written. Choose another folder or make room on the disk.",
            ),
            file=path,
        ) from error
