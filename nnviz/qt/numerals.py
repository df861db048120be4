"""Numbers as people read them, in the language of the application."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication, QLocale


def whole(number: float) -> str:
    """Return a number without decimals, its thousands grouped."""
    return QLocale().toString(round(number)) if math.isfinite(number) else str(number)


def decimal(number: float) -> str:
    """Return a number of ordinary size with four decimals, any other with four digits."""
    if not math.isfinite(number):
        return str(number)
    ordinary = number == 0.0 or 1e-3 <= abs(number) < 1e4
    return QLocale().toString(float(number), "f" if ordinary else "g", 4)


def plain(number: float) -> str:
    """Return the shortest usual form: 0.001, 1e-05."""
    return QLocale().toString(float(number), "g", 12)


def percent(fraction: float) -> str:
    """Return a fraction in percent with one decimal."""
    if not math.isfinite(fraction):
        return str(fraction)
    number = QLocale().toString(100.0 * fraction, "f", 1)
    return QCoreApplication.translate("Numbers", "{0} %").format(number)


def duration(seconds: float) -> str:
    """Return a time in the two units that matter."""
    whole_seconds = max(0, math.ceil(seconds))
    minutes, hours = whole_seconds // 60, whole_seconds // 3600
    if hours:
        return QCoreApplication.translate("Numbers", "{0} h {1} min").format(hours, minutes % 60)
    if minutes:
        return QCoreApplication.translate("Numbers", "{0} min {1} s").format(minutes, whole_seconds % 60)
    return QCoreApplication.translate("Numbers", "{0} s").format(whole_seconds)


def data_size(count: float) -> str:
    """Return a number of bytes in the unit in which it has one to three digits before the point."""
    units = ("B", "kB", "MB", "GB", "TB")
    place = min(int(math.log(max(count, 1), 1000)), len(units) - 1)
    number = QLocale().toString(count / 1000.0**place, "f", 1 if place and count / 1000.0**place < 100 else 0)
    return f"{number} {units[place]}"


def short_decimal(number: float) -> str:
    """Return a number in four or five characters: for cells of a table."""
    if not math.isfinite(number):
        return "NaN" if math.isnan(number) else ("−∞" if number < 0 else "∞")
    size = abs(number)
    if number == 0.0:
        return "0"
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    if size < 0.005 or size >= 1e5:
        return locale.toString(float(number), "g", 1).replace("-", "−")
    return locale.toString(float(number), "f", 2 if size < 10 else 1 if size < 100 else 0).replace("-", "−")
