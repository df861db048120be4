"""Pictures from files: every kind comes out as the same eight bits, everything else as one sentence."""

from __future__ import annotations

import io
import struct
import warnings
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nnviz.core.messages import UserError
from nnviz.core.picture_file import picture_from_bytes, read_picture

GREY = np.arange(48, dtype=np.uint8).reshape(6, 8) * 5


def _bytes(image, kind="PNG", **options):
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def _png_header(width, height):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF", "GIF", "PPM"])
def test_a_grey_file_of_any_kind_keeps_its_pixels(tmp_path, kind):
    file = tmp_path / f"digit.{kind.lower()}"
    Image.fromarray(GREY).save(file, kind)
    picture = read_picture(file)
    assert picture.dtype == np.uint8
    np.testing.assert_array_equal(picture if picture.ndim == 2 else picture[..., 0], GREY)


def test_colours_keep_their_three_channels():
    colours = np.random.default_rng(0).integers(0, 256, (5, 7, 3), np.uint8)
    np.testing.assert_array_equal(picture_from_bytes(_bytes(Image.fromarray(colours))), colours)


def test_a_palette_is_looked_up():
    colours = np.zeros((4, 4, 3), np.uint8)
    colours[:2] = (255, 0, 0)
    colours[2:] = (0, 128, 255)
    picture = picture_from_bytes(_bytes(Image.fromarray(colours).convert("P", palette=Image.Palette.ADAPTIVE)))
    np.testing.assert_array_equal(picture, colours)


def test_one_bit_is_black_and_white():
    picture = picture_from_bytes(_bytes(Image.fromarray(GREY > 100)))
    np.testing.assert_array_equal(picture, np.where(GREY > 100, 255, 0))


def test_transparency_lies_on_white():
    rgba = np.zeros((2, 2, 4), np.uint8)
    rgba[0, 0] = (10, 20, 30, 255)
    rgba[0, 1] = (0, 0, 0, 51)
    picture = picture_from_bytes(_bytes(Image.fromarray(rgba)))
    np.testing.assert_array_equal(picture[0, 0], (10, 20, 30))
    np.testing.assert_array_equal(picture[0, 1], (204, 204, 204))
    np.testing.assert_array_equal(picture[1, 1], (255, 255, 255))


def test_white_ink_on_nothing_does_not_vanish_on_white():
    rgba = np.full((3, 3, 4), 255, np.uint8)
    rgba[..., 3] = 0
    rgba[1, 1, 3] = 255
    picture = picture_from_bytes(_bytes(Image.fromarray(rgba)))
    assert picture[1, 1].min() == 255
    assert picture[0, 0].max() == 0


def test_a_transparent_grey_level_lies_on_white_too():
    picture = picture_from_bytes(_bytes(Image.fromarray(GREY), transparency=0))
    assert picture[0, 0].tolist() == [255, 255, 255]
    assert picture[0, 1].tolist() == [5, 5, 5]


def test_sixteen_bits_become_eight():
    deep = np.array([[0, 257 * 7, 65535]], np.uint16)
    np.testing.assert_array_equal(picture_from_bytes(_bytes(Image.fromarray(deep))), [[0, 7, 255]])


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (np.array([[0.0, 0.2, 1.0]], np.float32), [[0, 51, 255]]),
        (np.array([[0.0, 51.0, 255.0]], np.float32), [[0, 51, 255]]),
        (np.array([[-1.0, 0.0, 1.0]], np.float32), [[0, 128, 255]]),
        (np.array([[np.nan, np.inf, 1.0]], np.float32), [[0, 0, 255]]),
        (np.array([[0, 100, 255]], np.int32), [[0, 100, 255]]),
        (np.array([[0, 13107, 65535]], np.int32), [[0, 51, 255]]),
        (np.array([[0, 10**6, 5 * 10**6]], np.int32), [[0, 51, 255]]),
        (np.array([[-3, -3, -3]], np.int32), [[0, 0, 0]]),
    ],
)
def test_numbers_of_any_range_are_scaled(values, expected):
    np.testing.assert_array_equal(picture_from_bytes(_bytes(Image.fromarray(values), "TIFF")), expected)


def test_cmyk_is_seen_in_the_colours_of_light():
    picture = picture_from_bytes(_bytes(Image.new("CMYK", (4, 4), (0, 255, 255, 0)), "TIFF"))
    np.testing.assert_array_equal(picture[0, 0], (255, 0, 0))


def test_exif_orientation_is_applied():
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise by a quarter
    picture = picture_from_bytes(_bytes(Image.fromarray(GREY), exif=exif))
    np.testing.assert_array_equal(picture, np.rot90(GREY, -1))


def test_of_an_animation_the_first_frame_counts():
    frames = [Image.fromarray(np.full((4, 4), level, np.uint8)) for level in (40, 200)]
    picture = picture_from_bytes(_bytes(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    assert np.unique(picture).tolist() == [40]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"not a picture at all", "not a picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not a picture"),
        (_png_header(20_000, 20_000), "64 megapixels"),
        (_png_header(9_000, 9_000), "64 megapixels"),
        (_png_header(0, 5), "not a picture|without pixels"),
        (_png_header(50, 50), "damaged"),
        (_bytes(Image.fromarray(np.random.default_rng(0).integers(0, 255, (64, 64), np.uint8)))[:2000], "damaged"),
        (_bytes(Image.new("RGB", (200, 200), "red"), "JPEG")[:400], "damaged|not a picture"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_a_sentence(data, says):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(UserError, match=says) as refusal:
            picture_from_bytes(data, "seven.png")
    assert "seven.png" in str(refusal.value)


def test_files_that_are_not_there_are_refused_by_name(tmp_path):
    with pytest.raises(UserError, match="no such file"):
        read_picture(tmp_path / "absent.png")
    with pytest.raises(UserError, match="folder"):
        read_picture(tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_damaged_file_is_a_picture_or_a_refusal(data):
    kind = data.draw(st.sampled_from(["PNG", "GIF", "BMP", "TIFF", "JPEG"]))
    whole = bytearray(_bytes(Image.fromarray(GREY), kind))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    whole = whole[: data.draw(st.integers(1, len(whole)))]
    try:
        picture = picture_from_bytes(bytes(whole))
    except UserError:
        return
    assert picture.dtype == np.uint8
    assert picture.ndim in (2, 3)
    assert picture.size > 0
