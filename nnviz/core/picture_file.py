"""Read a picture from a file or from bytes: upright, opaque, eight bits, or refused in a sentence."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

MAX_PIXELS = 64_000_000
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".pgm", ".ppm", ".pbm", ".ico")

# Named one by one: Pillow would also hand PostScript to an interpreter.
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "DIB", "TIFF", "WEBP", "PPM", "ICO")
# What Pillow's decoders raise on damaged files.
_DECODING_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    AssertionError,
    EOFError,
    MemoryError,
    RuntimeError,
    struct.error,
    zlib.error,
)


def read_picture(path: Path | str) -> Array:
    """Return the picture in a file as uint8, (H, W) when it is grey, else (H, W, 3).

    EXIF orientation is applied, transparency lies on white, of an animation the first frame counts.

    Raises
    ------
    UserError
        When there is no such file, when it is no picture, damaged, empty or larger than 64 megapixels.
    """
    file = Path(path)
    try:
        if not file.is_file():
            raise _unreadable(str(path), _FOLDER if file.is_dir() else _ABSENT)
        with file.open("rb") as stream:
            return _read(stream, str(path))
    except OSError as error:
        raise _unreadable(str(path), error.strerror or type(error).__name__) from error


def picture_from_bytes(data: bytes, name: str = "picture") -> Array:
    """Return the picture that these bytes of a picture file hold; see `read_picture`."""
    return _read(io.BytesIO(data), name)


def laid_on_paper(rgba: Array) -> Array:
    """Return (H, W, 3) of an (H, W, 4) uint8 picture laid on white; on black where all of it would vanish on white."""
    colour = rgba[..., :3].astype(np.float32)
    alpha = rgba[..., 3:].astype(np.float32) / 255.0
    on_white: Array = np.rint(colour * alpha + 255.0 * (1.0 - alpha)).astype(np.uint8)
    if np.ptp(on_white) > 0 or np.ptp(alpha) == 0:
        return on_white
    on_black: Array = np.rint(colour * alpha).astype(np.uint8)
    return on_black


_FOLDER = QT_TRANSLATE_NOOP("Errors", "it is a folder")
_ABSENT = QT_TRANSLATE_NOOP("Errors", "there is no such file")


def _unreadable(name: str, reason: str) -> UserError:
    text = QT_TRANSLATE_NOOP("Errors", "{file} cannot be read: {reason}. Nothing was opened; choose another file.")
    return UserError(text, file=name, reason=UserError(reason))


def _read(stream: BinaryIO, name: str) -> Array:
    with warnings.catch_warnings():
        # Sizes are judged here, and whatever else Pillow has to say about a file ends as a picture or a refusal.
        warnings.simplefilter("ignore")
        image = _open(stream, name)
        _check_size(image, name)
        try:
            image.load()
            return _to_array(_upright(image))
        except _DECODING_ERRORS as error:
            text = QT_TRANSLATE_NOOP(
                "Errors", "{file} is damaged or cut off: nothing was opened. Save or copy the picture again."
            )
            raise UserError(text, file=name) from error


def _open(stream: BinaryIO, name: str) -> Image.Image:
    if not stream.read(1):
        text = QT_TRANSLATE_NOOP("Errors", "{file} is empty: nothing was opened. Save the picture again.")
        raise UserError(text, file=name)
    stream.seek(0)
    try:
        return Image.open(stream, formats=_FORMATS)
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except (UnidentifiedImageError, *_DECODING_ERRORS) as error:
        text = QT_TRANSLATE_NOOP(
            "Errors",
            "{file} is not a picture of a known kind: nothing was opened. "
            "Choose a PNG, JPEG, GIF, BMP, TIFF or WebP file.",
        )
        raise UserError(text, file=name) from error


def _check_size(image: Image.Image, name: str) -> None:
    width, height = image.size
    if width < 1 or height < 1:
        text = QT_TRANSLATE_NOOP("Errors", "{file} holds a picture without pixels: nothing was opened.")
        raise UserError(text, file=name)
    if width * height > MAX_PIXELS:
        raise _too_large(name)


def _too_large(name: str) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors", "{file} has more than {limit} megapixels: it was not opened. Reduce the picture and try again."
    )
    return UserError(text, file=name, limit=MAX_PIXELS // 1_000_000)


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except _DECODING_ERRORS:
        return image  # the pixels are whole, only the note about their orientation is not


def _to_array(image: Image.Image) -> Array:
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info:
        return laid_on_paper(np.asarray(image.convert("RGBA")))
    if image.mode.startswith("I;16"):
        return _to_bytes(np.asarray(image), 65535.0)
    if image.mode in ("I", "F"):
        return _to_bytes(np.asarray(image))
    if image.mode in ("1", "L"):
        return np.asarray(image.convert("L"))
    return np.asarray(image.convert("RGB"))


def _to_bytes(values: Array, white: float | None = None) -> Array:
    """Scale numbers to 0..255; without a `white` by the range 0..1, 0..255 or 0..65535 that holds them."""
    exact = np.float32 if values.dtype.itemsize <= 2 else np.float64
    numbers = np.nan_to_num(values.astype(exact), nan=0.0, posinf=0.0, neginf=0.0)
    low, high = float(numbers.min()), float(numbers.max())
    if white is None:
        usual = (255.0, 65535.0) if np.issubdtype(values.dtype, np.integer) else (1.0, 255.0, 65535.0)
        white = next((top for top in usual if high <= top), high)
    if low < 0.0:
        white = max(high, low + 1e-9)
    black = min(low, 0.0)
    scaled: Array = np.rint((numbers - black) * (255.0 / (white - black))).astype(np.uint8)
    return scaled
