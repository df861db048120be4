"""From text to statements: read as Python, never run as Python."""

from __future__ import annotations

import ast
import keyword
import warnings
from collections.abc import Iterator

from nnviz.core.expression.errors import ExpressionError, error_at, error_of_node
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

MOST_CHARACTERS = 20_000
MOST_NODES = 10_000
DEEPEST = 60
RESERVED = frozenset(("np", "numpy", "True", "False", "None", "bool", "int", "float", "complex"))


def statements_of(text: str) -> list[ast.stmt]:
    """Return the statements of a text with nothing but assignments and expressions in them.

    Raises
    ------
    ExpressionError
        When it cannot be read, is too long or too deeply nested, or is another kind of statement.
    """
    if not text.strip():
        empty = QT_TRANSLATE_NOOP("Errors", "nothing is written here. Try np.arange(24).reshape(2, 3, 4).")
        raise error_at(text, 0, 1, UserError(empty))
    if len(text) > MOST_CHARACTERS:
        too_long = QT_TRANSLATE_NOOP(
            "Errors", "this text has more than {limit} characters. Open large arrays as files."
        )
        raise error_at(text, MOST_CHARACTERS, len(text), UserError(too_long, limit=MOST_CHARACTERS))
    body = [one for one in _parsed(text).body if not _is_import_of_numpy(one)]
    _must_be_flat(text, body)
    return body


def is_name(name: str) -> bool:
    """Tell whether an array may be called this.

    Examples
    --------
    >>> is_name("W1"), is_name("np"), is_name("for"), is_name("__class__"), is_name("2x")
    (True, False, False, False, False)
    """
    plain = name.isidentifier() and not keyword.iskeyword(name)
    return plain and name not in RESERVED and not name.startswith("__") and len(name) <= 40


def _parsed(text: str) -> ast.Module:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        raise _unreadable(text, error) from error
    except (RecursionError, MemoryError, OverflowError) as error:
        raise error_at(text, 0, len(text), _too_deep()) from error
    except ValueError as error:  # characters that are none: zero bytes, halves of pairs
        reason = QT_TRANSLATE_NOOP("Errors", "this text holds characters that cannot be read.")
        raise error_at(text, 0, len(text), UserError(reason)) from error


def _unreadable(text: str, error: SyntaxError) -> ExpressionError:
    lines = text.split("\n")
    line = max(1, min(error.lineno or 1, len(lines)))
    position = sum(len(one) + 1 for one in lines[: line - 1]) + max(0, (error.offset or 1) - 1)
    said = str(error.msg)
    if "never closed" in said:
        reason = QT_TRANSLATE_NOOP("Errors", "this bracket is never closed.")
    elif "unmatched" in said or "does not match" in said:
        reason = QT_TRANSLATE_NOOP("Errors", "this bracket closes none that was opened.")
    elif "unterminated string" in said:
        reason = QT_TRANSLATE_NOOP("Errors", "the quotation mark that opens here is never closed.")
    elif "too many nested" in said:
        return error_at(text, position, position + 1, _too_deep())
    else:
        reason = QT_TRANSLATE_NOOP("Errors", "this cannot be read as an expression from here on.")
    return error_at(text, min(position, max(0, len(text) - 1)), position + 1, UserError(reason))


def _too_deep() -> UserError:
    return UserError(QT_TRANSLATE_NOOP("Errors", "this is nested too deeply. Write it in several lines: a = …"))


def _is_import_of_numpy(statement: ast.stmt) -> bool:
    """Tell whether this is the line above every script; it is true here already."""
    match statement:
        case ast.Import(names=[ast.alias(name="numpy", asname="np" | None)]):
            return True
        case _:
            return False


def _must_be_flat(text: str, body: list[ast.stmt]) -> None:
    """Refuse trees that are too large or deep, looked at level by level so that nothing here recurses."""
    level: list[ast.AST] = list(body)
    count = 0
    for _ in range(DEEPEST):
        count += len(level)
        if not level:
            return
        if count > MOST_NODES:
            many = QT_TRANSLATE_NOOP("Errors", "this has too many parts. Open large arrays as files.")
            raise error_at(text, 0, len(text), UserError(many))
        level = list(_children(level))
    raise error_of_node(text, next((one for one in level if hasattr(one, "lineno")), body[0]), _too_deep())


def _children(level: list[ast.AST]) -> Iterator[ast.AST]:
    for node in level:
        yield from ast.iter_child_nodes(node)
