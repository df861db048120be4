"""A function that may be called: which arguments it takes, and what a call of it will cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from nnviz.core.expression.budget import Cost
from nnviz.core.expression.values import dtype_of, is_arraylike
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError


@dataclass(frozen=True)
class Call:
    """The arguments of one call by the names of the parameters, and how they were written."""

    name: str
    values: Mapping[str, Any]
    texts: Mapping[str, str]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def get(self, name: str, default: Any = None) -> Any:
        """Return an argument, or what stands for it when it is left out."""
        return self.values.get(name, default)

    @property
    def arraylike(self) -> list[Any]:
        """Every argument that may be an array; those of a parameter with a star one by one."""
        found: list[Any] = []
        for name, value in self.values.items():
            if name.startswith("*"):
                found += list(value)
            elif is_arraylike(value) and not isinstance(value, str):
                found.append(value)
        return found


@dataclass(frozen=True)
class Function:
    """A function of NumPy that may be called.

    `parameters` names what it takes, in order, after a bar by name only; ``*rest`` takes any number. `after` is told
    the call and the result.
    """

    name: str
    call: Callable[..., Any]
    parameters: str
    cost: Callable[[Call], Cost]
    needed: int = 1
    positional: tuple[str, ...] = field(init=False)
    by_name: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        before, _, after = self.parameters.partition("|")
        object.__setattr__(self, "positional", tuple(before.split()))
        object.__setattr__(self, "by_name", tuple(after.split()))

    @property
    def names(self) -> tuple[str, ...]:
        """Every parameter that may be given by name."""
        return tuple(one for one in (*self.positional, *self.by_name) if not one.startswith("*"))

    def bound(
        self, values: Sequence[Any], named: Mapping[str, Any], texts: Sequence[str], named_texts: Mapping[str, str]
    ) -> Call:
        """Return the arguments by name.

        Raises
        ------
        UserError
            When there are too many, too few, or some of another name.
        """
        starred = bool(self.positional) and self.positional[-1].startswith("*")
        fixed = len(self.positional) - starred
        if len(values) > fixed and not starred:
            text = QT_TRANSLATE_NOOP("Errors", "{name} takes at most {count} arguments: {parameters}.")
            raise UserError(text, name=self.name, count=fixed, parameters=self._told())
        found = dict(zip(self.positional, values[:fixed], strict=False))
        told = dict(zip(self.positional, texts[:fixed], strict=False))
        if starred:
            found[self.positional[-1]] = tuple(values[fixed:])
        for name, value in named.items():
            if name not in self.names or name in found:
                text = QT_TRANSLATE_NOOP(
                    "Errors", "{name} takes no argument “{argument}” here. It takes: {parameters}."
                )
                raise UserError(text, name=self.name, argument=name, parameters=self._told())
            found[name] = value
            told[name] = named_texts[name]
        given = sum(len(value) if name.startswith("*") else 1 for name, value in found.items())
        if given < self.needed or any(name not in found for name in self.positional[: min(self.needed, fixed)]):
            text = QT_TRANSLATE_NOOP("Errors", "{name} needs at least {count} arguments: {parameters}.")
            raise UserError(text, name=self.name, count=self.needed, parameters=self._told())
        return Call(self.name, {name: _argument(name, value) for name, value in found.items()}, told)

    def run(self, call: Call, positional: int) -> Any:
        """Call NumPy with the arguments as they were given: the first `positional` of them by their place."""
        rest = dict(call.values)
        placed = [name for name in self.positional[:positional] if name in rest and not name.startswith("*")]
        by_place = [rest.pop(name) for name in placed]
        for name in self.positional:
            if name.startswith("*"):
                by_place += list(rest.pop(name, ()))
        return self.call(*by_place, **rest)

    def _told(self) -> str:
        return ", ".join((*self.positional, *(f"{one}=…" for one in self.by_name)))


def _argument(name: str, value: Any) -> Any:
    if name == "dtype":
        return dtype_of(value)
    parts = value if name.startswith("*") else (value,)
    if not all(part is None or is_arraylike(part) for part in parts):
        text = QT_TRANSLATE_NOOP("Errors", "“{argument}” must be a number, a list or an array.")
        raise UserError(text, argument=name.lstrip("*"))
    return value
