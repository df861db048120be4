"""Reading the JSON of a stranger: measured before a single object is built from it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.refusal import ModelRefused

MAX_BYTES = 16 * 2**20
MAX_DEPTH = 64
MAX_NODES = 400_000

_LONGEST_INTEGER = 40
_TOKENS_A_NODE = 4  # a key, a colon, a string and a comma
# Possessive, so that no text makes it try twice; a string that never ends reaches to the end of the text.
_TOKENS = re.compile(rb'"(?:[^"\\]++|\\.)*+"?|[\[\]{},:]', re.DOTALL)


def parse_json(data: bytes, max_bytes: int = MAX_BYTES, max_nodes: int = MAX_NODES) -> Any:
    """Return the value of a JSON text of bounded size, depth and number of values.

    Raises
    ------
    ModelRefused
        When it is too long, too deep or has too many values, names a key twice, or is not JSON in UTF-8.

    Examples
    --------
    >>> parse_json(b'{"units": [3, null]}')
    {'units': [3, None]}
    >>> parse_json(b"[" * 100_000)
    Traceback (most recent call last):
    nnviz.core.model_config.refusal.ModelRefused: its text is nested more than 64 levels deep
    """
    if len(data) > max_bytes:
        reason = QT_TRANSLATE_NOOP("Errors", "its text has more than {limit} MB")
        raise ModelRefused(reason, limit=max_bytes // 2**20)
    _measure(data, max_nodes)
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_without_doubles, parse_int=_bounded_integer)
    except (ValueError, RecursionError) as error:
        reason = QT_TRANSLATE_NOOP("Errors", "its text is damaged: it is not JSON")
        raise ModelRefused(reason) from error


def _measure(data: bytes, max_nodes: int) -> None:
    depth = 0
    for count, match in enumerate(_TOKENS.finditer(data)):
        token = data[match.start()]
        if token in b"[{":
            depth += 1
        elif token in b"]}":
            depth -= 1
        if depth > MAX_DEPTH:
            reason = QT_TRANSLATE_NOOP("Errors", "its text is nested more than {limit} levels deep")
            raise ModelRefused(reason, limit=MAX_DEPTH)
        if count > _TOKENS_A_NODE * max_nodes:
            reason = QT_TRANSLATE_NOOP("Errors", "its text has more than {limit} values")
            raise ModelRefused(reason, limit=max_nodes)


def _without_doubles(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(key)
        found[key] = value
    return found


def _bounded_integer(digits: str) -> int:
    if len(digits) > _LONGEST_INTEGER:
        raise ValueError(digits[:_LONGEST_INTEGER])
    return int(digits)
