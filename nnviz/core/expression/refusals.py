"""Why a part of Python has no place in an expression."""

from __future__ import annotations

import ast
import difflib

from nnviz.core.expression.functions import FUNCTIONS
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

_LOOPS = QT_TRANSLATE_NOOP("Errors", "loops are not run here. NumPy works on whole arrays: np.arange(10) ** 2.")
_TEXTS = QT_TRANSLATE_NOOP("Errors", "texts are not put together here; only numbers and arrays are computed with.")
_CHAIN = QT_TRANSLATE_NOOP("Errors", "one comparison at a time: write (a > 1) & (a < 3) in place of 1 < a < 3.")
_FUNCTIONS = QT_TRANSLATE_NOOP("Errors", "functions of one's own are not made here. Write the expression itself.")
_TARGET = QT_TRANSLATE_NOOP("Errors", "only a plain name can be given a value: name = …")
_CHOICE = QT_TRANSLATE_NOOP("Errors", "“if … else” takes a single truth. For arrays write np.where(condition, x, y).")
_IMPORT = QT_TRANSLATE_NOOP("Errors", "nothing is imported here; np is at hand already.")
_OTHER = QT_TRANSLATE_NOOP(
    "Errors", "this is not used here: only numbers, lists, names, operators and calls of np. are."
)
_REASONS: dict[type[ast.AST], str] = {
    ast.ListComp: _LOOPS, ast.SetComp: _LOOPS, ast.DictComp: _LOOPS, ast.GeneratorExp: _LOOPS, ast.For: _LOOPS,
    ast.While: _LOOPS, ast.JoinedStr: _TEXTS, ast.FormattedValue: _TEXTS, ast.Compare: _CHAIN,
    ast.Lambda: _FUNCTIONS, ast.FunctionDef: _FUNCTIONS, ast.ClassDef: _FUNCTIONS, ast.Assign: _TARGET,
    ast.AugAssign: _TARGET, ast.AnnAssign: _TARGET, ast.NamedExpr: _TARGET, ast.IfExp: _CHOICE, ast.If: _CHOICE,
    ast.Import: _IMPORT, ast.ImportFrom: _IMPORT,
}  # fmt: skip


def refusal_of(node: ast.AST) -> UserError:
    """Return the sentence about a kind of node that is not allowed, with what to write in its place."""
    return UserError(_REASONS.get(type(node), _OTHER))


def unknown_function(path: str) -> UserError:
    """Return the sentence about a name behind ``np.`` that is not offered, with those that may be meant."""
    near = difflib.get_close_matches(path, FUNCTIONS, 3, 0.7)
    if near:
        text = QT_TRANSLATE_NOOP("Errors", "np.{name} is not offered here. Is one of these meant? {near}")
        return UserError(text, name=path, near=", ".join(f"np.{one}" for one in near))
    text = QT_TRANSLATE_NOOP("Errors", "np.{name} is not offered here: only what makes or changes arrays is.")
    return UserError(text, name=path)
