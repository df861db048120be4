"""What the beginning of a word may go on to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nnviz.core.expression.attributes import METHODS, PROPERTIES
from nnviz.core.expression.functions import CONSTANTS, FUNCTIONS
from nnviz.core.expression.values import DTYPE_NAMES

_WORD = re.compile(r"[A-Za-z_][\w.]*$|(?<=[\])])\.\w*$")
_MODULE_NAMES = tuple(
    sorted({*FUNCTIONS, *CONSTANTS, *DTYPE_NAMES, "random.default_rng", "random.seed", "random.randn"})
)


def completions(text: str, names: Iterable[str]) -> tuple[str, tuple[str, ...]]:
    """Return the word at the end of `text` and what it may become.

    Examples
    --------
    >>> completions("a + np.lin", [])
    ('np.lin', ('np.linalg.det', 'np.linalg.inv', 'np.linalg.norm', 'np.linalg.solve', 'np.linspace'))
    >>> completions("2 * wei", ["weights"])
    ('wei', ('weights',))
    """
    found = _WORD.search(text)
    word = found.group() if found else ""
    if not word:
        return "", ()
    if word.startswith("np."):
        offered = tuple(f"np.{one}" for one in _MODULE_NAMES)
    elif "." in word:
        owner = word.rpartition(".")[0]
        offered = tuple(f"{owner}.{one}" for one in (*PROPERTIES, *sorted(METHODS)))
    else:
        offered = (*names, "np.")
    return word, tuple(one for one in offered if one.startswith(word) and one != word)
