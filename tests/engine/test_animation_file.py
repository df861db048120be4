"""Animations read back by libraries that know the formats."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from nnviz.core.messages import UserError
from nnviz.engine.animation_file import AnimationFile, fitted


def frames(count=4, height=31, width=46):
    made = np.zeros((count, height, width, 3), np.uint8)
    for index in range(count):
        made[index, :, : 10 * (index + 1)] = (250, 40 * index, 10)
    return made


def write(path, pictures, rate=5):
    file = AnimationFile(path, rate)
    for picture in pictures:
        file.add(picture)
    file.finish()


def test_a_gif_has_every_frame_and_its_pace(tmp_path):
    path = tmp_path / "all.gif"
    write(path, frames())
    with Image.open(path) as read:
        assert (read.n_frames, read.size, read.info["loop"]) == (4, (46, 32), 0)
        for index, expected in enumerate(frames()):
            read.seek(index)
            assert read.info["duration"] == 200
            difference = np.abs(np.asarray(read.convert("RGB"))[:31].astype(int) - expected)
            assert difference.max() <= 8  # 256 colours
    assert [file.name for file in tmp_path.iterdir()] == ["all.gif"]


# The reader of imageio-ffmpeg leaves the ends of its pipes to the collector.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_mp4_has_every_frame(tmp_path):
    imageio_ffmpeg = pytest.importorskip("imageio_ffmpeg")
    path = tmp_path / "all.mp4"
    write(path, frames(6))
    reader = imageio_ffmpeg.read_frames(str(path))
    facts = next(reader)
    read = [np.frombuffer(frame, np.uint8).reshape(32, 46, 3) for frame in reader]
    assert facts["size"] == (46, 32)
    assert facts["fps"] == 5
    assert len(read) == 6
    assert np.abs(read[2][:31, 2:20].astype(int) - frames(6)[2][:, 2:20]).mean() < 12


@pytest.mark.parametrize("suffix", ["gif", "mp4"])
def test_an_abandoned_file_leaves_what_was_there(tmp_path, suffix):
    path = tmp_path / f"old.{suffix}"
    path.write_bytes(b"old")
    file = AnimationFile(path, 5)
    file.add(frames()[0])
    file.abandon()
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("suffix", ["gif", "mp4"])
def test_a_folder_that_is_gone_is_a_sentence(tmp_path, suffix):
    path = tmp_path / "nowhere" / f"file.{suffix}"
    with pytest.raises(UserError, match="was not written"):
        write(path, frames())


def test_a_frame_of_another_size_is_cut_or_filled_up():
    frame = np.full((4, 6, 3), 7, np.uint8)
    assert fitted(frame, (4, 6)) is frame
    small, large = fitted(frame, (2, 3)), fitted(frame, (5, 8))
    assert small.shape == (2, 3, 3)
    assert (large[:4, :6] == 7).all()
    assert large.sum() == frame.sum()
