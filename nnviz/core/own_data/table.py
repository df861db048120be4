"""Pictures in a table in text: a row a picture, a column a pixel, and one for the label."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import chain, islice
from pathlib import Path
from typing import TextIO

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_config.refusal import shown
from nnviz.core.own_data.folder import Reading
from nnviz.core.own_data.labels import class_numbers, label_texts
from nnviz.core.own_data.origin import Origin, Skipped
from nnviz.core.own_data.parts import in_parts
from nnviz.core.own_data.pictures import MOST_BYTES, as_bytes, as_stack, fitted, reduced_size
from nnviz.core.own_data.table_shape import TableShape, is_heading, is_number, table_shape

_LOOKED_AT = 200
_BLOCK = 64
_SAMPLE_BYTES = 2**20
_ENCODINGS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ABSENT = frozenset({"", "na", "n/a", "nan", "null", "none"})

Row = tuple[int, list[str]]
"""The number of the line, from 1, and its cells."""


@dataclass
class _Found:
    blocks: list[Array] = field(default_factory=list)
    rows: list[Array] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    values: int = 0

    def close_block(self) -> None:
        """Keep whole numbers up to 255 in a byte each, for most tables hold nothing else."""
        if self.rows:
            block = np.stack(self.rows)
            small = block.astype(np.uint8) if block.min() >= 0 and block.max() <= 255 else None
            self.blocks.append(small if small is not None and (small == block).all() else block)
            self.rows.clear()


def read_pixel_table(file: Path, name: str = "csv") -> Reading:
    """Read a table with or without a heading; rows without a label or with holes are left out and reported.

    The label is in the column called so, else in the first or the last. A row has a square number of pixels.

    Raises
    ------
    UserError
        When the file cannot be read, or holds no pictures and labels of a usual form.
    """
    found = _Found()
    try:
        coding = _encoding(file)
        with file.open("rb") as stream, TextIOWrapper(stream, coding, errors="replace") as text:
            total = max(1, file.stat().st_size)
            shape, rows = _shape(_rows(text), file)
            for count, (line, cells) in enumerate(rows):
                _take(line, cells, shape, found, file)
                if count % _BLOCK == 0:
                    found.close_block()
                    yield min(stream.tell(), total), total
    except (OSError, csv.Error) as error:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "{file} cannot be read ({reason}): nothing was loaded. Choose another file."
        )
        reason = getattr(error, "strerror", None) or str(error)
        raise UserError(sentence, file=file, reason=reason) from error
    found.close_block()
    if not found.blocks:
        raise _no_rows(file, found)
    labels, names = class_numbers(_texts(found.labels))
    stack = as_bytes(as_stack(np.concatenate(found.blocks)))
    own = (int(stack.shape[1]), int(stack.shape[2]))
    size = reduced_size(*own)
    if size != own:
        stack = np.stack([fitted(picture, size) for picture in stack])
    origin = Origin(str(file), len(stack), size, tuple(found.skipped), len(stack) if size != own else 0)
    yield total, total
    return in_parts(name, stack, labels, names, origin)


def _shape(rows: Iterator[Row], file: Path) -> tuple[TableShape, Iterator[Row]]:
    """Look at the first rows, and give them back with the rest, without the heading."""
    first = list(islice(rows, _LOOKED_AT))
    heading = first.pop(0)[1] if first and is_heading(first[0][1]) else []
    if not first or len(heading or first[0][1]) < 2:
        raise _no_rows(file, _Found())
    return table_shape(heading, [cells for _, cells in first]), chain(first, rows)


def _take(line: int, cells: list[str], shape: TableShape, found: _Found, file: Path) -> None:
    problem = _problem(line, cells, shape)
    if problem is None:
        pixels = shape.pixels(cells)
        try:
            values = np.fromiter(map(float, pixels), np.float32, len(pixels))
        except ValueError:
            problem = _bad_cell(line, pixels)
        else:
            if np.isfinite(values).all():
                found.rows.append(values)
                found.labels.append(cells[shape.label].strip())
                found.values += len(values)
            else:
                problem = _lacks(line)
    if problem is not None:
        found.skipped.append(Skipped(str(line), problem))
    if found.values > MOST_BYTES:
        text = QT_TRANSLATE_NOOP(
            "Errors", "The pictures in {file} fill more than {limit} MB of memory: nothing was loaded. Choose fewer."
        )
        raise UserError(text, file=file, limit=MOST_BYTES // 2**20)


def _problem(line: int, cells: Sequence[str], shape: TableShape) -> UserError | None:
    if len(cells) != shape.width:
        text = QT_TRANSLATE_NOOP("Errors", "Line {line} has {cells} values instead of {expected}.")
        return UserError(text, line=line, cells=len(cells), expected=shape.width)
    if cells[shape.label].strip().casefold() in _ABSENT:
        return UserError(QT_TRANSLATE_NOOP("Errors", "Line {line} has no label."), line=line)
    return None


def _bad_cell(line: int, pixels: Sequence[str]) -> UserError:
    cell = next(cell for cell in pixels if not is_number(cell))
    if cell.strip().casefold() in _ABSENT:
        return _lacks(line)
    text = QT_TRANSLATE_NOOP("Errors", "Line {line} holds “{cell}” where a number ought to be.")
    return UserError(text, line=line, cell=shown(cell))


def _lacks(line: int) -> UserError:
    return UserError(QT_TRANSLATE_NOOP("Errors", "Line {line} lacks a value."), line=line)


def _texts(labels: list[str]) -> list[str]:
    """Refuse measurements: numbers that are not whole are no classes."""
    if all(is_number(label) for label in labels):
        return label_texts(np.array(labels, np.float64))
    return labels


def _encoding(file: Path) -> str:
    with file.open("rb") as stream:
        start = stream.read(_SAMPLE_BYTES)
    marked = next((name for mark, name in _ENCODINGS if start.startswith(mark)), None)
    if marked is not None:
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _rows(stream: TextIO) -> Iterator[Row]:
    """Yield the cells of every line that is not empty and no comment."""
    lines = ((number, line.rstrip("\n")) for number, line in enumerate(stream, 1) if _counts(line))
    first = next(lines, None)
    if first is None:
        return
    separator = next((mark for mark in ("\t", ";", ",") if mark in first[1]), None)
    for number, line in chain([first], lines):
        yield number, _cells(line, separator)


def _counts(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _cells(line: str, separator: str | None) -> list[str]:
    if separator in ("\t", ";") and "," in line:
        line = line.replace(",", ".")  # a comma between digits, where it does not part the cells
    if separator is None:
        return line.split()
    return next(csv.reader([line], delimiter=separator)) if '"' in line else line.split(separator)


def _no_rows(file: Path, found: _Found) -> UserError:
    if found.skipped:
        text = QT_TRANSLATE_NOOP(
            "Errors", "None of the {count} rows of {file} can be used: nothing was loaded. The first one: {reason}"
        )
        return UserError(text, count=len(found.skipped), file=file, reason=found.skipped[0].reason)
    text = QT_TRANSLATE_NOOP(
        "Errors",
        "{file} holds no pictures: nothing was loaded. Give a picture a row: a column for the label, and the pixels.",
    )
    return UserError(text, file=file)

