"""Where a data set of one's own came from, and what of it could not be used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError


@dataclass(frozen=True)
class Skipped:
    """One picture, row or class that was left out; the reason is a sentence that names it."""

    name: str
    reason: UserError


@dataclass(frozen=True)
class Origin:
    """The `source`, the (height, width) that all pictures were brought to, and how many of them were `resized`.

    `used` pictures were read. `train_files` and `test_files` are the files of the pictures of the whole set, in their
    order; empty where the pictures have no files of their own.
    """

    source: str
    used: int
    size: tuple[int, int]
    skipped: tuple[Skipped, ...] = ()
    resized: int = 0
    train_files: tuple[str, ...] = ()
    test_files: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The last part of the source's path."""
        return Path(self.source).name or self.source

    @property
    def notices(self) -> tuple[UserError, ...]:
        """What a person ought to know before this data is trusted: left out and resized pictures."""
        return (*self._left_out(), *self._resized())

    def _left_out(self) -> tuple[UserError, ...]:
        if not self.skipped:
            return ()
        text = QT_TRANSLATE_NOOP(
            "Errors", "{source}: {skipped} left out, {used} pictures are used; nothing was changed. {reason}"
        )
        if len(self.skipped) > 1:
            text = QT_TRANSLATE_NOOP(
                "Errors",
                "{source}: {skipped} left out, {used} pictures are used; nothing was changed. The first one: {reason}",
            )
        reason = self.skipped[0].reason
        return (UserError(text, source=self.title, skipped=len(self.skipped), used=self.used, reason=reason),)

    def _resized(self) -> tuple[UserError, ...]:
        if not self.resized:
            return ()
        text = QT_TRANSLATE_NOOP("Errors", "{source}: {resized} of {used} pictures are resized to {height} × {width}.")
        height, width = self.size
        values = {"source": self.title, "resized": self.resized, "used": self.used, "height": height, "width": width}
        return (UserError(text, **values),)
