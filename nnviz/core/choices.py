"""Checks of what a person chose, each a sentence when it fails."""

from __future__ import annotations

from collections.abc import Sequence

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError


def check_choice(name: str, value: object, known: Sequence[str]) -> None:
    """Raise `UserError` unless `value` is one of `known`."""
    if value not in known:
        sentence = QT_TRANSLATE_NOOP("Errors", "“{value}” is not a known {name}. Choose one of: {known}.")
        raise UserError(sentence, value=value, name=name, known=", ".join(known))


def check_range(name: str, value: float, low: float, high: float) -> None:
    """Raise `UserError` unless `value` lies between `low` and `high`, both allowed; NaN never does."""
    if not low <= value <= high:
        sentence = QT_TRANSLATE_NOOP("Errors", "{name} is {value}, but must lie between {low} and {high}.")
        raise UserError(sentence, name=name, value=value, low=low, high=high)


def check_type(name: str, value: object, default: object) -> None:
    """Raise `UserError` unless `value` is of the default's type; a whole number may stand for a decimal one."""
    expected: type | tuple[type, ...] = (int, float) if isinstance(default, float) else type(default)
    if isinstance(value, bool) is not isinstance(default, bool) or not isinstance(value, expected):
        raise wrong_entry(name, value)


def wrong_entry(name: str, value: object) -> UserError:
    """Return the error of an entry whose value cannot be used."""
    sentence = QT_TRANSLATE_NOOP("Errors", "The entry “{name}” of the experiment cannot be {value}.")
    return UserError(sentence, name=name, value=repr(value))
