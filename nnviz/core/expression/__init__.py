"""NumPy expressions typed by a person, evaluated safely: read by `ast`, walked along a list of what is allowed."""

from nnviz.core.expression.budget import Budget
from nnviz.core.expression.completions import completions
from nnviz.core.expression.errors import ExpressionError
from nnviz.core.expression.interpreter import Evaluated, evaluate
from nnviz.core.expression.source import is_name

__all__ = ["Budget", "Evaluated", "ExpressionError", "completions", "evaluate", "is_name"]
