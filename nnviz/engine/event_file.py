"""The figures of a run as TensorBoard reads them: a file of `Event` messages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import time
from typing import Any

from nnviz.core.training import BatchRecord, EpochRecord


class EventFile:
    """Appends scalars ``batch/…`` and ``epoch/…`` over the batches to a file in a run's folder.

    The file is made by the first `write`. TensorFlow's writer cannot append, so a training that goes on begins
    another file, which tells TensorBoard to drop what was recorded from that step on.
    """

    def __init__(self, folder: Path, first_step: int = 0) -> None:
        self._folder = folder
        self._first_step = first_step
        self._waiting: list[bytes] = []
        self._writer: Any = None

    def add_batch(self, record: BatchRecord) -> None:
        """Keep the figures of a batch until the next `write`."""
        figures = {f"batch/{name}": getattr(record, name) for name in ("loss", "accuracy", "learning_rate")}
        self._waiting.append(_event(record.step, figures))

    def add_epoch(self, record: EpochRecord) -> None:
        """Keep the figures of an epoch until the next `write`."""
        names = ("loss", "accuracy", "val_loss", "val_accuracy", "seconds")
        self._waiting.append(_event(record.step, {f"epoch/{name}": getattr(record, name) for name in names}))

    def write(self) -> None:
        """Bring what waits to disk.

        Raises
        ------
        OSError
            When that fails; what was not written goes into another file the next time.
        """
        import tensorflow as tf

        if not self._waiting:
            return
        try:
            if self._writer is None:
                self._open(tf)
            for message in self._waiting:
                self._writer.write(message)
            self._writer.flush()
        except tf.errors.OpError as error:
            self._writer = None
            raise OSError(error.message) from error
        self._waiting.clear()

    def close(self) -> None:
        """Let go of the file."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _open(self, tf: Any) -> None:
        now, number = int(time()), 0
        while (path := self._folder / f"events.out.tfevents.{now:010d}.nnviz.{number}").exists():
            number += 1
        self._writer = tf.io.TFRecordWriter(str(path))
        event = tf.compat.v1.Event(wall_time=time(), file_version="brain.Event:2")
        self._writer.write(event.SerializeToString())
        start = tf.compat.v1.SessionLog(status=tf.compat.v1.SessionLog.START)
        event = tf.compat.v1.Event(wall_time=time(), step=self._first_step, session_log=start)
        self._writer.write(event.SerializeToString())


def event_files(folder: Path) -> Iterator[Path]:
    """Yield the files of events in a run's folder, oldest first."""
    yield from sorted(folder.glob("events.out.tfevents.*"))


def _event(step: int, figures: dict[str, float]) -> bytes:
    import tensorflow as tf

    v1 = tf.compat.v1
    values = [v1.Summary.Value(tag=tag, simple_value=value) for tag, value in figures.items()]
    message: bytes = v1.Event(wall_time=time(), step=step, summary=v1.Summary(value=values)).SerializeToString()
    return message
