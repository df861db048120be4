"""Tables in text files: columns between commas, semicolons, tabs or spaces, perhaps under a line of names."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_config.refusal import shown

MAX_BYTES = 64 * 2**20
MOST_CELLS = 4_000_000

_ABSENT = frozenset({"", "na", "n/a", "nan", "null", "none", "-nan", "+nan"})
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class Table:
    """The cells of a table, row by row, and the names of its columns where the first line tells them."""

    rows: list[list[str]]
    names: tuple[str, ...]
    first_line: int
    decimal_comma: bool


def read_table(data: bytes, name: str) -> Table:
    """Return the cells of a text; lines that are empty or begin with # are left out.

    Raises
    ------
    UserError
        When it is no text, has more than `MOST_CELLS` values or rows of different lengths.
    """
    text = _text(data, name).replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    if not lines:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "{file} holds no values: nothing was opened. Choose another file."), file=name
        )
    separator = _separator(lines)
    rows = list(_bounded(_cells(lines, separator, name), name))
    comma = separator in ("\t", ";")
    named = len(rows) > 1 and any(map(str.strip, rows[0])) and not any(_is_number(cell, comma) for cell in rows[0])
    names = tuple(cell.strip() for cell in rows[0]) if named else ()
    body = rows[1:] if named else rows
    for number, row in enumerate(body):
        if len(row) != len(rows[0]):
            raise _uneven(name, number + 1 + named, len(row), len(rows[0]))
    return Table(body, names if len(set(names)) == len(names) else (), 1 + named, comma)


def whole_table(table: Table, name: str) -> Array:
    """Return all cells as numbers, (rows, columns): whole numbers where all are, else floats; absent ones are NaN.

    Raises
    ------
    UserError
        When a cell holds text.
    """
    columns = [_numbers(cells, table.decimal_comma) for cells in zip(*table.rows, strict=True)]
    for index, column in enumerate(columns):
        if column is None:
            raise _text_in_column(table, index, name)
    return np.stack([column for column in columns if column is not None], axis=1)


def table_column(table: Table, key: str, name: str) -> Array:
    """Return one column by its name, as numbers where it holds only such, else as texts.

    Raises
    ------
    UserError
        When there is none of this name.
    """
    if key not in table.names:
        text = QT_TRANSLATE_NOOP("Errors", "{file} holds no column “{key}”. Its columns: {keys}.")
        raise UserError(text, file=name, key=key, keys=_listed(table.names))
    cells = [row[table.names.index(key)] for row in table.rows]
    numbers = _numbers(cells, table.decimal_comma)
    return np.array([cell.strip() for cell in cells], np.str_) if numbers is None else numbers


def _text(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if b"\0" in data[:4096]:
        text = QT_TRANSLATE_NOOP("Errors", "{file} is not a text: nothing was opened. Choose another file.")
        raise UserError(text, file=name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _separator(lines: Sequence[str]) -> str | None:
    """Return what stands between the cells, None for spaces; a line end where there is a single column."""
    for separator in ("\t", ";", ","):
        if separator in lines[0]:
            return separator
    return None if len(lines[-1].split()) > 1 else "\n"


def _cells(lines: Sequence[str], separator: str | None, name: str) -> Iterator[list[str]]:
    if separator is None:
        yield from (line.split() for line in lines)
        return
    if not any('"' in line for line in lines):
        yield from (line.split(separator) for line in lines)
        return
    try:
        yield from csv.reader(lines, delimiter=separator, strict=True)
    except csv.Error as error:
        text = QT_TRANSLATE_NOOP("Errors", "{file} has quotation marks that never close: nothing was opened.")
        raise UserError(text, file=name) from error


def _bounded(rows: Iterator[list[str]], name: str) -> Iterator[list[str]]:
    left = MOST_CELLS
    for row in rows:
        left -= len(row)
        if left < 0:
            text = QT_TRANSLATE_NOOP(
                "Errors", "{file} has more than {limit} values: nothing was opened. Save the array as .npy."
            )
            raise UserError(text, file=name, limit=MOST_CELLS)
        yield row


def _is_number(cell: str, comma: bool) -> bool:
    try:
        _number(cell, comma)
    except ValueError:
        return False
    return bool(cell.strip())


def _number(cell: str, comma: bool) -> float:
    text = cell.strip()
    if text.lower() in _ABSENT:
        return float("nan")
    if "_" in text:
        raise ValueError(text)  # Python reads 1_000, a table does not mean it
    return float(text.replace(",", ".") if comma and "." not in text else text)


def _numbers(cells: Sequence[str], comma: bool) -> Array | None:
    try:
        return np.array([_whole(cell) for cell in cells], np.int64)
    except (ValueError, OverflowError):
        pass
    try:
        return np.array([_number(cell, comma) for cell in cells], np.float64)
    except ValueError:
        return None


def _whole(cell: str) -> int:
    if "_" in cell:
        raise ValueError(cell)
    return int(cell)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(shown(one) for one in names[:40]) + (", …" if len(names) > 40 else "")


def _text_in_column(table: Table, index: int, name: str) -> UserError:
    number, cell = next(
        (number, row[index]) for number, row in enumerate(table.rows) if not _is_number(row[index], table.decimal_comma)
        and row[index].strip().lower() not in _ABSENT
    )  # fmt: skip
    values = {"file": name, "line": table.first_line + number, "cell": shown(cell), "keys": _listed(table.names)}
    if table.names:
        text = QT_TRANSLATE_NOOP(
            "Errors", "{file} holds text (“{cell}” in row {line}). Choose one of its columns by its key: {keys}."
        )
    else:
        text = QT_TRANSLATE_NOOP(
            "Errors", "{file} holds text (“{cell}” in row {line}): nothing was opened. Leave only numbers in it."
        )
    return UserError(text, **values)


def _uneven(name: str, line: int, cells: int, expected: int) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors", "{file} has {cells} values in row {line} where its first row has {expected}: nothing was opened."
    )
    return UserError(text, file=name, line=line, cells=cells, expected=expected)
