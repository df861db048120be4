"""Python source text in the form that formatters give it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap

LINE_LENGTH = 120


@dataclass(frozen=True)
class Section:
    """One step of a program: a title, sentences that explain it, its code, and the imports which that needs."""

    title: str
    text: str
    code: str
    imports: tuple[str, ...] = ()


def call(head: str, arguments: Sequence[str], tail: str = "", indent: int = 0) -> str:
    """Return a call or a list as one line, else a call with its arguments below, else one argument a line.

    Examples
    --------
    >>> call("x = Dense(", ["16", 'name="dense1"'], ")(x)")
    'x = Dense(16, name="dense1")(x)'
    """
    space, joined = " " * indent, ", ".join(arguments)
    line = f"{space}{head}{joined}{tail}"
    if len(line) <= LINE_LENGTH:
        return line
    below = f"{space}    {joined}"
    if len(below) <= LINE_LENGTH and not head.endswith("["):
        return "\n".join((space + head, below, space + tail))
    return "\n".join((space + head, *(f"{space}    {argument}," for argument in arguments), space + tail))


def quoted(text: str) -> str:
    """Return any text as a literal between double quotes."""
    return json.dumps(text, ensure_ascii=False)


def comment(text: str) -> str:
    """Return sentences as comment lines."""
    return "\n".join(f"# {line}" for line in wrap(text, LINE_LENGTH - 2))


def step(number: int, section: Section) -> str:
    """Return a section as a part of a script, with the empty lines that formatters want."""
    gap = "\n\n\n" if section.code.startswith(("class ", "def ")) else "\n\n"
    return f"# --- {number}. {section.title} ---\n{comment(section.text)}{gap}{section.code}"


def import_block(imports: Iterable[str]) -> str:
    """Return import lines in the usual order: Python's own, then the others; whole modules first."""
    lines = set(imports)
    own = sorted(line for line in lines if line.split()[1] in _OWN)
    others = sorted(lines.difference(own), key=lambda line: (line.startswith("from"), line.lower()))
    return "\n\n".join("\n".join(group) for group in (own, others) if group)


_OWN = ("math", "pathlib")
