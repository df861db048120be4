"""Readings of many pictures as a table that Qt can show and sort."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from nnviz.core.picture_reading import PictureReading
from nnviz.qt.images import image_of
from nnviz.qt.numerals import percent
from nnviz.qt.translation import user_sentence

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
PICTURE, FILE, READING, PROBABILITY, VERDICT = range(5)
SORT_ROLE = Role.UserRole
_VERDICT_ORDER = {"digit": 0, None: 0, "unsure": 1, "blank": 2}
_UNREADABLE = 3
_NOWHERE = QModelIndex()


class ReadingTable(QAbstractTableModel):
    """One row a file, in the order in which they were read."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.readings: list[PictureReading] = []
        self._images: dict[int, QImage] = {}

    def clear(self) -> None:
        """Forget every reading."""
        self.beginResetModel()
        self.readings.clear()
        self._images.clear()
        self.endResetModel()

    def add(self, reading: PictureReading) -> None:
        """Append a row."""
        row = len(self.readings)
        self.beginInsertRows(QModelIndex(), row, row)
        self.readings.append(reading)
        self.endInsertRows()

    def retranslate(self) -> None:
        """Say everything anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, PICTURE, VERDICT)
        if self.readings:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.readings) - 1, VERDICT))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of files."""
        return 0 if parent.isValid() else len(self.readings)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else VERDICT + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Return a column's title."""
        if role != Role.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        titles = (self.tr("Picture"), self.tr("File"), self.tr("Reading"), self.tr("Probability"), self.tr("Verdict"))
        return titles[section]

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Return what a cell shows, its order, or its help."""
        reading, column = self.readings[index.row()], index.column()
        if role == Role.DecorationRole and column == PICTURE:
            return self._image(index.row())
        if role in (Role.DisplayRole, Role.AccessibleTextRole):
            return self._text(reading, column)
        if role == Role.ToolTipRole:
            return reading.path if column <= FILE else self._reason(reading)
        if role == Role.TextAlignmentRole and column in (READING, PROBABILITY):
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == SORT_ROLE:
            return _order(reading, column, index.row())
        return None

    def _image(self, row: int) -> QImage | None:
        thumbnail = self.readings[row].thumbnail
        if row not in self._images and thumbnail is not None:
            self._images[row] = image_of(thumbnail)
        return self._images.get(row)

    def _text(self, reading: PictureReading, column: int) -> str:
        match column:
            case 1:
                return Path(reading.path).name
            case 2:
                return reading.name
            case 3:
                return "" if reading.probability is None else percent(reading.probability)
            case 4:
                return self._verdict(reading)
            case _:
                return ""

    def _verdict(self, reading: PictureReading) -> str:
        if reading.error is not None:
            return user_sentence(reading.error)
        words = {"digit": self.tr("Digit"), "unsure": self.tr("Not sure"), "blank": self.tr("Blank")}
        return words.get(reading.verdict or "", "")

    def _reason(self, reading: PictureReading) -> str:
        if reading.reason is None:
            return self._verdict(reading)
        sentence = QCoreApplication.translate("Verdicts", reading.reason.template)
        return sentence.format(**reading.reason.values)


def _order(reading: PictureReading, column: int, row: int) -> object:
    match column:
        case 1:
            return Path(reading.path).name.casefold()
        case 2:
            return -1 if reading.label is None else reading.label
        case 3:
            return -1.0 if reading.probability is None else reading.probability
        case 4:
            return _UNREADABLE if reading.error is not None else _VERDICT_ORDER.get(reading.verdict, 0)
        case _:
            return row
