"""What a widget shows, as a picture elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from nnviz.core.atomic_file import replacing
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError


def copy_picture(widget: QWidget) -> None:
    """Put a picture of the widget on the clipboard."""
    QGuiApplication.clipboard().setPixmap(widget.grab())


def save_picture(widget: QWidget, path: Path) -> None:
    """Write a picture of the widget as PNG.

    Raises
    ------
    UserError
        When the file cannot be written; what was there before stays.
    """
    save_image(widget.grab().toImage(), path)


def save_image(image: QImage, path: Path) -> None:
    """Write an image as PNG.

    Raises
    ------
    UserError
        When the file cannot be written; what was there before stays.
    """
    try:
        with replacing(path) as temporary:
            if not image.save(str(temporary)):
                raise OSError
    except OSError:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The picture was not saved: {file} cannot be written. Choose another folder or make room on the disk.",
            ),
            file=path,
        ) from None


def ask_where_to_save_picture(widget: QWidget, name: str) -> Path | None:
    """Let the person choose a PNG file; None when they think better of it."""
    title = QCoreApplication.translate("Pictures", "Save the picture")
    kinds = QCoreApplication.translate("Pictures", "PNG pictures ({0})").format("*.png")
    chosen, _ = QFileDialog.getSaveFileName(widget, title, name, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".png" else path.with_name(path.name + ".png")
