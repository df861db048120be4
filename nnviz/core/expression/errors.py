"""What an expression is refused with: a sentence that points at its place."""

from __future__ import annotations

import ast

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError


class ExpressionError(UserError):
    """An expression cannot be evaluated; the sentence tells where and why.

    `position` and `end` are offsets into the text, so that a field can mark what is between them.
    """

    @property
    def position(self) -> int:
        """The offset at which the trouble begins."""
        return int(str(self.values["position"]))

    @property
    def end(self) -> int:
        """The offset behind the trouble, at least one more than `position`."""
        return int(str(self.values["end"]))


def error_at(text: str, position: int, end: int, reason: UserError) -> ExpressionError:
    """Return `reason` with its place in `text`, told as a column, and as a line too where there are several."""
    position = max(0, min(position, len(text)))
    before = text[:position]
    values = {"position": position, "end": max(end, position + 1), "reason": reason}
    column = len(before) - (before.rfind("\n") + 1) + 1
    if "\n" in text:
        template = QT_TRANSLATE_NOOP("Errors", "Line {line}, column {column}: {reason}")
        return ExpressionError(template, line=before.count("\n") + 1, column=column, **values)
    return ExpressionError(QT_TRANSLATE_NOOP("Errors", "Column {column}: {reason}"), column=column, **values)


def error_of_node(text: str, node: ast.AST, reason: UserError) -> ExpressionError:
    """Return `reason` at the place of a node of the tree that was read from `text`."""
    position = offset_of(text, getattr(node, "lineno", 1), getattr(node, "col_offset", 0))
    end = offset_of(text, getattr(node, "end_lineno", None) or 1, getattr(node, "end_col_offset", None) or 0)
    return error_at(text, position, end, reason)


def offset_of(text: str, line: int, column_bytes: int) -> int:
    r"""Return the offset of a place that `ast` tells as a line and a column in bytes of UTF-8.

    Examples
    --------
    >>> offset_of("a\né+b", 2, 3)
    4
    """
    lines = text.split("\n")
    line = max(1, min(line, len(lines)))
    start = sum(len(one) + 1 for one in lines[: line - 1])
    return start + len(lines[line - 1].encode("utf-8", "replace")[:column_bytes].decode("utf-8", "ignore"))
