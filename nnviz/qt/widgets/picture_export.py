"""What a widget shows, as a picture elsewhere: pixels as PNG, or lines and words as SVG or PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QMarginsF, QSizeF
from PySide6.QtGui import QGuiApplication, QImage, QPageSize, QPdfWriter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QFileDialog, QWidget

from nnviz.core.atomic_file import replacing
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

_SVG, _PDF, _PNG, _NPY, _GIF = ".svg", ".pdf", ".png", ".npy", ".gif"
_DOTS_AN_INCH, _POINTS_AN_INCH = 96, 72


def copy_picture(widget: QWidget) -> None:
    """Put a picture of the widget on the clipboard."""
    QGuiApplication.clipboard().setPixmap(widget.grab())


def save_picture(widget: QWidget, path: Path) -> None:
    """Write a picture of the widget: as SVG or PDF where the file is called so, else as PNG.

    Raises
    ------
    UserError
        When the file cannot be written; what was there before stays.
    """
    draw = {_SVG: _draw_svg, _PDF: _draw_pdf}.get(path.suffix.lower())
    if draw is None:
        save_image(widget.grab().toImage(), path)
        return
    try:
        with replacing(path) as temporary:
            draw(widget, temporary)
    except OSError:
        raise _not_saved(path) from None


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
        raise _not_saved(path) from None


def ask_where_to_save_picture(widget: QWidget, name: str, vector: bool = True) -> Path | None:
    """Let the person choose a PNG file, with `vector` also an SVG or PDF one; None when they think better of it."""
    kinds = [QCoreApplication.translate("Pictures", "PNG pictures ({0})").format("*.png")]
    if vector:
        kinds.append(QCoreApplication.translate("Pictures", "SVG drawings ({0})").format("*.svg"))
        kinds.append(QCoreApplication.translate("Pictures", "PDF documents ({0})").format("*.pdf"))
    return _asked(widget, QCoreApplication.translate("Pictures", "Save the picture"), name, kinds)


def ask_where_to_save_array(widget: QWidget, name: str) -> Path | None:
    """Let the person choose a NumPy file; None when they think better of it."""
    kinds = [QCoreApplication.translate("Pictures", "NumPy arrays ({0})").format("*.npy")]
    return _asked(widget, QCoreApplication.translate("Pictures", "Save the array"), name, kinds)


def ask_where_to_save_film(widget: QWidget, name: str) -> Path | None:
    """Let the person choose a GIF file; None when they think better of it."""
    kinds = [QCoreApplication.translate("Pictures", "GIF films ({0})").format("*.gif")]
    return _asked(widget, QCoreApplication.translate("Pictures", "Save a film of one turn"), name, kinds)


def _asked(widget: QWidget, title: str, name: str, kinds: list[str]) -> Path | None:
    chosen, kind = QFileDialog.getSaveFileName(widget, title, name, ";;".join(kinds))
    if not chosen:
        return None
    path = Path(chosen)
    known = [suffix for suffix in (_PNG, _SVG, _PDF, _NPY, _GIF) if any(f"*{suffix}" in one for one in kinds)]
    if path.suffix.lower() in known:
        return path
    return path.with_name(path.name + next((suffix for suffix in known if f"*{suffix}" in kind), known[0]))


def _draw_svg(widget: QWidget, path: Path) -> None:
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(widget.size())
    generator.setViewBox(widget.rect())
    generator.setTitle(widget.accessibleName() or widget.windowTitle())
    generator.setDescription("nnviz")
    path.touch()  # raises where the disk says no, which the generator only prints
    widget.render(generator)
    # Qt asks for speed, which some viewers take for smooth: the cells of a map keep their edges.
    drawn = path.read_text(encoding="utf-8")
    drawn = drawn.replace('image-rendering="optimizeSpeed"', 'style="image-rendering:pixelated"')
    path.write_text(drawn, encoding="utf-8")


def _draw_pdf(widget: QWidget, path: Path) -> None:
    path.touch()  # raises where the disk says no, which the writer only prints
    writer = QPdfWriter(str(path))
    writer.setResolution(_DOTS_AN_INCH)
    writer.setCreator("nnviz")
    writer.setTitle(widget.accessibleName() or widget.windowTitle())
    page = QSizeF(widget.size()) * _POINTS_AN_INCH / _DOTS_AN_INCH
    exactly = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(page, QPageSize.Unit.Point, "", exactly))
    writer.setPageMargins(QMarginsF())
    widget.render(writer)


def _not_saved(path: Path) -> UserError:
    return UserError(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The picture was not saved: {file} cannot be written. Choose another folder or make room on the disk.",
        ),
        file=path,
    )
