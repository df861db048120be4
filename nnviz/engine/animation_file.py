"""Moving pictures as files, frame after frame: GIF by Pillow, MP4 by ffmpeg."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Protocol

import numpy as np
from PIL import GifImagePlugin, Image

from nnviz.core.arrays import Array
from nnviz.core.atomic_file import replacing
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

SUFFIXES = (".gif", ".mp4")


class _Writer(Protocol):
    def add(self, frame: Array) -> None: ...

    def close(self) -> None: ...


class AnimationFile:
    """Takes frames, (H, W, 3) uint8, and is there whole after `finish`, or not at all after `abandon`.

    The first frame sets the size: later ones are cut or filled up with black. The suffix of `path` chooses the format.
    """

    def __init__(self, path: Path, frames_per_second: int) -> None:
        self._path = path
        self._rate = frames_per_second
        self._shape: tuple[int, int] | None = None
        self._stack = ExitStack()
        self._temporary = self._stack.enter_context(replacing(path))
        self._writer: _Writer | None = None
        self.frames = 0

    def add(self, frame: Array) -> None:
        """Write a further frame.

        Raises
        ------
        UserError
            When it cannot be written; the file is abandoned then.
        """
        try:
            if self._writer is None or self._shape is None:
                # MP4 has colours for every second pixel only, so its sides are even.
                self._shape = (frame.shape[0] + frame.shape[0] % 2, frame.shape[1] + frame.shape[1] % 2)
                self._writer = self._opened(self._shape)
            self._writer.add(fitted(frame, self._shape))
        except Exception as error:
            self.abandon()
            raise _not_written(self._path, error) from error
        self.frames += 1

    def finish(self) -> None:
        """Complete the file and give it its name.

        Raises
        ------
        UserError
            When it cannot be written; a file of that name is as it was.
        """
        try:
            if self._writer is not None:
                self._writer.close()
            self._stack.close()
        except Exception as error:
            self.abandon()
            raise _not_written(self._path, error) from error

    def abandon(self) -> None:
        """Leave no file behind; one of that name is as it was."""
        writer, self._writer = self._writer, None
        error = InterruptedError()
        try:
            if writer is not None:
                writer.close()
        except OSError:  # ffmpeg tells what is known already: the disk is full, the folder is gone
            pass
        finally:
            self._stack.__exit__(InterruptedError, error, None)

    def _opened(self, shape: tuple[int, int]) -> _Writer:
        if self._path.suffix.lower() == ".mp4":
            return _Mp4(self._temporary, shape, self._rate)
        return _Gif(self._temporary, self._rate)


class _Gif:
    """Writes each frame at once, with its own 256 colours: a long animation takes no memory."""

    def __init__(self, path: Path, rate: int) -> None:
        self._file: IO[bytes] = path.open("wb")
        self._duration_ms = 1000 // rate
        self._begun = False

    def add(self, frame: Array) -> None:
        picture = Image.fromarray(frame).quantize(256, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        if not self._begun:
            picture.encoderinfo = {"loop": 0}
            for part in GifImagePlugin._get_global_header(picture, {"loop": 0, "duration": self._duration_ms}):
                self._file.write(part)
            self._begun = True
        for part in GifImagePlugin.getdata(picture, duration=self._duration_ms, include_color_table=True):
            self._file.write(part)

    def close(self) -> None:
        if not self._file.closed:
            self._file.write(b";")
            self._file.close()


class _Mp4:
    """Hands the frames to the ffmpeg that comes with imageio-ffmpeg."""

    def __init__(self, path: Path, shape: tuple[int, int], rate: int) -> None:
        import imageio_ffmpeg

        height, width = shape
        self._frames: Generator[None, Array | None, None] = imageio_ffmpeg.write_frames(
            str(path), (width, height), fps=rate, quality=8, macro_block_size=1, ffmpeg_log_level="error"
        )
        self._frames.send(None)

    def add(self, frame: Array) -> None:
        self._frames.send(np.ascontiguousarray(frame))

    def close(self) -> None:
        self._frames.close()


def fitted(frame: Array, shape: tuple[int, int]) -> Array:
    """Return a picture, (H, W, 3), cut or filled up with black at the right and below to `shape`."""
    height, width = shape
    if frame.shape[:2] == shape:
        return frame
    result = np.zeros((height, width, 3), np.uint8)
    part = frame[:height, :width]
    result[: part.shape[0], : part.shape[1]] = part
    return result


def _not_written(path: Path, error: Exception) -> UserError:
    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The animation {file} was not written ({reason}). A file of that name is as it was before. Choose another "
        "folder or make room on the disk, then export again.",
    )
    reason = str(error).strip().splitlines()
    return UserError(sentence, file=path.name, reason=reason[0][:200] if reason else type(error).__name__)
