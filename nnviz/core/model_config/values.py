"""Plain values in a stranger's description of layers: numbers, short texts and lists of them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.allow_list import DTYPES
from nnviz.core.model_config.refusal import ModelRefused, odd_value, shown

LONGEST_TEXT = 400
LONGEST_LIST = 20_000
LONGEST_WORDS = 200_000
LARGEST_INTEGER = 2**63
DEEPEST_LIST = 12

_PLAIN_POLICIES = ("DTypePolicy", "FloatDTypePolicy", "Policy", "PolicyV1")
_MOST_ROUNDS = {
    "num_oov_indices": 10_000,
    "power_iterations": 50,
    "num_chains": 20,
    "chain_depth": 20,
    "num_ops": 50,
    "ngrams": 20,
}


@dataclass(frozen=True)
class Where:
    """The layer that a value belongs to, for sentences."""

    layer: str
    class_name: str

    def odd(self, key: object) -> ModelRefused:
        """Return the refusal of a value."""
        return odd_value(self.layer, self.class_name, key)


def plain(value: Any, where: Where, key: str) -> Any:
    """Return a number, a short text, None or nested lists of them.

    Raises
    ------
    ModelRefused
        When it is anything else, not finite or too long.
    """
    rounds = _MOST_ROUNDS.get(key)
    if rounds is not None and isinstance(value, int) and value > rounds:
        raise where.odd(key)
    return _Plain(where, key, LONGEST_LIST).checked(value)


def numbers(value: Any, where: Where, key: str) -> Any:
    """Return a number or nested lists of numbers, also out of an array that Keras wrote down; None stays."""
    if isinstance(value, dict) and value.get("class_name") in ("__numpy__", "__tensor__"):
        return constant(value, where, key)
    return _Plain(where, key, LONGEST_WORDS).checked(value)


def clipping(value: Any, where: Where, key: str) -> Any:
    """Return the bounds by name that renormalisation has, or None."""
    if isinstance(value, dict) and set(value) <= {"rmax", "rmin", "dmax"}:
        return {one: plain(held, where, key) for one, held in value.items()}
    return plain(value, where, key)


def words(value: Any, where: Where, key: str) -> Any:
    """Return a list of words or numbers; a single text would be the path of a file."""
    if value is None:
        return None
    if not isinstance(value, list):
        reason = QT_TRANSLATE_NOOP("Errors", "the layer “{layer}” takes its words from another file")
        raise ModelRefused(reason, layer=shown(where.layer))
    return _Plain(where, key, LONGEST_WORDS).checked(value)


def word(value: Any, where: Where, key: str) -> Any:
    """Return a text or None: where Keras would also take a function."""
    if value is None or (isinstance(value, str) and len(value) <= LONGEST_TEXT):
        return value
    raise where.odd(key)


def flag(value: Any, where: Where, key: str) -> bool:
    """Return yes or no."""
    if not isinstance(value, bool):
        raise where.odd(key)
    return value


def name(value: Any, where: Where, key: str) -> str | None:
    """Return the name of a layer."""
    if value is None:
        return None
    if isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT and value.isprintable():
        return value
    raise where.odd(key)


def seed(value: Any, where: Where, key: str) -> int | None:
    """Return a seed, that of a seed generator too."""
    if isinstance(value, dict) and value.get("class_name") == "SeedGenerator":
        inner = value.get("config")
        value = inner.get("seed") if isinstance(inner, dict) else inner
    if value is None:
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool) and -(2**31) < value < 2**63:
        return int(value)
    raise where.odd(key)


def dtype(value: Any, where: Where, key: str) -> str | None:
    """Return the name of a type or of a policy of types; quantised ones are refused."""
    if isinstance(value, dict):
        if value.get("class_name") not in _PLAIN_POLICIES:
            raise quantised(where)
        inner = value.get("config")
        value = inner.get("name") if isinstance(inner, dict) else None
    if value is None:
        return None
    if isinstance(value, str) and value in DTYPES:
        return value
    raise where.odd(key)


def quantised(where: Where) -> ModelRefused:
    """Return the refusal of weights that are kept in a few bits."""
    reason = QT_TRANSLATE_NOOP("Errors", "the layer “{layer}” has quantised weights, which nnviz does not read")
    return ModelRefused(reason, layer=shown(where.layer))


def constant(value: Any, where: Where, key: str) -> dict[str, Any]:
    """Return an array that Keras wrote as nested lists."""
    inner = value.get("config")
    if not isinstance(inner, dict) or set(inner) - {"value", "dtype"}:
        raise where.odd(key)
    held = _Plain(where, key, LONGEST_WORDS).checked(inner.get("value"))
    named = dtype(inner.get("dtype"), where, key)
    return {"class_name": value["class_name"], "config": {"value": held, "dtype": named or "float32"}}


class _Plain:
    """Counts the values of one setting while it rebuilds them."""

    def __init__(self, where: Where, key: str, longest: int) -> None:
        self._where = where
        self._key = key
        self._left = longest

    def checked(self, value: Any, depth: int = 0) -> Any:
        self._left -= 1
        if self._left < 0 or depth > DEEPEST_LIST or not self._is_short(value):
            raise self._where.odd(self._key)
        if isinstance(value, dict):
            if value.get("class_name") != "__tuple__" or not isinstance(value.get("items"), list):
                raise self._where.odd(self._key)
            value = value["items"]
        if isinstance(value, list):
            return [self.checked(item, depth + 1) for item in value]
        return value

    @staticmethod
    def _is_short(value: Any) -> bool:
        match value:
            case None | bool() | list() | dict():
                return True
            case int():
                return abs(value) < LARGEST_INTEGER
            case float():
                return math.isfinite(value)
            case str():
                return len(value) <= LONGEST_TEXT
            case _:
                return False
