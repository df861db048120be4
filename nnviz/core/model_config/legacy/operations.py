"""Bare functions in old graphs: none known yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Item = dict[str, Any]


def operation_of(layer: Item, reference: Callable[[Any], Item]) -> Item | None:
    """Return the operation of Keras 3."""
    del layer, reference
    return None
