"""What can be taken back: the values a thing had, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Generic, TypeVar

Value = TypeVar("Value")
MOST_STEPS = 200


@dataclass(frozen=True)
class History(Generic[Value]):
    """The value `now`, those before it and those that were taken back.

    Changes with the same `key`, one after the other, are one step: ten turns of the same wheel are taken back at once.

    Examples
    --------
    >>> history = History(1).put(2).put(3).undone()
    >>> history.now, history.undone().now, history.redone().now
    (2, 1, 3)
    """

    now: Value
    past: tuple[Value, ...] = ()
    future: tuple[Value, ...] = ()
    key: str = ""

    def put(self, value: Value, key: str = "") -> History[Value]:
        """Return the history after a change; what had been taken back is gone."""
        if value == self.now:
            return self
        if key and key == self.key and self.past:
            return replace(self, now=value, future=())
        return History(value, (*self.past, self.now)[-MOST_STEPS:], (), key)

    def undone(self) -> History[Value]:
        """Return the history one step back; itself when there is none."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.now, *self.future))

    def redone(self) -> History[Value]:
        """Return the history with the step that was taken back last; itself when there is none."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.now), self.future[1:])
