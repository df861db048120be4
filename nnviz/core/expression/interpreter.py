"""Evaluates NumPy expressions by walking their tree along a list of what is allowed; nothing is ever run as Python."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.core.expression.attributes import Bound, attribute
from nnviz.core.expression.budget import Budget, Cost, Meter
from nnviz.core.expression.calls import Function
from nnviz.core.expression.errors import ExpressionError, error_of_node
from nnviz.core.expression.functions import CONSTANTS, FUNCTIONS, cast_to
from nnviz.core.expression.indexing import indexed
from nnviz.core.expression.numpy_errors import sentence_of
from nnviz.core.expression.operators import binary, compare, unary, words_of_truth
from nnviz.core.expression.randomness import LEGACY_NAMES, RandomSource, generator, older_generator
from nnviz.core.expression.refusals import refusal_of, unknown_function
from nnviz.core.expression.source import is_name, statements_of
from nnviz.core.expression.values import array_of, checked_result, count_of, dtype_named, itemsize_of
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

_FAILURES = (ArithmeticError, LookupError, ValueError, TypeError, AttributeError, MemoryError, RuntimeError,
             AssertionError, SystemError, NameError)  # fmt: skip
_MODULES = {"np": "", "numpy": ""}


@dataclass(frozen=True, eq=False)
class Evaluated:
    """What a text gave: the last value, and the arrays it gave names to, in their order; all read-only.

    `name` is the name of the last value where the text ends with an assignment, `code` how the value was written.
    """

    value: Array
    named: tuple[tuple[str, Array], ...]
    name: str
    code: str


def evaluate(text: str, names: Mapping[str, Array] | None = None, budget: Budget | None = None) -> Evaluated:
    """Return the value of an expression, perhaps below assignments.

    Parameters
    ----------
    text : str
        Lines, or parts between semicolons: any number of ``name = …`` and an expression.
    names : mapping
        The arrays that may be used by name.
    budget : Budget, optional
        What it may take; counted before each step.

    Raises
    ------
    ExpressionError
        When it cannot be read, uses what is not allowed, does not fit or is too large. Nothing is kept then.

    Examples
    --------
    >>> evaluate("np.dot([1, 2, 3], [3, 2, 1])").value
    array(10)
    >>> evaluate("a = np.arange(4); a * 10").value
    array([ 0, 10, 20, 30])
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", " ")
    with np.errstate(all="ignore"), warnings.catch_warnings():
        # A mean of nothing is NaN, and seen to be; on the terminal nobody reads it.
        warnings.simplefilter("ignore")
        return Interpreter(text, names or {}, Meter(budget or Budget())).run()


@dataclass(frozen=True)
class _Module:
    """`np`, `np.random` or `np.linalg`: only a place to look names up."""

    name: str = ""


class Interpreter:
    """One evaluation: the text, the names known so far and what has been taken of the budget."""

    def __init__(self, text: str, names: Mapping[str, Any], meter: Meter) -> None:
        self._text, self._meter = text, meter
        self._names: dict[str, Any] = dict(names)
        self._given: dict[str, Array] = {}
        self._older: RandomSource | None = None

    def run(self) -> Evaluated:
        """Evaluate every statement and return what the last one gave."""
        body = statements_of(self._text)
        value: Any = None
        name = ""
        node: ast.AST = body[-1] if body else ast.Pass()
        for statement in body:
            value, name = self._statement(statement)
        try:
            if not body:
                raise UserError(QT_TRANSLATE_NOOP("Errors", "nothing is computed here. End with an expression."))
            made = read_only(self._as_array(value))
        except UserError as error:
            raise error_of_node(self._text, node, error) from error
        last = body[-1]
        code = self._code(last.value) if isinstance(last, (ast.Assign, ast.Expr)) else ""
        return Evaluated(made, tuple(self._given.items()), name, code)

    def _statement(self, statement: ast.stmt) -> tuple[Any, str]:
        match statement:
            case ast.Expr(value=expression):
                return self._value(expression), ""
            case ast.Assign(targets=[ast.Name(id=name) as target], value=expression):
                if not is_name(name):
                    text = QT_TRANSLATE_NOOP("Errors", "“{name}” cannot be the name of an array. Take another one.")
                    raise error_of_node(self._text, target, UserError(text, name=name))
                value = self._value(expression)
                self._names[name] = value
                if not isinstance(value, (RandomSource, Function, Bound, _Module, np.dtype)):
                    self._keep(name, value, expression)
                return value, name
            case _:
                raise error_of_node(self._text, statement, refusal_of(statement))

    def _keep(self, name: str, value: Any, node: ast.AST) -> None:
        try:
            self._given.pop(name, None)
            self._given[name] = read_only(self._as_array(value))
        except UserError as error:
            raise error_of_node(self._text, node, error) from error

    def _as_array(self, value: Any) -> Array:
        if isinstance(value, (list, tuple)):
            self._meter.pay(Cost(count_of(value), itemsize_of([value])))
        return array_of(value)

    # --- expressions ---

    def _value(self, node: ast.expr) -> Any:
        """Return the value of a node; whatever goes wrong below is told at the innermost place."""
        try:
            return checked_result(self._visit(node))
        except ExpressionError:
            raise
        except UserError as error:
            raise error_of_node(self._text, node, error) from error
        except _FAILURES as error:
            raise error_of_node(self._text, node, sentence_of(error)) from error

    def _visit(self, node: ast.expr) -> Any:
        match node:
            case ast.Constant(value=bool() | int() | float() | complex() | str() | None as value):
                return value
            case ast.Constant(value=value) if value is Ellipsis:
                return value
            case ast.Name(id=name):
                return self._named(name)
            case ast.List(elts=parts):
                return [self._value(part) for part in parts]
            case ast.Tuple(elts=parts):
                return tuple(self._value(part) for part in parts)
            case ast.Slice(lower=lower, upper=upper, step=step):
                return slice(*(None if one is None else self._bound_of_slice(one) for one in (lower, upper, step)))
            case ast.BinOp(left=left, op=op, right=right):
                texts = (self._code(left), self._code(right))
                return binary(type(op), self._value(left), self._value(right), texts, self._meter)
            case ast.Subscript(value=whole, slice=index):
                return indexed(self._value(whole), self._value(index), self._meter)
            case _:
                return self._visit_rest(node)

    def _visit_rest(self, node: ast.expr) -> Any:
        match node:
            case ast.UnaryOp(op=op, operand=operand):
                return unary(type(op), self._value(operand), self._meter)
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return compare(type(op), self._value(left), self._value(right), self._meter)
            case ast.Attribute(value=owner, attr=name):
                return self._attribute(self._value(owner), name)
            case ast.Call():
                return self._call(node)
            case ast.BoolOp():
                raise words_of_truth()
            case _:
                raise refusal_of(node)

    def _bound_of_slice(self, node: ast.expr) -> int:
        value = self._value(node)
        if isinstance(value, bool) or not isinstance(value, (int, np.integer)):
            raise UserError(QT_TRANSLATE_NOOP("Errors", "the ends of a slice are whole numbers."))
        return int(value)

    def _named(self, name: str) -> Any:
        if name in self._names:
            return self._names[name]
        if name in _MODULES:
            return _Module()
        if name in ("bool", "int", "float", "complex"):
            return dtype_named(name)
        if name in FUNCTIONS:
            raise UserError(QT_TRANSLATE_NOOP("Errors", "“{name}” is a function of NumPy: write np.{name}."), name=name)
        if not self._names:
            text = QT_TRANSLATE_NOOP(
                "Errors", "there is no array called “{name}”. Give one this name first: {name} = …"
            )
            raise UserError(text, name=name)
        text = QT_TRANSLATE_NOOP("Errors", "there is no array called “{name}”. On the bench: {names}.")
        raise UserError(text, name=name, names=", ".join(list(self._names)[:20]))

    def _attribute(self, owner: Any, name: str) -> Any:
        if name.startswith("_"):
            text = QT_TRANSLATE_NOOP("Errors", "names that begin with _ are closed here: “{name}” was not looked at.")
            raise UserError(text, name=name)
        match owner:
            case _Module():
                return self._of_module(f"{owner.name}.{name}".lstrip("."))
            case RandomSource():
                return owner.method(name)
            case np.ndarray() | np.generic() if not isinstance(owner, str):
                return attribute(owner, name)
            case list() | tuple():
                text = QT_TRANSLATE_NOOP("Errors", "a list has no “.{name}”: put it into np.array(…) first.")
                raise UserError(text, name=name)
            case _:
                raise UserError(QT_TRANSLATE_NOOP("Errors", "nothing here has a part called “{name}”."), name=name)

    def _of_module(self, path: str) -> Any:
        if path in ("random", "linalg"):
            return _Module(path)
        if path in CONSTANTS:
            return CONSTANTS[path]
        if path in FUNCTIONS:
            return FUNCTIONS[path]
        if path in ("random.default_rng", "random.RandomState", "random.seed"):
            return _Module(path)
        if path.startswith("random.") and path.removeprefix("random.") in LEGACY_NAMES:
            self._older = self._older or older_generator()
            return self._older.method(path.removeprefix("random."))
        found = dtype_named(path)
        if found is not None and path.isidentifier():
            return found
        raise unknown_function(path)

    # --- calls ---

    def _call(self, node: ast.Call) -> Any:
        if any(isinstance(one, ast.Starred) for one in node.args) or any(one.arg is None for one in node.keywords):
            raise UserError(QT_TRANSLATE_NOOP("Errors", "* and ** before arguments are not used here: write them out."))
        if isinstance(node.func, ast.Name) and node.func.id == "print":
            raise UserError(QT_TRANSLATE_NOOP("Errors", "what the last line gives is shown: leave print out."))
        function = self._value(node.func)
        values = [self._value(one) for one in node.args]
        texts = [self._code(one) for one in node.args]
        named = {str(one.arg): self._value(one.value) for one in node.keywords}
        named_texts = {str(one.arg): self._code(one.value) for one in node.keywords}
        match function:
            case Function():
                return self._run(function, values, named, texts, named_texts)
            case Bound():
                values, texts = function.arguments(values, texts)
                owner = self._code(node.func.value) if isinstance(node.func, ast.Attribute) else ""
                return self._run(function.function, [function.array, *values], named, [owner, *texts], named_texts)
            case np.dtype():
                return self._run(cast_to(function), values, named, texts, named_texts)
            case _Module(name="random.default_rng" | "random.RandomState" | "random.seed" as path):
                return self._seeded(path, [*values, *named.values()])
            case _:
                raise UserError(QT_TRANSLATE_NOOP("Errors", "this is no function and cannot be called."))

    def _run(
        self,
        function: Function,
        values: list[Any],
        named: dict[str, Any],
        texts: list[str],
        named_texts: dict[str, str],
    ) -> Any:
        call = function.bound(values, named, texts, named_texts)
        for one in call.arraylike:
            count_of(one)
        self._meter.pay(function.cost(call))
        return function.run(call, len(values))

    def _seeded(self, path: str, values: list[Any]) -> Any:
        if len(values) > 1:
            raise UserError(QT_TRANSLATE_NOOP("Errors", "one seed is enough, as in np.random.default_rng(0)."))
        if path == "random.default_rng":
            return generator(*values)
        made = older_generator(*values)
        if path == "random.seed":
            self._older = made
        return made

    def _code(self, node: ast.AST) -> str:
        return ast.get_source_segment(self._text, node) or ""
