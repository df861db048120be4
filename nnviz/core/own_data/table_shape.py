"""What stands in which column of a table of pixels and labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt

LABEL_NAMES = frozenset({"label", "labels", "class", "target", "y", "digit", "category", "rótulo", "classe"})
_NUMBERING = frozenset({"", "id", "index", "unnamed: 0"})
_MOST_DIFFERENT = 1000


@dataclass(frozen=True)
class TableShape:
    """The width of a row and the column of the label; all others from `first` on hold pixels."""

    width: int
    label: int
    first: int

    def pixels(self, cells: Sequence[str]) -> list[str]:
        """Return the cells of the pixels.

        Examples
        --------
        >>> TableShape(width=4, label=1, first=0).pixels(["8", "cat", "9", "7"])
        ['8', '9', '7']
        """
        return [*cells[self.first : self.label], *cells[self.label + 1 :]]


def is_heading(cells: Sequence[str]) -> bool:
    """Tell whether a first row names columns instead of holding a picture.

    Examples
    --------
    >>> is_heading(["label", "0", "1"]), is_heading(["0", "1", "2"]), is_heading(["cat", "0.5", "1"])
    (True, True, False)
    """
    words = [cell.strip().casefold() for cell in cells]
    if any(word in LABEL_NAMES for word in words) or not any(map(is_number, words)):
        return True
    return len(words) > 2 and words == [str(number) for number in range(len(words))]


def table_shape(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> TableShape:
    """Return the columns of a table by its heading, which may be empty, and its first rows.

    The label is in the column called so, else in the first or the last one: where texts stand, or where more than one
    whole number does; the first where both could be.
    """
    width = len(heading) or len(rows[0])
    words = [word.strip().casefold() for word in heading]
    named = [place for place, word in enumerate(words) if word in LABEL_NAMES]
    start = 1 if words and words[0] in _NUMBERING and not _square(width - 1) else 0
    likely = width - 1 if _likelihood(rows, width - 1) > _likelihood(rows, start) else start
    label = named[0] if named else likely
    return TableShape(width, label, start + 1 if label == start else start)


def is_number(text: str) -> bool:
    """Tell whether a cell holds a number."""
    try:
        float(text)
    except ValueError:
        return False
    return True


def _likelihood(rows: Sequence[Sequence[str]], column: int) -> int:
    """Return how much a column looks like labels: texts 2, several whole numbers 1, anything else 0."""
    cells = {row[column].strip() for row in rows if len(row) > column} - {""}
    if any(not is_number(cell) for cell in cells):
        return 2
    return int(1 < len(cells) <= _MOST_DIFFERENT and all(float(cell).is_integer() for cell in cells))


def _square(count: int) -> bool:
    return count > 0 and isqrt(count) ** 2 == count
