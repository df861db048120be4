"""Runs that were thrown away, and how they come back."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFile

from nnviz.core.file_lock import is_held
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.engine.run_folder import LOCK


class RunTrash:
    """Moves folders to the system's trash and remembers the last place of each."""

    def __init__(self) -> None:
        self._moved: list[tuple[Path, Path]] = []

    @property
    def can_undo(self) -> bool:
        """Whether the last one can be brought back."""
        return bool(self._moved)

    def throw(self, path: Path) -> bool:
        """Move a run's folder to the trash; return False where the system has none for it.

        Raises
        ------
        UserError
            When the run is being trained.
        """
        _check_free(path)
        place = move_to_trash(path)
        if place is not None:
            self._moved.append((path, place))
        return place is not None

    def destroy(self, path: Path) -> None:
        """Delete a run's folder for good.

        Raises
        ------
        UserError
            When that fails, or the run is being trained.
        """
        _check_free(path)
        try:
            shutil.rmtree(path)
        except OSError as error:
            raise _stuck(path, error) from error

    def undo(self) -> Path:
        """Bring the last one back and return where it lies.

        Raises
        ------
        UserError
            When it is not in the trash any more.
        """
        path, place = self._moved.pop()
        try:
            if path.exists():
                raise FileExistsError(None, path.name)
            shutil.move(place, path)
        except OSError as error:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors", "The run {name} could not be brought back ({reason}). Look for it in the trash."
                ),
                name=path.name,
                reason=error.strerror or error,
            ) from error
        with suppress(OSError):  # what a desktop's trash notes about it
            (place.parent.parent / "info" / f"{place.name}.trashinfo").unlink()
        return path


def move_to_trash(path: Path) -> Path | None:
    """Move a folder to the system's trash and return where it lies there; None where there is no trash for it."""
    file = QFile(str(path))
    return Path(file.fileName()) if file.moveToTrash() else None


def _check_free(path: Path) -> None:
    if is_held(path / LOCK):
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "The run {name} was kept: it is being trained. Stop the training first."),
            name=path.name,
        )


def _stuck(path: Path, error: OSError) -> UserError:
    return UserError(
        QT_TRANSLATE_NOOP(
            "Errors", "The run {name} could not be deleted ({reason}). Parts of it may be left in {folder}."
        ),
        name=path.name,
        reason=error.strerror or error,
        folder=path.parent,
    )
